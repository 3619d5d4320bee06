package io.tajo.examples.sandbox.posthog;

import io.tajo.examples.sandbox.hogql.HogQlException;
import io.tajo.examples.sandbox.hogql.Values;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Conditions in HogQL on the ids of actors: those behind a person, or some persons. Stateless. */
final class ActorConditions {
    private static final Pattern ID = Pattern.compile("[0-9a-fA-F-]{36}");
    private static final Pattern AFTER = Pattern.compile("id > toUUID\\('([0-9a-fA-F-]{36})'\\)");
    private static final Pattern SOME = Pattern.compile("id IN \\(('[0-9a-fA-F-]{36}'(?:, '[0-9a-fA-F-]{36}')*)\\)");

    private ActorConditions() {}

    static Predicate<UUID> of(@Nullable Object properties) {
        Predicate<UUID> all = id -> true;
        if (!(properties instanceof List<?> filters)) return all;
        for (Object filter : filters) all = all.and(one(filter));
        return all;
    }

    private static Predicate<UUID> one(@Nullable Object filter) {
        if (filter instanceof Map<?, ?> condition && "hogql".equals(condition.get("type"))) {
            String key = String.valueOf(condition.get("key"));
            Matcher after = AFTER.matcher(key);
            if (after.matches()) {
                UUID last = UUID.fromString(after.group(1));
                return id -> Values.compareUuids(id, last) > 0;
            }
            Matcher some = SOME.matcher(key);
            if (some.matches()) {
                Set<UUID> wanted = new HashSet<>();
                Matcher ids = ID.matcher(some.group(1));
                while (ids.find()) wanted.add(UUID.fromString(ids.group()));
                return wanted::contains;
            }
        }
        throw new HogQlException("The sandbox does not filter actors by " + filter + ".");
    }
}
