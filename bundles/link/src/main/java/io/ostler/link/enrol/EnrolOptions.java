package io.ostler.link.enrol;

import io.ostler.model.OstlerException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The words after {@code ostler enrol}, checked. Immutable. */
record EnrolOptions(
        URI panel, EnrolmentKey key, Optional<String> name, List<String> addresses, Path data, boolean replace) {

    static final String USAGE =
            "usage: ostler enrol --panel URL --key KEY --data DIR" + " [--name NAME] [--address URL]... [--replace]";

    static EnrolOptions parse(String... words) throws EnrolRefusal {
        String panel = null;
        String key = null;
        String name = null;
        String data = null;
        var addresses = new ArrayList<String>();
        boolean replace = false;
        for (int i = 0; i < words.length; i++) {
            switch (words[i]) {
                case "--panel" -> panel = value(words, ++i);
                case "--key" -> key = value(words, ++i);
                case "--name" -> name = value(words, ++i);
                case "--data" -> data = value(words, ++i);
                case "--address" -> addresses.add(baseUrl(value(words, ++i)).toString());
                case "--replace" -> replace = true;
                default -> throw new EnrolRefusal("unknown word \"" + words[i] + "\"; " + USAGE);
            }
        }
        return new EnrolOptions(
                baseUrl(needed("--panel", panel)),
                key(needed("--key", key)),
                Optional.ofNullable(name),
                List.copyOf(addresses),
                path(needed("--data", data)),
                replace);
    }

    private static String value(String[] words, int i) throws EnrolRefusal {
        if (i >= words.length || words[i].isBlank()) {
            throw new EnrolRefusal(words[i - 1] + " needs a value; " + USAGE);
        }
        return words[i];
    }

    private static String needed(String option, @Nullable String value) throws EnrolRefusal {
        if (value == null) {
            throw new EnrolRefusal(option + " is missing; " + USAGE);
        }
        return value;
    }

    private static EnrolmentKey key(String text) throws EnrolRefusal {
        try {
            return EnrolmentKey.parse(text);
        } catch (OstlerException e) {
            throw new EnrolRefusal("this is no enrolment key; copy the whole key from the panel, it begins with ost1-");
        }
    }

    private static Path path(String text) throws EnrolRefusal {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new EnrolRefusal("\"" + text + "\" is no path");
        }
    }

    /** An http or https address of a server, without a slash at the end. */
    private static URI baseUrl(String text) throws EnrolRefusal {
        try {
            var uri = new URI(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
            boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            if (web
                    && uri.getHost() != null
                    && uri.getRawUserInfo() == null
                    && uri.getRawQuery() == null
                    && uri.getRawFragment() == null) {
                return uri;
            }
        } catch (URISyntaxException e) {
            // told below
        }
        throw new EnrolRefusal("\"" + text + "\" is no http or https address");
    }
}
