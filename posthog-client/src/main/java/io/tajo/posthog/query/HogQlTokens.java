package io.tajo.posthog.query;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * Splits HogQL into words, values and symbols. Comments are left out, and what stands in strings, templates and quoted
 * names is one value, whatever words it holds.
 */
final class HogQlTokens {
    private final String text;
    private final List<Token> tokens = new ArrayList<>();
    private int at;

    private HogQlTokens(String text) {
        this.text = text;
    }

    enum Kind {
        WORD,
        VALUE,
        SYMBOL
    }

    /** A piece of the text, from {@code start} on; of values only numbers keep their text. */
    record Token(Kind kind, String text, int start) {
        boolean is(String wordOrSymbol) {
            return kind != Kind.VALUE && text.equalsIgnoreCase(wordOrSymbol);
        }

        OptionalLong number() {
            boolean whole = kind == Kind.VALUE && text.matches("\\d{1,18}");
            return whole ? OptionalLong.of(Long.parseLong(text)) : OptionalLong.empty();
        }
    }

    static List<Token> of(String text) {
        HogQlTokens tokens = new HogQlTokens(text);
        while (tokens.at < text.length()) tokens.step();
        return tokens.tokens;
    }

    /** Returns the text without the semicolon that may end it, which would stand in the middle once it is nested. */
    static String withoutLastSemicolon(String text) {
        StringBuilder kept = new StringBuilder(text);
        List<Token> tokens = of(text);
        for (int i = tokens.size() - 1; i >= 0 && tokens.get(i).is(";"); i--) {
            kept.deleteCharAt(tokens.get(i).start());
        }
        return kept.toString();
    }

    private void step() {
        char c = text.charAt(at);
        if (Character.isWhitespace(c)) {
            at++;
        } else if (starts("--") || starts("//") || c == '#') {
            while (at < text.length() && "\r\n".indexOf(text.charAt(at)) < 0) at++;
        } else if (starts("/*")) {
            at += 2;
            skipTo("*/");
        } else if (starts("f'")) {
            at++;
            template();
        } else if (c == '\'' || c == '"' || c == '`') {
            quoted(c);
        } else if (Character.isDigit(c)) {
            number();
        } else if (isWordPart(c)) {
            word();
        } else {
            tokens.add(new Token(Kind.SYMBOL, String.valueOf(c), at));
            at++;
        }
    }

    private boolean starts(String prefix) {
        return text.startsWith(prefix, at);
    }

    private void skipTo(String end) {
        int found = text.indexOf(end, at);
        at = found < 0 ? text.length() : found + end.length();
    }

    /** A doubled quote ends one value and begins the next, which comes to the same here. */
    private void quoted(char quote) {
        for (at++; at < text.length() && text.charAt(at) != quote; at++) {
            if (text.charAt(at) == '\\') at++;
        }
        at++;
        value();
    }

    /** {@code f'...{expression}...'}: the expressions may hold strings of their own. */
    private void template() {
        for (at++; at < text.length() && text.charAt(at) != '\''; ) {
            char c = text.charAt(at);
            if (c == '{') {
                templateExpression();
            } else {
                at += c == '\\' ? 2 : 1;
            }
        }
        at++;
        value();
    }

    private void templateExpression() {
        int outside = tokens.size();
        at++;
        int depth = 1;
        while (at < text.length() && depth > 0) {
            int before = tokens.size();
            step();
            if (tokens.size() == before) continue;
            Token last = tokens.get(tokens.size() - 1);
            if (last.is("{")) depth++;
            if (last.is("}")) depth--;
        }
        tokens.subList(outside, tokens.size()).clear();
    }

    private void number() {
        int start = at;
        while (at < text.length() && (isWordPart(text.charAt(at)) || text.charAt(at) == '.')) at++;
        tokens.add(new Token(Kind.VALUE, text.substring(start, at), start));
    }

    private void word() {
        int start = at;
        while (at < text.length() && isWordPart(text.charAt(at))) at++;
        tokens.add(new Token(Kind.WORD, text.substring(start, at), start));
    }

    private void value() {
        tokens.add(new Token(Kind.VALUE, "", at));
    }

    private static boolean isWordPart(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '$';
    }
}
