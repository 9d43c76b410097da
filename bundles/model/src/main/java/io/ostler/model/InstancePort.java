package io.ostler.model;

import java.util.regex.Pattern;

/**
 * A port that a program listens on; {@code {port.name}} stands for its number. No two instances of a node have the same
 * number with the same protocol. Immutable and valid by construction.
 *
 * @param name {@code [a-z][a-z0-9_]*}, at most 40 characters, such as {@code game}
 * @param protocol what is listened for
 * @param number 1 to 65535; 0 in a request: the node picks a free one of its range
 */
public record InstancePort(String name, Protocol protocol, int number) {

    /** {@link #BOTH} takes the number for TCP and for UDP. */
    public enum Protocol {
        TCP,
        UDP,
        BOTH
    }

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,39}");

    public InstancePort {
        if (!NAME.matcher(name).matches()) {
            throw OstlerException.invalid("ports.name", "a small letter, then small letters, digits and _");
        }
        if (number < 0 || number > 65535) {
            throw OstlerException.invalid("ports." + name, "0 to 65535");
        }
    }

    /** Whether both can't be had at once. */
    public boolean collides(InstancePort other) {
        return number != 0
                && number == other.number
                && (protocol == other.protocol || protocol == Protocol.BOTH || other.protocol == Protocol.BOTH);
    }
}
