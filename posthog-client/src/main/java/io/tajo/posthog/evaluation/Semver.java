package io.tajo.posthog.evaluation;

import java.util.Comparator;
import java.util.Optional;

/**
 * A version by its first three numbers: missing ones are 0, further ones and what follows {@code -} or {@code +} are
 * ignored.
 */
record Semver(long major, long minor, long patch) implements Comparable<Semver> {
    private static final int LONGEST_PART = 18;
    private static final Comparator<Semver> ORDER = Comparator.comparingLong(Semver::major)
            .thenComparingLong(Semver::minor)
            .thenComparingLong(Semver::patch);

    static Optional<Semver> parse(String text) {
        String version = stripMark(text);
        int end = 0;
        while (end < version.length() && "-+".indexOf(version.charAt(end)) < 0) end++;
        String[] parts = version.substring(0, end).split("\\.", -1);
        if (parts[0].isEmpty()) return Optional.empty();
        long[] numbers = new long[3];
        for (int i = 0; i < Math.min(3, parts.length); i++) {
            numbers[i] = number(parts[i]);
            if (numbers[i] < 0) return Optional.empty();
        }
        return Optional.of(new Semver(numbers[0], numbers[1], numbers[2]));
    }

    /** Strips blanks and a leading v. */
    static String stripMark(String text) {
        String version = text.strip();
        return version.startsWith("v") || version.startsWith("V") ? version.substring(1) : version;
    }

    /** The first version that a change of the minor number makes. */
    Semver nextMinor() {
        return new Semver(major, minor + 1, 0);
    }

    /** The first version that breaks with this one. */
    Semver nextBreaking() {
        if (major > 0) return new Semver(major + 1, 0, 0);
        return minor > 0 ? nextMinor() : new Semver(0, 0, patch + 1);
    }

    @Override
    public int compareTo(Semver other) {
        return ORDER.compare(this, other);
    }

    private static long number(String part) {
        if (part.isEmpty()) return 0;
        // PostHog's SDKs take a leading zero for no version, its server strips it: the two can't be told apart.
        boolean zeroLed = part.length() > 1 && part.charAt(0) == '0';
        if (zeroLed || part.length() > LONGEST_PART) return -1;
        for (int i = 0; i < part.length(); i++) {
            if (part.charAt(i) < '0' || part.charAt(i) > '9') return -1;
        }
        return Long.parseLong(part);
    }
}
