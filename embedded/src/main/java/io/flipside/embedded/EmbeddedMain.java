package io.flipside.embedded;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The process of the embedded services. When all are ready, their addresses are in {@code DIR/addresses.properties}. */
@Command(name = "embedded")
public final class EmbeddedMain implements Callable<Integer> {
    private static final int BAD_INPUT = 2;

    @Option(names = "--data", required = true, paramLabel = "DIR", description = "The folder where data is kept.")
    private Path data = Path.of("");

    @Option(names = "--temporal-port", defaultValue = "0", description = "0 for a free one, as for the others.")
    private int temporalPort;

    @Option(names = "--s3-port", defaultValue = "0")
    private int storePort;

    @Option(names = "--kafka-port", defaultValue = "0")
    private int kafkaPort;

    @Option(
            names = "--temporal-binary",
            defaultValue = "auto",
            description = "auto: a 'temporal' program on the PATH is used instead of the in-memory service; or never.")
    private Binary binary = Binary.AUTO;

    @Option(names = "--stop-on-eof", description = "End with whoever holds the other end of the input.")
    private boolean stopOnEof;

    /** Whether a {@code temporal} program is looked for. */
    enum Binary {
        AUTO,
        NEVER
    }

    /** The process's entry. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new EmbeddedMain())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler((wrong, given) -> refuse(wrong))
                .setExecutionExceptionHandler((failure, line, given) -> {
                    if (failure instanceof EmbeddedServices.InUse) {
                        return refuse(failure);
                    }
                    throw failure;
                })
                .execute(arguments));
    }

    private static int refuse(Exception e) {
        System.err.println("error: " + e.getMessage());
        return BAD_INPUT;
    }

    @Override
    public Integer call() throws InterruptedException {
        EmbeddedServices services = EmbeddedServices.start(
                data, new EmbeddedServices.Ports(temporalPort, storePort, kafkaPort, binary == Binary.AUTO));
        Runtime.getRuntime().addShutdownHook(new Thread(services::close, "flipside-stop"));
        Addresses addresses = services.addresses();
        addresses.write(data.resolve("addresses.properties"));
        System.out.println("Temporal " + addresses.temporal() + (addresses.durable() ? " (durable)" : " (in memory)"));
        System.out.println("S3       " + addresses.storeEndpoint());
        System.out.println("Kafka    " + addresses.kafka());
        CountDownLatch stop = new CountDownLatch(1);
        if (stopOnEof) {
            new Thread(() -> stopAtEndOfInput(stop), "flipside-input").start();
        }
        stop.await();
        return 0;
    }

    // whoever started us holds the other end: when it dies, however it dies, this ends too
    private static void stopAtEndOfInput(CountDownLatch stop) {
        try {
            System.in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            System.getLogger("flipside").log(System.Logger.Level.DEBUG, "Input is gone", e);
        }
        stop.countDown();
    }
}
