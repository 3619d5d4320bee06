package io.tajo.client;

/** A setting that can't work, found before anything was sent. Mend the setting; trying again helps nothing. */
public class ConfigurationException extends ClientException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message which setting is wrong and what it should be
     */
    public ConfigurationException(String message) {
        super(message);
    }
}
