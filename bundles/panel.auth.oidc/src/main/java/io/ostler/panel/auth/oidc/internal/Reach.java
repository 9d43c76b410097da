package io.ostler.panel.auth.oidc.internal;

import io.ostler.model.OstlerException;
import io.ostler.panel.api.provider.ProviderFault;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Locale;

/**
 * Where a provider may be asked. Judged is the resolved address that is then connected to: a name that answers otherwise
 * the second time leads nowhere else. Immutable.
 *
 * @param privateNetwork whether an administrator said that it is in our own network
 */
record Reach(boolean privateNetwork) {

    /** {@code INVALID_REQUEST} for what is no address that may be asked. */
    URI setting(String field, String text) {
        try {
            return checked(text);
        } catch (URISyntaxException | IllegalArgumentException e) {
            throw OstlerException.invalid(
                    field, privateNetwork ? "an address with http or https" : "an address with https");
        }
    }

    /** The same for an address that the provider told. */
    URI told(String text) {
        try {
            return checked(text);
        } catch (URISyntaxException | IllegalArgumentException e) {
            throw ProviderFault.ADDRESS.because("the provider names an address that isn't allowed");
        }
    }

    private URI checked(String text) throws URISyntaxException {
        var uri = new URI(text);
        var scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        boolean allowed = scheme.equals("https") || (privateNetwork && scheme.equals("http"));
        if (!allowed || uri.getHost() == null || uri.getRawUserInfo() != null || uri.getRawFragment() != null) {
            throw new IllegalArgumentException();
        }
        return uri;
    }

    /** Where to connect. {@code PROVIDER_FAILED}. */
    InetAddress resolve(String host) {
        InetAddress[] all;
        try {
            all = InetAddress.getAllByName(host);
        } catch (UnknownHostException e) {
            throw ProviderFault.UNREACHABLE.because("no address is known for " + host, e);
        }
        return Arrays.stream(all)
                .filter(this::allows)
                .findFirst()
                .orElseThrow(() -> ProviderFault.ADDRESS.because(host + " is in a private network"));
    }

    boolean allows(InetAddress address) {
        // Names of the cloud's own services have no business here, in whose network ever.
        if (address.isLinkLocalAddress() || address.isMulticastAddress() || address.isAnyLocalAddress()) {
            return false;
        }
        return privateNetwork || isPublic(address);
    }

    private static boolean isPublic(InetAddress address) {
        if (address.isLoopbackAddress() || address.isSiteLocalAddress()) {
            return false;
        }
        return switch (address) {
            case Inet4Address four -> isPublic(four.getAddress());
            case Inet6Address six -> isPublicSix(six.getAddress());
            default -> false;
        };
    }

    private static boolean isPublic(byte[] four) {
        int a = four[0] & 255;
        int b = four[1] & 255;
        int c = four[2] & 255;
        return !(a == 0
                || a >= 224
                || (a == 100 && b >= 64 && b < 128)
                || (a == 192 && b == 0 && c == 0)
                || (a == 192 && b == 0 && c == 2)
                || (a == 192 && b == 88 && c == 99)
                || (a == 198 && (b == 18 || b == 19))
                || (a == 198 && b == 51 && c == 100)
                || (a == 203 && b == 0 && c == 113));
    }

    /** Global unicast only, and none of the forms that hold another address. */
    private static boolean isPublicSix(byte[] six) {
        int first = ((six[0] & 255) << 8) | (six[1] & 255);
        int second = ((six[2] & 255) << 8) | (six[3] & 255);
        boolean global = (first & 0xe000) == 0x2000;
        boolean tunnel =
                first == 0x2002 || (first == 0x2001 && second <= 0x01ff) || (first == 0x2001 && second == 0xdb8);
        return global && !tunnel;
    }
}
