package io.ostler.panel.auth.ldap.internal;

import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPException;
import io.ostler.model.OstlerException;
import io.ostler.panel.api.provider.ProviderSettings;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Settings of one directory, checked. Immutable. */
record LdapSettings(
        List<Server> servers,
        Protection protection,
        String certificate,
        String bindName,
        String bindPassword,
        String userBase,
        String userFilter,
        String subject,
        String name,
        String displayName,
        String email,
        String groupBase,
        String groupFilter) {
    private static final Pattern SERVER =
            Pattern.compile("(?:ldaps?://)?([A-Za-z0-9.-]{1,253}|\\[[0-9A-Fa-f:]{2,45}])(?::(\\d{1,5}))?/?");
    private static final Pattern ATTRIBUTE = Pattern.compile("[A-Za-z][A-Za-z0-9;-]{0,79}|[0-9]+(\\.[0-9]+)*");

    /** How passwords are kept from listeners. */
    enum Protection {
        STARTTLS,
        LDAPS,
        NONE
    }

    record Server(String host, int port) {}

    /** Values never stand in errors and logs of others. */
    @Override
    public String toString() {
        return "LdapSettings" + servers;
    }

    static LdapSettings of(ProviderSettings settings) {
        var protection = protection(settings.text("protection"));
        var certificate = settings.text("certificate");
        try {
            if (!certificate.isEmpty()) {
                Trust.of(certificate);
            }
        } catch (GeneralSecurityException e) {
            throw OstlerException.invalid("certificate", "one or more certificates in PEM form");
        }
        return new LdapSettings(
                servers(settings.list("addresses"), protection),
                protection,
                certificate,
                dn("bindName", settings.text("bindName")),
                settings.secret("bindPassword"),
                dn("userBase", settings.required("userBase")),
                filter("userFilter", settings.required("userFilter"), "{name}"),
                attribute("subject", settings.required("subject")),
                attribute("name", settings.required("name")),
                attribute("displayName", settings.text("displayName")),
                attribute("email", settings.text("email")),
                dn("groupBase", settings.text("groupBase")),
                filter("groupFilter", settings.text("groupFilter"), ""));
    }

    private static Protection protection(String text) {
        try {
            return Protection.valueOf(text.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw OstlerException.invalid("protection", "starttls, ldaps or none");
        }
    }

    private static List<Server> servers(List<String> lines, Protection protection) {
        var servers = new ArrayList<Server>();
        for (var line : lines) {
            var match = SERVER.matcher(line);
            int port = !match.matches()
                    ? 0
                    : match.group(2) != null
                            ? Integer.parseInt(match.group(2))
                            : protection == Protection.LDAPS ? 636 : 389;
            if (port < 1 || port > 65_535) {
                throw OstlerException.invalid("addresses", "host or host:port, one a line");
            }
            servers.add(new Server(match.group(1).replace("[", "").replace("]", ""), port));
        }
        if (servers.isEmpty() || servers.size() > 10) {
            throw OstlerException.invalid("addresses", "1 to 10 servers");
        }
        return List.copyOf(servers);
    }

    private static String dn(String field, String text) {
        if (!text.isEmpty() && !DN.isValidDN(text) && !text.contains("@") && !text.contains("\\")) {
            throw OstlerException.invalid(field, "a distinguished name");
        }
        return text;
    }

    private static String filter(String field, String text, String needed) {
        if (text.isEmpty()) {
            return text;
        }
        try {
            Filter.create(text.replace("{name}", "x").replace("{dn}", "x"));
        } catch (LDAPException e) {
            throw OstlerException.invalid(field, "a filter of LDAP");
        }
        if (!text.contains(needed)) {
            throw OstlerException.invalid(field, "must contain " + needed);
        }
        return text;
    }

    private static String attribute(String field, String text) {
        if (!text.isEmpty() && !ATTRIBUTE.matcher(text).matches()) {
            throw OstlerException.invalid(field, "the name of an attribute");
        }
        return text;
    }
}
