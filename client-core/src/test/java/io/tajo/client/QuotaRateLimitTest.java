package io.tajo.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class QuotaRateLimitTest {
    private static final RouteGroup GROUP = new RouteGroup("contacts");

    private final ManualTime time = new ManualTime();

    private QuotaRateLimit limit(Quota... quotas) {
        return QuotaRateLimit.builder()
                .clock(time)
                .sleeper(time)
                .group(GROUP, quotas)
                .build();
    }

    private void call(RateLimitStrategy limit) {
        limit.acquire(GROUP, Duration.ofHours(2)).close();
    }

    @Test
    void acquire_whenTheSecondsSlotsAreTaken_waitsUntilTheFirstComesBack() {
        QuotaRateLimit limit = limit(Quota.perSecond(2));
        Permit first = limit.acquire(GROUP, Duration.ofSeconds(5));
        time.advance(Duration.ofMillis(300));
        first.close();
        call(limit);

        Permit third = limit.acquire(GROUP, Duration.ofSeconds(5));

        // One window after the answer of the first, which came 300 ms after it was sent.
        assertThat(third.waited()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void acquire_usesASlotOfEveryWindow() {
        QuotaRateLimit limit = limit(Quota.perSecond(2), Quota.perHour(3));
        for (int i = 0; i < 3; i++) call(limit);

        assertThatThrownBy(() -> limit.acquire(GROUP, Duration.ofMinutes(1)))
                .isInstanceOfSatisfying(QuotaExhaustedException.class, e -> {
                    assertThat(e.group()).isEqualTo(GROUP);
                    assertThat(e.resumeAt())
                            .isBetween(
                                    time.instant().plus(Duration.ofMinutes(59)),
                                    time.instant().plus(Duration.ofHours(1)));
                });
    }

    @Test
    void acquire_whenTheWaitIsLongerThanTheCallers_failsAtOnceWithoutSleeping() {
        QuotaRateLimit limit = limit(Quota.perHour(1));
        call(limit);

        assertThatThrownBy(() -> limit.acquire(GROUP, Duration.ofMinutes(59)))
                .isInstanceOf(QuotaExhaustedException.class);
        assertThat(time.sleeps()).isEmpty();
    }

    @Test
    void timeFor_countsRoundsOfEveryWindow_andTakesNothing() {
        QuotaRateLimit limit = limit(Quota.perSecond(10), Quota.perHour(40));
        for (int i = 0; i < 10; i++) call(limit);
        time.advance(Duration.ofSeconds(10));

        assertThat(limit.timeFor(GROUP, 10)).isZero();
        assertThat(limit.timeFor(GROUP, 11)).isEqualTo(Duration.ofSeconds(1));
        assertThat(limit.timeFor(GROUP, 30)).isEqualTo(Duration.ofSeconds(2));
        assertThat(limit.timeFor(GROUP, 31)).isEqualTo(Duration.ofMinutes(60).minusSeconds(10));
        assertThat(limit.timeFor(new RouteGroup("others"), 31)).isZero();
        call(limit);
        assertThat(time.sleeps()).isEmpty();
    }

    @Test
    void timeFor_whileTheGroupIsClosed_isTheTimeUntilItOpens() {
        QuotaRateLimit limit = limit(Quota.perSecond(10));
        limit.observe(
                GROUP,
                new RateLimitSignal(
                        true, OptionalInt.empty(), OptionalInt.empty(), Optional.of(Duration.ofSeconds(7))));

        assertThat(limit.timeFor(GROUP, 1)).isEqualTo(Duration.ofSeconds(7));
    }

    @Test
    void observe_whenThrottled_keepsTheGroupClosedUntilTheServersReset() {
        QuotaRateLimit limit = limit(Quota.perSecond(10));

        limit.observe(
                GROUP,
                new RateLimitSignal(
                        true, OptionalInt.empty(), OptionalInt.empty(), Optional.of(Duration.ofSeconds(7))));

        assertThat(limit.acquire(GROUP, Duration.ofSeconds(10)).waited()).isEqualTo(Duration.ofSeconds(7));
    }

    @Test
    void observe_whenOthersUseTheAccount_leavesThemTheirShareOfTheHour() {
        QuotaRateLimit limit = limit(Quota.perHour(100));

        limit.observe(
                GROUP,
                new RateLimitSignal(
                        false, OptionalInt.of(100), OptionalInt.of(2), Optional.of(Duration.ofMinutes(30))));

        call(limit);
        call(limit);
        assertThat(limit.acquire(GROUP, Duration.ofHours(1)).waited()).isEqualTo(Duration.ofMinutes(30));
    }

    @Test
    void observe_whenTheServerAllowsMore_takesItsNumberForTheWindowOfThatSize() {
        QuotaRateLimit limit = limit(Quota.perSecond(10), Quota.perHour(36_000));

        limit.observe(
                GROUP,
                new RateLimitSignal(
                        false, OptionalInt.of(72_000), OptionalInt.of(71_000), Optional.of(Duration.ofSeconds(1))));
        limit.observe(
                GROUP,
                new RateLimitSignal(false, OptionalInt.of(20), OptionalInt.of(19), Optional.of(Duration.ofSeconds(1))));

        for (int i = 0; i < 20; i++) call(limit);
        assertThat(time.sleeps()).isEmpty();
        call(limit);
        assertThat(time.sleeps()).isNotEmpty();
    }

    @Test
    void observe_whenTheTimeLeftIsLongerThanAWindow_leavesThatWindowAsItIs() {
        QuotaRateLimit limit = limit(Quota.perSecond(10), Quota.perHour(36_000));

        // Nearer in size to ten than to 36,000, but of an hour.
        limit.observe(
                GROUP,
                new RateLimitSignal(
                        false, OptionalInt.of(400), OptionalInt.of(399), Optional.of(Duration.ofMinutes(50))));

        for (int i = 0; i < 10; i++) call(limit);
        assertThat(limit.acquire(GROUP, Duration.ofSeconds(5)).waited()).isEqualTo(Duration.ofSeconds(1));
        for (int i = 0; i < 388; i++) call(limit);
        assertThatThrownBy(() -> limit.acquire(GROUP, Duration.ofMinutes(1)))
                .isInstanceOf(QuotaExhaustedException.class);
    }

    @Test
    void observe_whenOthersUseHalfOfASecond_leavesThemTheirShareOfTheNextOnesToo() {
        QuotaRateLimit limit = limit(Quota.perSecond(10));
        Permit first = limit.acquire(GROUP, Duration.ZERO);
        limit.observe(GROUP, answered(10, 4, Duration.ofSeconds(1)));
        first.close();

        Instant start = time.instant();
        for (int i = 0; i < 20; i++) call(limit);

        assertThat(Duration.between(start, time.instant()))
                .isBetween(Duration.ofMillis(3_900), Duration.ofMillis(4_100));
    }

    @Test
    void observe_whenAllCallsOfTheSecondAreOurs_keepsToTheWholeQuota() {
        QuotaRateLimit limit = limit(Quota.perSecond(10));
        for (int i = 9; i >= 0; i--) {
            Permit permit = limit.acquire(GROUP, Duration.ZERO);
            limit.observe(GROUP, answered(10, i, Duration.ofSeconds(1)));
            permit.close();
        }
        time.advance(Duration.ofSeconds(1));

        for (int i = 0; i < 10; i++) call(limit);

        assertThat(time.sleeps()).isEmpty();
    }

    @Test
    void observe_whenOthersHaveStopped_usesTheWholeSecondAgain() {
        QuotaRateLimit limit = limit(Quota.perSecond(10));
        Permit first = limit.acquire(GROUP, Duration.ZERO);
        limit.observe(GROUP, answered(10, 4, Duration.ofSeconds(1)));
        first.close();
        time.advance(Duration.ofSeconds(20));

        for (int i = 0; i < 10; i++) call(limit);

        assertThat(time.sleeps()).isEmpty();
    }

    @Test
    void observe_whenAHeaderHasNoReset_stillMovesTheSecondsWindow() {
        QuotaRateLimit limit = limit(Quota.perSecond(10));
        Permit first = limit.acquire(GROUP, Duration.ZERO);
        limit.observe(GROUP, new RateLimitSignal(false, OptionalInt.of(10), OptionalInt.of(4), Optional.empty()));
        first.close();

        call(limit);

        assertThat(time.sleeps()).singleElement().isEqualTo(Duration.ofMillis(180));
    }

    @Test
    void timeFor_whenOthersUseHalfOfASecond_countsOnTheOtherHalf() {
        QuotaRateLimit limit = limit(Quota.perSecond(10));
        Permit first = limit.acquire(GROUP, Duration.ZERO);
        limit.observe(GROUP, answered(10, 4, Duration.ofSeconds(1)));
        first.close();

        assertThat(limit.timeFor(GROUP, 50)).isBetween(Duration.ofSeconds(9), Duration.ofSeconds(11));
    }

    @Test
    void observe_whenTheLimitIsNonsense_isIgnored() {
        QuotaRateLimit limit = limit(Quota.perSecond(2));

        limit.observe(
                GROUP,
                new RateLimitSignal(
                        false, OptionalInt.of(1_000_000), OptionalInt.of(999_999), Optional.of(Duration.ofSeconds(1))));

        for (int i = 0; i < 3; i++) call(limit);
        assertThat(time.sleeps()).isNotEmpty();
    }

    @Test
    void acquire_whenInterruptedWhileWaiting_leavesNothingTaken() throws InterruptedException {
        QuotaRateLimit limit = QuotaRateLimit.builder()
                .group(GROUP, Quota.perMinute(2))
                .atOnce(GROUP, 1)
                .build();
        Permit held = limit.acquire(GROUP, Duration.ofMinutes(1));
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        AtomicReference<Boolean> flag = new AtomicReference<>(false);
        CountDownLatch started = new CountDownLatch(1);
        Thread waiter = new Thread(() -> {
            started.countDown();
            try {
                limit.acquire(GROUP, Duration.ofMinutes(1)).close();
            } catch (CallInterruptedException e) {
                thrown.set(e);
                flag.set(Thread.currentThread().isInterrupted());
            }
        });

        waiter.start();
        started.await();
        waiter.interrupt();
        waiter.join();
        held.close();

        assertThat(thrown.get()).isInstanceOf(CallInterruptedException.class);
        assertThat(flag.get()).isTrue();
        assertThat(limit.acquire(GROUP, Duration.ZERO).waited()).isLessThan(Duration.ofSeconds(1));
    }

    @Test
    void atOnce_letsTheNextOneInWhenOneIsDone() throws InterruptedException {
        QuotaRateLimit limit =
                QuotaRateLimit.builder().group(GROUP).atOnce(GROUP, 1).build();
        Permit held = limit.acquire(GROUP, Duration.ZERO);
        CountDownLatch in = new CountDownLatch(1);
        Thread next = new Thread(() -> {
            limit.acquire(GROUP, Duration.ofSeconds(10)).close();
            in.countDown();
        });

        next.start();
        assertThatThrownBy(() -> limit.acquire(GROUP, Duration.ZERO)).isInstanceOf(QuotaExhaustedException.class);
        assertThat(in.getCount()).isEqualTo(1);
        held.close();
        next.join();

        assertThat(in.getCount()).isZero();
    }

    @Test
    void acquire_whenTheGroupHasNoQuota_neverWaits() {
        QuotaRateLimit limit = limit(Quota.perHour(1));

        assertThat(limit.acquire(new RouteGroup("files"), Duration.ZERO).waited())
                .isZero();
    }

    @Test
    void acquire_mayWaitForEver() {
        QuotaRateLimit limit = QuotaRateLimit.builder()
                .clock(time)
                .sleeper(time)
                .group(GROUP, Quota.perSecond(1))
                .atOnce(GROUP, 1)
                .build();
        limit.acquire(GROUP, ChronoUnit.FOREVER.getDuration()).close();

        Permit second = limit.acquire(GROUP, ChronoUnit.FOREVER.getDuration());

        assertThat(second.waited()).isEqualTo(Duration.ofSeconds(1));
    }

    private RateLimitSignal refusedBy(int limit, Duration wait) {
        return new RateLimitSignal(true, OptionalInt.of(limit), OptionalInt.empty(), Optional.of(wait));
    }

    @Test
    void observe_whenARefusalNamesASmallerLimit_keepsToItInTheNextWindows() {
        QuotaRateLimit limit = limit(Quota.perMinute(240), Quota.perHour(2_400));
        for (int i = 0; i < 120; i++) call(limit);
        limit.observe(GROUP, refusedBy(120, Duration.ofMinutes(59)));
        time.advance(Duration.ofMinutes(61));

        for (int i = 0; i < 120; i++) call(limit);

        assertThatThrownBy(() -> limit.acquire(GROUP, Duration.ofMinutes(1)))
                .isInstanceOf(QuotaExhaustedException.class);
    }

    @Test
    void observe_whenMoreCallsThanTheNamedLimitWentThrough_keepsTheQuota() {
        QuotaRateLimit limit = limit(Quota.perHour(2_400));
        for (int i = 0; i < 121; i++) call(limit);
        limit.observe(GROUP, refusedBy(120, Duration.ofMinutes(2)));
        time.advance(Duration.ofMinutes(3));

        assertThat(limit.acquire(GROUP, Duration.ZERO).waited()).isZero();
    }

    @Test
    void observe_whenOthersUsedTheQuotaUp_concludesNothingFromARefusal() {
        QuotaRateLimit limit = limit(Quota.perHour(2_400));
        for (int i = 0; i < 5; i++) call(limit);
        limit.observe(GROUP, refusedBy(120, Duration.ofMinutes(2)));
        time.advance(Duration.ofMinutes(3));

        for (int i = 0; i < 200; i++) call(limit);

        assertThat(limit.acquire(GROUP, Duration.ZERO).waited()).isZero();
    }

    private RateLimitSignal answered(int limit, int remaining, Duration reset) {
        return new RateLimitSignal(false, OptionalInt.of(limit), OptionalInt.of(remaining), Optional.of(reset));
    }

    @Test
    void observe_whenAHeaderRoundsASecondUp_stillMeansTheSecondsWindow() {
        QuotaRateLimit limit = limit(Quota.perSecond(10));

        limit.observe(GROUP, answered(20, 19, Duration.ofSeconds(2)));

        for (int i = 0; i < 20; i++) call(limit);
        assertThat(time.sleeps()).isEmpty();
    }

    @Test
    void observe_whenOthersUsedAllUp_failsAtOnceWithTheirReset() {
        QuotaRateLimit limit = limit(Quota.perHour(100));

        limit.observe(
                GROUP,
                new RateLimitSignal(
                        false, OptionalInt.empty(), OptionalInt.of(0), Optional.of(Duration.ofMinutes(30))));

        assertThatThrownBy(() -> limit.acquire(GROUP, Duration.ofMinutes(1)))
                .isInstanceOfSatisfying(
                        QuotaExhaustedException.class,
                        e -> assertThat(e.resumeAt()).isEqualTo(time.instant().plus(Duration.ofMinutes(30))));
        assertThat(time.sleeps()).isEmpty();
    }

    @Test
    void observe_whenAnOlderAnswerKnowsMoreLeft_believesTheOneThatKnowsLess() {
        QuotaRateLimit limit = limit(Quota.perHour(100));

        limit.observe(GROUP, answered(100, 2, Duration.ofMinutes(30)));
        limit.observe(GROUP, answered(100, 60, Duration.ofMinutes(30)));

        call(limit);
        call(limit);
        assertThatThrownBy(() -> limit.acquire(GROUP, Duration.ofMinutes(1)))
                .isInstanceOf(QuotaExhaustedException.class);
    }

    @Test
    void observe_countsACallThatIsUnderWayAsOurOwn() {
        QuotaRateLimit limit = limit(Quota.perHour(10));
        Permit underWay = limit.acquire(GROUP, Duration.ZERO);

        limit.observe(GROUP, answered(10, 9, Duration.ofMinutes(30)));
        underWay.close();

        for (int i = 0; i < 9; i++) limit.acquire(GROUP, Duration.ZERO).close();
        assertThat(time.sleeps()).isEmpty();
    }

    @Test
    void observe_whenThrottledTwice_staysClosedUntilTheLaterReset() {
        QuotaRateLimit limit = limit(Quota.perSecond(10));

        limit.observe(GROUP, refusedBy(10, Duration.ofSeconds(7)));
        limit.observe(GROUP, refusedBy(10, Duration.ofSeconds(2)));

        assertThat(limit.acquire(GROUP, Duration.ofSeconds(10)).waited()).isEqualTo(Duration.ofSeconds(7));
    }

    @Test
    void acquire_whenOthersWaitForTheNextSlots_failsAtOnceInsteadOfQueueingBehindThem() throws InterruptedException {
        CountDownLatch waiting = new CountDownLatch(1);
        CountDownLatch hourPasses = new CountDownLatch(1);
        QuotaRateLimit limit = QuotaRateLimit.builder()
                .group(GROUP, Quota.perHour(1))
                .clock(time)
                .sleeper(pause -> {
                    waiting.countDown();
                    hourPasses.await();
                    time.advance(pause);
                })
                .build();
        call(limit);
        Thread first = new Thread(() -> call(limit));
        first.start();
        waiting.await();

        assertThatThrownBy(() -> limit.acquire(GROUP, Duration.ofMinutes(1)))
                .isInstanceOf(QuotaExhaustedException.class);

        hourPasses.countDown();
        first.join();
    }
}
