package io.tajo.examples.sandbox.hogql;

/**
 * A piece of a query.
 *
 * @param kind what it is
 * @param text its text, unquoted
 */
record Token(Kind kind, String text) {
    enum Kind {
        WORD,
        QUOTED_NAME,
        STRING,
        NUMBER,
        SYMBOL,
        END
    }

    boolean isWord(String word) {
        return kind == Kind.WORD && text.equalsIgnoreCase(word);
    }

    boolean isSymbol(String symbol) {
        return kind == Kind.SYMBOL && text.equals(symbol);
    }
}
