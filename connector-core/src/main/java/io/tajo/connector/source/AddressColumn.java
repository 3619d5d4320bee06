package io.tajo.connector.source;

import io.tajo.client.JsonObject;
import io.tajo.connector.mapping.EmailAddress;
import io.tajo.connector.mapping.Profile;
import io.tajo.posthog.query.HogQl;
import io.tajo.posthog.query.RawProperty;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The address of a person: the first property of several that is filled, normalised as {@link EmailAddress#normalize}
 * does, in Java and in HogQL. Immutable.
 */
final class AddressColumn {
    private static final String PADDING = "^" + EmailAddress.BLANK + "+|" + EmailAddress.BLANK + "+$";

    private final List<String> fields;

    AddressColumn(String field) {
        List<String> all = new ArrayList<>(List.of(field));
        Profile.fallbackField(field).ifPresent(all::add);
        this.fields = List.copyOf(all);
    }

    /** Returns the expression of the normalised address, empty text where there is none; to be bound with {@link #bind}. */
    String expression() {
        List<String> candidates = new ArrayList<>();
        for (String field : fields) {
            candidates.add(filled(List.of(field)));
            if (field.indexOf('.') > 0) candidates.add(filled(List.of(field.split("\\.", -1))));
        }
        return "lower(coalesce(" + String.join(", ", candidates) + ", ''))";
    }

    HogQl bind(HogQl query) {
        return query.bind("padding", PADDING);
    }

    private static String filled(List<String> path) {
        return "nullIf(replaceRegexpAll(" + RawProperty.selectText(path) + ", {padding}, ''), '')";
    }

    /** Returns the address as it was typed. */
    Optional<String> of(Map<String, ? extends @Nullable Object> properties) {
        Profile person = Profile.of("", JsonObject.of(new LinkedHashMap<>(properties)));
        return fields.stream()
                .flatMap(field -> person.value(field).stream())
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .filter(text -> !EmailAddress.normalize(text).isEmpty())
                .findFirst();
    }
}
