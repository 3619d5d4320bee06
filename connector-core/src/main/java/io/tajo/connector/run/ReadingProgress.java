package io.tajo.connector.run;

import io.tajo.connector.destination.ContactSnapshot;
import io.tajo.connector.ledger.Notes;
import io.tajo.connector.plan.MirrorTracker;
import io.tajo.connector.source.ReadPosition;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/**
 * How far a paused reading has come. The next run goes on there, and takes over which contacts were met and which belong in
 * mirrored lists, so that the end of its rows is the end of one complete reading. For one run.
 */
final class ReadingProgress {
    /** What was read longer ago says too little about what the source holds now. */
    private static final Duration LONGEST = Duration.ofDays(7);

    private static final int KEYS_AT_ONCE = 8_000;
    private static final String WHAT = "what";
    private static final String SINCE = "since";
    private static final String AFTER = "after";
    private static final String AGAIN = "again";
    private static final String MET = "met ";
    private static final String OPEN = "open ";
    private static final String LIST = "list ";

    private final Notes notes;
    private final String what;
    private final Instant since;
    private final Map<String, String> earlier;
    private final Set<String> stale = new HashSet<>();

    private ReadingProgress(Notes notes, String what, Instant since, Map<String, String> earlier) {
        this.notes = notes;
        this.what = what;
        this.since = since;
        this.earlier = new TreeMap<>(earlier);
    }

    /**
     * Looks for a reading that was paused.
     *
     * @param notes what was remembered of it
     * @param what what is read and written; a reading of something else is not gone on with
     * @param now the start of this run
     * @return its progress, or that of a reading that begins now
     */
    static ReadingProgress of(Notes notes, String what, Instant now) {
        Map<String, String> earlier = notes.all();
        // The key is written last.
        boolean isWhole = earlier.containsKey(AFTER) && what.equals(earlier.get(WHAT));
        if (!isWhole) return begun(notes, what, now, earlier);
        Instant since = Instant.parse(earlier.getOrDefault(SINCE, ""));
        boolean isRecent = now.isBefore(since.plus(LONGEST));
        return isRecent ? new ReadingProgress(notes, what, since, earlier) : begun(notes, what, now, earlier);
    }

    /** A reading begins: what is left of another one is only removed. */
    private static ReadingProgress begun(Notes notes, String what, Instant now, Map<String, String> earlier) {
        ReadingProgress begun = new ReadingProgress(notes, what, now, Map.of());
        begun.stale.addAll(earlier.keySet());
        return begun;
    }

    /** Returns the progress of a reading that is not remembered. */
    static ReadingProgress none(Instant now) {
        return new ReadingProgress(Notes.none(), "", now, Map.of());
    }

    /** Returns the progress of a reading of the same that begins now. */
    ReadingProgress anew(Instant now) {
        return begun(notes, what, now, earlier);
    }

    /** Returns where to go on. */
    ReadPosition position() {
        String again = earlier.getOrDefault(AGAIN, "");
        return new ReadPosition(
                Optional.ofNullable(earlier.get(AFTER)), again.isEmpty() ? List.of() : List.of(again.split(" ")));
    }

    /** Returns when the reading began, in this run or an earlier one. */
    Instant since() {
        return since;
    }

    /** Returns what the report says, if an earlier run has read a part. */
    Optional<String> remark() {
        return earlier.isEmpty()
                ? Optional.empty()
                : Optional.of("The reading goes on where an earlier run was paused; it began at " + since + ".");
    }

    /** Takes over what the earlier part of the reading has found. */
    void restore(ContactSnapshot snapshot, MirrorTracker mirrors, Consumer<Set<Long>> meetAgain) {
        forEachKey(MET, snapshot::meet);
        Set<Long> open = new HashSet<>();
        forEachKey(OPEN, open::add);
        meetAgain.accept(open);
        for (Long list : mirrors.lists()) forEachKey(LIST + list + " ", key -> mirrors.restore(list, key));
        // The keys of a million contacts take ten megabytes: they are in the snapshot now.
        earlier.replaceAll((name, note) -> isKeys(name) ? "" : note);
    }

    /**
     * Remembers how far the reading has come.
     *
     * @param position where the next run goes on
     * @param snapshot knows which contacts were met
     * @param mirrors knows which contacts belong in which list
     * @param open the keys of contacts about which not all was decided yet
     */
    void save(ReadPosition position, ContactSnapshot snapshot, MirrorTracker mirrors, Set<Long> open) {
        clear();
        if (position.after().isEmpty()) return;
        notes.put(WHAT, what);
        notes.put(SINCE, since.toString());
        notes.put(AGAIN, String.join(" ", position.again()));
        put(MET, snapshot::forEachMet);
        put(OPEN, keys -> open.forEach(keys::accept));
        for (Long list : mirrors.lists()) put(LIST + list + " ", keys -> mirrors.forEachMember(list, keys));
        notes.put(AFTER, position.after().get());
    }

    /** Forgets the reading: it has come to its end. */
    void clear() {
        notes.remove(AFTER);
        earlier.keySet().forEach(notes::remove);
        stale.forEach(notes::remove);
    }

    private static boolean isKeys(String name) {
        return name.startsWith(MET) || name.startsWith(OPEN) || name.startsWith(LIST);
    }

    private void put(String name, Consumer<LongConsumer> keys) {
        Chunks chunks = new Chunks(name);
        keys.accept(chunks::add);
        chunks.flush();
    }

    private void forEachKey(String name, LongConsumer action) {
        Collection<String> chunks = earlier.entrySet().stream()
                .filter(note -> note.getKey().startsWith(name))
                .map(Map.Entry::getValue)
                .toList();
        for (String chunk : chunks) {
            ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder().decode(chunk));
            while (bytes.hasRemaining()) action.accept(bytes.getLong());
        }
    }

    /** Writes keys as notes, some thousand in each. */
    private final class Chunks {
        private final String name;
        private final ByteBuffer bytes = ByteBuffer.allocate(KEYS_AT_ONCE * Long.BYTES);
        private int written;

        Chunks(String name) {
            this.name = name;
        }

        void add(long key) {
            bytes.putLong(key);
            if (!bytes.hasRemaining()) flush();
        }

        void flush() {
            if (bytes.position() == 0) return;
            byte[] chunk = Arrays.copyOf(bytes.array(), bytes.position());
            notes.put(name + written++, Base64.getEncoder().encodeToString(chunk));
            bytes.clear();
        }
    }
}
