/** As much of HogQL as a sync asks: a lexer, a parser and an evaluator. */
@NullMarked
package io.tajo.examples.sandbox.hogql;

import org.jspecify.annotations.NullMarked;
