/**
 * The way of one request: validate, wait for a permit, send with a deadline that covers the body, read the limit
 * headers, decide on a retry, decode. Exported to the two clients only.
 */
@NullMarked
package io.tajo.client.transport;

import org.jspecify.annotations.NullMarked;
