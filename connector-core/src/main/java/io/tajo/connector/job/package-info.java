/** What to sync: each job is a value. */
@NullMarked
package io.tajo.connector.job;

import org.jspecify.annotations.NullMarked;
