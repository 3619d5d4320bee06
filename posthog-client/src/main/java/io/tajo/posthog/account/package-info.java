/** Account: whose key it is, which project it reads, and what it may read there. */
@NullMarked
package io.tajo.posthog.account;

import org.jspecify.annotations.NullMarked;
