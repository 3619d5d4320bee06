package io.tajo.examples.sandbox.http;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A method and a path template with the code that answers them.
 *
 * @param method GET, POST and so on
 * @param template the path, with {@code {names}} for whole segments
 * @param quota the name of the quota that calls use
 * @param handler answers
 */
public record Route(String method, String template, String quota, Handler handler) {

    /** Answers a request. */
    @FunctionalInterface
    public interface Handler {
        /**
         * Answers.
         *
         * @param request the request
         * @return the answer
         * @throws IOException if the body can't be read
         */
        Reply answer(Request request) throws IOException;
    }

    /** {@return method and template} */
    public String name() {
        return method + " " + template;
    }

    /** Returns what stands where the template has names, or nothing if the path is another one's. */
    Optional<Map<String, String>> match(String requestMethod, String rawPath) {
        if (!method.equals(requestMethod)) return Optional.empty();
        String[] wanted = template.split("/", -1);
        String[] given = rawPath.split("/", -1);
        if (wanted.length != given.length) return Optional.empty();
        Map<String, String> variables = new LinkedHashMap<>();
        for (int i = 0; i < wanted.length; i++) {
            if (wanted[i].startsWith("{")) {
                String decoded = URLDecoder.decode(given[i].replace("+", "%2B"), StandardCharsets.UTF_8);
                variables.put(wanted[i].substring(1, wanted[i].length() - 1), decoded);
            } else if (!wanted[i].equals(given[i])) {
                return Optional.empty();
            }
        }
        return Optional.of(variables);
    }
}
