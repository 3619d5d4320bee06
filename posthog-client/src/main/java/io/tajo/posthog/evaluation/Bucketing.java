package io.tajo.posthog.evaluation;

import java.util.Arrays;

/**
 * Places an id on the line from 0 to 1: the first 60 bits of a SHA-1, which every PostHog SDK computes alike. It works
 * in memory of its own, reused from hash to hash: for one thread.
 *
 * <p>The JDK's digest is an object with a lookup and a copy for each result; for the one block that a flag's key and an
 * id fill, the rounds themselves are less work than that.
 */
final class Bucketing {
    private static final double SCALE = 0xFFFFFFFFFFFFFFFL;
    private static final int BLOCK = 64;
    /** A bit that ends the message, and its length. */
    private static final int TRAILER = 9;

    private final int[] words = new int[80];
    private byte[] message = new byte[BLOCK];
    private int h0;
    private int h1;
    private int h2;
    private int h3;
    private int h4;

    /** Returns the place of the three parts, one after the other. */
    double place(byte[] prefix, byte[] id, byte[] salt) {
        return (bits(prefix, id, salt) >>> 4) / SCALE;
    }

    /** Returns the first 64 bits of the SHA-1. */
    private long bits(byte[] prefix, byte[] id, byte[] salt) {
        int blocks = lay(prefix, id, salt);
        h0 = 0x67452301;
        h1 = 0xEFCDAB89;
        h2 = 0x98BADCFE;
        h3 = 0x10325476;
        h4 = 0xC3D2E1F0;
        for (int block = 0; block < blocks; block++) compress(block * BLOCK);
        return ((long) h0 << 32) | (h1 & 0xFFFFFFFFL);
    }

    /** Lays the message out in whole blocks, and returns how many. */
    private int lay(byte[] prefix, byte[] id, byte[] salt) {
        int length = prefix.length + id.length + salt.length;
        int blocks = (length + TRAILER + BLOCK - 1) / BLOCK;
        int end = blocks * BLOCK;
        if (message.length < end) message = new byte[end];
        System.arraycopy(prefix, 0, message, 0, prefix.length);
        System.arraycopy(id, 0, message, prefix.length, id.length);
        System.arraycopy(salt, 0, message, prefix.length + id.length, salt.length);
        message[length] = (byte) 0x80;
        Arrays.fill(message, length + 1, end, (byte) 0);
        long bitCount = length * 8L;
        for (int i = 1; i <= 8; i++, bitCount >>>= 8) message[end - i] = (byte) bitCount;
        return blocks;
    }

    private void compress(int from) {
        int[] w = words;
        for (int i = 0, at = from; i < 16; i++, at += 4) {
            w[i] = message[at] << 24
                    | (message[at + 1] & 0xFF) << 16
                    | (message[at + 2] & 0xFF) << 8
                    | (message[at + 3] & 0xFF);
        }
        for (int i = 16; i < 80; i++) w[i] = Integer.rotateLeft(w[i - 3] ^ w[i - 8] ^ w[i - 14] ^ w[i - 16], 1);
        int a = h0;
        int b = h1;
        int c = h2;
        int d = h3;
        int e = h4;
        for (int i = 0; i < 80; i++) {
            int mixed;
            if (i < 20) {
                mixed = (d ^ (b & (c ^ d))) + 0x5A827999;
            } else if (i < 40) {
                mixed = (b ^ c ^ d) + 0x6ED9EBA1;
            } else if (i < 60) {
                mixed = ((b & c) | (d & (b | c))) + 0x8F1BBCDC;
            } else {
                mixed = (b ^ c ^ d) + 0xCA62C1D6;
            }
            int next = Integer.rotateLeft(a, 5) + mixed + e + w[i];
            e = d;
            d = c;
            c = Integer.rotateLeft(b, 30);
            b = a;
            a = next;
        }
        h0 += a;
        h1 += b;
        h2 += c;
        h3 += d;
        h4 += e;
    }
}
