package io.tajo.connector;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResourcesTest {
    @Test
    void closeAll_whenSomeFail_closesTheOthersAndTellsAllFailures() {
        List<String> closed = new ArrayList<>();
        IllegalStateException ledger = new IllegalStateException("ledger");
        IOException client = new IOException("client");
        List<AutoCloseable> resources = List.of(
                () -> {
                    throw ledger;
                },
                () -> closed.add("first"),
                () -> {
                    throw client;
                },
                () -> closed.add("second"));

        assertThat(Resources.closeAll(resources)).hasValueSatisfying(failure -> {
            assertThat(failure).isSameAs(ledger);
            assertThat(failure.getSuppressed()[0]).hasCause(client);
        });
        assertThat(closed).containsExactly("first", "second");
    }

    @Test
    void closeAll_whenNothingFails_tellsNothing() {
        assertThat(Resources.closeAll(List.of(() -> {}))).isEmpty();
    }
}
