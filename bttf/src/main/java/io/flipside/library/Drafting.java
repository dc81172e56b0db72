package io.flipside.library;

import io.flipside.UserError;
import io.flipside.classifier.ClassifierHeaders;
import io.flipside.generator.GeneratorFolder;
import io.flipside.tensor.CodeVersion;
import io.flipside.tensor.FileName;
import io.flipside.tensor.JsonConfig;
import io.flipside.tensor.Weights;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes the folder that stands for a model, and looks at everything in it but the values of tensors. */
final class Drafting {
    private final String name;
    private final Path source;
    private final Path folder;

    /**
     * @param source the folder or file that was given
     * @param folder empty, to be filled
     */
    Drafting(String name, Path source, Path folder) {
        this.name = name;
        this.source = source.toAbsolutePath().normalize();
        this.folder = folder;
    }

    /** @throws UserError naming files as they lie, not as they are linked */
    EntryDraft of(ModelFolder model, Optional<ClipShape> clips) {
        try {
            EntryDraft draft = made(model, clips);
            return new EntryDraft(
                    folder,
                    draft.entry(),
                    draft.missing(),
                    draft.problems().stream()
                            .map(problem -> asTheyLie(problem, model))
                            .toList());
        } catch (UserError e) {
            throw new UserError(asTheyLie(String.valueOf(e.getMessage()), model), e);
        }
    }

    private String asTheyLie(String text, ModelFolder model) {
        String said = text;
        for (Part part : model.parts()) {
            if (part.kind() == PartKind.SMALL_DECODER) {
                said = said.replace(
                        folder.resolve(GeneratorFolder.SMALL_DECODER).toString(),
                        part.files().get(0).toString());
            }
            said = said.replace(
                    folder.resolve(part.kind().id()).toString(),
                    FileName.folderOf(part.files().get(0)).toString());
        }
        return said.replace(folder.toString(), source.toString());
    }

    private EntryDraft made(ModelFolder model, Optional<ClipShape> clips) {
        if (model instanceof ModelFolder.Generator generator) {
            return generator(generator, clips);
        } else if (model instanceof ModelFolder.Classifier classifier) {
            return classifier(classifier);
        }
        return model instanceof ModelFolder.Metric metric ? metric(metric) : adapter((ModelFolder.Adapter) model);
    }

    private EntryDraft metric(ModelFolder.Metric metric) {
        MetricLayout.join(metric.part(), new EntryFolder(folder));
        Weights headers = Weights.open(folder);
        Unreadable.refuseTypes(metric.part().files().get(0), headers);
        return new EntryDraft(
                folder,
                entry(
                        metric,
                        List.of(HeaderFacts.of(metric.part(), headers, Map.of())),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()),
                List.of(),
                metric.network().problems(headers));
    }

    private EntryDraft generator(ModelFolder.Generator generator, Optional<ClipShape> clips) {
        GeneratorDraft draft = new GeneratorDraft(new EntryFolder(folder), folder, generator);
        List<PartFacts> facts = draft.parts();
        List<PartKind> missing = draft.missing();
        ClipShape shape = draft.clips(clips);
        boolean whole = !missing.contains(PartKind.TRANSFORMER)
                && !missing.contains(PartKind.VAE)
                && !missing.contains(PartKind.IMAGE_ENCODER);
        List<String> problems = new ArrayList<>();
        if (whole) {
            problems.addAll(GeneratorFolder.problems(folder));
        }
        problems.addAll(draft.encoderProblems());
        return new EntryDraft(
                folder, entry(generator, facts, Optional.of(shape), draft.shift(), draft.prompt()), missing, problems);
    }

    private EntryDraft classifier(ModelFolder.Classifier classifier) {
        new EntryFolder(folder).linkHere(classifier.part());
        List<PartFacts> facts = List.of(
                isProgram(classifier.part())
                        ? HeaderFacts.ofFiles(classifier.part())
                        : HeaderFacts.of(classifier.part(), Weights.open(folder), FamilyDimensions.classifier(folder)));
        return new EntryDraft(
                folder,
                entry(classifier, facts, Optional.empty(), Optional.empty(), Optional.empty()),
                List.of(),
                ClassifierHeaders.problems(folder));
    }

    private static boolean isProgram(Part part) {
        return part.config()
                .map(JsonConfig::read)
                .map(json -> json.text("architecture", "video-swin").equals("torchscript"))
                .orElse(false);
    }

    private EntryDraft adapter(ModelFolder.Adapter adapter) {
        Path weights = adapter.part().files().get(0);
        Path file = folder.resolve(EntryFolder.ADAPTER);
        if (adapter.part().config().isPresent()) {
            AdapterFile.join(weights, adapter.part().config().get(), file);
        } else {
            EntryFolder.link(weights, file);
        }
        Weights headers = Weights.open(file);
        Unreadable.refuseTypes(weights, headers);
        return new EntryDraft(
                folder,
                entry(
                        adapter,
                        List.of(HeaderFacts.of(adapter.part(), headers, FamilyDimensions.adapter(headers))),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()),
                List.of(),
                AdapterFile.problems(headers));
    }

    private LibraryEntry entry(
            ModelFolder model,
            List<PartFacts> facts,
            Optional<ClipShape> clips,
            Optional<Double> shift,
            Optional<String> prompt) {
        return new LibraryEntry(
                name,
                model.kind(),
                model.layout(),
                source,
                facts,
                clips,
                shift,
                prompt,
                CodeVersion.of(Drafting.class));
    }
}
