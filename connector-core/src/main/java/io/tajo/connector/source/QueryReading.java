package io.tajo.connector.source;

import io.tajo.client.JsonObject;
import io.tajo.connector.mapping.EmailAddress;
import io.tajo.connector.mapping.Profile;
import io.tajo.posthog.query.HogQlRows.RowIterator;
import io.tajo.posthog.query.RawProperty;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The rows of a query, each with the address in its contact column. For one thread. */
final class QueryReading implements Reading {
    private final RowIterator rows;
    private final String contactColumn;
    private @Nullable JsonObject first;
    private long read;

    QueryReading(@Nullable JsonObject first, RowIterator rows, String contactColumn) {
        this.first = first;
        this.rows = rows;
        this.contactColumn = contactColumn;
    }

    @Override
    public boolean hasNext() {
        return first != null || rows.hasNext();
    }

    @Override
    public Person next() {
        if (!hasNext()) throw new NoSuchElementException("the query has no more rows");
        JsonObject row = first == null ? rows.next() : first;
        first = null;
        read++;
        Map<String, @Nullable Object> fields = new LinkedHashMap<>(row.toMap());
        fields.remove(QueryJob.ROW);
        Optional<String> address = row.text(contactColumn).filter(text -> !text.isBlank());
        Profile profile = Profile.of("row " + read, JsonObject.of(fields));
        return new Person(profile, address.isPresent(), address.flatMap(QueryReading::parse));
    }

    /**
     * A text that HogQL reads out of JSON may come with its escapes. No valid address holds a backslash, so that one
     * which is not valid as it came may be so without them.
     */
    private static Optional<EmailAddress> parse(String text) {
        return EmailAddress.parse(text).or(() -> RawProperty.unescape(text).flatMap(EmailAddress::parse));
    }

    @Override
    public long read() {
        return read;
    }
}
