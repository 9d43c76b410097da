package io.ostler.link.key;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.regex.Pattern;

/**
 * A key pair in a PEM file for its owner alone: the private half (PKCS #8) and the public one, which the JDK can't
 * derive from it. Stateless.
 */
public final class KeyFile {
    private static final String SECRET = "PRIVATE KEY";
    private static final String SHOWN = "PUBLIC KEY";

    private KeyFile() {}

    /**
     * Reads the pair, or makes and stores one when the file is missing. Of several processes that meet here all end
     * with the same pair.
     *
     * @throws IOException when the file can't be read or written or holds no key pair; a file that holds something else
     *     is never replaced
     */
    public static SigningKey loadOrCreate(Path file) throws IOException {
        try {
            return load(file);
        } catch (NoSuchFileException e) {
            if (file.toAbsolutePath().getParent() instanceof Path folder) {
                PrivateFile.createFolder(folder);
            }
            PrivateFile.create(file, encode(SigningKey.generate()));
            return load(file);
        }
    }

    /** @throws NoSuchFileException when there is none */
    public static SigningKey load(Path file) throws IOException {
        var text = Files.readString(file, StandardCharsets.US_ASCII);
        try {
            var secret = secretOf(block(text, SECRET));
            return new SigningKey(secret, VerifyingKey.of(Base64.getEncoder().encodeToString(block(text, SHOWN))));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IOException(file + " holds no Ed25519 key pair: " + e.getMessage(), e);
        }
    }

    private static PrivateKey secretOf(byte[] encoding) throws GeneralSecurityException {
        return KeyFactory.getInstance("Ed25519").generatePrivate(new PKCS8EncodedKeySpec(encoding));
    }

    private static byte[] encode(SigningKey key) {
        return (pem(SECRET, key.secretEncoding())
                        + pem(SHOWN, key.verifyingKey().key().getEncoded()))
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static String pem(String name, byte[] content) {
        return "-----BEGIN " + name + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content)
                + "\n-----END " + name + "-----\n";
    }

    private static byte[] block(String text, String name) {
        var matcher = Pattern.compile("-----BEGIN " + name + "-----([A-Za-z0-9+/=\\s]+)-----END " + name + "-----")
                .matcher(text);
        if (!matcher.find()) {
            throw new IllegalArgumentException("no block " + name);
        }
        return Base64.getMimeDecoder().decode(matcher.group(1));
    }
}
