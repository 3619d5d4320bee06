/** Feature flags: their definitions, and their values for a person, from the server or decided here. */
@NullMarked
package io.tajo.posthog.flags;

import org.jspecify.annotations.NullMarked;
