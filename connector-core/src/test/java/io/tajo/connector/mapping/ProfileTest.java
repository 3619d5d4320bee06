package io.tajo.connector.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tajo.client.ConfigurationException;
import io.tajo.client.JsonObject;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ProfileTest {

    @Test
    void text_fallsBackToTheStandInWhereTheNameIsNotSet() {
        assertThat(Profile.of("p", JsonObject.of(Map.of("name", "Ada"))).text("$name"))
                .hasValue("Ada");
        assertThat(Profile.of("p", JsonObject.of(Map.of("$name", "Ada", "name", " ")))
                        .text("name"))
                .hasValue("Ada");
        assertThat(Profile.of("p", JsonObject.of(Map.of("$name", "A", "name", "B")))
                        .text("$name"))
                .hasValue("A");
        assertThat(Profile.of("p", JsonObject.empty()).text("$name")).isEmpty();
    }

    @Test
    void own_answersForJustTheNameItself() {
        Profile profile =
                Profile.of("p", JsonObject.of(Map.of("$email", "ada@example.com", "address", Map.of("city", "Paris"))));

        assertThat(profile.own("$email")).hasValue("ada@example.com");
        assertThat(profile.own("email")).isEmpty();
        assertThat(profile.own("address.city")).isEmpty();
        assertThatThrownBy(() ->
                        Profile.of("p", JsonObject.empty(), Set.of("plan")).own("company"))
                .isInstanceOf(ConfigurationException.class);
    }

    @Test
    void text_ofAFieldThatWasNotRead_failsInsteadOfAnsweringNothing() {
        Profile profile = Profile.of("p", JsonObject.empty(), Set.of("plan"));

        assertThat(profile.text("plan")).isEmpty();
        assertThatThrownBy(() -> profile.text("company"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("FieldMapper.reading(\"company\")");
    }

    @Test
    void toString_showsTheIdOnly() {
        assertThat(Profile.of("p1", JsonObject.of(Map.of("email", "ada@example.com"))))
                .hasToString("Profile[p1]");
    }
}
