package io.flipside.store;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import javax.net.SocketFactory;

/**
 * Sockets that send what they are given at once. Otherwise the end of a body that fills no packet waits for the
 * receiver's delayed acknowledgement: 40 ms for each checkpoint.
 */
final class UndelayedSockets extends SocketFactory {
    private static final SocketFactory SOCKETS = SocketFactory.getDefault();

    @Override
    public Socket createSocket() throws IOException {
        return prompt(SOCKETS.createSocket());
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return prompt(SOCKETS.createSocket(host, port));
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort) throws IOException {
        return prompt(SOCKETS.createSocket(host, port, localHost, localPort));
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        return prompt(SOCKETS.createSocket(host, port));
    }

    @Override
    public Socket createSocket(InetAddress address, int port, InetAddress localAddress, int localPort)
            throws IOException {
        return prompt(SOCKETS.createSocket(address, port, localAddress, localPort));
    }

    private static Socket prompt(Socket socket) throws IOException {
        socket.setTcpNoDelay(true);
        return socket;
    }
}
