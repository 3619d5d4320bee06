package io.tajo.connector.ledger;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** The key of an embedded ledger, in a file that only its owner reads where the file system knows owners. */
final class KeyFile {
    private static final int BYTES = 32;

    private KeyFile() {}

    /**
     * Reads the key, or draws one for a new ledger.
     *
     * @param file where it is
     * @param database the ledger that it belongs to
     */
    static byte[] readOrDraw(Path file, Path database) {
        try {
            if (Files.exists(file)) return read(file);
            if (Files.exists(database)) {
                throw new LedgerException("The ledger " + database + " lacks its key " + file
                        + ". Put the key back from " + "where it was copied to, or delete the ledger to begin anew. "
                        + LedgerException.WHAT_FORGETTING_MEANS);
            }
            return draw(file);
        } catch (IOException e) {
            throw new LedgerException("The ledger's key " + file + " can't be read or written: see who owns it.", e);
        }
    }

    private static byte[] read(Path file) throws IOException {
        byte[] key = Files.readAllBytes(file);
        if (key.length != BYTES) {
            throw new LedgerException("The ledger's key " + file + " has " + key.length + " bytes instead of " + BYTES
                    + ". Put the key back from where it was copied to.");
        }
        return key;
    }

    /** Whole or not at all: half a key would be worse than none. */
    private static byte[] draw(Path file) throws IOException {
        byte[] key = KeyChoice.draw();
        Path folder = file.toAbsolutePath().getParent();
        Path draft = Files.createTempFile(folder, "ledger", ".key", ownerOnly(file.getFileSystem()));
        try {
            Files.write(draft, key);
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(draft);
        }
        return key;
    }

    private static FileAttribute<?>[] ownerOnly(FileSystem system) {
        if (!system.supportedFileAttributeViews().contains("posix")) return new FileAttribute<?>[0];
        return new FileAttribute<?>[] {
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        };
    }
}
