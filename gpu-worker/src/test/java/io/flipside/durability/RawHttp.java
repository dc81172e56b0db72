package io.flipside.durability;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Requests byte by byte, as no well-behaved client sends them. */
record RawHttp(int port) {
    static final String HOST = "Host: 127.0.0.1\r\n";
    static final String JSON = "Content-Type: application/json\r\n";
    static final String OCTETS = "Content-Type: application/octet-stream\r\n";
    private static final int PATIENCE_MILLIS = 20_000;
    private static final Pattern LENGTH = Pattern.compile("content-length: ([0-9]+)");

    /** The answer: status, head in lower case, body, and whether the connection was ended. */
    record Answer(int status, String head, String body, boolean ended) {}

    Answer get(String target, String headers) {
        return send("GET " + target + " HTTP/1.1\r\n" + headers + "\r\n");
    }

    Answer post(String target, String headers, String body) {
        return send(
                "POST " + target + " HTTP/1.1\r\n" + headers + "Content-Length: " + body.length() + "\r\n\r\n" + body);
    }

    Socket open() {
        try {
            Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setSoTimeout(PATIENCE_MILLIS);
            return socket;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    Answer send(String request) {
        try (Socket socket = open()) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return read(socket);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Reads one answer, and on to the end of the connection if the answer announces it. */
    static Answer read(Socket socket) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        byte[] chunk = new byte[1 << 16];
        while (true) {
            String text = all.toString(StandardCharsets.ISO_8859_1);
            int end = text.indexOf("\r\n\r\n");
            String head = end < 0 ? "" : text.substring(0, end).toLowerCase(Locale.ROOT);
            String body = end < 0 ? "" : text.substring(end + 4);
            Matcher length = LENGTH.matcher(head);
            boolean whole = end >= 0 && length.find() && body.length() >= Integer.parseInt(length.group(1));
            if (whole && !head.contains("connection: close")) {
                return answer(head, body, false);
            }
            int count = socket.getInputStream().read(chunk);
            if (count < 0) {
                return answer(head, body, true);
            }
            all.write(chunk, 0, count);
        }
    }

    private static Answer answer(String head, String body, boolean ended) {
        return new Answer(head.isEmpty() ? 0 : Integer.parseInt(head.split(" ", 3)[1]), head, body, ended);
    }
}
