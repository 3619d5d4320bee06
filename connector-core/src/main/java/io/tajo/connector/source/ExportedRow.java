package io.tajo.connector.source;

/**
 * A row of an exported file.
 *
 * @param <T> what a row says
 */
sealed interface ExportedRow<T> {

    /**
     * A row that can be read.
     *
     * @param <T> what a row says
     * @param content what it says
     */
    record Whole<T>(T content) implements ExportedRow<T> {}

    /**
     * A row that can't be read.
     *
     * @param <T> what a row says
     * @param id the id in it, or else its place in the file
     * @param reason why, in the same words for each such row
     */
    record Odd<T>(String id, String reason) implements ExportedRow<T> {}
}
