package io.tajo.connector.source;

import io.tajo.connector.job.Engagement;
import io.tajo.connector.job.ListTarget;
import io.tajo.connector.job.PersonSync;
import io.tajo.connector.mapping.ComputedField;
import io.tajo.connector.mapping.ContactDraft;
import io.tajo.connector.mapping.FieldMapper;
import io.tajo.connector.mapping.FieldUse;
import io.tajo.connector.mapping.Profile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Every person, with the job's lists. */
final class PersonJob implements PersonJobReader {
    private final ReadContext sources;
    private final PersonSync job;
    private final JobMapping mapping;

    PersonJob(ReadContext sources, PersonSync job) {
        this.sources = sources;
        this.job = job;
        JobMapping all = JobMapping.of(sources.mapping(), ComputedField.Scope.PERSONS, sources.provided());
        this.mapping = job.engagement().isAsked() ? all : all.without(Set.of(ComputedField.RECENT_EVENTS));
    }

    @Override
    public FieldUse uses() {
        return mapping.uses();
    }

    @Override
    public List<ListUse> lists() {
        List<ListUse> lists = new ArrayList<>();
        job.list().ifPresent(list -> lists.add(new ListUse(ListTarget.of(list), job.mirrored())));
        Engagement engagement = job.engagement();
        engagement.activeList().ifPresent(list -> lists.add(mirrored(list)));
        engagement.powerList().ifPresent(list -> lists.add(mirrored(list)));
        return lists;
    }

    private ListUse mirrored(long list) {
        return new ListUse(ListTarget.of(list), Optional.of(job.engagement().mirror()));
    }

    @Override
    public boolean makesContacts() {
        return true;
    }

    @Override
    public boolean readsEverybody() {
        return true;
    }

    @Override
    public FieldMapper mapper(ListIds ids) {
        return mapping.andThen((person, contact) -> {
            job.list().ifPresent(contact::joinList);
            if (job.engagement().isAsked()) joinByEngagement(person, contact);
        });
    }

    private void joinByEngagement(Profile person, ContactDraft contact) {
        Engagement engagement = job.engagement();
        long recent = person.integer(ComputedField.RECENT_EVENTS).orElse(0);
        if (recent > 0) engagement.activeList().ifPresent(contact::joinList);
        if (recent >= engagement.powerEvents()) engagement.powerList().ifPresent(contact::joinList);
    }

    @Override
    public void prepare(PersonReader reader) {
        reader.eventsSince(job.eventsSince());
        if (job.isByRest()) reader.byRest();
        Engagement engagement = job.engagement();
        if (engagement.isAsked()) reader.recently(sources.now().minus(engagement.activeWithin()));
    }
}
