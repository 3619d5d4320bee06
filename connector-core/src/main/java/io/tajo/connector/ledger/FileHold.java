package io.tajo.connector.ledger;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * A file that one process at a time holds, by a lock of the operating system that ends with the process. The lock itself
 * does not tell two holders in one process apart, and on POSIX systems a second channel that is merely closed takes it from
 * the first. So the holder is also noted where everything in the process sees it, whatever class loader it comes from: in
 * the system properties.
 */
final class FileHold implements AutoCloseable {
    private static final String NOTE = "io.tajo.connector.ledger ";

    private final FileChannel channel;
    private final String note;

    private FileHold(FileChannel channel, String note) {
        this.channel = channel;
        this.note = note;
    }

    /**
     * Takes a file.
     *
     * @param file an absolute path, in one spelling
     * @throws LedgerException if somebody holds it
     */
    static FileHold take(Path file) {
        String note = NOTE + file;
        if (System.getProperties().putIfAbsent(note, "held") != null) throw taken(file, "in this process already");
        FileChannel channel = null;
        try {
            channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (channel.tryLock() != null) return new FileHold(channel, note);
            letGo(channel, note);
        } catch (IOException e) {
            letGo(channel, note);
            throw new LedgerException(
                    "The ledger's lock file " + file + " can't be opened: see that its folder is writable.", e);
        } catch (OverlappingFileLockException e) {
            letGo(channel, note);
        }
        throw taken(file, "by another process");
    }

    @Override
    public void close() {
        letGo(channel, note);
    }

    private static LedgerException taken(Path file, String by) {
        return new LedgerException(
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
