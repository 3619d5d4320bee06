package io.tajo.posthog.evaluation;

import io.tajo.posthog.flags.FlagValue;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The values of all flags: an array, and the index that all persons share. Immutable and safe for any thread. */
final class DecidedFlags extends AbstractMap<String, FlagValue> {
    private final Map<String, Integer> indexes;
    private final FlagValue[] values;

    DecidedFlags(Map<String, Integer> indexes, FlagValue[] values) {
        this.indexes = indexes;
        this.values = values;
    }

    @Override
    public @Nullable FlagValue get(@Nullable Object key) {
        Integer index = indexes.get(key);
        return index == null ? null : values[index];
    }

    @Override
    public boolean containsKey(@Nullable Object key) {
        return indexes.containsKey(key);
    }

    @Override
    public int size() {
        return values.length;
    }

    @Override
    public Set<Map.Entry<String, FlagValue>> entrySet() {
        return new AbstractSet<>() {
            @Override
            public Iterator<Map.Entry<String, FlagValue>> iterator() {
                Iterator<Map.Entry<String, Integer>> keys = indexes.entrySet().iterator();
                return new Iterator<>() {
                    @Override
                    public boolean hasNext() {
                        return keys.hasNext();
                    }

                    @Override
                    public Map.Entry<String, FlagValue> next() {
                        Map.Entry<String, Integer> next = keys.next();
                        return Map.entry(next.getKey(), values[next.getValue()]);
                    }
                };
            }

            @Override
            public int size() {
                return values.length;
            }
        };
    }
}
