package io.tajo.posthog.query;

import io.tajo.posthog.query.HogQlTokens.Kind;
import io.tajo.posthog.query.HogQlTokens.Token;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the clauses that skip rows, {@code OFFSET n} or {@code LIMIT n, m}, and the one that limits the rows of the whole
 * answer. A column or an alias of that name is none. For one text.
 */
final class RowClauses {
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

    private RowClauses(List<Token> tokens) {
        this.tokens = tokens;
    }

    static boolean hasOffset(String hogQl) {
        return new RowClauses(HogQlTokens.of(hogQl)).findOffset();
    }

    /** Returns the largest LIMIT of the answer as far as it is a number or a placeholder; not those of nested queries. */
    static OptionalLong limit(String hogQl, Map<String, @Nullable Object> values) {
        return new RowClauses(HogQlTokens.of(hogQl)).findLimit(values);
    }

    private OptionalLong findLimit(Map<String, @Nullable Object> values) {
        OptionalLong largest = OptionalLong.empty();
        for (int i = 0; i < tokens.size(); i++) {
            nest(tokens.get(i));
            if (depth > 0 || !tokens.get(i).is("limit") || !isClause(i)) continue;
            boolean bound = tokens.get(i + 1).is("{");
            int end = i + (bound ? 4 : 2);
            // LIMIT 1 BY a keeps one row for each a, however many rows that makes.
            if (end < tokens.size() && tokens.get(end).is("by")) continue;
            // LIMIT 1 + 1: what that makes is PostHog's to compute.
            if (end < tokens.size() && tokens.get(end).kind() == Kind.SYMBOL) continue;
            OptionalLong limit =
                    bound ? placeholder(i + 2, values) : tokens.get(i + 1).number();
            if (limit.isPresent() && limit.getAsLong() > largest.orElse(-1)) largest = limit;
        }
        return largest;
    }

    private OptionalLong placeholder(int index, Map<String, @Nullable Object> values) {
        Object value = index < tokens.size() ? values.get(tokens.get(index).text()) : null;
        return value instanceof Number number ? OptionalLong.of(number.longValue()) : OptionalLong.empty();
    }

    private boolean findOffset() {
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
