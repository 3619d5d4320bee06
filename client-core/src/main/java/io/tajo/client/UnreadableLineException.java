package io.tajo.client;

/** A line of a file is no JSON object. The lines behind it can be read, unless the file was cut off in it. */
public final class UnreadableLineException extends DecodingException {
    private static final long serialVersionUID = 1L;

    /** The number of the line. */
    private final int line;
    /** Whether the file ends in it. */
    private final boolean cutOff;

    /**
     * Creates the exception.
     *
     * @param file which file
     * @param line the number of the line, from 1
     * @param cutOff whether the file ends in the middle of the line
     */
    public UnreadableLineException(String file, int line, boolean cutOff) {
        super(
                cutOff
                        ? "Line " + line + " of " + file
                                + ", its last one, is truncated: the file was cut off. Get it again."
                        : "Line " + line + " of " + file + " is not a JSON object.");
        this.line = line;
        this.cutOff = cutOff;
    }

    /** {@return the number of the line, from 1} */
    public int line() {
        return line;
    }

    /** {@return whether the file ends in the middle of the line, so that lines may be missing} */
    public boolean isCutOff() {
        return cutOff;
    }
}
