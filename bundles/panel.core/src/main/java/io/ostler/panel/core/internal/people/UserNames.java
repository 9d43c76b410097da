package io.ostler.panel.core.internal.people;

import io.ostler.model.OstlerException;
import java.util.regex.Pattern;

/** What an account may be called. Stateless. */
final class UserNames {
    private static final Pattern FORM = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}._-]{1,39}");

    private UserNames() {}

    static void check(String name) {
        if (!FORM.matcher(name).matches()) {
            throw OstlerException.invalid("name", "2 to 40 letters, digits, dots, hyphens and underscores");
        }
    }
}
