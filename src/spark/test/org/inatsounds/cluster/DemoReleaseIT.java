package org.inatsounds.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.inatsounds.Split;
import org.inatsounds.cli.CommandRun;
import org.inatsounds.dataset.AnnotationReader;
import org.inatsounds.dataset.Annotations;
import org.inatsounds.dataset.Recording;
import org.inatsounds.demo.DemoRelease;
import org.inatsounds.demo.LoopbackServer;
import org.inatsounds.demo.NearestCentroid;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** The release of the demo, by the commands of {@code docs/cluster.md}: the numbers are those of the command line. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class DemoReleaseIT {

    private static final Pattern COMMAND =
            Pattern.compile("(?m)^    ((?:inatsounds fetch|mvn|spark-submit --master) (?:.*\\\\\n)*.*)$");

    @TempDir
    static Path folder;

    private static SparkCluster cluster;
    private static LoopbackServer server;
    private static Path data;
    private static DemoRelease release;

    @BeforeAll
    static void serve() {
        cluster = SharedCluster.cluster();
        release = DemoRelease.writeTo(folder.resolve("release"));
        server = LoopbackServer.serve(release.folder());
        data = folder.resolve("data");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static String inatsounds(String... args) {
        CommandRun.Result result =
                CommandRun.plain().with("INATSOUNDS_DATA", data.toString()).run(args);
        assertThat(result.code()).as(String.join(" ", args) + result.err()).isZero();
        return result.out();
    }

    private static void fetch(String split) {
        inatsounds(
                "fetch",
                split,
                "--stream",
                "--catalog",
                release.catalogue().toString(),
                "--endpoint-url",
                server.url());
    }

    /** The three commands of the documentation, in order. */
    private static List<String> documented() throws IOException {
        List<String> commands = new ArrayList<>();
        Matcher found = COMMAND.matcher(Files.readString(Path.of("docs/cluster.md")));
        while (found.find()) {
            commands.add(found.group(1).replaceAll("\\\\\n *", ""));
        }
        return commands;
    }

    /** Spark's own session would take all cores. */
    @Test
    @Order(1)
    void theThreeCommandsOfTheDocumentationLeadToAParquetFile() throws Exception {
        SharedCluster.endSession();
        List<String> commands = documented();
        assertThat(commands).hasSize(3);
        assertThat(commands.get(0)).isEqualTo("inatsounds fetch test --stream --data data");
        fetch("test");
        // The build has made it, with the tests.
        assertThat(commands.get(1)).isEqualTo("mvn -B -ntp -Pspark -Dquick -Dmaven.test.skip=true package");
        String words = commands.get(2)
                .replace("https://ml-inat-competition-datasets.s3.amazonaws.com/sounds/2024", server.url() + "/demo")
                .replace("target/inatsounds-spark.jar", "JAR");
        assertThat(words).startsWith("spark-submit --master spark://HOST:7077 ");
        List<String> options = Stream.of(words.substring("spark-submit --master spark://HOST:7077 ".length())
                        .split(" +", -1))
                .map(word -> word.equals("JAR") ? SparkCluster.jar().toString() : word)
                .toList();
        SparkCluster.Submitted job =
                cluster.begin(cluster.submitCommand(options), folder).await();
        assertThat(job.code()).as(job.err()).isZero();
        assertThat(job.out()).isEqualTo("60 recordings: 60 written; features/features\n");
        try (Stream<Path> files = Files.list(folder.resolve("features/features"))) {
            assertThat(files).anyMatch(each -> each.toString().endsWith(".parquet"));
        }
    }

    @Test
    @Order(2)
    void whatCantBeIsSaidInWordsWithTheExitCodesOfTheCommandLine() {
        SharedCluster.endSession();
        String output = folder.resolve("nothing").toString();
        expect(2, "--output: expected the folder for the output, as in -o features", "recordings");
        expect(2, "--presets: no such option: did you mean --preset?", "recordings", "-o", output, "--presets", "x");
        String gone = folder.resolve("gone").toString();
        expect(
                2,
                "INPUT: expected a folder, a file, a pattern or an archive, got '" + gone + "', which does not exist",
                gone,
                "-o",
                output);
    }

    private static void expect(int code, String message, String... args) {
        SparkCluster.Submitted job = cluster.submit(FeaturesJob.class, args);
        assertThat(job.errors()).as(job.err()).isEqualTo("error: " + message);
        assertThat(job.code()).isEqualTo(code);
        assertThat(job.out()).isEmpty();
    }

    @Test
    @Order(3)
    void theClassifierOfTheDemoComesToTheSameNumbers() throws IOException {
        fetch("train");
        ClusterSession session = SharedCluster.session();
        Path arrays = folder.resolve("arrays");
        Map<String, byte[]> made = new TreeMap<>(session.arrays(folder.resolve("features/features")));
        Path train = folder.resolve("train");
        session.run(
                FeaturesJob::run,
                FeaturesJob.OPTIONS,
                server.url() + "/demo/train.tar.gz",
                "--index",
                data.resolve("train.tar.gz.index"),
                "-o",
                train);
        made.putAll(session.arrays(train.resolve("features")));
        for (Map.Entry<String, byte[]> each : made.entrySet()) {
            Path file = arrays.resolve(each.getKey());
            Files.createDirectories(file.getParent());
            Files.write(file, each.getValue());
        }
        Path features = folder.resolve("features of the command line");
        inatsounds("spectrogram", "train", "test", "-o", features.toString());
        assertThat(evaluated(arrays)).isEqualTo(evaluated(features)).contains("\"map\": 0.");
    }

    /** As the demo does it. */
    private static String evaluated(Path features) {
        NearestCentroid classifier = new NearestCentroid();
        Annotations train = AnnotationReader.read(data.resolve(Split.TRAIN + ".json"));
        for (Recording recording : train.recordings()) {
            classifier.learn(train.categoryOf(recording).id(), array(features, recording));
        }
        Map<String, Path> arrays = new LinkedHashMap<>();
        for (Recording recording :
                AnnotationReader.read(data.resolve(Split.TEST + ".json")).recordings()) {
            arrays.put(recording.fileName(), array(features, recording));
        }
        Path predictions = folder.resolve("predictions.csv");
        classifier.write(arrays, predictions);
        return inatsounds("eval", predictions.toString(), "--format", "json");
    }

    private static Path array(Path features, Recording recording) {
        return features.resolve(recording.fileName().replace(".wav", ".npy"));
    }

    @Test
    @Order(4)
    void aModelComesToTheScoresOfTheCommandLine() throws IOException {
        Path model = folder.resolve("mel.onnx");
        Files.copy(Path.of("src/test/resources/model/mel.onnx"), model);
        Files.writeString(folder.resolve("mel.json"), """
                {"input": {"kind": "mel-windows", "preset": "inatsounds-2024"},
                 "outputs": [{"name": "logits", "activation": "softmax"}, {"name": "embedding"}],
                 "labels": "labels.txt"}
                """);
        List<String> labels = AnnotationReader.read(data.resolve("test.json")).categories().stream()
                .map(category -> String.valueOf(category.id()))
                .collect(Collectors.toCollection(ArrayList::new));
        while (labels.size() < 24) {
            labels.add("other " + labels.size());
        }
        Files.write(folder.resolve("labels.txt"), labels.subList(0, 24));
        Path predictions = folder.resolve("model.csv");
        inatsounds("predict", model.toString(), "test", "-o", predictions.toString());

        Path output = folder.resolve("scored");
        ClusterSession session = SharedCluster.session();
        JobRun.Outcome outcome = session.run(
                PredictJob::run,
                PredictJob.OPTIONS,
                model,
                server.url() + "/demo/test.tar.gz",
                "--index",
                data.resolve("test.tar.gz.index"),
                "--annotations",
                data.resolve("test.json"),
                "-o",
                output);
        assertThat(outcome.text()).isEqualTo("60 recordings: 60 written; " + output.resolve("scores"));
        Map<String, List<Double>> scores = new TreeMap<>();
        for (Row row : session.rows(output.resolve("scores"))) {
            scores.put(row.getAs("path"), row.getList(row.fieldIndex("scores")));
        }
        List<String> lines = Files.readAllLines(predictions);
        assertThat(Files.readString(output.resolve("job.json")).replaceAll("\\s", ""))
                .contains("\"columns\":[\""
                        + lines.get(0).substring("file_name,".length()).replace(",", "\",\"") + "\"]");
        Map<String, List<Double>> expected = new TreeMap<>();
        for (String line : lines.subList(1, lines.size())) {
            String[] fields = line.split(",", -1);
            expected.put(
                    fields[0], Stream.of(fields).skip(1).map(Double::valueOf).toList());
        }
        assertThat(scores).isEqualTo(expected);

        // Another session of the same application has files of its own.
        for (SparkSession notebook : List.of(session.spark(), session.spark().newSession())) {
            assertThat(inNotebook(notebook, model)).hasSize(60);
        }
    }

    private static Map<String, List<Double>> inNotebook(SparkSession notebook, Path model) {
        Dataset<Row> rows = PredictJob.scores(
                Recordings.of(notebook).add(data.resolve("test").toString()).table(), model.toString(), null);
        Map<String, List<Double>> scores = new TreeMap<>();
        for (Row row : rows.where("error is null").collectAsList()) {
            scores.put(row.getAs("path"), row.getList(row.fieldIndex("scores")));
        }
        return scores;
    }

    @Test
    @Order(6)
    void aDescriptionThatWasEditedCountsInTheNextCall() throws IOException {
        Path model = folder.resolve("mel.onnx");
        SparkSession notebook = SharedCluster.session().spark();
        Map<String, List<Double>> before = inNotebook(notebook, model);
        Path description = folder.resolve("mel.json");
        Files.writeString(description, Files.readString(description).replace("softmax", "none"));
        assertThat(inNotebook(notebook, model)).hasSize(60).isNotEqualTo(before);
    }

    @Test
    @Order(5)
    void checksFindWhatVerifyFinds() throws IOException {
        Path list = folder.resolve("list.csv");
        Files.writeString(list, inatsounds("list", "test", "--format", "csv", "--hash"));
        List<String> lines = Files.readAllLines(list);
        int name = List.of(lines.get(0).split(",", -1)).indexOf("file_name");
        Path one = data.resolve(lines.get(1).split(",", -1)[name]);
        Path other = data.resolve(lines.get(2).split(",", -1)[name]);
        byte[] bytes = Files.readAllBytes(one);
        bytes[bytes.length - 1] ^= 1;
        Files.write(one, bytes);
        byte[] whole = Files.readAllBytes(other);
        Files.write(other, Arrays.copyOf(whole, whole.length / 2));

        Path output = folder.resolve("checked");
        ClusterSession session = SharedCluster.session();
        JobRun.Outcome outcome = session.run(VerifyJob::run, VerifyJob.OPTIONS, data, "--manifest", list, "-o", output);
        assertThat(outcome.text()).isEqualTo("60 recordings: 60 written, 2 problems; " + output.resolve("checks"));
        assertThat(outcome.well()).isFalse();
        Map<String, String> problems = new TreeMap<>();
        session.rows(output.resolve("checks")).stream()
                .filter(row -> row.getAs("problem") != null)
                .forEach(row -> problems.put(row.getAs("path"), row.getAs("problem")));
        assertThat(problems)
                .isEqualTo(Map.of(
                        data.relativize(one).toString(),
                        "content",
                        data.relativize(other).toString(),
                        "truncated"));
        CommandRun.Result verify = CommandRun.plain()
                .with("INATSOUNDS_DATA", data.toString())
                .run("verify", "test", "--catalog", release.catalogue().toString(), "--format", "json");
        assertThat(verify.out().replaceAll("\\s", ""))
                .contains("\"kind\":\"content\",\"split\":\"test\",\"file\":\"" + data.relativize(one) + "\"")
                .contains("\"kind\":\"truncated\",\"split\":\"test\",\"file\":\"" + data.relativize(other) + "\"");
        Files.write(other, whole);
    }
}
