package io.flipside.client;

import java.io.IOException;

/** There is no service at the address, or it did not answer to the end. Asking again may help. */
public final class ServiceUnreachable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final boolean connected;

    ServiceUnreachable(String address, boolean connected, IOException cause) {
        super(
                connected
                        ? "the service at " + address + " did not answer to the end."
                        : "there is no service at " + address + ".",
                cause);
        this.connected = connected;
    }

    /** Whether there was a connection: a change may then have been made. */
    public boolean connected() {
        return connected;
    }
}
