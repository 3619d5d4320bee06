package io.tajo.connector.run;

import io.tajo.brevo.BrevoClient;
import io.tajo.brevo.contacts.ContactQuery;
import io.tajo.connector.deliver.Share;
import io.tajo.connector.destination.ContactSnapshot;
import io.tajo.connector.destination.TargetAttributes;
import io.tajo.connector.destination.TargetLists;
import io.tajo.connector.job.ListTarget;
import io.tajo.connector.job.Mirror;
import io.tajo.connector.plan.ListRemoval;
import io.tajo.connector.plan.MirrorTracker;
import io.tajo.connector.plan.RemovalFinder;
import io.tajo.connector.plan.RemovalGuard;
import io.tajo.connector.source.JobReader;
import io.tajo.connector.source.ListUse;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What one job adds to a pass over contacts: its attributes, its lists, and who leaves those. For one thread. */
final class Contribution {
    private final JobPart part;
    private final JobReader reader;
    private final TargetLists targets;
    private final Set<Long> mirrored = new LinkedHashSet<>();
    private @Nullable RemovalFinder departures;

    Contribution(JobPart part, JobReader reader, TargetLists targets) {
        this.part = part;
        this.reader = reader;
        this.targets = targets;
    }

    /** Finds the job's lists, or creates them; the list that imports name is created with the first import. */
    void resolveLists() {
        List<ListTarget> wanted = reader.lists().stream().map(ListUse::target).toList();
        targets.resolve(wanted);
        targets.remarkOrphans(wanted);
        part.report().remarks(targets.remarks());
    }

    /** Reports what was found and created before the first row. */
    void tellPreparation(TargetAttributes attributes) {
        Set<String> own = attributes(attributes);
        part.report()
                .createdAttributes(attributes.created().stream()
                        .filter(name -> own.contains(name))
                        .collect(Collectors.toSet()))
                .remarks(reader.remarks());
    }

    /** Takes the mirrored lists that no other job of the pass has taken. */
    void claim(Map<Long, Mirror> mirrors) {
        for (ListUse list : reader.lists()) {
            targets.find(list.target())
                    .ifPresent(id -> list.mirror().ifPresent(mirror -> {
                        if (id < 0) targets.expectReading();
                        if (mirrors.putIfAbsent(id, mirror) == null) mirrored.add(id);
                    }));
        }
    }

    void lookForDepartures(BrevoClient brevo, RemovalGuard guard, ContactSnapshot snapshot) {
        departures = new RemovalFinder(
                list -> brevo.contacts().list(ContactQuery.all().inList(list)), part.lease(), guard, snapshot);
    }

    /** Returns who leaves the job's mirrored lists, once every person was planned. */
    List<ListRemoval> departures(MirrorTracker mirrors) {
        return found().find(mirrors, mirrored);
    }

    private RemovalFinder found() {
        return Objects.requireNonNull(departures, "nothing was looked for yet");
    }

    /** Reports what was created and held back. */
    void tellEnd() {
        part.report().createdLists(targets.created()).remarks(found().remarks()).heldBack(found().heldBack());
    }

    Share share(TargetAttributes attributes) {
        return new Share(part.statistics(), attributes(attributes), lists(), reader.makesContacts());
    }

    /** Returns the attributes that the job writes, by their names in the account. */
    Set<String> attributes(TargetAttributes attributes) {
        return attributes.types(reader.uses().writes().keySet()).keySet();
    }

    /** Returns the lists that the job fills. */
    Set<Long> lists() {
        Set<Long> ids = new LinkedHashSet<>();
        for (ListUse list : reader.lists()) targets.find(list.target()).ifPresent(ids::add);
        return ids;
    }

    boolean isOpen() {
        return part.isOpen();
    }

    JobPart part() {
        return part;
    }

    JobReader reader() {
        return reader;
    }

    TargetLists targets() {
        return targets;
    }
}
