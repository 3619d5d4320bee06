/** The Brevo client: {@link io.tajo.brevo.BrevoClient} and what builds it. */
@NullMarked
package io.tajo.brevo;

import org.jspecify.annotations.NullMarked;
