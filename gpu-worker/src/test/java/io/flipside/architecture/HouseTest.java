package io.flipside.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import ai.djl.ndarray.NDManager;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** What holds for the whole house, seen from the module that knows all others. */
@AnalyzeClasses(packages = "io.flipside", importOptions = HouseTest.MainClasses.class)
class HouseTest {
    // ArchUnit's own option does not know the folder of a quick build
    static final class MainClasses implements ImportOption {
        @Override
        public boolean includes(Location location) {
            return !location.contains("/test-classes/");
        }
    }

    @ArchTest
    static final ArchRule onlyTheCommandLineKnowsPicocli = noClasses()
            .that()
            .resideOutsideOfPackages("io.flipside.cli..", "io.flipside.embedded..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("picocli..");

    @ArchTest
    static final ArchRule whereArraysLieIsSaidAndNeverGuessed =
            noClasses().should().callMethod(NDManager.class, "newBaseManager");

    @ArchTest
    static final ArchRule nobodyCallsTheCommandLine = noClasses()
            .that()
            .resideOutsideOfPackage("io.flipside.cli..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.flipside.cli..");

    @ArchTest
    static final ArchRule theMethodKnowsNoActivity = noClasses()
            .that()
            .resideInAnyPackage(
                    "io.flipside.tensor..",
                    "io.flipside.generator..",
                    "io.flipside.classifier..",
                    "io.flipside.method..",
                    "io.flipside.search..",
                    "io.flipside.train..",
                    "io.flipside.metric..",
                    "io.flipside.findings..",
                    "io.flipside.frames..",
                    "io.flipside.shapes..",
                    "io.flipside.conformance..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.flipside.clip..",
                    "io.flipside.explain..",
                    "io.flipside.report..",
                    "io.flipside.store..",
                    "io.flipside.checkpoint..",
                    "io.flipside.steps..",
                    "io.flipside.events..",
                    "io.flipside.audit..",
                    "io.temporal..");

    @ArchTest
    static final ArchRule theApplicationCarriesNoStandIn = noClasses()
            .that()
            .resideInAnyPackage("io.flipside.cli..", "io.flipside.service..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.flipside.embedded..");

    // picocli's writers are what tests and other doors can redirect; the stand-ins' process prints to its log
    @ArchTest
    static final ArchRule thePrintersAreHandedIn = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("io.flipside.embedded.EmbeddedMain")
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err");
}
