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
import java.util.stream.Collectors;

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
    private final Set<ContactId> refused = new HashSet<>();
    private final Set<ContactId> unknown = new HashSet<>();

    MembershipChange(Transport transport, ListsApi lists, long list) {
        this.transport = transport;
        this.lists = lists;
        this.list = list;
    }

    Membership add(Collection<ContactId> contacts) {
        List<ContactId> left = change("add", contacts);
        if (!left.isEmpty()) tellApart(left);
        return new Membership(changed, unchanged, refused, unknown);
    }

    Membership remove(Collection<ContactId> contacts) {
        unchanged.addAll(change("remove", contacts));
        return new Membership(changed, unchanged, Set.of(), Set.of());
    }

    /** Returns those that Brevo left out. */
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
                for (ContactId id : chunk) (done.contains(key(id)) ? changed : left).add(id);
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
                // A contact that is in the list already, or is not, stays so.
                .replay(HttpCall.Replay.SAFE)
                .json(Json.write(Map.of(field, values)))
                .build();
        try {
            String type = chunk.get(0).identifierType();
            return MembershipAnswer.read(Json.object(transport.send(call))).changed().stream()
                    .map(id -> key(type, id))
                    .collect(Collectors.toSet());
        } catch (InvalidRequestException e) {
            if (!changedNobody(e)) throw e;
            return Set.of();
        }
    }

    /** "Contact already in list and/or does not exist", or the like for leaving: no contact could be changed. */
    private static boolean changedNobody(InvalidRequestException refusal) {
        String words = refusal.failure().detail().toLowerCase(Locale.ROOT);
        return refusal.status() == 400 && words.contains("contact") && words.contains("does not exist");
    }

    /** Tells those who are in the list from those that Brevo does not know or refuses, by few calls. */
    private void tellApart(List<ContactId> left) {
        askForEach(membersAreFewer(left) ? exceptMembers(left) : left);
    }

    private boolean membersAreFewer(List<ContactId> left) {
        if (left.size() <= FEWEST_PAGES) return false;
        long pages = lists.get(list).map(ContactList::subscribers).orElse(0L) / MEMBERS_A_CALL + FEWEST_PAGES;
        return pages < left.size();
    }

    /** Finds the members among those who were left out, and returns the others. */
    private List<ContactId> exceptMembers(List<ContactId> left) {
        Map<String, Set<String>> members =
                Map.of("contact_id", new HashSet<>(), "email_id", new HashSet<>(), "ext_id", new HashSet<>());
        for (Contact member : lists.members(list)) {
            known(members, "contact_id").add(String.valueOf(member.id()));
            if (member.email() != null) known(members, "email_id").add(key("email_id", member.email()));
            member.attributes().text("EXT_ID").ifPresent(known(members, "ext_id")::add);
        }
        List<ContactId> others = new ArrayList<>();
        for (ContactId id : left) {
            (known(members, id.identifierType()).contains(key(id)) ? unchanged : others).add(id);
        }
        return others;
    }

    private static Set<String> known(Map<String, Set<String>> members, String identifierType) {
        return members.getOrDefault(identifierType, Set.of());
    }

    private void askForEach(List<ContactId> others) {
        HttpContacts contacts = new HttpContacts(transport);
        for (ContactId id : others) {
            Optional<Contact> contact = contact(contacts, id);
            if (contact.isEmpty()) {
                unknown.add(id);
            } else {
                (contact.get().listIds().contains(list) ? unchanged : refused).add(id);
            }
        }
    }

    private static Optional<Contact> contact(HttpContacts contacts, ContactId id) {
        try {
            return contacts.get(id);
        } catch (InvalidRequestException e) {
            // "Invalid email address": stricter than others, Brevo holds no contact by what it does not take for one.
            if (e.status() == 400 && id.identifierType().equals("email_id")) return Optional.empty();
            throw e;
        }
    }

    /** Brevo keeps addresses in lower case; other ids are what they are. */
    private static String key(String identifierType, String value) {
        return identifierType.equals("email_id") ? value.strip().toLowerCase(Locale.ROOT) : value;
    }

    private static String key(ContactId id) {
        return key(id.identifierType(), id.value());
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
