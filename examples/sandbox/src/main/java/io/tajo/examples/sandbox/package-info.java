/** A PostHog and a Brevo on loopback: {@link io.tajo.examples.sandbox.Sandbox}. */
@NullMarked
package io.tajo.examples.sandbox;

import org.jspecify.annotations.NullMarked;
