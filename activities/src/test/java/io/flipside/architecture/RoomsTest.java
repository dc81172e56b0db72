package io.flipside.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** What the rooms of the activities may touch. */
@AnalyzeClasses(
        packages = "io.flipside",
        importOptions = {ImportOption.DoNotIncludeTests.class, ImportOption.DoNotIncludeJars.class})
class RoomsTest {
    @ArchTest
    static final ArchRule activitiesKnowNoApplication = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.flipside.cli..", "io.quarkus..", "jakarta..", "picocli..");

    @ArchTest
    static final ArchRule onlyTheClipRoomTalksToFfmpeg = noClasses()
            .that()
            .resideOutsideOfPackage("io.flipside.clip..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.bytedeco..");

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
}
