/** From a person to a contact: the mapper as an extension point, and the declarative mapping. */
@NullMarked
package io.tajo.connector.mapping;

import org.jspecify.annotations.NullMarked;
