package io.tajo.posthog.query;

import io.tajo.posthog.query.HogQlTokens.Kind;
import io.tajo.posthog.query.HogQlTokens.Token;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Finds the clause that skips rows, {@code OFFSET n} or {@code LIMIT n, m}. A column or an alias of that name is none.
 * For one text.
 */
final class OffsetFinder {
    private static final Set<String> EXPECT_AN_EXPRESSION = Set.of(
            "select",
            "distinct",
            "from",
            "where",
            "prewhere",
            "having",
            "and",
            "or",
            "not",
            "in",
            "like",
            "ilike",
            "between",
            "by",
            "on",
            "using",
            "join",
            "as",
            "when",
            "then",
            "else",
            "case",
            "interval",
            "limit",
            "offset",
            "is",
            "with",
            "all",
            "any",
            "left",
            "right",
            "inner",
            "outer",
            "full",
            "cross",
            "return");

    private final List<Token> tokens;
    private int depth;
    private int limitAt = -1;

    private OffsetFinder(List<Token> tokens) {
        this.tokens = tokens;
    }

    static boolean hasOffset(String hogQl) {
        return new OffsetFinder(HogQlTokens.of(hogQl)).find();
    }

    private boolean find() {
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            nest(token);
            if (token.is("offset") && isClause(i)) return true;
            if (token.is("limit") && isClause(i)) {
                limitAt = depth;
            } else if (depth == limitAt) {
                if (token.is(",")) return true;
                // LIMIT 1 BY a, b keeps one row for each a and b; and the next SELECT has columns.
                if (token.is("by") || token.is("select")) limitAt = -1;
            }
        }
        return false;
    }

    private void nest(Token token) {
        if (token.is("(") || token.is("[") || token.is("{")) depth++;
        if (token.is(")") || token.is("]") || token.is("}")) depth--;
        if (depth < limitAt) limitAt = -1;
    }

    /** A clause stands behind an expression, and an expression follows it. */
    private boolean isClause(int index) {
        return index > 0
                && index + 1 < tokens.size()
                && endsExpression(tokens.get(index - 1))
                && startsExpression(tokens.get(index + 1));
    }

    private static boolean endsExpression(Token token) {
        return switch (token.kind()) {
            case VALUE -> true;
            case WORD -> !EXPECT_AN_EXPRESSION.contains(token.text().toLowerCase(Locale.ROOT));
            case SYMBOL -> token.is(")") || token.is("]") || token.is("}") || token.is("*");
        };
    }

    private static boolean startsExpression(Token token) {
        return token.kind() != Kind.SYMBOL
                || token.is("(")
                || token.is("{")
                || token.is("[")
                || token.is("-")
                || token.is("+");
    }
}
