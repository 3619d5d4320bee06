package io.tajo.connector.destination;

import io.tajo.brevo.attributes.Attribute;
import io.tajo.brevo.attributes.AttributeType;
import io.tajo.brevo.attributes.AttributesApi;
import io.tajo.brevo.attributes.NewAttribute;
import java.util.List;

/** An account's attributes, of which none may be written. */
public class ReadOnlyAttributes implements AttributesApi {
    private final List<Attribute> attributes;

    public ReadOnlyAttributes(Attribute... attributes) {
        this.attributes = List.of(attributes);
    }

    @Override
    public List<Attribute> list() {
        return attributes;
    }

    @Override
    public void create(String name, AttributeType type) {
        throw new AssertionError("nothing is created here");
    }

    @Override
    public void create(NewAttribute attribute) {
        throw new AssertionError("nothing is created here");
    }

    @Override
    public void updateOptions(NewAttribute attribute) {
        throw new AssertionError("nothing is changed here");
    }

    @Override
    public boolean delete(String category, String name) {
        throw new AssertionError("nothing is ever deleted");
    }

    @Override
    public boolean deleteOption(String name, String option) {
        throw new AssertionError("nothing is ever deleted");
    }
}
