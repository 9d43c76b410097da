package io.ostler.panel.storage.jdbc.internal.move;

import io.ostler.panel.storage.jdbc.internal.secret.KeyFile;
import io.ostler.panel.storage.jdbc.internal.secret.Sealing;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Objects;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;

/** Writes a backup beside its place and puts it there when it is complete and was read once. Stateless. */
final class BackupWriter {
    private BackupWriter() {}

    /** Where the rows come from: an open database, or the running panel. */
    interface Rows {
        void visit(RowVisitor visitor) throws IOException, SQLException, Refused;
    }

    /** @param passphrase null to leave the keys out */
    static void write(Path data, Path file, char @Nullable [] passphrase, String version, Rows rows)
            throws IOException, SQLException, Refused {
        if (Files.exists(file)) {
            throw new Refused(file + " exists already; choose another name.");
        }
        var ring = new KeyFile(data).ring();
        var keys = KeyFiles.in(data);
        if (keys == null) {
            throw new Refused("The panel in " + data + " has no key yet: it was never started.");
        }
        var draft = file.resolveSibling(file.getFileName() + ".part");
        Files.deleteIfExists(draft);
        Files.createFile(draft, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try {
            var facts = new TreeMap<String, String>();
            facts.put("format", Backup.FORMAT);
            facts.put("created", Instant.now().toString());
            facts.put("version", version);
            facts.put("panel", keys.panel());
            facts.put("key", Integer.toString(ring.current()));
            try (var zip = new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(draft)))) {
                var sums = new Sums();
                facts.put("rows.sha256", writeRows(zip, rows, sums));
                sums.tables().forEach((table, sum) -> facts.put("table." + table, sum.toString()));
                if (passphrase != null) {
                    // Again: a key may have been added meanwhile.
                    var sealed = Objects.requireNonNull(KeyFiles.in(data)).sealed(passphrase);
                    facts.put(
                            "keys.sha256",
                            HexFormat.of().formatHex(Sums.sha256().digest(sealed)));
                    entry(zip, Backup.KEYS, sealed);
                }
                var text = Backup.text(facts).getBytes(StandardCharsets.UTF_8);
                entry(zip, Backup.FACTS, text);
                var key = Objects.requireNonNull(ring.key(ring.current()));
                entry(zip, Backup.SEAL, Sealing.code(key, Backup.PURPOSE, text));
            }
            try (var channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            try (var written = Backup.open(draft)) {
                written.verify(keys);
            }
            // A link doesn't replace what came there meanwhile.
            Files.createLink(file, draft);
            LastBackup.made(data, Instant.now());
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    private static String writeRows(ZipOutputStream zip, Rows rows, Sums sums)
            throws IOException, SQLException, Refused {
        MessageDigest digest = Sums.sha256();
        zip.putNextEntry(new ZipEntry(Backup.ROWS));
        var out = new DataOutputStream(new BufferedOutputStream(new DigestOutputStream(zip, digest)));
        var writer = new Dump.Writer(out);
        rows.visit(writer.and(sums));
        writer.complete();
        zip.closeEntry();
        return HexFormat.of().formatHex(digest.digest());
    }

    private static void entry(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(bytes);
        zip.closeEntry();
    }
}
