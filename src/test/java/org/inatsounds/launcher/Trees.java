package org.inatsounds.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** Folders with a launcher in them, as users have them. */
final class Trees {

    private Trees() {}

    /** What a user unpacked, with the real jar; returns the launcher. */
    static Path distribution(Path folder) throws IOException {
        Path launcher = launcher(folder.resolve("bin"));
        Path lib = Files.createDirectories(folder.resolve("lib"));
        Files.copy(realJar(), lib.resolve("inatsounds.jar"));
        return launcher;
    }

    /** The same with the {@link StandIn}. */
    static Path standIn(Path folder) throws IOException {
        Path launcher = launcher(folder.resolve("bin"));
        standInJar(Files.createDirectories(folder.resolve("lib")).resolve("inatsounds.jar"));
        return launcher;
    }

    /** A checkout that is not built yet; returns the launcher. */
    static Path checkout(Path folder) throws IOException {
        Path launcher = launcher(folder.resolve("scripts"));
        Files.copy(LauncherProcess.project().resolve("scripts/build.sh"), launcher.resolveSibling("build.sh"));
        Files.writeString(folder.resolve("pom.xml"), "<project/>");
        Files.createDirectories(folder.resolve("src/main"));
        return launcher;
    }

    static Path realJar() {
        return LauncherProcess.project().resolve("target/inatsounds.jar");
    }

    static Path standInJar(Path jar) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, StandIn.class.getName());
        String classFile = StandIn.class.getName().replace('.', '/') + ".class";
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream entries = new JarOutputStream(out, manifest);
                InputStream code = StandIn.class.getClassLoader().getResourceAsStream(classFile)) {
            entries.putNextEntry(new JarEntry(classFile));
            code.transferTo(entries);
        }
        return jar;
    }

    /** A folder for {@code PATH} with what the launcher calls, but no Java and no Maven. */
    static Path tools(Path folder) throws IOException {
        Files.createDirectories(folder);
        for (String tool : List.of(
                "sh", "readlink", "stat", "cksum", "find", "sed", "locale", "tail", "mkdir", "rm", "ln", "mv")) {
            for (String place : System.getenv("PATH").split(":", -1)) {
                Path found = Path.of(place, tool);
                if (Files.isExecutable(found) && !Files.exists(folder.resolve(tool))) {
                    script(folder.resolve(tool), "#!/bin/sh\nexec '" + found + "' \"$@\"\n");
                }
            }
        }
        return folder;
    }

    /** An executable script. */
    static Path script(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        return file;
    }

    private static Path launcher(Path folder) throws IOException {
        return script(
                folder.resolve("inatsounds"),
                Files.readString(LauncherProcess.project().resolve("scripts/inatsounds")));
    }
}
