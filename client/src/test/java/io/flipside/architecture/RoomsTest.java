package io.flipside.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** What the client may touch: whoever uses it gets Jackson with it and nothing else. */
@AnalyzeClasses(packages = "io.flipside", importOptions = RoomsTest.MainClasses.class)
class RoomsTest {
    static final class MainClasses implements ImportOption {
        @Override
        public boolean includes(Location location) {
            return !location.contains("/test-classes/") && !location.contains(".jar");
        }
    }

    @ArchTest
    static final ArchRule theClientKnowsTheJdkAndJacksonOnly = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "io.flipside.client..",
                    "com.fasterxml.jackson..",
                    "jakarta.annotation..",
                    "org.jspecify..",
                    "java..");
}
