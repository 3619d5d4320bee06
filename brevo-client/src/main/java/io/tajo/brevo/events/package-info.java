/** Custom events: what contacts did elsewhere. */
@NullMarked
package io.tajo.brevo.events;

import org.jspecify.annotations.NullMarked;
