package io.tajo.connector.ledger;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** This process, as another one's operator would look for it. */
final class LockOwner {
    private LockOwner() {}

    static String name() {
        return "process " + ProcessHandle.current().pid() + " on " + host();
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "an unnamed host";
        }
    }
}
