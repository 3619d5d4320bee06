package io.tajo.connector.deliver;

import io.tajo.brevo.processes.BackgroundProcess;
import io.tajo.brevo.processes.ProcessesApi;
import io.tajo.brevo.processes.RejectedRow;
import io.tajo.connector.ledger.ContactKey;
import io.tajo.connector.ledger.KeyedHash;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads an import's reject files, and matches them to the contacts that were sent. For one thread. */
final class RejectFileReader {
    private static final Logger LOG = LoggerFactory.getLogger(RejectFileReader.class);

    /** The attributes by the reject files of those that clash in them. */
    private static final Map<String, String> NUMBERS = Map.of(
            "duplicate_ext_id", "EXT_ID",
            "duplicate_phone_id", "SMS",
            "duplicate_whatsapp_id", "WHATSAPP",
            "duplicate_landline_number_id", "LANDLINE_NUMBER");

    private final ProcessesApi processes;
    private final KeyedHash hash;

    RejectFileReader(ProcessesApi processes, KeyedHash hash) {
        this.processes = processes;
        this.hash = hash;
    }

    /** Returns the field whose value another contact has already, where that is why a row was rejected. */
    static Optional<String> sharedNumber(String reason) {
        return NUMBERS.entrySet().stream()
                .filter(number -> reason.contains(number.getKey()))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    /** Returns the reason for each contact that Brevo rejected. */
    Map<ContactKey, String> of(BackgroundProcess process, Set<ContactKey> sent) {
        Map<ContactKey, String> reasons = new HashMap<>();
        int unmatched = 0;
        for (RejectedRow row : processes.rejects(process)) {
            String email = row.email();
            ContactKey key = email == null ? null : hash.contact(email);
            if (key != null && sent.contains(key)) {
                reasons.put(key, "Brevo rejected the row: " + row.reason());
            } else {
                unmatched++;
            }
        }
        if (unmatched > 0)
            LOG.warn("reject files name rows that were not sent [process={}, rows={}]", process.id(), unmatched);
        return reasons;
    }
}
