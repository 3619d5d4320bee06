package io.tajo.examples.sandbox.posthog;

import java.util.List;
import java.util.Set;

/**
 * What a personal API key may do.
 *
 * @param granted names such as {@code person:read}; {@code *} for everything
 */
record Scopes(Set<String> granted) {

    /** Copies the names. */
    Scopes {
        granted = Set.copyOf(granted);
    }

    /** Returns the scopes that a route asks for and the key lacks. */
    List<String> missing(String method, String template) {
        if (granted.contains("*")) return List.of();
        return wanted(method, template).stream()
                .filter(scope -> !granted.contains(scope))
                // Who may write may read.
                .filter(scope -> !granted.contains(scope.replace(":read", ":write")))
                .toList();
    }

    private static List<String> wanted(String method, String template) {
        if (template.equals("/api/users/@me/")) return List.of("user:read");
        if (template.equals("/flags/definitions")) return List.of("feature_flag:read");
        String below = template.replace("/api/projects/{project}/", "");
        if (below.equals("cohorts/{id}/persons/")) return List.of("cohort:read", "person:read");
        String access = method.equals("GET") ? ":read" : ":write";
        return switch (below.contains("/") ? below.substring(0, below.indexOf('/')) : below) {
            case "" -> List.of("project:read");
            case "persons" -> List.of("person" + access);
            case "cohorts" -> List.of("cohort" + access);
            case "feature_flags" -> List.of("feature_flag" + access);
            case "insights" -> List.of("insight" + access);
            case "session_recordings" -> List.of("session_recording" + access);
            case "batch_exports", "file_download_batch_exports" -> List.of("batch_export" + access);
            // Asking is reading, by whatever method.
            case "query" -> List.of("query:read");
            default -> List.of();
        };
    }
}
