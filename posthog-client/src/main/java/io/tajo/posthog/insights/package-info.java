/** Insights: saved questions and their answers, funnels among them. */
@NullMarked
package io.tajo.posthog.insights;

import org.jspecify.annotations.NullMarked;
