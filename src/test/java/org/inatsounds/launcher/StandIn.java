package org.inatsounds.launcher;

import java.io.File;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * Stands in for the program in a jar of its own, to show what the launcher hands on. It needs nothing but the JDK; the jar
 * holds this class alone.
 */
final class StandIn {

    private StandIn() {}

    /**
     * Does what the first argument says.
     *
     * @param args {@code show}, {@code exit CODE}, {@code sleep}, {@code write NAME}, {@code warn} or {@code --version}; none to
     *     be trained on
     * @throws Exception when it can't
     */
    public static void main(String[] args) throws Exception {
        if (args.length == 0) {
            return;
        }
        switch (args[0]) {
            case "show" -> show(args);
            case "exit" -> System.exit(Integer.parseInt(args[1]));
            case "sleep" -> {
                System.out.println("ready");
                Thread.sleep(TimeUnit.MINUTES.toMillis(2));
            }
            case "write" -> write(args[1]);
            case "--version" -> System.out.println("inatsounds 0.stand-in");
            case "warn" -> doWhatNewerJavaWarnsOf();
            default -> throw new IllegalArgumentException(args[0]);
        }
    }

    private static void show(String... args) {
        for (String arg : args) {
            System.out.println("argument <" + arg + ">");
        }
        System.getProperties().forEach((name, value) -> System.out.println("property " + name + "=" + value));
    }

    private static void write(String name) throws IOException {
        Files.writeString(Path.of(name), name, StandardCharsets.UTF_8);
        System.out.println(name + " " + new File(name).length());
        System.err.println(name);
    }

    /** By reflection, as the compiler warns of it too. */
    private static void doWhatNewerJavaWarnsOf() throws Exception {
        Class<?> unsafeClass = Class.forName("sun.misc.Unsafe");
        Field instance = unsafeClass.getDeclaredField("theUnsafe");
        instance.setAccessible(true);
        Object unsafe = instance.get(null);
        long address =
                (long) unsafeClass.getMethod("allocateMemory", long.class).invoke(unsafe, 8L);
        unsafeClass.getMethod("freeMemory", long.class).invoke(unsafe, address);
        try {
            System.loadLibrary("no_such_library");
        } catch (UnsatisfiedLinkError expected) {
            System.out.println("warned");
        }
    }
}
