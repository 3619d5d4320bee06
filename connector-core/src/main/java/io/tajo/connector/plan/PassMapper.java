package io.tajo.connector.plan;

import io.tajo.client.ConfigurationException;
import io.tajo.connector.mapping.ContactDraft;
import io.tajo.connector.mapping.FieldMapper;
import io.tajo.connector.mapping.Profile;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Maps a person for several jobs at once. A job that can't map a person fails for that person alone, and the other jobs map it.
 * For one thread.
 */
public final class PassMapper implements FieldMapper {
    private final List<Part> parts;
    private final UnaryOperator<Profile> enrich;
    private final Failures failures;
    private final List<MapperFailures> inARow = new ArrayList<>();

    /**
     * One job's mapping.
     *
     * @param mapper maps a person for the job
     * @param lists the lists that the job fills: a contact stays where it is while the job can't tell
     * @param isBase whether a person is rejected as a whole if the job can't map it
     */
    public record Part(FieldMapper mapper, Set<Long> lists, boolean isBase) {
        /**
         * Copies the lists.
         *
         * @param mapper maps a person for the job
         * @param lists the lists that the job fills
         * @param isBase whether a person is rejected as a whole
         */
        public Part {
            lists = Set.copyOf(lists);
        }
    }

    /** Takes what can't be mapped. */
    public interface Failures {
        /**
         * Returns whether a job has not ended.
         *
         * @param part the job's position
         * @return whether it maps persons
         */
        boolean isOpen(int part);

        /**
         * Takes a person that one job can't map.
         *
         * @param person PostHog's id of the person
         * @param part the job's position
         * @param reason why
         */
        void rejected(String person, int part, String reason);

        /**
         * Takes a job that can map no person.
         *
         * @param part the job's position
         * @param problem why
         */
        void failed(int part, MappingFailedException problem);
    }

    /**
     * Creates the mapper.
     *
     * @param parts the jobs' mappings; the later ones see what the earlier ones wrote
     * @param enrich adds what the jobs work out of a person
     * @param failures takes what can't be mapped
     */
    public PassMapper(List<Part> parts, UnaryOperator<Profile> enrich, Failures failures) {
        this.parts = List.copyOf(parts);
        this.enrich = enrich;
        this.failures = failures;
        parts.forEach(part -> inARow.add(new MapperFailures()));
    }

    @Override
    public void map(Profile person, ContactDraft contact) {
        Profile enriched = enrich.apply(person);
        for (int i = 0; i < parts.size(); i++) {
            if (failures.isOpen(i)) map(i, enriched, contact);
            else keepLists(parts.get(i), contact);
            if (contact.skipReason().isPresent()) return;
        }
    }

    private void map(int position, Profile person, ContactDraft contact) {
        Part part = parts.get(position);
        ContactDraft own = ContactDraft.of(contact.email());
        try {
            part.mapper().map(person, own);
            inARow.get(position).mapped();
            contact.add(own);
        } catch (ConfigurationException e) {
            throw e;
        } catch (RuntimeException e) {
            if (part.isBase()) throw e;
            failures.rejected(person.id(), position, inARow.get(position).failed(e));
            keepLists(part, contact);
        }
    }

    private static void keepLists(Part part, ContactDraft contact) {
        part.lists().forEach(contact::keepInList);
    }

    /** Ends the jobs that have failed for every person. */
    public void check() {
        for (int i = 0; i < parts.size(); i++) {
            try {
                if (failures.isOpen(i)) inARow.get(i).check();
            } catch (MappingFailedException e) {
                failures.failed(i, e);
            }
        }
    }
}
