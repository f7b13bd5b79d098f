package org.inatsounds.model;

import ai.onnxruntime.OrtException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.inatsounds.BadInputException;
import org.inatsounds.StorageException;
import org.inatsounds.UsageException;
import org.inatsounds.internal.InputFile;
import org.jspecify.annotations.Nullable;

/** The file of a model: what it is if it is none, in words. */
final class ModelFile {

    private static final int BEGINNING = 64;

    private ModelFile() {}

    /** Makes sure that it is there, and does not begin like something else. */
    static void check(Path file) {
        if (Files.isDirectory(file)) {
            throw new UsageException(file + ": expected a model in ONNX form, got a folder");
        }
        if (!Files.exists(file)) {
            throw new UsageException(file + ": no such file; expected a model in ONNX form");
        }
        if (InputFile.isPipe(file)) {
            throw new BadInputException(
                    file + ": expected a model in ONNX form, got a pipe or a device, which can be read"
                            + " only once: save the model as a file");
        }
        byte[] start;
        try (InputStream in = Files.newInputStream(file)) {
            start = in.readNBytes(BEGINNING);
        } catch (IOException e) {
            throw new StorageException(file + ": can't be read: " + StorageException.whyUnread(e), e);
        }
        String other = other(new String(start, StandardCharsets.ISO_8859_1));
        if (other != null) {
            throw new BadInputException(file + ": expected a model in ONNX form, got " + other);
        }
    }

    private static @Nullable String other(String start) {
        if (start.isEmpty()) {
            return "an empty file";
        }
        if (start.startsWith("version https://git-lfs")) {
            return "a pointer of Git LFS to it: fetch the file itself (git lfs pull), or download it";
        }
        if (start.startsWith("TFL3", 4)) {
            return "a TensorFlow Lite model: convert it (tf2onnx), or get the ONNX conversion";
        }
        if (start.startsWith("PK\3\4")) {
            return "a zip archive, as PyTorch and Keras save models: export it to ONNX (docs/predict.md)";
        }
        if (start.startsWith("\u0089HDF")) {
            return "an HDF5 file, as Keras saves models: export it to ONNX";
        }
        String text = start.strip().toLowerCase(Locale.ROOT);
        if (text.startsWith("<!doctype") || text.startsWith("<html")) {
            return "a web page: the download went to a page about the file";
        }
        return text.startsWith("{") ? "JSON" : null;
    }

    /** What to throw when ONNX Runtime can't make a session of it. */
    static BadInputException notRunnable(Path file, OrtException e) {
        String words = words(e);
        String hint = words.contains("Protobuf parsing failed")
                ? "expected a model in ONNX form, got something else, or a truncated file"
                : words.contains("External data") || words.contains("external data") || words.contains("No such file")
                        ? "its weights are in another file, which has to be beside it"
                        : "ONNX Runtime can't run it";
        return new BadInputException(file + ": " + hint + " (" + words + ")", e);
    }

    /** What ONNX Runtime says, in one line. */
    static String words(OrtException e) {
        String message = String.valueOf(e.getMessage()).replaceAll("\\s+", " ").strip();
        return message.length() <= 300 ? message : message.substring(0, 300) + "…";
    }
}
