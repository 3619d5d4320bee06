package io.tajo.connector.destination;

import java.util.Arrays;

/** The different numbers of a column, each under a code of two bytes, as long as these suffice. For one thread. */
final class NumberCodes {
    private static final int MOST = 1 << Character.SIZE;

    private int[] numbers = new int[16];
    /** Codes plus one at the places of their numbers, 0 where there is none. Never more than half full. */
    private int[] places = new int[64];

    private int size;
    private boolean full;

    /** Returns the code of a number, or -1 once there are more numbers than codes. */
    int code(int number) {
        if (full) return -1;
        int place = place(number);
        if (places[place] > 0) return places[place] - 1;
        if (size == MOST) {
            full = true;
            places = new int[0];
            return -1;
        }
        if (size == numbers.length) grow();
        numbers[size] = number;
        places[place(number)] = ++size;
        return size - 1;
    }

    /** Returns the number of a code that was given out. */
    int number(int code) {
        return numbers[code];
    }

    /** Returns whether there are more numbers than codes: none is given out from then on. */
    boolean areFull() {
        return full;
    }

    private int place(int number) {
        int mask = places.length - 1;
        int place = ((number * 0x9E3779B9) >>> 7) & mask;
        while (places[place] > 0 && numbers[places[place] - 1] != number) place = (place + 1) & mask;
        return place;
    }

    private void grow() {
        numbers = Arrays.copyOf(numbers, size * 2);
        places = new int[size * 4];
        for (int code = 0; code < size; code++) places[place(numbers[code])] = code + 1;
    }
}
