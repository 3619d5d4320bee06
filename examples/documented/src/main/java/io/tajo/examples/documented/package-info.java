/** The documented code examples, each as a program: connect, persons, cohorts, HogQL. */
@NullMarked
package io.tajo.examples.documented;

import org.jspecify.annotations.NullMarked;
