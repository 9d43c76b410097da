package io.ostler.panel.auth.internal.password;

import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import io.ostler.panel.auth.internal.AuthConfig;
import io.ostler.panel.auth.internal.Bounds;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;

/**
 * Password hashes on a small pool of their own with a short queue: sign-ins wait for each other, nobody else waits for
 * them. The caller blocks until its hash is done; {@code OVERLOADED} when the queue is full. Thread-safe.
 */
@Component(service = Hashing.class, configurationPid = AuthConfig.PID)
public final class Hashing {
    private static final long WAIT_SECONDS = 10;
    private static final long IDLE_SECONDS = 30;

    private final Hasher hasher;
    private final ThreadPoolExecutor pool;

    @Activate
    public Hashing(AuthConfig config) {
        this(
                new Argon2Hasher(
                        Bounds.within("argon2.memory.kib", config.argon2_memory_kib(), 8192, 1 << 20),
                        Bounds.within("argon2.iterations", config.argon2_iterations(), 1, 100),
                        Bounds.within("argon2.lanes", config.argon2_lanes(), 1, 16)),
                threads(Bounds.within("hash.threads", config.hash_threads(), 0, 16)),
                Bounds.within("hash.queue", config.hash_queue(), 1, 1000));
    }

    public Hashing(Hasher hasher, int threads, int queue) {
        this.hasher = hasher;
        pool = new ThreadPoolExecutor(
                threads,
                threads,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(queue),
                Thread.ofPlatform().daemon().name("ostler-hash-", 1).factory());
        pool.allowCoreThreadTimeOut(true);
    }

    @Deactivate
    public void close() {
        pool.shutdownNow();
    }

    public String hash(String password) {
        return run(() -> hasher.hash(password));
    }

    public boolean matches(String password, String hash) {
        return run(() -> hasher.matches(password, hash));
    }

    public boolean isCurrent(String hash) {
        return hasher.isCurrent(hash);
    }

    public String dummy() {
        return hasher.dummy();
    }

    /** How many hashes wait for a thread. */
    int waiting() {
        return pool.getQueue().size();
    }

    private <T> T run(Callable<T> work) {
        Future<T> result;
        try {
            result = pool.submit(work);
        } catch (RejectedExecutionException e) {
            throw new OstlerException(ErrorCode.OVERLOADED, Map.of(), e);
        }
        try {
            return result.get(WAIT_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            result.cancel(false);
            throw new OstlerException(ErrorCode.OVERLOADED, Map.of(), e);
        } catch (InterruptedException e) {
            result.cancel(false);
            Thread.currentThread().interrupt();
            throw new OstlerException(ErrorCode.OVERLOADED, Map.of(), e);
        } catch (ExecutionException e) {
            throw new OstlerException(ErrorCode.INTERNAL, Map.of(), e.getCause());
        }
    }

    /** Half of the processors: the other half answers requests meanwhile. */
    private static int threads(int configured) {
        return configured > 0 ? configured : Math.clamp(Runtime.getRuntime().availableProcessors() / 2, 1, 2);
    }
}
