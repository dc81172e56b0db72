package io.flipside.metric.network;

import io.flipside.tensor.RenamedTensors;
import io.flipside.tensor.TensorSource;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The names under which the parts of LPIPS are published: torchvision's trunk, the package's heads, or its whole module. */
final class LpipsNames {
    private static final Pattern HEAD = Pattern.compile("lin([0-4])(?:\\.model\\.1)?\\.weight");
    private static final Pattern SLICE = Pattern.compile("net\\.slice[1-5]\\.(\\d+\\.(?:weight|bias))");
    private static final Pattern TRUNK = Pattern.compile("features\\.\\d+\\.(?:weight|bias)");

    private LpipsNames() {}

    /** Whether a tensor is one of the five learned heads. */
    static boolean isHead(String name) {
        return HEAD.matcher(name).matches();
    }

    /** Whether a tensor is of AlexNet's trunk. */
    static boolean isTrunk(String name) {
        return TRUNK.matcher(name).matches() || SLICE.matcher(name).matches();
    }

    /** Whether it is the first of the trunk. */
    static boolean isFirst(String name) {
        return name.equals("features.0.weight") || name.equals("net.slice1.0.weight");
    }

    /** AlexNet's own head, constants, and the module's second list of the same heads. */
    static boolean isHarmless(String name) {
        return name.startsWith("classifier.") || name.startsWith("scaling_layer.") || name.startsWith("lins.");
    }

    /** Under the names that {@link Lpips} reads; what is no part keeps its own. */
    static TensorSource of(TensorSource stored) {
        return RenamedTensors.of(stored, name -> Optional.of(renamed(name)));
    }

    private static String renamed(String name) {
        Matcher head = HEAD.matcher(name);
        Matcher slice = SLICE.matcher(name);
        if (head.matches()) {
            return "lin" + head.group(1) + ".weight";
        }
        return slice.matches() ? "features." + slice.group(1) : name;
    }
}
