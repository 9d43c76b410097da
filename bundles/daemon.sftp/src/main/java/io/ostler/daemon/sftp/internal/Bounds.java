package io.ostler.daemon.sftp.internal;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The configuration within its bounds. Immutable. */
record Bounds(
        int port,
        int sessions,
        int perUser,
        int perAddress,
        int waiting,
        Duration handshake,
        Duration login,
        Duration idle,
        int openFiles) {
    private static final Logger LOG = LoggerFactory.getLogger(Bounds.class);

    static Bounds of(SftpConfig config) {
        return new Bounds(
                within("port", config.port(), 0, 65_535),
                within("sessions", config.sessions(), 1, 2000),
                within("sessions.per.user", config.sessions_per_user(), 1, 2000),
                within("connections.per.address", config.connections_per_address(), 1, 2000),
                within("waiting", config.waiting(), 1, 1000),
                Duration.ofSeconds(within("handshake.seconds", config.handshake_seconds(), 1, 120)),
                Duration.ofSeconds(within("login.seconds", config.login_seconds(), 5, 600)),
                Duration.ofMinutes(within("idle.minutes", config.idle_minutes(), 1, 1440)),
                within("open.files", config.open_files(), 16, 10_000));
    }

    private static int within(String key, int value, int least, int most) {
        int bounded = Math.clamp(value, least, most);
        if (bounded != value) {
            LOG.warn(
                    "{}: {} = {} is not within {} and {}; {} is used",
                    SftpConfig.PID,
                    key,
                    value,
                    least,
                    most,
                    bounded);
        }
        return bounded;
    }
}
