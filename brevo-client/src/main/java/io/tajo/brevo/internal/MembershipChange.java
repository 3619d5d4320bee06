package io.tajo.brevo.internal;

import io.tajo.brevo.contacts.Contact;
import io.tajo.brevo.contacts.ContactId;
import io.tajo.brevo.lists.ContactList;
import io.tajo.brevo.lists.ListsApi;
import io.tajo.brevo.lists.Membership;
import io.tajo.client.InvalidRequestException;
import io.tajo.client.transport.HttpCall;
import io.tajo.client.transport.Json;
import io.tajo.client.transport.Transport;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Adds contacts to a list or takes them out, 150 at a time, and finds out what became of those that Brevo left out. */
final class MembershipChange {
    private static final String ROUTE = "/contacts/lists/{listId}/contacts/";
    private static final int MOST_AT_ONCE = 150;
    private static final int MEMBERS_A_CALL = 500;
    /** A page of members, and one to see that there is no other. */
    private static final int FEWEST_PAGES = 2;

    private final Transport transport;
    private final ListsApi lists;
    private final long list;
    private final Set<ContactId> changed = new HashSet<>();
    private final Set<ContactId> unchanged = new HashSet<>();
    private final Set<ContactId> unknown = new HashSet<>();

    MembershipChange(Transport transport, ListsApi lists, long list) {
        this.transport = transport;
        this.lists = lists;
        this.list = list;
    }

    Membership add(Collection<ContactId> contacts) {
        List<ContactId> left = change("add", contacts);
        if (!left.isEmpty()) tellApart(left);
        return new Membership(changed, unchanged, unknown);
    }

    Membership remove(Collection<ContactId> contacts) {
        unchanged.addAll(change("remove", contacts));
        return new Membership(changed, unchanged, Set.of());
    }

    /** Returns those whom Brevo left out. */
    private List<ContactId> change(String action, Collection<ContactId> contacts) {
        Map<String, List<ContactId>> byKind = new LinkedHashMap<>();
        for (ContactId id : new LinkedHashSet<>(contacts)) {
            byKind.computeIfAbsent(field(id), kind -> new ArrayList<>()).add(id);
        }
        List<ContactId> left = new ArrayList<>();
        byKind.forEach((field, ids) -> {
            for (int from = 0; from < ids.size(); from += MOST_AT_ONCE) {
                List<ContactId> chunk = ids.subList(from, Math.min(from + MOST_AT_ONCE, ids.size()));
                Set<String> done = send(action, field, chunk);
                for (ContactId id : chunk) (done.contains(key(id).value()) ? changed : left).add(id);
            }
        });
        return left;
    }

    private Set<String> send(String action, String field, List<ContactId> chunk) {
        List<Object> values = chunk.stream()
                .map(id -> field.equals("ids") ? (Object) Long.valueOf(id.value()) : id.value())
                .toList();
        HttpCall call = HttpCall.write("POST", RouteGroups.CONTACTS, ROUTE + action)
                .path("listId", String.valueOf(list))
                // Whoever is in the list already, or is not, stays so.
                .replay(HttpCall.Replay.SAFE)
                .json(Json.write(Map.of(field, values)))
                .build();
        try {
            Set<String> done = new HashSet<>();
            for (String id :
                    MembershipAnswer.read(Json.object(transport.send(call))).changed()) {
                done.add(key(new ContactId(chunk.get(0).identifierType(), id)).value());
            }
            return done;
        } catch (InvalidRequestException e) {
            if (!changedNobody(e)) throw e;
            return Set.of();
        }
    }

    /** "Contact already in list and/or does not exist", or the like for leaving: nobody could be changed. */
    private static boolean changedNobody(InvalidRequestException refusal) {
        String words = refusal.failure().detail().toLowerCase(Locale.ROOT);
        return refusal.status() == 400 && words.contains("contact") && words.contains("does not exist");
    }

    /** Tells those who are in the list from those whom Brevo does not know, by the fewer calls. */
    private void tellApart(List<ContactId> left) {
        if (left.size() <= FEWEST_PAGES) {
            byContacts(left);
            return;
        }
        long pages = lists.get(list).map(ContactList::subscribers).orElse(0L) / MEMBERS_A_CALL + FEWEST_PAGES;
        if (pages < left.size()) {
            byMembers(left);
        } else {
            byContacts(left);
        }
    }

    private void byMembers(List<ContactId> left) {
        Set<ContactId> members = new HashSet<>();
        for (Contact member : lists.members(list)) {
            members.add(ContactId.id(member.id()));
            if (member.email() != null) members.add(key(ContactId.email(member.email())));
            member.attributes()
                    .text("EXT_ID")
                    .filter(id -> !id.isBlank())
                    .ifPresent(id -> members.add(ContactId.extId(id)));
        }
        for (ContactId id : left) (members.contains(key(id)) ? unchanged : unknown).add(id);
    }

    private void byContacts(List<ContactId> left) {
        HttpContacts contacts = new HttpContacts(transport);
        for (ContactId id : left) {
            Optional<Contact> contact = contacts.get(id);
            boolean member =
                    contact.filter(found -> found.listIds().contains(list)).isPresent();
            (member ? unchanged : unknown).add(id);
        }
    }

    /** Brevo keeps addresses in lower case; other ids are what they are. */
    private static ContactId key(ContactId id) {
        if (!id.identifierType().equals("email_id")) return id;
        return ContactId.email(id.value().strip().toLowerCase(Locale.ROOT));
    }

    private static String field(ContactId id) {
        return switch (id.identifierType()) {
            case "email_id" -> "emails";
            case "contact_id" -> "ids";
            case "ext_id" -> "extIds";
            default ->
                throw new IllegalArgumentException(
                        "contacts join lists by address, Brevo's number or external id, not by " + id.identifierType());
        };
    }
}
