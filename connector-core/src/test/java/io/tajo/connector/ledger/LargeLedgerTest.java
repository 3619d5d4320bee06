package io.tajo.connector.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** An embedded ledger stays small, on disk and in memory: each contact has nine fields and a list. */
class LargeLedgerTest {
    private static final List<String> LITTLE_MEMORY = List.of("-Xmx64m");

    @TempDir
    Path folder;

    private void rememberAndCompare(int contacts) throws IOException {
        long begun = System.nanoTime();
        run("remember", contacts);
        long remembered = System.nanoTime();
        double bytes = (double) Files.size(folder.resolve("ledger.mv.db")) / contacts;
        run("compare", contacts);
        long compared = System.nanoTime();
        System.out.printf(
                "%,d contacts: %.1f bytes each, remembered in %d s and compared in %d s with a heap of 64 MB%n",
                contacts, bytes, (remembered - begun) / 1_000_000_000, (compared - remembered) / 1_000_000_000);

        assertThat(bytes).isLessThan(200);
    }

    private void run(String what, int contacts) {
        String file = folder.resolve("ledger").toString();
        try (ChildJvm child =
                ChildJvm.start(LITTLE_MEMORY, LargeLedgerProgram.class, file, what, Integer.toString(contacts))) {
            child.await("done");
        }
    }

    @Test
    void embedded_withFiftyThousandContacts_staysSmall() throws IOException {
        rememberAndCompare(50_000);
    }

    @Test
    @EnabledIfSystemProperty(named = "stress", matches = "true", disabledReason = "takes minutes: run it with -Pstress")
    void embedded_withAMillionContacts_staysSmall() throws IOException {
        rememberAndCompare(1_000_000);
    }
}
