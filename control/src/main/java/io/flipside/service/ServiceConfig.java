package io.flipside.service;

import io.flipside.settings.Values;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.spi.Converter;

/** Settings of a process. */
@ConfigMapping(prefix = "flipside")
public interface ServiceConfig {
    /** What it does. */
    @WithDefault("all")
    @WithConverter(Roles.class)
    EnumSet<Role> roles();

    /** Folder with {@code classifiers/} and {@code generators/}. */
    Optional<Path> models();

    /** Folder of the models that were added by name. */
    Optional<Path> library();

    /** Those whose queues it serves; by default the shipped one and those of the library. */
    Optional<List<@WithConverter(Values.Name.class) String>> generators();

    /** Folder for files of the store. */
    Optional<Path> cache();

    /** Seconds that the update at work may take when the process stops. */
    @WithDefault("10")
    @WithConverter(Seconds.class)
    long grace();

    /** Reads a list of roles. */
    final class Roles implements Converter<EnumSet<Role>> {
        private static final long serialVersionUID = 1L;

        @Override
        public EnumSet<Role> convert(String list) {
            return Role.parse(list);
        }
    }

    /** Up to a day. */
    final class Seconds extends Values.WholeNumber {
        private static final long serialVersionUID = 1L;

        public Seconds() {
            super(0, 86_400);
        }
    }
}
