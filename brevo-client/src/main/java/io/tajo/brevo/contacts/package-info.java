/** Contacts: one by one, listed, and imported in bulk. */
@NullMarked
package io.tajo.brevo.contacts;

import org.jspecify.annotations.NullMarked;
