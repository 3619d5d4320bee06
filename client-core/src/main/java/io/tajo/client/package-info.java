/**
 * What users of either client touch: credentials, pacing, retries, paging, JSON values and the exceptions.
 */
@NullMarked
package io.tajo.client;

import org.jspecify.annotations.NullMarked;
