package io.tajo.brevo;

import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.tajo.brevo.contacts.ContactId;
import io.tajo.brevo.lists.Membership;
import io.tajo.client.DecodingException;
import io.tajo.client.InvalidRequestException;
import io.tajo.client.ServerException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ListMembershipTest extends BrevoServerTest {
    private static final ContactId ADA = ContactId.email("Ada@example.com");
    private static final ContactId BOB = ContactId.email("bob@example.com");
    private static final ContactId CYD = ContactId.extId("u-3");
    private static final ContactId DAN = ContactId.id(4);
    private static final String NOBODY =
            "{\"code\":\"invalid_parameter\",\"message\":\"Contact already in list and/or does not exist\"}";

    private static List<ContactId> contacts(long count) {
        return LongStream.rangeClosed(1, count).mapToObj(ContactId::id).toList();
    }

    private static String success(long first, long last) {
        return LongStream.rangeClosed(first, last)
                .mapToObj(String::valueOf)
                .collect(Collectors.joining(",", "{\"contacts\":{\"success\":[", "],\"failure\":[]}}"));
    }

    private void answerChanges(int status, String body) {
        server.stubFor(post(urlPathMatching(".*/contacts/(add|remove)")).willReturn(json(status, body)));
    }

    private void answerList(long subscribers) {
        server.stubFor(get(urlPathEqualTo("/v3/contacts/lists/3"))
                .willReturn(json(200, "{\"id\":3,\"name\":\"News\",\"uniqueSubscribers\":" + subscribers + "}")));
    }

    private void answerContact(String identifier, int status, String body) {
        server.stubFor(get(urlPathEqualTo("/v3/contacts/" + identifier)).willReturn(json(status, body)));
    }

    private List<String> paths() {
        return calls().stream()
                .map(call -> call.getMethod() + " " + call.getUrl().substring("/v3/contacts".length()))
                .toList();
    }

    @Test
    void add_sendsAHundredAndFiftyAtATime() {
        answer(json(201, success(1, 150)), json(201, success(151, 300)), json(201, success(301, 301)));

        Membership membership = client.lists().add(3, contacts(301));

        assertThat(membership.changed()).hasSize(301);
        assertThat(membership.unchanged()).isEmpty();
        assertThat(membership.unknown()).isEmpty();
        assertThat(calls())
                .extracting(LoggedRequest::getUrl)
                .containsOnly("/v3/contacts/lists/3/contacts/add")
                .hasSize(3);
        assertThat(calls())
                .extracting(call -> call.getBodyAsString().split(",", -1).length)
                .containsExactly(150, 150, 1);
        assertThat(calls().get(2).getBodyAsString()).isEqualTo("{\"ids\":[301]}");
    }

    @Test
    void add_sendsEachKindOfIdByItself() {
        answerChanges(201, "{\"success\":[\"ada@example.com\",\"bob@example.com\",\"u-3\",4]}");

        Membership membership = client.lists().add(3, List.of(ADA, CYD, BOB, DAN, ADA));

        assertThat(membership.changed()).containsExactlyInAnyOrder(ADA, BOB, CYD, DAN);
        assertThat(calls())
                .extracting(LoggedRequest::getBodyAsString)
                .containsExactly(
                        "{\"emails\":[\"Ada@example.com\",\"bob@example.com\"]}",
                        "{\"extIds\":[\"u-3\"]}",
                        "{\"ids\":[4]}");
    }

    @Test
    void add_whenThereIsNobody_callsNobody() {
        assertThat(client.lists().add(3, List.of())).isEqualTo(new Membership(Set.of(), Set.of(), Set.of(), Set.of()));
        assertThat(calls()).isEmpty();
    }

    @Test
    void add_byAnIdThatListsDoNotTake_isRefusedBeforeItLeaves() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> client.lists().add(3, List.of(new ContactId("phone_id", "+491234"))))
                .withMessageContaining("phone_id")
                .withMessageNotContaining("1234");
        assertThat(calls()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"success\":[4,5]}",
                "{\"success\":[\"4\",\"5\"]}",
                "{\"contacts\":{\"success\":[4,5]}}",
                "{\"contacts\":{\"success\":[\"4\",5]}}",
                "{\"contacts\":{\"success\":{\"ids\":[4,5]}}}",
                "{\"contacts\":{\"success\":{\"ids\":[\"4\",\"5\"],\"total\":2}}}",
                "{\"success\":{\"ids\":[4],\"others\":[5]}}",
                "{\"contacts\":{\"success\":{\"0\":4,\"2\":\"5\"}}}"
            })
    void add_readsEveryFormOfItsAnswer(String body) {
        answerChanges(201, body);

        Membership membership = client.lists().add(3, List.of(DAN, ContactId.id(5)));

        assertThat(membership.changed()).containsExactlyInAnyOrder(DAN, ContactId.id(5));
        assertThat(calls()).hasSize(1);
    }

    @Test
    void add_whenAmbiguous_isRepeatedSinceWhoeverIsInStaysIn() {
        answer(status(503), json(201, "{\"success\":[4]}"));

        assertThat(client.lists().add(3, List.of(DAN)).changed()).containsExactly(DAN);
        assertThat(calls()).hasSize(2);
    }

    @Test
    void add_whenBrevoLeavesFewOut_asksForEachOfThem() {
        answerChanges(201, "{\"success\":[\"ada@example.com\"],\"failure\":[\"bob@example.com\"]}");
        answerContact("bob%40example.com", 200, "{\"id\":2,\"listIds\":[3]}");
        answerContact("u-3", 404, "{\"code\":\"document_not_found\",\"message\":\"Contact does not exist\"}");

        Membership membership = client.lists().add(3, List.of(ADA, BOB, CYD));

        assertThat(membership).isEqualTo(new Membership(Set.of(ADA), Set.of(BOB), Set.of(), Set.of(CYD)));
        assertThat(paths())
                .containsExactly(
                        "POST /lists/3/contacts/add",
                        "POST /lists/3/contacts/add",
                        "GET /bob%40example.com?identifierType=email_id",
                        "GET /u-3?identifierType=ext_id");
    }

    @Test
    void add_whenNobodyCouldBeAdded_isNoExceptionAndFindsOutWhy() {
        answerChanges(400, NOBODY);
        answerContact("bob%40example.com", 200, "{\"id\":2,\"listIds\":[3]}");
        answerContact("u-3", 404, "{}");

        assertThat(client.lists().add(3, List.of(BOB, CYD)))
                .isEqualTo(new Membership(Set.of(), Set.of(BOB), Set.of(), Set.of(CYD)));
    }

    @Test
    void add_whenAContactIsThereButNotInTheList_doesNotTakeItForAMember() {
        answerChanges(400, NOBODY);
        answerContact("bob%40example.com", 200, "{\"id\":2,\"listIds\":[1]}");

        assertThat(client.lists().add(3, List.of(BOB)))
                .isEqualTo(new Membership(Set.of(), Set.of(), Set.of(BOB), Set.of()));
    }

    @Test
    void add_whenTheListIsShorterThanWhomItLeftOut_readsTheMembers() {
        answerChanges(400, NOBODY);
        answerList(2);
        server.stubFor(get(urlPathEqualTo("/v3/contacts/lists/3/contacts")).willReturn(json(200, """
                {"contacts":[{"id":1,"email":"ada@example.com"},{"id":4,"email":""},
                             {"id":9,"attributes":{"EXT_ID":"u-3"}}]}
                """)));

        ContactId eve = ContactId.id(5);
        answerContact("bob%40example.com", 404, "{}");
        answerContact("5", 200, "{\"id\":5,\"listIds\":[1]}");

        Membership membership = client.lists().add(3, List.of(ADA, BOB, CYD, DAN, eve));

        assertThat(membership).isEqualTo(new Membership(Set.of(), Set.of(ADA, CYD, DAN), Set.of(eve), Set.of(BOB)));
        assertThat(paths().stream().filter(path -> path.startsWith("GET")))
                .startsWith("GET /lists/3", "GET /lists/3/contacts?limit=500&offset=0&sort=asc")
                .endsWith("GET /bob%40example.com?identifierType=email_id", "GET /5?identifierType=contact_id");
    }

    @Test
    void add_takesNoExternalIdForAContactsNumberNorForAnotherSpellingOfIt() {
        answerChanges(400, NOBODY);
        answerList(2);
        server.stubFor(get(urlPathEqualTo("/v3/contacts/lists/3/contacts")).willReturn(json(200, """
                {"contacts":[{"id":4},{"id":9,"attributes":{"EXT_ID":"u-3"}}]}
                """)));
        ContactId four = ContactId.extId("4");
        ContactId capitals = ContactId.extId("U-3");

        Membership membership = client.lists().add(3, List.of(four, capitals, ContactId.extId("u-3")));

        assertThat(membership.unchanged()).containsExactly(ContactId.extId("u-3"));
        assertThat(membership.unknown()).containsExactlyInAnyOrder(four, capitals);
    }

    @Test
    void add_whenBrevoTakesAnAddressForNone_doesNotKnowItAndForgetsNobodyElse() {
        answerChanges(201, "{\"success\":[\"u-3\",\"\"]}");
        answerContact("bob%40example.com", 400, "{\"message\":\"Invalid email address\"}");

        assertThat(client.lists().add(3, List.of(BOB, CYD)))
                .isEqualTo(new Membership(Set.of(CYD), Set.of(), Set.of(), Set.of(BOB)));
    }

    @Test
    void add_whenAContactCanNotBeAskedForOtherwise_isAnException() {
        answerChanges(400, NOBODY);
        answerContact("u-3", 400, "{\"message\":\"identifierType is invalid\"}");

        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> client.lists().add(3, List.of(CYD)));
    }

    @Test
    void add_whenTheListIsLong_asksForEachContact() {
        answerChanges(400, NOBODY);
        answerList(1_000);
        server.stubFor(get(urlPathMatching("/v3/contacts/[1-4]"))
                .withQueryParam("identifierType", equalTo("contact_id"))
                .willReturn(json(200, "{\"id\":1,\"listIds\":[3]}")));

        // Two pages of members and one to see that there is no more, or four contacts.
        Membership membership = client.lists().add(3, contacts(4));

        assertThat(membership.unchanged()).hasSize(4);
        assertThat(paths()).noneMatch(path -> path.contains("limit="));
        assertThat(paths()).hasSize(6);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"code\":\"invalid_parameter\",\"message\":\"ids is invalid\"}",
                "{\"code\":\"invalid_parameter\",\"message\":\"List does not exist\"}",
                "{}"
            })
    void add_whenRefusedForAnotherReason_isAnException(String body) {
        answerChanges(400, body);

        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> client.lists().add(3, List.of(DAN)))
                .withMessageContaining("POST /contacts/lists/{listId}/contacts/add");
    }

    @Test
    void remove_saysWhoLeftAndAsksForNobodyElse() {
        answerChanges(201, "{\"contacts\":{\"success\":[\"ada@example.com\"],\"failure\":[\"bob@example.com\"]}}");

        assertThat(client.lists().remove(3, List.of(ADA, BOB)))
                .isEqualTo(new Membership(Set.of(ADA), Set.of(BOB), Set.of(), Set.of()));
        assertThat(onlyCall().getUrl()).isEqualTo("/v3/contacts/lists/3/contacts/remove");
        assertThat(onlyCall().getBodyAsString()).isEqualTo("{\"emails\":[\"Ada@example.com\",\"bob@example.com\"]}");
    }

    @Test
    void remove_sendsAHundredAndFiftyAtATime() {
        answer(json(201, success(1, 150)), json(201, success(151, 151)));

        assertThat(client.lists().remove(3, contacts(151)).changed()).hasSize(151);
        assertThat(calls()).hasSize(2);
    }

    @Test
    void remove_whenNobodyWasInTheList_isNoException() {
        answerChanges(400, "{\"message\":\"Contact already removed from list and/or does not exist\"}");

        assertThat(client.lists().remove(3, List.of(ADA)).unchanged()).containsExactly(ADA);
    }

    @Test
    void removeAll_namesTheProcess() {
        answerChanges(201, "{\"contacts\":{\"processId\":5,\"total\":23}}");

        assertThat(client.lists().removeAll(3)).isEqualTo(5);
        assertThat(onlyCall().getUrl()).isEqualTo("/v3/contacts/lists/3/contacts/remove");
        assertThat(onlyCall().getBodyAsString()).isEqualTo("{\"all\":true}");
    }

    @Test
    void removeAll_whenTheFailureIsAmbiguous_isNotStartedTwice() {
        answer(status(503), json(201, "{\"processId\":5}"));

        assertThatExceptionOfType(ServerException.class)
                .isThrownBy(() -> client.lists().removeAll(3));
        assertThat(calls()).hasSize(1);
    }

    @Test
    void removeAll_whenNoProcessIsNamed_saysToLookFirst() {
        answerChanges(201, "{\"contacts\":{}}");

        assertThatExceptionOfType(DecodingException.class)
                .isThrownBy(() -> client.lists().removeAll(3))
                .withMessageContaining("before calling again");
    }

    @Test
    void membership_keepsItsContactsAndPrintsNone() {
        Set<ContactId> changed = new HashSet<>(List.of(ADA));
        Membership membership = new Membership(changed, Set.of(), Set.of(), Set.of());

        changed.clear();

        assertThat(membership.changed()).containsExactly(ADA);
        assertThat(membership).asString().isEqualTo("Membership[changed=1, unchanged=0, refused=0, unknown=0]");
    }

    @Test
    void add_whenAnAnswerNamesNobodyInParticular_isRead() {
        answerChanges(201, "{\"success\":[\"\",null,4.0]}");

        assertThat(client.lists().add(3, List.of(DAN)).changed()).containsExactly(DAN);
    }
}
