package io.tajo.posthog.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EventBatchTest {
    private final EventBatch batch = new EventBatch("phc_t", false);

    @Test
    void hasRoomFor_countsWhatStandsAroundTheEvents() {
        batch.add(new byte[1]);
        int withOne = batch.body().length;
        batch.clear();
        batch.add(new byte[1]);
        byte[] last = new byte[EventBatch.MAX_BYTES - withOne - ",".length()];

        assertThat(batch.hasRoomFor(new byte[last.length + 1])).isFalse();
        assertThat(batch.hasRoomFor(last)).isTrue();
        batch.add(last);
        assertThat(batch.body()).hasSize(EventBatch.MAX_BYTES);
    }
}
