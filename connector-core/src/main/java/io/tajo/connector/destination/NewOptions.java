package io.tajo.connector.destination;

import io.tajo.brevo.attributes.Attribute;
import io.tajo.brevo.attributes.AttributeType;
import io.tajo.brevo.attributes.AttributesApi;
import io.tajo.brevo.attributes.NewAttribute;
import io.tajo.client.ConfigurationException;
import io.tajo.client.InvalidRequestException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Adds options to attributes with a choice before the first contact that has them is sent: any to a multiple choice, declared
 * ones to a category. For one thread.
 */
final class NewOptions {
    /** Each costs a call of the hundred an hour; a field with more values than that is no choice. */
    static final int MOST = 40;

    private final @Nullable Consumer<NewAttribute> writer;
    private final Map<String, List<String>> declared;
    private final Map<String, String> imaginedLabels = new HashMap<>();
    private final Set<Refused> refused = new HashSet<>();
    private int added;

    /** An option that Brevo does not take; asked for again, it would cost a call for each contact that has it. */
    private record Refused(String attribute, String option) {
        static Refused of(Attribute attribute, String option) {
            return new Refused(attribute.name(), option.toLowerCase(Locale.ROOT));
        }
    }

    private NewOptions(@Nullable Consumer<NewAttribute> writer, Map<String, List<String>> declared) {
        this.writer = writer;
        this.declared = declared;
    }

    /** Returns what adds options in Brevo. */
    static NewOptions in(AttributesApi api, Map<String, List<String>> declared) {
        return new NewOptions(api::updateOptions, declared);
    }

    /** Returns what adds options for a preview: they count as added, and nothing is written. */
    static NewOptions imagined(Map<String, List<String>> declared) {
        return new NewOptions(options -> {}, declared);
    }

    /** Returns what adds no options. */
    static NewOptions none() {
        return new NewOptions(null, Map.of());
    }

    static boolean isChoice(AttributeType type) {
        return type.equals(AttributeType.CATEGORY) || type.equals(AttributeType.MULTIPLE_CHOICE);
    }

    /** Returns what creates an attribute with its declared options; empty for one without a choice. */
    Optional<NewAttribute> choice(String name, AttributeType type) {
        if (!isChoice(type)) return Optional.empty();
        List<String> options = declared.getOrDefault(name, List.of());
        if (options.isEmpty()) {
            throw new ConfigurationException(
                    "Brevo lacks the attribute " + name + ", which the mapping writes as a choice "
                            + "without options. Declare them with Transforms.category(...), multipleChoice(...) or writing(...).");
        }
        boolean category = type.equals(AttributeType.CATEGORY);
        return Optional.of(
                category ? NewAttribute.category(name, options) : NewAttribute.multipleChoice(name, options));
    }

    /** Returns an attribute as it is once it was created with its declared options. */
    Attribute created(String name, AttributeType type) {
        List<String> options = declared.getOrDefault(name, List.of());
        if (!type.equals(AttributeType.CATEGORY)) return new Attribute(name, "normal", type, options);
        Attribute made = new Attribute(name, "category", type, List.of());
        for (String label : options) made = labelled(made, label);
        return made;
    }

    /** Returns the attribute with the options that a value needs, as far as they may be added; nothing is added yet. */
    Attribute imagine(Attribute attribute, Object value) {
        if (writer == null || added == MOST) return attribute;
        if (attribute.type().equals(AttributeType.CATEGORY)) return imagineCategory(attribute, String.valueOf(value));
        if (!attribute.type().equals(AttributeType.MULTIPLE_CHOICE)) return attribute;
        List<String> missing = missing(attribute, value);
        boolean lost = missing.stream().anyMatch(option -> refused.contains(Refused.of(attribute, option)));
        return missing.isEmpty() || lost ? attribute : with(attribute, missing);
    }

    /** Contacts hold the number of a category's option: one is added at the end, where the others are numbered by place. */
    private Attribute imagineCategory(Attribute attribute, String value) {
        Optional<String> label = declared.getOrDefault(attribute.name().toUpperCase(Locale.ROOT), List.of()).stream()
                .filter(value::equalsIgnoreCase)
                .findFirst();
        boolean known = attribute.option(value).isPresent();
        if (known || label.isEmpty() || !isNumbered(attribute)) return attribute;
        if (refused.contains(Refused.of(attribute, label.get()))) return attribute;
        imaginedLabels.put(attribute.name(), label.get());
        return labelled(attribute, label.get());
    }

    private static boolean isNumbered(Attribute attribute) {
        List<String> numbers = IntStream.rangeClosed(1, attribute.options().size())
                .mapToObj(String::valueOf)
                .toList();
        return attribute.options().equals(numbers)
                && List.copyOf(attribute.labels().values()).equals(numbers);
    }

    private static Attribute labelled(Attribute attribute, String label) {
        List<String> options = new ArrayList<>(attribute.options());
        String number = String.valueOf(options.size() + 1);
        options.add(number);
        Map<String, String> labels = new LinkedHashMap<>(attribute.labels());
        labels.put(label, number);
        return new Attribute(attribute.name(), attribute.category(), attribute.type(), options, labels);
    }

    private Attribute addLabel(Consumer<NewAttribute> writer, Attribute attribute, Object number) {
        String label = imaginedLabels.get(attribute.name());
        if (label == null || attribute.options().contains(String.valueOf(number)) || added == MOST) return attribute;
        Attribute extended = labelled(attribute, label);
        added++;
        try {
            writer.accept(NewAttribute.category(
                    attribute.name(), List.copyOf(extended.labels().keySet())));
        } catch (InvalidRequestException e) {
            refused.add(Refused.of(attribute, label));
            return attribute;
        }
        return extended;
    }

    private static Attribute with(Attribute attribute, List<String> more) {
        List<String> options = new ArrayList<>(attribute.options());
        options.addAll(more);
        return new Attribute(attribute.name(), attribute.category(), attribute.type(), options);
    }

    /** Returns the attribute with the options that a value needs, as far as they could be added. */
    Attribute extend(Attribute attribute, Object value) {
        if (writer == null) return attribute;
        if (attribute.type().equals(AttributeType.CATEGORY)) return addLabel(writer, attribute, value);
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
        Attribute extended = with(attribute, more);
        NewAttribute wanted = NewAttribute.multipleChoice(attribute.name(), extended.options());
        if (added == MOST) return Optional.empty();
        added++;
        try {
            writer.accept(wanted);
        } catch (InvalidRequestException e) {
            // One contact's odd value is that contact's trouble: it does not fit, and the others go on.
            if (more.size() == 1) refused.add(Refused.of(attribute, more.get(0)));
            return Optional.empty();
        }
        return Optional.of(extended);
    }
}
