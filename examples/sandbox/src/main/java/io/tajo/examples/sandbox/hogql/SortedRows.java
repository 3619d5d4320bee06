package io.tajo.examples.sandbox.hogql;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rows of an answer in the order of their keys; those without a whole key stand apart. Immutable. */
final class SortedRows {
    private final Result answer;
    private final List<Integer> positions;
    private final List<@Nullable Object[]> keyed = new ArrayList<>();
    private final List<@Nullable Object[]> keyless = new ArrayList<>();

    SortedRows(Result answer, List<String> keys) {
        this.answer = answer;
        this.positions = keys.stream().map(answer.columns()::indexOf).toList();
        if (positions.contains(-1)) throw new HogQlException("Unable to resolve field: " + String.join(", ", keys));
        for (@Nullable Object[] row : answer.rows()) (hasKey(row) ? keyed : keyless).add(row);
        Comparator<@Nullable Object[]> order = this::compare;
        keyed.sort(order);
        keyless.sort(order);
    }

    Result page(KeysetPage page, int limit) {
        List<@Nullable Object[]> rows = switch (page.part()) {
            case ALL -> both(limit);
            case KEYED -> keyed;
            case BEHIND -> keyed.subList(firstBehind(page.behind()), keyed.size());
        };
        return new Result(answer.columns(), answer.types(), rows.subList(0, Math.min(limit, rows.size())));
    }

    private List<@Nullable Object[]> both(int limit) {
        List<@Nullable Object[]> rows = new ArrayList<>(keyless);
        rows.addAll(keyed.subList(0, Math.min(limit, keyed.size())));
        return rows;
    }

    private int firstBehind(List<?> key) {
        int low = 0;
        int high = keyed.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (compare(keyed.get(middle), key) > 0) high = middle;
            else low = middle + 1;
        }
        return low;
    }

    private boolean hasKey(@Nullable Object[] row) {
        return positions.stream().noneMatch(position -> row[position] == null);
    }

    private int compare(@Nullable Object[] row, List<?> key) {
        for (int i = 0; i < positions.size(); i++) {
            Object part = row[positions.get(i)];
            int order = part == null ? 1 : Values.compare(part, key.get(i));
            if (order != 0) return order;
        }
        return 0;
    }

    private int compare(@Nullable Object[] a, @Nullable Object[] b) {
        for (int position : positions) {
            Object left = a[position];
            Object right = b[position];
            int order = left == null || right == null ? nulls(left, right) : Values.compare(left, right);
            if (order != 0) return order;
        }
        return 0;
    }

    private static int nulls(@Nullable Object left, @Nullable Object right) {
        return left == right ? 0 : left == null ? 1 : -1;
    }
}
