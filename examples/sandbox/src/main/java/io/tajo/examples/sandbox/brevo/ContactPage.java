package io.tajo.examples.sandbox.brevo;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Some of the contacts that match, and how many do.
 *
 * @param count how many match in all
 * @param contacts those of the page
 */
record ContactPage(int count, List<ContactRecord> contacts) {

    /** Cuts a page; without conditions it costs no more than its own contacts. */
    static ContactPage of(ContactBook book, ContactFilter filter, boolean newestFirst, int offset, int limit) {
        List<MutableContact> matching = matching(filter.candidates(book), filter);
        int count = matching.size();
        int begin = Math.min(offset, count);
        int end = Math.min(begin + limit, count);
        List<MutableContact> page = new ArrayList<>(
                newestFirst ? matching.subList(count - end, count - begin) : matching.subList(begin, end));
        if (newestFirst) Collections.reverse(page);
        return new ContactPage(count, page.stream().map(MutableContact::copy).toList());
    }

    private static List<MutableContact> matching(Collection<MutableContact> candidates, ContactFilter filter) {
        if (!filter.takesAll())
            return candidates.stream().filter(filter::matches).toList();
        return candidates instanceof List<MutableContact> all ? all : new ArrayList<>(candidates);
    }

    Map<String, Object> json() {
        List<Map<String, @Nullable Object>> shown =
                contacts.stream().map(ContactRecord::json).toList();
        return Map.of("count", count, "contacts", shown);
    }
}
