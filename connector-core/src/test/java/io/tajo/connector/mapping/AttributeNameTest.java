package io.tajo.connector.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tajo.brevo.attributes.AttributeType;
import io.tajo.client.ConfigurationException;
import io.tajo.connector.job.EventSync;
import io.tajo.connector.job.FlagSync;
import io.tajo.connector.job.FunnelSync;
import io.tajo.connector.job.QuerySync;
import io.tajo.connector.job.ReplaySync;
import io.tajo.connector.job.ReplayTotal;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AttributeNameTest {

    /** Each place that an attribute can be named in. */
    static Stream<ThrowingCallable> places() {
        return Stream.of(
                () -> FieldMapping.builder().map("mail", "EMAIL"),
                () -> FieldMapping.builder().map("mail", "Email", Transforms.lower()),
                () -> FieldMapping.builder().compute("email", person -> "x@example.com"),
                () -> FieldMapping.builder().constant("EMAIL", "x@example.com"),
                () -> FieldMapper.reading("mail").writing("email", AttributeType.TEXT),
                () -> FieldUse.of(Set.of(), Map.of("eMail", AttributeType.TEXT)),
                () -> ContactDraft.of("ada@example.com").set("email", "new@example.com"),
                () -> ContactDraft.of("ada@example.com").set(" EMAIL ", "new@example.com"),
                () -> ContactDraft.of("ada@example.com").clear("EMAIL"),
                () -> QuerySync.hogQl("SELECT 1").map("mail", "email"),
                () -> QuerySync.hogQl("SELECT 1").map("mail", "EMAIL", Transforms.lower()),
                () -> EventSync.of("bought").attribute("mail", "email"),
                () -> FlagSync.of("beta").toAttribute("email"),
                () -> FunnelSync.steps("a", "b").stageTo("email"),
                () -> ReplaySync.last(Duration.ofDays(1)).attribute(ReplayTotal.CLICKS, "email"));
    }

    @ParameterizedTest
    @MethodSource("places")
    void email_isNoAttributeAnywhere_andTheMessageSaysWhatToUseInstead(ThrowingCallable place) {
        assertThatThrownBy(place)
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("EMAIL is no attribute")
                .hasMessageContaining("address(\"email\")")
                .hasMessageContaining("ContactDraft.of(address)");
    }

    @Test
    void of_writesOtherNamesInCapitals() {
        assertThat(AttributeName.of("email_2")).isEqualTo("EMAIL_2");
    }
}
