package io.tajo.posthog.evaluation;

import io.tajo.client.JsonObject;
import io.tajo.posthog.flags.FlagValue;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The variants of a flag, each with its share of the line from 0 to 1, in the order they are listed. */
final class Variants {
    static final byte[] NO_SALT = {};

    private static final byte[] SALT = "variant".getBytes(StandardCharsets.UTF_8);
    private static final FlagValue ON = new FlagValue.On();

    private final FlagValue.Variant[] values;
    private final double[] ends;

    private Variants(FlagValue.Variant[] values, double[] ends) {
        this.values = values;
        this.ends = ends;
    }

    static Variants of(List<JsonObject> variants) {
        FlagValue.Variant[] values = new FlagValue.Variant[variants.size()];
        double[] ends = new double[values.length];
        double end = 0;
        for (int i = 0; i < values.length; i++) {
            JsonObject variant = variants.get(i);
            values[i] = new FlagValue.Variant(variant.text("key").orElse(""));
            end += variant.decimal("rollout_percentage").orElse(BigDecimal.ZERO).doubleValue() / 100.0;
            ends[i] = end;
        }
        return new Variants(values, ends);
    }

    /** Returns the variant of that name; null if there is none, as after it was renamed. */
    @Nullable
    FlagValue named(@Nullable String key) {
        for (FlagValue.Variant value : values) {
            if (Objects.equals(value.key(), key)) return value;
        }
        return null;
    }

    /** Returns the variant in whose share the entity is, or just on, where it is in none. */
    FlagValue pick(byte[] prefix, Entity entity, Evaluation run) {
        if (values.length == 0) return ON;
        double place = run.place(prefix, entity, SALT);
        for (int i = 0; i < values.length; i++) {
            if (place < ends[i]) return values[i].key().isEmpty() ? ON : values[i];
        }
        return ON;
    }
}
