/** Brevo's side: contacts, lists, attributes and imports, with the traps of the real one. */
@NullMarked
package io.tajo.examples.sandbox.brevo;

import org.jspecify.annotations.NullMarked;
