package io.tajo.connector.source;

import io.tajo.client.JsonObject;
import io.tajo.connector.mapping.ComputedField;
import io.tajo.connector.mapping.EmailAddress;
import io.tajo.connector.mapping.Profile;
import io.tajo.posthog.exports.ExportedPerson;
import io.tajo.posthog.exports.JsonLines;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The rows of an export that count, one for each person, and those that can't be read. Goes through its files twice, or once more for persons that were deleted. For
 * one thread.
 */
final class ExportReading implements Reading {
    /** Under which a profile says that its person was deleted. */
    static final String DELETED = "is_deleted";

    private final List<Supplier<JsonLines>> files;
    private final PersonColumns columns;
    private @Nullable ExportedRows<ExportedPerson> rows;
    private BitSet wanted = new BitSet();
    /** Persons that were deleted come last: another person may have the address now, and is met first. */
    private final BitSet deleted = new BitSet();

    private boolean last;
    private int number;
    private long read;
    private @Nullable Person ready;

    ExportReading(List<Supplier<JsonLines>> files, PersonColumns columns) {
        this.files = files;
        this.columns = columns;
    }

    @Override
    public boolean hasNext() {
        ExportedRows<ExportedPerson> rows = rows();
        while (ready == null && rows.hasNext()) take(rows.next());
        if (ready != null || last || deleted.isEmpty()) return ready != null;
        last = true;
        number = 0;
        wanted = deleted;
        this.rows = open();
        return hasNext();
    }

    private void take(ExportedRow<ExportedPerson> row) {
        if (row instanceof ExportedRow.Odd<ExportedPerson> odd && !last)
            ready = Person.unreadable(odd.id(), odd.reason());
        if (!(row instanceof ExportedRow.Whole<ExportedPerson> whole) || !wanted.get(number++)) return;
        if (whole.content().deleted() && !last) deleted.set(number - 1);
        else ready = person(whole.content());
    }

    @Override
    public Person next() {
        if (!hasNext() || ready == null) throw new NoSuchElementException("the file has no more persons");
        Person person = ready;
        ready = null;
        read++;
        return person;
    }

    /** The first pass is part of the reading: what goes wrong in it is told as what goes wrong in the second. */
    private ExportedRows<ExportedPerson> rows() {
        if (rows != null) return rows;
        wanted = newest();
        rows = open();
        return rows;
    }

    private BitSet newest() {
        NewestRows newest = new NewestRows();
        try (ExportedRows<ExportedPerson> all = open()) {
            while (all.hasNext()) {
                if (all.next() instanceof ExportedRow.Whole<ExportedPerson> row) newest.take(row.content());
            }
        }
        return newest.numbers();
    }

    private ExportedRows<ExportedPerson> open() {
        return new ExportedRows<>(files, "person_id", ExportedPerson::of);
    }

    private Person person(ExportedPerson person) {
        Map<String, @Nullable Object> fields =
                new LinkedHashMap<>(person.properties().toMap());
        fields.put(ComputedField.PERSON_ID, person.personId());
        fields.put(DELETED, person.deleted());
        if (person.createdAt() != null) {
            fields.putIfAbsent(ComputedField.SIGNUP_DATE, person.createdAt().toString());
        }
        Optional<String> address = columns.address(fields);
        Profile profile = Profile.of(person.personId(), JsonObject.of(fields));
        return new Person(profile, address.isPresent(), address.flatMap(EmailAddress::parse));
    }

    @Override
    public long read() {
        return read;
    }

    @Override
    public Optional<String> gap() {
        return rows == null ? Optional.empty() : rows.gap();
    }

    @Override
    public void close() {
        if (rows != null) rows.close();
    }
}
