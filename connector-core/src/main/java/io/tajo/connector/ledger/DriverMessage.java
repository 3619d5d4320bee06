package io.tajo.connector.ledger;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A driver's words as they may stand in a message: without the statement and without values of rows. */
final class DriverMessage {
    private static final int MOST_CAUSES = 10;
    private static final int LONGEST = 300;
    private static final String DISK_FULL_ON_POSTGRESQL = "53100";
    private static final List<String> DISK_FULL =
            List.of("no space left", "not enough space", "disk is full", "disk full", "quota exceeded");

    /** H2's errors of its file: what they quote is what the operating system says. */
    private static final Set<Integer> H2_FILE_ERRORS = Set.of(90028, 90031);

    /** H2 appends the statement, and the row of a broken key; PostgreSQL writes such details on lines of their own. */
    private static final Pattern DETAILS = Pattern.compile("(?s)(; SQL statement|\\s*\\( /\\*|\\R).*");

    private static final Pattern ADDRESS = Pattern.compile("[^\\s@\"']{1,128}@[^\\s@\"']{1,255}");
    /** The ledger keeps hashes as long numbers. */
    private static final Pattern HASH = Pattern.compile("-?\\d{9,}");

    private static final Pattern TEXT = Pattern.compile("'[^']*'");
    /** Names of tables, columns and keys stay. */
    private static final Pattern NO_NAME = Pattern.compile("\"(?![A-Za-z_][A-Za-z0-9_.$]{0,60}\")[^\"]*\"");

    private DriverMessage() {}

    static String of(SQLException e) {
        String message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        message = TEXT.matcher(DETAILS.matcher(message).replaceFirst("")).replaceAll("'***'");
        if (!H2_FILE_ERRORS.contains(e.getErrorCode())) {
            message = NO_NAME.matcher(message).replaceAll("\"***\"");
        }
        message = HASH.matcher(ADDRESS.matcher(message).replaceAll("***@***")).replaceAll("***");
        if (message.length() > LONGEST) message = message.substring(0, LONGEST) + "...";
        return message + fileError(e).map(text -> " (" + text + ")").orElse("") + codes(e);
    }

    /** Returns whether the disk of the database is full. */
    static boolean tellsFullDisk(SQLException e) {
        String text = (e.getMessage() + fileError(e).orElse("")).toLowerCase(Locale.ROOT);
        return DISK_FULL_ON_POSTGRESQL.equals(e.getSQLState())
                || DISK_FULL.stream().anyMatch(text::contains);
    }

    private static String codes(SQLException e) {
        return e.getSQLState() == null ? "" : " [SQL state " + e.getSQLState() + ", error " + e.getErrorCode() + "]";
    }

    private static Optional<String> fileError(SQLException e) {
        @Nullable Throwable cause = e.getCause();
        for (int i = 0; cause != null && i < MOST_CAUSES; i++) {
            if (cause instanceof IOException) return Optional.ofNullable(cause.getMessage());
            cause = cause.getCause();
        }
        return Optional.empty();
    }
}
