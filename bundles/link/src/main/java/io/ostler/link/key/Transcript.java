package io.ostler.link.key;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The bytes that a signature covers: a label, then parts with their lengths, so that no two lists of parts give the
 * same bytes and a signature made for one purpose proves nothing for another. Confined to one thread.
 */
public final class Transcript {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
    private final DataOutputStream out = new DataOutputStream(bytes);

    /** @param purpose what the signature says, with a version, such as {@code ostler-link-1/panel} */
    public Transcript(String purpose) {
        add(purpose);
    }

    public Transcript add(String text) {
        return add(text.getBytes(StandardCharsets.UTF_8));
    }

    public Transcript add(byte[] part) {
        try {
            out.writeInt(part.length);
            out.write(part);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Transcript add(int number) {
        return add(Integer.toString(number));
    }

    public Transcript add(List<String> texts) {
        add(texts.size());
        texts.forEach(this::add);
        return this;
    }

    public byte[] bytes() {
        return bytes.toByteArray();
    }
}
