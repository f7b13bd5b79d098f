package org.inatsounds.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The values of one try of a {@link Property}, drawn one after the other. Bounds are inclusive; in the first tries all is small. */
public final class Draw {

    static final long NO_COMBINATION = -1;

    private final SplittableRandom random;
    private final double size;
    private final boolean edgeCases;
    private final List<Object> values = new ArrayList<>();

    /** The number of a combination of edge cases. Each value takes its digit, the last one first: 0 is left of a new one. */
    long combination;

    /** Of the digits taken: they shift the next one, or the first combinations would differ in the first values alone. */
    private long shift;

    /** Above zero for what is in a list or a text. */
    private int depth;

    Draw(long seed, double size, boolean edgeCases, long combination) {
        // Two steps: neighbouring seeds give the same numbers, one place apart.
        this.random = new SplittableRandom(new SplittableRandom(seed).nextLong());
        this.size = size;
        this.edgeCases = edgeCases;
        this.combination = combination;
    }

    public int anInt() {
        return anInt(Integer.MIN_VALUE, Integer.MAX_VALUE);
    }

    public int anInt(int min, int max) {
        return noted((int) whole(min, max));
    }

    public long aLong(long min, long max) {
        return noted(whole(min, max));
    }

    /** Any bits, in the first tries too: for a seed. */
    public long aLong() {
        return noted(bits());
    }

    /** Any number but infinities and NaN. */
    public double aDouble() {
        double value = switch (choice(3)) {
            case 0 -> Double.longBitsToDouble(bits());
            case 1 -> whole(-1L << 53, 1L << 53);
            default -> whole(-1L << 53, 1L << 53) / 100.0;
        };
        return noted(Double.isFinite(value) ? value : Math.copySign(Double.MAX_VALUE, value));
    }

    /** Of 2 or of 12 decimals; the bounds have two at most. */
    public double aDouble(double min, double max) {
        double unit = random.nextInt(3) == 0 ? 1e2 : 1e12;
        return noted(whole(Math.round(min * unit), Math.round(max * unit)) / unit);
    }

    public boolean aBoolean() {
        return of(false, true);
    }

    @SafeVarargs
    public final <T> T of(T... choices) {
        return noted(choices[choice(choices.length)]);
    }

    /** One of so many ways to go on, from 0. */
    public int choice(int ways) {
        return isEdge() ? digit(ways) : random.nextInt(ways);
    }

    public <T> List<T> list(int minSize, int maxSize, Supplier<T> element) {
        return noted(elements(minSize, maxSize, element));
    }

    public String text(int minLength, int maxLength, IntSupplier character) {
        List<Character> characters = elements(minLength, maxLength, () -> (char) character.getAsInt());
        return noted(characters.stream().map(String::valueOf).collect(Collectors.joining()));
    }

    public String text(int minLength, int maxLength, String alphabet) {
        return text(minLength, maxLength, () -> alphabet.charAt(choice(alphabet.length())));
    }

    private <T> List<T> elements(int minSize, int maxSize, Supplier<T> element) {
        long length = whole(minSize, maxSize);
        depth++;
        List<T> elements = Stream.generate(element).limit(length).toList();
        depth--;
        return elements;
    }

    private long bits() {
        return isEdge() ? edge(Long.MIN_VALUE, Long.MAX_VALUE) : random.nextLong();
    }

    private long whole(long min, long max) {
        if (isEdge()) {
            return edge(min, max);
        }
        long zero = Math.max(min, Math.min(0, max));
        long end = zero == min || (zero != max && random.nextBoolean()) ? max : min;
        double reach = random.nextInt(3) == 0 ? size * random.nextDouble() : size;
        long bound = (long) Math.pow(Math.abs((double) end - zero), reach);
        long step = random.nextLong(Math.min(bound, Long.MAX_VALUE - 1) + 1);
        return end > zero ? zero + step : zero - step;
    }

    private long edge(long min, long max) {
        List<Long> edges = Stream.of(min, max, 0L, min + 1, max - 1, 1L, -1L, 2L, -2L)
                .filter(edge -> edge >= min && edge <= max)
                .distinct()
                .toList();
        return edges.get(digit(edges.size()));
    }

    private boolean isEdge() {
        return isCombined() || (edgeCases && random.nextInt(combination == NO_COMBINATION ? 20 : 2) == 0);
    }

    private boolean isCombined() {
        return combination != NO_COMBINATION && depth == 0;
    }

    private int digit(int base) {
        if (!isCombined()) {
            return random.nextInt(base);
        }
        long digit = combination % base;
        combination /= base;
        long shifted = (digit + (shift >>> 33)) % base;
        shift = (shift + digit + 1) * 0x9E3779B97F4A7C15L;
        return (int) shifted;
    }

    private <T> T noted(T value) {
        if (depth == 0) {
            values.add(value instanceof String ? "\"" + value + "\"" : value);
        }
        return value;
    }

    /** The values in the order in which they were drawn. */
    @Override
    public String toString() {
        String text = values.stream().map(String::valueOf).collect(Collectors.joining(", "));
        return Pattern.compile("[^ -~]")
                .matcher(text)
                .replaceAll(c -> "\\\\u%04x".formatted((int) c.group().charAt(0)));
    }
}
