/** HogQL: questions in SQL, read page by page past PostHog's row limit. */
@NullMarked
package io.tajo.posthog.query;

import org.jspecify.annotations.NullMarked;
