package io.flipside.search;

import io.flipside.method.SearchState;
import io.flipside.method.SearchStateFile;
import java.nio.file.Path;

/** Goes on with a saved search in a process of its own. */
final class ResumeMain {
    private ResumeMain() {}

    public static void main(String[] arguments) {
        try (SearchFixture fixture = new SearchFixture();
                CounterfactualSearch search = fixture.search(CounterfactualSearchTest.SETTINGS)) {
            SearchState saved = SearchStateFile.load(Path.of(arguments[0]), fixture.manager());
            SearchStateFile.save(Path.of(arguments[1]), SearchFixture.run(search, saved), fixture.manager());
        }
    }
}
