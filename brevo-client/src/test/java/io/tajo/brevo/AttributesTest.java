package io.tajo.brevo;

import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.tajo.brevo.attributes.Attribute;
import io.tajo.brevo.attributes.AttributeType;
import io.tajo.brevo.attributes.BuiltIn;
import io.tajo.brevo.attributes.NewAttribute;
import io.tajo.client.InvalidRequestException;
import io.tajo.client.ServerException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class AttributesTest extends BrevoServerTest {

    private static String catalogue(String attribute) {
        return "{\"attributes\":[" + attribute + "]}";
    }

    @Test
    void list_readsTheCatalogue() {
        answer(json(200, """
                {"attributes":[
                  {"name":"PLAN","category":"normal","type":"text","field_key":"x"},
                  {"name":"GENDER","category":"category","enumeration":[{"value":1,"valueStr":"1","label":"Men"},
                                                                        {"value":0,"valueStr":"w","label":"Women"}]},
                  {"name":"TAGS","category":"normal","type":"multiple-choice","multiCategoryOptions":["a","b"]},
                  {"name":"OLD","category":"category","enumeration":[{"label":"x"},{"value":2,"label":"y"}]},
                  {"name":"SUM","category":"calculated"},
                  {"name":"NEW","category":"normal","type":"Currency"}]}
                """));

        assertThat(client.attributes().list())
                .containsExactly(
                        new Attribute("PLAN", "normal", AttributeType.TEXT, List.of()),
                        new Attribute(
                                "GENDER",
                                "category",
                                AttributeType.CATEGORY,
                                List.of("1", "w"),
                                Map.of("Men", "1", "Women", "w")),
                        new Attribute("TAGS", "normal", AttributeType.MULTIPLE_CHOICE, List.of("a", "b")),
                        new Attribute(
                                "OLD",
                                "category",
                                AttributeType.CATEGORY,
                                List.of("x", "2"),
                                Map.of("x", "x", "y", "2")),
                        new Attribute("SUM", "calculated", AttributeType.UNKNOWN, List.of()),
                        new Attribute("NEW", "normal", new AttributeType("currency"), List.of()));
        assertThat(onlyCall().getUrl()).isEqualTo("/v3/contacts/attributes");
    }

    @Test
    void option_isFoundByItsValueOrItsLabel() {
        Attribute size = new Attribute(
                "SIZE", "category", AttributeType.CATEGORY, List.of("1", "2"), Map.of("Small", "1", "1", "2"));

        assertThat(size.option("small")).hasValue("1");
        // The value of the first, and the label of the second.
        assertThat(size.option("1")).hasValue("1");
        assertThat(size.option("2")).hasValue("2");
        assertThat(size.option("huge")).isEmpty();
    }

    @Test
    void create_writesTheNameInCapitals() {
        answer(status(201));

        client.attributes().create("total_events", AttributeType.FLOAT);

        assertThat(onlyCall().getMethod().getName()).isEqualTo("POST");
        assertThat(onlyCall().getUrl()).isEqualTo("/v3/contacts/attributes/normal/TOTAL_EVENTS");
        assertThat(onlyCall().getBodyAsString()).isEqualTo("{\"type\":\"float\"}");
    }

    @Test
    void create_whenTheFirstAttemptIsAmbiguous_isRepeated() {
        answer(status(503), status(201));

        client.attributes().create("PLAN", AttributeType.TEXT);

        assertThat(calls()).hasSize(2);
    }

    @Test
    void create_whenAnotherCreatedItMeanwhile_isDone() {
        answer(
                json(400, "{\"code\":\"invalid_parameter\",\"message\":\"Attribute name must be unique\"}"),
                json(200, catalogue("{\"name\":\"PLAN\",\"category\":\"normal\",\"type\":\"text\"}")));

        assertThatCode(() -> client.attributes().create("plan", AttributeType.TEXT))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"name\":\"PLAN\",\"category\":\"normal\",\"type\":\"float\"}",
                "{\"name\":\"PLAN\",\"category\":\"calculated\",\"type\":\"text\"}",
                "{\"name\":\"PLANS\",\"category\":\"normal\",\"type\":\"text\"}"
            })
    void create_whenWhatExistsIsAnother_fails(String existing) {
        answer(json(400, "{\"message\":\"Attribute name must be unique\"}"), json(200, catalogue(existing)));

        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> client.attributes().create("PLAN", AttributeType.TEXT))
                .withMessageContaining("must be unique");
    }

    private static Stream<List<Object>> attributes() {
        return Stream.of(
                List.of(NewAttribute.normal("seen", AttributeType.DATE), "normal/SEEN", "{\"type\":\"date\"}"),
                List.of(
                        NewAttribute.multipleChoice("tags", List.of("a", "b")),
                        "normal/TAGS",
                        "{\"type\":\"multiple-choice\",\"multiCategoryOptions\":[\"a\",\"b\"]}"),
                List.of(NewAttribute.category("size", List.of("small", "large")), "category/SIZE", """
                        {"type":"category","enumeration":[{"value":1,"label":"small"},{"value":2,"label":"large"}]}
                        """),
                List.of(
                        NewAttribute.transactional("order", AttributeType.ID),
                        "transactional/ORDER",
                        "{\"type\":\"id\"}"),
                List.of(NewAttribute.calculated("sum", "SUM[PRICE]"), "calculated/SUM", "{\"value\":\"SUM[PRICE]\"}"),
                List.of(NewAttribute.global("all", "COUNT[ID]"), "global/ALL", "{\"value\":\"COUNT[ID]\"}"));
    }

    private static void assertBody(LoggedRequest call, String expected) {
        String body = call.getBodyAsString();
        assertThat(equalToJson(expected, false, false).match(body).isExactMatch())
                .as("%s is %s", body, expected)
                .isTrue();
    }

    @ParameterizedTest
    @MethodSource("attributes")
    void create_ofAnyCategory_sendsItInBrevosWords(List<Object> attribute) {
        answer(status(201));

        client.attributes().create((NewAttribute) attribute.get(0));

        assertThat(onlyCall().getMethod().getName()).isEqualTo("POST");
        assertThat(onlyCall().getUrl()).isEqualTo("/v3/contacts/attributes/" + attribute.get(1));
        assertBody(onlyCall(), String.valueOf(attribute.get(2)));
    }

    @Test
    void create_withOptions_createsThemInTheCategoryOfTheirType() {
        answer(status(201), status(201));

        client.attributes().create(NewAttribute.category("plan", "free", "pro"));
        client.attributes().create(NewAttribute.multipleChoice("tags", "a", "b"));

        assertThat(calls())
                .extracting(LoggedRequest::getUrl)
                .containsExactly("/v3/contacts/attributes/category/PLAN", "/v3/contacts/attributes/normal/TAGS");
        assertBody(calls().get(0), """
                {"type":"category","enumeration":[{"value":1,"label":"free"},{"value":2,"label":"pro"}]}
                """);
        assertBody(calls().get(1), "{\"type\":\"multiple-choice\",\"multiCategoryOptions\":[\"a\",\"b\"]}");
    }

    @ParameterizedTest
    @CsvSource({"category, NewAttribute.category", "id, transactional"})
    void create_ofATypeThatIsNoneOfANormalAttribute_namesTheWayOut(String type, String wayOut) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> client.attributes().create("PLAN", new AttributeType(type)))
                .withMessageContaining("PLAN")
                .withMessageContaining(wayOut);
        assertThatIllegalArgumentException().isThrownBy(() -> NewAttribute.normal("PLAN", new AttributeType(type)));
        assertThat(calls()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"category", "multiple-choice", "user"})
    void transactional_ofATypeOfContactsOnly_isRefused(String type) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NewAttribute.transactional("ORDER", new AttributeType(type)))
                .withMessageContaining("ORDER");
    }

    @Test
    void options_areAtLeastOneAndNoneTwice() {
        assertThatIllegalArgumentException().isThrownBy(() -> NewAttribute.category("SIZE"));
        assertThatIllegalArgumentException().isThrownBy(() -> NewAttribute.multipleChoice("TAGS", List.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> NewAttribute.category("SIZE", "a", "a"));
    }

    @Test
    void create_ofAnyCategoryWhenTheFailureIsAmbiguous_isNotRepeated() {
        answer(status(503), status(201));

        assertThatExceptionOfType(ServerException.class)
                .isThrownBy(() -> client.attributes().create(NewAttribute.normal("PLAN", AttributeType.TEXT)));
        assertThat(calls()).hasSize(1);
    }

    @Test
    void updateOptions_sendsAllButTheTypeAndIsRepeatedWhenAmbiguous() {
        answer(status(503), status(204));

        client.attributes().updateOptions(NewAttribute.multipleChoice("tags", List.of("c")));

        assertThat(calls()).hasSize(2);
        assertThat(calls().get(1).getMethod().getName()).isEqualTo("PUT");
        assertThat(calls().get(1).getUrl()).isEqualTo("/v3/contacts/attributes/normal/TAGS");
        assertBody(calls().get(1), "{\"multiCategoryOptions\":[\"c\"]}");
    }

    @Test
    void updateOptions_whenThereAreNone_isRefusedBeforeItLeaves() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> client.attributes().updateOptions(NewAttribute.normal("PLAN", AttributeType.TEXT)))
                .withMessageContaining("PLAN");
        assertThat(calls()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"204, true", "404, false"})
    void delete_saysWhetherThereWasOne(int status, boolean expected) {
        answer(status(status));

        assertThat(client.attributes().delete("normal", "plan")).isEqualTo(expected);
        assertThat(onlyCall().getMethod().getName()).isEqualTo("DELETE");
        assertThat(onlyCall().getUrl()).isEqualTo("/v3/contacts/attributes/normal/PLAN");
    }

    @ParameterizedTest
    @CsvSource({"204, true", "404, false"})
    void deleteOption_saysWhetherThereWasOne(int status, boolean expected) {
        answer(status(status));

        assertThat(client.attributes().deleteOption("tags", "a/b c")).isEqualTo(expected);
        assertThat(onlyCall().getMethod().getName()).isEqualTo("DELETE");
        assertThat(onlyCall().getUrl()).isEqualTo("/v3/contacts/attributes/multiple-choice/TAGS/a%2Fb%20c");
    }

    @Test
    void option_hasOneToTwoHundredCharacters() {
        String longest = "x".repeat(200);

        assertThat(NewAttribute.category("SIZE", List.of(longest)).name()).isEqualTo("SIZE");
        for (String option : List.of(longest + "x", " ", "")) {
            assertThatIllegalArgumentException().isThrownBy(() -> NewAttribute.category("SIZE", List.of(option)));
            assertThatIllegalArgumentException().isThrownBy(() -> NewAttribute.multipleChoice("T", List.of(option)));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "FIRSTNAME, FIRSTNAME",
        "prenom, FIRSTNAME",
        "NOM, LASTNAME",
        "lastname, LASTNAME",
        "email, EMAIL",
        "EXT_ID, EXT_ID",
        "SMS, SMS",
        "WHATSAPP, WHATSAPP",
        "LANDLINE_NUMBER, LANDLINE_NUMBER"
    })
    void builtIn_isKnownByItsName(String name, BuiltIn expected) {
        assertThat(BuiltIn.of(name)).hasValue(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "PLAN", "FIRST_NAME"})
    void builtIn_isNoneOfTheAccountsOwn(String name) {
        assertThat(BuiltIn.of(name)).isEmpty();
    }
}
