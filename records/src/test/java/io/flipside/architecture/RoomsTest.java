package io.flipside.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** What the rooms of the records may touch. */
@AnalyzeClasses(packages = "io.flipside", importOptions = RoomsTest.MainClasses.class)
class RoomsTest {
    // ArchUnit's own option does not know the folder of a quick build
    static final class MainClasses implements ImportOption {
        @Override
        public boolean includes(Location location) {
            return location.contains("/records/target/")
                    && !location.contains("/test-classes/")
                    && !location.contains(".jar");
        }
    }

    @ArchTest
    static final ArchRule recordsKnowNoModelAndNoDoor = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "ai.djl..",
                    "org.bytedeco..",
                    "io.flipside.search..",
                    "io.flipside.tensor..",
                    "io.flipside.steps..",
                    "io.flipside.events..",
                    "org.apache.kafka..",
                    "io.quarkus..",
                    "jakarta..",
                    "picocli..");

    @ArchTest
    static final ArchRule onlyTheStoreTalksToS3 = noClasses()
            .that()
            .resideOutsideOfPackage("io.flipside.store..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.minio..", "okhttp3..");

    @ArchTest
    static final ArchRule storeAndRecordKnowNoTemporal = noClasses()
            .that()
            .resideInAnyPackage("io.flipside.store..", "io.flipside.record..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.temporal..");

    @ArchTest
    static final ArchRule nothingPrints =
            noClasses().should().accessField(System.class, "out").orShould().accessField(System.class, "err");
}
