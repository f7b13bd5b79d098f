package org.inatsounds.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.inatsounds.Split;
import org.inatsounds.testing.FaultyServer;
import org.inatsounds.testing.MiniatureRelease;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a process leaves that is killed in the few moments between the last rename and its end is taken away by the next. */
final class LeftoversTest {

    @TempDir
    static Path shared;

    private static MiniatureRelease release;

    @TempDir
    Path data;

    private FaultyServer server;

    @BeforeAll
    static void writeRelease() {
        release = MiniatureRelease.writeTo(shared);
    }

    @BeforeEach
    void serve() {
        server = FaultyServer.start().putFolder(release.folder());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private void fetch(String... more) {
        List<String> all = new ArrayList<>(List.of("fetch", "val"));
        all.addAll(List.of("--catalog", release.catalogue().toString(), "--endpoint-url", server.url()));
        all.addAll(List.of("--data", data.toString()));
        all.addAll(List.of(more));
        CommandRun.Result result = CommandRun.plain().run(all.toArray(String[]::new));
        assertThat(result.code()).as(result.err()).isZero();
    }

    private Path own(String name) {
        return data.resolve(".inatsounds").resolve(name);
    }

    private Path leaveArchive() throws IOException {
        return leave(MiniatureRelease.Kind.RECORDINGS, "2024-val-recordings.part");
    }

    private Path leave(MiniatureRelease.Kind kind, String name) throws IOException {
        Path archive = release.archive(Split.VAL, kind);
        Path part = Files.copy(archive, Files.createDirectories(own("parts")).resolve(name));
        Files.writeString(
                part.resolveSibling(name + ".journal"),
                "inatsounds-journal 1\nurl %s\netag \nmodified \nsize %d\ndone 0 %d\n"
                        .formatted(server.url(), Files.size(archive), Files.size(archive)));
        return part;
    }

    private void assertNothingIsLeft() throws IOException {
        try (Stream<Path> files = Files.walk(data.resolve(".inatsounds"))) {
            assertThat(files.filter(Files::isRegularFile))
                    .allSatisfy(file -> assertThat(file).hasExtension("tsv"));
        }
        assertThat(own("streams/val-recordings")).doesNotExist();
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void theArchiveGoes() throws IOException {
        fetch("--recordings");
        leaveArchive();
        server.forget();
        fetch("--recordings");
        assertNothingIsLeft();
        assertThat(data.resolve("val.tar.gz")).doesNotExist();
    }

    @Test
    void theArchiveIsKeptWhereThatIsWanted() throws IOException {
        fetch("--recordings");
        leaveArchive();
        server.forget();
        fetch("--recordings", "--keep-archives");
        assertNothingIsLeft();
        assertThat(data.resolve("val.tar.gz"))
                .hasSameBinaryContentAs(release.archive(Split.VAL, MiniatureRelease.Kind.RECORDINGS));
    }

    @Test
    void anArchiveWithAWrongByteIsNotKept() throws IOException {
        fetch("--recordings");
        Path part = leaveArchive();
        byte[] bytes = Files.readAllBytes(part);
        bytes[bytes.length / 2] ^= 1;
        Files.write(part, bytes);
        server.forget();
        fetch("--recordings", "--keep-archives");
        assertNothingIsLeft();
        assertThat(data.resolve("val.tar.gz")).doesNotExist();
    }

    @Test
    void theLockGoes() throws IOException {
        fetch("--recordings");
        Files.writeString(own("lock"), "process 1 on another host, inatsounds fetch\n");
        server.forget();
        fetch("--recordings");
        assertNothingIsLeft();
    }

    @Test
    void aPieceOfTheArchiveIsNotKept() throws IOException {
        fetch("--recordings");
        Files.writeString(leaveArchive().resolveSibling("2024-val-recordings.part.journal"), "");
        server.forget();
        fetch("--recordings", "--keep-archives");
        assertNothingIsLeft();
        assertThat(data.resolve("val.tar.gz")).doesNotExist();
    }

    @Test
    void whatAStreamLeftGoesWithItsMark() throws IOException {
        fetch("--stream");
        Files.createDirectories(own("streams/val-recordings/files"));
        Files.writeString(own("streams/val-recordings/checkpoint"), "any");
        Files.createFile(own("streams/val-recordings/complete"));
        server.forget();
        fetch("--stream");
        assertNothingIsLeft();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--stream", "--supercategory=Aves"})
    void theArchiveOfAnnotationsGoesBeforeAStream(String way) throws IOException {
        fetch(way);
        leave(MiniatureRelease.Kind.ANNOTATIONS, "2024-val-annotations.part");
        server.forget();
        fetch(way);
        assertNothingIsLeft();
    }

    @Test
    void whatAStreamHadBegunGoesWhenAllIsFetchedInAnotherWay() throws IOException {
        Files.createDirectories(own("streams/val-recordings/files/val"));
        Files.writeString(own("streams/val-recordings/files/val/x.wav"), "half");
        fetch("--recordings");
        server.forget();
        assertNothingIsLeft();
    }

    @Test
    void aPartGoesWhenAllIsStreamed() throws IOException {
        Files.createDirectories(own("parts"));
        leaveArchive();
        fetch("--stream");
        server.forget();
        assertNothingIsLeft();
    }
}
