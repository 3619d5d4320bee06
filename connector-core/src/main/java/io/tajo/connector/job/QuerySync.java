package io.tajo.connector.job;

import io.tajo.connector.mapping.Transform;
import io.tajo.connector.mapping.TwoSources;
import io.tajo.posthog.query.HogQl;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Syncs what a query of the caller's finds: one row for each contact, its columns to attributes, its contacts into a
 * list. Immutable: each method returns a changed copy.
 *
 * <pre>{@code
 * QuerySync.hogQl("SELECT properties.email AS email, count() AS purchases FROM events WHERE event = {event} GROUP BY email")
 *         .bind("event", "purchase_completed")
 *         .contactBy("email")
 *         .map("purchases", "PURCHASE_COUNT");
 * }</pre>
 *
 * <p>The query is read page by page, however many rows it has; its own ORDER BY and LIMIT say which rows there are, not
 * which of them counts. Group it by the contact, in lower case where addresses are spelled in several ways: of several
 * rows with one address the one counts that has the greatest value in the column that was mapped first, then in the next
 * one, as PostHog compares them; no value is less than any. Rows without a contact are left out.
 */
public final class QuerySync implements SyncJob {
    /** The column that holds the address where nothing else is said. */
    public static final String DEFAULT_CONTACT_COLUMN = "email";

    private final @Nullable String name;
    private final HogQl query;
    private final String contactColumn;
    private final Map<String, Column> columns;
    private final @Nullable Long list;
    private final @Nullable Mirror mirror;
    private final boolean clearsOthers;

    /**
     * Where a column goes.
     *
     * @param source the column
     * @param transform how it becomes an attribute; empty to go by the type of the column
     */
    public record Column(String source, Optional<Transform> transform) {
        /** {@return the column's name} */
        @Override
        public String toString() {
            return source;
        }
    }

    private QuerySync(
            @Nullable String name,
            HogQl query,
            String contactColumn,
            Map<String, Column> columns,
            @Nullable Long list,
            @Nullable Mirror mirror,
            boolean clearsOthers) {
        this.clearsOthers = clearsOthers;
        this.name = name;
        this.query = query;
        this.contactColumn = contactColumn;
        this.columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
        this.list = list;
        this.mirror = mirror;
    }

    /**
     * Returns a job for a query.
     *
     * @param text one SELECT in HogQL; values go into {@code {placeholders}}, see {@link #bind}
     * @return the job
     * @throws IllegalArgumentException if the text is empty, or skips rows by OFFSET, which PostHog refuses
     */
    public static QuerySync hogQl(String text) {
        return new QuerySync(null, HogQl.of(text), DEFAULT_CONTACT_COLUMN, Map.of(), null, null, false);
    }

    /**
     * Gives a placeholder its value. It travels beside the text, never in it.
     *
     * @param placeholder the name that stands in braces in the text
     * @param value text, number, boolean, null or a list of them
     * @return the changed job
     */
    public QuerySync bind(String placeholder, @Nullable Object value) {
        return new QuerySync(name, query.bind(placeholder, value), contactColumn, columns, list, mirror, clearsOthers);
    }

    /**
     * Says which column holds the contact's address.
     *
     * @param column the column, {@value #DEFAULT_CONTACT_COLUMN} by default
     * @return the changed job
     */
    public QuerySync contactBy(String column) {
        return new QuerySync(name, query, column, columns, list, mirror, clearsOthers);
    }

    /**
     * Writes a column to an attribute. Where Brevo lacks the attribute, it is created with the type that PostHog says the
     * column has: a number, a boolean, a date, or text. Where PostHog does not say, the values tell.
     *
     * @param column the column
     * @param attribute the attribute in Brevo
     * @return the changed job
     */
    public QuerySync map(String column, String attribute) {
        return with(attribute, new Column(column, Optional.empty()));
    }

    /**
     * Writes a column to an attribute.
     *
     * @param column the column
     * @param attribute the attribute in Brevo
     * @param transform turns the one into the other
     * @return the changed job
     */
    public QuerySync map(String column, String attribute, Transform transform) {
        return with(attribute, new Column(column, Optional.of(transform)));
    }

    /**
     * Puts the contacts into a list.
     *
     * @param listId the list's id in Brevo
     * @return the changed job
     */
    public QuerySync intoList(long listId) {
        return new QuerySync(name, query, contactColumn, columns, listId, mirror, clearsOthers);
    }

    /**
     * Removes contacts from the list that the query no longer finds, within careful limits.
     *
     * @return the changed job
     */
    public QuerySync mirror() {
        return mirror(Mirror.careful());
    }

    /**
     * Removes contacts from the list that the query no longer finds.
     *
     * @param brakes how
     * @return the changed job
     */
    public QuerySync mirror(Mirror brakes) {
        return new QuerySync(name, query, contactColumn, columns, list, brakes, clearsOthers);
    }

    /**
     * Clears this job's attributes of contacts that the query no longer finds, where this library filled them. It does so
     * only after a complete reading, and not if the query finds much fewer contacts than at its last complete reading: the
     * limits are those of {@link #mirror(Mirror)}, careful ones by default, without its grace, since the next run fills again
     * what comes back. By default such values stay.
     *
     * @return the changed job
     */
    public QuerySync clearOthers() {
        return new QuerySync(name, query, contactColumn, columns, list, mirror, true);
    }

    /**
     * Names the job; queries that write the same attributes or list need names of their own.
     *
     * @param label what the job is known by
     * @return the changed job
     */
    public QuerySync named(String label) {
        return new QuerySync(JobNames.checked(label), query, contactColumn, columns, list, mirror, clearsOthers);
    }

    private QuerySync with(String attribute, Column column) {
        Map<String, Column> more = TwoSources.add(columns, attribute, column);
        return new QuerySync(name, query, contactColumn, more, list, mirror, clearsOthers);
    }

    @Override
    public String name() {
        if (name != null) return name;
        String target = columns.isEmpty() ? "" : " to " + String.join(", ", columns.keySet());
        return "query" + target + (list == null ? "" : " into list " + list);
    }

    /** {@return the query} */
    public HogQl query() {
        return query;
    }

    /** {@return the column that holds the contact's address} */
    public String contactColumn() {
        return contactColumn;
    }

    /** {@return the columns by the attribute they go to} */
    public Map<String, Column> columns() {
        return columns;
    }

    /** {@return the list} */
    public OptionalLong list() {
        return list == null ? OptionalLong.empty() : OptionalLong.of(list);
    }

    /** {@return how members are removed; empty if they stay} */
    public Optional<Mirror> mirrored() {
        return Optional.ofNullable(mirror);
    }

    /** {@return whether attributes of contacts that the query no longer finds are cleared} */
    public boolean clearsOthers() {
        return clearsOthers;
    }

    /** {@return the job's name} */
    @Override
    public String toString() {
        return name();
    }
}
