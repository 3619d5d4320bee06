package io.tajo.connector.plan;

import io.tajo.brevo.attributes.Attribute;
import io.tajo.brevo.attributes.AttributesApi;
import io.tajo.brevo.attributes.NewAttribute;
import io.tajo.client.InvalidRequestException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Adds options to multiple-choice attributes before the first contact that has them is sent. For one thread. */
final class NewOptions {
    /** Each costs a call of the hundred an hour; a field with more values than that is no choice. */
    private static final int MOST = 40;

    private final @Nullable AttributesApi api;
    private int added;

    NewOptions(AttributesApi api) {
        this.api = api;
    }

    private NewOptions() {
        this.api = null;
    }

    static NewOptions none() {
        return new NewOptions();
    }

    /** Returns the attribute with the options that a value needs, as far as they may be added. */
    Attribute extend(Attribute attribute, Object value) {
        if (api == null) return attribute;
        List<String> options = new ArrayList<>(attribute.options());
        Collection<?> wanted = value instanceof Collection<?> many ? many : List.of(value);
        for (Object each : wanted) {
            String option = String.valueOf(each);
            if (!option.isBlank() && options.stream().noneMatch(option::equalsIgnoreCase)) options.add(option);
        }
        if (options.size() == attribute.options().size() || added == MOST) return attribute;
        added++;
        try {
            api.updateOptions(NewAttribute.multipleChoice(attribute.name(), options));
        } catch (InvalidRequestException e) {
            // One contact's odd value is that contact's trouble: it does not fit, and the others go on.
            return attribute;
        }
        return new Attribute(attribute.name(), attribute.category(), attribute.type(), options);
    }
}
