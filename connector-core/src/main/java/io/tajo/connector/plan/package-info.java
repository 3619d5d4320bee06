/** Decides what to send, from what a contact should hold and what Brevo holds. Not exported. */
@NullMarked
package io.tajo.connector.plan;

import org.jspecify.annotations.NullMarked;
