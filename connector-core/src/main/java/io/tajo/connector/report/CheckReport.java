package io.tajo.connector.report;

import io.tajo.client.ConfigurationException;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What was found before the first row: each finding says where, what, and what to do. Holds no secret and no person's
 * data. Immutable and safe for any thread.
 *
 * @param findings what was found, in the order that it was looked for
 */
public record CheckReport(List<Finding> findings) {

    /**
     * Copies the findings.
     *
     * @param findings what was found, in the order that it was looked for
     */
    public CheckReport {
        findings = List.copyOf(findings);
    }

    /** How grave a finding is. */
    public enum Level {
        /** As it should be. */
        OK,
        /** A run would work, but maybe not as meant. */
        WARNING,
        /** A run would fail. */
        PROBLEM
    }

    /**
     * One finding.
     *
     * @param level how grave it is
     * @param where what was looked at
     * @param what what was found, and what to do about it
     */
    public record Finding(Level level, String where, String what) {

        /**
         * Returns a finding that all is well.
         *
         * @param where what was looked at
         * @param what what was found
         * @return the finding
         */
        public static Finding fine(String where, String what) {
            return new Finding(Level.OK, where, what);
        }

        /**
         * Returns a finding that is worth a look.
         *
         * @param where what was looked at
         * @param what what was found, and what to do about it
         * @return the finding
         */
        public static Finding warning(String where, String what) {
            return new Finding(Level.WARNING, where, what);
        }

        /**
         * Returns a finding that a run would fail at.
         *
         * @param where what was looked at
         * @param what what was found, and what to do about it
         * @return the finding
         */
        public static Finding problem(String where, String what) {
            return new Finding(Level.PROBLEM, where, what);
        }
    }

    /** {@return whether nothing was found that a run would fail at} */
    public boolean isOk() {
        return findings.stream().noneMatch(finding -> finding.level() == Level.PROBLEM);
    }

    /**
     * Throws if a run would fail.
     *
     * @throws ConfigurationException with every problem
     */
    public void throwIfFailed() {
        if (isOk()) return;
        throw new ConfigurationException(findings.stream()
                .filter(finding -> finding.level() == Level.PROBLEM)
                .map(finding -> finding.where() + ": " + finding.what())
                .collect(Collectors.joining("\n")));
    }

    /** {@return the findings for people, a line each} */
    public String summary() {
        return findings.stream()
                .map(finding -> String.format("%-8s %s: %s", finding.level(), finding.where(), finding.what()))
                .collect(Collectors.joining("\n"));
    }

    /** {@return the summary} */
    @Override
    public String toString() {
        return summary();
    }
}
