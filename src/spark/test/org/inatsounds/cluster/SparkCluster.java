package org.inatsounds.cluster;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A standalone Spark cluster on loopback: a master and workers, each a process of its own, as a Spark installation would have them. It
 * has Spark's jars alone: what a job needs besides has to be in {@code inatsounds-spark.jar}.
 */
final class SparkCluster implements AutoCloseable {

    /** What the jar of the jobs has to bring. */
    private static final Set<String> OURS = Set.of(
            "picocli",
            "logback-classic",
            "logback-core",
            "JTransforms",
            "JLargeArrays",
            "onnxruntime",
            "jspecify",
            "inatsounds");

    private static final List<String> OPEN = List.of(
            "java.lang",
            "java.lang.invoke",
            "java.lang.reflect",
            "java.io",
            "java.net",
            "java.nio",
            "java.util",
            "java.util.concurrent",
            "java.util.concurrent.atomic",
            "sun.nio.ch",
            "sun.nio.cs",
            "sun.security.action",
            "sun.util.calendar");

    /** Of every application; executors have as little memory as Spark allows. */
    static final Map<String, String> SETTINGS = Map.of(
            "spark.driver.host", "127.0.0.1",
            "spark.driver.bindAddress", "127.0.0.1",
            "spark.ui.enabled", "false",
            "spark.sql.shuffle.partitions", "2",
            "spark.executor.memory", "512m",
            "spark.executor.extraJavaOptions", "-XX:TieredStopAtLevel=1");

    private static final Pattern MASTER = Pattern.compile("Starting Spark master at (spark://127\\.0\\.0\\.1:\\d+)");
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Path home;
    private final List<Process> workers = new ArrayList<>();
    private final Process master;
    private final String url;
    private int submitted;

    /** How a job ended, and what it printed. */
    record Submitted(int code, String out, String err) {

        /** What it printed on standard error, without Spark's log. */
        String errors() {
            return String.join(
                    "\n", err.lines().filter(line -> line.startsWith("error: ")).toList());
        }
    }

    private SparkCluster(Path folder, int count) throws IOException, InterruptedException {
        home = Files.createDirectories(folder.resolve("spark home"));
        Files.createDirectories(home.resolve("jars"));
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            Path jar = Path.of(entry);
            String name = String.valueOf(jar.getFileName());
            if (name.endsWith(".jar") && OURS.stream().noneMatch(each -> name.startsWith(each + "-"))) {
                Path link = home.resolve("jars").resolve(name);
                if (!Files.exists(link)) {
                    Files.createSymbolicLink(link, jar.toAbsolutePath());
                }
            }
        }
        Files.writeString(home.resolve("RELEASE"), "Spark for tests\n");
        Files.createDirectories(home.resolve("tmp"));
        master = start(
                "master",
                "org.apache.spark.deploy.master.Master",
                "--host",
                "127.0.0.1",
                "--port",
                "0",
                "--webui-port",
                "0");
        url = awaitLine("master", MASTER).group(1);
        for (int i = 0; i < count; i++) {
            addWorker();
        }
    }

    /** Starts a cluster: workers with one core and 1 GB each. */
    static SparkCluster start(Path folder, int workers) {
        try {
            return new SparkCluster(folder, workers);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Starts one more worker. */
    void addWorker() throws IOException, InterruptedException {
        String name = "worker-" + workers.size();
        workers.add(start(
                name,
                "org.apache.spark.deploy.worker.Worker",
                "--host",
                "127.0.0.1",
                "--port",
                "0",
                "--webui-port",
                "0",
                "-c",
                "1",
                "-m",
                "1G",
                "-d",
                home.resolve(name).toString(),
                url));
        awaitLine(name, Pattern.compile("Successfully registered with master"));
    }

    /** Kills the worker that was started last, with its executors, as a machine that fails does. */
    void killWorker() {
        Process worker = workers.get(workers.size() - 1);
        worker.descendants().forEach(ProcessHandle::destroyForcibly);
        worker.destroyForcibly();
    }

    /** The log of a process of the cluster. */
    private Path log(String name) {
        return home.resolve(name + ".log");
    }

    private Matcher awaitLine(String name, Pattern pattern) throws IOException, InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end) {
            Matcher found = pattern.matcher(Files.readString(log(name)));
            if (found.find()) {
                return found;
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
        throw new IllegalStateException("no line with " + pattern + ": " + Files.readString(log(name)));
    }

    private List<String> java(List<String> options) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Djava.io.tmpdir=" + home.resolve("tmp")));
        OPEN.forEach(each -> command.addAll(List.of("--add-opens", "java.base/" + each + "=ALL-UNNAMED")));
        command.addAll(options);
        command.addAll(List.of("-cp", home.resolve("jars") + "/*"));
        return command;
    }

    private void surround(ProcessBuilder builder) {
        Map<String, String> environment = builder.environment();
        environment.keySet().removeIf(name -> name.startsWith("SPARK_") || name.startsWith("INATSOUNDS_"));
        environment.put("SPARK_HOME", home.toString());
        environment.put("SPARK_SCALA_VERSION", "2.13");
        environment.put("SPARK_LOCAL_IP", "127.0.0.1");
        environment.put("SPARK_LOCAL_DIRS", home.resolve("tmp").toString());
        environment.put("JAVA_HOME", System.getProperty("java.home"));
        environment.put("LC_ALL", "C.UTF-8");
    }

    private Process start(String name, String type, String... args) throws IOException {
        List<String> command = java(List.of("-Xmx256m"));
        command.add(type);
        command.addAll(List.of(args));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log(name).toFile());
        surround(builder);
        return builder.start();
    }

    /** What {@code spark-submit} runs. */
    List<String> submitCommand(List<String> options) {
        List<String> command = java(List.of("-Xmx512m"));
        command.addAll(List.of("org.apache.spark.deploy.SparkSubmit", "--master", url));
        SETTINGS.forEach((name, value) -> command.addAll(List.of("--conf", name + "=" + value)));
        command.addAll(options);
        return command;
    }

    /** A job that was begun. */
    record Running(Process process, Path out, Path err) {

        Submitted await() {
            try {
                if (!process.waitFor(PATIENCE.toSeconds() * 2, TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                    throw new IllegalStateException("the job takes too long: " + Files.readString(err));
                }
                return new Submitted(process.exitValue(), Files.readString(out), Files.readString(err));
            } catch (IOException e) {
                throw new IllegalStateException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }

    /** Begins a job of the jar. */
    Running begin(Class<?> job, List<String> conf, List<String> args) {
        List<String> options = new ArrayList<>();
        conf.forEach(each -> options.addAll(List.of("--conf", each)));
        options.addAll(List.of("--class", job.getName(), jar().toString()));
        options.addAll(args);
        return begin(submitCommand(options), null);
    }

    /** Begins any command in the surroundings of the cluster. */
    Running begin(List<String> command, @Nullable Path folder) {
        try {
            submitted++;
            Path out = home.resolve("submitted-" + submitted + ".out");
            Path err = home.resolve("submitted-" + submitted + ".err");
            ProcessBuilder builder =
                    new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
            if (folder != null) {
                builder.directory(folder.toFile());
            }
            surround(builder);
            return new Running(builder.start(), out, err);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    Submitted submit(Class<?> job, String... args) {
        return begin(job, List.of(), List.of(args)).await();
    }

    /** The jar of the jobs. */
    static Path jar() {
        Path jar = Path.of("target", "inatsounds-spark.jar").toAbsolutePath();
        if (!Files.exists(jar)) {
            throw new IllegalStateException(jar + " is not there: mvn -Pspark package makes it");
        }
        return jar;
    }

    String url() {
        return url;
    }

    /** What the executors of the last application have said. */
    String executorLogs() throws IOException {
        StringBuilder logs = new StringBuilder();
        try (Stream<Path> files = Files.walk(home)) {
            for (Path file : files.filter(each -> each.endsWith("stderr")).toList()) {
                logs.append(Files.readString(file, StandardCharsets.UTF_8));
            }
        }
        return logs.toString();
    }

    @Override
    public void close() {
        for (Process worker : workers) {
            worker.descendants().forEach(ProcessHandle::destroyForcibly);
            worker.destroyForcibly();
        }
        master.destroyForcibly();
    }
}
