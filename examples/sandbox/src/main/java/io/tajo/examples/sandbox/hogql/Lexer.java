package io.tajo.examples.sandbox.hogql;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/** Cuts a query into tokens; comments are left out. */
final class Lexer {
    private final String text;
    private final List<Token> tokens = new ArrayList<>();
    private int at;

    private Lexer(String text) {
        this.text = text;
    }

    static List<Token> read(String text) {
        Lexer lexer = new Lexer(text);
        lexer.readAll();
        return lexer.tokens;
    }

    private void readAll() {
        while (at < text.length()) {
            char c = text.charAt(at);
            if (Character.isWhitespace(c)) {
                at++;
            } else if (text.startsWith("--", at)) {
                int end = text.indexOf('\n', at);
                at = end < 0 ? text.length() : end;
            } else if (text.startsWith("/*", at)) {
                int end = text.indexOf("*/", at);
                if (end < 0) throw new HogQlException("a comment does not end");
                at = end + 2;
            } else {
                readToken(c);
            }
        }
        tokens.add(new Token(Token.Kind.END, ""));
    }

    private void readToken(char c) {
        if (c == '\'') {
            add(Token.Kind.STRING, quoted(c));
        } else if (c == '`' || c == '"') {
            add(Token.Kind.QUOTED_NAME, quoted(c));
        } else if (Character.isDigit(c)) {
            add(Token.Kind.NUMBER, run(other -> Character.isDigit(other) || other == '.'));
        } else if (Character.isLetter(c) || c == '_' || c == '$') {
            add(Token.Kind.WORD, run(other -> Character.isLetterOrDigit(other) || other == '_' || other == '$'));
        } else {
            add(Token.Kind.SYMBOL, symbol());
        }
    }

    private void add(Token.Kind kind, String value) {
        tokens.add(new Token(kind, value));
    }

    private String symbol() {
        for (String two : new String[] {"<=", ">=", "!=", "<>", "=="}) {
            if (text.startsWith(two, at)) {
                at += 2;
                return two;
            }
        }
        return String.valueOf(text.charAt(at++));
    }

    private String quoted(char quote) {
        StringBuilder value = new StringBuilder();
        at++;
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c == '\\' && at < text.length()) {
                value.append(escaped(text.charAt(at++)));
            } else if (c != quote) {
                value.append(c);
            } else if (at < text.length() && text.charAt(at) == quote) {
                value.append(quote);
                at++;
            } else {
                return value.toString();
            }
        }
        throw new HogQlException("a quotation does not end");
    }

    private static char escaped(char c) {
        return switch (c) {
            case 'n' -> '\n';
            case 't' -> '\t';
            case 'r' -> '\r';
            case '0' -> '\0';
            default -> c;
        };
    }

    private String run(IntPredicate belongs) {
        int start = at;
        while (at < text.length() && belongs.test(text.charAt(at))) at++;
        return text.substring(start, at);
    }
}
