package io.tajo.examples.sandbox.hogql;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The aggregate functions. */
final class Aggregates {
    private static final Set<String> NAMES = Set.of(
            "count",
            "uniq",
            "sum",
            "min",
            "max",
            "avg",
            "countif",
            "maxif",
            "argmax",
            "argmin",
            "any",
            "grouparray",
            "groupuniqarray");

    private Aggregates() {}

    static boolean isAggregate(String function) {
        return NAMES.contains(function.toLowerCase(Locale.ROOT));
    }

    static Accumulator accumulator(Expr.Call call) {
        return switch (call.function().toLowerCase(Locale.ROOT)) {
            case "count" ->
                call.distinct() ? new Distinct() : new Count(call.arguments().isEmpty());
            case "uniq" -> new Distinct();
            case "countif" -> new CountIf();
            case "sum" -> new Sum(false);
            case "avg" -> new Sum(true);
            case "min" -> new Extreme(-1, false);
            case "max" -> new Extreme(1, false);
            case "maxif" -> new Extreme(1, true);
            case "argmax" -> new ArgExtreme(1);
            case "argmin" -> new ArgExtreme(-1);
            case "any" -> new First();
            case "grouparray" -> new Gathered(new ArrayList<>());
            case "groupuniqarray" -> new Gathered(new LinkedHashSet<>());
            default -> throw new HogQlException("Unknown aggregate " + call.function());
        };
    }

    /** Takes the arguments of each row of a group. */
    interface Accumulator {
        void take(List<@Nullable Object> arguments);

        @Nullable
        Object result();
    }

    private static final class Count implements Accumulator {
        private final boolean rows;
        private long count;

        Count(boolean rows) {
            this.rows = rows;
        }

        @Override
        public void take(List<@Nullable Object> arguments) {
            if (rows || arguments.get(0) != null) count++;
        }

        @Override
        public Object result() {
            return count;
        }
    }

    private static final class CountIf implements Accumulator {
        private long count;

        @Override
        public void take(List<@Nullable Object> arguments) {
            if (Boolean.TRUE.equals(arguments.get(0))) count++;
        }

        @Override
        public Object result() {
            return count;
        }
    }

    private static final class Distinct implements Accumulator {
        private final Set<Object> seen = new HashSet<>();

        @Override
        public void take(List<@Nullable Object> arguments) {
            Object value = arguments.get(0);
            if (value != null) seen.add(value);
        }

        @Override
        public Object result() {
            return (long) seen.size();
        }
    }

    private static final class Gathered implements Accumulator {
        private final Collection<Object> values;

        Gathered(Collection<Object> values) {
            this.values = values;
        }

        @Override
        public void take(List<@Nullable Object> arguments) {
            Object value = arguments.get(0);
            if (value != null) values.add(value);
        }

        @Override
        public Object result() {
            return List.copyOf(values);
        }
    }

    private static final class Sum implements Accumulator {
        private final boolean average;
        private BigDecimal sum = BigDecimal.ZERO;
        private long count;

        Sum(boolean average) {
            this.average = average;
        }

        @Override
        public void take(List<@Nullable Object> arguments) {
            Object value = arguments.get(0);
            if (value == null) return;
            sum = sum.add(Values.number(value));
            count++;
        }

        @Override
        public @Nullable Object result() {
            if (!average) return sum;
            return count == 0 ? null : sum.doubleValue() / count;
        }
    }

    private static final class Extreme implements Accumulator {
        private final int sign;
        private final boolean conditional;
        private @Nullable Object best;

        Extreme(int sign, boolean conditional) {
            this.sign = sign;
            this.conditional = conditional;
        }

        @Override
        public void take(List<@Nullable Object> arguments) {
            Object value = arguments.get(0);
            if (value == null || (conditional && !Boolean.TRUE.equals(arguments.get(1)))) return;
            if (best == null || Values.compare(value, best) * sign > 0) best = value;
        }

        @Override
        public @Nullable Object result() {
            return best;
        }
    }

    private static final class ArgExtreme implements Accumulator {
        private final int sign;
        private @Nullable Object best;
        private @Nullable Object result;

        ArgExtreme(int sign) {
            this.sign = sign;
        }

        @Override
        public void take(List<@Nullable Object> arguments) {
            Object by = arguments.get(1);
            if (by == null || (best != null && Values.compare(by, best) * sign <= 0)) return;
            best = by;
            result = arguments.get(0);
        }

        @Override
        public @Nullable Object result() {
            return result;
        }
    }

    private static final class First implements Accumulator {
        private @Nullable Object first;

        @Override
        public void take(List<@Nullable Object> arguments) {
            if (first == null) first = arguments.get(0);
        }

        @Override
        public @Nullable Object result() {
            return first;
        }
    }
}
