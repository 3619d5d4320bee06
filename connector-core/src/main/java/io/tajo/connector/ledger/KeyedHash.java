package io.tajo.connector.ledger;

import io.tajo.connector.mapping.EmailAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Hashes addresses and values with a key (HMAC-SHA-256), so that a ledger holds nothing that can be looked up without
 * it. For one thread.
 */
public final class KeyedHash {
    private static final String ALGORITHM = "HmacSHA256";

    private final Mac mac;

    private KeyedHash(Mac mac) {
        this.mac = mac;
    }

    /**
     * Returns a hash with a key.
     *
     * @param key at least 16 random bytes
     * @return the hash
     */
    public static KeyedHash of(byte[] key) {
        if (key.length < 16) throw new IllegalArgumentException("a ledger's key has at least 16 bytes");
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            return new KeyedHash(mac);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }

    /**
     * Returns a contact's key, which is the same for addresses that differ only in case and padding.
     *
     * @param address the address, see {@link EmailAddress#normalize}
     * @return the key
     */
    public ContactKey contact(String address) {
        ByteBuffer digest = digest(EmailAddress.normalize(address));
        return new ContactKey(digest.getLong(), digest.getLong());
    }

    /**
     * Returns the fingerprint of a field's value.
     *
     * @param attribute the field
     * @param value its value in one spelling
     * @return 64 bits of the hash
     */
    public long field(String attribute, String value) {
        return digest(attribute + '\0' + value).getLong();
    }

    /**
     * Returns a person's number.
     *
     * @param id PostHog's id of the person
     * @return 64 bits of the hash
     */
    public long person(String id) {
        return field("", id);
    }

    private ByteBuffer digest(String text) {
        return ByteBuffer.wrap(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    }
}
