/** Reads persons from PostHog, completely or not at all. Not exported. */
@NullMarked
package io.tajo.connector.source;

import org.jspecify.annotations.NullMarked;
