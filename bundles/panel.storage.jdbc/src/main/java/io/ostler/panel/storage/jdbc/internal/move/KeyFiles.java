package io.ostler.panel.storage.jdbc.internal.move;

import io.ostler.panel.storage.jdbc.internal.secret.KeyRing;
import io.ostler.panel.storage.jdbc.internal.secret.Sealing;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * The two files without which a panel's database is half of it: its key pair, which nodes trust, and the keys of its
 * secrets. Immutable.
 */
record KeyFiles(byte[] identity, byte[] secrets) {
    private static final String PLACE = "ostler keys of a backup";
    private static final int SALT = 16;
    private static final int LONGEST = 1 << 20;

    private static Path identityFile(Path data) {
        return data.resolve("panel").resolve("identity").resolve("panel.key");
    }

    private static Path secretsFile(Path data) {
        return data.resolve("panel").resolve("secrets.key");
    }

    /** Null when one is missing. */
    static @Nullable KeyFiles in(Path data) throws IOException {
        return Files.exists(identityFile(data)) && Files.exists(secretsFile(data))
                ? new KeyFiles(Files.readAllBytes(identityFile(data)), Files.readAllBytes(secretsFile(data)))
                : null;
    }

    /** Which panel this is, told without its key. */
    String panel() {
        return HexFormat.of().formatHex(Sealing.code(identity, "ostler panel", new byte[0]));
    }

    KeyRing ring() throws IOException {
        try {
            return KeyRing.parse(new String(secrets, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            throw new IOException("The file secrets.key is damaged: " + e.getMessage(), e);
        }
    }

    /** For a place that is not as safe as the data folder. */
    byte[] sealed(char[] passphrase) throws IOException {
        var bytes = new ByteArrayOutputStream();
        var out = new DataOutputStream(bytes);
        for (var part : new byte[][] {identity, secrets}) {
            out.writeInt(part.length);
            out.write(part);
        }
        var salt = Sealing.salt();
        var sealed = Sealing.seal(Sealing.keyOf(passphrase, salt), PLACE, bytes.toByteArray());
        var both = Arrays.copyOf(salt, SALT + sealed.length);
        System.arraycopy(sealed, 0, both, SALT, sealed.length);
        return both;
    }

    /** Null for another passphrase or changed bytes. */
    static @Nullable KeyFiles open(byte[] sealed, char[] passphrase) throws IOException {
        if (sealed.length < SALT) {
            return null;
        }
        var key = Sealing.keyOf(passphrase, Arrays.copyOf(sealed, SALT));
        var plain = Sealing.open(key, PLACE, Arrays.copyOfRange(sealed, SALT, sealed.length));
        if (plain == null) {
            return null;
        }
        var in = new DataInputStream(new ByteArrayInputStream(plain));
        return new KeyFiles(part(in), part(in));
    }

    /** Writes them where they are missing. */
    void write(Path data) throws IOException {
        write(identityFile(data), identity);
        write(secretsFile(data), secrets);
    }

    private static byte[] part(DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length < 0 || length > LONGEST) {
            throw new IOException("The keys in the backup are damaged.");
        }
        return in.readNBytes(length);
    }

    private static void write(Path file, byte[] bytes) throws IOException {
        if (Files.exists(file)) {
            return;
        }
        Files.createDirectories(
                file.getParent(), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        var fresh = Files.createTempFile(
                file.getParent(),
                file.getFileName().toString(),
                ".new",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.write(fresh, bytes);
        try (var channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        Files.move(fresh, file);
    }
}
