package io.tajo.posthog.exports;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Says truly whether more is to come. The JDK's reader of gzip takes "nothing available" behind a member for the end of
 * the file, while a body on its way has just not come yet: the members behind would be lost. For one thread.
 */
final class MemberStream extends BufferedInputStream {
    MemberStream(InputStream file, int size) {
        super(file, size);
    }

    @Override
    public synchronized int available() throws IOException {
        mark(1);
        int next = read();
        reset();
        return next < 0 ? 0 : 1;
    }
}
