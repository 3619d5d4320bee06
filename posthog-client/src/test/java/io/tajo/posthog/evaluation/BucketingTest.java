package io.tajo.posthog.evaluation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tajo.posthog.flags.FlagContext;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.junit.jupiter.api.Test;

class BucketingTest {
    private static final byte[] VARIANT = "variant".getBytes(UTF_8);

    private static double expected(String message) throws NoSuchAlgorithmException {
        byte[] digest = MessageDigest.getInstance("SHA-1").digest(message.getBytes(UTF_8));
        return (ByteBuffer.wrap(digest).getLong() >>> 4) / (double) 0xFFFFFFFFFFFFFFFL;
    }

    @Test
    void place_forMessagesOfAnyLength_isTheBeginningOfTheirSha1() throws NoSuchAlgorithmException {
        Bucketing bucketing = new Bucketing();

        // From long to short too, so that what one message leaves in the memory does not show in the next.
        for (int length = 300; length >= 0; length--) {
            String id = "ä".repeat(length / 2) + "b".repeat(length % 2);
            assertThat(bucketing.place("key.".getBytes(UTF_8), id.getBytes(UTF_8), VARIANT))
                    .as("an id of %s bytes", length)
                    .isEqualTo(expected("key." + id + "variant"));
        }
    }

    @Test
    void place_decidesWhomARolloutReaches() {
        Definitions flags = new FlagScenario()
                .flag("key", "{'groups':[{'rollout_percentage':12.5}]}")
                .compile();
        Bucketing bucketing = new Bucketing();

        for (int i = 0; i < 5_000; i++) {
            String id = "person-" + i;
            double place = bucketing.place("key.".getBytes(UTF_8), id.getBytes(UTF_8), new byte[0]);
            assertThat(flags.evaluate("key", FlagContext.of(id), FlagScenario.NOW)
                            .isEnabled())
                    .as(id)
                    .isEqualTo(place <= 0.125);
        }
    }
}
