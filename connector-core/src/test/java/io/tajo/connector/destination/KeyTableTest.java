package io.tajo.connector.destination;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyTableTest {

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void get_findsWhatAMapWouldFind(long seed) {
        Random random = new Random(seed);
        KeyTable table = new KeyTable();
        Map<Long, Integer> map = new HashMap<>();
        for (int i = 0; i < 20_000; i++) {
            // Small keys collide in their slots, zero is a key like others.
            long key = random.nextBoolean() ? random.nextInt(5_000) : random.nextLong();
            int value = random.nextInt(100);
            assertThat(table.put(key, value)).as("seed %d", seed).isEqualTo(map.put(key, value) == null);
        }

        map.forEach(
                (key, value) -> assertThat(table.get(key)).as("seed %d", seed).isEqualTo(value));
        assertThat(table.get(5_001)).isEqualTo(map.getOrDefault(5_001L, -1));
    }

    @Test
    void get_ofAnUnknownKey_isMinusOne() {
        assertThat(new KeyTable().get(0)).isEqualTo(-1);
    }
}
