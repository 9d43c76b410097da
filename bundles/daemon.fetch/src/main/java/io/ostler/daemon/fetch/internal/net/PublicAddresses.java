package io.ostler.daemon.fetch.internal.net;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Only what the registries of IANA call globally reachable, except this machine's own addresses. Of IPv6 that is
 * what is handed out (2000::/3) without the parts for other use; addresses that carry one of IPv4 inside are judged by
 * that. Immutable.
 */
public final class PublicAddresses implements AddressPolicy {

    private record Range(byte[] prefix, int bits) {
        static Range of(String text) {
            try {
                int slash = text.indexOf('/');
                // a literal: nobody is asked
                var prefix = InetAddress.getByName(text.substring(0, slash)).getAddress();
                return new Range(prefix, Integer.parseInt(text.substring(slash + 1)));
            } catch (UnknownHostException e) {
                throw new IllegalArgumentException(text, e);
            }
        }

        boolean holds(byte[] address) {
            if (address.length != prefix.length) {
                return false;
            }
            for (int bit = 0; bit < bits; bit++) {
                int mask = 0x80 >> bit % 8;
                if (((address[bit / 8] ^ prefix[bit / 8]) & mask) != 0) {
                    return false;
                }
            }
            return true;
        }
    }

    private static final List<Range> REFUSED = Stream.of(
                    "0.0.0.0/8", // this network
                    "10.0.0.0/8",
                    "100.64.0.0/10", // carriers' NAT, clouds' services
                    "127.0.0.0/8",
                    "168.63.129.16/32", // Azure's services for its machines
                    "169.254.0.0/16", // link-local, metadata of clouds
                    "172.16.0.0/12",
                    "192.0.0.0/24", // protocol assignments
                    "192.0.2.0/24", // documentation
                    "192.88.99.0/24", // 6to4 relays
                    "192.168.0.0/16",
                    "198.18.0.0/15", // benchmarks
                    "198.51.100.0/24",
                    "203.0.113.0/24",
                    "224.0.0.0/4", // multicast
                    "240.0.0.0/4", // reserved, broadcast
                    "2001::/23", // protocol assignments: Teredo, ORCHID, …
                    "2001:db8::/32",
                    "2002::/16", // 6to4: wraps any address of IPv4
                    "3fff::/20")
            .map(Range::of)
            .toList();

    private static final Range UNICAST = Range.of("2000::/3");
    private static final Range NAT64 = Range.of("64:ff9b::/96");

    @Override
    public boolean permits(InetAddress address) {
        return isPublic(address) && !isOwn(address);
    }

    static boolean isPublic(InetAddress address) {
        var bytes = address.getAddress();
        if (NAT64.holds(bytes)) {
            return isPublic(inner(bytes));
        }
        boolean listed = REFUSED.stream().anyMatch(range -> range.holds(bytes));
        return !listed && (address instanceof Inet4Address || UNICAST.holds(bytes));
    }

    private static InetAddress inner(byte[] bytes) {
        try {
            return InetAddress.getByAddress(Arrays.copyOfRange(bytes, 12, 16));
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** What listens on a public address of this machine may still be for its neighbours only. */
    private static boolean isOwn(InetAddress address) {
        try {
            return NetworkInterface.getByInetAddress(address) != null;
        } catch (SocketException e) {
            return true;
        }
    }
}
