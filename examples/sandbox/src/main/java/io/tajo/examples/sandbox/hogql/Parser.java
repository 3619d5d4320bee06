package io.tajo.examples.sandbox.hogql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Parses one SELECT. */
final class Parser {
    private static final Set<String> CLAUSES =
            Set.of("from", "where", "group", "having", "order", "limit", "offset", "as", "union", "over");

    private final TokenReader tokens;
    private final ExprParser expressions;

    private Parser(String text) {
        tokens = new TokenReader(text);
        expressions = new ExprParser(tokens);
    }

    static Select parse(String text) {
        Parser parser = new Parser(text);
        Select select = parser.select();
        parser.tokens.takeSymbol(";");
        if (parser.tokens.peek().kind() != Token.Kind.END) throw parser.tokens.unexpected("expected the end");
        return select;
    }

    private Select select() {
        tokens.expectWord("select");
        boolean distinct = tokens.takeWord("distinct");
        List<Select.Item> items = items();
        Select.Source from = tokens.takeWord("from") ? source() : null;
        Expr where = tokens.takeWord("where") ? expressions.expression() : null;
        List<Expr> groupBy = List.of();
        if (tokens.takeWord("group")) {
            tokens.expectWord("by");
            groupBy = expressions.list();
        }
        Expr having = tokens.takeWord("having") ? expressions.expression() : null;
        List<Select.Order> orderBy = expressions.orderBy();
        Integer limit = limit();
        return new Select(distinct, items, from, where, groupBy, having, orderBy, limit);
    }

    private List<Select.Item> items() {
        List<Select.Item> items = new ArrayList<>();
        do {
            Expr expression = expressions.expression();
            items.add(new Select.Item(expression, alias(expression)));
        } while (tokens.takeSymbol(","));
        return items;
    }

    private String alias(Expr expression) {
        if (tokens.takeWord("as")) return tokens.next().text();
        Token next = tokens.peek();
        boolean bare =
                next.kind() == Token.Kind.WORD && !CLAUSES.contains(next.text().toLowerCase(Locale.ROOT));
        if (bare || next.kind() == Token.Kind.QUOTED_NAME) return tokens.next().text();
        return expression instanceof Expr.Column column ? String.join(".", column.path()) : "expression";
    }

    private Select.Source source() {
        Select.Source source;
        if (tokens.takeSymbol("(")) {
            source = nested(select());
            tokens.expectSymbol(")");
        } else {
            source = new Select.Source.Named(tokens.next().text());
        }
        if (tokens.takeWord("as")) {
            tokens.next();
        } else if (tokens.peek().kind() == Token.Kind.WORD
                && !CLAUSES.contains(tokens.peek().text().toLowerCase(Locale.ROOT))) {
            throw tokens.unexpected("joins and bare table aliases are not part of the sandbox's HogQL");
        }
        return source;
    }

    private Select.Source nested(Select first) {
        if (!tokens.peek().isWord("union")) return new Select.Source.Nested(first);
        List<Select> selects = new ArrayList<>(List.of(first));
        while (tokens.takeWord("union")) {
            tokens.expectWord("all");
            selects.add(select());
        }
        return new Select.Source.Union(List.copyOf(selects));
    }

    private @Nullable Integer limit() {
        Integer limit = null;
        if (tokens.takeWord("limit")) limit = Integer.valueOf(tokens.next().text());
        if (tokens.peek().isWord("offset")) {
            throw new HogQlException("OFFSET is not supported for API queries. Use keyset pagination instead.");
        }
        return limit;
    }
}
