package io.tajo.brevo.lists;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A segment: contacts by a condition, kept up to date by Brevo.
 *
 * @param id its number
 * @param name its name
 * @param category the category that it is filed under
 * @param updatedAt when its condition was changed last
 */
public record Segment(
        long id,
        String name,
        @Nullable String category,
        @Nullable Instant updatedAt) {}
