package io.flipside.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.IntFunction;

/**
 * Ports for servers that must be told theirs before they listen. They lie below the range from which the system takes
 * ports for outgoing connections: no client can get one by chance, not even while the server that had it starts again.
 */
public final class FreePorts {
    private static final Path EPHEMERAL = Path.of("/proc/sys/net/ipv4/ip_local_port_range");
    private static final int LOWEST = 10_000;
    private static final int USUAL_EPHEMERAL = 32_768;
    private static final int LOOKS = 1_000;
    private static final int STARTS = 3;

    private FreePorts() {}

    /** A port of loopback that nobody listens on now. */
    public static int any() {
        int end = ephemeralStart();
        for (int look = 0; look < LOOKS; look++) {
            int port = ThreadLocalRandom.current().nextInt(LOWEST, end);
            if (isFree(port)) {
                return port;
            }
        }
        throw new IllegalStateException("no port between " + LOWEST + " and " + end + " is free on 127.0.0.1");
    }

    /**
     * Starts a server on a port.
     *
     * @param wanted 0 for any free one; if the server does not start there, it is tried on others: another process may
     *     have taken that port or a second one of the server's, or just looked whether it is free, so that it is again
     * @param start throws if the server does not start, and then leaves nothing behind
     */
    public static <T> T on(int wanted, IntFunction<T> start) {
        if (wanted != 0) {
            return start.apply(wanted);
        }
        for (int left = STARTS; ; left--) {
            try {
                return start.apply(any());
            } catch (RuntimeException e) {
                if (left == 1) {
                    throw e;
                }
            }
        }
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }

    private static int ephemeralStart() {
        try {
            String[] range = Files.readString(EPHEMERAL).strip().split("\\s+");
            return Math.max(LOWEST + LOOKS, Integer.parseInt(range[0]));
        } catch (IOException | NumberFormatException e) {
            return USUAL_EPHEMERAL;
        }
    }
}
