package io.ostler.daemon.sftp.internal.key;

import io.ostler.link.key.PrivateFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.List;

/**
 * The door's own keys, made once and kept in files that only the daemon's account may read: people's programs remember
 * them. Immutable.
 */
public final class HostKeys {
    private final KeyPair modern;
    private final KeyPair common;

    private HostKeys(KeyPair modern, KeyPair common) {
        this.modern = modern;
        this.common = common;
    }

    /** @throws IOException a file can't be read or written, or holds no key: it is never replaced then */
    public static HostKeys in(Path folder) throws IOException {
        PrivateFile.createFolder(folder);
        return new HostKeys(
                key(folder.resolve("sftp-ed25519.key"), "Ed25519", 255),
                key(folder.resolve("sftp-ecdsa.key"), "EC", 256));
    }

    /** The one whose fingerprint is shown comes first. */
    public List<KeyPair> all() {
        return List.of(modern, common);
    }

    private static KeyPair key(Path file, String algorithm, int size) throws IOException {
        try {
            return read(file, algorithm);
        } catch (NoSuchFileException e) {
            try {
                var generator = KeyPairGenerator.getInstance(algorithm);
                generator.initialize(size);
                PrivateFile.create(file, text(generator.generateKeyPair()));
            } catch (GeneralSecurityException g) {
                throw new IOException("The JDK makes no key of kind " + algorithm, g);
            }
            return read(file, algorithm);
        }
    }

    private static KeyPair read(Path file, String algorithm) throws IOException {
        var lines = Files.readAllLines(file, StandardCharsets.US_ASCII);
        if (lines.size() < 2) {
            throw new IOException(file + " holds no key pair");
        }
        try {
            var factory = KeyFactory.getInstance(algorithm);
            return new KeyPair(
                    factory.generatePublic(new X509EncodedKeySpec(decoded(lines.get(0)))),
                    factory.generatePrivate(new PKCS8EncodedKeySpec(decoded(lines.get(1)))));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IOException(file + " holds no key pair", e);
        }
    }

    private static byte[] text(KeyPair pair) {
        var encoder = Base64.getEncoder();
        return (encoder.encodeToString(pair.getPublic().getEncoded()) + "\n"
                        + encoder.encodeToString(pair.getPrivate().getEncoded()) + "\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] decoded(String line) {
        return Base64.getDecoder().decode(line.strip());
    }
}
