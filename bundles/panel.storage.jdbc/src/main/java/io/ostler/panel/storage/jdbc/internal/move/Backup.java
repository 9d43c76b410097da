package io.ostler.panel.storage.jdbc.internal.move;

import io.ostler.panel.storage.jdbc.internal.secret.Sealing;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * A backup of a panel: a zip file of exactly {@code rows}, {@code keys} (perhaps), {@code backup.properties} with the sums
 * of both, and {@code seal}, a code over that with the key of the panel's secrets. Nothing in it names a path. Confined to
 * one thread.
 */
final class Backup implements AutoCloseable {
    static final String ROWS = "rows";
    static final String KEYS = "keys";
    static final String FACTS = "backup.properties";
    static final String SEAL = "seal";
    static final String PURPOSE = "ostler backup";
    static final String FORMAT = "1";
    private static final Set<String> KNOWN = Set.of(ROWS, KEYS, FACTS, SEAL);
    private static final int LONGEST = 1 << 20;

    private final ZipFile zip;
    private final byte[] factBytes;
    private final Properties facts = new Properties();

    private Backup(ZipFile zip) throws IOException, Refused {
        this.zip = zip;
        var names = zip.stream().map(ZipEntry::getName).toList();
        if (!KNOWN.containsAll(names)
                || Set.copyOf(names).size() != names.size()
                || !names.containsAll(Set.of(ROWS, FACTS, SEAL))) {
            throw new Refused("This is not a backup of a panel.");
        }
        factBytes = bytes(FACTS);
        facts.load(new StringReader(new String(factBytes, StandardCharsets.UTF_8)));
        if (!FORMAT.equals(facts.getProperty("format"))) {
            throw new Refused("This backup was made by another version of Ostler (format "
                    + facts.getProperty("format", "unknown") + ").");
        }
    }

    static Backup open(Path file) throws IOException, Refused {
        ZipFile zip;
        try {
            zip = new ZipFile(file.toFile());
        } catch (ZipException e) {
            throw new Refused(file + " is not a backup of a panel, or it is cut off.");
        }
        try {
            return new Backup(zip);
        } catch (IOException | Refused | RuntimeException e) {
            zip.close();
            throw e;
        }
    }

    /** The keys in it; null where it was made without. */
    @Nullable
    KeyFiles keys(char[] passphrase) throws IOException, Refused {
        if (zip.getEntry(KEYS) == null) {
            return null;
        }
        var keys = KeyFiles.open(bytes(KEYS), passphrase);
        if (keys == null) {
            throw new Refused("The keys in the backup don't open with this passphrase.");
        }
        return keys;
    }

    /** Reads everything once. @throws Refused when it is another panel's, or not as it was written */
    void verify(KeyFiles keys) throws IOException, Refused {
        if (!keys.panel().equals(facts.getProperty("panel"))) {
            throw new Refused("This is the backup of another panel.");
        }
        byte[] key;
        try {
            key = keys.ring().key(Integer.parseInt(facts.getProperty("key", "")));
        } catch (NumberFormatException e) {
            key = null;
        }
        if (key == null || !MessageDigest.isEqual(Sealing.code(key, PURPOSE, factBytes), bytes(SEAL))) {
            throw new Refused("The backup was changed since it was made, or sealed with a key that is not here.");
        }
        for (var name : new String[] {ROWS, KEYS}) {
            if (zip.getEntry(name) != null && !sum(name).equals(facts.getProperty(name + ".sha256"))) {
                throw new Refused("The backup is damaged or was changed: its " + name + " don't fit.");
            }
        }
    }

    /** @throws IOException when it isn't what {@link #verify} saw */
    void read(RowVisitor visitor) throws IOException, SQLException {
        var digest = Sums.sha256();
        try (var in = new DigestInputStream(stream(ROWS), digest)) {
            Dump.read(new DataInputStream(new BufferedInputStream(in)), visitor);
            in.transferTo(java.io.OutputStream.nullOutputStream());
        }
        if (!HexFormat.of().formatHex(digest.digest()).equals(facts.getProperty("rows.sha256"))) {
            throw new IOException("The backup changed while it was read.");
        }
    }

    /** What each table has to hold. */
    Map<String, Sums.Sum> sums() throws IOException {
        var sums = new TreeMap<String, Sums.Sum>();
        for (var name : facts.stringPropertyNames()) {
            if (name.startsWith("table.")) {
                var parts = facts.getProperty(name).split(" ", 2);
                try {
                    sums.put(name.substring("table.".length()), new Sums.Sum(Long.parseLong(parts[0]), parts[1]));
                } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
                    throw new IOException("The backup's sums can't be read.", e);
                }
            }
        }
        return sums;
    }

    String created() {
        return facts.getProperty("created", "unknown");
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }

    private InputStream stream(String name) throws IOException {
        var entry = zip.getEntry(name);
        if (entry == null) {
            throw new IOException("missing: " + name);
        }
        return zip.getInputStream(entry);
    }

    private byte[] bytes(String name) throws IOException {
        try (var in = stream(name)) {
            return in.readNBytes(LONGEST);
        }
    }

    private String sum(String name) throws IOException {
        var digest = Sums.sha256();
        try (var in = new DigestInputStream(stream(name), digest)) {
            in.transferTo(java.io.OutputStream.nullOutputStream());
        } catch (ZipException e) {
            return "damaged";
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    static String text(Map<String, String> facts) {
        return facts.entrySet().stream()
                .map(fact -> fact.getKey() + " = " + fact.getValue() + "\n")
                .collect(Collectors.joining());
    }
}
