package io.tajo.connector.read;

import io.tajo.client.ConfigurationException;
import io.tajo.connector.job.ExportSync;
import io.tajo.posthog.PostHogClient;
import io.tajo.posthog.exports.FileExport;
import io.tajo.posthog.exports.FileExportRequest;
import io.tajo.posthog.exports.FileExportsApi;
import io.tajo.posthog.exports.JsonLines;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;

/** The file of an export job, to be opened as often as it is needed. For one run. */
final class ExportFile {
    /** An hour: PostHog exports a week of a large project in minutes. */
    private static final Duration PATIENCE = Duration.ofHours(1);

    private final Callable<InputStream> open;

    private ExportFile(Callable<InputStream> open) {
        this.open = open;
    }

    static ExportFile of(PostHogClient postHog, ExportSync job) {
        if (job.source() instanceof ExportSync.Source.Stream stream) return new ExportFile(stream.open());
        if (job.source() instanceof ExportSync.Source.OnDemand wanted) return onDemand(postHog, job, wanted);
        throw new IllegalStateException("an export comes from a stream or on demand");
    }

    private static ExportFile onDemand(PostHogClient postHog, ExportSync job, ExportSync.Source.OnDemand wanted) {
        FileExportsApi files = postHog.exports().files();
        FileExportRequest request = job.events().isPresent()
                ? FileExportRequest.events(wanted.from(), wanted.to())
                : FileExportRequest.persons(wanted.from(), wanted.to());
        FileExport export = files.await(files.create(request).id(), PATIENCE);
        return new ExportFile(() -> {
            List<InputStream> parts = export.files().stream()
                    .map(file -> files.open(export.id(), file))
                    .toList();
            return new SequenceInputStream(Collections.enumeration(parts));
        });
    }

    /** Opens the rows; to be closed. */
    JsonLines rows() {
        try {
            return JsonLines.open(open.call());
        } catch (IOException e) {
            throw new ConfigurationException("The exported file can't be opened: " + e.getMessage());
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new ConfigurationException("The exported file can't be opened: " + e.getMessage());
        }
    }
}
