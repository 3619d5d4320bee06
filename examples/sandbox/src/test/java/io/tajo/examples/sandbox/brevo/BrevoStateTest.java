package io.tajo.examples.sandbox.brevo;

import static org.assertj.core.api.Assertions.assertThat;

import io.tajo.examples.sandbox.control.SandboxClock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The traps of the real Brevo, which the sandbox must have. */
class BrevoStateTest {
    private final SandboxClock clock = SandboxClock.manual(Instant.parse("2026-01-01T00:00:00Z"));
    private final BrevoState brevo = new BrevoState(clock, Duration.ofSeconds(3));

    private static Map<String, Object> row(String email, Map<String, ?> attributes) {
        return Map.of("email", email, "attributes", attributes);
    }

    @Test
    void anImport_isCarriedOutInItsOwnTime() {
        brevo.startImport(List.of(2L), List.of(row("ada@example.com", Map.of("FIRSTNAME", "Ada"))), true, false);

        assertThat(brevo.contacts()).isEmpty();
        assertThat(brevo.processes("").get(0)).containsEntry("status", "queued");
        clock.advance(Duration.ofSeconds(2));
        assertThat(brevo.processes("").get(0)).containsEntry("status", "in_process");
        clock.advance(Duration.ofSeconds(1));

        assertThat(brevo.processes("").get(0)).containsEntry("status", "completed");
        assertThat(brevo.contact("ADA@example.com").orElseThrow().listIds()).isEqualTo(Set.of(2L));
        assertThat(brevo.ownerMails()).isZero();
    }

    @Test
    void anImport_dropsWhatDoesNotFitAndLosesAFalseOverATrue() {
        brevo.addAttribute("VIP", "boolean");
        brevo.addAttribute("SCORE", "float");
        brevo.addAttribute("DAY", "date");
        brevo.putContact("ada@example.com", Map.of("VIP", true), List.of());

        brevo.startImport(
                List.of(2L),
                List.of(
                        row(
                                "ada@example.com",
                                Map.of(
                                        "VIP",
                                        false,
                                        "SCORE",
                                        "7",
                                        "DAY",
                                        "01/02/2026",
                                        "UNKNOWN",
                                        "x",
                                        "FIRSTNAME",
                                        "Ada")),
                        row("not an address", Map.of())),
                false,
                false);
        clock.advance(Duration.ofSeconds(3));

        assertThat(brevo.contact("ada@example.com").orElseThrow().attributes())
                .isEqualTo(Map.of("VIP", true, "FIRSTNAME", "Ada"));
        assertThat(brevo.rejectFile(
                                ((Number) brevo.processes("").get(0).get("id")).longValue(), ImportJob.INVALID_EMAILS)
                        .orElseThrow())
                .contains("\"not an address\"");
        assertThat(brevo.ownerMails()).isEqualTo(1);
    }

    @Test
    void aSingleCall_clearsWithAnEmptyTextAndSetsAFalse() {
        brevo.addAttribute("VIP", "boolean");
        brevo.putContact("ada@example.com", Map.of("VIP", true, "FIRSTNAME", "Ada"), List.of());
        Map<String, Object> change = new HashMap<>();
        change.put("VIP", false);
        change.put("FIRSTNAME", "");

        brevo.upsert("ada@example.com", Map.of("attributes", change));

        assertThat(brevo.contact("ada@example.com").orElseThrow().attributes()).isEqualTo(Map.of("VIP", false));
    }

    @Test
    void resubscriptions_areCountedByListAndByAddress() {
        brevo.blocklist("a@example.com");
        brevo.unsubscribeFromList("b@example.com", 2);

        brevo.upsert("a@example.com", Map.of("emailBlacklisted", false));
        brevo.upsert("b@example.com", Map.of("listIds", List.of(2)));

        assertThat(brevo.resubscriptions()).isEqualTo(2);
    }
}
