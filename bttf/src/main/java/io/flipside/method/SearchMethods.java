package io.flipside.method;

import io.flipside.classifier.ClassifierCosts;
import io.flipside.generator.GeneratorCosts;
import io.flipside.tensor.UnknownChoice;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;

/** Every search method there is, by name. */
public final class SearchMethods {
    private SearchMethods() {}

    /** The names, sorted. */
    public static List<String> names() {
        return all().stream().map(SearchMethod::name).sorted().toList();
    }

    /**
     * Looks a method up.
     *
     * @throws UnknownChoice naming the known ones
     */
    public static SearchMethod<?> of(String name) {
        return all().stream()
                .filter(method -> method.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new UnknownChoice("search", "method", name, names()));
    }

    /**
     * The settings that a plan says to the method that it asks for.
     *
     * @throws UnknownChoice if there is no such method
     * @throws SettingRefused naming the field that lacks, cannot be, or is nothing to the method
     */
    public static MethodSettings settings(MethodPlan plan) {
        MethodSettings settings = of(plan.method()).settings(plan);
        plan.requireNothingLeft();
        return settings;
    }

    /**
     * Opens a search by the method that its settings name.
     *
     * @throws UnknownChoice if there is no such method
     * @throws SettingRefused if a setting does not fit the models
     */
    public static Search open(SearchInput input, MethodSettings settings) {
        return open(of(settings.method()), input, settings);
    }

    /**
     * The stages of a search, without models.
     *
     * @throws UnknownChoice if there is no such method
     */
    public static List<Stage> stages(MethodSettings settings) {
        return stages(of(settings.method()), settings);
    }

    /**
     * The settings of the same search, had it been planned to end in this stage.
     *
     * @param stage id of one of its stages
     * @throws UnknownChoice if there is no such method
     */
    public static MethodSettings until(MethodSettings settings, int stage) {
        return until(of(settings.method()), settings, stage);
    }

    /**
     * What a search costs at most, before anything is loaded; empty if its method does not know.
     *
     * @throws UnknownChoice if there is no such method
     * @throws SettingRefused if a setting does not fit the models
     */
    static Optional<Forecast> forecast(GeneratorCosts generator, ClassifierCosts classifier, MethodSettings settings) {
        return forecast(of(settings.method()), generator, classifier, settings);
    }

    private static <S extends MethodSettings> Optional<Forecast> forecast(
            SearchMethod<S> method, GeneratorCosts generator, ClassifierCosts classifier, MethodSettings settings) {
        return method.forecast(generator, classifier, method.settingsType().cast(settings));
    }

    private static <S extends MethodSettings> MethodSettings until(
            SearchMethod<S> method, MethodSettings settings, int stage) {
        return method.until(method.settingsType().cast(settings), stage);
    }

    private static <S extends MethodSettings> Search open(
            SearchMethod<S> method, SearchInput input, MethodSettings settings) {
        return method.open(input, method.settingsType().cast(settings));
    }

    private static <S extends MethodSettings> List<Stage> stages(SearchMethod<S> method, MethodSettings settings) {
        return method.stages(method.settingsType().cast(settings));
    }

    // raw: a service is found by its class, and a class has no type arguments
    @SuppressWarnings("rawtypes")
    private static List<? extends SearchMethod<?>> all() {
        return ServiceLoader.load(SearchMethod.class, SearchMethod.class.getClassLoader()).stream()
                .<SearchMethod<?>>map(ServiceLoader.Provider::get)
                .toList();
    }
}
