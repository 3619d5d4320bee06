package io.tajo.connector.read;

import io.tajo.client.JsonObject;
import io.tajo.connector.mapping.ComputedField;
import io.tajo.connector.mapping.FieldUse;
import io.tajo.connector.mapping.Profile;
import io.tajo.posthog.query.HogQl;
import io.tajo.posthog.query.PropertyText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The columns of a query for persons: what a mapper reads, under names that can't clash. */
final class PersonColumns {
    private final List<String> properties;
    private final String address;

    private PersonColumns(List<String> properties, String address) {
        this.properties = properties;
        this.address = address;
    }

    static PersonColumns of(FieldUse use) {
        Set<String> names = new LinkedHashSet<>();
        names.add(use.address());
        names.addAll(use.reads());
        List.copyOf(names).forEach(name -> {
            Profile.standIn(name).ifPresent(names::add);
            // The path may lead into a nested property, or be the property's own name.
            if (name.indexOf('.') > 0) names.add(name.substring(0, name.indexOf('.')));
        });
        names.removeIf(ComputedField::isComputed);
        return new PersonColumns(new ArrayList<>(names), use.address());
    }

    HogQl query() {
        StringBuilder text = new StringBuilder("SELECT id, created_at");
        for (int i = 0; i < properties.size(); i++) {
            text.append(", ")
                    .append(HogQl.property(properties.get(i)))
                    .append(" AS ")
                    .append(column(i));
        }
        return HogQl.of(text.append(" FROM persons").toString()).keyset("id").named("persons");
    }

    /** Takes the columns out of a person that came with all properties. */
    Map<String, @Nullable Object> readWhole(JsonObject person) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        for (String property : properties)
            values.put(property, person.value(property).orElse(null));
        return values;
    }

    Map<String, @Nullable Object> read(JsonObject row) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        for (int i = 0; i < properties.size(); i++) {
            values.put(
                    properties.get(i), PropertyText.decode(row.value(column(i)).orElse(null)));
        }
        return values;
    }

    /** Returns the address, or its stand-in where it is not set. */
    Optional<String> address(Map<String, @Nullable Object> values) {
        JsonObject fields = JsonObject.of(values);
        return filled(fields, address).or(() -> Profile.standIn(address).flatMap(standIn -> filled(fields, standIn)));
    }

    /** Returns the properties that are selected. */
    List<String> properties() {
        return properties;
    }

    private static Optional<String> filled(JsonObject fields, String name) {
        return fields.text(name).filter(text -> !text.isBlank());
    }

    private static String column(int index) {
        return "p" + index;
    }
}
