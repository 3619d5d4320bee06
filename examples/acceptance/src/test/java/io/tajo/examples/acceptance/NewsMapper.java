package io.tajo.examples.acceptance;

import io.tajo.connector.mapping.ContactDraft;
import io.tajo.connector.mapping.FieldMapper;
import io.tajo.connector.mapping.FieldUse;
import io.tajo.connector.mapping.Profile;
import java.util.Map;
import java.util.Set;

/** Puts those who want news into the list that they name, and takes out those who do not. */
final class NewsMapper implements FieldMapper {
    @Override
    public void map(Profile person, ContactDraft contact) {
        long list = person.integer("list").orElse(0);
        if (person.bool("news").orElse(false)) contact.joinList(list);
        else contact.leaveList(list);
    }

    @Override
    public FieldUse uses() {
        return FieldUse.of(Set.of("news", "list"), Map.of());
    }
}
