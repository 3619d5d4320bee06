package io.tajo.examples.sandbox.hogql;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Puts values in the place of a query's placeholders, and results in that of what has the same one for each row. */
final class Folding {
    private static final Set<String> OF_ROWS = Set.of("inCohort");

    private final Map<String, @Nullable Object> values;
    private final QueryTime time;

    Folding(Map<String, @Nullable Object> values, QueryTime time) {
        this.values = values;
        this.time = time;
    }

    Select fold(Select select) {
        return new Select(
                select.distinct(),
                select.items().stream()
                        .map(item -> new Select.Item(fold(item.expression()), item.name()))
                        .toList(),
                fold(select.from()),
                select.where() == null ? null : fold(select.where()),
                all(select.groupBy()),
                select.having() == null ? null : fold(select.having()),
                orders(select.orderBy()),
                select.limit());
    }

    private Select.@Nullable Source fold(Select.@Nullable Source from) {
        if (from instanceof Select.Source.Nested nested) return new Select.Source.Nested(fold(nested.select()));
        if (from instanceof Select.Source.Union union) {
            return new Select.Source.Union(
                    union.selects().stream().map(this::fold).toList());
        }
        return from;
    }

    private List<Select.Order> orders(List<Select.Order> orders) {
        return orders.stream()
                .map(order -> new Select.Order(fold(order.expression()), order.descending()))
                .toList();
    }

    private List<Expr> all(List<Expr> expressions) {
        return expressions.stream().map(this::fold).toList();
    }

    private Expr fold(Expr expression) {
        if (expression instanceof Expr.Placeholder placeholder) return bound(placeholder.name());
        if (expression instanceof Expr.RowNumber number) {
            return new Expr.RowNumber(all(number.partition()), orders(number.orderBy()));
        }
        if (expression instanceof Expr.Tuple tuple) {
            List<Expr> elements = all(tuple.elements());
            return isConstant(elements) ? new Expr.Literal(constants(elements)) : new Expr.Tuple(elements);
        }
        if (!(expression instanceof Expr.Call call)) return expression;
        Expr.Call folded = new Expr.Call(call.function(), all(call.arguments()), call.distinct());
        boolean ofRows = call.isAggregate() || OF_ROWS.contains(call.function());
        if (ofRows || !isConstant(folded.arguments())) return folded;
        return new Expr.Literal(Functions.call(call.function(), constants(folded.arguments()), time));
    }

    private static boolean isConstant(List<Expr> expressions) {
        return expressions.stream().allMatch(Expr.Literal.class::isInstance);
    }

    private static List<@Nullable Object> constants(List<Expr> literals) {
        List<@Nullable Object> constants = new ArrayList<>();
        for (Expr literal : literals) constants.add(((Expr.Literal) literal).value());
        return Collections.unmodifiableList(constants);
    }

    private Expr bound(String name) {
        if (!values.containsKey(name)) throw new HogQlException("Unresolved placeholder: {" + name + "}");
        return new Expr.Literal(values.get(name));
    }
}
