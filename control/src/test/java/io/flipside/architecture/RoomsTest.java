package io.flipside.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** What the doors may touch. */
@AnalyzeClasses(packages = "io.flipside", importOptions = RoomsTest.MainClasses.class)
class RoomsTest {
    // ArchUnit's own option does not know the folder of a quick build
    static final class MainClasses implements ImportOption {
        @Override
        public boolean includes(Location location) {
            return location.contains("/control/target/")
                    && !location.contains("/test-classes/")
                    && !location.contains(".jar");
        }
    }

    @ArchTest
    static final ArchRule doorsKnowNoModel = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "ai.djl..",
                    "org.bytedeco..",
                    "io.flipside.search..",
                    "io.flipside.tensor..",
                    "io.flipside.clip..",
                    "io.flipside.steps..",
                    "io.flipside.worker..",
                    "io.flipside.cli.model..");

    @ArchTest
    static final ArchRule onlyTheCommandLineKnowsPicocli = noClasses()
            .that()
            .resideOutsideOfPackage("io.flipside.cli..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("picocli..", "io.flipside.cli..");

    @ArchTest
    static final ArchRule onlyTheCommandLineAsksAService = noClasses()
            .that()
            .resideOutsideOfPackage("io.flipside.cli..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.flipside.client..");

    @ArchTest
    static final ArchRule onlyEventsTalkToKafka = noClasses()
            .that()
            .resideOutsideOfPackage("io.flipside.events..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.kafka..", "io.cloudevents..");

    @ArchTest
    static final ArchRule onlyTheClusterRoomsKnowKubernetes = noClasses()
            .that()
            .resideOutsideOfPackage("io.flipside.cluster..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.fabric8..", "io.javaoperatorsdk..");

    @ArchTest
    static final ArchRule theClusterIsADoorAmongOthers = noClasses()
            .that()
            .resideInAPackage("io.flipside.cluster..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.flipside.api..", "io.flipside.events..", "io.flipside.http..", "io.flipside.cli..");

    @ArchTest
    static final ArchRule onlyTelemetryCounts = noClasses()
            .that()
            .resideOutsideOfPackage("io.flipside.telemetry..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.micrometer..");

    @ArchTest
    static final ArchRule nothingPrints =
            noClasses().should().accessField(System.class, "out").orShould().accessField(System.class, "err");
}
