/** The facade: {@link io.tajo.connector.PostHogBrevoConnector}. */
@NullMarked
package io.tajo.connector;

import org.jspecify.annotations.NullMarked;
