package io.flipside.embedded;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/**
 * The process of the embedded services.
 *
 * <p>{@code --data DIR [--temporal-port N] [--s3-port N] [--kafka-port N] [--temporal-binary auto|never]
 * [--stop-on-eof]}. When all are ready, their addresses are in {@code DIR/addresses.properties}.
 */
public final class EmbeddedMain {
    private EmbeddedMain() {}

    /** The process's entry. */
    public static void main(String[] arguments) throws InterruptedException {
        Arguments parsed;
        EmbeddedServices services;
        try {
            parsed = Arguments.parse(arguments);
            services = EmbeddedServices.start(parsed.data(), parsed.ports());
        } catch (IllegalArgumentException | EmbeddedServices.InUse e) {
            System.err.println("error: " + e.getMessage());
            System.exit(2);
            return;
        }
        CountDownLatch stop = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(services::close, "flipside-stop"));
        Addresses addresses = services.addresses();
        addresses.write(parsed.data().resolve("addresses.properties"));
        System.out.println("Temporal " + addresses.temporal() + (addresses.durable() ? " (durable)" : " (in memory)"));
        System.out.println("S3       " + addresses.storeEndpoint());
        System.out.println("Kafka    " + addresses.kafka());
        if (parsed.stopOnEof()) {
            new Thread(() -> stopAtEndOfInput(stop), "flipside-input").start();
        }
        stop.await();
        System.exit(0);
    }

    // whoever started us holds the other end: when it dies, however it dies, this ends too
    private static void stopAtEndOfInput(CountDownLatch stop) {
        try {
            System.in.transferTo(java.io.OutputStream.nullOutputStream());
        } catch (IOException e) {
            System.getLogger("flipside").log(System.Logger.Level.DEBUG, "Input is gone", e);
        }
        stop.countDown();
    }

    private record Arguments(Path data, EmbeddedServices.Ports ports, boolean stopOnEof) {
        static Arguments parse(String[] arguments) {
            String data = "";
            int temporal = 0;
            int store = 0;
            int kafka = 0;
            boolean binary = true;
            boolean eof = false;
            for (int i = 0; i < arguments.length; i++) {
                switch (arguments[i]) {
                    case "--data" -> data = value(arguments, ++i);
                    case "--temporal-port" -> temporal = port(arguments, ++i);
                    case "--s3-port" -> store = port(arguments, ++i);
                    case "--kafka-port" -> kafka = port(arguments, ++i);
                    case "--temporal-binary" -> binary = value(arguments, ++i).equals("auto");
                    case "--stop-on-eof" -> eof = true;
                    default -> throw new IllegalArgumentException("option " + arguments[i] + " is not known.");
                }
            }
            if (data.isEmpty()) {
                throw new IllegalArgumentException("--data is missing. Give the folder where data is kept.");
            }
            return new Arguments(Path.of(data), new EmbeddedServices.Ports(temporal, store, kafka, binary), eof);
        }

        private static String value(String[] arguments, int i) {
            if (i >= arguments.length) {
                throw new IllegalArgumentException("option " + arguments[i - 1] + " needs a value.");
            }
            return arguments[i];
        }

        private static int port(String[] arguments, int i) {
            String text = value(arguments, i);
            try {
                int port = Integer.parseInt(text);
                if (port >= 0 && port <= 65_535) {
                    return port;
                }
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException("'" + text + "' is no port. Give 0 to 65535.", e);
            }
            throw new IllegalArgumentException("'" + text + "' is no port. Give 0 to 65535.");
        }
    }
}
