package io.tajo.connector.plan;

import io.tajo.brevo.contacts.ContactId;
import io.tajo.brevo.events.ContactEvent;
import io.tajo.client.ConfigurationException;
import io.tajo.connector.destination.ContactSnapshot;
import io.tajo.connector.destination.TargetAttributes;
import io.tajo.connector.job.EventSync;
import io.tajo.connector.ledger.ContactKey;
import io.tajo.connector.ledger.EventLog;
import io.tajo.connector.ledger.Lease;
import io.tajo.connector.mapping.EmailAddress;
import io.tajo.connector.mapping.EventNames;
import io.tajo.connector.mapping.SourceEvent;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Decides about events, some hundred at a time, so that the ledger is asked in bulk. For one thread. */
public final class EventPlanner {
    private final EventSync job;
    private final Map<String, String> names;
    private final TargetAttributes attributes;
    private final ContactSnapshot snapshot;
    private final Lease lease;
    private final EventCoverage coverage;
    private final SkippedContacts omitted;

    /**
     * Creates the planner of one run.
     *
     * @param job which events, and what of them
     * @param attributes what Brevo's attributes take
     * @param snapshot the contacts that Brevo holds
     * @param lease which events were sent before
     * @param coverage which events other jobs have sent, and forgotten
     * @param omitted contacts whose persons the mapping skips
     */
    public EventPlanner(
            EventSync job,
            TargetAttributes attributes,
            ContactSnapshot snapshot,
            Lease lease,
            EventCoverage coverage,
            SkippedContacts omitted) {
        this.omitted = omitted;
        this.coverage = coverage;
        this.job = job;
        this.names = validNames(job);
        this.attributes = attributes;
        this.snapshot = snapshot;
        this.lease = lease;
    }

    /**
     * Makes the names of a job's events and properties valid.
     *
     * @param job the job
     * @return the events' names in Brevo by those in PostHog
     * @throws ConfigurationException if two of them would be one, or nothing is left of one
     */
    public static Map<String, String> validNames(EventSync job) {
        try {
            Map<String, String> properties = new LinkedHashMap<>(job.properties());
            properties.put("(the event's own uuid)", EventSync.UUID_PROPERTY);
            EventNames.refuseCollisions(properties);
            return EventNames.valid(job.events());
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException("The job \"" + job.name() + "\": " + e.getMessage());
        }
    }

    /**
     * Decides about some events.
     *
     * @param events a few hundred events
     * @return a decision for each, in their order
     */
    public List<Decision> decide(List<SourceEvent> events) {
        Map<String, EventLog.Entry> known =
                lease.events().known(events.stream().map(SourceEvent::uuid).toList());
        Set<String> met = new HashSet<>();
        List<Decision> decisions = new ArrayList<>();
        for (SourceEvent event : events) {
            EventLog.Entry entry = known.get(event.uuid());
            boolean accepted = entry != null && entry.state() == EventLog.State.ACCEPTED;
            boolean sent = accepted || !met.add(event.uuid()) || coverage.covers(event);
            decisions.add(sent ? new Decision.Merged(event.uuid()) : decide(event));
        }
        return decisions;
    }

    private Decision decide(SourceEvent event) {
        if (event.address().isEmpty()) return new Decision.Skipped(event.uuid(), "no address");
        Optional<EmailAddress> address = event.address().flatMap(EmailAddress::parse);
        if (address.isEmpty()) {
            return new Decision.Rejected(event.uuid(), "the address is not one that Brevo accepts");
        }
        ContactKey contact = lease.hash().contact(address.get().value());
        Optional<String> skipped = event.skipReason().or(() -> omitted.reason(contact));
        if (skipped.isPresent()) return new Decision.Skipped(event.uuid(), skipped.get());
        if (!snapshot.of(contact).known()) {
            return new Decision.Skipped(event.uuid(), "no contact in Brevo");
        }
        Map<String, String> refused = new LinkedHashMap<>();
        try {
            ContactEvent planned = withAttributes(contactEvent(event, address.get()), event, refused);
            return new Decision.Event(
                    new PlannedEvent(event.uuid(), event.timestamp(), planned), new Decision.Remarks(refused));
        } catch (IllegalArgumentException unfit) {
            return new Decision.Rejected(event.uuid(), String.valueOf(unfit.getMessage()));
        }
    }

    private ContactEvent contactEvent(SourceEvent event, EmailAddress address) {
        String name = names.getOrDefault(event.name(), event.name());
        ContactEvent planned = ContactEvent.of(name, ContactId.email(address.value()))
                .at(event.timestamp())
                .property(EventSync.UUID_PROPERTY, event.uuid());
        for (Map.Entry<String, String> property : job.properties().entrySet()) {
            Object value = event.properties().get(property.getKey());
            if (value != null) planned = planned.property(property.getValue(), value);
        }
        return planned;
    }

    /** What goes along with an event is the lesser part of it: a value that does not fit stays behind alone. */
    private ContactEvent withAttributes(ContactEvent bare, SourceEvent event, Map<String, String> refused) {
        ContactEvent planned = bare;
        for (Map.Entry<String, String> attribute : job.attributes().entrySet()) {
            String name = attribute.getKey();
            Object value = event.properties().get(attribute.getValue());
            if (value == null) continue;
            try {
                planned = planned.attribute(attributes.nameOf(name), attributes.coerce(name, value));
            } catch (IllegalArgumentException unfit) {
                refused.put(name, String.valueOf(unfit.getMessage()));
            }
        }
        return planned;
    }
}
