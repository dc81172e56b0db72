package io.flipside.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.flipside.UserError;
import io.flipside.record.AuditJson;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** Rows of a campaign that nobody wrote down: made of clips and of what they show. */
final class ClipRows {
    private final String classifier;
    private final String generator;
    private final AnswersOption answers;
    private final long seed;
    private final JsonNode plan;

    ClipRows(String classifier, String generator, SearchOptions search, AnswersOption answers) {
        this.classifier = classifier;
        this.generator = generator;
        this.answers = answers;
        this.seed = search.seed();
        this.plan = AuditJson.tree(search.plan(Home.publishedShift(generator)));
    }

    private ObjectNode row(Path clip, String target) {
        ObjectNode row = Api.mapper().createObjectNode();
        row.put("clip", clip.toString()).put("targetClass", target);
        row.put("classifier", classifier).put("generator", generator);
        row.put("seed", seed).set("plan", plan);
        if (answers.areSeveral()) {
            row.put("answers", answers.count());
        }
        return row;
    }

    /**
     * A row for each clip and each class but its own.
     *
     * @param named the classes; if empty, those of the classifier or of the folders
     * @throws UserError if nothing says which classes there are
     */
    List<ObjectNode> everyOther(List<ClipFolder.Clip> clips, List<String> named) {
        List<String> targets = targets(clips, named);
        List<ObjectNode> rows = new ArrayList<>();
        for (ClipFolder.Clip clip : clips) {
            for (String target : targets) {
                if (!clip.ownClass().equals(Optional.of(target))) {
                    rows.add(row(clip.file(), target));
                }
            }
        }
        return rows;
    }

    private List<String> targets(List<ClipFolder.Clip> found, List<String> named) {
        if (!named.isEmpty()) {
            return named;
        }
        List<String> known = Home.classes(classifier);
        if (!known.isEmpty()) {
            return known;
        }
        List<String> folders = ClipFolder.classes(found);
        if (folders.size() < 2) {
            throw new UserError(
                    "the classes of '" + classifier + "' are not known here. Name them with --classes A,B,C.");
        }
        return folders;
    }

    /**
     * A row for each clip that the classifier confuses with a class, one way or the other, with what it shows as the target.
     *
     * @param labels table of what the clips show; without it, the folders that they are in
     * @param confused the class
     * @param say what was found, a line at a time
     * @throws UserError if the models are not here, a clip has no label, or none is confused
     */
    List<ObjectNode> confusions(ClipFolder folder, Optional<Path> labels, String confused, Consumer<String> say) {
        LocalClassifier here = ServiceLoader.load(LocalClassifier.class)
                .findFirst()
                .orElseThrow(() -> new UserError("this installation has no code that runs models, which"
                        + " --confusions-of needs. Use the whole application, or list the rows in a MANIFEST."));
        List<ClipFolder.Clip> clips = folder.labelled(labels);
        LocalClassifier.Called called = here.call(
                Home.classifier(classifier),
                Home.generator(generator),
                clips.stream().map(ClipFolder.Clip::file).toList(),
                done -> {
                    if (done % 100 == 0) {
                        say.accept(done + " of " + clips.size() + " clips classified");
                    }
                });
        List<String> shown =
                clips.stream().map(clip -> clip.ownClass().orElseThrow()).toList();
        requireKnown("--confusions-of", List.of(confused), called.classes());
        requireKnown(labels.isPresent() ? "--labels" : "a folder", shown, called.classes());
        List<ObjectNode> rows = IntStream.range(0, clips.size())
                .filter(i -> !called.labels().get(i).equals(shown.get(i)))
                .filter(i ->
                        called.labels().get(i).equals(confused) || shown.get(i).equals(confused))
                .mapToObj(i -> row(clips.get(i).file(), shown.get(i)))
                .toList();
        if (rows.isEmpty()) {
            throw new UserError("of " + clips.size() + " clips the classifier confuses none with '" + confused
                    + "': there is nothing to ask. Give other clips, or another class.");
        }
        say.accept(rows.size() + " of " + clips.size() + " clips are confused with '" + confused + "'");
        return rows;
    }

    private static void requireKnown(String who, List<String> labels, List<String> classes) {
        labels.stream().filter(label -> !classes.contains(label)).findFirst().ifPresent(label -> {
            throw new UserError(who + " says '" + label + "', which is no class of the classifier. Its classes are "
                    + String.join(", ", classes) + ".");
        });
    }
}
