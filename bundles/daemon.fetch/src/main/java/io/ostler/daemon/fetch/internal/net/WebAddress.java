package io.ostler.daemon.fetch.internal.net;

import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * An address of http or https, read strictly: what two programs could read differently is refused. Immutable.
 *
 * @param host a name in ASCII, or a literal address, without brackets
 * @param target path and query, encoded
 */
public record WebAddress(boolean secure, String host, int port, String target) {
    private static final int LONGEST = 8192;
    private static final Pattern FORM = Pattern.compile("(?i)(https?)://([^/?#]*)([^#]*)(#.*)?", Pattern.DOTALL);
    private static final Pattern SCHEME = Pattern.compile("(?i)[a-z][a-z0-9+.-]*:.*", Pattern.DOTALL);
    private static final Pattern PORT = Pattern.compile("[0-9]{1,5}");

    /** {@code ADDRESS_REFUSED} for another scheme, credentials and doubtful forms. */
    public static WebAddress of(String text) {
        var trimmed = text.strip();
        var form = FORM.matcher(trimmed);
        boolean doubtful = trimmed.length() > LONGEST
                || trimmed.indexOf('\\') >= 0
                || trimmed.chars().anyMatch(c -> c < ' ' || c == 127);
        if (doubtful || !form.matches()) {
            throw refused("not an http or https address");
        }
        boolean secure = form.group(1).toLowerCase(Locale.ROOT).equals("https");
        var authority = form.group(2);
        if (authority.indexOf('@') >= 0) {
            throw refused("credentials in the address");
        }
        int colon = authority.startsWith("[") ? authority.indexOf(':', authority.indexOf(']')) : authority.indexOf(':');
        if (authority.startsWith("[") && authority.indexOf(']') < 0) {
            throw refused("not an address");
        }
        var host = HostName.of(colon < 0 ? authority : authority.substring(0, colon));
        int port = colon < 0 ? (secure ? 443 : 80) : port(authority.substring(colon + 1), secure);
        var target = UrlText.encoded(form.group(3));
        return new WebAddress(secure, host, port, target.startsWith("/") ? target : "/" + target);
    }

    private static int port(String text, boolean secure) {
        if (text.isEmpty()) {
            return secure ? 443 : 80;
        }
        if (!PORT.matcher(text).matches()) {
            throw refused("not a port");
        }
        return Integer.parseInt(text);
    }

    /** Where a redirect leads; the same rules hold. */
    WebAddress redirected(String location) {
        if (SCHEME.matcher(location).matches()) {
            return of(location);
        }
        try {
            return of(
                    new URI(text()).resolve(new URI(UrlText.encoded(location))).toString());
        } catch (URISyntaxException | IllegalArgumentException e) {
            throw refused("a redirect that isn't an address");
        }
    }

    /** As it stands in the header Host. */
    String authority() {
        var name = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
        return port == (secure ? 443 : 80) ? name : name + ":" + port;
    }

    private String text() {
        return (secure ? "https://" : "http://") + authority() + target;
    }

    static OstlerException refused(String reason) {
        return new OstlerException(ErrorCode.ADDRESS_REFUSED, Map.of("reason", reason));
    }
}
