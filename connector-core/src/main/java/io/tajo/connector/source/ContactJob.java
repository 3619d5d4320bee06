package io.tajo.connector.source;

import io.tajo.brevo.attributes.AttributeType;
import io.tajo.client.JsonObject;
import io.tajo.connector.job.ContactSync;
import io.tajo.connector.job.ListTarget;
import io.tajo.connector.mapping.ContactDraft;
import io.tajo.connector.mapping.EmailAddress;
import io.tajo.connector.mapping.FieldMapper;
import io.tajo.connector.mapping.FieldUse;
import io.tajo.connector.mapping.Profile;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One contact that the caller has written. */
final class ContactJob implements RowReader {
    private final ContactDraft draft;

    ContactJob(ContactSync job) {
        this.draft = job.draft();
    }

    @Override
    public FieldUse uses() {
        Map<String, AttributeType> writes = new LinkedHashMap<>();
        draft.attributes().forEach((name, value) -> writes.put(name, typeOf(value)));
        return FieldUse.of(Set.of(), writes);
    }

    private static AttributeType typeOf(@Nullable Object value) {
        if (value instanceof Boolean) return AttributeType.BOOLEAN;
        if (value instanceof Number) return AttributeType.FLOAT;
        return value instanceof Instant || value instanceof LocalDate ? AttributeType.DATE : AttributeType.TEXT;
    }

    @Override
    public List<ListUse> lists() {
        List<ListUse> lists = new ArrayList<>();
        draft.joins().forEach(list -> lists.add(ListUse.addOnly(ListTarget.of(list))));
        return lists;
    }

    @Override
    public boolean makesContacts() {
        return true;
    }

    @Override
    public FieldMapper mapper(ListIds ids) {
        return (person, contact) -> contact.add(draft);
    }

    @Override
    public Reading open() {
        Profile profile = Profile.of("by hand", JsonObject.empty());
        Reading.Person contact =
                new Reading.Person(profile, !draft.email().isBlank(), EmailAddress.parse(draft.email()));
        return new One(contact);
    }

    private static final class One implements Reading {
        private final Iterator<Person> contact;
        private long read;

        One(Person contact) {
            this.contact = List.of(contact).iterator();
        }

        @Override
        public boolean hasNext() {
            return contact.hasNext();
        }

        @Override
        public Person next() {
            Person next = contact.next();
            read++;
            return next;
        }

        @Override
        public long read() {
            return read;
        }
    }
}
