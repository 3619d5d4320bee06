package io.tajo.connector.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tajo.client.JsonObject;
import io.tajo.connector.mapping.FieldUse;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ResumedRowsTest {
    private static final ReadPosition START = new ReadPosition(Optional.of("last"), List.of("waiting"));

    private static PersonRows rows(Iterator<JsonObject> rows) {
        PersonColumns columns = PersonColumns.of(new FieldUse("email", Set.of(), Map.of()));
        return new PersonRows(rows, columns, List.of(), List.of());
    }

    @Test
    void position_afterPersonsThatCouldNotBeReadAgain_asksNobody() {
        AtomicInteger calls = new AtomicInteger();
        Iterator<JsonObject> throttled = new Iterator<>() {
            @Override
            public boolean hasNext() {
                calls.incrementAndGet();
                throw new IllegalStateException("throttled");
            }

            @Override
            public JsonObject next() {
                throw new IllegalStateException("throttled");
            }
        };
        ResumedRows rows = new ResumedRows(START, ids -> rows(throttled), rows(Collections.emptyIterator()));

        assertThatThrownBy(rows::hasNext).hasMessage("throttled");

        assertThat(rows.position()).isEqualTo(START);
        assertThat(calls).hasValue(1);
    }
}
