package io.tajo.connector.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.tajo.client.ConfigurationException;
import io.tajo.connector.job.Engagement;
import io.tajo.connector.job.EventSync;
import io.tajo.connector.job.FunnelSync;
import io.tajo.connector.job.Mirror;
import io.tajo.connector.job.PersonSync;
import io.tajo.connector.job.QuerySync;
import io.tajo.connector.job.ReplayTotal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The table of keys in the module's README says what the code reads. */
class ConfigKeysTest {
    private static final Pattern ROW = Pattern.compile("\\| `([^`]+)` \\| ([^|]+) \\| ([^|]+) \\| ([^|]+) \\|");
    private static final Pattern KEYS = Pattern.compile("there is no such key; the keys here are ([^\\n]+)");
    private static final String UNKNOWN = "a_key_that_nobody_has_ever_heard_of";

    /** Sections whose keys are the user's own, beside those of the table. */
    private static final Set<String> OPEN = Set.of("connectors.posthog.feature_flags", "field_mapping");

    private static Map<String, String> defaults() throws IOException {
        Map<String, String> defaults = new LinkedHashMap<>();
        Matcher row = ROW.matcher(Files.readString(Path.of("README.md")));
        while (row.find()) defaults.put(row.group(1), row.group(3).strip());
        return defaults;
    }

    private static Map<String, Set<String>> documented() throws IOException {
        Map<String, Set<String>> bySection = new TreeMap<>();
        for (String key : defaults().keySet()) {
            int dot = key.lastIndexOf('.');
            String section = dot < 0 ? "" : key.substring(0, dot);
            bySection.computeIfAbsent(section, path -> new TreeSet<>()).add(key.substring(dot + 1));
        }
        bySection.get("").add("connectors");
        return bySection;
    }

    /** Returns the keys that the code knows in a section, by asking for one that it does not. */
    private static Set<String> known(String section) {
        Object value = Map.of(UNKNOWN, "x");
        String[] path = section.isEmpty() ? new String[0] : section.split("\\.");
        for (int i = path.length - 1; i >= 0; i--) {
            boolean list = path[i].endsWith("[]");
            String name = path[i].replace("[]", "").replaceAll("<.*>", "own");
            value = Map.of(name, list ? java.util.List.of(value) : value);
        }
        @SuppressWarnings("unchecked")
        Map<String, ?> root = (Map<String, ?>) value;
        try {
            ConnectorConfig.of(root, Map.of());
            return Set.of();
        } catch (ConfigurationException e) {
            Matcher keys = KEYS.matcher(e.getMessage());
            return keys.find() ? new TreeSet<>(Set.of(keys.group(1).split(", "))) : Set.of();
        }
    }

    @Test
    void theTable_hasTheKeysOfEachSectionAndNoOthers() throws IOException {
        documented().forEach((section, keys) -> {
            if (!OPEN.contains(section)) assertThat(known(section)).as(section).isEqualTo(keys);
        });
        assertThat(documented().get("connectors.posthog.feature_flags")).isEqualTo(new TreeSet<>(FlagsReader.SETTINGS));
    }

    @Test
    void theTable_hasTheDefaultsOfTheCode() throws IOException {
        Map<String, String> defaults = defaults();
        String postHog = "connectors.posthog.";

        assertThat(defaults)
                .containsEntry(postHog + "active_within", days(Engagement.DEFAULT_ACTIVE_WITHIN))
                .containsEntry(postHog + "power_events", String.valueOf(Engagement.DEFAULT_POWER_EVENTS))
                .containsEntry(postHog + "events_since", days(PersonSync.DEFAULT_EVENTS_SINCE))
                .containsEntry(postHog + "events.overlap", EventSync.DEFAULT_OVERLAP.toHours() + "h")
                .containsEntry(postHog + "events.since", EventSync.DEFAULT_SINCE.toHours() + "h")
                .containsEntry(
                        postHog + "funnels[].within",
                        days(FunnelSync.steps("a", "b").within()))
                .containsEntry(postHog + "funnels[].last_days", String.valueOf(FunnelSync.DEFAULT_LAST_DAYS))
                .containsEntry(postHog + "queries[].contact_by", QuerySync.DEFAULT_CONTACT_COLUMN);
        for (String section : Set.of("cohorts", "feature_flags", "funnels[]", "queries[]")) {
            assertThat(defaults)
                    .containsEntry(
                            postHog + section + ".max_removal_share", String.valueOf(Mirror.DEFAULT_MAX_REMOVAL_SHARE))
                    .containsEntry(postHog + section + ".grace", String.valueOf(Mirror.DEFAULT_GRACE_PERIOD_RUNS));
        }
        for (ReplayTotal total : ReplayTotal.values()) {
            String key = total.name().toLowerCase(Locale.ROOT);
            assertThat(defaults).containsEntry(postHog + "session_replays.attributes." + key, total.defaultAttribute());
        }
    }

    private static String days(Duration time) {
        return time.toDays() + "d";
    }
}
