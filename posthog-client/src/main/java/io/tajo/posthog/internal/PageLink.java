package io.tajo.posthog.internal;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Changes how much a link that PostHog made asks for. */
final class PageLink {
    private static final Pattern LIMIT = Pattern.compile("([?&]limit=)\\d+");

    private PageLink() {}

    static String withLimit(String link, int limit) {
        Matcher given = LIMIT.matcher(link);
        if (given.find()) return given.replaceFirst("$1" + limit);
        return link + (link.indexOf('?') < 0 ? "?" : "&") + "limit=" + limit;
    }
}
