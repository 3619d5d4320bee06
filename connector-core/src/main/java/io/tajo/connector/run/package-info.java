/** Tells the story of a run: opens the rooms in their order and writes the report. Not exported. */
@NullMarked
package io.tajo.connector.run;

import org.jspecify.annotations.NullMarked;
