package io.tajo.connector.run;

import io.tajo.connector.plan.Changes;
import io.tajo.connector.plan.ContactChange;
import io.tajo.connector.plan.ListDeparture;

/** The changes of a run that meets some persons only: nobody leaves a list by it. For one thread. */
final class StayingMembers implements Changes {
    private final Changes changes;

    StayingMembers(Changes changes) {
        this.changes = changes;
    }

    @Override
    public void resume() {
        changes.resume();
    }

    @Override
    public void take(ContactChange change) {
        changes.take(change);
    }

    @Override
    public void take(ListDeparture departure) {
        // The next run that meets everybody takes it.
    }

    @Override
    public void finish() {
        changes.finish();
    }

    @Override
    public void abandon() {
        changes.abandon();
    }
}
