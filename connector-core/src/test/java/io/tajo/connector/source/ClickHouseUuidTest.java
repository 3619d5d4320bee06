package io.tajo.connector.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tajo.client.DecodingException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ClickHouseUuidTest {

    @Test
    void compare_ofWhatIsNoUuid_isAnAnswerThatCannotBeUnderstood() {
        assertThatThrownBy(() -> ClickHouseUuid.compare("x", "y")).isInstanceOf(DecodingException.class);
    }

    @Test
    void compare_ordersByTheLowBitsUnsignedAndThenByTheHighOnes() {
        List<String> ordered = List.of(
                "00000000-0000-0000-0000-000000000000",
                "ffffffff-ffff-ffff-0000-000000000001",
                "00000000-0000-0000-7fff-ffffffffffff",
                "00000000-0000-0000-8000-000000000000",
                "7fffffff-ffff-ffff-ffff-ffffffffffff",
                "80000000-0000-0000-ffff-ffffffffffff");
        List<String> shuffled = new ArrayList<>(ordered);
        Collections.shuffle(shuffled, new Random(3));

        shuffled.sort(ClickHouseUuid::compare);

        assertThat(shuffled).isEqualTo(ordered);
    }
}
