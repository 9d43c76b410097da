package io.ostler.itests.files.door;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.sftp.client.SftpClient;
import org.apache.sshd.sftp.client.SftpClient.Attributes;
import org.apache.sshd.sftp.client.SftpClient.OpenMode;
import org.apache.sshd.sftp.client.SftpClientFactory;
import org.apache.sshd.sftp.client.extensions.openssh.OpenSSHPosixRenameExtension;
import org.apache.sshd.sftp.common.SftpException;

/** SFTP with a client that sends any bytes as a path. */
public final class SftpDoor implements Door {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final int ANYBODY = 0777;
    private static final String[] STATUS = {
        "OK",
        "EOF",
        "NO_SUCH_FILE",
        "PERMISSION_DENIED",
        "FAILURE",
        "BAD_MESSAGE",
        "NO_CONNECTION",
        "LOST",
        "UNSUPPORTED"
    };

    private final SshClient ssh;
    private final ClientSession session;
    private final SftpClient sftp;

    private SftpDoor(SshClient ssh, ClientSession session, SftpClient sftp) {
        this.ssh = ssh;
        this.session = session;
        this.sftp = sftp;
    }

    public static SftpDoor open(int port, String user, String password) throws IOException {
        var ssh = SshClient.setUpDefaultClient();
        ssh.setServerKeyVerifier((client, address, key) -> true);
        ssh.start();
        try {
            var session = ssh.connect(user, "127.0.0.1", port).verify(LIMIT).getSession();
            session.addPasswordIdentity(password);
            session.auth().verify(LIMIT);
            var sftp = SftpClientFactory.instance().createSftpClient(session);
            sftp.setNameDecodingCharset(StandardCharsets.ISO_8859_1);
            return new SftpDoor(ssh, session, sftp);
        } catch (IOException e) {
            ssh.close();
            throw e;
        }
    }

    public SftpClient client() {
        return sftp;
    }

    public ClientSession session() {
        return session;
    }

    @Override
    public String name() {
        return "SFTP";
    }

    @Override
    public Set<Act> acts() {
        return EnumSet.of(
                Act.LIST,
                Act.STAT,
                Act.READ,
                Act.WRITE,
                Act.RESIZE,
                Act.MAKE_FOLDER,
                Act.RENAME_FROM,
                Act.RENAME_TO,
                Act.DELETE,
                Act.CHMOD,
                Act.LINK_TO,
                Act.READ_LINK);
    }

    @Override
    public Map<Act, String> leftOut() {
        return Door.allBut(acts(), "the protocol has no such request");
    }

    @Override
    public Optional<String> cannotSay(PathBytes path) {
        return Optional.empty();
    }

    @Override
    public Answer act(Act act, PathBytes bytes) throws IOException {
        var path = bytes.latin();
        try {
            return switch (act) {
                case LIST -> Answer.done(names(path));
                case STAT -> {
                    sftp.lstat(path);
                    sftp.stat(path);
                    yield Answer.done();
                }
                case READ -> Answer.done(read(path));
                case WRITE -> write(path);
                case RESIZE -> change(path, new Attributes().size(1));
                case CHMOD -> change(path, new Attributes().perms(ANYBODY));
                case RENAME_TO -> renameTo(bytes);
                default -> names(act, path);
            };
        } catch (SftpException e) {
            return refused(e);
        } catch (UncheckedIOException e) {
            if (e.getCause() instanceof SftpException refusal) {
                return refused(refusal);
            }
            throw e;
        }
    }

    private static Answer refused(SftpException e) {
        return Answer.refused(STATUS[Math.min(e.getStatus(), STATUS.length - 1)] + " " + e.getMessage());
    }

    /** The library's extension sends text alone. */
    private Answer renameTo(PathBytes path) throws IOException {
        if (path.isText()) {
            sftp.getExtension(OpenSSHPosixRenameExtension.class).posixRename(OWN, path.text());
        } else {
            sftp.rename(OWN, path.latin());
        }
        return Answer.done();
    }

    private Answer names(Act act, String path) throws IOException {
        switch (act) {
            case MAKE_FOLDER -> sftp.mkdir(path);
            case RENAME_FROM -> sftp.rename(path, OTHER);
            case DELETE -> remove(path);
            case LINK_TO -> sftp.symLink(OTHER, path);
            case READ_LINK -> {
                return Answer.done(sftp.readLink(path).getBytes(StandardCharsets.UTF_8));
            }
            default -> throw new IllegalArgumentException(act.name());
        }
        return Answer.done();
    }

    private void remove(String path) throws IOException {
        try {
            sftp.remove(path);
        } catch (SftpException e) {
            sftp.rmdir(path);
        }
    }

    private Answer change(String path, Attributes attributes) throws IOException {
        sftp.setStat(path, attributes);
        return Answer.done();
    }

    private byte[] names(String path) throws IOException {
        var names = new StringBuilder();
        for (var entry : sftp.readDir(path)) {
            names.append(entry.getFilename()).append('\n');
        }
        return names.toString().getBytes(StandardCharsets.UTF_8);
    }

    private byte[] read(String path) throws IOException {
        var all = new ByteArrayOutputStream();
        try (var file = sftp.open(path, OpenMode.Read)) {
            var bytes = new byte[4096];
            long offset = 0;
            for (int n = sftp.read(file, offset, bytes); n > 0; n = sftp.read(file, offset, bytes)) {
                all.write(bytes, 0, n);
                offset += n;
            }
        }
        return all.toByteArray();
    }

    private Answer write(String path) throws IOException {
        var bytes = CONTENT.getBytes(StandardCharsets.UTF_8);
        try (var file = sftp.open(path, OpenMode.Write, OpenMode.Create, OpenMode.Truncate)) {
            sftp.write(file, 0, bytes);
        }
        return Answer.done();
    }

    @Override
    public void close() throws IOException {
        session.close(true);
        ssh.close();
    }
}
