package io.ostler.panel.core.internal.node;

import io.ostler.model.OstlerException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.regex.Pattern;

/** What a node may be called and where it may be. Stateless. */
final class NodeRules {
    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N} ._-]{0,39}");
    private static final Pattern AUTHORITY = Pattern.compile("(\\[[0-9a-fA-F:.]+]|[A-Za-z0-9.-]+)(:\\d{1,5})?");

    private NodeRules() {}

    static void checkName(String name) {
        if (!NAME.matcher(name).matches()) {
            throw OstlerException.invalid("name", "1 to 40 letters, digits, spaces, dots, hyphens and underscores");
        }
    }

    /** The addresses as they are stored: without a slash at the end. */
    static List<String> checkAddresses(List<String> addresses) {
        if (addresses.size() > 8) {
            throw OstlerException.invalid("addresses", "at most 8");
        }
        return addresses.stream().map(NodeRules::checkAddress).toList();
    }

    private static String checkAddress(String address) {
        try {
            var uri = new URI(address);
            boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            String authority = uri.getRawAuthority();
            String path = uri.getRawPath();
            if (web
                    && address.length() <= 200
                    && authority != null
                    && AUTHORITY.matcher(authority).matches()
                    && uri.getRawQuery() == null
                    && uri.getRawFragment() == null
                    && (path.isEmpty() || path.matches("(/[A-Za-z0-9._~-]*)+"))) {
                return address.replaceAll("/+$", "");
            }
        } catch (URISyntaxException e) {
            // refused below
        }
        throw OstlerException.invalid("addresses", "http:// or https:// addresses such as https://node.example:9401");
    }
}
