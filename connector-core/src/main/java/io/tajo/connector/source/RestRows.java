package io.tajo.connector.source;

import io.tajo.posthog.persons.Person;
import java.util.Iterator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Persons from PostHog's REST list, newest first. Their activity is in another order, so all of it is held: some 190 bytes
 * for each person with events. For one thread.
 */
final class RestRows implements Iterator<PersonRow> {
    private final Iterator<Person> persons;
    private final PersonColumns columns;
    private final Map<String, Activity> activities;

    RestRows(Iterator<Person> persons, PersonColumns columns, Map<String, Activity> activities) {
        this.persons = persons;
        this.columns = columns;
        this.activities = activities;
    }

    @Override
    public boolean hasNext() {
        return persons.hasNext();
    }

    @Override
    public PersonRow next() {
        Person person = persons.next();
        Map<String, @Nullable Object> properties = columns.readWhole(person.properties());
        Activity activity = activities.getOrDefault(person.uuid(), Activity.NONE);
        return new PersonRow(
                person.uuid(), person.createdAt(), activity, columns.address(properties), properties, Map.of());
    }
}
