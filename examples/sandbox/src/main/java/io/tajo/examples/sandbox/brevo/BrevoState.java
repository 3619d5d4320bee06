package io.tajo.examples.sandbox.brevo;

import io.tajo.examples.sandbox.control.SandboxClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What Brevo holds. Imports are carried out as the clock reaches their end. Safe for any thread. */
public final class BrevoState {
    private final SandboxClock clock;
    private final ContactBook book = new ContactBook();
    private final ListBook lists = new ListBook();
    private final BrevoQuirks quirks = new BrevoQuirks();
    private final AttributeRules attributes = new AttributeRules(quirks);
    private final ContactChanges changes = new ContactChanges(book, lists, attributes);
    private final EventLog events;
    private final ImportJobs imports;
    private long lastId = 20;
    private int ownerMails;

    /**
     * Creates a fresh account whose events show after twenty seconds.
     *
     * @param clock the time of imports
     * @param importTakes how long an import takes
     */
    public BrevoState(SandboxClock clock, Duration importTakes) {
        this(clock, importTakes, Duration.ofSeconds(20));
    }

    /**
     * Creates a fresh account.
     *
     * @param clock the time of imports and events
     * @param importTakes how long an import takes
     * @param eventsSettleAfter how long an event is queued before the list of events shows it
     */
    public BrevoState(SandboxClock clock, Duration importTakes, Duration eventsSettleAfter) {
        this.clock = clock;
        this.imports = new ImportJobs(importTakes);
        this.events = new EventLog(eventsSettleAfter);
    }

    /** {@return the contacts, oldest first} */
    public synchronized List<ContactRecord> contacts() {
        settle();
        return book.oldestFirst().stream().map(MutableContact::copy).toList();
    }

    /** Returns a page of those contacts that match, and how many match in all. */
    synchronized ContactPage page(ContactFilter filter, boolean newestFirst, int offset, int limit) {
        settle();
        return ContactPage.of(book, filter, newestFirst, offset, limit);
    }

    /** {@return every event, in the order that Brevo took them in; also those that its list does not show yet} */
    public synchronized List<StoredEventRecord> events() {
        return events.all();
    }

    Instant now() {
        return clock.now();
    }

    synchronized List<StoredEventRecord> newestEvents(EventFilter filter) {
        return events.newestFirst(filter, clock.now());
    }

    /** An address that Brevo does not know makes a contact, which is why no such event should be sent. */
    synchronized void addEvent(EventItem event) {
        settle();
        Identified named = event.contact();
        boolean makesOne = named.type().equals("email_id") && ContactBook.isAddress(named.identifier());
        Optional<MutableContact> contact = book.find(named.text(), named.type())
                .or(() -> makesOne ? Optional.of(findOrCreate(named.text())) : Optional.empty());
        contact.ifPresent(owner -> {
            changes.apply(owner, Map.of("attributes", event.contactProperties()), clock.now());
            events.add(owner.id, owner.email, event, clock.now());
        });
    }

    /**
     * Returns one contact.
     *
     * @param email its address
     * @return the contact
     */
    public synchronized Optional<ContactRecord> contact(String email) {
        settle();
        return book.find(email, "email_id").map(MutableContact::copy);
    }

    /** {@return the lists} */
    public synchronized List<ListRecord> lists() {
        return lists.lists();
    }

    /** {@return the folders} */
    public synchronized List<ListRecord> folders() {
        return lists.folders();
    }

    /** {@return the attributes by name, each with its type} */
    public synchronized Map<String, String> attributes() {
        return attributes.types();
    }

    /** {@return how it mistreats what it is sent} */
    public BrevoQuirks quirks() {
        return quirks;
    }

    /** {@return how often somebody was subscribed again who had opted out: nobody should be} */
    public synchronized int resubscriptions() {
        return changes.resubscriptions();
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
        MutableContact contact = findOrCreate(email);
        changes.write(contact, fields, AttributeRules.Source.CALL);
        listIds.forEach(list -> book.enter(contact, list));
    }

    /**
     * Deletes a contact, as a person at Brevo would.
     *
     * @param email its address
     */
    public synchronized void deleteContact(String email) {
        book.find(email, "email_id").ifPresent(book::delete);
    }

    /**
     * Opts a contact out of e-mail.
     *
     * @param email its address
     */
    public synchronized void blocklist(String email) {
        findOrCreate(email).blacklisted = true;
    }

    /**
     * Lets a contact unsubscribe from a list.
     *
     * @param email its address
     * @param listId the list
     */
    public synchronized void unsubscribeFromList(String email, long listId) {
        MutableContact contact = findOrCreate(email);
        book.leave(contact, listId);
        contact.left.add(listId);
    }

    /**
     * Takes a contact out of a list, as a person at Brevo would; it has not unsubscribed.
     *
     * @param email its address
     * @param listId the list
     */
    public synchronized void removeFromList(String email, long listId) {
        book.leave(findOrCreate(email), listId);
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
     * Renames a list.
     *
     * @param id its number
     * @param name its new name
     */
    public synchronized void renameList(long id, String name) {
        lists.rename(id, name);
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

    /**
     * Deletes an attribute, with what every contact holds of it.
     *
     * @param name its name
     */
    public synchronized void deleteAttribute(String name) {
        attributes.delete(name);
        book.oldestFirst().forEach(contact -> contact.attributes.remove(name));
    }

    synchronized long createList(String name, long folderId) {
        return lists.createList(++lastId, name, folderId);
    }

    synchronized long createFolder(String name) {
        return lists.createFolder(++lastId, name);
    }

    synchronized boolean hasList(long id) {
        return lists.has(id);
    }

    synchronized int members(long list) {
        settle();
        return book.members(list).size();
    }

    synchronized boolean isBadDate(Map<?, ?> values) {
        return values.entrySet().stream()
                .anyMatch(field -> attributes.isBadDate(String.valueOf(field.getKey()), field.getValue()));
    }

    synchronized Optional<ContactRecord> find(String identifier, String type) {
        settle();
        return book.find(identifier, type).map(MutableContact::copy);
    }

    /** Returns the identifiers of a request that belong to other contacts than the one with a number. */
    synchronized List<String> clashes(@Nullable Long contact, Map<?, ?> body) {
        settle();
        MutableContact own = contact == null
                ? null
                : book.find(String.valueOf(contact), "contact_id").orElse(null);
        return changes.clashes(own, body);
    }

    /** Upserts, and returns the contact's number if it is new. */
    synchronized Optional<Long> upsert(String email, Map<?, ?> body) {
        settle();
        boolean isNew = book.find(email, "email_id").isEmpty();
        MutableContact contact = findOrCreate(email);
        changes.apply(contact, body, clock.now());
        return isNew ? Optional.of(contact.id) : Optional.empty();
    }

    synchronized void change(long id, Map<?, ?> body) {
        book.find(String.valueOf(id), "contact_id").ifPresent(contact -> changes.apply(contact, body, clock.now()));
    }

    /** Takes contacts out of a list, and returns those who were in it. */
    synchronized List<Object> leave(long list, List<Identified> members) {
        settle();
        return changes.leave(list, members);
    }

    /** Puts contacts into a list, and returns those who were not in it. */
    synchronized List<Object> enter(long list, List<Identified> members) {
        settle();
        return changes.enter(list, members);
    }

    synchronized long startImport(Collection<Long> listIds, List<Map<?, ?>> rows, boolean quiet, boolean empties) {
        if (!quiet) ownerMails++;
        return imports.start(++lastId, clock.now(), listIds, rows, empties);
    }

    synchronized List<Map<String, @Nullable Object>> processes(String fileBase) {
        settle();
        return imports.json(clock.now(), fileBase);
    }

    synchronized Optional<String> rejectFile(long processId, String file) {
        return imports.rejectFile(processId, file);
    }

    private void settle() {
        imports.carryOutUntil(clock.now(), job -> changes.carryOut(job, this::findOrCreate));
    }

    private MutableContact findOrCreate(String email) {
        return book.find(email, "email_id").orElseGet(() -> book.create(++lastId, email, clock.now()));
    }
}
