package io.tajo.connector.source;

import io.tajo.client.ConfigurationException;
import io.tajo.connector.job.ExportSync;
import io.tajo.posthog.PostHogClient;
import io.tajo.posthog.exports.FileExport;
import io.tajo.posthog.exports.FileExportRequest;
import io.tajo.posthog.exports.FileExportsApi;
import io.tajo.posthog.exports.JsonLines;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

/** The files of an export job, to be opened as often as they are needed. For one run. */
final class ExportFile {
    /** An hour: PostHog exports a week of a large project in minutes. */
    private static final Duration PATIENCE = Duration.ofHours(1);

    private final List<Supplier<JsonLines>> parts;

    private ExportFile(List<Callable<InputStream>> parts) {
        this.parts = parts.stream()
                .<Supplier<JsonLines>>map(part -> () -> open(part))
                .toList();
    }

    static ExportFile of(PostHogClient postHog, ExportSync job) {
        if (job.source() instanceof ExportSync.Source.Stream stream) return new ExportFile(List.of(stream.open()));
        if (job.source() instanceof ExportSync.Source.OnDemand wanted) return onDemand(postHog, job, wanted);
        throw new IllegalStateException("an export comes from a stream or on demand");
    }

    private static ExportFile onDemand(PostHogClient postHog, ExportSync job, ExportSync.Source.OnDemand wanted) {
        FileExportsApi files = postHog.exports().files();
        String model = job.events().isPresent() ? "events" : "persons";
        List<Callable<InputStream>> parts = new ArrayList<>();
        for (FileExportRequest week : FileExportRequest.weekly(model, wanted.from(), wanted.to())) {
            FileExport export = files.await(files.create(week).id(), PATIENCE);
            export.files().forEach(file -> parts.add(() -> files.open(export.id(), file)));
        }
        return new ExportFile(parts);
    }

    /** Returns what opens each file, to be closed before the next: a store does not keep a connection open for long. */
    List<Supplier<JsonLines>> parts() {
        return parts;
    }

    private static JsonLines open(Callable<InputStream> part) {
        try {
            return JsonLines.open(part.call());
        } catch (IOException e) {
            throw new ConfigurationException("The exported file can't be opened: " + e.getMessage());
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new ConfigurationException("The exported file can't be opened: " + e.getMessage());
        }
    }
}
