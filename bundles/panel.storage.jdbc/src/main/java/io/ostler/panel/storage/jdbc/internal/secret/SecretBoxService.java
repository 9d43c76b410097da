package io.ostler.panel.storage.jdbc.internal.secret;

import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import io.ostler.panel.api.secret.SecretBox;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Texts of the form {@code s1.KEY.BASE64}, sealed with the keys of {@link KeyFile}. Thread-safe. */
@Component(service = SecretBox.class)
public final class SecretBoxService implements SecretBox {
    private static final Pattern SEALED = Pattern.compile("s1\\.([1-9][0-9]{0,8})\\.([A-Za-z0-9_-]{38,})");

    private final KeyFile file;

    @Activate
    public SecretBoxService(BundleContext context) {
        this(new KeyFile(Path.of(context.getProperty("ostler.data"))));
    }

    SecretBoxService(KeyFile file) {
        this.file = file;
    }

    @Override
    public String seal(String place, String secret) {
        var ring = ring();
        int number = ring.current();
        var sealed = Sealing.seal(key(ring, number), bound(number, place), secret.getBytes(StandardCharsets.UTF_8));
        return "s1." + number + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(sealed);
    }

    @Override
    public String open(String place, String sealed) {
        var match = SEALED.matcher(sealed);
        if (!match.matches()) {
            throw failed("SEAL_BROKEN", null);
        }
        int number = Integer.parseInt(match.group(1));
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(match.group(2));
        } catch (IllegalArgumentException e) {
            throw failed("SEAL_BROKEN", e);
        }
        var plain = Sealing.open(key(ring(), number), bound(number, place), bytes);
        if (plain == null) {
            throw failed("SEAL_BROKEN", null);
        }
        return new String(plain, StandardCharsets.UTF_8);
    }

    @Override
    public boolean isCurrent(String sealed) {
        return sealed.startsWith("s1." + ring().current() + ".");
    }

    private KeyRing ring() {
        try {
            return file.ring();
        } catch (IOException e) {
            throw new OstlerException(
                    ErrorCode.STORAGE_FAILED,
                    Map.of("reason", "KEY_MISSING", "explanation", String.valueOf(e.getMessage())),
                    e);
        }
    }

    private static byte[] key(KeyRing ring, int number) {
        var key = ring.key(number);
        if (key == null) {
            throw failed("KEY_MISSING", null);
        }
        return key;
    }

    private static String bound(int number, String place) {
        return "ostler secret " + number + " " + place;
    }

    private static OstlerException failed(String reason, @Nullable Exception cause) {
        return new OstlerException(ErrorCode.STORAGE_FAILED, Map.of("reason", reason), cause);
    }
}
