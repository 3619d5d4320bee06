package io.tajo.examples.sandbox.brevo;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An import that runs in Brevo's own time. Guarded by its state's lock. */
final class ImportJob {
    final long id;
    final Instant startsAt;
    final Instant endsAt;
    final Set<Long> lists;
    final List<String> invalidEmails = new ArrayList<>();
    List<Map<?, ?>> rows;
    boolean done;

    ImportJob(long id, Instant startsAt, Instant endsAt, Set<Long> lists, List<Map<?, ?>> rows) {
        this.id = id;
        this.startsAt = startsAt;
        this.endsAt = endsAt;
        this.lists = Set.copyOf(lists);
        this.rows = List.copyOf(rows);
    }

    Map<String, @Nullable Object> json(Instant now, String fileBase) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("id", id);
        json.put("name", "IMPORTUSER");
        json.put("status", done ? "completed" : now.isBefore(startsAt) ? "queued" : "in_process");
        if (done) {
            Map<String, @Nullable Object> report = new LinkedHashMap<>();
            report.put("invalid_emails", invalidEmails.isEmpty() ? null : fileBase + id + "/invalid_emails.csv");
            report.put("duplicate_email_id", null);
            report.put("duplicate_ext_id", null);
            json.put("info", Map.of("import", report));
        }
        return json;
    }

    String invalidEmailsCsv() {
        StringBuilder csv = new StringBuilder("EMAIL;REASON\r\n");
        invalidEmails.forEach(
                email -> csv.append('"').append(email.replace("\"", "\"\"")).append("\";invalid\r\n"));
        return csv.toString();
    }
}
