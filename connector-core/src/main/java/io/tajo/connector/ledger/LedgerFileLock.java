package io.tajo.connector.ledger;

import io.tajo.client.MonotonicClock;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * A file that one process at a time holds, by a lock of the operating system that ends with the process. The lock itself
 * does not tell two holders in one process apart, and on POSIX systems a second channel that is merely closed takes it from
 * the first. So the holder is also noted where everything in the process sees it, whatever class loader it comes from: in
 * the system properties.
 */
final class LedgerFileLock implements AutoCloseable {
    /** Behind everything that is written, so that others can read who holds the file. */
    private static final long LOCKED_BYTE = Long.MAX_VALUE - 1;

    private static final int LONGEST_SIGNATURE = 1_000;
    private static final String NOTE = "io.tajo.connector.ledger ";

    private final FileChannel channel;
    private final String note;

    private LedgerFileLock(FileChannel channel, String note) {
        this.channel = channel;
        this.note = note;
    }

    /**
     * Takes a file.
     *
     * @param file an absolute path, in one spelling
     * @throws LedgerInUseException if it is held already
     */
    static LedgerFileLock take(Path file) {
        String note = NOTE + file;
        if (System.getProperties().putIfAbsent(note, "held") != null) throw taken(file, "in this process already");
        // An interrupt closes a channel that it meets: it is for the run.
        boolean interrupted = Thread.interrupted();
        try {
            return take(file, note);
        } finally {
            if (interrupted) Thread.currentThread().interrupt();
        }
    }

    private static LedgerFileLock take(Path file, String note) {
        String holder = "";
        FileChannel channel = null;
        try {
            channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            if (channel.tryLock(LOCKED_BYTE, 1, false) != null) {
                sign(channel);
                return new LedgerFileLock(channel, note);
            }
            holder = read(channel);
            letGo(channel, note);
        } catch (IOException e) {
            letGo(channel, note);
            throw new LedgerException(
                    "The ledger's lock file " + file + " can't be opened: see that its folder is writable.", e);
        } catch (OverlappingFileLockException e) {
            letGo(channel, note);
        }
        throw taken(file, holder.isEmpty() ? "by another process" : "by " + holder);
    }

    /** Who works since when, for those who find the file locked. */
    private static void sign(FileChannel channel) throws IOException {
        String text =
                LockOwner.name() + " since " + MonotonicClock.create().instant().truncatedTo(ChronoUnit.SECONDS);
        channel.truncate(0);
        ByteBuffer bytes = StandardCharsets.UTF_8.encode(text);
        while (bytes.hasRemaining()) {
            int unused = channel.write(bytes);
        }
    }

    private static String read(FileChannel channel) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(LONGEST_SIGNATURE);
        int unused = channel.read(bytes, 0);
        return StandardCharsets.UTF_8.decode(bytes.flip()).toString();
    }

    @Override
    public void close() {
        letGo(channel, note);
    }

    private static LedgerInUseException taken(Path file, String by) {
        return new LedgerInUseException(
                "The ledger is in use " + by + ", which has locked " + file + ". An embedded ledger is "
                        + "for one process and opened once in it: wait until the other is done, share the one that is open, or use "
                        + "Ledger.jdbc(...) with a database for several processes.");
    }

    private static void letGo(@Nullable FileChannel channel, String note) {
        try {
            if (channel != null) channel.close();
        } catch (IOException e) {
            throw new LedgerException("The ledger's lock file can't be closed.", e);
        } finally {
            System.getProperties().remove(note);
        }
    }
}
