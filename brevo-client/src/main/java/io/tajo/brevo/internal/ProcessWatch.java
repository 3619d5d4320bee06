package io.tajo.brevo.internal;

import io.tajo.brevo.processes.BackgroundProcess;
import io.tajo.brevo.processes.ProcessesApi;
import io.tajo.brevo.processes.WaitCutShortException;
import io.tajo.client.CallInterruptedException;
import io.tajo.client.ClientException;
import io.tajo.client.ClientSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * Looks at processes until they have ended: after 1 s, then each time half as long again, up to a minute. That is twelve
 * looks in the first four minutes and some seventy in the first hour, of the hundred that an account has. For one wait.
 */
final class ProcessWatch {
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    private final ProcessesApi processes;
    private final ClientSettings settings;
    /** Processes that Brevo does not know: they are not asked for again, each time for one of the hour's calls. */
    private final Set<Long> unknown = new HashSet<>();

    ProcessWatch(ProcessesApi processes, ClientSettings settings) {
        this.processes = processes;
        this.settings = settings;
    }

    Map<Long, BackgroundProcess> await(Collection<Long> ids, Duration timeout) {
        Instant latest = settings.clock().instant().plus(timeout);
        Map<Long, BackgroundProcess> seen = new LinkedHashMap<>();
        Set<Long> open = new LinkedHashSet<>(ids);
        Duration pause = FIRST_PAUSE;
        while (!open.isEmpty()) {
            Duration left = Duration.between(settings.clock().instant(), latest);
            if (left.isNegative() || left.isZero()) break;
            sleep(pause.compareTo(left) < 0 ? pause : left);
            lookOrHandBack(open, seen);
            pause = grown(pause);
        }
        return seen;
    }

    private void lookOrHandBack(Set<Long> open, Map<Long, BackgroundProcess> seen) {
        try {
            look(open, seen);
        } catch (CallInterruptedException e) {
            throw e;
        } catch (ClientException e) {
            // The looks before have cost some of the hour's calls: what they saw is not to be asked for again.
            throw new WaitCutShortException(seen, e);
        }
    }

    private void look(Set<Long> open, Map<Long, BackgroundProcess> seen) {
        Set<Long> shown = new LinkedHashSet<>();
        for (BackgroundProcess process : processes.recent()) {
            if (!open.contains(process.id())) continue;
            shown.add(process.id());
            seen.put(process.id(), process);
        }
        for (long id : open) {
            if (shown.contains(id) || unknown.contains(id)) continue;
            // Fifty newer processes have pushed it off the first page.
            processes.get(id).ifPresentOrElse(process -> seen.put(id, process), () -> unknown.add(id));
        }
        open.removeIf(id -> seen.containsKey(id) && seen.get(id).status().ended());
    }

    private void sleep(Duration pause) {
        try {
            settings.sleeper().sleep(pause);
        } catch (InterruptedException e) {
            throw new CallInterruptedException("waiting for Brevo's processes", e);
        }
    }

    private static Duration grown(Duration pause) {
        Duration longer = pause.multipliedBy(3).dividedBy(2);
        return longer.compareTo(LONGEST_PAUSE) < 0 ? longer : LONGEST_PAUSE;
    }
}
