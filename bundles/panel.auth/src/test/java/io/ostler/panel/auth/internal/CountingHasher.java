package io.ostler.panel.auth.internal;

import io.ostler.panel.auth.internal.password.Hasher;
import java.util.concurrent.atomic.AtomicInteger;

/** Hashes nothing and counts; {@code version} stands for the parameters. Thread-safe. */
public class CountingHasher implements Hasher {
    public final AtomicInteger hashes = new AtomicInteger();
    public final AtomicInteger matches = new AtomicInteger();
    public volatile int version = 1;
    public volatile Runnable beforeHash = () -> {};
    public volatile Runnable afterMatch = () -> {};

    @Override
    public String hash(String password) {
        beforeHash.run();
        hashes.incrementAndGet();
        return "v" + version + ":" + password;
    }

    @Override
    public boolean matches(String password, String hash) {
        matches.incrementAndGet();
        boolean matches = hash.substring(hash.indexOf(':') + 1).equals(password);
        afterMatch.run();
        return matches;
    }

    @Override
    public boolean isCurrent(String hash) {
        return hash.startsWith("v" + version + ":");
    }

    @Override
    public String dummy() {
        return "v" + version + ":" + "no password is this one";
    }
}
