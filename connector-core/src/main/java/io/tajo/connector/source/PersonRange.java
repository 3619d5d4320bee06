package io.tajo.connector.source;

import io.tajo.posthog.query.HogQl;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Which persons a query reads.
 *
 * @param after only the persons behind this one
 * @param only only these persons; all if empty
 */
record PersonRange(Optional<String> after, List<String> only) {
    static final PersonRange ALL = new PersonRange(Optional.empty(), List.of());

    static PersonRange after(String person) {
        return new PersonRange(Optional.of(person), List.of());
    }

    static PersonRange only(List<String> persons) {
        return new PersonRange(Optional.empty(), persons);
    }

    /**
     * Narrows a query to the range.
     *
     * @param text writes the query, given the condition that its WHERE ends with
     * @param column the column of the person's id
     */
    HogQl narrow(String column, Function<String, HogQl> text) {
        if (!only.isEmpty())
            return text.apply(" AND " + column + " IN {persons}").bind("persons", only);
        HogQl query = text.apply("");
        return after.map(person -> query.after(person)).orElse(query);
    }
}
