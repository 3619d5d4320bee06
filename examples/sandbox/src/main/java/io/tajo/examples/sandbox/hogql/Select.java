package io.tajo.examples.sandbox.hogql;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A parsed query. */
record Select(
        boolean distinct,
        List<Item> items,
        @Nullable Source from,
        @Nullable Expr where,
        List<Expr> groupBy,
        @Nullable Expr having,
        List<Order> orderBy,
        @Nullable Integer limit) {

    record Item(Expr expression, String name) {}

    record Order(Expr expression, boolean descending) {}

    sealed interface Source {
        record Named(String table) implements Source {}

        record Nested(Select select) implements Source {}

        /** The rows of several queries with the same columns, one after another. */
        record Union(List<Select> selects) implements Source {}
    }
}
