package io.flipside.cli;

import io.flipside.http.Connections;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Starts the application and hands its arguments to the command line. */
@QuarkusMain
public class Main implements QuarkusApplication {
    /** The process's entry. */
    public static void main(String... arguments) {
        listenIfServing(arguments);
        Quarkus.run(Main.class, Main::end, arguments);
    }

    private static void end(int status, @Nullable Throwable failure) {
        System.exit(failure == null ? status : FlipsideCommand.notStarted(failure));
    }

    private static void listenIfServing(String... arguments) {
        Optional<ServeCommand> serve = FlipsideCommand.serving(arguments);
        System.setProperty("quarkus.http.host-enabled", Boolean.toString(serve.isPresent()));
        System.setProperty(Connections.PROPERTY, Connections.ON);
        serve.ifPresent(command -> command.settings().forEach(System::setProperty));
    }

    @Override
    public int run(String... arguments) {
        return FlipsideCommand.execute(FlipsideCommand.commandLine(), arguments);
    }
}
