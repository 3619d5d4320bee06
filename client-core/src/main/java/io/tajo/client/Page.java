package io.tajo.client;

import java.util.List;
import java.util.Optional;

/**
 * One page of a list.
 *
 * @param items what the page holds, in the server's order; may be empty though more pages follow
 * @param nextCursor where the next page starts; empty on the last page
 * @param <T> what is listed
 */
public record Page<T>(List<T> items, Optional<String> nextCursor) {

    /**
     * Copies the items.
     *
     * @param items what the page holds
     * @param nextCursor where the next page starts
     */
    public Page {
        items = List.copyOf(items);
    }

    /**
     * Returns a page that no other follows.
     *
     * @param items what it holds
     * @param <T> what is listed
     * @return the page
     */
    public static <T> Page<T> last(List<T> items) {
        return new Page<>(items, Optional.empty());
    }
}
