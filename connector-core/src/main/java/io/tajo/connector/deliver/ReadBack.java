package io.tajo.connector.deliver;

import io.tajo.brevo.contacts.Contact;
import io.tajo.brevo.contacts.ContactId;
import io.tajo.brevo.contacts.ContactQuery;
import io.tajo.brevo.contacts.ContactsApi;
import io.tajo.client.JsonObject;
import io.tajo.connector.plan.ContactChange;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads a few contacts back to see whether Brevo holds what it was sent: what it does not like, it drops without a word.
 * For one thread.
 */
public final class ReadBack {
    /** Brevo's clock and ours may differ; a page that begins earlier holds all the same. */
    private static final Duration SKEW = Duration.ofMinutes(5);

    /** A page of a thousand takes as long as two contacts. */
    static final int CALLS_WORTH_A_PAGE = 2;

    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
    private static final Pattern MARKUP = Pattern.compile("[<>&]");
    private static final Pattern OTHER_FORMS = Pattern.compile("[+\\d ()./]+");

    private final ContactsApi contacts;
    private final int size;
    private final Clock clock;
    private final Set<String> exempt = new HashSet<>();
    private final Set<String> proven = new HashSet<>();

    /**
     * Creates the reader of one run.
     *
     * @param contacts Brevo's contacts
     * @param size how many contacts of each import are read back, 0 for none
     * @param clock tells the time
     */
    public ReadBack(ContactsApi contacts, int size, Clock clock) {
        this.contacts = contacts;
        this.size = size;
        this.clock = clock;
    }

    /**
     * Leaves attributes out whose values come back in other forms.
     *
     * @param names their names
     */
    public void exempt(Set<String> names) {
        exempt.addAll(names);
    }

    /** Returns whether Brevo is trusted. */
    boolean isOff() {
        return size == 0;
    }

    ReadBackSample sample() {
        return new ReadBackSample(size);
    }

    Instant now() {
        return clock.instant();
    }

    /** Returns the changes of a sample with something that no import of this run has been seen to bring. */
    List<ContactChange> unproven(List<ContactChange> sample) {
        return sample.stream()
                .filter(change -> change.attributes().entrySet().stream()
                        .anyMatch(each -> !proven.contains(kind(each.getKey(), each.getValue()))))
                .toList();
    }

    /** Trusts imports from here on with what Brevo holds of a sample. */
    void trust(List<ContactChange> sample, Map<ContactChange, Set<String>> differences) {
        Set<String> lost = new HashSet<>();
        differences.forEach((change, names) -> {
            for (String name : names) lost.add(kind(name, change.attributes().get(name)));
        });
        for (ContactChange change : sample) {
            change.attributes().forEach((name, value) -> proven.add(kind(name, value)));
        }
        proven.removeAll(lost);
    }

    /** An import may bring one value of an attribute and lose another. */
    private static String kind(String name, @Nullable Object value) {
        boolean isOdd = value == null || value.equals(false);
        return isOdd ? name + " " + value : name;
    }

    /**
     * Finds what Brevo does not hold.
     *
     * @param sample some of the contacts that were sent
     * @param of how many were sent with them
     * @param since when they were sent
     * @return the attributes that Brevo holds otherwise, by their change; changes that Brevo holds are left out
     */
    Map<ContactChange, Set<String>> differences(List<ContactChange> sample, int of, Instant since) {
        if (sample.isEmpty()) return Map.of();
        int pages = (of + ContactQuery.MAX_PAGE_SIZE - 1) / ContactQuery.MAX_PAGE_SIZE;
        Map<String, Contact> held =
                pages * CALLS_WORTH_A_PAGE <= sample.size() ? pages(sample, pages, since) : Map.of();
        Map<ContactChange, Set<String>> differences = new LinkedHashMap<>();
        for (ContactChange change : sample) {
            Contact read = held.get(change.email());
            Optional<Contact> contact =
                    read == null ? contacts.get(ContactId.email(change.email())) : Optional.of(read);
            // A contact that Brevo does not know has no values.
            Set<String> names = contact.map(found -> differing(change, found.attributes()))
                    .orElseGet(() -> change.attributes().keySet());
            if (!names.isEmpty()) differences.put(change, names);
        }
        return differences;
    }

    /** A page costs one call; a contact that is not on them is asked for alone. */
    private Map<String, Contact> pages(List<ContactChange> sample, int most, Instant since) {
        Set<String> wanted = sample.stream().map(ContactChange::email).collect(Collectors.toCollection(HashSet::new));
        Map<String, Contact> found = new HashMap<>();
        ContactQuery query =
                ContactQuery.all().pageSize(ContactQuery.MAX_PAGE_SIZE).modifiedSince(since.minus(SKEW));
        int read = 0;
        for (Contact contact : contacts.list(query)) {
            String email = String.valueOf(contact.email()).strip().toLowerCase(Locale.ROOT);
            if (wanted.remove(email)) found.put(email, contact);
            if (wanted.isEmpty() || ++read == most * ContactQuery.MAX_PAGE_SIZE) break;
        }
        return found;
    }

    private Set<String> differing(ContactChange change, JsonObject held) {
        Map<String, @Nullable Object> inCapitals = new HashMap<>();
        held.toMap().forEach((name, value) -> inCapitals.put(name.toUpperCase(Locale.ROOT), value));
        JsonObject values = JsonObject.of(inCapitals);
        Set<String> names = new TreeSet<>();
        change.attributes().forEach((name, sent) -> {
            if (!exempt.contains(name) && !holds(values, name, sent)) names.add(name);
        });
        return names;
    }

    /** Only what can be told for sure: numbers of telephones and options come back in other forms. */
    private static boolean holds(JsonObject held, String name, @Nullable Object sent) {
        Object value = held.toMap().get(name);
        boolean empty = value == null || value.toString().isBlank();
        if (sent == null || sent.toString().isBlank()) return empty;
        if (sent instanceof Boolean bool) return held.bool(name).equals(Optional.of(bool));
        if (sent instanceof BigDecimal number) {
            return held.decimal(name).map(read -> isAbout(read, number)).orElse(false);
        }
        if (empty) return false;
        if (!(value instanceof String read) || !(sent instanceof String wanted)) return true;
        if (OTHER_FORMS.matcher(wanted).matches()) return true;
        // A date comes back with a time of day.
        if (DATE.matcher(wanted).matches()) return read.startsWith(wanted);
        return MARKUP.matcher(wanted).find() || spaced(read).equals(spaced(wanted));
    }

    /** Line ends come back as others. */
    private static String spaced(String text) {
        return text.strip().replaceAll("\\s+", " ");
    }

    /** Brevo keeps floating points: a number of many digits comes back as its neighbour. */
    private static boolean isAbout(BigDecimal read, BigDecimal sent) {
        double difference = Math.abs(read.doubleValue() - sent.doubleValue());
        return difference <= 1e-9 * Math.max(1, Math.abs(sent.doubleValue()));
    }
}
