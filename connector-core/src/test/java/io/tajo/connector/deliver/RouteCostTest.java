package io.tajo.connector.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import io.tajo.brevo.BrevoClient;
import io.tajo.brevo.BrevoLimits;
import io.tajo.brevo.BrevoTier;
import io.tajo.client.QuotaRateLimit;
import io.tajo.client.RateLimitSignal;
import io.tajo.client.RateLimitStrategy;
import io.tajo.client.RouteGroup;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.ToIntFunction;
import org.junit.jupiter.api.Test;

class RouteCostTest {
    private final QuotaRateLimit quotas = BrevoLimits.published(BrevoTier.GENERAL);

    private static int fewest(RateLimitStrategy strategy) {
        return cost(strategy, RouteCost::fewestForAnImport);
    }

    private static int fewestForAList(RateLimitStrategy strategy, int calls) {
        return cost(strategy, costs -> costs.fewestForAList(calls));
    }

    private static int cost(RateLimitStrategy strategy, ToIntFunction<RouteCost> cost) {
        try (BrevoClient brevo = BrevoClient.builder()
                .apiKey("xkeysib-0123456789abcdef-AbCdEf")
                .rateLimit(strategy)
                .build()) {
            return cost.applyAsInt(new RouteCost(brevo));
        }
    }

    private void left(RouteGroup group, int limit, int remaining, Duration reset) {
        quotas.observe(
                group,
                new RateLimitSignal(false, OptionalInt.of(limit), OptionalInt.of(remaining), Optional.of(reset)));
    }

    @Test
    void fewest_withQuotasUnused_isFiftyCalls() {
        assertThat(fewest(quotas)).isEqualTo(50);
        assertThat(fewestForAList(quotas, 100)).isEqualTo(50 * 150);
    }

    @Test
    void fewest_forOneOfManyLists_isFiveCalls() {
        assertThat(fewestForAList(quotas, 150)).isEqualTo(50 * 150);
        assertThat(fewestForAList(quotas, 151)).isEqualTo(5 * 150);
    }

    @Test
    void fewest_withAStrategyThatCannotTell_isFiftyCalls() {
        assertThat(fewest(RateLimitStrategy.unlimited())).isEqualTo(50);
    }

    @Test
    void fewest_whereTheLooksAreUsedUp_isAsManyAsAreSentMeanwhile() {
        left(BrevoLimits.OTHER, 100, 3, Duration.ofSeconds(60));

        assertThat(fewest(quotas)).isBetween(600, 660);

        left(BrevoLimits.OTHER, 100, 2, Duration.ofMinutes(50));
        assertThat(fewest(quotas)).isEqualTo(RouteCost.MOST_UPSERTS);
        assertThat(fewestForAList(quotas, 100)).isEqualTo(RouteCost.MOST_JOINS);
    }

    @Test
    void fewest_whereTheContactsQuotaEnds_isOneMoreThanItAllows() {
        left(BrevoLimits.CONTACTS, 36_000, 20, Duration.ofMinutes(40));

        assertThat(fewest(quotas)).isEqualTo(21);
    }
}
