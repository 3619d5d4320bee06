package io.tajo.connector.destination;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tajo.brevo.attributes.Attribute;
import io.tajo.brevo.attributes.AttributeType;
import io.tajo.brevo.attributes.NewAttribute;
import io.tajo.client.ConfigurationException;
import io.tajo.connector.mapping.FieldMapping;
import io.tajo.connector.mapping.FieldUse;
import io.tajo.connector.mapping.MissingAttributes;
import io.tajo.connector.mapping.Transforms;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Categories and multiple choices whose options the mapping declares. */
class DeclaredOptionsTest {
    private static final FieldUse USE = FieldMapping.builder()
            .map("plan", "PLAN", Transforms.category("free", "pro", "team"))
            .map("tags", "TAGS", Transforms.multipleChoice("a", "b"))
            .build()
            .uses();

    /** Notes what is created and changed. */
    private static final class Catalogue extends ReadOnlyAttributes {
        private final List<String> created = new ArrayList<>();
        private final List<Object> updates = new ArrayList<>();

        Catalogue(Attribute... attributes) {
            super(attributes);
        }

        @Override
        public void create(NewAttribute attribute) {
            created.add(attribute.category() + " " + attribute.name() + " "
                    + attribute
                            .toMap()
                            .getOrDefault("enumeration", attribute.toMap().get("multiCategoryOptions")));
        }

        @Override
        public void updateOptions(NewAttribute attribute) {
            updates.add(attribute.toMap().get("enumeration"));
        }
    }

    private static Attribute plan(String... labels) {
        Map<String, String> numbers = new LinkedHashMap<>();
        for (String label : labels) numbers.put(label, String.valueOf(numbers.size() + 1));
        return new Attribute("PLAN", "category", AttributeType.CATEGORY, List.copyOf(numbers.values()), numbers);
    }

    private static Attribute tags() {
        return new Attribute("TAGS", "normal", AttributeType.MULTIPLE_CHOICE, List.of("a"));
    }

    @Test
    void attributesThatBrevoLacks_areCreatedInTheirCategoryWithTheirOptions() {
        Catalogue brevo = new Catalogue();
        TargetAttributes attributes = TargetAttributes.prepare(brevo, USE, MissingAttributes.CREATE, false);

        assertThat(brevo.created)
                .containsExactlyInAnyOrder(
                        "category PLAN "
                                + NewAttribute.category("PLAN", List.of("free", "pro", "team"))
                                        .toMap()
                                        .get("enumeration"),
                        "normal TAGS [a, b]");
        assertThat(attributes.coerce("PLAN", "Pro")).isEqualTo("2");
        assertThat(attributes.coerce("TAGS", List.of("b"))).isEqualTo(List.of("b"));
        assertThat(brevo.updates).isEmpty();
    }

    @Test
    void aDeclaredOptionThatACategoryLacks_isAddedAtTheEndWithTheFirstContactThatHasIt() {
        Catalogue brevo = new Catalogue(plan("free"), tags());
        TargetAttributes attributes = TargetAttributes.prepare(brevo, USE, MissingAttributes.CREATE, false);

        assertThat(attributes.fit("PLAN", "pro")).isEqualTo("2");
        Object team = attributes.fit("PLAN", "team");
        assertThat(brevo.updates).isEmpty();
        attributes.addOptions("PLAN", team);

        assertThat(brevo.updates)
                .containsExactly(NewAttribute.category("PLAN", List.of("free", "team"))
                        .toMap()
                        .get("enumeration"));
        assertThat(attributes.coerce("PLAN", "pro")).isEqualTo("3");
    }

    @Test
    void aValueThatIsNotDeclared_doesNotFitACategory() {
        TargetAttributes attributes =
                TargetAttributes.prepare(new Catalogue(plan("free"), tags()), USE, MissingAttributes.CREATE, false);

        assertThatIllegalArgumentException().isThrownBy(() -> attributes.fit("PLAN", "enterprise"));
    }

    @Test
    void aCategoryThatIsNumberedOtherwise_isLeftAsItIs() {
        Attribute odd = new Attribute("PLAN", "category", AttributeType.CATEGORY, List.of("7"), Map.of("free", "7"));
        TargetAttributes attributes =
                TargetAttributes.prepare(new Catalogue(odd, tags()), USE, MissingAttributes.CREATE, false);

        assertThat(attributes.coerce("PLAN", "free")).isEqualTo("7");
        assertThatIllegalArgumentException().isThrownBy(() -> attributes.coerce("PLAN", "pro"));
    }

    @Test
    void aChoiceWithoutOptions_isRefusedBeforeTheFirstRow() {
        FieldUse bare = FieldUse.of(Set.of(), Map.of("PLAN", AttributeType.CATEGORY));

        assertThatThrownBy(() -> TargetAttributes.prepare(new Catalogue(), bare, MissingAttributes.CREATE, false))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("Transforms.category(...)");
    }
}
