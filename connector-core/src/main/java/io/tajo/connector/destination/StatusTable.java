package io.tajo.connector.destination;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The different statuses of an account's contacts, each under a number: one bit for each list that a contact is in or has
 * left, in arrays, since contacts may be in every combination of lists. For one thread.
 */
final class StatusTable {
    private static final Feature BLOCKLISTED = new Feature(0, Kind.BLOCKLISTED);
    private static final int EMPTY = -1;

    private final Map<Feature, Integer> bits = new HashMap<>();
    private final List<Feature> features = new ArrayList<>();
    private int width = 1;
    private int size;
    private long[] words = new long[64];
    private int[] index = filled(128);

    private enum Kind {
        BLOCKLISTED,
        MEMBER,
        LEFT
    }

    /** Something that is true of a contact or not. */
    private record Feature(long list, Kind kind) {}

    /** Returns the number of a status of a contact that Brevo holds. */
    int number(boolean blocklisted, Set<Long> memberOf, Set<Long> left) {
        Set<Integer> set = new LinkedHashSet<>();
        if (blocklisted) set.add(bit(BLOCKLISTED));
        for (Long list : memberOf) set.add(bit(new Feature(list, Kind.MEMBER)));
        for (Long list : left) set.add(bit(new Feature(list, Kind.LEFT)));
        long[] status = new long[width];
        for (int bit : set) status[bit >>> 6] |= 1L << bit;
        return intern(status);
    }

    ContactStatus of(int number) {
        boolean blocklisted = false;
        Set<Long> memberOf = new LinkedHashSet<>();
        Set<Long> left = new LinkedHashSet<>();
        for (int word = 0; word < width; word++) {
            for (long rest = words[number * width + word]; rest != 0; rest &= rest - 1) {
                Feature feature = features.get((word << 6) + Long.numberOfTrailingZeros(rest));
                switch (feature.kind()) {
                    case BLOCKLISTED -> blocklisted = true;
                    case MEMBER -> memberOf.add(feature.list());
                    case LEFT -> left.add(feature.list());
                }
            }
        }
        return new ContactStatus(true, blocklisted, memberOf, left);
    }

    private int bit(Feature feature) {
        Integer known = bits.get(feature);
        if (known != null) return known;
        int bit = bits.size();
        bits.put(feature, bit);
        features.add(feature);
        if (bit >>> 6 >= width) widen();
        return bit;
    }

    private void widen() {
        long[] wider = new long[Math.max(64, size) * (width + 1)];
        for (int i = 0; i < size; i++) System.arraycopy(words, i * width, wider, i * (width + 1), width);
        words = wider;
        width++;
        reindex(index.length);
    }

    private int intern(long[] status) {
        int slot = slot(status, 0);
        if (index[slot] != EMPTY) return index[slot];
        if ((size + 1) * width > words.length) words = Arrays.copyOf(words, words.length + words.length / 2 + width);
        System.arraycopy(status, 0, words, size * width, width);
        index[slot] = size++;
        if (size * 4L > index.length * 3L) reindex(index.length * 2);
        return size - 1;
    }

    private void reindex(int length) {
        index = filled(length);
        for (int i = 0; i < size; i++) index[slot(words, i * width)] = i;
    }

    /** Returns where a status stands, or where it would. */
    private int slot(long[] from, int begin) {
        long hash = 0;
        for (int i = 0; i < width; i++) hash = (hash ^ from[begin + i]) * 0x9E3779B97F4A7C15L;
        int slot = (int) (hash >>> 33) & (index.length - 1);
        while (index[slot] != EMPTY && !isSame(from, begin, index[slot])) slot = (slot + 1) & (index.length - 1);
        return slot;
    }

    private boolean isSame(long[] from, int begin, int number) {
        return Arrays.equals(from, begin, begin + width, words, number * width, (number + 1) * width);
    }

    private static int[] filled(int length) {
        int[] empty = new int[length];
        Arrays.fill(empty, EMPTY);
        return empty;
    }
}
