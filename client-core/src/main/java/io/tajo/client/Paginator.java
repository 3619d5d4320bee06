package io.tajo.client;

import java.util.Collections;
import java.util.HashSet;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A list read lazily, one page in memory. Each iterator starts at the first page anew and calls the server as it goes:
 * {@code next()} and {@code hasNext()} throw what the client throws. Safe to share; an iterator is for one thread.
 *
 * @param <T> what is listed
 */
public final class Paginator<T> implements Iterable<T> {
    private static final int MAX_EMPTY_PAGES = 1_000;

    private final Supplier<PageSource<T>> sources;

    private Paginator(Supplier<PageSource<T>> sources) {
        this.sources = sources;
    }

    /**
     * Fetches one page.
     *
     * @param <T> what is listed
     */
    @FunctionalInterface
    public interface PageSource<T> {
        /**
         * Fetches a page.
         *
         * @param cursor where the page starts; empty for the first one
         * @return the page
         */
        Page<T> fetch(Optional<String> cursor);
    }

    /**
     * Returns a paginator over a source of pages.
     *
     * @param source fetches one page at a time
     * @param <T> what is listed
     * @return the paginator
     */
    public static <T> Paginator<T> of(PageSource<T> source) {
        return new Paginator<>(() -> source);
    }

    /**
     * Returns a paginator whose source remembers something from page to page, such as the ids that it has seen.
     *
     * @param sources gives each traversal a source of its own
     * @param <T> what is listed
     * @return the paginator
     */
    public static <T> Paginator<T> perTraversal(Supplier<PageSource<T>> sources) {
        return new Paginator<>(sources);
    }

    @Override
    public Iterator<T> iterator() {
        Iterator<Page<T>> pages = new PageIterator();
        return new Iterator<>() {
            private Iterator<T> items = Collections.emptyIterator();

            @Override
            public boolean hasNext() {
                while (!items.hasNext() && pages.hasNext()) {
                    items = pages.next().items().iterator();
                }
                return items.hasNext();
            }

            @Override
            public T next() {
                if (!hasNext()) throw new NoSuchElementException("the list has no more items");
                return items.next();
            }
        };
    }

    /**
     * Returns the items as a stream, in order, read as it is consumed.
     *
     * @return the stream; it holds nothing that must be closed
     */
    public Stream<T> stream() {
        return StreamSupport.stream(spliterator(), false);
    }

    /**
     * Returns the pages one by one, for callers that store a cursor.
     *
     * @return the pages, at least one
     */
    public Iterable<Page<T>> pages() {
        return PageIterator::new;
    }

    private final class PageIterator implements Iterator<Page<T>> {
        private final PageSource<T> source = sources.get();
        private final Set<String> seen = new HashSet<>();
        private Optional<String> cursor = Optional.empty();
        private boolean more = true;
        private int emptyPages;

        @Override
        public boolean hasNext() {
            return more;
        }

        @Override
        public Page<T> next() {
            if (!more) throw new NoSuchElementException("the list has no more pages");
            Page<T> page = source.fetch(cursor);
            cursor = page.nextCursor();
            more = cursor.isPresent();
            cursor.ifPresent(this::guard);
            emptyPages = page.items().isEmpty() ? emptyPages + 1 : 0;
            if (emptyPages > MAX_EMPTY_PAGES) {
                throw new DecodingException("The server sent " + emptyPages + " empty pages in a row, each naming a "
                        + "next one. The list was not read to its end: report this to the service.");
            }
            return page;
        }

        private void guard(String next) {
            if (!seen.add(next)) {
                throw new DecodingException("The server named a page as the next one that was read before: the list "
                        + "would never end and was not read to its end. Try again; if it stays, report this to the "
                        + "service.");
            }
        }
    }
}
