package io.tajo.connector.plan;

import io.tajo.brevo.attributes.Attribute;
import io.tajo.brevo.attributes.AttributesApi;
import io.tajo.brevo.attributes.NewAttribute;
import io.tajo.client.InvalidRequestException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Adds options to multiple-choice attributes before the first contact that has them is sent. For one thread. */
final class NewOptions {
    /** Each costs a call of the hundred an hour; a field with more values than that is no choice. */
    static final int MOST = 40;

    private final @Nullable Consumer<NewAttribute> writer;
    private final Set<Refused> refused = new HashSet<>();
    private int added;

    /** An option that Brevo does not take; asked for again, it would cost a call for each contact that has it. */
    private record Refused(String attribute, String option) {
        static Refused of(Attribute attribute, String option) {
            return new Refused(attribute.name(), option.toLowerCase(Locale.ROOT));
        }
    }

    private NewOptions(@Nullable Consumer<NewAttribute> writer) {
        this.writer = writer;
    }

    /** Returns what adds options in Brevo. */
    static NewOptions in(AttributesApi api) {
        return new NewOptions(api::updateOptions);
    }

    /** Returns what adds options for a preview: they count as added, and nothing is written. */
    static NewOptions imagined() {
        return new NewOptions(options -> {});
    }

    /** Returns what adds no options. */
    static NewOptions none() {
        return new NewOptions(null);
    }

    /** Returns the attribute with the options that a value needs, as far as they may be added. */
    Attribute extend(Attribute attribute, Object value) {
        if (writer == null) return attribute;
        List<String> missing = missing(attribute, value);
        // With one option refused the value does not fit: the others are added when a contact can have them.
        boolean lost = missing.stream().anyMatch(option -> refused.contains(Refused.of(attribute, option)));
        if (missing.isEmpty() || lost) return attribute;
        Optional<Attribute> extended = add(writer, attribute, missing);
        if (extended.isPresent() || missing.size() == 1) return extended.orElse(attribute);
        return addOneByOne(writer, attribute, missing);
    }

    private static List<String> missing(Attribute attribute, Object value) {
        List<String> missing = new ArrayList<>();
        Collection<?> wanted = value instanceof Collection<?> many ? many : List.of(value);
        for (Object each : wanted) {
            String option = String.valueOf(each);
            boolean known =
                    attribute.option(option).isPresent() || missing.stream().anyMatch(option::equalsIgnoreCase);
            if (!option.isBlank() && !known) missing.add(option);
        }
        return missing;
    }

    /** Finds out which of several options it was that Brevo refused. */
    private Attribute addOneByOne(Consumer<NewAttribute> writer, Attribute attribute, List<String> missing) {
        Attribute extended = attribute;
        for (String option : missing) {
            Optional<Attribute> more = add(writer, extended, List.of(option));
            if (more.isEmpty()) return extended;
            extended = more.get();
        }
        return extended;
    }

    private Optional<Attribute> add(Consumer<NewAttribute> writer, Attribute attribute, List<String> more) {
        List<String> options = new ArrayList<>(attribute.options());
        options.addAll(more);
        NewAttribute wanted = NewAttribute.multipleChoice(attribute.name(), options);
        if (added == MOST) return Optional.empty();
        added++;
        try {
            writer.accept(wanted);
        } catch (InvalidRequestException e) {
            // One contact's odd value is that contact's trouble: it does not fit, and the others go on.
            if (more.size() == 1) refused.add(Refused.of(attribute, more.get(0)));
            return Optional.empty();
        }
        return Optional.of(new Attribute(attribute.name(), attribute.category(), attribute.type(), options));
    }
}
