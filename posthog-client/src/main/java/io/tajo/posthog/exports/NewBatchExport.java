package io.tajo.posthog.exports;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An export to be made. Immutable: each method returns a changed copy.
 *
 * <pre>{@code
 * NewBatchExport.of("persons to our bucket", "persons", "hour")
 *         .destination("S3", Map.of("bucket_name", "exports", "region", "eu-central-1", "prefix", "posthog/"))
 *         .integration(7);
 * }</pre>
 */
public final class NewBatchExport {
    private final Map<String, Object> export;

    private NewBatchExport(Map<String, Object> export) {
        this.export = Collections.unmodifiableMap(export);
    }

    /**
     * Returns an export without a destination.
     *
     * @param name its name
     * @param model {@code events}, {@code persons} or {@code sessions}
     * @param interval {@code hour}, {@code day}, {@code week}, {@code every 5 minutes} or {@code every 15 minutes}
     * @return the export
     */
    public static NewBatchExport of(String name, String model, String interval) {
        Map<String, Object> export = new LinkedHashMap<>();
        export.put("name", name);
        export.put("model", model);
        export.put("interval", interval);
        return new NewBatchExport(export);
    }

    /**
     * Says where the export goes.
     *
     * @param type the kind of destination, such as {@code S3}
     * @param config how it is set up, as PostHog's API names it
     * @return the changed export
     */
    public NewBatchExport destination(String type, Map<String, Object> config) {
        return withDestination(Map.of("type", type, "config", config));
    }

    /**
     * Says which integration of the project holds the destination's credentials.
     *
     * @param id the integration's id
     * @return the changed export
     */
    public NewBatchExport integration(long id) {
        return withDestination(Map.of("integration_id", id));
    }

    /** {@return the export, made with its schedule stopped} */
    public NewBatchExport paused() {
        return with("paused", true);
    }

    /** {@return the export as PostHog's API takes it} */
    public Map<String, Object> toMap() {
        return export;
    }

    private NewBatchExport withDestination(Map<String, Object> fields) {
        Map<String, Object> destination = new LinkedHashMap<>();
        if (export.get("destination") instanceof Map<?, ?> set) {
            set.forEach((name, value) -> destination.put(String.valueOf(name), value));
        }
        destination.putAll(fields);
        return with("destination", destination);
    }

    private NewBatchExport with(String field, Object value) {
        Map<String, Object> changed = new LinkedHashMap<>(export);
        changed.put(field, value);
        return new NewBatchExport(changed);
    }

    /** {@return the export's name; its destination may hold secrets} */
    @Override
    public String toString() {
        return "NewBatchExport[" + export.get("name") + "]";
    }
}
