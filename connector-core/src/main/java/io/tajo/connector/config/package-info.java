/** The YAML file that a connector can be built from. */
@NullMarked
package io.tajo.connector.config;

import org.jspecify.annotations.NullMarked;
