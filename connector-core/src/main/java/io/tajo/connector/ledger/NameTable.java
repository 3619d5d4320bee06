package io.tajo.connector.ledger;

/** A small number for each attribute's name, the same for good. */
interface NameTable {

    /** Returns the number of a name that was learned before. */
    int number(String name);

    /** Returns the name of a number. */
    String name(int number);
}
