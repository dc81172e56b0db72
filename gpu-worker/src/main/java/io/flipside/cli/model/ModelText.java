package io.flipside.cli.model;

import io.flipside.domain.DomainLimits;
import io.flipside.library.Library;
import io.flipside.library.LibraryEntry;
import io.flipside.library.ModelKind;
import io.flipside.library.PartFacts;
import io.flipside.library.PartKind;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Models of the library, for people. */
final class ModelText {
    private static final String[] UNITS = {"B", "kB", "MB", "GB", "TB"};
    private static final int THOUSAND = 1000;

    private final PrintWriter out;

    ModelText(PrintWriter out) {
        this.out = out;
    }

    void describe(LibraryEntry entry) {
        out.printf(
                "%s: %s, %s %s%n",
                entry.name(), entry.kind().word(), entry.layout().words(), entry.source());
        for (PartFacts part : entry.parts()) {
            out.printf(
                    Locale.ROOT,
                    "  %-14s %8s  %-14s %-8s %s%n",
                    part.kind().id(),
                    size(part.bytes()),
                    part.tensors() == 0 ? "" : part.tensors() + (part.tensors() == 1 ? " tensor" : " tensors"),
                    String.join(",", part.types()),
                    dimensions(part));
        }
        entry.clips()
                .ifPresent(clips -> out.printf(
                        Locale.ROOT,
                        "  clips of %d frames, %dx%d pixels, %s a second%n",
                        clips.frames(),
                        clips.side(),
                        clips.side(),
                        plain(clips.framesPerSecond())));
        entry.shift().ifPresent(shift -> out.printf("  noise schedule with shift %s, as published%n", plain(shift)));
        entry.prompt().ifPresent(prompt -> out.printf("  prompt '%s'%n", prompt));
    }

    /** Where the domain of a generator ends, alone or with an adapter, if that was measured. */
    void domain(Optional<DomainLimits> limits) {
        limits.ifPresent(own -> {
            out.println("  limits of its domain:");
            own.byName().forEach((name, value) -> out.printf(Locale.ROOT, "    %-20s %.5g%n", name, value));
        });
    }

    void missing(List<PartKind> parts) {
        boolean prompted = !parts.contains(PartKind.TEXT);
        parts.stream()
                .filter(part -> part.isNeeded() || !prompted)
                .forEach(part -> out.printf("  %-14s missing: it %s%n", part.id(), part.purpose()));
    }

    void fits(LibraryEntry entry) {
        int tensors = entry.parts().stream().mapToInt(PartFacts::tensors).sum();
        if (tensors > 0) {
            out.printf("Everything fits: %d tensors by name, shape and type.%n", tensors);
        }
        out.flush();
    }

    void kept(LibraryEntry entry, Library.Kept kept) {
        String use = entry.kind() == ModelKind.METRIC
                ? "Audits with this library measure with it."
                : "Use it with --" + entry.kind().word() + " " + entry.name() + ".";
        out.printf(
                "%s '%s'. %s%n",
                switch (kept) {
                    case ADDED -> "Added";
                    case REPLACED -> "Replaced";
                    case THERE_BEFORE -> "The same model was there before as";
                },
                entry.name(),
                use);
        if (entry.kind() == ModelKind.GENERATOR) {
            out.printf(
                    "Give it its limits next: flipside measure domain --generator %s --from CLIPS --write%n",
                    entry.name());
        }
    }

    void files(LibraryEntry entry) {
        entry.files().forEach(file -> out.printf("  %s  %8s  %s%n", file.sha256(), size(file.bytes()), file.path()));
        out.printf("  looked at by build %s%n", entry.madeBy());
    }

    private static String dimensions(PartFacts part) {
        return part.dimensions().entrySet().stream()
                .map(dimension -> dimension.getKey() + " " + dimension.getValue())
                .collect(Collectors.joining(", "));
    }

    /** A number of bytes in decimal units. */
    static String size(long bytes) {
        double value = bytes;
        int unit = 0;
        while (value >= THOUSAND && unit < UNITS.length - 1) {
            value /= THOUSAND;
            unit++;
        }
        return String.format(Locale.ROOT, unit == 0 ? "%.0f %s" : "%.1f %s", value, UNITS[unit]);
    }

    private static String plain(double number) {
        return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
    }
}
