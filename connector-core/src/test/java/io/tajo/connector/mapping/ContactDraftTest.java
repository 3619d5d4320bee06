package io.tajo.connector.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ContactDraftTest {
    private final ContactDraft draft = ContactDraft.of("ada@example.com");

    @Test
    void set_withNull_saysNothing() {
        draft.set("COMPANY", null).set("PLAN", "pro").set("PLAN", null);

        assertThat(draft.attributes()).containsOnlyKeys("PLAN").containsEntry("PLAN", "pro");
    }

    @Test
    void clear_isTheOneWayToRemoveWhatBrevoHolds() {
        draft.set("PLAN", "pro").clear("plan");

        assertThat(draft.attributes()).containsOnlyKeys("PLAN").containsEntry("PLAN", null);
    }
}
