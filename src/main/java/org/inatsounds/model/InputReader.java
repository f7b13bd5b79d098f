package org.inatsounds.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.inatsounds.UsageException;
import org.inatsounds.features.PresetFacts;
import org.inatsounds.internal.JsonTree;
import org.inatsounds.model.ModelInput.Coordinates;
import org.inatsounds.model.ModelInput.Cut;
import org.inatsounds.model.ModelInput.MelWindows;
import org.inatsounds.model.ModelInput.Pixels;
import org.inatsounds.model.ModelInput.Scaling;
import org.inatsounds.model.ModelInput.Waveform;
import org.inatsounds.spectrogram.AxisOrder;
import org.inatsounds.spectrogram.ElementType;
import org.inatsounds.spectrogram.Preset;
import org.inatsounds.spectrogram.Windows;

/** Reads what a model is fed with: the {@code input} of a description. */
final class InputReader {

    private static final int MOST = 1 << 28;
    /** Samples of a window: 5 minutes at 48 kHz are less. A window is in memory, several times. */
    private static final int LONGEST = 1 << 24;

    private static final int HIGHEST_RATE = 1_000_000;
    private static final double FULL_SCALE = 32_768;

    private final JsonTree input;

    InputReader(JsonTree input) {
        this.input = input;
    }

    ModelInput read() {
        JsonTree kind = input.field("kind");
        return switch (kind == null ? "waveform" : kind.text()) {
            case "waveform" -> waveform();
            case "mel-windows" -> melWindows();
            case "coordinates" -> coordinates();
            default -> throw input.required("kind").wrong("waveform, mel-windows or coordinates");
        };
    }

    private Waveform waveform() {
        int rate = input.required("sample_rate").integer(1, HIGHEST_RATE);
        int samples = length("samples", "window_seconds", rate, 0);
        if (samples == 0) {
            input.required("samples");
        }
        if (samples > LONGEST) {
            throw input.bad("expected a window of at most " + LONGEST + " samples, got " + samples);
        }
        int hop = length("hop_samples", "hop_seconds", rate, samples);
        JsonTree last = input.field("last");
        String rule = last == null ? "pad" : last.text();
        if (last != null && !Set.of("pad", "drop").contains(rule)) {
            throw last.wrong("pad or drop");
        }
        JsonTree least = input.field("least_seconds");
        Cut cut =
                new Cut(samples, hop, rule.equals("pad"), least == null ? 0 : (int) Math.round(positive(least) * rate));
        JsonTree divisor = input.field("divide_by");
        JsonTree mean = input.field("remove_mean");
        JsonTree peak = input.field("peak");
        Scaling scaling = new Scaling(
                divisor == null ? FULL_SCALE : positive(divisor),
                mean != null && mean.truth(),
                peak == null ? 0 : positive(peak));
        TensorSpec tensor = shaped(List.of(TensorSpec.ANY, samples));
        if (tensor.type() == TensorType.UINT8) {
            throw input.required("dtype").wrong("float32, float16 or float64 for samples");
        }
        return new Waveform(tensor, rate, cut, scaling);
    }

    /** A length in samples, or in seconds, or both if they agree. */
    private int length(String samples, String seconds, int rate, int otherwise) {
        JsonTree inSamples = input.field(samples);
        JsonTree inSeconds = input.field(seconds);
        if (inSeconds == null) {
            return inSamples == null ? otherwise : inSamples.integer(1, MOST);
        }
        double length = positive(inSeconds) * rate;
        if (length > MOST || Math.round(length) < 1) {
            throw inSeconds.wrong("a length of 1 to " + MOST + " samples");
        }
        int rounded = (int) Math.round(length);
        if (inSamples != null && inSamples.integer(1, MOST) != rounded) {
            throw inSamples.wrong(rounded + ", which is what " + seconds + " is at " + rate + " Hz");
        }
        return rounded;
    }

    private MelWindows melWindows() {
        Preset preset = preset(input.required("preset"));
        JsonTree rate = input.field("sample_rate");
        if (rate != null && rate.integer(1, HIGHEST_RATE) != preset.sampleRate()) {
            throw rate.wrong(preset.sampleRate() + ", the sample rate of " + preset.name());
        }
        JsonTree frames = input.field("frames");
        int length = frames == null ? Windows.FRAMES : frames.integer(1, 1 << 16);
        JsonTree hopFrames = input.field("hop_frames");
        int hop = hopFrames == null ? Math.max(1, length / 2) : hopFrames.integer(1, length);
        AxisOrder layout = layout(preset);
        boolean timeFirst = layout == AxisOrder.TIME_MEL;
        int bands = preset.mel().count();
        TensorSpec tensor =
                shaped(timeFirst ? List.of(TensorSpec.ANY, length, bands) : List.of(TensorSpec.ANY, bands, length));
        TensorType held = preset.type() == ElementType.UINT8 ? TensorType.UINT8 : TensorType.FLOAT32;
        TensorType type = tensor.type() == null ? held : tensor.type();
        if (held != TensorType.UINT8 && type == TensorType.UINT8) {
            throw input.required("dtype").wrong("a float type: " + preset.name() + " gives float32");
        }
        return new MelWindows(
                new TensorSpec(tensor.name(), type, tensor.shape()),
                preset.withLayout(timeFirst ? AxisOrder.MEL_TIME : layout),
                timeFirst,
                length,
                hop,
                pixels(type));
    }

    /** A name, or an object with numbers as {@code spectrogram.json} has them. */
    private static Preset preset(JsonTree said) {
        if (said.isText()) {
            return Preset.named(said.text())
                    .orElseThrow(() -> said.wrong("the name of a preset (inatsounds spectrogram --help)"));
        }
        Map<String, String> numbers = new LinkedHashMap<>();
        for (String name : said.names()) {
            numbers.put(name, said.required(name).plain());
        }
        try {
            return PresetFacts.preset(numbers);
        } catch (UsageException e) {
            throw said.bad(String.valueOf(e.getMessage()));
        }
    }

    private AxisOrder layout(Preset preset) {
        JsonTree layout = input.field("layout");
        if (layout == null) {
            return preset.layout();
        }
        String text = layout.text();
        return Stream.of(AxisOrder.values())
                .filter(each -> each.toString().equals(text))
                .findFirst()
                .orElseThrow(() -> layout.wrong(
                        Stream.of(AxisOrder.values()).map(AxisOrder::toString).collect(Collectors.joining(", "))));
    }

    private Pixels pixels(TensorType type) {
        JsonTree divisor = input.field("divide_by");
        JsonTree mean = input.field("mean");
        JsonTree deviation = input.field("std");
        JsonTree any = divisor != null ? divisor : mean != null ? mean : deviation;
        if (any == null) {
            return Pixels.AS_THEY_ARE;
        }
        if (type == TensorType.UINT8) {
            throw any.bad("expected no scaling of uint8 windows, which are fed as they are;"
                    + " with \"dtype\": \"float32\" they can be scaled");
        }
        return new Pixels(
                divisor == null ? 1 : positive(divisor),
                mean == null ? 0 : mean.number(),
                deviation == null ? 1 : positive(deviation));
    }

    private Coordinates coordinates() {
        TensorSpec tensor = tensor(input);
        JsonTree order = input.field("order");
        List<Coordinate> coordinates = new ArrayList<>();
        if (order == null) {
            int count = tensor.shape().size() == 2 ? tensor.shape().get(1) : 0;
            if (count != 2 && count != 3) {
                throw input.bad("\"order\" is missing: what are the numbers? For example"
                        + " [\"latitude\", \"longitude\", \"week\"]");
            }
            coordinates.addAll(List.of(Coordinate.LATITUDE, Coordinate.LONGITUDE, Coordinate.WEEK)
                    .subList(0, count));
        } else {
            for (JsonTree each : order.elements()) {
                coordinates.add(Coordinate.named(each.text())
                        .orElseThrow(() -> each.wrong(Stream.of(Coordinate.values())
                                .map(Coordinate::toString)
                                .collect(Collectors.joining(", ")))));
            }
            if (coordinates.isEmpty()) {
                throw order.wrong("the names of coordinates");
            }
        }
        if (tensor.type() == TensorType.UINT8) {
            throw input.required("dtype").wrong("float32, float16 or float64 for coordinates");
        }
        return new Coordinates(shaped(List.of(TensorSpec.ANY, coordinates.size())), coordinates);
    }

    /** The tensor of the input: its shape as it is said, if that holds what it has to, else the usual one. */
    private TensorSpec shaped(List<Integer> usual) {
        TensorSpec said = tensor(input);
        if (said.shape().isEmpty()) {
            return said.withShape(usual);
        }
        boolean open = said.shape().stream().skip(1).anyMatch(length -> length == TensorSpec.ANY);
        if (open && said.shape().size() == usual.size()) {
            return said.withShape(usual);
        }
        List<Integer> lengths =
                new ArrayList<>(said.shape().subList(1, said.shape().size()));
        lengths.removeIf(length -> length == 1);
        List<Integer> expected = new ArrayList<>(usual.subList(1, usual.size()));
        expected.removeIf(length -> length == 1);
        if (!lengths.equals(expected)) {
            throw input.required("shape")
                    .bad("expected " + TensorSpec.text(usual)
                            + " from the other fields (more dimensions of length 1 may be" + " there), got "
                            + TensorSpec.text(said.shape()));
        }
        return said;
    }

    /** Name, type and shape, as far as they are said. */
    static TensorSpec tensor(JsonTree json) {
        JsonTree name = json.field("name");
        JsonTree dtype = json.field("dtype");
        return new TensorSpec(name == null ? null : name.text(), dtype == null ? null : type(dtype), shape(json));
    }

    private static TensorType type(JsonTree dtype) {
        return TensorType.named(dtype.text())
                .orElseThrow(() -> dtype.wrong(
                        Stream.of(TensorType.values()).map(TensorType::toString).collect(Collectors.joining(", "))));
    }

    private static List<Integer> shape(JsonTree json) {
        JsonTree shape = json.field("shape");
        if (shape == null) {
            return List.of();
        }
        List<Integer> lengths = new ArrayList<>();
        for (JsonTree each : shape.elements()) {
            boolean free = each.isText() || each.isNull() || (each.number() == TensorSpec.ANY);
            lengths.add(free ? TensorSpec.ANY : each.integer(1, MOST));
        }
        if (lengths.isEmpty()) {
            throw shape.wrong("a length for each dimension, the batch first");
        }
        return lengths;
    }

    private static double positive(JsonTree value) {
        double number = value.number();
        if (!(number > 0)) {
            throw value.wrong("a number above 0");
        }
        return number;
    }
}
