package io.tajo.connector.destination;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tajo.brevo.attributes.Attribute;
import io.tajo.brevo.attributes.AttributeType;
import io.tajo.brevo.attributes.NewAttribute;
import io.tajo.client.ApiFailure;
import io.tajo.client.InvalidRequestException;
import io.tajo.connector.mapping.FieldUse;
import io.tajo.connector.mapping.MissingAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Options of multiple-choice attributes, which are added as contacts need them. */
class TargetAttributesTest {
    private final Catalogue brevo = new Catalogue();

    /** Holds one multiple-choice attribute, and takes no option with a bang. */
    private static final class Catalogue extends ReadOnlyAttributes {
        private final List<Object> updates = new ArrayList<>();

        Catalogue() {
            super(new Attribute("TAGS", "normal", AttributeType.MULTIPLE_CHOICE, List.of("old")));
        }

        @Override
        public void updateOptions(NewAttribute attribute) {
            List<?> options = (List<?>) attribute.toMap().get("multiCategoryOptions");
            updates.add(options);
            if (options.stream().anyMatch(option -> option.toString().contains("!"))) {
                throw new InvalidRequestException(
                        new ApiFailure("Brevo", "PUT", 400, "", "no such option", Optional.empty(), ""));
            }
        }
    }

    private TargetAttributes prepare(MissingAttributes policy, boolean dry) {
        return TargetAttributes.prepare(
                brevo, FieldUse.of(Set.of(), Map.of("TAGS", AttributeType.MULTIPLE_CHOICE)), policy, dry);
    }

    private static void assertRefused(TargetAttributes attributes, Object value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> attributes.coerce("TAGS", value))
                .withMessage("no option of the attribute has this value");
    }

    @Test
    void fit_writesNothing_untilTheValueIsSent() {
        TargetAttributes attributes = prepare(MissingAttributes.CREATE, false);

        assertThat(attributes.fit("TAGS", "skipped")).isEqualTo(List.of("skipped"));
        Object sent = attributes.fit("TAGS", "sent");
        assertThat(brevo.updates).isEmpty();
        attributes.addOptions("TAGS", sent);

        assertThat(brevo.updates).containsExactly(List.of("old", "sent"));
    }

    @Test
    void coerce_addsTheOptionsThatAValueNeedsOnce() {
        TargetAttributes attributes = prepare(MissingAttributes.CREATE, false);

        assertThat(attributes.coerce("TAGS", List.of("OLD", "new", "newer"))).isEqualTo(List.of("old", "new", "newer"));
        assertThat(attributes.coerce("TAGS", "New")).isEqualTo(List.of("new"));

        assertThat(brevo.updates).containsExactly(List.of("old", "new", "newer"));
    }

    @Test
    void coerce_withAnOptionThatBrevoHasRefused_asksForItOnceInARun() {
        TargetAttributes attributes = prepare(MissingAttributes.CREATE, false);

        for (int contact = 0; contact < 100; contact++) assertRefused(attributes, contact % 2 == 0 ? "odd!" : "ODD!");
        assertThat(attributes.coerce("TAGS", "fine")).isEqualTo(List.of("fine"));

        assertThat(brevo.updates).containsExactly(List.of("old", "odd!"), List.of("old", "fine"));
    }

    @Test
    void coerce_withOneOfSeveralOptionsRefused_findsOutWhichAndKeepsTheOthersForOtherContacts() {
        TargetAttributes attributes = prepare(MissingAttributes.CREATE, false);

        assertRefused(attributes, List.of("a", "odd!", "b"));
        assertRefused(attributes, List.of("odd!", "c"));
        assertThat(attributes.coerce("TAGS", List.of("a", "b"))).isEqualTo(List.of("a", "b"));

        assertThat(brevo.updates)
                .containsExactly(
                        List.of("old", "a", "odd!", "b"),
                        List.of("old", "a"),
                        List.of("old", "a", "odd!"),
                        List.of("old", "a", "b"));
    }

    @Test
    void coerce_inAPreview_countsOptionsAsAddedAndWritesNothing() {
        TargetAttributes attributes = prepare(MissingAttributes.CREATE, true);

        for (int i = 0; i < NewOptions.MOST; i++) {
            assertThat(attributes.coerce("TAGS", "tag " + i)).isEqualTo(List.of("tag " + i));
        }
        assertRefused(attributes, "one too many");

        assertThat(brevo.updates).isEmpty();
    }

    @Test
    void coerce_afterFortyOptions_addsNoMore() {
        TargetAttributes attributes = prepare(MissingAttributes.CREATE, false);

        for (int i = 0; i < NewOptions.MOST; i++) attributes.coerce("TAGS", "tag " + i);
        assertRefused(attributes, "one too many");

        assertThat(brevo.updates).hasSize(NewOptions.MOST);
    }

    @Test
    void coerce_whereNothingMayBeCreated_refusesWhatBrevoDoesNotKnow() {
        assertRefused(prepare(MissingAttributes.SKIP, false), "new");
        assertRefused(prepare(MissingAttributes.SKIP, true), "new");

        assertThat(brevo.updates).isEmpty();
    }
}
