package io.tajo.examples.sandbox.hogql;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** An expression. Operators are calls of functions with the names that ClickHouse has for them. */
sealed interface Expr {
    record Literal(@Nullable Object value) implements Expr {}

    record Placeholder(String name) implements Expr {}

    record Column(List<String> path) implements Expr {}

    record Call(String function, List<Expr> arguments, boolean distinct) implements Expr {
        boolean isAggregate() {
            return Aggregates.isAggregate(function);
        }
    }

    /** The number of a row among those of its partition, in an order. */
    record RowNumber(List<Expr> partition, List<Select.Order> orderBy) implements Expr {}

    record Tuple(List<Expr> elements) implements Expr {}

    record Star() implements Expr {}
}
