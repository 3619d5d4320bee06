package io.tajo.examples.sandbox.brevo;

import io.tajo.examples.sandbox.brevo.AttributeRules.Source;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Changes contacts as requests ask for it, and counts whom that subscribes again. Guarded by its state's lock. */
final class ContactChanges {
    /** An import takes the external id for one of the attributes. */
    private static final String EXT_ID = "EXT_ID";

    private final ContactBook book;
    private final ListBook lists;
    private final AttributeRules attributes;
    private int resubscriptions;

    ContactChanges(ContactBook book, ListBook lists, AttributeRules attributes) {
        this.book = book;
        this.lists = lists;
        this.attributes = attributes;
    }

    int resubscriptions() {
        return resubscriptions;
    }

    /** Returns Brevo's words for the identifiers that a request would take from other contacts. */
    List<String> clashes(@Nullable MutableContact contact, Map<?, ?> body) {
        Map<?, ?> values = body.get("attributes") instanceof Map<?, ?> given ? given : Map.of();
        List<String> clashes = new ArrayList<>();
        if (isOthers(contact, values.get("EMAIL"), "email_id")) clashes.add("email");
        if (isOthers(contact, values.get("SMS"), "phone_id")) clashes.add("SMS");
        if (isOthers(contact, body.get("ext_id"), "ext_id")) clashes.add("ext_id");
        return clashes;
    }

    private boolean isOthers(@Nullable MutableContact contact, @Nullable Object identifier, String type) {
        if (!(identifier instanceof String text) || text.isBlank()) return false;
        return book.find(text, type).filter(owner -> owner != contact).isPresent();
    }

    /** Changes what a single call may change. */
    void apply(MutableContact contact, Map<?, ?> body, Instant now) {
        if (body.get("ext_id") instanceof String extId) book.setExtId(contact, extId);
        if (body.get("attributes") instanceof Map<?, ?> values) {
            if (values.get("EMAIL") instanceof String email) rename(contact, email);
            write(contact, values, Source.CALL);
        }
        if (body.get("emailBlacklisted") instanceof Boolean blocked) {
            if (contact.blacklisted && !blocked) resubscriptions++;
            contact.blacklisted = blocked;
        }
        if (body.get("smsBlacklisted") instanceof Boolean blocked) {
            if (contact.smsBlacklisted && !blocked) resubscriptions++;
            contact.smsBlacklisted = blocked;
        }
        join(contact, numbers(body.get("listIds")));
        numbers(body.get("unlinkListIds")).forEach(list -> book.leave(contact, list));
        contact.modifiedAt = now;
    }

    /** Carries an import out row by row; a row that it rejects changes nothing. */
    void carryOut(ImportJob job, Function<String, MutableContact> findOrCreate) {
        for (Map<?, ?> row : job.rows) {
            String email = String.valueOf(row.get("email"));
            Map<?, ?> values = row.get("attributes") instanceof Map<?, ?> given ? given : Map.of();
            MutableContact known = book.find(email, "email_id").orElse(null);
            if (!ContactBook.isAddress(row.get("email"))) {
                job.reject(ImportJob.INVALID_EMAILS, email);
            } else if (isOthers(known, values.get("SMS"), "phone_id")) {
                job.reject(ImportJob.DUPLICATE_PHONES, email);
            } else if (isOthers(known, values.get(EXT_ID), "ext_id")) {
                job.reject(ImportJob.DUPLICATE_EXT_IDS, email);
            } else {
                MutableContact contact = findOrCreate.apply(email);
                write(contact, values, job.empties ? Source.EMPTYING_IMPORT : Source.IMPORT);
                if (values.get(EXT_ID) instanceof String extId) book.setExtId(contact, extId);
                join(contact, job.lists);
                contact.modifiedAt = job.endsAt;
            }
        }
    }

    /** A new address makes Brevo forget that its owner has opted out. */
    private void rename(MutableContact contact, String email) {
        if (ContactBook.normal(email).equals(contact.email)) return;
        book.rename(contact, email);
        if (contact.blacklisted) resubscriptions++;
        contact.blacklisted = false;
    }

    void write(MutableContact contact, Map<?, ?> values, Source source) {
        Object phone = contact.attributes.get("SMS");
        attributes.write(contact, values, source);
        book.phoneChanged(contact, phone);
    }

    void join(MutableContact contact, Collection<Long> listIds) {
        for (long list : listIds) {
            if (!lists.has(list)) continue;
            if (contact.left.remove(list)) resubscriptions++;
            book.enter(contact, list);
        }
    }

    /** Puts contacts into a list, and returns those who were not in it. */
    List<Object> enter(long list, List<Identified> members) {
        List<Object> entered = new ArrayList<>();
        for (Identified member : members) {
            MutableContact contact = book.find(member.text(), member.type()).orElse(null);
            if (contact == null || contact.lists.contains(list)) continue;
            join(contact, List.of(list));
            entered.add(member.identifier());
        }
        return entered;
    }

    /** Takes contacts out of a list, and returns those who were in it. */
    List<Object> leave(long list, List<Identified> members) {
        List<Object> left = new ArrayList<>();
        for (Identified member : members) {
            boolean wasIn = book.find(member.text(), member.type())
                    .filter(contact -> book.leave(contact, list))
                    .isPresent();
            if (wasIn) left.add(member.identifier());
        }
        return left;
    }

    static List<Long> numbers(@Nullable Object value) {
        if (!(value instanceof Collection<?> many)) return List.of();
        return many.stream()
                .filter(Number.class::isInstance)
                .map(number -> ((Number) number).longValue())
                .toList();
    }
}
