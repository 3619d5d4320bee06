/** The account that a key belongs to. */
@NullMarked
package io.tajo.brevo.account;

import org.jspecify.annotations.NullMarked;
