package io.tajo.brevo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tajo.brevo.attributes.Attribute;
import io.tajo.brevo.attributes.AttributeType;
import io.tajo.client.InvalidRequestException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
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
                  {"name":"OLD","category":"category","enumeration":[{"label":"x"}]},
                  {"name":"SUM","category":"calculated"},
                  {"name":"NEW","category":"normal","type":"Currency"}]}
                """));

        assertThat(client.attributes().list())
                .containsExactly(
                        new Attribute("PLAN", "normal", AttributeType.TEXT, List.of()),
                        new Attribute("GENDER", "category", AttributeType.CATEGORY, List.of("1", "w")),
                        new Attribute("TAGS", "normal", AttributeType.MULTIPLE_CHOICE, List.of("a", "b")),
                        new Attribute("OLD", "category", AttributeType.CATEGORY, List.of("x")),
                        new Attribute("SUM", "calculated", AttributeType.UNKNOWN, List.of()),
                        new Attribute("NEW", "normal", new AttributeType("currency"), List.of()));
        assertThat(onlyCall().getUrl()).isEqualTo("/v3/contacts/attributes");
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
}
