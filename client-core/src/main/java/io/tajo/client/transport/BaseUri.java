package io.tajo.client.transport;

import io.tajo.client.ConfigurationException;
import io.tajo.client.DecodingException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;

/** The host that a client talks to, and the only one its key is sent to. Immutable and safe for any thread. */
public final class BaseUri {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]", "::1");

    private final URI uri;

    private BaseUri(URI uri) {
        this.uri = uri;
    }

    /**
     * Returns a base that calls may be sent to.
     *
     * @param what what the address is of, for error messages, for example "PostHog host"
     * @param address scheme and host, and a path that all calls share; a trailing slash makes no difference
     * @return the base
     * @throws ConfigurationException if it is no address, or plain http to another machine
     */
    public static BaseUri of(String what, String address) {
        URI uri;
        try {
            uri = new URI(address.strip());
        } catch (URISyntaxException e) {
            throw new ConfigurationException(
                    "The " + what + " is not an address: " + e.getReason() + ". It looks like https://host.example.");
        }
        if (uri.getHost() == null || uri.getScheme() == null) {
            throw new ConfigurationException(
                    "The " + what + " lacks its scheme or host. It looks like " + "https://host.example.");
        }
        if (uri.getRawUserInfo() != null || uri.getRawQuery() != null || uri.getRawFragment() != null) {
            throw new ConfigurationException("The " + what + " holds more than scheme, host, port and path. Leave "
                    + "credentials and queries out of it.");
        }
        requireSafe(what, uri);
        String path = uri.getRawPath() == null ? "" : uri.getRawPath().replaceAll("/+$", "");
        return new BaseUri(URI.create(uri.getScheme() + "://" + uri.getRawAuthority() + path));
    }

    /**
     * Checks that nothing sent to an address can be read on the way.
     *
     * @param what what the address is of
     * @param uri the address
     * @throws ConfigurationException if it names no host, or is neither https nor on this machine
     */
    static void requireSafe(String what, URI uri) {
        if (uri.getHost() == null) {
            // The JDK would refuse it with an exception that quotes it whole, signature and all.
            throw new ConfigurationException("The " + what
                    + " has an address that names no host, or one with characters " + "that no host name has.");
        }
        String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        String host = String.valueOf(uri.getHost()).toLowerCase(Locale.ROOT);
        if (scheme.equals("https") || (scheme.equals("http") && LOOPBACK.contains(host))) return;
        throw new ConfigurationException("The " + what + " at " + scheme + "://" + host + " is not https. Plain http "
                + "would send data and key in clear; it is allowed for localhost alone.");
    }

    /** {@return the address, without a trailing slash} */
    public URI uri() {
        return uri;
    }

    /**
     * Returns the address of a path below this base.
     *
     * @param pathAndQuery starts with a slash; percent-encoded
     * @return the address
     */
    URI resolve(String pathAndQuery) {
        return URI.create(uri + pathAndQuery);
    }

    /**
     * Takes path and query of a link that a server made, which behind a proxy may name another host or plain http.
     *
     * @param link an absolute or relative link
     * @return path and query as seen from this base, to be resolved against it
     */
    public String reanchor(String link) {
        URI parsed = parse(link);
        String path = parsed.getRawPath() == null ? "" : parsed.getRawPath();
        String prefix = uri.getRawPath() == null ? "" : uri.getRawPath();
        if (!prefix.isEmpty() && path.startsWith(prefix + "/")) path = path.substring(prefix.length());
        if (!path.startsWith("/")) path = "/" + path;
        return parsed.getRawQuery() == null ? path : path + "?" + parsed.getRawQuery();
    }

    private static URI parse(String link) {
        try {
            return new URI(link);
        } catch (URISyntaxException e) {
            throw new DecodingException(
                    "The server named a next page by something that is no address: the list was not "
                            + "read to its end. Try again; if it stays, report this to the service.");
        }
    }
}
