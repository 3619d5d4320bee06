package io.tajo.client;

import java.time.Duration;

/** Leave to send one attempt. Closed when its answer has come, or when it is known that there will be none. */
public interface Permit extends AutoCloseable {

    /**
     * Returns how long the call waited for this permit.
     *
     * @return the wait, zero if there was none
     */
    Duration waited();

    /** Tells the strategy that the attempt is over. Closing twice does nothing. */
    @Override
    void close();
}
