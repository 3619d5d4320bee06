package io.tajo.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PaginatorTest {
    private final AtomicInteger fetches = new AtomicInteger();

    private Paginator<String> over(Map<String, Page<String>> pages) {
        return Paginator.of(cursor -> {
            fetches.incrementAndGet();
            return pages.get(cursor.orElse("first"));
        });
    }

    private static Page<String> page(String next, String... items) {
        return new Page<>(List.of(items), Optional.of(next));
    }

    @Test
    void iterator_readsOnThroughEmptyPagesAndFetchesOnlyWhatIsAskedFor() {
        Paginator<String> list = over(Map.of("first", page("2", "a"), "2", page("3"), "3", Page.last(List.of("b"))));

        assertThat(fetches).hasValue(0);
        assertThat(list.iterator().next()).isEqualTo("a");
        assertThat(fetches).hasValue(1);
        assertThat(list.stream()).containsExactly("a", "b");
    }

    @Test
    void iterator_whenACursorComesBack_failsInsteadOfReadingForever() {
        Paginator<String> list = over(Map.of("first", page("2", "a"), "2", page("3", "b"), "3", page("2", "c")));

        assertThatThrownBy(() -> list.stream().toList())
                .isInstanceOf(DecodingException.class)
                .hasMessageContaining("read before");
    }

    @Test
    void iterator_whenEveryPageIsEmpty_endsWithAnError() {
        AtomicInteger number = new AtomicInteger();
        Paginator<String> list =
                Paginator.of(cursor -> new Page<>(List.of(), Optional.of("p" + number.incrementAndGet())));

        assertThatThrownBy(() -> list.iterator().hasNext())
                .isInstanceOf(DecodingException.class)
                .hasMessageContaining("empty pages in a row");
    }

    @Test
    void perTraversal_givesEachIteratorASourceOfItsOwn() {
        Paginator<Integer> list = Paginator.perTraversal(() -> {
            AtomicInteger calls = new AtomicInteger();
            return cursor -> Page.last(List.of(calls.incrementAndGet()));
        });

        assertThat(list.stream()).containsExactly(1);
        assertThat(list.stream()).containsExactly(1);
    }
}
