package io.ostler.panel.auth.internal;

/** Configuration {@code io.ostler.panel.auth}; values out of range are taken as the nearest bound, with a warning. */
public @interface AuthConfig {
    String PID = "io.ostler.panel.auth";

    /** Memory of one password hash, KiB: 8,192 to 1,048,576. */
    int argon2_memory_kib() default 19_456;

    /** 1 to 100. */
    int argon2_iterations() default 2;

    /** 1 to 16. */
    int argon2_lanes() default 1;

    /** Hashes at the same time: 1 to 16; 0: half of the processors, at most 2. */
    int hash_threads() default 0;

    /** Hashes that may wait; beyond them sign-ins are refused with OVERLOADED: 1 to 1,000. */
    int hash_queue() default 16;

    /** A session ends when it wasn't used for so many hours: 1 to 8,760. */
    int session_idle_hours() default 168;

    /** A session ends so many days after the sign-in: 1 to 365. */
    int session_days() default 30;

    /** Dangerous acts want a proof of who it is that is not older than so many minutes: 1 to 1,440. */
    int confirm_minutes() default 10;

    /** Characters that a new password needs: 8 to 64. */
    int password_min() default 12;
}
