package io.tajo.connector.destination;

import java.util.Arrays;

/**
 * Rows of small numbers by 64-bit keys, sorted in arrays: a million contacts with nine marks each take some fifty
 * megabytes, where a map of objects takes several hundred. For one thread.
 */
final class ContactTable {
    /**
     * Each part grows and is sorted alone, so that neither needs a second copy of all. For a million contacts its arrays stay
     * below half a megabyte: larger ones take whole regions of a small heap.
     */
    private static final int PART_BITS = 8;

    private static final int GROWTH = 256;

    private final Part[] parts = new Part[1 << PART_BITS];
    private final int width;

    /**
     * Creates an empty table.
     *
     * @param width how many numbers a row has
     */
    ContactTable(int width) {
        this.width = width;
        for (int i = 0; i < parts.length; i++) parts[i] = new Part();
    }

    /** Adds a row. The last one added under a key counts. */
    void add(long key, int[] row) {
        part(key).add(key, row);
    }

    /** Returns a number of a row, or -1 where there is no row under the key. */
    int get(long key, int column) {
        Part part = part(key);
        int found = part.find(key);
        return found < 0 ? -1 : part.rows[found * width + column];
    }

    /** Changes a number of a row that is there. */
    void set(long key, int column, int value) {
        Part part = part(key);
        part.rows[part.find(key) * width + column] = value;
    }

    boolean has(long key) {
        return part(key).find(key) >= 0;
    }

    /** Looks at a row, which begins somewhere among others. */
    @FunctionalInterface
    interface RowTest {
        boolean test(int[] rows, int start);
    }

    /** Returns whether a test holds of any row. */
    boolean anyRow(RowTest test) {
        for (Part part : parts) {
            if (part.sorted < part.size) part.sort();
            for (int i = 0; i < part.size; i++) if (test.test(part.rows, i * width)) return true;
        }
        return false;
    }

    private Part part(long key) {
        return parts[(int) (key >>> (Long.SIZE - PART_BITS))];
    }

    private final class Part {
        private long[] keys = {};
        private int[] rows = {};
        private int size;
        private int sorted;

        void add(long key, int[] row) {
            if (size == keys.length) {
                keys = Arrays.copyOf(keys, size + GROWTH);
                rows = Arrays.copyOf(rows, (size + GROWTH) * width);
            }
            keys[size] = key;
            System.arraycopy(row, 0, rows, size * width, width);
            size++;
        }

        int find(long key) {
            if (sorted < size) sort();
            return Arrays.binarySearch(keys, 0, size, key);
        }

        /** Rows are sorted by key and, under one key, in the order that they came, of which the last one is kept. */
        private void sort() {
            Integer[] order = new Integer[size];
            for (int i = 0; i < size; i++) order[i] = i;
            Arrays.sort(order, (a, b) -> Long.compare(keys[a], keys[b]));
            long[] newKeys = new long[size];
            int[] newRows = new int[size * width];
            int kept = 0;
            for (int i : order) {
                if (kept > 0 && newKeys[kept - 1] == keys[i]) kept--;
                newKeys[kept] = keys[i];
                System.arraycopy(rows, i * width, newRows, kept * width, width);
                kept++;
            }
            keys = newKeys;
            rows = newRows;
            size = kept;
            sorted = kept;
        }
    }
}
