package io.tajo.examples.sandbox.hogql;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Answers queries over tables. Stateless but for its tables; safe for any thread if they are. */
public final class QueryEngine {
    /** The most rows that PostHog returns at once. */
    public static final int MAX_LIMIT = 50_000;
    /** The rows that PostHog returns where the query names no limit. */
    public static final int DEFAULT_LIMIT = 100;

    private static final Row NO_ROW = path -> {
        throw new HogQlException("Unable to resolve field: " + String.join(".", path));
    };

    private final Function<String, @Nullable Table> tables;
    private final Cohorts cohorts;
    private final LongSupplier version;
    private final KeptRows kept = new KeptRows();

    /**
     * Creates an engine.
     *
     * @param tables finds a table by its name
     * @param cohorts tells who is in a cohort
     * @param version the state of the tables, another number after each change
     */
    public QueryEngine(Function<String, @Nullable Table> tables, Cohorts cohorts, LongSupplier version) {
        this.tables = tables;
        this.cohorts = cohorts;
        this.version = version;
    }

    /**
     * Answers a query.
     *
     * @param text the query
     * @param values the values of its placeholders
     * @param time when and where it is asked
     * @return the answer, with at most 50,000 rows, or 100 where the query names no limit
     * @throws HogQlException if PostHog would refuse it
     */
    public Result run(String text, Map<String, @Nullable Object> values, QueryTime time) {
        Select select = new Folding(values, time).fold(Parser.parse(text));
        int limit = select.limit() == null ? DEFAULT_LIMIT : Math.min(select.limit(), MAX_LIMIT);
        Optional<KeysetPage> page = KeysetPage.of(select);
        if (page.isPresent()) {
            Select inner = page.get().inner();
            return kept.get(page.get(), version.getAsLong(), () -> limited(inner, time))
                    .page(page.get(), limit);
        }
        Result result = run(select, time);
        return new Result(result.columns(), result.types(), head(result.rows(), limit));
    }

    /**
     * Tells whether a query names its limit.
     *
     * @param text the query
     * @return whether it does
     */
    public static boolean namesLimit(String text) {
        return Parser.parse(text).limit() != null;
    }

    private Result run(Select select, QueryTime time) {
        Table source = source(select.from(), time);
        Scope scope = new Scope(select, source.columns(), cohorts, time);
        List<Row> rows = new ArrayList<>();
        for (Row row : source.rows()) {
            if (select.where() == null || Functions.truth(scope.evaluate(select.where(), row, Map.of()))) rows.add(row);
        }
        List<String> columns = new ArrayList<>();
        List<Expr> outputs = new ArrayList<>();
        for (Select.Item item : select.items()) {
            boolean star = item.expression() instanceof Expr.Star;
            columns.addAll(star ? source.columns() : List.of(item.name()));
            if (star) source.columns().forEach(name -> outputs.add(new Expr.Column(List.of(name))));
            else outputs.add(item.expression());
        }
        Types types = types(source, scope, time.zone());
        return new Result(
                columns,
                outputs.stream().map(types::of).toList(),
                output(select, scope, groups(select, scope, rows), outputs));
    }

    private static Types types(Table source, Scope scope, ZoneId zone) {
        Function<List<String>, String> ofColumn = path -> {
            Expr alias = scope.alias(new Expr.Column(path));
            return alias == null
                    ? source.type(path)
                    : types(source, scope, zone).of(alias);
        };
        return new Types(ofColumn, zone);
    }

    /** Answers a nested query. */
    private Result limited(Select select, QueryTime time) {
        Result answer = run(select, time);
        Integer limit = select.limit();
        return limit == null ? answer : new Result(answer.columns(), answer.types(), head(answer.rows(), limit));
    }

    private Table source(Select.@Nullable Source from, QueryTime time) {
        if (from == null) return new Table("nothing", Map.of(), path -> Types.TEXT, List.of(NO_ROW));
        if (from instanceof Select.Source.Nested nested)
            return limited(nested.select(), time).asTable();
        if (from instanceof Select.Source.Union union)
            return union(union.selects(), time).asTable();
        String name = ((Select.Source.Named) from).table();
        Table table = tables.apply(name);
        if (table == null) throw new HogQlException("Unknown table `" + name + "`.");
        return table;
    }

    private Result union(List<Select> selects, QueryTime time) {
        Result first = limited(selects.get(0), time);
        List<@Nullable Object[]> rows = new ArrayList<>(first.rows());
        for (Select other : selects.subList(1, selects.size()))
            rows.addAll(limited(other, time).rows());
        return new Result(first.columns(), first.types(), rows);
    }

    /** A row that stands for a group, with the group's aggregates. */
    private record Group(Row row, Map<Expr.Call, @Nullable Object> aggregates) {}

    private static List<Group> groups(Select select, Scope scope, List<Row> rows) {
        Set<Expr.Call> aggregates = new LinkedHashSet<>();
        select.items().forEach(item -> scope.collectAggregates(item.expression(), aggregates));
        if (select.having() != null) scope.collectAggregates(select.having(), aggregates);
        select.orderBy().forEach(order -> scope.collectAggregates(order.expression(), aggregates));
        if (aggregates.isEmpty() && select.groupBy().isEmpty()) {
            return rows.stream().map(row -> new Group(row, Map.of())).toList();
        }
        return aggregated(select, scope, rows, List.copyOf(aggregates));
    }

    private static List<Group> aggregated(Select select, Scope scope, List<Row> rows, List<Expr.Call> calls) {
        Map<List<@Nullable Object>, List<Aggregates.Accumulator>> byKey = new LinkedHashMap<>();
        Map<List<@Nullable Object>, Row> first = new LinkedHashMap<>();
        for (Row row : rows) {
            List<@Nullable Object> key = scope.all(select.groupBy(), row, Map.of());
            List<Aggregates.Accumulator> accumulators = byKey.get(key);
            if (accumulators == null) {
                accumulators = calls.stream().map(Aggregates::accumulator).toList();
                byKey.put(key, accumulators);
                first.put(key, row);
            }
            for (int i = 0; i < calls.size(); i++) {
                accumulators.get(i).take(scope.all(calls.get(i).arguments(), row, Map.of()));
            }
        }
        if (byKey.isEmpty() && select.groupBy().isEmpty()) {
            byKey.put(List.of(), calls.stream().map(Aggregates::accumulator).toList());
            first.put(List.of(), NO_ROW);
        }
        List<Group> groups = new ArrayList<>(byKey.size());
        byKey.forEach((key, accumulators) -> {
            Map<Expr.Call, @Nullable Object> results = new LinkedHashMap<>();
            for (int i = 0; i < calls.size(); i++)
                results.put(calls.get(i), accumulators.get(i).result());
            groups.add(new Group(first.getOrDefault(key, NO_ROW), results));
        });
        return groups;
    }

    private static List<@Nullable Object[]> output(Select select, Scope scope, List<Group> groups, List<Expr> outputs) {
        List<Sortable> sortable = new ArrayList<>(groups.size());
        Set<List<@Nullable Object>> seen = new HashSet<>();
        for (Group group : inOrderOfNumbers(select, scope, groups)) {
            if (select.having() != null
                    && !Functions.truth(scope.evaluate(select.having(), group.row(), group.aggregates()))) {
                continue;
            }
            @Nullable
            Object[] row = scope.all(outputs, group.row(), group.aggregates()).toArray();
            if (select.distinct() && !seen.add(Arrays.asList(row))) continue;
            List<Expr> keys =
                    select.orderBy().stream().map(Select.Order::expression).toList();
            sortable.add(new Sortable(row, scope.all(keys, group.row(), group.aggregates())));
        }
        if (!select.orderBy().isEmpty()) sortable.sort(Comparator.comparing(Sortable::keys, order(select.orderBy())));
        return sortable.stream().map(Sortable::row).toList();
    }

    @SuppressWarnings("ArrayRecordComponent") // handed through once, never compared
    private record Sortable(@Nullable Object[] row, List<@Nullable Object> keys) {}

    /** Rows are numbered as they come: where they are numbered in an order, they come in it. */
    private static List<Group> inOrderOfNumbers(Select select, Scope scope, List<Group> groups) {
        List<Select.Order> orders = select.items().stream()
                .flatMap(item ->
                        item.expression() instanceof Expr.RowNumber number ? number.orderBy().stream() : Stream.empty())
                .toList();
        if (orders.isEmpty()) return groups;
        List<Expr> keys = orders.stream().map(Select.Order::expression).toList();
        record Numbered(Group group, List<@Nullable Object> keys) {}
        List<Numbered> sorted = new ArrayList<>(groups.size());
        for (Group group : groups) {
            sorted.add(new Numbered(group, scope.all(keys, group.row(), group.aggregates())));
        }
        sorted.sort(Comparator.comparing(Numbered::keys, order(orders)));
        return sorted.stream().map(Numbered::group).toList();
    }

    private static Comparator<List<@Nullable Object>> order(List<Select.Order> orders) {
        return (a, b) -> {
            for (int i = 0; i < orders.size(); i++) {
                Object left = a.get(i);
                Object right = b.get(i);
                // Nulls come last in either direction.
                if (left == null || right == null) {
                    if (left == right) continue;
                    return left == null ? 1 : -1;
                }
                int order = Values.compare(left, right);
                if (order != 0) return orders.get(i).descending() ? -order : order;
            }
            return 0;
        };
    }

    private static <T> List<T> head(List<T> rows, int limit) {
        return rows.size() <= limit ? rows : rows.subList(0, limit);
    }
}
