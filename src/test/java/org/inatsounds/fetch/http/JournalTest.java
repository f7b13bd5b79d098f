package org.inatsounds.fetch.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import org.inatsounds.fetch.http.RangeSet.Range;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class JournalTest {

    private static final RemoteObject OBJECT =
            new RemoteObject(URI.create("http://127.0.0.1/b/train.tar.gz"), 5000, "\"abc\"", null);

    @TempDir
    Path folder;

    @Test
    void comesBackAsWritten() throws IOException {
        Path file = folder.resolve("journal");
        RangeSet done = new RangeSet();
        done.add(0, 100);
        try (Journal journal = Journal.create(file, OBJECT, done)) {
            journal.done(300, 400);
            journal.done(100, 200);
        }
        Journal.Entry entry = Objects.requireNonNull(Journal.read(file));
        assertThat(entry.object()).isEqualTo(OBJECT);
        assertThat(entry.done().ranges()).containsExactly(new Range(0, 200), new Range(300, 400));
    }

    @Test
    void doesNotBelieveALineThatAKillCutOff() throws IOException {
        Path file = folder.resolve("journal");
        try (Journal journal = Journal.create(file, OBJECT, new RangeSet())) {
            journal.done(0, 100);
        }
        Files.writeString(file, "done 100 4999", StandardOpenOption.APPEND);
        assertThat(Objects.requireNonNull(Journal.read(file)).done().ranges()).containsExactly(new Range(0, 100));
    }

    /** Bytes that the object does not have can't have arrived. */
    @Test
    void rangesLieWithinTheObject() throws IOException {
        Path file = folder.resolve("journal");
        String begin = "inatsounds-journal 1\nurl http://127.0.0.1/a\netag\nmodified \nsize ";
        for (String text : new String[] {"5\ndone 3 6\n", "-1\n", "5\ndone -1 3\n"}) {
            Files.writeString(file, begin + text);
            assertThat(Journal.read(file)).as(text).isNull();
        }
        Files.writeString(file, begin + "5\ndone 0 5\n");
        Journal.Entry entry = Objects.requireNonNull(Journal.read(file));
        assertThat(entry.done().ranges()).containsExactly(new Range(0, 5));
        assertThat(entry.object()).isEqualTo(new RemoteObject(URI.create("http://127.0.0.1/a"), 5, null, null));
        Files.writeString(file, begin + "0\n");
        assertThat(Journal.read(file)).isNotNull();
    }

    @Test
    void anythingElseIsNoJournal() throws IOException {
        Path file = folder.resolve("journal");
        assertThat(Journal.read(file)).isNull();
        for (String text : new String[] {
            "", "\n", "hello\n", "inatsounds-journal 1\nurl x\nsize many\n", "inatsounds-journal 1\nsize 5\ndone 3\n"
        }) {
            Files.writeString(file, text);
            assertThat(Journal.read(file)).as(text).isNull();
        }
    }
}
