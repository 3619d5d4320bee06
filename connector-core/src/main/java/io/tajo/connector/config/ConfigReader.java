package io.tajo.connector.config;

import io.tajo.brevo.BrevoClient;
import io.tajo.brevo.BrevoTier;
import io.tajo.connector.config.ServiceSettings.Brevo;
import io.tajo.connector.config.ServiceSettings.PostHog;
import io.tajo.connector.job.SyncJob;
import io.tajo.connector.mapping.FieldMapping;
import io.tajo.connector.mapping.MissingAttributes;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Reads the file as a whole; its jobs are {@link JobsReader}'s. For one file. */
final class ConfigReader {
    private static final Map<String, LogLevel> LEVELS = Map.of(
            "error", LogLevel.ERROR,
            "warn", LogLevel.WARN,
            "info", LogLevel.INFO,
            "debug", LogLevel.DEBUG,
            "verbose", LogLevel.VERBOSE);

    private final Section root;
    private final @Nullable Path file;
    private final Map<String, String> environment;

    ConfigReader(Section root, @Nullable Path file, Map<String, String> environment) {
        this.root = root;
        this.file = file;
        this.environment = environment;
    }

    ConnectorConfig read() {
        Section connectors = root.section("connectors");
        Section postHog = connectors.section("posthog");
        connectors.refuseOthers();
        boolean enabled = postHog.flag("enabled", true);
        PostHog access = new PostHog(
                required(postHog, "host", "POSTHOG_HOST").orElse(""),
                required(postHog, "personal_api_key", "POSTHOG_PERSONAL_API_KEY")
                        .orElse(null),
                value(postHog, "project_token", "POSTHOG_PROJECT_TOKEN").orElse(null),
                required(postHog, "project_id", "POSTHOG_PROJECT_ID").orElse(null));
        Optional<CronSchedule> schedule =
                postHog.text("schedule").flatMap(text -> postHog.checked("schedule", () -> CronSchedule.parse(text)));
        ConfigLog log = new ConfigLog(
                postHog.choice("log_level", LEVELS).orElse(LogLevel.INFO),
                postHog.flag("debug", false),
                postHog.flag("log_queries", false),
                postHog.flag("log_sync", false));
        FieldMapping mapping = new MappingReader(root.section("field_mapping")).read(root.has("field_mapping"));
        List<SyncJob> jobs = new JobsReader(postHog, mapping).read();
        Map<Long, Long> confirmed = confirmedRemovals(postHog.section("confirm_removals"));
        postHog.refuseOthers();
        ServiceSettings services = new ServiceSettings(access, brevo(), new LedgerReader(root, file).read(), log);
        root.refuseOthers();
        return new ConnectorConfig(services, mapping, jobs, schedule, enabled, confirmed, root.remarks());
    }

    private static Map<Long, Long> confirmedRemovals(Section section) {
        Map<Long, Long> confirmed = new LinkedHashMap<>();
        for (String list : section.names()) {
            OptionalLong size = section.number(list);
            if (list.matches("\\d{1,18}")) size.ifPresent(value -> confirmed.put(Long.valueOf(list), value));
            else section.problem(list, "expected the number of a list");
        }
        return confirmed;
    }

    /** What the file leaves out comes from the environment, under the names that the command line knows too. */
    private Optional<String> value(Section section, String name, String variable) {
        return section.text(name)
                .filter(text -> !text.isBlank())
                .or(() -> Optional.ofNullable(environment.get(variable)).filter(text -> !text.isBlank()));
    }

    private Optional<String> required(Section section, String name, String variable) {
        Optional<String> value = value(section, name, variable);
        if (value.isEmpty()) section.problem(name, "a value is required, here or in the variable " + variable);
        return value;
    }

    private Brevo brevo() {
        Section brevo = root.section("brevo");
        Brevo access = new Brevo(
                required(brevo, "api_key", "BREVO_API_KEY").orElse(null),
                value(brevo, "host", "BREVO_API_URL").orElse(BrevoClient.Builder.DEFAULT_HOST),
                brevo.choice("tier", Brevo.TIERS).orElse(BrevoTier.GENERAL),
                brevo.flag("create_attributes", true) ? MissingAttributes.CREATE : MissingAttributes.SKIP,
                brevo.text("import_list").filter(name -> !name.isBlank()).orElse("PostHog"));
        brevo.refuseOthers();
        return access;
    }
}
