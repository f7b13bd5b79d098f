package org.inatsounds.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.inatsounds.Split;
import org.inatsounds.testing.MiniatureRecording;
import org.inatsounds.testing.MiniatureRelease;

/**
 * The miniature release, unpacked: annotations of all splits, recordings of val.
 *
 * @param release as it was packed
 * @param folder the data folder
 */
public record MiniatureData(MiniatureRelease release, Path folder) {

    public static MiniatureData in(Path parent) throws IOException, InterruptedException {
        MiniatureRelease release = MiniatureRelease.writeTo(parent.resolve("release"));
        Path data = Files.createDirectories(parent.resolve("data"));
        for (Split split : Split.values()) {
            release.unpackAnnotations(split, data);
        }
        release.unpackRecordings(Split.VAL, data);
        return new MiniatureData(release, data);
    }

    /** All recordings, split by split. */
    public List<MiniatureRecording> recordings() {
        return Stream.of(Split.values())
                .flatMap(split -> release.recordings(split).stream())
                .toList();
    }

    public CommandRun.Result run(String... args) {
        return CommandRun.plain().with("INATSOUNDS_DATA", folder.toString()).run(args);
    }

    /** What a command prints that ends well. */
    public String ok(String... args) {
        CommandRun.Result result = run(args);
        assertThat(result.code()).as(String.join(" ", args) + result.err()).isZero();
        return result.out();
    }

    public String ok(List<String> args, String... more) {
        return ok(Stream.concat(args.stream(), Arrays.stream(more)).toArray(String[]::new));
    }

    public static JsonNode json(String text) throws IOException {
        return JsonMapper.builder().build().readTree(text);
    }
}
