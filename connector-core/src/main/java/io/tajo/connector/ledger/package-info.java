/** What Brevo was last proven to hold, so that the next run sends only the difference. */
@NullMarked
package io.tajo.connector.ledger;

import org.jspecify.annotations.NullMarked;
