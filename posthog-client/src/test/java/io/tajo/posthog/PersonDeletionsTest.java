package io.tajo.posthog;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.delete;
import static com.github.tomakehurst.wiremock.client.WireMock.deleteRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.http.Fault;
import io.tajo.client.NotFoundException;
import io.tajo.client.TransportException;
import io.tajo.posthog.persons.BulkDeletion;
import io.tajo.posthog.persons.DeletePerson;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class PersonDeletionsTest extends PostHogServerTest {
    private static final String ONE = "/api/projects/7/persons/a/";
    private static final String BULK = "/api/projects/7/persons/bulk_delete/";

    @TestFactory
    Stream<DynamicTest> delete_ofEveryRefusal_throwsWhatToDo() {
        return new AreaErrors(this, "person:write", () -> client.persons().delete("a", DeletePerson.profile())).tests();
    }

    @TestFactory
    Stream<DynamicTest> bulkDelete_ofEveryRefusal_throwsWhatToDo() {
        return new AreaErrors(
                        this, "person:write", () -> client.persons().bulkDelete(List.of("a"), DeletePerson.profile()))
                .tests();
    }

    @Test
    void delete_saysWhatToDelete() {
        server.stubFor(delete(urlPathEqualTo(ONE)).willReturn(aResponse().withStatus(202)));

        client.persons().delete("a", DeletePerson.profile().withEvents());
        client.persons().delete("a", DeletePerson.keepingProfile().withRecordings());

        server.verify(
                deleteRequestedFor(urlEqualTo(ONE + "?delete_events=true&delete_recordings=false&keep_person=false")));
        server.verify(
                deleteRequestedFor(urlEqualTo(ONE + "?delete_events=false&delete_recordings=true&keep_person=true")));
    }

    @Test
    void delete_whenTheAnswerWasLostAndThePersonIsGone_saysThatAnEarlierAttemptMayHaveDoneIt() {
        server.stubFor(delete(urlPathEqualTo(ONE))
                .inScenario("lost")
                .whenScenarioStateIs("Started")
                .willReturn(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER))
                .willSetStateTo("gone"));
        server.stubFor(delete(urlPathEqualTo(ONE))
                .inScenario("lost")
                .whenScenarioStateIs("gone")
                .willReturn(refusal(404, "invalid_request", "not_found", "Person not found.")));

        assertThatThrownBy(() -> client.persons().delete("a", DeletePerson.profile()))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining("an earlier attempt of this call");
        server.verify(2, deleteRequestedFor(urlPathEqualTo(ONE)));
    }

    @Test
    void delete_ofNothing_isRefusedBeforeItIsSent() {
        assertThatThrownBy(() -> client.persons().delete("a", DeletePerson.keepingProfile()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("withEvents()");
        assertThat(server.getAllServeEvents()).isEmpty();
    }

    @Test
    void bulkDelete_handsOutWhatPostHogTookOn() {
        server.stubFor(post(urlEqualTo(BULK))
                .willReturn(aResponse()
                        .withStatus(202)
                        .withBody("{\"persons_found\":2,\"persons_deleted\":1,\"events_queued_for_deletion\":true,"
                                + "\"recordings_queued_for_deletion\":false,\"deletion_errors\":[{\"person_uuid\":\"b\"}],"
                                + "\"unheard_of\":1}")));

        BulkDeletion accepted = client.persons()
                .bulkDelete(List.of("a", "b"), DeletePerson.profile().withEvents());

        assertThat(accepted.personsFound()).isEqualTo(2);
        assertThat(accepted.personsDeleted()).isEqualTo(1);
        assertThat(accepted.eventsQueued()).isTrue();
        assertThat(accepted.recordingsQueued()).isFalse();
        assertThat(accepted.failedUuids()).containsExactly("b");
        assertThat(accepted.fields().integer("unheard_of")).hasValue(1);
        server.verify(postRequestedFor(urlEqualTo(BULK))
                .withRequestBody(equalToJson("{\"ids\":[\"a\",\"b\"],\"delete_events\":true,"
                        + "\"delete_recordings\":false,\"keep_person\":false}")));
    }

    @Test
    void bulkDelete_whenPostHogSaysNothing_isAllUnknown() {
        server.stubFor(post(urlEqualTo(BULK)).willReturn(aResponse().withStatus(202)));

        BulkDeletion accepted = client.persons().bulkDeleteByDistinctIds(List.of("d"), DeletePerson.profile());

        assertThat(accepted.personsFound()).isNull();
        assertThat(accepted.eventsQueued()).isNull();
        assertThat(accepted.failedUuids()).isEmpty();
        server.verify(postRequestedFor(urlEqualTo(BULK))
                .withRequestBody(equalToJson("{\"distinct_ids\":[\"d\"]}", true, true)));
    }

    @Test
    void bulkDelete_whenTheAnswerWasLost_isNotRepeated() {
        server.stubFor(post(urlEqualTo(BULK)).willReturn(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER)));

        assertThatThrownBy(() -> client.persons().bulkDelete(List.of("a"), DeletePerson.profile()))
                .isInstanceOf(TransportException.class);
        server.verify(1, postRequestedFor(urlEqualTo(BULK)));
    }

    @Test
    void bulkDelete_whenRefusedUnread_isRepeated() {
        server.stubFor(post(urlEqualTo(BULK))
                .inScenario("busy")
                .whenScenarioStateIs("Started")
                .willReturn(refusal(429, "throttled_error", "throttled", "slow down"))
                .willSetStateTo("free"));
        server.stubFor(post(urlEqualTo(BULK))
                .inScenario("busy")
                .whenScenarioStateIs("free")
                .willReturn(okJson("{\"persons_found\":1}")));

        assertThat(client.persons()
                        .bulkDelete(List.of("a"), DeletePerson.profile())
                        .personsFound())
                .isEqualTo(1);
    }

    @Test
    void bulkDelete_ofNobodyOrTooMany_isRefusedBeforeItIsSent() {
        assertThatThrownBy(() -> client.persons().bulkDelete(List.of(), DeletePerson.profile()))
                .hasMessageContaining("1 to 1000");
        assertThatThrownBy(() -> client.persons().bulkDelete(Collections.nCopies(1_001, "a"), DeletePerson.profile()))
                .hasMessageContaining("split the list");
        assertThat(server.getAllServeEvents()).isEmpty();
    }
}
