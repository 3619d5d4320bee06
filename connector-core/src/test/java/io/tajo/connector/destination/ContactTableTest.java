package io.tajo.connector.destination;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ContactTableTest {
    private final Random random = new Random(7);
    private final ContactTable table = new ContactTable(3);
    private final Map<Long, int[]> expected = new HashMap<>();

    private static long key(int number) {
        return new Random(number).nextLong();
    }

    private void add(long key, int... row) {
        table.add(key, row);
        expected.put(key, row);
    }

    private void assertHoldsWhatWasAdded() {
        expected.forEach((key, row) -> {
            assertThat(table.has(key)).isTrue();
            for (int column = 0; column < row.length; column++) {
                assertThat(table.get(key, column)).as("column %d", column).isEqualTo(row[column]);
            }
        });
    }

    @Test
    void get_ofManyDifferentNumbers_returnsEachAsItWasAdded() {
        // The second column outgrows codes of two bytes half-way, also between readings.
        for (int i = 0; i < 150_000; i++) {
            long key = random.nextLong();
            add(key, i % 5, random.nextInt(), i % 300);
            if (i % 10_000 == 0) assertThat(table.get(key, 2)).isEqualTo(i % 300);
        }
        assertHoldsWhatWasAdded();
        assertThat(table.has(random.nextLong())).isFalse();
        assertThat(table.get(random.nextLong(), 0)).isEqualTo(-1);
    }

    @Test
    void get_atTheLastCode_andBehindIt_returnsEachAsItWasAdded() {
        for (int i = 0; i < 65_536; i++) add(random.nextLong(), 1, i, 2);
        assertHoldsWhatWasAdded();

        add(random.nextLong(), 1, 65_536, 2);

        assertHoldsWhatWasAdded();
    }

    @Test
    void set_changesOneNumber_alsoToOneThatMakesTheColumnWide() {
        for (int i = 0; i < 65_536; i++) add(key(i), i, 0, 0);
        long changed = key(5);

        table.set(changed, 0, -70_000);
        table.set(changed, 1, 8);

        expected.put(changed, new int[] {-70_000, 8, 0});
        assertHoldsWhatWasAdded();
    }

    @Test
    void add_underTheSameKey_keepsTheLast() {
        add(7, 1, 2, 3);
        add(7, 4, 5, 6);
        assertHoldsWhatWasAdded();

        add(7, 7, 8, 9);

        assertHoldsWhatWasAdded();
        assertThat(table.anyRow(row -> row.applyAsInt(0) != 7)).isFalse();
        assertThat(table.anyRow(row -> row.applyAsInt(2) == 9)).isTrue();
    }
}
