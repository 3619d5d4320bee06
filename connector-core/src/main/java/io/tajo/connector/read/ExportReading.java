package io.tajo.connector.read;

import io.tajo.client.JsonObject;
import io.tajo.connector.mapping.ComputedField;
import io.tajo.connector.mapping.EmailAddress;
import io.tajo.connector.mapping.Profile;
import io.tajo.posthog.exports.ExportedPerson;
import io.tajo.posthog.exports.JsonLines;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The rows of an exported file that count, one for each person. Closes the file after its last row. For one thread. */
final class ExportReading implements Reading {
    /** Under which a profile says that its person was deleted. */
    static final String DELETED = "is_deleted";

    private final JsonLines rows;
    private final BitSet wanted;
    private final PersonColumns columns;
    private int number;
    private long read;
    private @Nullable ExportedPerson ready;

    ExportReading(JsonLines rows, BitSet wanted, PersonColumns columns) {
        this.rows = rows;
        this.wanted = wanted;
        this.columns = columns;
    }

    @Override
    public boolean hasNext() {
        while (ready == null && rows.hasNext()) {
            JsonObject row = rows.next();
            if (wanted.get(number++)) ready = ExportedPerson.of(row);
        }
        if (ready == null) rows.close();
        return ready != null;
    }

    @Override
    public Person next() {
        if (!hasNext() || ready == null) throw new NoSuchElementException("the file has no more persons");
        ExportedPerson person = ready;
        ready = null;
        read++;
        Map<String, @Nullable Object> fields =
                new LinkedHashMap<>(person.properties().toMap());
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
    public void close() {
        rows.close();
    }
}
