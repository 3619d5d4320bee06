package io.tajo.connector.read;

import io.tajo.client.JsonObject;
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
    /** Fields that are computed here and are no properties. */
    private static final Set<String> COMPUTED = Set.of("total_events", "last_seen");

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
        List.copyOf(names).forEach(name -> Profile.standIn(name).ifPresent(names::add));
        names.removeAll(COMPUTED);
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

    /** Returns every name that a profile of these columns answers to. */
    Set<String> readable() {
        Set<String> names = new LinkedHashSet<>(properties);
        names.addAll(COMPUTED);
        names.add("signup_date");
        return names;
    }

    private static Optional<String> filled(JsonObject fields, String name) {
        return fields.text(name).filter(text -> !text.isBlank());
    }

    private static String column(int index) {
        return "p" + index;
    }
}
