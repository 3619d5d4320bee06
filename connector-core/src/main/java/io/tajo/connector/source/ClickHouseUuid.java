package io.tajo.connector.source;

import io.tajo.client.DecodingException;
import java.util.UUID;

/** The order that ClickHouse sorts UUIDs in: by the low 64 bits unsigned, then by the high 64 bits unsigned. */
final class ClickHouseUuid {
    private ClickHouseUuid() {}

    static int compare(String a, String b) {
        UUID left = uuid(a);
        UUID right = uuid(b);
        int low = Long.compareUnsigned(left.getLeastSignificantBits(), right.getLeastSignificantBits());
        if (low != 0) return low;
        return Long.compareUnsigned(left.getMostSignificantBits(), right.getMostSignificantBits());
    }

    private static UUID uuid(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw new DecodingException(
                    "PostHog sent a person's id that is no UUID. Check that the host is a PostHog.");
        }
    }
}
