package io.tajo.examples.sandbox.brevo;

import io.tajo.examples.sandbox.control.SandboxClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What Brevo holds. Imports are carried out as the clock reaches their end. Safe for any thread. */
public final class BrevoState {
    private static final Pattern ADDRESS = Pattern.compile("[^@\\s]+@[^@\\s]+\\.[a-z]{2,}");

    private final SandboxClock clock;
    private final Map<String, MutableContact> contacts = new HashMap<>();
    private final TreeMap<Long, MutableContact> byId = new TreeMap<>();
    private final List<StoredEventRecord> events = new ArrayList<>();
    private final Map<Long, ListRecord> lists = new TreeMap<>();
    private final Map<Long, ListRecord> folders = new TreeMap<>();
    private final ImportJobs imports;
    private final AttributeRules attributes = new AttributeRules();
    private long lastId;
    private int resubscriptions;
    private int ownerMails;

    /**
     * Creates a fresh account.
     *
     * @param clock the time of imports
     * @param importTakes how long an import takes
     */
    public BrevoState(SandboxClock clock, Duration importTakes) {
        this.clock = clock;
        this.imports = new ImportJobs(importTakes);
        folders.put(1L, new ListRecord(1, "Your first folder", 0));
        lists.put(2L, new ListRecord(2, "Your first list", 1));
        lastId = 20;
    }

    /** {@return the contacts, oldest first} */
    public synchronized List<ContactRecord> contacts() {
        settle();
        return byId.values().stream().map(MutableContact::copy).toList();
    }

    /** Returns a page of those contacts that match, and how many match in all. */
    synchronized ContactPage page(Predicate<MutableContact> wanted, boolean newestFirst, int offset, int limit) {
        settle();
        List<ContactRecord> page = new ArrayList<>();
        int count = 0;
        for (MutableContact contact : (newestFirst ? byId.descendingMap() : byId).values()) {
            if (!wanted.test(contact)) continue;
            if (count >= offset && page.size() < limit) page.add(contact.copy());
            count++;
        }
        return new ContactPage(count, page);
    }

    /** Some of the contacts that match, and how many do. */
    record ContactPage(int count, List<ContactRecord> contacts) {}

    /** {@return every event, in the order that Brevo took them in; also those that its list does not show yet} */
    public synchronized List<StoredEventRecord> events() {
        return List.copyOf(events);
    }

    Instant now() {
        return clock.now();
    }

    synchronized void addEvent(StoredEventRecord event) {
        events.add(event);
    }

    /**
     * Returns one contact.
     *
     * @param email its address
     * @return the contact
     */
    public synchronized Optional<ContactRecord> contact(String email) {
        settle();
        return Optional.ofNullable(contacts.get(normal(email))).map(MutableContact::copy);
    }

    /** {@return the lists} */
    public synchronized List<ListRecord> lists() {
        return List.copyOf(lists.values());
    }

    /** {@return the folders} */
    public synchronized List<ListRecord> folders() {
        return List.copyOf(folders.values());
    }

    /** {@return the attributes by name, each with its type} */
    public synchronized Map<String, String> attributes() {
        return attributes.types();
    }

    /** {@return how often somebody was subscribed again who had opted out: nobody should be} */
    public synchronized int resubscriptions() {
        return resubscriptions;
    }

    /** {@return how many mails the owner of the account got about imports} */
    public synchronized int ownerMails() {
        return ownerMails;
    }

    /** {@return how many imports were started} */
    public synchronized int imports() {
        return imports.count();
    }

    /**
     * Creates a contact, or sets fields of the one that there is.
     *
     * @param email its address
     * @param fields attributes that exist, with values of their types
     * @param listIds the lists that it joins
     */
    public synchronized void putContact(String email, Map<String, ?> fields, Collection<Long> listIds) {
        MutableContact contact = findOrCreate(normal(email));
        attributes.write(contact, fields, false);
        contact.lists.addAll(listIds);
    }

    /**
     * Deletes a contact, as a person at Brevo would.
     *
     * @param email its address
     */
    public synchronized void deleteContact(String email) {
        MutableContact gone = contacts.remove(normal(email));
        if (gone != null) byId.remove(gone.id);
    }

    /**
     * Opts a contact out of e-mail.
     *
     * @param email its address
     */
    public synchronized void blocklist(String email) {
        findOrCreate(normal(email)).blacklisted = true;
    }

    /**
     * Lets a contact unsubscribe from a list.
     *
     * @param email its address
     * @param listId the list
     */
    public synchronized void unsubscribeFromList(String email, long listId) {
        MutableContact contact = findOrCreate(normal(email));
        contact.lists.remove(listId);
        contact.left.add(listId);
    }

    /**
     * Takes a contact out of a list, as a person at Brevo would; it has not unsubscribed.
     *
     * @param email its address
     * @param listId the list
     */
    public synchronized void removeFromList(String email, long listId) {
        findOrCreate(normal(email)).lists.remove(listId);
    }

    /**
     * Creates a list in the first folder.
     *
     * @param name its name
     * @return its number
     */
    public synchronized long createList(String name) {
        return createList(name, 1);
    }

    /**
     * Creates an attribute.
     *
     * @param name its name
     * @param type its type
     * @return whether it was not there before
     */
    public synchronized boolean addAttribute(String name, String type) {
        return attributes.create(name, type);
    }

    synchronized long createList(String name, long folderId) {
        long id = ++lastId;
        lists.put(id, new ListRecord(id, name, folderId));
        return id;
    }

    synchronized long createFolder(String name) {
        long id = ++lastId;
        folders.put(id, new ListRecord(id, name, 0));
        return id;
    }

    synchronized boolean hasList(long id) {
        return lists.containsKey(id);
    }

    synchronized boolean isBadDate(Map<?, ?> values) {
        return values.entrySet().stream()
                .anyMatch(field -> attributes.isBadDate(String.valueOf(field.getKey()), field.getValue()));
    }

    static boolean isAddress(@Nullable Object email) {
        return email instanceof String text && ADDRESS.matcher(normal(text)).matches() && text.length() <= 254;
    }

    /** Upserts, and returns the contact's number if it is new. */
    synchronized Optional<Long> upsert(String email, @Nullable String extId, Map<?, ?> body) {
        settle();
        boolean isNew = !contacts.containsKey(normal(email));
        MutableContact contact = findOrCreate(normal(email));
        if (extId != null) contact.extId = extId;
        change(contact, body);
        return isNew ? Optional.of(contact.id) : Optional.empty();
    }

    synchronized Optional<String> ownerOfExtId(String extId) {
        return contacts.values().stream()
                .filter(contact -> extId.equals(contact.extId))
                .map(contact -> contact.email)
                .findFirst();
    }

    /** Changes what a single call may change. */
    synchronized void change(MutableContact contact, Map<?, ?> body) {
        if (body.get("attributes") instanceof Map<?, ?> values) attributes.write(contact, values, false);
        if (body.get("emailBlacklisted") instanceof Boolean blocked) {
            if (contact.blacklisted && !blocked) resubscriptions++;
            contact.blacklisted = blocked;
        }
        join(contact, numbers(body.get("listIds")));
        contact.lists.removeAll(numbers(body.get("unlinkListIds")));
        contact.modifiedAt = clock.now();
    }

    synchronized Optional<MutableContact> find(String identifier, String type) {
        settle();
        return switch (type) {
            case "contact_id" -> Optional.ofNullable(byId.get(Long.valueOf(identifier)));
            case "ext_id" ->
                byId.values().stream()
                        .filter(contact -> identifier.equals(contact.extId))
                        .findFirst();
            default -> Optional.ofNullable(contacts.get(normal(identifier)));
        };
    }

    synchronized void join(MutableContact contact, Collection<Long> listIds) {
        for (long list : listIds) {
            if (!lists.containsKey(list)) continue;
            if (contact.left.remove(list)) resubscriptions++;
            contact.lists.add(list);
        }
    }

    /** Takes contacts out of a list, and returns those who were in it. */
    synchronized List<Object> leave(long list, List<Identified> members) {
        List<Object> left = new ArrayList<>();
        for (Identified member : members) {
            if (member.contact() != null && member.contact().lists.remove(list)) left.add(member.identifier());
        }
        return left;
    }

    /** Puts contacts into a list, and returns those who were not in it. */
    synchronized List<Object> enter(long list, List<Identified> members) {
        List<Object> entered = new ArrayList<>();
        for (Identified member : members) {
            MutableContact contact = member.contact();
            if (contact == null || contact.lists.contains(list)) continue;
            join(contact, List.of(list));
            entered.add(member.identifier());
        }
        return entered;
    }

    /** A contact as a request names it; null if there is none. */
    record Identified(Object identifier, @Nullable MutableContact contact) {}

    synchronized long startImport(Collection<Long> listIds, List<Map<?, ?>> rows, boolean quiet) {
        if (!quiet) ownerMails++;
        return imports.start(++lastId, clock.now(), listIds, rows);
    }

    synchronized List<Map<String, @Nullable Object>> processes(String fileBase) {
        settle();
        return imports.json(clock.now(), fileBase);
    }

    synchronized Optional<String> rejectFile(long processId) {
        return imports.rejectFile(processId);
    }

    private void settle() {
        imports.carryOutUntil(clock.now(), this::carryOut);
    }

    private void carryOut(ImportJob job) {
        for (Map<?, ?> row : job.rows) {
            Object email = row.get("email");
            if (!isAddress(email)) {
                job.invalidEmails.add(String.valueOf(email));
                continue;
            }
            MutableContact contact = findOrCreate(normal(String.valueOf(email)));
            if (row.get("attributes") instanceof Map<?, ?> values) attributes.write(contact, values, true);
            join(contact, job.lists);
            contact.modifiedAt = job.endsAt;
        }
    }

    private MutableContact findOrCreate(String email) {
        return contacts.computeIfAbsent(email, key -> {
            MutableContact contact = new MutableContact(++lastId, key, clock.now());
            byId.put(contact.id, contact);
            return contact;
        });
    }

    private static String normal(String email) {
        return email.strip().toLowerCase(Locale.ROOT);
    }

    static List<Long> numbers(@Nullable Object value) {
        if (!(value instanceof Collection<?> many)) return List.of();
        return many.stream()
                .filter(Number.class::isInstance)
                .map(number -> ((Number) number).longValue())
                .toList();
    }
}
