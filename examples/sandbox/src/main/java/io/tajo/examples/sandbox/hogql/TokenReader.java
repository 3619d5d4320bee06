package io.tajo.examples.sandbox.hogql;

import java.util.List;

/** Walks along the tokens of a query. */
final class TokenReader {
    private final List<Token> tokens;
    private int at;

    TokenReader(String text) {
        this.tokens = Lexer.read(text);
    }

    Token peek() {
        return tokens.get(at);
    }

    Token peek(int ahead) {
        return tokens.get(Math.min(at + ahead, tokens.size() - 1));
    }

    Token next() {
        return tokens.get(at == tokens.size() - 1 ? at : at++);
    }

    boolean takeWord(String word) {
        if (!peek().isWord(word)) return false;
        next();
        return true;
    }

    boolean takeSymbol(String symbol) {
        if (!peek().isSymbol(symbol)) return false;
        next();
        return true;
    }

    void expectWord(String word) {
        if (!takeWord(word)) throw unexpected("expected " + word);
    }

    void expectSymbol(String symbol) {
        if (!takeSymbol(symbol)) throw unexpected("expected " + symbol);
    }

    HogQlException unexpected(String why) {
        String found = peek().kind() == Token.Kind.END ? "the end" : "'" + peek().text() + "'";
        return new HogQlException("mismatched input " + found + ", " + why);
    }
}
