package io.tajo.brevo.webhooks;

import java.util.List;
import java.util.Optional;

/**
 * Looks after the account's webhooks, 40 at most. Safe for any thread. Calls are in the quota of every other route (100 an
 * hour).
 *
 * @see <a href="https://developers.brevo.com/docs/how-to-use-webhooks">Brevo: webhooks</a>
 */
public interface WebhooksApi {

    /**
     * Lists the webhooks of a type: {@code GET /webhooks}.
     *
     * @param type {@code marketing}, {@code transactional} or {@code inbound}
     * @return the webhooks
     */
    List<Webhook> list(String type);

    /**
     * Reads one webhook: {@code GET /webhooks/{webhookId}}.
     *
     * @param id its number
     * @return the webhook; empty if there is none
     */
    Optional<Webhook> get(long id);

    /**
     * Creates a webhook: {@code POST /webhooks}. Not repeated when it is not known whether it was created.
     *
     * @param webhook what to create
     * @return its number
     */
    long create(NewWebhook webhook);

    /**
     * Changes a webhook: {@code PUT /webhooks/{webhookId}}. Its type can't be changed.
     *
     * @param id its number
     * @param webhook what it should be
     */
    void update(long id, NewWebhook webhook);

    /**
     * Deletes a webhook: {@code DELETE /webhooks/{webhookId}}.
     *
     * @param id its number
     * @return whether there was such a webhook; false too where the first of two attempts deleted it and its answer was
     *     lost
     */
    boolean delete(long id);
}
