package io.tajo.brevo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.tajo.brevo.contacts.ContactId;
import io.tajo.client.CallAttempt;
import io.tajo.client.ConfigurationException;
import io.tajo.client.Credentials;
import io.tajo.client.QuotaExhaustedException;
import io.tajo.client.RateLimitStrategy;
import io.tajo.client.RouteGroup;
import io.tajo.client.Secret;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BrevoClientTest extends BrevoServerTest {

    @Test
    void build_withoutAKey_saysWhatToSet() {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> BrevoClient.builder().build())
                .withMessageContaining("apiKey(");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "xkeysib-topsecret\n", "xkeysib topsecret"})
    void apiKey_whenItIsNone_isRefusedWithoutBeingPrinted(String key) {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> BrevoClient.builder().apiKey(key))
                .withMessageContaining("Brevo API key")
                .withMessageNotContaining("topsecret");
    }

    @Test
    void host_whenItIsNotHttps_isRefused() {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> BrevoClient.builder()
                        .apiKey(KEY)
                        .host("http://api.example.com")
                        .build())
                .withMessageContaining("Brevo host");
    }

    @Test
    void credentials_ofAnotherKind_travelInTheirOwnHeader() {
        answer(json(200, "{\"id\":1}"));
        try (BrevoClient bearer = BrevoClient.builder()
                .host(server.baseUrl())
                .credentials(Credentials.bearer(Secret.of("token", "t-1")))
                .rateLimit(RateLimitStrategy.unlimited())
                .build()) {
            bearer.contacts().get(ContactId.id(1));
        }

        assertThat(onlyCall().getHeader("Authorization")).isEqualTo("Bearer t-1");
        assertThat(onlyCall().containsHeader("api-key")).isFalse();
    }

    @Test
    void observedBy_tellsTheViewsCallsAndNoOthers() {
        answer(json(200, "{\"id\":1}"));
        List<CallAttempt> seen = new ArrayList<>();
        BrevoClient view = client.withListener(seen::add);

        client.contacts().get(ContactId.id(1));
        view.contacts().get(ContactId.id(1));

        assertThat(seen).hasSize(1);
        assertThat(seen.get(0).route()).isEqualTo("GET /contacts/{identifier}");
        assertThat(seen.get(0).service()).isEqualTo("Brevo");
        assertThat(seen.get(0).group()).isEqualTo(BrevoLimits.CONTACTS);
    }

    @Test
    void close_ofAView_leavesTheClientOpen() {
        answer(json(200, "{\"id\":1}"));

        client.withListener(attempt -> {}).close();

        assertThat(client.contacts().get(ContactId.id(1))).isPresent();
    }

    @Test
    void close_endsTheClientAndItsViews() {
        BrevoClient view = client.withListener(attempt -> {});

        client.close();

        assertThatIllegalStateException().isThrownBy(() -> view.contacts().get(ContactId.id(1)));
    }

    @ParameterizedTest
    @CsvSource({"GENERAL, 10, 100", "ADVANCED, 20, 200", "EXTENDED, 60, 600"})
    void published_allowsWhatTheTierHas(BrevoTier tier, int perSecond, int othersPerHour) {
        FakeTime standing = new FakeTime();
        RateLimitStrategy limits =
                BrevoLimits.builder(tier).clock(standing).sleeper(standing).build();

        assertThat(allowed(limits, BrevoLimits.CONTACTS)).isEqualTo(perSecond);
        assertThat(allowed(limits, BrevoLimits.EVENTS)).isEqualTo(perSecond);
        assertThat(allowed(limits, BrevoLimits.OTHER)).isEqualTo(othersPerHour);
    }

    private static int allowed(RateLimitStrategy limits, RouteGroup group) {
        int calls = 0;
        try {
            while (true) {
                limits.acquire(group, Duration.ZERO).close();
                calls++;
            }
        } catch (QuotaExhaustedException usedUp) {
            return calls;
        }
    }

    @Test
    void defaults_paceByTheGeneralTier() {
        answer(json(200, "{}"));
        try (BrevoClient standard = BrevoClient.builder()
                .host(server.baseUrl())
                .apiKey(KEY)
                .maxQuotaWait(Duration.ZERO)
                .build()) {
            assertThatExceptionOfType(QuotaExhaustedException.class).isThrownBy(() -> {
                for (int call = 0; call <= 100; call++) standard.account().get();
            });
        }
        assertThat(calls()).hasSize(100);
    }

    private BrevoClient.Builder oneOfTheAccount() {
        return BrevoClient.builder()
                .host(server.baseUrl())
                .apiKey(KEY)
                .clock(time)
                .sleeper(time);
    }

    @Test
    void rateLimit_sharedByTwoClientsOfAnAccount_isOneBudget() {
        answer(json(200, "{}"));
        RateLimitStrategy shared =
                BrevoLimits.builder(BrevoTier.GENERAL).clock(time).sleeper(time).build();
        try (BrevoClient one = oneOfTheAccount().rateLimit(shared).build();
                BrevoClient other = oneOfTheAccount().rateLimit(shared).build()) {
            for (int call = 0; call < 50; call++) {
                one.account().get();
                other.account().get();
            }

            for (BrevoClient client : List.of(one, other)) {
                assertThatExceptionOfType(QuotaExhaustedException.class)
                        .isThrownBy(() -> client.account().get());
            }
        }
        assertThat(calls()).hasSize(100);
    }

    @Test
    void rateLimit_whenTheHoursHundredAreGone_failsAtOnceWithTheTimeToComeBack() {
        answer(json(200, "{}"));
        try (BrevoClient hasty = oneOfTheAccount()
                .rateLimit(BrevoLimits.builder(BrevoTier.GENERAL)
                        .clock(time)
                        .sleeper(time)
                        .build())
                .build()) {
            for (int call = 0; call < 100; call++) hasty.account().get();

            assertThatExceptionOfType(QuotaExhaustedException.class)
                    .isThrownBy(() -> hasty.account().get())
                    .satisfies(e -> {
                        assertThat(e.resumeAt()).isEqualTo(time.instant().plus(Duration.ofHours(1)));
                        assertThat(e.group()).isEqualTo(BrevoLimits.OTHER);
                    });
        }
        assertThat(time.sleeps()).isEmpty();
        assertThat(calls()).hasSize(100);
    }

    @Test
    void rateLimit_whenTheCallerAllowsTheWait_waitsForTheNextOfTheHoursHundred() {
        answer(json(200, "{}"));
        try (BrevoClient patient = oneOfTheAccount()
                .rateLimit(BrevoLimits.builder(BrevoTier.GENERAL)
                        .clock(time)
                        .sleeper(time)
                        .build())
                .maxQuotaWait(Duration.ofHours(1))
                .build()) {
            for (int call = 0; call < 101; call++) patient.account().get();
        }
        assertThat(time.sleeps()).containsExactly(Duration.ofHours(1));
        assertThat(calls()).hasSize(101);
    }
}
