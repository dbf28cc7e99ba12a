package com.metricai.standalone.demo;

import java.util.List;
import java.util.SplittableRandom;

/**
 * Seeded chance. Each session throws its own dice, made from its coordinates, so that leaving one session out changes no other.
 */
final class Dice {
    private static final String HEX = "0123456789abcdef";

    private final SplittableRandom random;

    private Dice(SplittableRandom random) {
        this.random = random;
    }

    static Dice of(long seed, long... coordinates) {
        long mixed = seed;
        for (long coordinate : coordinates) {
            mixed = new SplittableRandom(mixed + 31 * coordinate).nextLong();
        }
        return new Dice(new SplittableRandom(mixed));
    }

    boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    /** Both ends included. */
    int between(int low, int high) {
        return random.nextInt(low, high + 1);
    }

    double between(double low, double high) {
        return random.nextDouble(low, high);
    }

    /** Log-normal, as waiting times and sizes are: half the throws are below the median, few are far above it. */
    int skewed(int median, double sigma, int low, int high) {
        // StrictMath: the same history on every machine.
        double value = median
                * StrictMath.exp(sigma * (random.nextDouble() + random.nextDouble() + random.nextDouble() - 1.5) * 2);
        return Math.clamp((long) value, low, high);
    }

    <T> T oneOf(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    String hex(int digits) {
        StringBuilder text = new StringBuilder(digits);
        while (text.length() < digits) {
            long bits = random.nextLong();
            for (int i = 0; i < Long.BYTES * 2 && text.length() < digits; i++) {
                text.append(HEX.charAt((int) (bits & 0xf)));
                bits >>>= 4;
            }
        }
        return text.toString();
    }

    /** The text of a random UUID, version 4. */
    String uuid() {
        String hex = hex(30);
        return hex.substring(0, 8)
                + "-" + hex.substring(8, 12)
                + "-4" + hex.substring(12, 15)
                + "-" + HEX.charAt(8 + random.nextInt(4)) + hex.substring(15, 18)
                + "-" + hex.substring(18, 30);
    }
}
