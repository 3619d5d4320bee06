package io.tajo.brevo.attributes;

import java.util.List;

/**
 * Reads and creates the fields that contacts may have. Safe for any thread. One call each, in the contacts quota.
 *
 * @see <a href="https://developers.brevo.com/reference/getattributes-1">Brevo: attributes</a>
 */
public interface AttributesApi {

    /**
     * Reads the whole catalogue: {@code GET /contacts/attributes}.
     *
     * @return every attribute
     */
    List<Attribute> list();

    /**
     * Creates an attribute of the category "normal": {@code POST /contacts/attributes/normal/{name}}. One that was
     * created meanwhile, with the same type, counts as created.
     *
     * @param name its name; written in capitals
     * @param type what it holds
     */
    void create(String name, AttributeType type);
}
