package io.ostler.daemon.fetch.internal.net;

import java.net.IDN;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.regex.Pattern;

/** Hosts in addresses. Numbers are taken in one form only; who writes them otherwise wants to hide them. */
final class HostName {
    private static final Pattern NAME = Pattern.compile("[a-z0-9_-]{1,63}(\\.[a-z0-9_-]{1,63})*");
    private static final Pattern NUMBER_AT_END = Pattern.compile("(.*\\.)?([0-9]+|0x[0-9a-f]*)");
    private static final Pattern QUAD;

    static {
        var part = "(25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])";
        QUAD = Pattern.compile(part + "(\\." + part + "){3}");
    }

    private HostName() {}

    static String of(String text) {
        return text.startsWith("[") ? version6(text) : name(text);
    }

    private static String version6(String text) {
        if (!text.endsWith("]") || !text.matches("\\[[0-9a-fA-F:.]+]") || text.indexOf(':') < 0) {
            throw WebAddress.refused("not an address");
        }
        try {
            return InetAddress.getByName(text).getHostAddress();
        } catch (UnknownHostException e) {
            throw WebAddress.refused("not an address");
        }
    }

    private static String name(String text) {
        String name;
        try {
            name = IDN.toASCII(text, IDN.ALLOW_UNASSIGNED).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException e) {
            throw WebAddress.refused("not the name of a host");
        }
        if (name.endsWith(".")) {
            name = name.substring(0, name.length() - 1);
        }
        if (name.length() > 253 || !NAME.matcher(name).matches()) {
            throw WebAddress.refused("not the name of a host");
        }
        if (NUMBER_AT_END.matcher(name).matches() && !QUAD.matcher(name).matches()) {
            throw WebAddress.refused("an address in an unusual form");
        }
        if (name.equals("localhost") || name.endsWith(".localhost")) {
            throw WebAddress.refused("this machine");
        }
        return name;
    }

    /** Whether no name service needs to be asked. */
    static boolean isLiteral(String host) {
        return host.indexOf(':') >= 0 || QUAD.matcher(host).matches();
    }
}
