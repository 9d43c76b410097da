package io.ostler.panel.storage.jdbc.internal.secret;

import java.util.Base64;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Keys of 256 bits by number; the highest seals, all open. Immutable. */
public final class KeyRing {
    private static final String FIRST =
            "# The keys of this panel's secrets. Without them the secrets in database and backups"
                    + " are lost: keep a copy apart\n# from both, as safe as this file. A new key: bin/ostler secrets rotate\n";

    private final TreeMap<Integer, byte[]> keys;

    private KeyRing(SortedMap<Integer, byte[]> keys) {
        this.keys = new TreeMap<>(keys);
    }

    static KeyRing first(byte[] key) {
        return new KeyRing(new TreeMap<>()).with(key);
    }

    /** With one more key, which is the current one from now on. */
    KeyRing with(byte[] key) {
        var more = new TreeMap<>(keys);
        more.put(keys.isEmpty() ? 1 : keys.lastKey() + 1, key.clone());
        return new KeyRing(more);
    }

    public int current() {
        return keys.lastKey();
    }

    /** The key of that number, a copy. */
    public byte @Nullable [] key(int number) {
        var key = keys.get(number);
        return key == null ? null : key.clone();
    }

    /** @throws IllegalArgumentException for a text that {@link #text} didn't make */
    public static KeyRing parse(String text) {
        var keys = new TreeMap<Integer, byte[]>();
        for (var line : text.lines().map(String::strip).toList()) {
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            int equals = line.indexOf('=');
            if (equals < 1) {
                throw new IllegalArgumentException("a line is not of the form number = key");
            }
            byte[] key = Base64.getDecoder().decode(line.substring(equals + 1).strip());
            if (key.length != 32) {
                throw new IllegalArgumentException("a key has not 256 bits");
            }
            keys.put(Integer.parseInt(line.substring(0, equals).strip()), key);
        }
        if (keys.isEmpty()) {
            throw new IllegalArgumentException("there is no key in it");
        }
        return new KeyRing(keys);
    }

    String text() {
        var text = new StringBuilder(FIRST);
        keys.forEach((number, key) -> text.append(number)
                .append(" = ")
                .append(Base64.getEncoder().encodeToString(key))
                .append('\n'));
        return text.toString();
    }
}
