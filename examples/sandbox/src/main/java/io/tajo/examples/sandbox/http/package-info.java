/** Loopback servers on the JDK's own HTTP server. */
@NullMarked
package io.tajo.examples.sandbox.http;

import org.jspecify.annotations.NullMarked;
