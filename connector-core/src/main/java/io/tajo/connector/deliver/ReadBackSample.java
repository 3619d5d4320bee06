package io.tajo.connector.deliver;

import io.tajo.connector.plan.ContactChange;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The few changes of many that are worth reading back: first those with what Brevo is known to mistreat. For one thread. */
final class ReadBackSample {
    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
    private static final Comparator<ContactChange> BY_RISK = Comparator.comparingLong(ReadBackSample::risk);

    private final int most;
    private final List<ContactChange> changes = new ArrayList<>();

    ReadBackSample(int most) {
        this.most = most;
    }

    void offer(ContactChange change) {
        if (most == 0 || change.attributes().isEmpty()) return;
        if (changes.size() < most) {
            changes.add(change);
            return;
        }
        ContactChange safest = changes.stream().min(BY_RISK).orElseThrow();
        if (risk(change) > risk(safest)) changes.set(changes.indexOf(safest), change);
    }

    List<ContactChange> changes() {
        return List.copyOf(changes);
    }

    /** Counts booleans, dates and cleared fields. */
    private static long risk(ContactChange change) {
        return change.attributes().values().stream()
                .filter(ReadBackSample::isRisky)
                .count();
    }

    private static boolean isRisky(@Nullable Object value) {
        return value == null
                || value instanceof Boolean
                || (value instanceof String text && DATE.matcher(text).matches());
    }
}
