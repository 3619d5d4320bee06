package io.tajo.connector.run;

import io.tajo.connector.ledger.KeyedHash;
import io.tajo.connector.plan.SkippedContacts;
import io.tajo.connector.source.ReadContext;
import io.tajo.connector.source.Reading;
import io.tajo.connector.source.SkipRules;

/**
 * Finds the contacts that jobs leave out whose rows are not persons. If the mapping may skip persons at all, PostHog's
 * persons are read for it. Stateless.
 */
final class SkippedContactsReader {
    private SkippedContactsReader() {}

    static SkippedContacts read(ReadContext sources, KeyedHash hash) {
        SkippedContacts skipped = SkippedContacts.none();
        SkipRules rules = SkipRules.of(sources.mapping());
        if (rules.isEmpty()) return skipped;
        try (Reading persons = rules.open(sources)) {
            while (persons.hasNext()) {
                Reading.Person person = persons.next();
                if (person.address().isEmpty()) continue;
                String email = person.address().get().value();
                rules.reason(person.profile(), email).ifPresent(reason -> skipped.add(hash.contact(email), reason));
            }
        }
        return skipped;
    }
}
