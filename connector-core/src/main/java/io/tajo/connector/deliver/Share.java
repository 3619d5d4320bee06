package io.tajo.connector.deliver;

import io.tajo.connector.plan.ContactChange;
import io.tajo.connector.plan.Decision;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One job's share of what is decided for several jobs at once: a contact counts as changed for a job if one of the job's
 * attributes or lists changes. For one thread.
 */
public final class Share {
    private final RunStatistics statistics;
    private final Set<String> attributes;
    private final Set<Long> lists;
    private final boolean createsContacts;

    /**
     * Creates a share.
     *
     * @param statistics counts for the job
     * @param attributes the job's attributes, by their names in the account
     * @param lists the lists that the job fills
     * @param createsContacts whether every person becomes a contact by the job
     */
    public Share(RunStatistics statistics, Set<String> attributes, Set<Long> lists, boolean createsContacts) {
        this.statistics = statistics;
        this.attributes = Set.copyOf(attributes);
        this.lists = Set.copyOf(lists);
        this.createsContacts = createsContacts;
    }

    RunStatistics statistics() {
        return statistics;
    }

    boolean fills(long list) {
        return lists.contains(list);
    }

    boolean writes(String attribute) {
        return attributes.contains(attribute);
    }

    boolean createsContacts() {
        return createsContacts;
    }

    /** Returns whether the job has a part in a change. */
    boolean concerns(ContactChange change) {
        if (createsContacts && (change.isNew() || change.way() == ContactChange.Way.RENAME)) return true;
        return change.way() == ContactChange.Way.DELETE
                || change.attributes().keySet().stream().anyMatch(attributes::contains)
                || change.joins().stream().anyMatch(lists::contains);
    }

    /** Returns what a decision is for the job alone. */
    Decision partOf(Decision decision) {
        if (decision instanceof Decision.Changed changed) {
            Decision.Remarks own = partOf(changed.remarks());
            ContactChange change = changed.change();
            return concerns(change)
                    ? new Decision.Changed(change, own)
                    : new Decision.Unchanged(change.person(), change.key(), Optional.empty(), own);
        }
        if (decision instanceof Decision.Unchanged same) {
            return new Decision.Unchanged(same.person(), same.contact(), same.adoption(), partOf(same.remarks()));
        }
        return decision;
    }

    private Decision.Remarks partOf(Decision.Remarks all) {
        Map<String, String> refused = new HashMap<>(all.refusedFields());
        refused.keySet().retainAll(attributes);
        Set<Long> withheld =
                all.withheldLists().stream().filter(lists::contains).collect(Collectors.toSet());
        Set<String> forms =
                all.otherForms().stream().filter(attributes::contains).collect(Collectors.toSet());
        return new Decision.Remarks(refused, withheld, List.of(), forms);
    }
}
