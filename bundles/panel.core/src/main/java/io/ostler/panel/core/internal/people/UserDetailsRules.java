package io.ostler.panel.core.internal.people;

import io.ostler.model.OstlerException;
import io.ostler.panel.api.access.UserDetails;
import io.ostler.panel.api.access.Users.Change;
import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What display names, e-mail addresses and reasons may be. Stateless. */
final class UserDetailsRules {
    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_EMAIL = 254;
    private static final int LONGEST_REASON = 500;
    private static final Pattern EMAIL = Pattern.compile("[^\\s@<>()\\[\\],;:\\\\\"]+@[^\\s@<>()\\[\\],;:\\\\\"]+");

    private UserDetailsRules() {}

    static UserDetails checked(UserDetails details) {
        return new UserDetails(name(details.displayName()), email(details.email()), null, null);
    }

    /** @param disabled as the account is after the change */
    static UserDetails changed(UserDetails known, Change change, boolean disabled, Instant now) {
        var next = new UserDetails(
                change.displayName() == null ? known.displayName() : name(change.displayName()),
                change.email() == null ? known.email() : email(change.email()),
                change.disabled() == null ? known.banReason() : reason(change.banReason()),
                change.disabled() == null ? known.disabledUntil() : end(change.disabledUntil(), now));
        return disabled ? next : next.withoutBan();
    }

    private static @Nullable String name(@Nullable String text) {
        return plain("displayName", text, LONGEST_NAME);
    }

    private static @Nullable String reason(@Nullable String text) {
        return plain("banReason", text, LONGEST_REASON);
    }

    private static @Nullable String email(@Nullable String text) {
        var email = plain("email", text, LONGEST_EMAIL);
        if (email != null && !EMAIL.matcher(email).matches()) {
            throw OstlerException.invalid("email", "an e-mail address");
        }
        return email;
    }

    private static @Nullable Instant end(@Nullable Instant until, Instant now) {
        if (until != null && !until.isAfter(now)) {
            throw OstlerException.invalid("disabledUntil", "a time to come");
        }
        return until;
    }

    /** It is shown among other texts, and told in logs: one line, no marks that turn its direction. */
    private static @Nullable String plain(String field, @Nullable String text, int longest) {
        if (text == null || text.isBlank()) {
            return null;
        }
        var stripped = text.strip();
        if (stripped.length() > longest || stripped.codePoints().anyMatch(UserDetailsRules::isHidden)) {
            throw OstlerException.invalid(field, "one line of at most " + longest + " characters");
        }
        return stripped;
    }

    private static boolean isHidden(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> point != 0x200D;
            default -> false;
        };
    }
}
