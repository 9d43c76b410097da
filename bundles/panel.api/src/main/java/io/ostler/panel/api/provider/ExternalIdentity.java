package io.ostler.panel.api.provider;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who somebody is, as a provider says. Immutable.
 *
 * @param subject what stays the same when names change, unique at this provider; at most 255 characters
 * @param name they sign in with or are called by; may be empty
 * @param displayName may be empty
 * @param email null when it isn't known
 * @param emailVerified whether the provider vouches for it
 * @param groups they are in, as the provider writes them; at most 1,000
 */
public record ExternalIdentity(
        String subject,
        String name,
        String displayName,
        @Nullable String email,
        boolean emailVerified,
        List<String> groups) {
    private static final int LONGEST_SUBJECT = 255;
    private static final int LONGEST_NAME = 200;
    private static final int MOST_GROUPS = 1000;

    public ExternalIdentity {
        if (subject.isBlank()
                || subject.length() > LONGEST_SUBJECT
                || subject.chars().anyMatch(Character::isISOControl)) {
            throw ProviderFault.BAD_ANSWER.because("no usable subject");
        }
        name = plain(name);
        displayName = plain(displayName);
        email = email == null || email.isBlank() ? null : plain(email);
        groups = groups.stream()
                .filter(g -> !g.isBlank() && g.length() <= 500)
                .distinct()
                .limit(MOST_GROUPS)
                .toList();
    }

    private static String plain(String text) {
        var plain = new StringBuilder();
        text.strip()
                .codePoints()
                .filter(c -> !Character.isISOControl(c)
                        && Character.getType(c) != Character.FORMAT
                        && Character.getType(c) != Character.SURROGATE)
                .limit(LONGEST_NAME)
                .forEach(plain::appendCodePoint);
        return plain.toString();
    }
}
