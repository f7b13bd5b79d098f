package org.inatsounds.model;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtLoggingLevel;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.inatsounds.StorageException;
import org.inatsounds.UsageException;
import org.inatsounds.internal.Scratch;
import org.jspecify.annotations.Nullable;

/**
 * Loads ONNX Runtime, once in a process. Its native libraries are in its jar; they are put into the folder for temporary files,
 * loaded, and taken away again, so that nothing stays behind whatever happens to the process. (Its own loader does not know
 * {@link Scratch#folder}, and leaves 28 MB there after a kill.)
 */
final class OnnxLibrary {

    /** ONNX Runtime's own property: a user who sets it has libraries of his own. */
    private static final String PATH_PROPERTY = "onnxruntime.native.path";

    private static final String RESOURCES = "/ai/onnxruntime/native/";

    private static final String REST_WORKS = " Everything but models works without it.";

    /** Kept: a logger that nobody holds forgets its level. What it says is in our own messages. */
    private static final Logger LOGGER = Logger.getLogger("ai.onnxruntime");

    private static @Nullable OrtEnvironment environment;

    private OnnxLibrary() {}

    /**
     * The environment of this process.
     *
     * @throws UsageException if ONNX Runtime is not there, or not for this system
     * @throws StorageException if its library can't be put anywhere, or not be loaded from there
     */
    static synchronized OrtEnvironment environment() {
        OrtEnvironment loaded = environment;
        if (loaded == null) {
            LOGGER.setLevel(Level.OFF);
            loaded = load();
            environment = loaded;
        }
        return loaded;
    }

    private static OrtEnvironment load() {
        Path folder = null;
        try {
            if (System.getProperty(PATH_PROPERTY) == null) {
                folder = extract(OrtEnvironment.class, systemName());
                System.setProperty(PATH_PROPERTY, folder.toString());
            }
            OrtEnvironment made = OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL, "inatsounds");
            holdOn(made);
            return made;
        } catch (NoClassDefFoundError e) {
            if (String.valueOf(e.getMessage()).contains("OrtEnvironment") && e.getCause() == null) {
                throw new UsageException(
                        "ONNX Runtime is not among the classes of this program: add"
                                + " com.microsoft.onnxruntime:onnxruntime, which is optional for those who use the library.",
                        e);
            }
            throw cantLoad(e, folder);
        } catch (LinkageError | RuntimeException e) {
            if (e instanceof UsageException || e instanceof StorageException) {
                throw e;
            }
            throw cantLoad(e, folder);
        } finally {
            if (folder != null) {
                System.clearProperty(PATH_PROPERTY);
                remove(folder);
            }
        }
    }

    /** As ONNX Runtime calls systems: {@code linux-x64}. */
    static String systemName() {
        String os = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        String arch = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
        String family = os.contains("mac") || os.contains("darwin") ? "osx" : os.contains("win") ? "win" : os;
        return family + "-"
                + (List.of("amd64", "x86_64").contains(arch) ? "x64" : arch.equals("arm64") ? "aarch64" : arch);
    }

    /** Puts the native libraries for a system into a new folder. */
    static Path extract(Class<?> from, String system) {
        List<String> names = List.of("onnxruntime", "onnxruntime4j_jni");
        String ending = system.startsWith("win") ? ".dll" : system.startsWith("osx") ? ".dylib" : ".so";
        Path folder = null;
        try {
            for (String name : names) {
                String file = (system.startsWith("win") ? "" : "lib") + name + ending;
                try (InputStream in = from.getResourceAsStream(RESOURCES + system + "/" + file)) {
                    if (in == null) {
                        throw new UsageException("ONNX Runtime has no library for this system (" + system + ") in "
                                + "this program; it has them for Linux (x64 and aarch64, not musl), macOS (Apple silicon) and"
                                + " Windows (x64), and a distribution for one system has that system's only."
                                + REST_WORKS);
                    }
                    if (folder == null) {
                        folder = Files.createTempDirectory(Scratch.folder(), ".inatsounds-onnx-");
                    }
                    Files.copy(in, folder.resolve(file));
                }
            }
            if (folder == null) {
                throw new IllegalStateException("no libraries");
            }
            return folder;
        } catch (IOException e) {
            if (folder != null) {
                remove(folder);
            }
            throw Scratch.cantWrite("ONNX Runtime", Scratch.folder(), e);
        }
    }

    private static RuntimeException cantLoad(Throwable e, @Nullable Path folder) {
        String why = words(e);
        String system = systemName();
        if (folder != null && (why.contains("failed to map segment") || why.contains("Operation not permitted"))) {
            return new StorageException(
                    "ONNX Runtime can't be loaded from " + folder.getParent()
                            + ": programs may not be run from there (noexec)." + " Set " + Scratch.VARIABLE
                            + " to a folder where they may." + REST_WORKS,
                    e);
        }
        boolean musl = why.contains("ld-linux") || why.contains("musl") || why.contains("symbol not found");
        return new UsageException(
                "ONNX Runtime can't be loaded on this system (" + system + "): " + why
                        + (musl ? ". It needs glibc; this system seems to have musl (Alpine)" : "") + "." + REST_WORKS,
                e);
    }

    /** The innermost reason, in one line. */
    private static String words(Throwable e) {
        Throwable inner = e;
        while (inner.getCause() != null) {
            inner = inner.getCause();
        }
        String message = inner.getMessage();
        String text = message == null ? inner.getClass().getSimpleName() : message;
        return text.lines().findFirst().orElse(text).strip();
    }

    /**
     * ONNX Runtime frees its environment in a hook of its own when the process ends, also while another thread makes a session
     * in it, which then crashes. The environment counts who uses it: with a second use, which is never given up, it lives as long
     * as the process. There is no public way to it; where that fails, {@link NativeCalls} still waits for what is under way.
     */
    private static void holdOn(OrtEnvironment made) {
        try {
            Class<?> runtime = Class.forName("ai.onnxruntime.OnnxRuntime");
            Field api = runtime.getDeclaredField("ortApiHandle");
            api.setAccessible(true);
            Method create = OrtEnvironment.class.getDeclaredMethod("createHandle", long.class, int.class, String.class);
            create.setAccessible(true);
            create.invoke(null, api.getLong(null), OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL.getValue(), made.toString());
        } catch (ReflectiveOperationException | RuntimeException ignored) {
            // Another version: then as it is.
        }
    }

    private static void remove(Path folder) {
        for (String name : List.of("onnxruntime", "onnxruntime4j_jni")) {
            for (String file : List.of("lib" + name + ".so", "lib" + name + ".dylib", name + ".dll")) {
                removeNowOrLater(folder.resolve(file));
            }
        }
        removeNowOrLater(folder);
    }

    /** Windows keeps a library that is loaded. */
    private static void removeNowOrLater(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            file.toFile().deleteOnExit();
        }
    }
}
