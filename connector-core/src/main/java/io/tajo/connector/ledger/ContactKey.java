package io.tajo.connector.ledger;

/**
 * A contact as a ledger knows it: the first half of a keyed hash of its address.
 *
 * @param high upper 64 bits
 * @param low lower 64 bits
 */
public record ContactKey(long high, long low) {}
