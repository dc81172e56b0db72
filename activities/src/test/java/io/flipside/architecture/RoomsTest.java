package io.flipside.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** What the rooms of the activities may touch. */
@AnalyzeClasses(packages = "io.flipside", importOptions = RoomsTest.MainClasses.class)
class RoomsTest {
    // ArchUnit's own option does not know the folder of a quick build
    static final class MainClasses implements ImportOption {
        @Override
        public boolean includes(Location location) {
            return location.contains("/activities/target/")
                    && !location.contains("/test-classes/")
                    && !location.contains(".jar");
        }
    }

    @ArchTest
    static final ArchRule activitiesKnowNoApplication = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.flipside.cli..",
                    "io.flipside.service..",
                    "io.flipside.api..",
                    "io.flipside.http..",
                    "io.flipside.events..",
                    "io.flipside.request..",
                    "io.quarkus..",
                    "jakarta..",
                    "picocli..",
                    "org.apache.kafka..",
                    "io.cloudevents..",
                    "io.minio..",
                    "okhttp3..");

    @ArchTest
    static final ArchRule noSearchMethodIsKnownByAnythingButItsName = noClasses()
            .that()
            .resideOutsideOfPackage("io.flipside.plan..") // what a search costs is known of one method only
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.flipside.search..");

    @ArchTest
    static final ArchRule onlyTheClipRoomTalksToFfmpeg = noClasses()
            .that()
            .resideOutsideOfPackage("io.flipside.clip..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.bytedeco.ffmpeg..");

    @ArchTest
    static final ArchRule onlyTheFlowRoomTalksToOpenCv = noClasses()
            .that()
            .resideOutsideOfPackage("io.flipside.flow..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.bytedeco.opencv..", "org.bytedeco.openblas..");

    @ArchTest
    static final ArchRule onlyTheseTwoTalkToNativeLibraries = noClasses()
            .that()
            .resideOutsideOfPackages("io.flipside.clip..", "io.flipside.flow..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.bytedeco..");

    @ArchTest
    static final ArchRule flowKnowsPicturesAndWhatAMetricIs = classes()
            .that()
            .resideInAPackage("io.flipside.flow..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "io.flipside.clip..",
                    "io.flipside.flow..",
                    "io.flipside.frames..",
                    "io.flipside.metric..",
                    "org.bytedeco..",
                    "org.jspecify..",
                    "java..");

    @ArchTest
    static final ArchRule clipsKnowNoNetwork = classes()
            .that()
            .resideInAPackage("io.flipside.clip..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "io.flipside",
                    "io.flipside.clip..",
                    "io.flipside.frames..",
                    "io.flipside.shapes..",
                    "org.bytedeco..",
                    "org.jspecify..",
                    "java..",
                    "javax.imageio..");

    @ArchTest
    static final ArchRule nothingPrints =
            noClasses().should().accessField(System.class, "out").orShould().accessField(System.class, "err");

    @ArchTest
    static final ArchRule stepsArePlainClassesAndOnlyTheirAdapterKnowsTemporal = noClasses()
            .that()
            .resideOutsideOfPackage("io.flipside.temporal..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.temporal..");
}
