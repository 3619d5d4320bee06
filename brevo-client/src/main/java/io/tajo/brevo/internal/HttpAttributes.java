package io.tajo.brevo.internal;

import io.tajo.brevo.attributes.Attribute;
import io.tajo.brevo.attributes.AttributeType;
import io.tajo.brevo.attributes.AttributesApi;
import io.tajo.brevo.attributes.NewAttribute;
import io.tajo.client.InvalidRequestException;
import io.tajo.client.JsonObject;
import io.tajo.client.transport.HttpCall;
import io.tajo.client.transport.Json;
import io.tajo.client.transport.Transport;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The attributes routes. */
public final class HttpAttributes implements AttributesApi {
    private final Transport transport;

    /**
     * Creates the area.
     *
     * @param transport sends the calls
     */
    public HttpAttributes(Transport transport) {
        this.transport = transport;
    }

    @Override
    public List<Attribute> list() {
        HttpCall call =
                HttpCall.get(RouteGroups.CONTACTS, "/contacts/attributes").build();
        return Json.object(transport.send(call)).objects("attributes").stream()
                .map(HttpAttributes::attribute)
                .toList();
    }

    @Override
    public void create(String name, AttributeType type) {
        NewAttribute wanted = NewAttribute.normal(name, type);
        HttpCall call = one("POST", wanted.category(), wanted.name())
                // Creating it a second time is answered with 400, which is looked into below.
                .replay(HttpCall.Replay.SAFE)
                .json(Json.write(wanted.toMap()))
                .build();
        try {
            transport.send(call);
        } catch (InvalidRequestException e) {
            boolean existsAlready = list().stream()
                    .anyMatch(attribute -> attribute.name().equalsIgnoreCase(wanted.name())
                            && attribute.category().equals("normal")
                            && attribute.type().equals(type));
            if (!existsAlready) throw e;
        }
    }

    @Override
    public void create(NewAttribute attribute) {
        transport.send(one("POST", attribute.category(), attribute.name())
                .json(Json.write(attribute.toMap()))
                .build());
    }

    @Override
    public void updateOptions(NewAttribute attribute) {
        Map<String, Object> changes = new LinkedHashMap<>(attribute.toMap());
        changes.remove("type");
        if (changes.isEmpty()) {
            throw new IllegalArgumentException("the attribute " + attribute.name() + " has no options to change, and a "
                    + "type can't be changed");
        }
        transport.send(one("PUT", attribute.category(), attribute.name())
                .replay(HttpCall.Replay.SAFE)
                .json(Json.write(changes))
                .build());
    }

    @Override
    public boolean delete(String category, String name) {
        return Deleted.whetherThere(transport, one("DELETE", category, name.toUpperCase(Locale.ROOT)));
    }

    @Override
    public boolean deleteOption(String name, String option) {
        HttpCall.Builder call = HttpCall.write(
                        "DELETE", RouteGroups.CONTACTS, "/contacts/attributes/multiple-choice/{name}/{option}")
                .path("name", name.toUpperCase(Locale.ROOT))
                .path("option", option);
        return Deleted.whetherThere(transport, call);
    }

    private static HttpCall.Builder one(String method, String category, String name) {
        return HttpCall.write(method, RouteGroups.CONTACTS, "/contacts/attributes/{category}/{name}")
                .path("category", category)
                .path("name", name);
    }

    private static Attribute attribute(JsonObject json) {
        String category = json.text("category").orElse("");
        AttributeType type = json.text("type")
                .map(AttributeType::new)
                .orElse(category.equals("category") ? AttributeType.CATEGORY : AttributeType.UNKNOWN);
        Set<String> options = new LinkedHashSet<>();
        Map<String, String> labels = new LinkedHashMap<>();
        for (JsonObject option : json.objects("enumeration")) {
            value(option).ifPresent(value -> {
                options.add(value);
                option.text("label").ifPresent(label -> labels.putIfAbsent(label, value));
            });
        }
        json.list("multiCategoryOptions").orElse(List.of()).forEach(option -> options.add(String.valueOf(option)));
        return new Attribute(json.text("name").orElse(""), category, type, List.copyOf(options), labels);
    }

    /** Since May 2026 the number is 0 for options that are no numbers; valueStr holds what counts, where it is there. */
    private static Optional<String> value(JsonObject option) {
        return option.text("valueStr")
                .filter(value -> !value.isEmpty())
                .or(() -> option.text("value"))
                .or(() -> option.text("label"));
    }
}
