package io.ostler.daemon.archive.internal.read;

import java.io.InterruptedIOException;
import java.io.OutputStream;

/** Where content goes that has to be read only to get past it; ends with its thread. */
final class Discarded extends OutputStream {
    @Override
    public void write(int b) {}

    @Override
    public void write(byte[] bytes, int offset, int length) throws InterruptedIOException {
        if (Thread.currentThread().isInterrupted()) {
            throw new InterruptedIOException();
        }
    }
}
