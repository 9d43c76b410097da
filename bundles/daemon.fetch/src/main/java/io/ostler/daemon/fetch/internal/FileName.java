package io.ostler.daemon.fetch.internal;

import java.net.URLDecoder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The name for a fetched file: as its server says, else from its address. Either is only a wish of a stranger. */
final class FileName {
    private static final int MOST_BYTES = 200;
    private static final String NONE = "download";
    private static final Pattern EXTENDED =
            Pattern.compile("(?i)(?:^|;)\\s*filename\\*\\s*=\\s*([a-z0-9_-]+)'[^']*'([^;\\s]+)");
    private static final Pattern QUOTED = Pattern.compile("(?i)(?:^|;)\\s*filename\\s*=\\s*\"((?:[^\"\\\\]|\\\\.)*)\"");
    private static final Pattern PLAIN = Pattern.compile("(?i)(?:^|;)\\s*filename\\s*=\\s*([^;\"\\s]+)");

    private FileName() {}

    static String of(@Nullable String disposition, String target) {
        var said = disposition == null ? "" : cleaned(said(disposition));
        if (!said.isEmpty()) {
            return said;
        }
        var path = target.substring(0, target.indexOf('?') < 0 ? target.length() : target.indexOf('?'));
        var fromAddress = cleaned(decoded(path.substring(path.lastIndexOf('/') + 1), StandardCharsets.UTF_8));
        return fromAddress.isEmpty() ? NONE : fromAddress;
    }

    private static String said(String disposition) {
        var extended = EXTENDED.matcher(disposition);
        if (extended.find() && Charset.isSupported(extended.group(1))) {
            return decoded(extended.group(2), Charset.forName(extended.group(1)));
        }
        var quoted = QUOTED.matcher(disposition);
        if (quoted.find()) {
            return quoted.group(1).replaceAll("\\\\(.)", "$1");
        }
        var plain = PLAIN.matcher(disposition);
        return plain.find() ? plain.group(1) : "";
    }

    private static String decoded(String text, Charset charset) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), charset);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }

    /** One plain name: no folders, nothing that hides it, turns it around or means something elsewhere. */
    static String cleaned(String text) {
        var last = text.substring(Math.max(text.lastIndexOf('/'), text.lastIndexOf('\\')) + 1);
        var out = new StringBuilder();
        last.codePoints()
                .filter(c -> !Character.isISOControl(c) && Character.getType(c) != Character.FORMAT)
                .filter(c -> Character.isDefined(c) && Character.getType(c) != Character.SURROGATE && c != 0xFFFD)
                .filter(c -> c != 0x2028 && c != 0x2029)
                .map(c -> ":*?\"<>|".indexOf(c) >= 0 ? '_' : c)
                .forEach(out::appendCodePoint);
        var name = out.toString().replaceAll("^[.\\s]+|[.\\s]+$", "");
        while (name.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
            name = name.substring(name.offsetByCodePoints(0, 1));
        }
        return name.replaceAll("^[.\\s]+", "");
    }
}
