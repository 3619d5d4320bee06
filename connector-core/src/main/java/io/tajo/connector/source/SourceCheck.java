package io.tajo.connector.source;

import io.tajo.client.JsonObject;
import io.tajo.connector.mapping.ComputedField;
import io.tajo.connector.mapping.FieldUse;
import io.tajo.connector.mapping.Profile;
import io.tajo.connector.report.CheckReport.Finding;
import io.tajo.posthog.query.HogQl;
import io.tajo.posthog.query.RawProperty;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Looks whether PostHog's persons have what a mapping reads. */
public final class SourceCheck {
    private static final String WHERE = "PostHog persons";

    private SourceCheck() {}

    /**
     * Counts the persons that have an address, and those that have each property.
     *
     * @param sources what to read with
     * @return what was found
     */
    public static List<Finding> run(ReadContext sources) {
        FieldUse use = sources.mapping().uses();
        Map<String, String> columns = new LinkedHashMap<>();
        for (String field : use.reads()) {
            if (!ComputedField.isComputed(field) && !field.equals(ComputedField.SIGNUP_DATE)) {
                columns.put(field, "p" + columns.size());
            }
        }
        StringBuilder text =
                new StringBuilder("SELECT count() AS persons, countIf(" + isSet(use.address()) + ") AS addressed");
        columns.forEach((field, column) ->
                text.append(", countIf(").append(isSet(field)).append(") AS ").append(column));
        HogQl query =
                HogQl.of(text.append(" FROM persons").toString()).named("check").aggregate();
        JsonObject counts = sources.postHog().query().rows(query).iterator().next();
        return findings(use.address(), columns, counts);
    }

    private static List<Finding> findings(String address, Map<String, String> columns, JsonObject counts) {
        List<Finding> findings = new ArrayList<>();
        long persons = counts.integer("persons").orElse(0);
        long addressed = counts.integer("addressed").orElse(0);
        if (persons == 0) {
            findings.add(Finding.problem(
                    WHERE,
                    "the project has no persons: identify them in your application with posthog.identify(...), or check "
                            + "that the project is the right one"));
            return findings;
        }
        if (addressed == 0) {
            findings.add(Finding.problem(
                    WHERE,
                    "none of " + persons + " persons has the property " + address
                            + ": set it in posthog.identify(...), or name another one in the mapping"));
            return findings;
        }
        findings.add(Finding.fine(WHERE, addressed + " of " + persons + " have an address"));
        columns.forEach((field, column) -> {
            if (counts.integer(column).orElse(0) == 0) {
                findings.add(Finding.warning(
                        WHERE,
                        "no person has the property " + field
                                + ": check its spelling, or leave it out of the mapping"));
            }
        });
        return findings;
    }

    /** Typed properties can't be compared with text: whether one is filled is read off the JSON that was sent. */
    private static String isSet(String field) {
        String root = field.indexOf('.') > 0 ? field.substring(0, field.indexOf('.')) : field;
        String other = Profile.fallbackField(field).orElse(root);
        return other.equals(field) ? isFilled(field) : "(" + isFilled(field) + " OR " + isFilled(other) + ")";
    }

    private static String isFilled(String property) {
        return RawProperty.select(property) + " NOT IN ('', 'null', '\"\"')";
    }
}
