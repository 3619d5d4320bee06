package io.tajo.connector.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.time.Instant;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The rules of the house: who may know whom, and what stays inside. */
class ArchitectureTest {
    private static final JavaClasses HOUSE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.tajo");

    private static final Pattern HIDDEN = Pattern.compile(
            "io\\.tajo\\.(client\\.transport|(posthog|brevo)\\.internal|connector\\.(read|plan|deliver|run))");

    private static final Set<String> STAY_INSIDE =
            Set.of("com.fasterxml.jackson", "dev.failsafe", "io.tajo.client.transport", "java.sql");

    @Test
    void modules_knowOnlyThoseBelowThem() {
        check(noClasses()
                .that()
                .resideInAPackage("io.tajo.client..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.tajo.posthog..", "io.tajo.brevo..", "io.tajo.connector.."));
        check(noClasses()
                .that()
                .resideInAPackage("io.tajo.posthog..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.tajo.brevo..", "io.tajo.connector.."));
        check(noClasses()
                .that()
                .resideInAPackage("io.tajo.brevo..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.tajo.posthog..", "io.tajo.connector.."));
        check(noClasses()
                .that()
                .resideInAPackage("io.tajo.connector..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.tajo.client.transport..", "io.tajo.posthog.internal..", "io.tajo.brevo.internal.."));
    }

    @Test
    void packages_haveNoCycle() {
        check(slices().matching("io.tajo.(**)").should().beFreeOfCycles());
    }

    @Test
    void areas_neverKnowTheRootOfTheirClient() {
        for (String client : new String[] {"posthog", "brevo"}) {
            check(noClasses()
                    .that()
                    .resideOutsideOfPackage("io.tajo." + client)
                    .and()
                    .resideInAPackage("io.tajo." + client + "..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("io.tajo." + client));
        }
    }

    @Test
    void rooms_knowOnlyTheTypesAtTheirTwoDoors() {
        check(noClasses()
                .that()
                .resideInAPackage("io.tajo.connector.source..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.tajo.connector.plan..",
                        "io.tajo.connector.deliver..",
                        "io.tajo.connector.ledger..",
                        "io.tajo.brevo"));
        check(noClasses()
                .that()
                .resideInAPackage("io.tajo.connector.plan..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.tajo.connector.source..", "io.tajo.connector.deliver..", "io.tajo.posthog.."));
        check(noClasses()
                .that()
                .resideInAPackage("io.tajo.connector.deliver..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.tajo.connector.source..", "io.tajo.connector.mapping..", "io.tajo.posthog.."));
        check(noClasses()
                .that()
                .resideInAnyPackage("io.tajo.connector.mapping..", "io.tajo.connector.ledger..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.tajo.connector.source..",
                        "io.tajo.connector.plan..",
                        "io.tajo.connector.deliver..",
                        "io.tajo.connector.run.."));
    }

    @Test
    void plans_callNoService() {
        check(noClasses()
                .that()
                .resideInAPackage("io.tajo.connector.plan")
                .should()
                .dependOnClassesThat()
                .haveSimpleNameEndingWith("Api")
                .orShould()
                .dependOnClassesThat()
                .haveSimpleNameEndingWith("Client")
                .orShould()
                .dependOnClassesThat()
                .resideInAnyPackage("io.tajo.connector.deliver", "io.tajo.connector.source", "io.tajo.connector.run"));
        check(noClasses()
                .that()
                .resideInAPackage("io.tajo.connector.source")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.tajo.connector.deliver", "io.tajo.connector.destination"));
    }

    @Test
    void exportedSignatures_showNoLibraryOfOurs() {
        check(classes().that(areExported()).should(showOnlyTypesThatUsersMaySee()));
    }

    @Test
    void time_isHandedIn() {
        check(noClasses()
                .that()
                .doNotHaveFullyQualifiedName("io.tajo.client.MonotonicClock")
                .should()
                .callMethod(Instant.class, "now"));
        check(noClasses()
                .that()
                .doNotHaveFullyQualifiedName("io.tajo.client.Sleeper")
                .should()
                .callMethod(Thread.class, "sleep", long.class));
        check(noClasses().should().dependOnClassesThat().haveFullyQualifiedName("java.lang.ThreadLocal"));
    }

    @Test
    void libraries_neverPrint() {
        check(noClasses().should().accessField(System.class, "out").orShould().accessField(System.class, "err"));
    }

    private static void check(ArchRule rule) {
        rule.check(HOUSE);
    }

    private static DescribedPredicate<JavaClass> areExported() {
        return DescribedPredicate.describe(
                "are exported",
                type -> !HIDDEN.matcher(type.getPackageName()).matches()
                        && type.getModifiers().contains(JavaModifier.PUBLIC));
    }

    private static ArchCondition<JavaClass> showOnlyTypesThatUsersMaySee() {
        return new ArchCondition<>("show only types that users may see") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                for (JavaCodeUnit unit : type.getCodeUnits()) {
                    boolean visible = unit.getModifiers().contains(JavaModifier.PUBLIC)
                            || unit.getModifiers().contains(JavaModifier.PROTECTED);
                    if (!visible) continue;
                    Stream.concat(unit.getRawParameterTypes().stream(), Stream.of(unit.getRawReturnType()))
                            .filter(ArchitectureTest::staysInside)
                            .forEach(hidden -> events.add(SimpleConditionEvent.violated(
                                    unit, unit.getFullName() + " shows " + hidden.getName())));
                }
            }
        };
    }

    private static boolean staysInside(JavaClass type) {
        return STAY_INSIDE.stream().anyMatch(name -> type.getPackageName().startsWith(name));
    }
}
