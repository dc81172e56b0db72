package io.flipside.durability;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A connection to a service that can be cut and mended: a network that fails. */
final class Wire implements AutoCloseable {
    private final ServerSocket door;
    private final String host;
    private final int port;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile boolean cut;

    private Wire(ServerSocket door, String host, int port) {
        this.door = door;
        this.host = host;
        this.port = port;
    }

    static Wire to(String address) {
        String[] parts = address.split(":", 2);
        try {
            ServerSocket door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
            Wire wire = new Wire(door, parts[0], Integer.parseInt(parts[1]));
            daemon(wire::accept);
            return wire;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    String address() {
        return "127.0.0.1:" + door.getLocalPort();
    }

    /** Nothing goes through any more, and nobody is told why. */
    void cut() {
        cut = true;
        open.forEach(Wire::closeQuietly);
        open.clear();
    }

    void mend() {
        cut = false;
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                Socket client = door.accept();
                if (cut) {
                    closeQuietly(client);
                } else {
                    join(client);
                }
            } catch (IOException e) {
                // the door was closed, or the service is away: the next one may have more luck
                if (door.isClosed()) {
                    return;
                }
            }
        }
    }

    private void join(Socket client) throws IOException {
        open.add(client);
        try {
            Socket service = new Socket(host, port);
            open.add(service);
            daemon(() -> copy(client, service));
            daemon(() -> copy(service, client));
        } catch (IOException e) {
            closeQuietly(client);
            throw e;
        }
    }

    private static void copy(Socket from, Socket to) {
        try (from;
                to;
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            in.transferTo(out);
        } catch (IOException e) {
            closeQuietly(from);
        }
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "wire");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        cut();
        try {
            door.close();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
