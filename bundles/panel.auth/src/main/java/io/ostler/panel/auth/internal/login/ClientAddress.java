package io.ostler.panel.auth.internal.login;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.regex.Pattern;

/** Which addresses count as one client. Stateless. */
final class ClientAddress {
    private static final Pattern IPV6 = Pattern.compile("[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");
    private static final int NETWORK_BYTES = 8;
    private static final String NETWORK = "/64";
    private static final int LONGEST = 64;

    private ClientAddress() {}

    /** IPv4 as it is; IPv6 as its network: whoever has one address of a /64 has them all. Without a space. */
    static String key(String address) {
        var plain = address.endsWith(NETWORK) ? address.substring(0, address.length() - NETWORK.length()) : address;
        var bare = plain.indexOf('%') < 0 ? plain : plain.substring(0, plain.indexOf('%'));
        if (!IPV6.matcher(bare).matches()) {
            return bare.length() > LONGEST ? bare.substring(0, LONGEST) : bare;
        }
        try {
            // A text with a colon is never looked up as a name.
            var parsed = InetAddress.getByName(bare);
            return parsed instanceof Inet6Address ? network(parsed.getAddress()) : parsed.getHostAddress();
        } catch (UnknownHostException e) {
            return "unreadable";
        }
    }

    private static String network(byte[] address) throws UnknownHostException {
        Arrays.fill(address, NETWORK_BYTES, address.length, (byte) 0);
        var whole = InetAddress.getByAddress(address).getHostAddress();
        return whole.replaceFirst(":0:0:0:0$", "::/64");
    }
}
