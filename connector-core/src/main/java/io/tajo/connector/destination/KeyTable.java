package io.tajo.connector.destination;

import java.util.Arrays;
import java.util.function.IntUnaryOperator;
import java.util.function.LongConsumer;

/**
 * Small numbers by 64-bit hash, in arrays: a million contacts take some twenty-five megabytes, where a map of objects
 * takes a hundred. For one thread.
 */
public final class KeyTable {
    private static final int ABSENT = -1;
    /** Each part grows alone, so that growing needs no second copy of all. */
    private static final int PARTS_BITS = 6;

    private final Part[] parts = new Part[1 << PARTS_BITS];

    /** Creates an empty table. */
    public KeyTable() {
        for (int i = 0; i < parts.length; i++) parts[i] = new Part();
    }

    /**
     * Returns the number under a key.
     *
     * @param key the key
     * @return the number, or -1
     */
    public int get(long key) {
        return part(key).get(key);
    }

    /**
     * Puts a number under a key.
     *
     * @param key the key
     * @param value the number, zero or more
     * @return whether the key is new
     */
    public boolean put(long key, int value) {
        return part(key).put(key, value);
    }

    /**
     * Goes through the keys, in no order.
     *
     * @param action takes each key
     */
    public void forEachKey(LongConsumer action) {
        for (Part part : parts) part.forEachKey(action);
    }

    /**
     * Replaces every number.
     *
     * @param change returns the new number for a number, zero or more
     */
    public void replaceAll(IntUnaryOperator change) {
        for (Part part : parts) part.replaceAll(change);
    }

    private Part part(long key) {
        return parts[(int) (key >>> (Long.SIZE - PARTS_BITS))];
    }

    private static final class Part {
        private long[] keys = new long[1 << 6];
        private int[] values = filled(1 << 6);
        private int size;

        int get(long key) {
            return values[slot(key)];
        }

        boolean put(long key, int value) {
            int slot = slot(key);
            boolean isNew = values[slot] == ABSENT;
            keys[slot] = key;
            values[slot] = value;
            if (isNew && ++size * 4L > keys.length * 3L) grow();
            return isNew;
        }

        void replaceAll(IntUnaryOperator change) {
            for (int i = 0; i < values.length; i++) {
                if (values[i] != ABSENT) values[i] = change.applyAsInt(values[i]);
            }
        }

        void forEachKey(LongConsumer action) {
            for (int i = 0; i < keys.length; i++) {
                if (values[i] != ABSENT) action.accept(keys[i]);
            }
        }

        private int slot(long key) {
            int mask = keys.length - 1;
            // The keys are hashes: their own bits spread them.
            int slot = (int) key & mask;
            while (values[slot] != ABSENT && keys[slot] != key) slot = (slot + 1) & mask;
            return slot;
        }

        private void grow() {
            long[] oldKeys = keys;
            int[] oldValues = values;
            keys = new long[oldKeys.length * 2];
            values = filled(oldValues.length * 2);
            for (int i = 0; i < oldKeys.length; i++) {
                if (oldValues[i] == ABSENT) continue;
                int slot = slot(oldKeys[i]);
                keys[slot] = oldKeys[i];
                values[slot] = oldValues[i];
            }
        }

        private static int[] filled(int length) {
            int[] empty = new int[length];
            Arrays.fill(empty, ABSENT);
            return empty;
        }
    }
}
