package io.tajo.examples.sandbox.hogql;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Parses expressions, loosest binding first. */
final class ExprParser {
    private static final Map<String, String> COMPARISONS = Map.of(
            "=",
            "equals",
            "==",
            "equals",
            "!=",
            "notEquals",
            "<>",
            "notEquals",
            "<",
            "less",
            "<=",
            "lessOrEquals",
            ">",
            "greater",
            ">=",
            "greaterOrEquals");

    private final TokenReader tokens;

    ExprParser(TokenReader tokens) {
        this.tokens = tokens;
    }

    Expr expression() {
        Expr left = conjunction();
        while (tokens.takeWord("or")) left = call("or", left, conjunction());
        return left;
    }

    List<Expr> list() {
        List<Expr> list = new ArrayList<>();
        do {
            list.add(expression());
        } while (tokens.takeSymbol(","));
        return list;
    }

    private Expr conjunction() {
        Expr left = negation();
        while (tokens.takeWord("and")) left = call("and", left, negation());
        return left;
    }

    private Expr negation() {
        return tokens.takeWord("not") ? call("not", negation()) : comparison();
    }

    private Expr comparison() {
        Expr left = sum();
        while (true) {
            String operator = COMPARISONS.get(
                    tokens.peek().kind() == Token.Kind.SYMBOL ? tokens.peek().text() : "");
            if (operator != null) {
                tokens.next();
                left = call(operator, left, sum());
            } else if (tokens.takeWord("is")) {
                boolean not = tokens.takeWord("not");
                tokens.expectWord("null");
                left = call(not ? "isNotNull" : "isNull", left);
            } else if (isWordOperator(tokens.peek())) {
                left = wordOperator(left, false);
            } else if (tokens.peek().isWord("not") && isWordOperator(tokens.peek(1))) {
                tokens.next();
                left = wordOperator(left, true);
            } else {
                return left;
            }
        }
    }

    private static boolean isWordOperator(Token token) {
        return token.isWord("in") || token.isWord("like") || token.isWord("ilike") || token.isWord("between");
    }

    private Expr wordOperator(Expr left, boolean not) {
        if (tokens.takeWord("like")) return call(not ? "notLike" : "like", left, sum());
        if (tokens.takeWord("ilike")) return call(not ? "notILike" : "ilike", left, sum());
        if (tokens.takeWord("between")) {
            Expr from = call("greaterOrEquals", left, sum());
            tokens.expectWord("and");
            Expr between = call("and", from, call("lessOrEquals", left, sum()));
            return not ? call("not", between) : between;
        }
        tokens.expectWord("in");
        if (!tokens.takeWord("cohort")) return call(not ? "notIn" : "in", left, sum());
        Expr inCohort = call("inCohort", left, sum());
        return not ? call("not", inCohort) : inCohort;
    }

    private Expr sum() {
        Expr left = product();
        while (tokens.peek().isSymbol("+") || tokens.peek().isSymbol("-")) {
            String function = tokens.next().text().equals("+") ? "plus" : "minus";
            left = call(function, left, product());
        }
        return left;
    }

    private Expr product() {
        Expr left = primary();
        while (tokens.peek().isSymbol("*") || tokens.peek().isSymbol("/")) {
            String function = tokens.next().text().equals("*") ? "multiply" : "divide";
            left = call(function, left, primary());
        }
        return left;
    }

    private Expr primary() {
        Token token = tokens.next();
        return switch (token.kind()) {
            case STRING -> new Expr.Literal(token.text());
            case NUMBER -> number(token.text());
            case WORD -> word(token);
            case QUOTED_NAME -> column(token.text());
            case SYMBOL -> symbol(token);
            case END -> throw tokens.unexpected("expected an expression");
        };
    }

    private Expr symbol(Token token) {
        return switch (token.text()) {
            case "*" -> new Expr.Star();
            case "-" -> call("minus", new Expr.Literal(0L), primary());
            case "{" -> placeholder();
            case "(" -> parenthesis();
            case "[" -> array();
            default -> throw new HogQlException("mismatched input '" + token.text() + "', expected an expression");
        };
    }

    private Expr placeholder() {
        String name = tokens.next().text();
        tokens.expectSymbol("}");
        return new Expr.Placeholder(name);
    }

    private Expr array() {
        List<Expr> elements = tokens.peek().isSymbol("]") ? List.of() : list();
        tokens.expectSymbol("]");
        return new Expr.Call("array", elements, false);
    }

    private Expr parenthesis() {
        List<Expr> elements = list();
        tokens.expectSymbol(")");
        return elements.size() == 1 ? elements.get(0) : new Expr.Tuple(elements);
    }

    private Expr word(Token token) {
        if (token.isWord("null")) return new Expr.Literal(null);
        if (token.isWord("true") || token.isWord("false")) return new Expr.Literal(token.isWord("true"));
        if (token.isWord("interval")) {
            Expr amount = primary();
            return call(
                    "interval", amount, new Expr.Literal(tokens.next().text().toLowerCase(Locale.ROOT)));
        }
        if (!tokens.takeSymbol("(")) return column(token.text());
        boolean distinct = tokens.takeWord("distinct");
        List<Expr> arguments = tokens.peek().isSymbol(")") ? List.of() : list();
        tokens.expectSymbol(")");
        if (tokens.takeWord("over")) return rowNumber(token);
        return new Expr.Call(token.text(), arguments, distinct);
    }

    /** The one window function that a sync asks for: it numbers the rows of each partition. */
    private Expr rowNumber(Token function) {
        if (!function.isWord("row_number"))
            throw tokens.unexpected("row_number() is the sandbox's one window function");
        tokens.expectSymbol("(");
        tokens.expectWord("partition");
        tokens.expectWord("by");
        List<Expr> partition = list();
        List<Select.Order> orderBy = orderBy();
        tokens.expectSymbol(")");
        return new Expr.RowNumber(partition, orderBy);
    }

    /** Parses an ORDER BY, if there is one. */
    List<Select.Order> orderBy() {
        List<Select.Order> orders = new ArrayList<>();
        if (!tokens.takeWord("order")) return orders;
        tokens.expectWord("by");
        do {
            Expr expression = expression();
            boolean descending = tokens.takeWord("desc");
            if (!descending) tokens.takeWord("asc");
            orders.add(new Select.Order(expression, descending));
        } while (tokens.takeSymbol(","));
        return orders;
    }

    private Expr column(String first) {
        List<String> path = new ArrayList<>(List.of(first));
        while (tokens.takeSymbol(".")) path.add(tokens.next().text());
        return new Expr.Column(path);
    }

    private static Expr number(String text) {
        return new Expr.Literal(text.contains(".") ? new BigDecimal(text) : Long.valueOf(text));
    }

    private static Expr call(String function, Expr... arguments) {
        return new Expr.Call(function, List.of(arguments), false);
    }
}
