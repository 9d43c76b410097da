package io.ostler.panel.auth.internal.password;

import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntSupplier;

/**
 * What a new password must be: long, not the user's name, and not one of those that everybody tries first. No rituals
 * of capitals and symbols; a sentence is welcome. Thread-safe.
 */
public final class PasswordPolicy {
    public static final int MAX = 256;
    /** So many characters must remain beside the user's name. */
    private static final int BESIDE_NAME = 6;

    private static final int SHORTEST_NAME = 3;

    private final GuessablePasswords guessable = new GuessablePasswords();
    private final IntSupplier min;

    /** @param min characters at least; asked each time */
    public PasswordPolicy(IntSupplier min) {
        this.min = min;
    }

    /** {@code PASSWORD_TOO_WEAK} with the {@code rule} that it breaks. */
    public void check(String userName, String password) {
        int length = password.codePointCount(0, password.length());
        int least = min.getAsInt();
        if (length < least) {
            throw weak(Map.of("rule", "TOO_SHORT", "min", Integer.toString(least)));
        }
        if (length > MAX) {
            throw weak(Map.of("rule", "TOO_LONG", "max", Integer.toString(MAX)));
        }
        if (isMostlyName(userName.toLowerCase(Locale.ROOT), password.toLowerCase(Locale.ROOT))) {
            throw weak(Map.of("rule", "CONTAINS_NAME"));
        }
        if (guessable.contains(password)) {
            throw weak(Map.of("rule", "COMMON"));
        }
    }

    private static boolean isMostlyName(String name, String password) {
        return name.length() >= SHORTEST_NAME
                && password.contains(name)
                && password.replace(name, "").length() < BESIDE_NAME;
    }

    private static OstlerException weak(Map<String, String> parameters) {
        return new OstlerException(ErrorCode.PASSWORD_TOO_WEAK, parameters);
    }
}
