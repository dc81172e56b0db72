package io.flipside.cli;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.runtime.annotations.QuarkusMain;

/** Starts the application and hands its arguments to the command line. */
@QuarkusMain
public class Main implements QuarkusApplication {
    /** The process's entry. */
    public static void main(String... arguments) {
        Quarkus.run(Main.class, arguments);
    }

    @Override
    public int run(String... arguments) {
        return FlipsideCommand.execute(FlipsideCommand.commandLine(), arguments);
    }
}
