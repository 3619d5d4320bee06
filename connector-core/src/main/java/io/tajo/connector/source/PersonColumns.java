package io.tajo.connector.source;

import io.tajo.client.JsonObject;
import io.tajo.connector.mapping.ComputedField;
import io.tajo.connector.mapping.FieldUse;
import io.tajo.connector.mapping.Profile;
import io.tajo.posthog.query.HogQl;
import io.tajo.posthog.query.RawProperty;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The columns of a query for persons: the properties that a mapper reads, as the JSON that was sent. Immutable. */
final class PersonColumns {
    private final List<String> properties;
    private final AddressColumn address;

    private PersonColumns(List<String> properties, AddressColumn address) {
        this.properties = properties;
        this.address = address;
    }

    static PersonColumns of(FieldUse use) {
        Set<String> names = new LinkedHashSet<>();
        names.add(use.address());
        names.addAll(use.reads());
        List.copyOf(names).forEach(name -> {
            Profile.fallbackField(name).ifPresent(names::add);
            // The path may lead into a nested property, or be the property's own name.
            if (name.indexOf('.') > 0) names.add(name.substring(0, name.indexOf('.')));
        });
        names.removeIf(ComputedField::isComputed);
        return new PersonColumns(new ArrayList<>(names), new AddressColumn(use.address()));
    }

    /** Returns the query for the persons of a range who have an address. */
    HogQl withAddress(PersonRange range) {
        return range.narrow("id", condition -> query(address.expression() + " != ''" + condition))
                .named("persons");
    }

    private HogQl query(String condition) {
        StringBuilder text = new StringBuilder("SELECT id, created_at");
        for (int i = 0; i < properties.size(); i++) {
            text.append(", ")
                    .append(RawProperty.select(properties.get(i)))
                    .append(" AS ")
                    .append(column(i));
        }
        text.append(" FROM persons WHERE ").append(condition);
        return address.bind(HogQl.of(text.toString()).keyset("id"));
    }

    /** Takes the columns out of a person that came with all properties. */
    Map<String, @Nullable Object> readWhole(JsonObject person) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        for (String property : properties) {
            if (person.has(property))
                values.put(property, person.value(property).orElse(null));
        }
        return values;
    }

    /** Reads the properties that a person has: one that is absent is left out, one that is null is null. */
    Map<String, @Nullable Object> read(JsonObject row) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        for (int i = 0; i < properties.size(); i++) {
            Object selected = row.value(column(i)).orElse(null);
            if (RawProperty.isPresent(selected)) values.put(properties.get(i), RawProperty.decode(selected));
        }
        return values;
    }

    /** Returns the address as it was typed. */
    Optional<String> address(Map<String, ? extends @Nullable Object> values) {
        return address.of(values);
    }

    /** Returns the properties that are selected. */
    List<String> properties() {
        return properties;
    }

    private static String column(int index) {
        return "p" + index;
    }
}
