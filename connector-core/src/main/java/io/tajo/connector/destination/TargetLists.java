package io.tajo.connector.destination;

import io.tajo.brevo.BrevoClient;
import io.tajo.client.ConfigurationException;
import io.tajo.client.DecodingException;
import io.tajo.client.ServerException;
import io.tajo.client.TransportException;
import io.tajo.connector.job.ListTarget;
import io.tajo.connector.ledger.Notes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Finds the lists that a job fills, and creates those that it may. For one run. */
public final class TargetLists implements CarrierList {
    private static final int CREATIONS = 3;
    private static final String NOTE = "list of ";

    private final BrevoClient brevo;
    private final String carrier;
    private final boolean dry;
    private final Notes notes;
    private final List<String> remarks = new ArrayList<>();
    private final Map<ListTarget, Long> ids = new HashMap<>();
    private final List<String> created = new ArrayList<>();
    private final ListDirectory directory;
    private final Set<String> missingFolders = new HashSet<>();
    private long creationCalls;

    /**
     * Creates the finder.
     *
     * @param brevo where the lists are
     * @param directory the lists that are there
     * @param carrier the name of the list that imports name, and of its folder
     * @param dry whether nothing may be written: what would be created gets a number below zero
     * @param notes remembers which list belongs to which source
     */
    public TargetLists(BrevoClient brevo, ListDirectory directory, String carrier, boolean dry, Notes notes) {
        this.notes = notes;
        this.brevo = brevo;
        this.directory = directory;
        this.carrier = carrier;
        this.dry = dry;
    }

    /**
     * Finds or creates all lists of a job.
     *
     * @param targets the lists
     * @throws ConfigurationException if Brevo lacks some that are named by their numbers
     */
    public void resolve(Collection<ListTarget> targets) {
        List<ListTarget> missing = new ArrayList<>();
        for (ListTarget target : targets) {
            if (ids.containsKey(target)) continue;
            if (target instanceof ListTarget.Numbered numbered) {
                ids.put(target, numbered.id());
                if (!exists(numbered.id(), targets.size())) missing.add(target);
            } else if (target instanceof ListTarget.Named named) {
                resolve(named);
            }
        }
        if (missing.isEmpty()) return;
        String labels =
                String.join(", ", missing.stream().map(ListTarget::label).toList());
        throw new ConfigurationException(
                "Brevo has no " + labels + ". Take its number from Contacts > Lists, or leave the list out.");
    }

    /** The list of a source is found again by its number, whatever it or the source is called now; it fails alone. */
    private void resolve(ListTarget.Named named) {
        if (named.source().isEmpty()) {
            ids.put(named, findOrCreate(named.name(), named.folder()));
            return;
        }
        String note = NOTE + named.source().get();
        OptionalLong remembered = remembered(note);
        try {
            long id = remembered.isPresent() ? remembered.getAsLong() : findOrCreate(named.name(), named.folder());
            ids.put(named, id);
            if (remembered.isEmpty() && !dry) notes.put(note, String.valueOf(id));
        } catch (ConfigurationException e) {
            remarks.add(named.source().get() + " has no list: " + e.getMessage());
        }
    }

    private OptionalLong remembered(String note) {
        String id = notes.all().get(note);
        return directory.lists().stream()
                .mapToLong(ListDirectory.Entry::id)
                .filter(list -> String.valueOf(list).equals(id))
                .findFirst();
    }

    /**
     * Remarks on the lists of sources that are not there any more; they stay as they are.
     *
     * @param targets all lists of the job
     */
    public void remarkOrphans(Collection<ListTarget> targets) {
        Set<String> sources = new HashSet<>();
        for (ListTarget target : targets) {
            if (target instanceof ListTarget.Named named)
                named.source().ifPresent(source -> sources.add(NOTE + source));
        }
        if (sources.isEmpty()) return;
        notes.all().forEach((name, id) -> {
            if (!name.startsWith(NOTE) || sources.contains(name)) return;
            remarks.add(name.substring(NOTE.length()) + " is not among the job's sources any more: its list " + id
                    + " stays as it is. Delete the list in Brevo if it is not needed.");
        });
    }

    /** {@return what the caller should know of lists that can't be filled, or are not filled any more} */
    public List<String> remarks() {
        return List.copyOf(remarks);
    }

    /**
     * Returns the id of a list.
     *
     * @param target the list
     * @return its id; empty for one that can't be filled
     */
    public OptionalLong find(ListTarget target) {
        Long id = ids.get(target);
        return id == null ? OptionalLong.empty() : OptionalLong.of(id);
    }

    @Override
    public long id() {
        ListTarget target = ListTarget.named(carrier, carrier);
        resolve(List.of(target));
        return find(target).orElseThrow();
    }

    @Override
    public OptionalLong find() {
        OptionalLong folder = directory.folder(carrier);
        return directory.lists().stream()
                .filter(list ->
                        list.name().equals(carrier) && folder.isPresent() && list.folderId() == folder.getAsLong())
                .mapToLong(ListDirectory.Entry::id)
                .findFirst();
    }

    /** {@return the names of the lists that were created} */
    public List<String> created() {
        return List.copyOf(created);
    }

    private boolean exists(long id, int lookups) {
        if (lookups <= 2 && !directory.isRead()) return brevo.lists().get(id).isPresent();
        return directory.lists().stream().anyMatch(list -> list.id() == id);
    }

    private long findOrCreate(String name, String folder) {
        OptionalLong found = find(name, folder);
        if (found.isPresent()) return found.getAsLong();
        created.add(name);
        creationCalls++;
        if (dry) {
            if (directory.folder(folder).isEmpty() && missingFolders.add(folder)) creationCalls++;
            return -created.size();
        }
        return create(() -> find(name, folder), () -> {
            long inFolder = folder(folder);
            long id = brevo.lists().create(name, inFolder);
            directory.add(new ListDirectory.Entry(id, name, inFolder));
            return id;
        });
    }

    /** A list of the name in another folder may belong to another team: to fill it would mail the wrong people. */
    private OptionalLong find(String name, String folder) {
        List<ListDirectory.Entry> named = directory.lists().stream()
                .filter(list -> list.name().equals(name))
                .toList();
        if (named.isEmpty()) return OptionalLong.empty();
        OptionalLong ours = directory.folder(folder);
        OptionalLong found = named.stream()
                .filter(list -> ours.isPresent() && list.folderId() == ours.getAsLong())
                .mapToLong(ListDirectory.Entry::id)
                .findFirst();
        if (found.isPresent()) return found;
        throw new ConfigurationException(
                "Brevo has a list \"" + name + "\" (" + named.get(0).id()
                        + ") that is not in the folder \"" + folder
                        + "\", and may belong to another team. Move it there, rename it, "
                        + "or name the list by its number.");
    }

    /** Counts that a list which would be created is read as well. */
    public void expectReading() {
        creationCalls++;
    }

    /** {@return how many calls creating the missing lists and their folders takes} */
    @Override
    public long creationCalls() {
        return creationCalls;
    }

    private long folder(String name) {
        return create(() -> directory.folder(name), () -> {
            long id = brevo.folders().create(name);
            directory.addFolder(name, id);
            return id;
        });
    }

    /** A creation whose outcome is not known is not repeated blindly: there would be two lists of the name. */
    private long create(Supplier<OptionalLong> find, LongSupplier create) {
        for (int attempt = 1; ; attempt++) {
            OptionalLong found = find.get();
            if (found.isPresent()) return found.getAsLong();
            try {
                return create.getAsLong();
            } catch (ServerException | TransportException | DecodingException e) {
                if (attempt == CREATIONS) throw e;
                directory.refresh();
            }
        }
    }
}
