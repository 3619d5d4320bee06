package io.tajo.brevo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tajo.brevo.attributes.AttributeType;
import io.tajo.brevo.attributes.NewAttribute;
import io.tajo.brevo.contacts.ContactId;
import io.tajo.brevo.contacts.ContactImport;
import io.tajo.brevo.contacts.ContactUpdate;
import io.tajo.brevo.contacts.ContactUpsert;
import io.tajo.brevo.contacts.DoubleOptIn;
import io.tajo.brevo.contacts.ImportRows;
import io.tajo.brevo.events.ContactEvent;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The attribute EMAIL is a change of address, which subscribes a contact that has opted out again. */
class AddressAsAttributeTest extends BrevoServerTest {
    private static final String NEW = "new@example.com";

    private Stream<ThrowingCallable> namings(String name) {
        Map<String, Object> values = Map.of("PLAN", "pro", name, NEW);
        return Stream.of(
                () -> ContactUpsert.builder().email("ada@example.com").attribute(name, NEW),
                () -> ContactUpsert.builder().email("ada@example.com").attributes(values),
                () -> ContactUpsert.builder().attribute(name, null),
                () -> ContactUpdate.none().attribute(name, NEW),
                () -> new ImportRows(ImportRows.MAX_BYTES).offer("ada@example.com", values),
                () -> ContactImport.builder()
                        .csv("EMAIL;PLAN;" + name + "\nada@example.com;pro;" + NEW)
                        .lists(List.of(3L))
                        .build(),
                () -> ContactEvent.of("bought", ContactId.email("ada@example.com"))
                        .attribute(name, NEW),
                () -> DoubleOptIn.of("ada@example.com", List.of(3L), 5, URI.create("https://shop.example.com"))
                        .attribute(name, NEW),
                () -> NewAttribute.normal(name, AttributeType.TEXT),
                () -> NewAttribute.calculated(name, "SUM[PRICE]"),
                () -> client.attributes().create(name, AttributeType.TEXT));
    }

    @ParameterizedTest
    @ValueSource(strings = {"EMAIL", "email", "Email", " eMail "})
    void email_namedAsAnAttribute_isRefusedWithTheReasonAndTheWayOut(String name) {
        namings(name)
                .forEach(naming -> assertThatIllegalArgumentException()
                        .isThrownBy(naming)
                        .withMessageContaining("opted out again")
                        .withMessageContaining("changeEmail")
                        .withMessageNotContaining("new@"));
        assertThat(calls()).isEmpty();
    }

    @Test
    void email_asTheColumnThatIdentifiesInCsv_isTaken() {
        ContactImport contacts = ContactImport.builder()
                .csv("NAME;EMAIL\nAda;ada@example.com")
                .lists(List.of(3L))
                .build();

        assertThat(contacts.csv()).isPresent();
    }
}
