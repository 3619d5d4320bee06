package io.tajo.connector.config;

import io.tajo.connector.job.Mirror;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads how lists are mirrored, in the section of a job that has lists. Stateless. */
final class MirrorReader {
    private static final Map<String, Boolean> MODES = new TreeMap<>(Map.of("add", false, "mirror", true));

    private MirrorReader() {}

    /**
     * Reads the keys.
     *
     * @param section the job's section
     * @param listKeys the keys that give the job a list
     * @param hasList whether it has one
     * @param byDefault whether its lists are mirrored where nothing is said
     */
    static Optional<Mirror> read(Section section, String listKeys, boolean hasList, boolean byDefault) {
        boolean mirrored = section.choice("mode", MODES).orElse(byDefault);
        double share = section.share("max_removal_share").orElse(Mirror.DEFAULT_MAX_REMOVAL_SHARE);
        boolean empty = section.flag("allow_empty", false);
        long grace = section.number("grace").orElse(Mirror.DEFAULT_GRACE_PERIOD_RUNS);
        if (!mirrored) {
            section.remarkUseless("mode: mirror", "max_removal_share", "allow_empty", "grace");
            return Optional.empty();
        }
        if (!hasList && section.has("mode")) section.remark("mode", "there is nothing to mirror without " + listKeys);
        return section.checked("grace", () -> new Mirror(share, empty, Math.toIntExact(grace)));
    }
}
