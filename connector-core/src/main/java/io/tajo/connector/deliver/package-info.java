/** Sends the changes and finds out what became of them. Not exported. */
@NullMarked
package io.tajo.connector.deliver;

import org.jspecify.annotations.NullMarked;
