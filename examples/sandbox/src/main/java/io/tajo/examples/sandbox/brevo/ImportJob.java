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
    /** Whether empty fields erase what the contact holds. */
    final boolean empties;

    static final String INVALID_EMAILS = "invalid_emails";
    static final String DUPLICATE_PHONES = "duplicate_phone_id";
    static final String DUPLICATE_EXT_IDS = "duplicate_ext_id";

    /** The addresses of the rows that were rejected, by the file that names them. */
    private final Map<String, List<String>> rejects = new LinkedHashMap<>();

    List<Map<?, ?>> rows;
    boolean done;

    ImportJob(long id, Instant startsAt, Instant endsAt, Set<Long> lists, List<Map<?, ?>> rows, boolean empties) {
        this.empties = empties;
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
            for (String file : List.of(INVALID_EMAILS, DUPLICATE_PHONES, DUPLICATE_EXT_IDS)) {
                report.put(file, rejects.containsKey(file) ? fileBase + id + "/" + file + ".csv" : null);
            }
            report.put("duplicate_email_id", null);
            json.put("info", Map.of("import", report));
        }
        return json;
    }

    void reject(String file, String email) {
        rejects.computeIfAbsent(file, key -> new ArrayList<>()).add(email);
    }

    String csv(String file) {
        StringBuilder csv = new StringBuilder("EMAIL;REASON\r\n");
        rejects.getOrDefault(file, List.of())
                .forEach(email ->
                        csv.append('"').append(email.replace("\"", "\"\"")).append("\";invalid\r\n"));
        return csv.toString();
    }
}
