package io.tajo.posthog.flags;

import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Why a flag is what it is for a person.
 *
 * @param code PostHog's word, such as {@code condition_match} or {@code out_of_rollout_bound}; others may be added
 * @param conditionIndex which of the flag's conditions decided, counted from 0
 * @param description the reason in words
 */
public record EvaluationReason(
        String code, OptionalLong conditionIndex, @Nullable String description) {}
