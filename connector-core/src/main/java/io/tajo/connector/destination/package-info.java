/** What Brevo holds: read once for each run, and kept in little memory. */
@NullMarked
package io.tajo.connector.destination;

import org.jspecify.annotations.NullMarked;
