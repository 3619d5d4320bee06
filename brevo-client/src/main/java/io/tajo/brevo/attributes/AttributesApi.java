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
     * @throws IllegalArgumentException if it is {@code EMAIL}, which is the address and no attribute; or if the type needs
     *     options, which {@link NewAttribute} declares, or is none of a normal attribute
     */
    void create(String name, AttributeType type);

    /**
     * Creates an attribute of any category: {@code POST /contacts/attributes/{category}/{name}}. Not repeated when nobody
     * knows whether it was created.
     *
     * @param attribute what to create
     */
    void create(NewAttribute attribute);

    /**
     * Replaces the options of a category attribute, or adds options to a multiple-choice one:
     * {@code PUT /contacts/attributes/{category}/{name}}. An attribute's type can't be changed. Contacts hold the number of an
     * option and not its label: keep a category attribute's labels in their order, and add new ones at the end.
     *
     * @param attribute the attribute with its new options
     */
    void updateOptions(NewAttribute attribute);

    /**
     * Deletes an attribute, and what every contact holds in it: {@code DELETE /contacts/attributes/{category}/{name}}.
     *
     * @param category its category, such as {@code normal}
     * @param name its name; written in capitals
     * @return whether there was such an attribute; false too where the first of two attempts deleted it and its answer was
     *     lost
     */
    boolean delete(String category, String name);

    /**
     * Deletes an option of a multiple-choice attribute:
     * {@code DELETE /contacts/attributes/multiple-choice/{name}/{option}}.
     *
     * @param name the attribute's name; written in capitals
     * @param option the option
     * @return whether there was such an option; false too where the first of two attempts deleted it and its answer was
     *     lost
     */
    boolean deleteOption(String name, String option);
}
