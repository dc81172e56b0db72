package io.flipside.architecture;

import static com.tngtech.archunit.lang.conditions.ArchConditions.beFinal;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.flipside.audit.Check;

/** What workflow code may touch: a replay must do what the first run did. */
@AnalyzeClasses(packages = "io.flipside", importOptions = RoomsTest.MainClasses.class)
class RoomsTest {
    static final class MainClasses implements ImportOption {
        @Override
        public boolean includes(Location location) {
            return !location.contains("/test-classes/") && !location.contains(".jar");
        }
    }

    @ArchTest
    static final ArchRule workflowsKnowTheTemporalSdkOnly = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "io.flipside.artifact..",
                    "io.flipside.campaign..",
                    "io.flipside.audit..",
                    "io.temporal..",
                    "com.fasterxml.jackson..",
                    "com.google.protobuf..",
                    "org.jspecify..",
                    "java..");

    /** What a record says of its components is the same at every replay. */
    private static final Class<?> READS_ANNOTATIONS = Check.class;

    @ArchTest
    static final ArchRule noClockNoThreadsNoRandomnessNoInputOrOutput = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "java.util.concurrent..", "java.io..", "java.nio..", "java.net..", "java.sql..", "java.security..")
            .orShould()
            .dependOnClassesThat()
            .haveNameMatching("java\\.lang\\.(Thread|ThreadLocal|Runtime|Process|ProcessBuilder|System)")
            .orShould()
            .dependOnClassesThat()
            .haveNameMatching(
                    "java\\.util\\.(Random|SplittableRandom|UUID|Timer|Date|Calendar|HashMap|HashSet|IdentityHashMap|WeakHashMap)")
            .orShould()
            .dependOnClassesThat()
            .haveNameMatching(
                    "java\\.time\\.(Clock|Instant.*|LocalDate.*|LocalTime|ZonedDateTime|OffsetDateTime|Year.*)")
            .orShould()
            .callMethod(Math.class, "random");

    @ArchTest
    static final ArchRule noReflection = noClasses()
            .that()
            .doNotBelongToAnyOf(READS_ANNOTATIONS)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.lang.reflect..");

    @ArchTest
    static final ArchRule noMutableStatics = fields().that().areStatic().should(beFinal());

    @ArchTest
    static final ArchRule everyRoomIsNullMarked = classes()
            .should()
            .resideInAnyPackage(
                    "io.flipside.artifact",
                    "io.flipside.audit",
                    "io.flipside.audit.plan",
                    "io.flipside.audit.step",
                    "io.flipside.campaign");
}
