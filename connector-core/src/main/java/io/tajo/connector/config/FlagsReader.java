package io.tajo.connector.config;

import io.tajo.connector.job.FlagSync;
import io.tajo.connector.job.Mirror;
import io.tajo.connector.job.SyncJob;
import io.tajo.connector.mapping.ComputedField;
import io.tajo.connector.mapping.ComputedField.Scope;
import io.tajo.connector.mapping.FieldMapping;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads the job over feature flags: those of its section, and those that the mapping reads. For one configuration. */
final class FlagsReader {
    static final Set<String> SETTINGS = Set.of("ask_server", "mode", "max_removal_share", "allow_empty", "grace");

    private final Section flags;
    private final Set<String> mapped;

    FlagsReader(Section flags, FieldMapping mapping) {
        this.flags = flags;
        this.mapped = mapping.uses().reads().stream()
                .filter(field -> ComputedField.scope(field) == Scope.FLAGS)
                .map(field -> field.substring(ComputedField.flag("").length()))
                .collect(Collectors.toSet());
    }

    Optional<SyncJob> read() {
        boolean ask = flags.flag("ask_server", false);
        boolean hasList = false;
        FlagSync job = null;
        for (String key : List.copyOf(flags.names())) {
            if (SETTINGS.contains(key)) continue;
            if (!flags.isSection(key)) {
                flags.problem(key, "a map with attribute and list is expected");
                continue;
            }
            Section flag = flags.section(key);
            hasList |= flag.has("list") || flag.has("variants");
            job = flag(and(job, key), flag);
            if (flag.isEmpty() && !mapped.contains(key))
                flags.remark(key, "has neither attribute nor list: nothing is written");
        }
        Optional<Mirror> mirror = MirrorReader.read(flags, "list or variants", hasList, true);
        if (job == null) {
            for (String key : mapped) job = and(job, key);
        }
        if (job == null) return Optional.empty();
        FlagSync named = job.named("feature flags");
        if (ask) named = named.askServer();
        return Optional.of(mirror.isPresent() ? named.mirror(mirror.get()) : named.addOnly());
    }

    private static FlagSync and(@Nullable FlagSync job, String key) {
        return job == null ? FlagSync.of(key) : job.and(key);
    }

    private static FlagSync flag(FlagSync start, Section flag) {
        FlagSync job = start;
        Optional<String> attribute = flag.text("attribute");
        if (attribute.isPresent()) {
            job = flag.checked("attribute", () -> start.toAttribute(attribute.get()))
                    .orElse(start);
        }
        OptionalLong list = flag.number("list");
        if (list.isPresent()) job = job.intoList(list.getAsLong());
        Section variants = flag.section("variants");
        for (String variant : variants.names()) {
            OptionalLong its = variants.number(variant);
            if (its.isPresent()) job = job.variantIntoList(variant, its.getAsLong());
        }
        flag.refuseOthers();
        return job;
    }
}
