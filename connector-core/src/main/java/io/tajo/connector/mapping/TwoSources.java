package io.tajo.connector.mapping;

import io.tajo.client.ConfigurationException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Refuses mappings and jobs that fill one attribute from two sources: which of them counts would be chance. */
public final class TwoSources {
    private TwoSources() {}

    /**
     * Makes the error.
     *
     * @param attribute the attribute that both write
     * @param first the source that was named first
     * @param second the source that was named later
     * @param remedy what to do, a sentence
     * @return the error, which names both
     */
    public static ConfigurationException of(String attribute, String first, String second, String remedy) {
        String sources =
                first.equals(second) ? "two rules, both from " + first : "two sources, " + first + " and " + second;
        return new ConfigurationException("The attribute " + attribute + " has " + sources + ". " + remedy);
    }

    /**
     * Adds where an attribute of a job comes from.
     *
     * @param sources the sources by attribute; a copy is returned
     * @param attribute the attribute, in any case
     * @param source where it comes from
     * @return the sources and this one
     * @param <T> what a source is
     * @throws ConfigurationException if the attribute has another source already, or is EMAIL
     */
    public static <T> Map<String, T> add(Map<String, T> sources, String attribute, T source) {
        String name = AttributeName.of(attribute);
        T other = sources.get(name);
        if (other != null && !other.equals(source)) {
            throw of(name, other.toString(), source.toString(), "Let each go to an attribute of its own.");
        }
        Map<String, T> more = new LinkedHashMap<>(sources);
        more.put(name, source);
        return more;
    }

    /** Refuses two rules for one attribute in mappings that run one after another. */
    static void refuse(List<FieldMapper> first, List<FieldMapper> next) {
        for (FieldMapper part : first) {
            if (!(part instanceof FieldRule rule)) continue;
            for (FieldMapper later : next) {
                if (later instanceof FieldRule other && other.isOf(rule.attribute())) {
                    throw of(rule.attribute(), rule.label(), other.label(), "Let one of the mappings do without it.");
                }
            }
        }
    }
}
