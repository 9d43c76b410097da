package io.ostler.daemon.sftp.internal;

/** Configuration {@code io.ostler.daemon.sftp}; values out of range are taken as the nearest bound, with a warning. */
public @interface SftpConfig {
    String PID = "io.ostler.daemon.sftp";

    /** Address to listen on; empty: that of the HTTP server. */
    String host() default "";

    /** 1 to 65,535; 0: any that is free. */
    int port() default 9422;

    /** Connections with somebody signed in: 1 to 2,000. */
    int sessions() default 200;

    /** Of one person: 1 to 2,000. */
    int sessions_per_user() default 10;

    /** From one address, signed in or not (IPv6: from one /64): 1 to 2,000. */
    int connections_per_address() default 50;

    /** Connections of nobody yet; beyond them the oldest is closed: 1 to 1,000. */
    int waiting() default 50;

    /** Seconds until the keys are exchanged: 1 to 120. */
    int handshake_seconds() default 10;

    /** Seconds to sign in, typing included: 5 to 600. */
    int login_seconds() default 60;

    /** Minutes without a byte until a connection is closed: 1 to 1,440. */
    int idle_minutes() default 10;

    /** Files open at once by all together: 16 to 10,000. */
    int open_files() default 500;
}
