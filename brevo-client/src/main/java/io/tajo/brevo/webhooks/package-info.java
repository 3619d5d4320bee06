/** Webhooks: how Brevo tells what contacts do, and what its messages mean. */
@NullMarked
package io.tajo.brevo.webhooks;

import org.jspecify.annotations.NullMarked;
