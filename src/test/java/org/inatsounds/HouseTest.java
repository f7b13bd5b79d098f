package org.inatsounds;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.codeUnits;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The house: which room may use which. The same table stands in {@code docs/architecture.md}. */
@AnalyzeClasses(packages = "org.inatsounds", importOptions = ImportOption.DoNotIncludeTests.class)
final class HouseTest {

    private static final String COMPRESS = "org.apache.commons.compress..";
    private static final String JACKSON = "com.fasterxml.jackson..";
    private static final String FFT = "org.jtransforms..";
    private static final String PICOCLI = "picocli..";
    private static final String HTTP_SERVER = "com.sun.net.httpserver..";
    private static final String ONNX = "ai.onnxruntime..";
    private static final String LOGBACK = "ch.qos.logback..";

    /** What every room may use: JDK, root, what is internal, the logging interface, the annotations of the null checker. */
    private static final List<String> COMMON = List.of(
            "java..", "javax.net..", "org.inatsounds", "org.inatsounds.internal..", "org.slf4j..", "org.jspecify..");

    @ArchTest
    static final ArchRule root = room("org.inatsounds");

    @ArchTest
    static final ArchRule internal = room("org.inatsounds.internal..", JACKSON);

    @ArchTest
    static final ArchRule npy = room("org.inatsounds.npy..");

    @ArchTest
    static final ArchRule release = room("org.inatsounds.release..", JACKSON);

    @ArchTest
    static final ArchRule verify = room(
            "org.inatsounds.verify..",
            "org.inatsounds.release..",
            "org.inatsounds.dataset..",
            "org.inatsounds.audio..");

    @ArchTest
    static final ArchRule fetch = room(
            "org.inatsounds.fetch..",
            "org.inatsounds.release..",
            "org.inatsounds.archive..",
            "org.inatsounds.dataset..",
            "org.inatsounds.verify..");

    @ArchTest
    static final ArchRule archive = room("org.inatsounds.archive..", COMPRESS);

    @ArchTest
    static final ArchRule dataset = room("org.inatsounds.dataset..", JACKSON);

    @ArchTest
    static final ArchRule audio = room("org.inatsounds.audio..");

    @ArchTest
    static final ArchRule spectrogram =
            room("org.inatsounds.spectrogram..", "org.inatsounds.audio..", "org.inatsounds.npy..", FFT);

    @ArchTest
    static final ArchRule features = room(
            "org.inatsounds.features..",
            "org.inatsounds.dataset..",
            "org.inatsounds.audio..",
            "org.inatsounds.spectrogram..",
            "org.inatsounds.npy..",
            "org.inatsounds.archive..",
            "org.inatsounds.fetch..");

    @ArchTest
    static final ArchRule subset = room(
            "org.inatsounds.subset..",
            "org.inatsounds.dataset..",
            "org.inatsounds.release..",
            "org.inatsounds.verify..");

    @ArchTest
    static final ArchRule evaluation = room(
            "org.inatsounds.evaluation..",
            "org.inatsounds.dataset..",
            "org.inatsounds.archive..",
            "org.inatsounds.npy..");

    @ArchTest
    static final ArchRule model = room(
            "org.inatsounds.model..",
            "org.inatsounds.audio..",
            "org.inatsounds.dataset..",
            "org.inatsounds.evaluation..",
            "org.inatsounds.features..",
            "org.inatsounds.npy..",
            "org.inatsounds.spectrogram..",
            ONNX);

    /** Its 43 MB are for those who run models: all else works, and starts, without. */
    @ArchTest
    static final ArchRule onlyModelsKnowOnnxRuntime = noClasses()
            .that()
            .resideOutsideOfPackage("org.inatsounds.model..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(ONNX);

    @ArchTest
    static final ArchRule report = room(
            "org.inatsounds.report..",
            "org.inatsounds.release..",
            "org.inatsounds.dataset..",
            "org.inatsounds.evaluation..",
            "org.inatsounds.fetch..",
            "org.inatsounds.features..",
            "org.inatsounds.model..",
            "org.inatsounds.spectrogram..",
            "org.inatsounds.subset..",
            "org.inatsounds.verify..",
            JACKSON);

    @ArchTest
    static final ArchRule demo = room(
            "org.inatsounds.demo..",
            "org.inatsounds.archive..",
            "org.inatsounds.dataset..",
            "org.inatsounds.npy..",
            HTTP_SERVER);

    /** All else works without a cluster, and without its 278 MB. What the room itself may use is in the tests of its profile. */
    @ArchTest
    static final ArchRule onlyTheClusterKnowsSpark = noClasses()
            .that()
            .resideOutsideOfPackage("org.inatsounds.cluster..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.inatsounds.cluster..", "org.apache.spark..", "org.apache.hadoop..", "scala..");

    @ArchTest
    static final ArchRule manual = room("org.inatsounds.manual..", PICOCLI);

    @ArchTest
    static final ArchRule cli = room("org.inatsounds.cli..", "org.inatsounds..", PICOCLI, LOGBACK);

    /** The library works without the command line. */
    @ArchTest
    static final ArchRule theLibraryKnowsNoCommandLine = noClasses()
            .that()
            .resideOutsideOfPackages("org.inatsounds.cli..", "org.inatsounds.manual..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.inatsounds.cli..", "org.inatsounds.manual..", PICOCLI, LOGBACK);

    /** Of the release room only the catalogue is JSON. */
    @ArchTest
    static final ArchRule releaseReadsJsonInOnePlace = noClasses()
            .that()
            .resideInAPackage("org.inatsounds.release..")
            .and()
            .haveSimpleNameNotStartingWith("Catalogue")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(JACKSON);

    /** A room and the rooms in it are no circle either. */
    @ArchTest
    static final ArchRule noCycles =
            slices().assignedFrom(new EachPackage()).should().beFreeOfCycles();

    @ArchTest
    static final ArchRule onlyTheCommandLineTouchesTheProcess = noClasses()
            .that()
            .resideOutsideOfPackage("org.inatsounds.cli..")
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err")
            .orShould()
            .callMethod(System.class, "exit", int.class)
            .orShould()
            .callMethod(System.class, "getenv", String.class)
            .orShould()
            .callMethod(System.class, "getenv");

    /** A decimal comma in a message, and worse, in JSON: what is written is the same for users of any language. */
    @ArchTest
    static final ArchRule whatIsWrittenDoesNotDependOnTheUsersLanguage = noClasses()
            .should()
            .callMethod(String.class, "formatted", Object[].class)
            .orShould()
            .callMethod(String.class, "format", String.class, Object[].class)
            .orShould()
            .callMethod(String.class, "toLowerCase")
            .orShould()
            .callMethod(String.class, "toUpperCase");

    /** What other rooms, and users of the library, can call speaks of nothing that is inside. */
    @ArchTest
    static final ArchRule whatCanBeCalledShowsNothingThatIsInside = codeUnits()
            .that()
            .arePublic()
            .and()
            .areDeclaredInClassesThat(arePartOfTheLibrary())
            .should(haveNoInternalTypes());

    /** A name that two classes have makes imports and messages hard to read. */
    @ArchTest
    static void noSimpleNameTwice(JavaClasses all) {
        Map<String, List<String>> named = all.stream()
                .filter(each -> each.isTopLevelClass() && !each.getSimpleName().equals("package-info"))
                .collect(Collectors.groupingBy(
                        JavaClass::getSimpleName,
                        TreeMap::new,
                        Collectors.mapping(JavaClass::getName, Collectors.toList())));
        named.values().removeIf(names -> names.size() == 1);
        assertThat(named).isEmpty();
    }

    /** The classes that the examples name. */
    private static final List<String> ENTRIES = List.of(
            "Listener",
            "Progress",
            "Split",
            "dataset.AnnotationReader",
            "dataset.Annotations",
            "dataset.Category",
            "dataset.Recording",
            "dataset.filter.Criteria",
            "dataset.filter.RecordingFilter",
            "dataset.statistics.DatasetStatistics",
            "archive.TarGzExtractor",
            "audio.WavReader",
            "npy.NpyArray",
            "release.Catalogue",
            "release.DataFolder",
            "fetch.Fetch",
            "fetch.FetchResult",
            "fetch.Repair",
            "verify.Verification",
            "verify.VerificationResult",
            "verify.Problem",
            "spectrogram.Preset",
            "spectrogram.Spectrogram",
            "spectrogram.Spectrograms",
            "features.BatchInputs",
            "features.FeatureBatch",
            "features.FeatureResult",
            "subset.Subset",
            "subset.SubsetResult",
            "evaluation.Evaluator",
            "evaluation.Evaluation",
            "evaluation.Metric",
            "evaluation.predictions.GroundTruth",
            "evaluation.predictions.Predictions",
            "evaluation.predictions.ScoreArray");

    @ArchTest
    static void everyEntryIsThere(JavaClasses all) {
        assertThat(ENTRIES).allMatch(name -> all.contain("org.inatsounds." + name));
    }

    /**
     * What a room only passes on: how a recording looked before it was read ({@code features} to {@code model}, for the log), and the
     * state of a checksum ({@code fetch.http} to {@code release}, which keeps it). Nobody else needs to make one.
     */
    private static final Set<String> PASSED_ON =
            Set.of("org.inatsounds.internal.FileIdentity", "org.inatsounds.internal.Md5$State");

    /** The command line is no library; the inside may speak of itself. */
    private static DescribedPredicate<JavaClass> arePartOfTheLibrary() {
        return DescribedPredicate.describe(
                "are part of the library",
                each -> each.getModifiers().contains(JavaModifier.PUBLIC)
                        && !isInside(each)
                        && !each.getPackageName().startsWith("org.inatsounds.cli")
                        && !each.getPackageName().startsWith("org.inatsounds.manual"));
    }

    private static boolean isInside(JavaClass each) {
        return each.getPackageName().startsWith("org.inatsounds.internal");
    }

    private static ArchCondition<JavaCodeUnit> haveNoInternalTypes() {
        return new ArchCondition<>("have no internal types in their signature") {
            @Override
            public void check(JavaCodeUnit unit, ConditionEvents events) {
                Stream.concat(Stream.of(unit.getReturnType()), unit.getParameterTypes().stream())
                        .flatMap(type -> type.getAllInvolvedRawTypes().stream())
                        .filter(type -> isInside(type) && !PASSED_ON.contains(type.getName()))
                        .forEach(type -> events.add(
                                SimpleConditionEvent.violated(unit, unit.getFullName() + ": " + type.getName())));
            }
        };
    }

    private static ArchRule room(String room, String... alsoMayUse) {
        List<String> allowed = new ArrayList<>(COMMON);
        allowed.add(room);
        Collections.addAll(allowed, alsoMayUse);
        return classes()
                .that()
                .resideInAPackage(room)
                .should()
                .onlyDependOnClassesThat(JavaClass.Predicates.resideInAnyPackage(allowed.toArray(String[]::new)));
    }

    /** Every package by itself, with its sub-packages apart. */
    private static final class EachPackage implements SliceAssignment {
        @Override
        public SliceIdentifier getIdentifierOf(JavaClass javaClass) {
            return SliceIdentifier.of(javaClass.getPackageName());
        }

        @Override
        public String getDescription() {
            return "each package";
        }
    }
}
