package io.ostler.panel.auth.internal.login;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** Which addresses count as one client. Stateless. */
final class ClientAddress {
    private static final Pattern IPV6 = Pattern.compile("[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");
    private static final int NETWORK_BYTES = 8;
    private static final int LONGEST = 64;

    private ClientAddress() {}

    /** IPv4 as it is; IPv6 by its network: whoever has one address of a /64 has them all. */
    static String key(String address) {
        var bare = address.indexOf('%') < 0 ? address : address.substring(0, address.indexOf('%'));
        if (!IPV6.matcher(bare).matches()) {
            return bare.length() > LONGEST ? bare.substring(0, LONGEST) : bare;
        }
        try {
            // A text with a colon is never looked up as a name.
            var parsed = InetAddress.getByName(bare);
            return parsed instanceof Inet6Address
                    ? HexFormat.of().formatHex(parsed.getAddress(), 0, NETWORK_BYTES)
                    : parsed.getHostAddress();
        } catch (UnknownHostException e) {
            return "unreadable";
        }
    }
}
