package io.tajo.connector.read;

import java.util.UUID;

/** The order that ClickHouse sorts UUIDs in: by the low 64 bits unsigned, then by the high 64 bits unsigned. */
final class ClickHouseUuid {
    private ClickHouseUuid() {}

    static int compare(String a, String b) {
        UUID left = UUID.fromString(a);
        UUID right = UUID.fromString(b);
        int low = Long.compareUnsigned(left.getLeastSignificantBits(), right.getLeastSignificantBits());
        if (low != 0) return low;
        return Long.compareUnsigned(left.getMostSignificantBits(), right.getMostSignificantBits());
    }
}
