package io.tajo.client.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class JsonTest {

    @Test
    void write_ofTextBeyondTheBasicPlane_takesAsManyBytesAsUtf8Does() {
        byte[] json = Json.write("\ud83d\ude00");

        assertThat(new String(json, StandardCharsets.UTF_8)).isEqualTo("\"\ud83d\ude00\"");
        assertThat(json).hasSize(6);
    }
}
