package io.tajo.brevo;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static org.assertj.core.api.Assertions.assertThat;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.model.Request;
import com.atlassian.oai.validator.model.SimpleRequest;
import com.atlassian.oai.validator.report.LevelResolver;
import com.atlassian.oai.validator.report.ValidationReport;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.tajo.brevo.attributes.Attribute;
import io.tajo.brevo.attributes.AttributeType;
import io.tajo.brevo.attributes.NewAttribute;
import io.tajo.brevo.contacts.Contact;
import io.tajo.brevo.contacts.ContactExport;
import io.tajo.brevo.contacts.ContactId;
import io.tajo.brevo.contacts.ContactImport;
import io.tajo.brevo.contacts.ContactQuery;
import io.tajo.brevo.contacts.ContactUpdate;
import io.tajo.brevo.contacts.ContactUpsert;
import io.tajo.brevo.contacts.DoubleOptIn;
import io.tajo.brevo.contacts.ImportRows;
import io.tajo.brevo.events.ContactEvent;
import io.tajo.brevo.events.EventQuery;
import io.tajo.brevo.lists.ContactList;
import io.tajo.brevo.lists.Folder;
import io.tajo.brevo.lists.Segment;
import io.tajo.brevo.processes.BackgroundProcess;
import io.tajo.brevo.webhooks.NewWebhook;
import io.tajo.brevo.webhooks.Webhook;
import io.tajo.client.Paginator;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the client sends and reads, held against Brevo's OpenAPI document. */
class OpenApiContractTest extends BrevoServerTest {
    /** The document lacks these; the client has them. */
    private static final Set<String> NOT_IN_THE_DOCUMENT = Set.of("GET /events");
    /** The document has these; the client leaves them out: the history of webhooks is sent by mail. */
    private static final Set<String> LEFT_OUT = Set.of("POST /webhooks/export");

    private static final Instant MOMENT = Instant.parse("2026-01-02T03:04:05.678Z");
    private static final ContactId EMAIL = ContactId.email("ada+x@example.com");
    private static final URI ADDRESS = URI.create("https://shop.example.com/there");

    private static List<ContactId> contacts(int count) {
        return IntStream.rangeClosed(1, count).mapToObj(ContactId::id).toList();
    }

    private static ContactImport.Builder rows() {
        ImportRows rows = new ImportRows(ImportRows.MAX_BYTES);
        rows.offer("ada@example.com", Map.of("PLAN", "pro", "SCORE", 1.5));
        return ContactImport.builder().rows(rows);
    }

    private void callEveryOperation() {
        client.account().get();
        callContacts();
        callLists();
        callAttributes();
        ContactEvent event = ContactEvent.of("purchase", EMAIL)
                .identifiedBy(ContactId.id(4))
                .identifiedBy(ContactId.extId("u-1"))
                .property("price", 10)
                .property("items", List.of(Map.of("name", "tea")))
                .attribute("plan", "pro")
                .at(MOMENT);
        client.events().send(event);
        client.events().send(Collections.nCopies(200, event));
        readAll(client.events().list(EventQuery.all().named("purchase").of(4L).between(MOMENT, MOMENT)));
        client.processes().get(7);
        client.processes().recent();
        NewWebhook webhook = NewWebhook.marketing(ADDRESS, "unsubscribed", "contactUpdated")
                .description("Back")
                .batched()
                .bearer("secret")
                .header("x-a", "b");
        client.webhooks().list("marketing");
        client.webhooks().get(7);
        client.webhooks().create(webhook);
        client.webhooks().update(7, webhook);
        client.webhooks().delete(7);
    }

    private void callContacts() {
        client.contacts()
                .upsert(ContactUpsert.builder()
                        .email("ada@example.com")
                        .extId("u-1")
                        .attribute("PLAN", "pro")
                        .attribute("TAGS", List.of("a"))
                        .list(3)
                        .emailBlacklisted(true)
                        .smsBlacklisted(false)
                        .build());
        client.contacts().get(EMAIL);
        client.contacts().get(ContactId.extId("a/b"));
        readAll(client.contacts().list(ContactQuery.all().inList(3)));
        ContactQuery query = ContactQuery.all()
                .inSegment(3)
                .modifiedSince(MOMENT)
                .createdSince(MOMENT)
                .equalTo("PLAN", "pro");
        readAll(client.contacts().list(query));
        client.contacts()
                .update(
                        EMAIL,
                        ContactUpdate.none()
                                .attribute("PLAN", "pro")
                                .attribute("SCORE", 1.5)
                                .extId("u-2")
                                .join(List.of(3L))
                                .leave(List.of(4L))
                                .emailBlacklisted(true)
                                .smsBlacklisted(true));
        client.contacts().update(ContactId.id(3), ContactUpdate.none().changeEmail("b@example.com"));
        client.contacts().delete(EMAIL);
        client.contacts().campaignStats(ContactId.id(3));
        client.contacts().campaignStats(EMAIL, LocalDate.of(2026, 1, 1), LocalDate.of(2026, 2, 1));
        client.contacts()
                .sendDoubleOptIn(DoubleOptIn.of("ada@example.com", List.of(3L), 5, ADDRESS)
                        .excluding(List.of(4L))
                        .attribute("PLAN", "pro"));
        Stream.of(
                        ContactExport.ofSegment(3).attributes("EMAIL", "PLAN").metadata(),
                        ContactExport.optedOut(3),
                        ContactExport.ofList(3),
                        ContactExport.unsubscribedFrom(3))
                .forEach(client.contacts()::export);
        client.contacts().importContacts(rows().lists(List.of(3L)).build());
        client.contacts().importContacts(rows().newList("New", 4).build());
        client.contacts()
                .importContacts(ContactImport.builder()
                        .csv("EMAIL;PLAN\nada@example.com;pro")
                        .lists(List.of(3L))
                        .build());
        client.contacts()
                .importContacts(
                        ContactImport.builder().file(ADDRESS).lists(List.of(3L)).build());
    }

    private void callLists() {
        readAll(client.lists().list());
        client.lists().get(3);
        client.lists().create("News", 4);
        client.lists().rename(3, "Old news");
        client.lists().move(3, 5);
        client.lists().delete(3);
        readAll(client.lists().members(3));
        client.lists().add(3, contacts(150));
        client.lists().add(3, List.of(EMAIL));
        client.lists().add(3, List.of(ContactId.extId("u-1")));
        client.lists().remove(3, contacts(150));
        client.lists().remove(3, List.of(EMAIL));
        client.lists().remove(3, List.of(ContactId.extId("u-1")));
        client.lists().removeAll(3);
        readAll(client.folders().list());
        client.folders().get(4);
        client.folders().create("PostHog");
        client.folders().rename(4, "Else");
        client.folders().deleteWithLists(4);
        readAll(client.folders().lists(4));
        readAll(client.segments().list());
    }

    private void callAttributes() {
        client.attributes().list();
        client.attributes().create("PLAN", AttributeType.TEXT);
        Stream.of(
                        NewAttribute.normal("SEEN", AttributeType.DATE),
                        NewAttribute.multipleChoice("TAGS", List.of("a", "b")),
                        NewAttribute.category("SIZE", List.of("small", "large")),
                        NewAttribute.transactional("ORDER", AttributeType.ID),
                        NewAttribute.calculated("SUM", "SUM[PRICE]"),
                        NewAttribute.global("ALL", "COUNT[ID]"))
                .forEach(client.attributes()::create);
        Stream.of(
                        NewAttribute.multipleChoice("TAGS", List.of("c")),
                        NewAttribute.category("SIZE", List.of("middle")),
                        NewAttribute.calculated("SUM", "SUM[PRICE]"))
                .forEach(client.attributes()::updateOptions);
        client.attributes().delete("normal", "PLAN");
        client.attributes().deleteOption("TAGS", "a/b");
    }

    private static void readAll(Paginator<?> pages) {
        assertThat(pages.stream()).hasSizeLessThan(2);
    }

    private static Request request(LoggedRequest call) {
        URI uri = URI.create(call.getUrl());
        SimpleRequest.Builder request =
                new SimpleRequest.Builder(call.getMethod().getName(), uri.getRawPath());
        Map<String, List<String>> query = new LinkedHashMap<>();
        if (uri.getRawQuery() != null) {
            for (String pair : uri.getRawQuery().split("&", -1)) {
                String[] parts = pair.split("=", 2);
                query.computeIfAbsent(decoded(parts[0]), name -> new ArrayList<>())
                        .add(decoded(parts[1]));
            }
        }
        query.forEach(request::withQueryParam);
        call.getHeaders().all().forEach(header -> request.withHeader(header.key(), header.values()));
        if (call.getBody().length > 0) request.withBody(call.getBodyAsString());
        return request.build();
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    @Test
    void everyRequest_isOneThatTheDocumentAllows() {
        Contract contract = Contract.read();
        OpenApiInteractionValidator validator = OpenApiInteractionValidator.createForInlineApiSpecification(
                        contract.text())
                .withLevelResolver(LevelResolver.create()
                        .withDefaultLevel(ValidationReport.Level.ERROR)
                        // Of a contact's identifier, text or number in the document, the validator asks for JSON.
                        .withLevel("validation.request.parameter.schema.invalidJson", ValidationReport.Level.IGNORE)
                        .build())
                .build();
        List<Long> members =
                IntStream.rangeClosed(1, 150).mapToObj(Long::valueOf).toList();
        server.stubFor(any(anyUrl()).willReturn(json(200, "{\"id\":1,\"processId\":2,\"success\":" + members + "}")));
        // Those that the answer does not name as added are then looked up.
        callEveryOperation();

        Set<String> called = new TreeSet<>();
        List<String> objections = new ArrayList<>();
        for (LoggedRequest call : calls()) {
            Request request = request(call);
            String operation = contract.operation(
                    request.getMethod().name(), request.getPath().substring("/v3".length()));
            called.add(operation);
            if (NOT_IN_THE_DOCUMENT.contains(operation)) continue;
            validator.validateRequest(request).getMessages().stream()
                    .filter(message -> message.getLevel() == ValidationReport.Level.ERROR)
                    .forEach(message -> objections.add(operation + " " + call.getUrl() + ": " + message.getKey() + " "
                            + message.getMessage() + " " + message.getNestedMessages()));
        }

        assertThat(objections).isEmpty();
        Set<String> expected = new TreeSet<>(contract.operations());
        assertThat(expected).containsAll(LEFT_OUT).doesNotContainAnyElementsOf(NOT_IN_THE_DOCUMENT);
        expected.removeAll(LEFT_OUT);
        expected.addAll(NOT_IN_THE_DOCUMENT);
        assertThat(called).isEqualTo(expected);
    }

    /** What the client makes of an answer, in short: the numbers of what it read. */
    private Map<String, Supplier<List<?>>> readings() {
        Map<String, Supplier<List<?>>> readings = new LinkedHashMap<>();
        readings.put("GET /account", () -> List.of(client.account().get().companyName()));
        readings.put(
                "GET /processes",
                () -> client.processes().recent().stream()
                        .map(BackgroundProcess::id)
                        .toList());
        readings.put(
                "GET /processes/{processId}",
                () -> client.processes().get(1).map(BackgroundProcess::id).stream()
                        .toList());
        readings.put(
                "GET /webhooks",
                () -> client.webhooks().list("marketing").stream()
                        .map(Webhook::id)
                        .toList());
        readings.put("GET /webhooks/{webhookId}", () -> ids(client.webhooks().get(1), Webhook::id));
        readings.put(
                "POST /webhooks",
                () -> List.of(client.webhooks().create(NewWebhook.marketing(ADDRESS, "unsubscribed"))));
        readings.put(
                "GET /contacts",
                () -> client.contacts().list(ContactQuery.all()).stream()
                        .map(Contact::id)
                        .toList());
        readings.put("GET /contacts/{identifier}", () -> ids(client.contacts().get(EMAIL), Contact::id));
        readings.put(
                "POST /contacts",
                () -> List.of(client.contacts()
                        .upsert(ContactUpsert.builder().email("a@example.com").build())
                        .getAsLong()));
        readings.put(
                "GET /contacts/{identifier}/campaignStats",
                () -> List.copyOf(client.contacts().campaignStats(EMAIL).toMap().keySet()));
        readings.put("POST /contacts/export", () -> List.of(client.contacts().export(ContactExport.ofList(3))));
        readings.put(
                "POST /contacts/import",
                () -> List.of(client.contacts()
                        .importContacts(rows().lists(List.of(3L)).build())));
        readings.put(
                "GET /contacts/lists",
                () -> client.lists().list().stream().map(ContactList::id).toList());
        readings.put("GET /contacts/lists/{listId}", () -> ids(client.lists().get(3), ContactList::id));
        readings.put("POST /contacts/lists", () -> List.of(client.lists().create("a", 1)));
        readings.put(
                "GET /contacts/lists/{listId}/contacts",
                () -> client.lists().members(3).stream().map(Contact::id).toList());
        readings.put(
                "GET /contacts/folders",
                () -> client.folders().list().stream().map(Folder::id).toList());
        readings.put(
                "GET /contacts/folders/{folderId}", () -> ids(client.folders().get(3), Folder::id));
        readings.put("POST /contacts/folders", () -> List.of(client.folders().create("a")));
        readings.put(
                "GET /contacts/folders/{folderId}/lists",
                () -> client.folders().lists(3).stream().map(ContactList::id).toList());
        readings.put(
                "GET /contacts/segments",
                () -> client.segments().list().stream().map(Segment::id).toList());
        readings.put(
                "GET /contacts/attributes",
                () -> client.attributes().list().stream().map(Attribute::name).toList());
        return readings;
    }

    private static <T> List<?> ids(Optional<T> one, Function<T, Long> id) {
        return one.map(id).stream().toList();
    }

    /** The same, taken from the example itself. */
    private static List<String> expected(Contract.Example example) {
        if (example.status() == 404) return List.of();
        if (example.operation().endsWith("/campaignStats"))
            return texts(example.value().keySet());
        for (String rows : List.of("processes", "webhooks", "contacts", "lists", "folders", "segments", "attributes")) {
            if (!(example.value().get(rows) instanceof List<?> list)) continue;
            return texts(list.stream()
                    .map(row -> ((Map<?, ?>) row).get(rows.equals("attributes") ? "name" : "id"))
                    .toList());
        }
        return Stream.of("processId", "id", "companyName")
                .filter(example.value()::containsKey)
                .map(name -> String.valueOf(example.value().get(name)))
                .limit(1)
                .toList();
    }

    private static List<String> texts(Collection<?> values) {
        return values.stream().map(String::valueOf).toList();
    }

    @Test
    void everyExample_isRead() {
        Contract contract = Contract.read();
        Map<String, Supplier<List<?>>> readings = readings();
        Set<String> read = new TreeSet<>();
        for (Contract.Example example : contract.examples()) {
            read.add(example.operation());
            server.resetAll();
            server.stubFor(any(anyUrl()).willReturn(json(example.status(), example.json())));
            if (example.operation().startsWith("POST /contacts/lists/{listId}/contacts/")) {
                assertMembership(example);
                continue;
            }
            Supplier<List<?>> reading = readings.get(example.operation());
            assertThat(reading).as(example.operation()).isNotNull();
            assertThat(texts(reading.get()))
                    .as("%s: %s", example.operation(), example.json())
                    .isEqualTo(expected(example));
        }
        assertThat(read).hasSizeGreaterThan(15);
    }

    private void assertMembership(Contract.Example example) {
        if (example.value().containsKey("processId")) {
            assertThat(String.valueOf(client.lists().removeAll(3)))
                    .isEqualTo(String.valueOf(example.value().get("processId")));
            return;
        }
        List<ContactId> done = members(example.value().get("success"));
        List<ContactId> asked = new ArrayList<>(done);
        asked.addAll(members(example.value().get("failure")));
        // Who was left out is looked up, and the answer to that is the same.
        assertThat(client.lists().remove(3, asked).changed()).containsExactlyInAnyOrderElementsOf(done);
    }

    private static List<ContactId> members(Object values) {
        return ((List<?>) values)
                .stream()
                        .map(value -> value instanceof Number number
                                ? ContactId.id(number.longValue())
                                : String.valueOf(value).contains("@")
                                        ? ContactId.email(String.valueOf(value))
                                        : ContactId.extId(String.valueOf(value)))
                        .toList();
    }
}
