package io.tajo.examples.sandbox.hogql;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What names mean inside one SELECT: columns of its source first, then the aliases of its own items. */
final class Scope {
    private final Cohorts cohorts;
    private final QueryTime time;
    private final Map<List<@Nullable Object>, Long> rowNumbers = new HashMap<>();
    private final IdentityHashMap<Expr.Call, Boolean> isAggregate = new IdentityHashMap<>();
    private final Set<String> columns;
    private final Map<String, Expr> aliases = new HashMap<>();

    Scope(Select select, List<String> columns, Cohorts cohorts, QueryTime time) {
        this.cohorts = cohorts;
        this.time = time;
        this.columns = new HashSet<>(columns);
        for (Select.Item item : select.items()) {
            // A column that nobody gave another name is no alias of itself.
            boolean own = item.expression() instanceof Expr.Column column
                    && column.path().equals(List.of(item.name()));
            if (!own) aliases.put(item.name(), item.expression());
        }
    }

    /** Evaluates an expression for a row; aggregates have their results already. */
    @Nullable
    Object evaluate(Expr expression, Row row, Map<Expr.Call, @Nullable Object> aggregates) {
        if (expression instanceof Expr.Literal literal) return literal.value();
        if (expression instanceof Expr.Column column) return column(column, row, aggregates);
        if (expression instanceof Expr.Tuple tuple) return all(tuple.elements(), row, aggregates);
        if (expression instanceof Expr.RowNumber number) {
            return rowNumbers.merge(all(number.partition(), row, aggregates), 1L, Long::sum);
        }
        if (expression instanceof Expr.Call call) {
            if (!isAggregate(call)) return call(call.function(), all(call.arguments(), row, aggregates));
            if (!aggregates.containsKey(call)) {
                throw new HogQlException("Aggregation " + call.function() + " is not allowed here");
            }
            return aggregates.get(call);
        }
        throw new HogQlException("* is not allowed here");
    }

    /** Looked up by name once, not for each row. */
    private boolean isAggregate(Expr.Call call) {
        Boolean known = isAggregate.get(call);
        if (known == null) {
            known = call.isAggregate();
            isAggregate.put(call, known);
        }
        return known;
    }

    private @Nullable Object call(String function, List<@Nullable Object> arguments) {
        return switch (function) {
            case "inCohort" -> cohorts.holds(Values.number(arguments.get(1)).longValue(), arguments.get(0));
            default -> Functions.call(function, arguments, time);
        };
    }

    List<@Nullable Object> all(List<Expr> expressions, Row row, Map<Expr.Call, @Nullable Object> aggregates) {
        List<@Nullable Object> results = new ArrayList<>(expressions.size());
        for (Expr expression : expressions) results.add(evaluate(expression, row, aggregates));
        return results;
    }

    /** Collects the aggregates of an expression, also those behind an alias. */
    void collectAggregates(Expr expression, Set<Expr.Call> found) {
        if (expression instanceof Expr.Call call && call.isAggregate()) {
            found.add(call);
        } else if (expression instanceof Expr.Call call) {
            call.arguments().forEach(argument -> collectAggregates(argument, found));
        } else if (expression instanceof Expr.Tuple tuple) {
            tuple.elements().forEach(element -> collectAggregates(element, found));
        } else if (expression instanceof Expr.Column column) {
            Expr alias = alias(column);
            if (alias != null) collectAggregates(alias, found);
        }
    }

    private @Nullable Object column(Expr.Column column, Row row, Map<Expr.Call, @Nullable Object> aggregates) {
        Expr alias = alias(column);
        return alias == null ? row.get(column.path()) : evaluate(alias, row, aggregates);
    }

    @Nullable
    Expr alias(Expr.Column column) {
        boolean mayBeAlias =
                column.path().size() == 1 && !columns.contains(column.path().get(0));
        return mayBeAlias ? aliases.get(column.path().get(0)) : null;
    }
}
