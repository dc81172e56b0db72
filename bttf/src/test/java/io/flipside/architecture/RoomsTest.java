package io.flipside.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.SplittableRandom;
import org.jspecify.annotations.NullMarked;

/** What the rooms of the method may touch. */
@AnalyzeClasses(
        packages = {"io.flipside", "ai.djl.pytorch.jni"},
        importOptions = RoomsTest.MainClasses.class)
class RoomsTest {
    // ArchUnit's own option does not know the folder of a quick build
    static final class MainClasses implements ImportOption {
        @Override
        public boolean includes(Location location) {
            return !location.contains("/test-classes/") && !location.contains(".jar");
        }
    }

    @ArchTest
    static final ArchRule theMethodKnowsDjlAndNothingElse = classes()
            .that()
            .resideInAPackage("io.flipside..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("io.flipside..", "ai.djl..", "com.google.gson..", "org.jspecify..", "java..");

    @ArchTest
    static final ArchRule whereArraysLieIsSaidAndNeverGuessed =
            noClasses().should().callMethod(NDManager.class, "newBaseManager");

    @ArchTest
    static final ArchRule tensorsKnowNoNetwork = noClasses()
            .that()
            .resideInAPackage("io.flipside.tensor..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.flipside.generator..",
                    "io.flipside.classifier..",
                    "io.flipside.method..",
                    "io.flipside.search..",
                    "io.flipside.pgd..",
                    "io.flipside.guidance..",
                    "io.flipside.train..");

    @ArchTest
    static final ArchRule whatASearchIsKnowsNoMethod = noClasses()
            .that()
            .resideInAPackage("io.flipside.method..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.flipside.search..", "io.flipside.pgd..", "io.flipside.guidance..");

    @ArchTest
    static final ArchRule theMethodsKnowNoneOfTheBaselines = noClasses()
            .that()
            .resideInAnyPackage("io.flipside.search..", "io.flipside.generator..", "io.flipside.classifier..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.flipside.pgd..", "io.flipside.guidance..");

    @ArchTest
    static final ArchRule anAttackKnowsNoOtherMethod = noClasses()
            .that()
            .resideInAPackage("io.flipside.pgd..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.flipside.search..", "io.flipside.guidance..", "io.flipside.train..");

    @ArchTest
    static final ArchRule metricsKnowNoSearch = noClasses()
            .that()
            .resideInAPackage("io.flipside.metric..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.flipside.method..", "io.flipside.search..", "io.flipside.train..");

    @ArchTest
    static final ArchRule findingsAreReadFromFramesAlone = classes()
            .that()
            .resideInAPackage("io.flipside.findings..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "io.flipside", "io.flipside.findings..", "io.flipside.frames..", "org.jspecify..", "java..");

    @ArchTest
    static final ArchRule generatorAndClassifierDoNotKnowEachOther = noClasses()
            .that()
            .resideInAPackage("io.flipside.generator..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.flipside.classifier..", "io.flipside.method..", "io.flipside.search..", "io.flipside.train..");

    @ArchTest
    static final ArchRule theSearchHasNoClockAndNoHiddenRandomness = noClasses()
            .that()
            .resideInAnyPackage(
                    "io.flipside.method..", "io.flipside.search..", "io.flipside.pgd..", "io.flipside.guidance..")
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.util.Random")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.util.concurrent.ThreadLocalRandom")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.security.SecureRandom")
            .orShould()
            .callConstructor(SplittableRandom.class)
            .orShould()
            .dependOnClassesThat()
            .resideInAPackage("java.time..")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .callMethod(Math.class, "random");

    // DJL lends libtorch a buffer for the number and gives it up at once, while a recorded graph still reads it
    @ArchTest
    static final ArchRule numbersThatAGraphReadsAreArraysOfAnOwner = noClasses()
            .should()
            .callMethod(NDArray.class, "mul", Number.class)
            .orShould()
            .callMethod(NDArray.class, "muli", Number.class)
            .orShould()
            .callMethod(NDArray.class, "div", Number.class)
            .orShould()
            .callMethod(NDArray.class, "divi", Number.class)
            .orShould()
            .callMethod(NDArray.class, "pow", Number.class)
            .orShould()
            .callMethod(NDArray.class, "powi", Number.class)
            .orShould()
            .callMethod(NDArray.class, "maximum", Number.class)
            .orShould()
            .callMethod(NDArray.class, "minimum", Number.class)
            .because("a graph would read a number's memory after it was collected: io.flipside.tensor.Scalars");

    @ArchTest
    static final ArchRule onlyTheCommandLinePrints =
            noClasses().should().accessField(System.class, "out").orShould().accessField(System.class, "err");

    @ArchTest
    static final ArchRule everyRoomIsNullMarked = classes()
            .that()
            .resideInAPackage("io.flipside..")
            .should(new ArchCondition<>("lie in a @NullMarked package") {
                @Override
                public void check(JavaClass item, ConditionEvents events) {
                    boolean marked = item.getPackage().isAnnotatedWith(NullMarked.class);
                    events.add(new SimpleConditionEvent(
                            item, marked, item.getFullName() + (marked ? " is" : " is not") + " null-marked"));
                }
            });
}
