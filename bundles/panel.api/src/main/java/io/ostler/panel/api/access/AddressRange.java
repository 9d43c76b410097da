package io.ostler.panel.api.access;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/** A block of IP addresses, such as {@code 10.0.0.0/8} or {@code ::1}. Immutable; never asks DNS. */
public record AddressRange(InetAddress network, int prefix) {
    private static final Pattern LITERAL = Pattern.compile("[0-9.]+|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");
    private static final Pattern PREFIX = Pattern.compile("[0-9]{1,3}");
    private static final int LONGEST = 60;

    /** @throws IllegalArgumentException when the text is no address with an optional prefix length */
    public static AddressRange parse(String text) {
        int slash = text.indexOf('/');
        var address = address(slash < 0 ? text : text.substring(0, slash))
                .orElseThrow(() -> new IllegalArgumentException("no IP address: " + text));
        int bits = address.getAddress().length * 8;
        var length = slash < 0 ? Integer.toString(bits) : text.substring(slash + 1);
        if (!PREFIX.matcher(length).matches() || Integer.parseInt(length) > bits) {
            throw new IllegalArgumentException("prefix out of range: " + text);
        }
        return new AddressRange(address, Integer.parseInt(length));
    }

    /** The address of a literal; empty for names, which would need DNS. */
    public static Optional<InetAddress> address(String literal) {
        if (literal.length() > LONGEST || !LITERAL.matcher(literal).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.getByName(literal));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    public boolean contains(InetAddress candidate) {
        byte[] mine = network.getAddress();
        byte[] other = candidate.getAddress();
        if (mine.length != other.length) {
            return false;
        }
        for (int bit = 0; bit < prefix; bit++) {
            int mask = 0x80 >> (bit % 8);
            if ((mine[bit / 8] & mask) != (other[bit / 8] & mask)) {
                return false;
            }
        }
        return true;
    }

    /** The form that {@link #parse} takes. */
    public String text() {
        var address = network.getHostAddress();
        return prefix == network.getAddress().length * 8 ? address : address + "/" + prefix;
    }
}
