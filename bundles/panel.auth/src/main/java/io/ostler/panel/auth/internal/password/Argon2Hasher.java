package io.ostler.panel.auth.internal.password;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import org.apache.shiro.crypto.hash.AbstractCryptHash;
import org.apache.shiro.crypto.hash.HashRequest;
import org.apache.shiro.crypto.hash.HashSpi;
import org.apache.shiro.crypto.support.hashes.argon2.Argon2HashProvider;
import org.apache.shiro.crypto.support.hashes.argon2.Argon2HashProvider.Parameters;
import org.apache.shiro.lang.util.ByteSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Argon2id by Shiro. Its provider is used directly: Shiro's own look-up asks the thread's class loader for services at
 * each call, which finds nothing in OSGi. Thread-safe.
 */
public final class Argon2Hasher implements Hasher {
    private static final Logger log = LoggerFactory.getLogger(Argon2Hasher.class);
    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;

    private final HashSpi provider = new Argon2HashProvider();
    private final SecureRandom random = new SecureRandom();
    private final int memoryKiB;
    private final int iterations;
    private final int lanes;
    private final String prefix;
    private final String dummy;

    public Argon2Hasher(int memoryKiB, int iterations, int lanes) {
        this.memoryKiB = memoryKiB;
        this.iterations = iterations;
        this.lanes = lanes;
        prefix = "$argon2id$v=19$t=%d,m=%d,p=%d$".formatted(iterations, memoryKiB, lanes);
        dummy = prefix + base64(random(SALT_BYTES)) + "$" + base64(random(HASH_BYTES));
    }

    @Override
    public String hash(String password) {
        // Shiro takes its parameters as text.
        var parameters = Map.<String, Object>of(
                Parameters.PARAMETER_MEMORY_KIB, Integer.toString(memoryKiB),
                Parameters.PARAMETER_ITERATIONS, Integer.toString(iterations),
                Parameters.PARAMETER_PARALLELISM, Integer.toString(lanes),
                Parameters.PARAMETER_SALT, Base64.getEncoder().encodeToString(random(SALT_BYTES)));
        var request = new HashRequest.Builder().setSource(ByteSource.Util.bytes(password));
        parameters.forEach(request::addParameter);
        return ((AbstractCryptHash) provider.newHashFactory(random).generate(request.build())).formatToCryptString();
    }

    @Override
    public boolean matches(String password, String hash) {
        try {
            return provider.fromString(hash).matchesPassword(ByteSource.Util.bytes(password));
        } catch (IllegalArgumentException | UnsupportedOperationException | IndexOutOfBoundsException e) {
            log.warn("A stored password hash can't be read; its account needs a new password");
            return false;
        }
    }

    @Override
    public boolean isCurrent(String hash) {
        return hash.startsWith(prefix);
    }

    @Override
    public String dummy() {
        return dummy;
    }

    private byte[] random(int bytes) {
        var random = new byte[bytes];
        this.random.nextBytes(random);
        return random;
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().withoutPadding().encodeToString(bytes);
    }
}
