package io.tajo.brevo.attributes;

import java.util.List;

/**
 * A field that contacts may have.
 *
 * @param name its name, in capitals
 * @param category normal, category, transactional, calculated or global
 * @param type what it holds
 * @param options the values it may take, where it has a choice
 */
public record Attribute(String name, String category, AttributeType type, List<String> options) {
    /**
     * Copies the options.
     *
     * @param name its name, in capitals
     * @param category normal, category, transactional, calculated or global
     * @param type what it holds
     * @param options the values it may take, where it has a choice
     */
    public Attribute {
        options = List.copyOf(options);
    }
}
