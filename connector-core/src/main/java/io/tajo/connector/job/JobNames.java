package io.tajo.connector.job;

/** Checks the names that callers give to jobs. */
final class JobNames {
    private JobNames() {}

    static String checked(String label) {
        if (label.isBlank()) throw new IllegalArgumentException("a job's name is not blank");
        return label;
    }
}
