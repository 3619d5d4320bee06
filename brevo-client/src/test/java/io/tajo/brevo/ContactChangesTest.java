package io.tajo.brevo;

import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.tajo.brevo.contacts.ContactExport;
import io.tajo.brevo.contacts.ContactId;
import io.tajo.brevo.contacts.ContactUpdate;
import io.tajo.brevo.contacts.DoubleOptIn;
import io.tajo.brevo.contacts.DuplicateIdentifierException;
import io.tajo.client.DecodingException;
import io.tajo.client.InvalidRequestException;
import io.tajo.client.JsonObject;
import io.tajo.client.NotFoundException;
import io.tajo.client.ServerException;
import java.net.URI;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContactChangesTest extends BrevoServerTest {
    private static final ContactId ADA = ContactId.email("ada@example.com");
    private static final ContactUpdate PRO = ContactUpdate.none().attribute("plan", "pro");
    private static final LocalDate DAY = LocalDate.of(2026, 1, 1);
    private static final DoubleOptIn REQUEST =
            DoubleOptIn.of("ada@example.com", List.of(3L), 5, URI.create("https://shop.example.com/thanks"));

    private static void assertBody(LoggedRequest call, String expected) {
        String body = call.getBodyAsString();
        assertThat(equalToJson(expected, true, false).match(body).isExactMatch())
                .as("%s is %s", body, expected)
                .isTrue();
    }

    @Test
    void update_sendsWhatIsSetAndNothingElse() {
        answer(status(204));

        client.contacts().update(ADA, PRO);

        assertThat(onlyCall().getMethod().getName()).isEqualTo("PUT");
        assertThat(onlyCall().getUrl()).isEqualTo("/v3/contacts/ada%40example.com?identifierType=email_id");
        assertThat(onlyCall().getBodyAsString()).isEqualTo("{\"attributes\":{\"PLAN\":\"pro\"}}");
    }

    @Test
    void update_whenNothingIsSet_sendsNothing() {
        answer(status(204));

        client.contacts().update(ContactId.extId("42"), ContactUpdate.none());

        assertThat(onlyCall().getUrl()).isEqualTo("/v3/contacts/42?identifierType=ext_id");
        assertThat(onlyCall().getBodyAsString()).isEqualTo("{}");
    }

    @Test
    void update_whenAllIsSet_sendsItInBrevosWords() {
        answer(status(204));

        client.contacts()
                .update(
                        ContactId.id(7),
                        PRO.attribute("score", null)
                                .changeEmail("new@example.com")
                                .extId("u-2")
                                .join(List.of(3L, 4L))
                                .leave(List.of(5L))
                                .emailBlacklisted(false)
                                .smsBlacklisted(true));

        assertThat(onlyCall().getUrl()).isEqualTo("/v3/contacts/7?identifierType=contact_id");
        assertBody(onlyCall(), """
                {"attributes":{"PLAN":"pro","SCORE":"","EMAIL":"new@example.com"},"ext_id":"u-2",
                 "listIds":[3,4],"unlinkListIds":[5],"emailBlacklisted":false,"smsBlacklisted":true}
                """);
    }

    @ParameterizedTest
    @ValueSource(strings = {"EMAIL", "email", "Email"})
    void update_ofTheAddressAsAnAttribute_isRefused(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ContactUpdate.none().attribute(name, "new@example.com"))
                .withMessageContaining("changeEmail")
                .withMessageNotContaining("new@");
    }

    @Test
    void update_whenChanged_leavesTheOneBeforeAsItIs() {
        ContactUpdate both = PRO.attribute("score", 1);

        assertThat(PRO.toMap()).hasToString("{attributes={PLAN=pro}}");
        assertThat(both.toMap()).hasToString("{attributes={PLAN=pro, SCORE=1}}");
    }

    @Test
    void update_whenAmbiguous_isRepeatedSinceItDoesTheSame() {
        answer(status(503), status(204));

        client.contacts().update(ADA, PRO);

        assertThat(calls()).hasSize(2);
    }

    private static Stream<List<Object>> renamings() {
        ContactUpdate none = ContactUpdate.none();
        return Stream.of(
                List.of(ADA, PRO.changeEmail("new@example.com")),
                // Found all the same, but subscribed again if it has opted out between the two.
                List.of(ContactId.id(7), PRO.changeEmail("new@example.com")),
                List.of(ContactId.extId("u-1"), PRO.changeEmail("new@example.com")),
                List.of(ContactId.extId("u-1"), PRO.extId("u-2")),
                List.of(new ContactId("phone_id", "+491234"), none.attribute("sms", "+495678")),
                List.of(new ContactId("whatsapp_id", "+491234"), none.attribute("whatsapp", "+495678")),
                List.of(new ContactId("landline_number_id", "+491234"), none.attribute("landline_number", "+49567")));
    }

    @ParameterizedTest
    @MethodSource("renamings")
    void update_ofWhatTheContactIsFoundByOrOfItsAddress_isNotRepeated(List<Object> update) {
        answer(status(503), json(404, "{}"));

        assertThatExceptionOfType(ServerException.class)
                .isThrownBy(() -> client.contacts().update((ContactId) update.get(0), (ContactUpdate) update.get(1)));
        assertThat(calls()).hasSize(1);
    }

    @Test
    void update_ofWhatTheContactIsNotFoundBy_isRepeated() {
        answer(status(503), status(204), status(503), status(204));

        client.contacts().update(ContactId.id(7), PRO.extId("u-2"));
        client.contacts().update(ADA, PRO.extId("u-2"));

        assertThat(calls()).hasSize(4);
    }

    @Test
    void contactId_whenBrevosNumberIsNone_isRefusedWithoutBeingPrinted() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ContactId("contact_id", "ada@example.com"))
                .withMessageNotContaining("ada")
                .withNoCause();
    }

    @Test
    void update_whenThereIsNoSuchContact_saysSo() {
        answer(json(404, "{\"code\":\"document_not_found\",\"message\":\"Contact does not exist\"}"));

        assertThatExceptionOfType(NotFoundException.class)
                .isThrownBy(() -> client.contacts().update(ADA, PRO))
                .withMessageContaining("PUT /contacts/{identifier}")
                .withMessageNotContaining("ada");
    }

    @Test
    void update_whenAnotherHasTheAddress_saysWhichIdentifier() {
        answer(json(400, """
                {"code":"duplicate_parameter","message":"exists","metadata":{"duplicate_identifiers":["email"]}}
                """));

        assertThatExceptionOfType(DuplicateIdentifierException.class)
                .isThrownBy(() -> client.contacts().update(ADA, PRO.changeEmail("bob@example.com")))
                .satisfies(e -> assertThat(e.identifiers()).containsExactly("email"));
    }

    @ParameterizedTest
    @CsvSource({"204, true", "404, false"})
    void delete_saysWhetherThereWasOne(int status, boolean expected) {
        answer(status(status));

        assertThat(client.contacts().delete(ADA)).isEqualTo(expected);
        assertThat(onlyCall().getMethod().getName()).isEqualTo("DELETE");
        assertThat(onlyCall().getUrl()).isEqualTo("/v3/contacts/ada%40example.com?identifierType=email_id");
    }

    @Test
    void delete_whenTheAddressIsALogin_isRefused() {
        answer(json(405, "{\"code\":\"method_not_allowed\",\"message\":\"You cannot delete\"}"));

        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> client.contacts().delete(ADA))
                .satisfies(e -> assertThat(e.status()).isEqualTo(405));
    }

    @Test
    void delete_whenAmbiguous_isRepeatedSinceNothingIsLeftThen() {
        answer(status(503), status(204));

        assertThat(client.contacts().delete(ADA)).isTrue();
        assertThat(calls()).hasSize(2);
    }

    @Test
    void delete_whenTheFirstAttemptDeletedAndItsAnswerWasLost_findsNobody() {
        answer(status(503), status(404));

        assertThat(client.contacts().delete(ADA)).isFalse();
        assertThat(calls()).hasSize(2);
    }

    @Test
    void campaignStats_readsWhateverBrevoSends() {
        answer(json(200, "{\"opened\":[{\"campaignId\":21,\"count\":2}]}"));

        JsonObject stats = client.contacts().campaignStats(ContactId.id(7));

        assertThat(stats.objects("opened").get(0).integer("campaignId")).hasValue(21);
        assertThat(stats.objects("clicked")).isEmpty();
        assertThat(onlyCall().getUrl()).isEqualTo("/v3/contacts/7/campaignStats");
    }

    @Test
    void campaignStats_coverNinetyDaysAtMost() {
        answer(json(200, "{}"));

        client.contacts().campaignStats(ADA, DAY, DAY.plusDays(90));
        client.contacts().campaignStats(ADA, DAY, DAY);

        assertThat(calls())
                .extracting(LoggedRequest::getUrl)
                .containsExactly(
                        "/v3/contacts/ada%40example.com/campaignStats?startDate=2026-01-01&endDate=2026-04-01",
                        "/v3/contacts/ada%40example.com/campaignStats?startDate=2026-01-01&endDate=2026-01-01");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> client.contacts().campaignStats(ADA, DAY, DAY.plusDays(91)))
                .withMessageContaining("90 days");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> client.contacts().campaignStats(ADA, DAY, DAY.minusDays(1)));
    }

    @Test
    void campaignStats_byAnExternalId_areRefusedSinceItMayBeAnothersNumber() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> client.contacts().campaignStats(ContactId.extId("7")))
                .withMessageContaining("ext_id");
        assertThat(calls()).isEmpty();
    }

    @Test
    void sendDoubleOptIn_sendsWhatIsSetAndNothingElse() {
        answer(status(201));

        client.contacts().sendDoubleOptIn(REQUEST);

        assertThat(onlyCall().getMethod().getName()).isEqualTo("POST");
        assertThat(onlyCall().getUrl()).isEqualTo("/v3/contacts/doubleOptinConfirmation");
        assertBody(onlyCall(), """
                {"email":"ada@example.com","includeListIds":[3],"templateId":5,
                 "redirectionUrl":"https://shop.example.com/thanks"}
                """);
    }

    @Test
    void sendDoubleOptIn_whenAllIsSet_sendsItInBrevosWords() {
        answer(status(204));

        client.contacts()
                .sendDoubleOptIn(
                        REQUEST.excluding(List.of(4L)).attribute("plan", "pro").attribute("score", 1));

        assertBody(onlyCall(), """
                {"email":"ada@example.com","includeListIds":[3],"excludeListIds":[4],"templateId":5,
                 "redirectionUrl":"https://shop.example.com/thanks","attributes":{"PLAN":"pro","SCORE":1}}
                """);
    }

    @Test
    void sendDoubleOptIn_whenTheFailureIsAmbiguous_doesNotMailTwice() {
        answer(status(503), status(201));

        assertThatExceptionOfType(ServerException.class)
                .isThrownBy(() -> client.contacts().sendDoubleOptIn(REQUEST));
        assertThat(calls()).hasSize(1);
    }

    @Test
    void doubleOptIn_withoutAList_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DoubleOptIn.of("ada@example.com", List.of(), 5, URI.create("https://a.example.com")));
    }

    private static Stream<List<Object>> exports() {
        return Stream.of(
                List.of(ContactExport.optedOut(3), "{\"actionForContacts\":\"unsubscribed\",\"listId\":3}"),
                List.of(ContactExport.ofSegment(3), "{\"actionForContacts\":\"allContacts\",\"segmentId\":3}"),
                List.of(ContactExport.ofList(3), "{\"actionForContacts\":\"allContacts\",\"listId\":3}"),
                List.of(
                        ContactExport.unsubscribedFrom(3),
                        "{\"actionForContacts\":\"unsubscribedPerList\",\"listId\":3}"),
                List.of(
                        ContactExport.of(Map.of("actionForEmailCampaigns", "hardBounces")),
                        "{\"actionForEmailCampaigns\":\"hardBounces\"}"));
    }

    @ParameterizedTest
    @MethodSource("exports")
    void export_sendsItsFilterAndMailsNobody(List<Object> export) {
        answer(json(202, "{\"processId\":78}"));

        assertThat(client.contacts().export((ContactExport) export.get(0))).isEqualTo(78);

        assertThat(onlyCall().getUrl()).isEqualTo("/v3/contacts/export");
        assertBody(onlyCall(), "{\"customContactFilter\":" + export.get(1) + ",\"disableNotification\":true}");
    }

    @Test
    void export_sendsWhatToExport() {
        answer(json(202, "{\"processId\":78}"));

        client.contacts()
                .export(ContactExport.ofList(3).attributes("EMAIL", "PLAN").metadata());

        assertBody(onlyCall(), """
                {"customContactFilter":{"actionForContacts":"allContacts","listId":3},"disableNotification":true,
                 "exportAttributes":["EMAIL","PLAN"],"exportMetadata":["_listIds","ADDED_TIME","MODIFIED_TIME"],
                 "exportSubscriptionStatus":["email_marketing","sms_marketing"]}
                """);
    }

    @Test
    void export_ofContactsWithoutAListOrASegment_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ContactExport.of(Map.of("actionForContacts", "allContacts")))
                .withMessageContaining("list");
    }

    @Test
    void whatIsToldToBrevo_isNotToBeChangedFromOutside() {
        List<Map<String, Object>> maps = List.of(
                PRO.toMap(),
                REQUEST.attribute("plan", "pro").toMap(),
                ContactExport.ofList(3).toMap());

        assertThat(maps)
                .allSatisfy(map -> assertThatThrownBy(map::clear).isInstanceOf(UnsupportedOperationException.class));
        assertThatThrownBy(((Map<?, ?>) PRO.toMap().get("attributes"))::clear)
                .isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void export_whenTheFailureIsAmbiguous_isNotStartedTwice() {
        answer(status(503), json(202, "{\"processId\":78}"));

        assertThatExceptionOfType(ServerException.class)
                .isThrownBy(() -> client.contacts().export(ContactExport.ofList(3)));
        assertThat(calls()).hasSize(1);
    }

    @Test
    void export_whenNoProcessIsNamed_saysToLookFirst() {
        answer(json(202, "{}"));

        assertThatExceptionOfType(DecodingException.class)
                .isThrownBy(() -> client.contacts().export(ContactExport.ofList(3)))
                .withMessageContaining("look before calling again");
    }

    @Test
    void whatHoldsAPerson_doesNotPrintIt() {
        assertThat(PRO.changeEmail("ada@example.com")).asString().isEqualTo("ContactUpdate[attributes]");
        assertThat(REQUEST).asString().isEqualTo("DoubleOptIn[email, includeListIds, templateId, redirectionUrl]");
    }
}
