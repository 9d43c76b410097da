package io.ostler.daemon.sftp.internal;

import io.ostler.daemon.sftp.internal.key.HostKeys;
import io.ostler.daemon.sftp.internal.key.JdkProvider;
import io.ostler.daemon.sftp.internal.login.KeyLogin;
import io.ostler.daemon.sftp.internal.login.LateAnswers;
import io.ostler.daemon.sftp.internal.login.PasswordLogin;
import io.ostler.daemon.sftp.internal.login.SignIns;
import io.ostler.daemon.sftp.internal.login.Visit;
import io.ostler.daemon.sftp.internal.login.Visits;
import io.ostler.daemon.sftp.internal.session.SftpCommand;
import io.ostler.protocol.Messages.SftpDoor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.apache.sshd.common.NamedFactory;
import org.apache.sshd.common.cipher.BuiltinCiphers;
import org.apache.sshd.common.compression.BuiltinCompressions;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.digest.BuiltinDigests;
import org.apache.sshd.common.global.KeepAliveHandler;
import org.apache.sshd.common.io.nio2.Nio2ServiceFactoryFactory;
import org.apache.sshd.common.kex.BuiltinDHFactories;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.common.mac.BuiltinMacs;
import org.apache.sshd.common.signature.BuiltinSignatures;
import org.apache.sshd.common.signature.Signature;
import org.apache.sshd.core.CoreModuleProperties;
import org.apache.sshd.server.ServerBuilder;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.auth.password.UserAuthPasswordFactory;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.Command;
import org.apache.sshd.server.global.NoMoreSessionsHandler;
import org.apache.sshd.server.session.ServerConnectionServiceFactory;
import org.apache.sshd.server.subsystem.SubsystemFactory;

/** The open door: an SSH server that offers SFTP and nothing else. Thread-safe. */
final class Door implements AutoCloseable {
    private static final long WINDOW = 1024 * 1024;
    private static final long PACKET = 64 * 1024;
    private static final int WORKERS = 2;
    private static final int CHANNELS = 4;

    /** Programs offer one key after another before they ask for a password. */
    private static final int ATTEMPTS = 12;

    private final SshServer server;
    private final String fingerprint;

    private Door(SshServer server, String fingerprint) {
        this.server = server;
        this.fingerprint = fingerprint;
    }

    static Door open(String host, Bounds bounds, Path keys, Visits visits, SignIns signIns) throws IOException {
        JdkProvider.install();
        var hostKeys = HostKeys.in(keys).all();
        var server = ServerBuilder.builder()
                .cipherFactories(List.copyOf(NamedFactory.setUpBuiltinFactories(true, CIPHERS)))
                .macFactories(List.copyOf(NamedFactory.setUpBuiltinFactories(true, MACS)))
                .keyExchangeFactories(NamedFactory.setUpTransformedFactories(true, EXCHANGES, ServerBuilder.DH2KEX))
                .signatureFactories(signatures())
                .compressionFactories(List.of(BuiltinCompressions.none))
                .channelFactories(List.of(new FilesOnly.Factory()))
                .globalRequestHandlers(List.of(new KeepAliveHandler(), new NoMoreSessionsHandler()))
                .build();
        server.setHost(host);
        server.setPort(bounds.port());
        server.setIoServiceFactoryFactory(new Nio2ServiceFactoryFactory());
        server.setKeyPairProvider(KeyPairProvider.wrap(hostKeys));
        server.setServiceFactories(List.of(new LateAnswers.Factory(), ServerConnectionServiceFactory.INSTANCE));
        server.setUserAuthFactories(
                List.of(new KeyLogin.Factory(signIns, signatures()), UserAuthPasswordFactory.INSTANCE));
        server.setPasswordAuthenticator(new PasswordLogin(signIns));
        server.setSubsystemFactories(List.of(new Subsystem(new Semaphore(bounds.openFiles()))));
        server.addSessionListener(visits);
        limit(server, bounds);
        server.start();
        return new Door(
                server,
                KeyUtils.getFingerPrint(
                        BuiltinDigests.sha256, hostKeys.getFirst().getPublic()));
    }

    private static final List<BuiltinCiphers> CIPHERS = List.of(
            BuiltinCiphers.aes128gcm,
            BuiltinCiphers.aes256gcm,
            BuiltinCiphers.cc20p1305_openssh,
            BuiltinCiphers.aes128ctr,
            BuiltinCiphers.aes192ctr,
            BuiltinCiphers.aes256ctr);

    private static final List<BuiltinMacs> MACS = List.of(
            BuiltinMacs.hmacsha256etm, BuiltinMacs.hmacsha512etm, BuiltinMacs.hmacsha256, BuiltinMacs.hmacsha512);

    /** None in which the client chooses the numbers, and so the work. */
    private static final List<BuiltinDHFactories> EXCHANGES = List.of(
            BuiltinDHFactories.curve25519,
            BuiltinDHFactories.curve25519_libssh,
            BuiltinDHFactories.ecdhp256,
            BuiltinDHFactories.ecdhp384,
            BuiltinDHFactories.ecdhp521,
            BuiltinDHFactories.dhg14_256);

    private static List<NamedFactory<Signature>> signatures() {
        return List.of(
                BuiltinSignatures.ed25519,
                BuiltinSignatures.nistp256,
                BuiltinSignatures.nistp384,
                BuiltinSignatures.nistp521,
                BuiltinSignatures.rsaSHA512,
                BuiltinSignatures.rsaSHA256,
                BuiltinSignatures.sk_ssh_ed25519,
                BuiltinSignatures.sk_ecdsa_sha2_nistp256);
    }

    private static void limit(SshServer server, Bounds bounds) {
        CoreModuleProperties.SERVER_IDENTIFICATION.set(server, "Ostler");
        CoreModuleProperties.NIO_WORKERS.set(server, WORKERS);
        CoreModuleProperties.AUTH_TIMEOUT.set(server, bounds.handshake());
        CoreModuleProperties.IDLE_TIMEOUT.set(server, bounds.idle());
        CoreModuleProperties.MAX_AUTH_REQUESTS.set(server, ATTEMPTS);
        CoreModuleProperties.MAX_CONCURRENT_CHANNELS.set(server, CHANNELS);
        CoreModuleProperties.WINDOW_SIZE.set(server, WINDOW);
        CoreModuleProperties.MAX_PACKET_SIZE.set(server, PACKET);
        CoreModuleProperties.SOCKET_KEEPALIVE.set(server, true);
        CoreModuleProperties.TCP_NODELAY.set(server, true);
    }

    SftpDoor address() {
        return new SftpDoor(server.getPort(), fingerprint);
    }

    @Override
    public void close() throws IOException {
        server.stop(true);
    }

    /** @param places for open files of all together */
    private record Subsystem(Semaphore places) implements SubsystemFactory {
        @Override
        public String getName() {
            return "sftp";
        }

        @Override
        public Command createSubsystem(ChannelSession channel) throws IOException {
            var guest = Visit.guest(channel.getSession());
            if (guest == null) {
                throw new IOException("Nobody is signed in");
            }
            return new SftpCommand(guest, places);
        }
    }
}
