package io.tajo.connector.destination;

import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.function.IntUnaryOperator;
import java.util.function.LongConsumer;
import java.util.function.Predicate;

/**
 * Rows of numbers by 64-bit keys, sorted in arrays: a million contacts with nine marks each take some thirty megabytes, where a
 * map of objects takes several hundred. A column takes two bytes for each row while it has at most 65,536 different numbers,
 * as most attributes do, and four bytes from then on. For one thread.
 */
final class ContactTable {
    /**
     * Each part grows and is sorted alone, so that neither needs a second copy of all. For a million contacts its arrays stay
     * far below half a megabyte: larger ones take whole regions of a small heap.
     */
    private static final int PART_BITS = 8;

    private static final int GROWTH = 256;

    private final Part[] parts = new Part[1 << PART_BITS];
    private final NumberCodes[] codes;

    /**
     * Creates an empty table.
     *
     * @param width how many numbers a row has
     */
    ContactTable(int width) {
        codes = new NumberCodes[width];
        Arrays.setAll(codes, column -> new NumberCodes());
        Arrays.setAll(parts, part -> new Part());
    }

    /** Adds a row. The last one added under a key counts. */
    void add(long key, int[] row) {
        part(key).add(key, row);
    }

    /** Returns a number of a row, or -1 where there is no row under the key. */
    int get(long key, int column) {
        Part part = part(key);
        int found = part.find(key);
        return found < 0 ? -1 : part.get(found, column);
    }

    /** Changes a number of a row that is there. */
    void set(long key, int column, int value) {
        Part part = part(key);
        part.set(part.find(key), column, value);
    }

    boolean has(long key) {
        return part(key).find(key) >= 0;
    }

    /** Returns whether a test holds of any row; it is given the row's numbers by their columns. */
    boolean anyRow(Predicate<IntUnaryOperator> test) {
        for (Part part : parts) {
            part.sort();
            for (int i = 0; i < part.size; i++) {
                int row = i;
                if (test.test(column -> part.get(row, column))) return true;
            }
        }
        return false;
    }

    /** Replaces the numbers of a column. */
    void replaceAll(int column, IntUnaryOperator change) {
        for (Part part : parts) {
            for (int row = 0; row < part.size; row++) {
                int before = part.get(row, column);
                int after = change.applyAsInt(before);
                if (after != before) part.set(row, column, after);
            }
        }
    }

    /** Goes through the keys of the rows in which a test holds of the number in a column. */
    void forEachKey(int column, IntPredicate test, LongConsumer action) {
        for (Part part : parts) {
            part.sort();
            for (int row = 0; row < part.size; row++) {
                if (test.test(part.get(row, column))) action.accept(part.keys[row]);
            }
        }
    }

    private Part part(long key) {
        return parts[(int) (key >>> (Long.SIZE - PART_BITS))];
    }

    private void widen(int column) {
        for (Part part : parts) part.widen(column);
    }

    private final class Part {
        private long[] keys = {};
        /** The codes of each column's numbers; empty for a column that is wide. */
        private final char[][] narrow = new char[codes.length][0];
        /** The numbers of each column that is wide; empty for the others. */
        private final int[][] wide = new int[codes.length][0];

        private int size;
        private int sorted;

        void add(long key, int[] row) {
            if (size == keys.length) grow();
            keys[size] = key;
            for (int column = 0; column < row.length; column++) set(size, column, row[column]);
            size++;
        }

        private void grow() {
            keys = Arrays.copyOf(keys, size + GROWTH);
            for (int column = 0; column < codes.length; column++) {
                if (codes[column].areFull()) wide[column] = Arrays.copyOf(wide[column], keys.length);
                else narrow[column] = Arrays.copyOf(narrow[column], keys.length);
            }
        }

        int get(int row, int column) {
            NumberCodes known = codes[column];
            return known.areFull() ? wide[column][row] : known.number(narrow[column][row]);
        }

        void set(int row, int column, int number) {
            NumberCodes known = codes[column];
            boolean wasNarrow = !known.areFull();
            int code = known.code(number);
            if (code >= 0) {
                narrow[column][row] = (char) code;
                return;
            }
            if (wasNarrow) ContactTable.this.widen(column);
            wide[column][row] = number;
        }

        void widen(int column) {
            int[] numbers = new int[keys.length];
            for (int i = 0; i < size; i++) numbers[i] = codes[column].number(narrow[column][i]);
            wide[column] = numbers;
            narrow[column] = new char[0];
        }

        int find(long key) {
            sort();
            return Arrays.binarySearch(keys, 0, size, key);
        }

        /** Rows are sorted by key and, under one key, in the order that they came, of which the last one is kept. */
        private void sort() {
            if (sorted == size) return;
            Integer[] order = new Integer[size];
            for (int i = 0; i < size; i++) order[i] = i;
            Arrays.sort(order, (a, b) -> Long.compare(keys[a], keys[b]));
            int[] from = new int[size];
            int kept = 0;
            for (int i : order) {
                if (kept > 0 && keys[from[kept - 1]] == keys[i]) kept--;
                from[kept++] = i;
            }
            arrange(from, kept);
            size = kept;
            sorted = kept;
        }

        private void arrange(int[] from, int kept) {
            long[] newKeys = new long[kept];
            for (int i = 0; i < kept; i++) newKeys[i] = keys[from[i]];
            keys = newKeys;
            for (int column = 0; column < codes.length; column++) {
                char[] newCodes = new char[narrow[column].length == 0 ? 0 : kept];
                for (int i = 0; i < newCodes.length; i++) newCodes[i] = narrow[column][from[i]];
                narrow[column] = newCodes;
                int[] newNumbers = new int[wide[column].length == 0 ? 0 : kept];
                for (int i = 0; i < newNumbers.length; i++) newNumbers[i] = wide[column][from[i]];
                wide[column] = newNumbers;
            }
        }
    }
}
