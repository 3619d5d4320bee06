package io.tajo.posthog.exports;

import io.tajo.client.DecodingException;
import io.tajo.client.JsonObject;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A row of the persons model: one pair of person and distinct id, as it was at one of its changes.
 *
 * <p>Of several rows of a pair the newest counts, see {@link #supersedes}. When persons are merged, the distinct ids of
 * the one that is gone come again with the {@code personId} of the one that stays. {@code deleted} marks a deletion.
 *
 * @param personId the person's uuid
 * @param distinctId one of the ids that the person is seen under
 * @param properties what is known about the person
 * @param personVersion counts the changes of the person
 * @param distinctIdVersion counts how often the distinct id has changed its person
 * @param deleted whether the person was deleted
 * @param createdAt when PostHog first saw the person
 */
public record ExportedPerson(
        String personId,
        String distinctId,
        JsonObject properties,
        long personVersion,
        long distinctIdVersion,
        boolean deleted,
        @Nullable Instant createdAt) {

    /**
     * Reads a row.
     *
     * @param row a row of an exported file
     * @return the person
     * @throws DecodingException if the row is none of the persons model
     */
    public static ExportedPerson of(JsonObject row) {
        return new ExportedPerson(
                Rows.text(row, "person_id"),
                Rows.text(row, "distinct_id"),
                Rows.properties(row, "properties"),
                row.integer("person_version").orElse(0),
                row.integer("person_distinct_id_version").orElse(0),
                row.bool("is_deleted").orElseGet(() -> row.integer("is_deleted").orElse(0) == 1),
                row.instant("created_at").orElse(null));
    }

    /**
     * Returns whether this row is newer than another one of the same distinct id.
     *
     * @param other the other row
     * @return whether the other no longer counts
     */
    public boolean supersedes(ExportedPerson other) {
        if (distinctIdVersion != other.distinctIdVersion) return distinctIdVersion > other.distinctIdVersion;
        return personVersion > other.personVersion;
    }

    /** {@return the person's uuid only: everything else is personal} */
    @Override
    public String toString() {
        return "ExportedPerson[" + personId + "]";
    }
}
