package io.tajo.posthog.internal;

import io.tajo.client.BodyTooLargeException;
import java.util.function.IntFunction;

/** How much a page asks for: less from the first page on that was too large. For one traversal. */
final class PageSize {
    private int limit;

    PageSize(int limit) {
        this.limit = limit;
    }

    int limit() {
        return limit;
    }

    <T> T halvedWhereTooLarge(IntFunction<T> page) {
        while (true) {
            try {
                return page.apply(limit);
            } catch (BodyTooLargeException e) {
                if (limit == 1) throw e;
                limit /= 2;
            }
        }
    }
}
