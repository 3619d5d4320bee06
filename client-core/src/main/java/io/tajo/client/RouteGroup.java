package io.tajo.client;

/**
 * The routes of a service that share one quota, for example all of Brevo's {@code /contacts} routes.
 *
 * @param name the group's name, as reports show it
 */
public record RouteGroup(String name) {

    /**
     * Checks that the group has a name.
     *
     * @param name the group's name, as reports show it
     */
    public RouteGroup {
        if (name.isBlank()) throw new IllegalArgumentException("a route group has a name");
    }

    /** {@return the group's name} */
    @Override
    public String toString() {
        return name;
    }
}
