/** Filters on properties, as persons, events, recordings and funnels take them. */
@NullMarked
package io.tajo.posthog.properties;

import org.jspecify.annotations.NullMarked;
