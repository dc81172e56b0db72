package io.flipside.cli;

import java.util.List;

/** Commands beside those of the doors, from whatever provides them on the class path. */
public interface Commands {
    /** Classes of commands, in the order of the help. */
    List<Class<?>> classes();
}
