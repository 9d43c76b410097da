package io.ostler.panel.rest.internal.answer;

import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** Holds the first bytes back; when more come, all are compressed. Confined to one answer. */
final class PackedStream extends OutputStream {
    /** What fits into one packet anyway. */
    private static final int SMALL = 1200;

    /** A list of 1000 files: a tenth of the bytes in 1 ms; the next levels gain little and take twice as long. */
    private static final int LEVEL = Deflater.BEST_SPEED;

    private final OutputStream out;
    private final Runnable packs;
    private final byte[] first = new byte[SMALL];
    private int held;
    private @Nullable Zip zip;

    private static final class Zip extends GZIPOutputStream {
        Zip(OutputStream out) throws IOException {
            super(out, 8192);
            def.setLevel(LEVEL);
        }

        void release() {
            def.end();
        }
    }

    /** @param packs is told before the first compressed byte */
    PackedStream(OutputStream out, Runnable packs) {
        this.out = out;
        this.packs = packs;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        if (zip == null && held + length <= SMALL) {
            System.arraycopy(bytes, offset, first, held, length);
            held += length;
            return;
        }
        if (zip == null) {
            packs.run();
            zip = new Zip(out);
            zip.write(first, 0, held);
        }
        zip.write(bytes, offset, length);
    }

    /** Lists are written in one go: a flush in between would only send more. */
    @Override
    public void flush() {}

    @Override
    public void close() {}

    /** All was written. */
    void finish() throws IOException {
        if (zip == null) {
            out.write(first, 0, held);
        } else {
            zip.finish();
        }
        out.flush();
    }

    /** Gives the memory of the compressor back, also after a failure. */
    void release() {
        if (zip != null) {
            zip.release();
        }
    }
}
