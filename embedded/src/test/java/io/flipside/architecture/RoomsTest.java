package io.flipside.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** What the stand-ins may touch. */
@AnalyzeClasses(packages = "io.flipside", importOptions = RoomsTest.MainClasses.class)
class RoomsTest {
    static final class MainClasses implements ImportOption {
        @Override
        public boolean includes(Location location) {
            return !location.contains("/test-classes/") && !location.contains(".jar");
        }
    }

    @ArchTest
    static final ArchRule standInsKnowNothingOfTheApplication = classes()
            .that()
            .resideInAPackage("io.flipside..")
            .should()
            .onlyDependOnClassesThat()
            .resideOutsideOfPackages(
                    "io.flipside.audit..", "io.flipside.steps..", "io.flipside.store..", "io.flipside.service..");

    @ArchTest
    static final ArchRule onlyTheProcessItselfPrints = noClasses()
            .that()
            .doNotHaveSimpleName("EmbeddedMain")
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err");
}
