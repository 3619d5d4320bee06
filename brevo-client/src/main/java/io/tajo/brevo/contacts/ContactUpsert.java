package io.tajo.brevo.contacts;

import io.tajo.brevo.attributes.AttributeName;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What one contact should hold. What is not set is not sent, and stays as it is. Immutable. */
public final class ContactUpsert {
    private final @Nullable String email;
    private final @Nullable String extId;
    private final Map<String, @Nullable Object> attributes;
    private final Set<Long> lists;
    private final @Nullable Boolean emailBlacklisted;
    private final @Nullable Boolean smsBlacklisted;

    private ContactUpsert(Builder builder) {
        email = builder.email;
        extId = builder.extId;
        attributes = Collections.unmodifiableMap(new LinkedHashMap<>(builder.attributes));
        lists = Collections.unmodifiableSet(new LinkedHashSet<>(builder.lists));
        emailBlacklisted = builder.emailBlacklisted;
        smsBlacklisted = builder.smsBlacklisted;
    }

    /** {@return a builder} */
    public static Builder builder() {
        return new Builder();
    }

    /** {@return the address, if set} */
    public @Nullable String email() {
        return email;
    }

    /** {@return the external id, if set} */
    public @Nullable String extId() {
        return extId;
    }

    /** {@return the attributes by name; null clears} */
    public Map<String, @Nullable Object> attributes() {
        return attributes;
    }

    /** {@return the lists to join} */
    public Set<Long> lists() {
        return lists;
    }

    /** {@return whether to block e-mail, if set} */
    public @Nullable Boolean emailBlacklisted() {
        return emailBlacklisted;
    }

    /** {@return whether to block text messages, if set} */
    public @Nullable Boolean smsBlacklisted() {
        return smsBlacklisted;
    }

    /** {@return the attributes' names only: the rest is personal} */
    @Override
    public String toString() {
        return "ContactUpsert" + attributes.keySet();
    }

    /** Collects a contact; not safe for several threads. */
    public static final class Builder {
        private @Nullable String email;
        private @Nullable String extId;
        private final Map<String, @Nullable Object> attributes = new LinkedHashMap<>();
        private final Set<Long> lists = new LinkedHashSet<>();
        private @Nullable Boolean emailBlacklisted;
        private @Nullable Boolean smsBlacklisted;

        private Builder() {}

        /**
         * Sets the address.
         *
         * @param address the address
         * @return this builder
         */
        public Builder email(String address) {
            email = address;
            return this;
        }

        /**
         * Sets the external id.
         *
         * @param id the id
         * @return this builder
         */
        public Builder extId(String id) {
            extId = id;
            return this;
        }

        /**
         * Sets an attribute.
         *
         * @param name its name; written in capitals
         * @param value text, a number, a boolean or a list of texts, as its type takes it; null clears it
         * @return this builder
         * @throws IllegalArgumentException if it is the address, which {@link #email} sets
         */
        public Builder attribute(String name, @Nullable Object value) {
            attributes.put(AttributeName.writable(name), value);
            return this;
        }

        /**
         * Sets several attributes.
         *
         * @param values by name; null clears
         * @return this builder
         * @throws IllegalArgumentException if one is the address, which {@link #email} sets
         */
        public Builder attributes(Map<String, ? extends @Nullable Object> values) {
            values.forEach(this::attribute);
            return this;
        }

        /**
         * Joins a list.
         *
         * @param listId its number
         * @return this builder
         */
        public Builder list(long listId) {
            lists.add(listId);
            return this;
        }

        /**
         * Joins several lists.
         *
         * @param listIds their numbers
         * @return this builder
         */
        public Builder lists(Collection<Long> listIds) {
            lists.addAll(listIds);
            return this;
        }

        /**
         * Blocks e-mail to the contact, or allows it. Leave it out unless the contact has decided: {@code false} is an
         * order to subscribe the contact again.
         *
         * @param blocked whether to block
         * @return this builder
         */
        public Builder emailBlacklisted(boolean blocked) {
            emailBlacklisted = blocked;
            return this;
        }

        /**
         * Blocks text messages to the contact, or allows them. Leave it out unless the contact has decided.
         *
         * @param blocked whether to block
         * @return this builder
         */
        public Builder smsBlacklisted(boolean blocked) {
            smsBlacklisted = blocked;
            return this;
        }

        /**
         * Returns the contact.
         *
         * @return the contact
         * @throws IllegalArgumentException if nothing identifies it
         */
        public ContactUpsert build() {
            if (email == null && extId == null && attributes.get("SMS") == null) {
                throw new IllegalArgumentException("a contact has an address, an external id or the attribute SMS");
            }
            return new ContactUpsert(this);
        }
    }
}
