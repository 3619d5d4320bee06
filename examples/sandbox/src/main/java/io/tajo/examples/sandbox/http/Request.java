package io.tajo.examples.sandbox.http;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A request as a route sees it.
 *
 * @param method GET, POST and so on
 * @param path the path below the service's base
 * @param variables what stands where the route's template has names
 * @param query the query's parameters
 * @param headers headers by lower-case name
 * @param body the body, inflated
 */
@SuppressWarnings("ArrayRecordComponent") // handed through once, never compared
public record Request(
        String method,
        String path,
        Map<String, String> variables,
        Map<String, List<String>> query,
        Map<String, String> headers,
        byte[] body) {

    /**
     * Returns a query parameter.
     *
     * @param name its name
     * @return its first value
     */
    public Optional<String> param(String name) {
        return query.getOrDefault(name, List.of()).stream().findFirst();
    }

    /**
     * Returns a number from the query.
     *
     * @param name the parameter
     * @param standard the number where there is none
     * @return the number
     */
    public int number(String name, int standard) {
        return param(name).map(Integer::parseInt).orElse(standard);
    }

    /**
     * Returns what stands in the path.
     *
     * @param name the template's name for it
     * @return the value, decoded
     */
    public String variable(String name) {
        return variables.getOrDefault(name, "");
    }
}
