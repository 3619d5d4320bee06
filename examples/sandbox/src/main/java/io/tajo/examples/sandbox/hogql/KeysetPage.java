package io.tajo.examples.sandbox.hogql;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A query for a page of another query's rows in the order of their keys, as readers page behind the last key they saw.
 *
 * @param inner the query whose rows are paged
 * @param keys the columns of the order
 * @param part which rows
 * @param behind the key that the rows come after, for {@link Part#BEHIND}
 */
record KeysetPage(Select inner, List<String> keys, Part part, List<?> behind) {
    enum Part {
        /** All rows, first those without a key. */
        ALL,
        /** The rows that have a key. */
        KEYED,
        /** The rows that have a greater key. */
        BEHIND
    }

    /** Reads a query, or finds that it is another one. */
    static Optional<KeysetPage> of(Select select) {
        boolean plain = !select.distinct()
                && select.items().size() == 1
                && select.items().get(0).expression() instanceof Expr.Star
                && select.groupBy().isEmpty()
                && select.having() == null;
        if (!plain || !(select.from() instanceof Select.Source.Nested nested)) return Optional.empty();
        List<Select.Order> orders = select.orderBy();
        boolean keylessFirst =
                orders.size() > 1 && orders.get(0).descending() && orders.get(0).expression() instanceof Expr.Call;
        List<Select.Order> ofKeys = keylessFirst ? orders.subList(1, orders.size()) : orders;
        boolean ascending =
                ofKeys.stream().allMatch(order -> !order.descending() && order.expression() instanceof Expr.Column);
        if (ofKeys.isEmpty() || !ascending) return Optional.empty();
        List<Expr> columns = ofKeys.stream().map(Select.Order::expression).toList();
        Expr keyless = keyless(columns);
        if (keylessFirst) {
            boolean all = select.where() == null && orders.get(0).expression().equals(keyless);
            return all ? Optional.of(page(nested, columns, Part.ALL, List.of())) : Optional.empty();
        }
        if (call("not", keyless).equals(select.where())) {
            return Optional.of(page(nested, columns, Part.KEYED, List.of()));
        }
        return behind(select.where(), columns, keyless).map(key -> page(nested, columns, Part.BEHIND, key));
    }

    private static KeysetPage page(Select.Source.Nested nested, List<Expr> columns, Part part, List<?> behind) {
        List<String> keys = columns.stream()
                .map(column -> String.join(".", ((Expr.Column) column).path()))
                .toList();
        return new KeysetPage(nested.select(), keys, part, behind);
    }

    private static Optional<List<?>> behind(@Nullable Expr where, List<Expr> columns, Expr keyless) {
        Expr last = where;
        if (where instanceof Expr.Call both
                && both.function().equals("and")
                && both.arguments().get(0).equals(call("not", keyless))) {
            last = both.arguments().get(1);
        }
        Expr left = columns.size() == 1 ? columns.get(0) : new Expr.Tuple(columns);
        if (!(last instanceof Expr.Call greater)
                || !greater.function().equals("greater")
                || !greater.arguments().get(0).equals(left)
                || !(greater.arguments().get(1) instanceof Expr.Literal key)) {
            return Optional.empty();
        }
        if (columns.size() == 1) return key.value() == null ? Optional.empty() : Optional.of(List.of(key.value()));
        if (!(key.value() instanceof List<?> parts) || parts.size() != columns.size() || parts.contains(null)) {
            return Optional.empty();
        }
        return Optional.of(parts);
    }

    private static Expr keyless(List<Expr> columns) {
        Expr keyless = call("isNull", columns.get(0));
        for (Expr column : columns.subList(1, columns.size())) keyless = call("or", keyless, call("isNull", column));
        return keyless;
    }

    private static Expr call(String function, Expr... arguments) {
        return new Expr.Call(function, List.of(arguments), false);
    }
}
