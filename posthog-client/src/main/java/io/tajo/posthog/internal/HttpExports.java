package io.tajo.posthog.internal;

import io.tajo.client.transport.Transport;
import io.tajo.posthog.exports.BatchExportsApi;
import io.tajo.posthog.exports.ExportsApi;
import io.tajo.posthog.exports.FileExportsApi;

/** The export routes. */
public final class HttpExports implements ExportsApi {
    private final Transport transport;
    private final Project project;

    /**
     * Creates the area.
     *
     * @param transport sends the calls
     * @param project whose exports
     */
    public HttpExports(Transport transport, Project project) {
        this.transport = transport;
        this.project = project;
    }

    @Override
    public FileExportsApi files() {
        return new HttpFileExports(transport, project);
    }

    @Override
    public BatchExportsApi batches() {
        return new HttpBatchExports(transport, project);
    }
}
