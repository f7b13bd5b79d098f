package org.inatsounds.cluster;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The walls of the room that only the profile {@code spark} has: an adapter, which uses all rooms but the command line. */
final class ClusterHouseTest {

    private static final String ROOM = "org.inatsounds.cluster..";

    private static JavaClasses all;

    @BeforeAll
    static void read() {
        all = new ClassFileImporter()
                .withImportOption(location -> !location.contains("/test-classes/"))
                .importPackages("org.inatsounds");
    }

    @Test
    void theRoomKnowsNoCommandLineAndNoLibraryOfAnotherRoom() {
        noClasses()
                .that()
                .resideInAPackage(ROOM)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.inatsounds.cli..",
                        "org.inatsounds.manual..",
                        "picocli..",
                        "ch.qos.logback..",
                        "com.fasterxml.jackson..",
                        "org.jtransforms..",
                        "ai.onnxruntime..",
                        "org.apache.commons..")
                .check(all);
    }

    @Test
    void nobodyKnowsTheRoomOrSpark() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOM)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(ROOM, "org.apache.spark..", "org.apache.hadoop..", "scala..")
                .check(all);
    }

    @Test
    void onlyTheMainOfAJobTouchesTheProcess() {
        noClasses()
                .that()
                .resideInAPackage(ROOM)
                .and()
                .doNotHaveSimpleName("JobMain")
                .and()
                .doNotHaveSimpleName("HttpArchives")
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .orShould()
                .callMethod(System.class, "exit", int.class)
                .orShould()
                .callMethod(System.class, "getenv", String.class)
                .orShould()
                .callMethod(String.class, "formatted", Object[].class)
                .orShould()
                .callMethod(String.class, "format", String.class, Object[].class)
                .check(all);
    }

    @Test
    void noNameOfTheRoomIsOneOfAnother() {
        assertThat(all.stream()
                        .filter(each ->
                                each.isTopLevelClass() && !each.getSimpleName().equals("package-info"))
                        .collect(Collectors.groupingBy(JavaClass::getSimpleName))
                        .values())
                .filteredOn(named -> named.size() > 1)
                .isEmpty();
    }
}
