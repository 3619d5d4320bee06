package io.tajo.client.transport;

import java.net.URI;
import java.util.Locale;

/** Addresses that a service is told to call or to link to. Stateless and safe for any thread. */
public final class WebAddress {
    private WebAddress() {}

    /**
     * Checks that an address is one of the web.
     *
     * @param what what the address is of, for the message
     * @param address the address, which may hold credentials and is not quoted
     * @return its text
     * @throws IllegalArgumentException if it is neither http nor https, or names no host
     */
    public static String checked(String what, URI address) {
        String scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
        boolean web = scheme.equals("https") || scheme.equals("http");
        if (web && address.getHost() != null) return address.toString();
        String found = address.getScheme() == null ? "one without a scheme" : "one that begins with " + scheme + ":";
        throw new IllegalArgumentException("The address of " + what + " is http or https with a host, such as "
                + "https://shop.example.com/brevo, not " + (web ? "one without a host" : found) + ".");
    }
}
