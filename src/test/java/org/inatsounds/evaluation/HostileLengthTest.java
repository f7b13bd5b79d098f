package org.inatsounds.evaluation;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.inatsounds.InatsoundsException;
import org.inatsounds.Progress;
import org.inatsounds.evaluation.predictions.Predictions;
import org.inatsounds.evaluation.predictions.Reading;
import org.inatsounds.testing.Sweep;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** One field of a file has hundreds of thousands of characters and wrong at its end: refused soon, whatever reads it. */
final class HostileLengthTest {

    private static final int LENGTH = 400_000;

    /** What is done with the square of its length takes minutes here. */
    private static final Duration SOON = Duration.ofSeconds(60);

    private static final List<String> PIECES = List.of(
            "1", "0", "0.", ".", "-", "+", "1e", "e", "inf", " ", "_", "_1", "/", "a/", "\\", "./", "\u00a0", "e\u0308",
            "'", "\"\"", "test/", "# ");

    private static final List<String> FORMS = List.of(
            "audio_id,3,5\n101,%s,0.1\n",
            "audio_id,3,5\n%s,0.9,0.1\n",
            "file_name,3,5\n%s,0.9,0.1\n",
            "row_id,3,5\n%s,0.9,0.1\n",
            "audio_id,3,5\n101,\"%s\",0.1\n",
            "audio_id,3,%s\n101,0.9,0.1\n",
            "%s,3,5\n101,0.9,0.1\n",
            "audio_id,category,score\n101,3,%s\n",
            "audio_id,category,score\n101,%s,0.9\n",
            "audio_id,category,score\n%s,3,0.9\n",
            "Id,Predicted\n101,%s\n",
            "Id,Predicted\n%s,3\n",
            "img,gt,pred\ntest/00003_Avis/aa,3,%s\n",
            "img,gt,pred\ntest/00003_Avis/aa,%s,0_1\n",
            "img,gt,pred\n%s,3,0_1\n");

    static Stream<Arguments> fields() {
        return Sweep.of(FORMS.stream().flatMap(form -> PIECES.stream().map(piece -> Arguments.of(form, piece))));
    }

    @ParameterizedTest
    @MethodSource("fields")
    void aLongFieldIsRefusedSoon(String form, String piece) {
        String field = piece.repeat(LENGTH / piece.length()) + "x";
        byte[] text = form.formatted(field).getBytes(StandardCharsets.UTF_8);
        assertTimeoutPreemptively(
                SOON,
                () -> assertThatExceptionOfType(InatsoundsException.class)
                        .isThrownBy(() -> {
                            try (Predictions predictions = Predictions.open(
                                    new ByteArrayInputStream(text),
                                    "p.csv",
                                    SmallCase.TRUTH,
                                    Reading.PLAIN,
                                    Reading.Watch.NONE)) {
                                Evaluator.evaluate(predictions, 1, Progress.NONE);
                            }
                        })
                        .satisfies(e -> org.assertj.core.api.Assertions.assertThat(e.getMessage())
                                .hasSizeLessThan(4000)));
    }
}
