package io.ostler.panel.auth.ldap.internal;

import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.util.ssl.SSLSocketVerifier;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Locale;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSocket;

/**
 * Whether a certificate names the host that was asked for. The library's own check also takes the name that a reverse
 * look-up tells, which whoever holds the address may choose. Stateless.
 */
final class NamedHost extends SSLSocketVerifier {
    private static final int DNS = 2;
    private static final int ADDRESS = 7;

    @Override
    public void verifySSLSocket(String host, int port, SSLSocket socket) throws LDAPException {
        try {
            if (socket.getSession().getPeerCertificates()[0] instanceof X509Certificate certificate
                    && isNamed(certificate, host)) {
                return;
            }
        } catch (SSLPeerUnverifiedException | GeneralSecurityException | UnknownHostException e) {
            throw new LDAPException(ResultCode.CONNECT_ERROR, "the certificate can't be read", e);
        }
        throw new LDAPException(ResultCode.CONNECT_ERROR, "the certificate doesn't name the host " + host);
    }

    private static boolean isNamed(X509Certificate certificate, String host)
            throws GeneralSecurityException, UnknownHostException {
        var names = certificate.getSubjectAlternativeNames();
        for (List<?> name : names == null ? List.<List<?>>of() : names) {
            var text = String.valueOf(name.get(1)).toLowerCase(Locale.ROOT);
            boolean same = switch ((Integer) name.get(0)) {
                case DNS -> isSame(text, host.toLowerCase(Locale.ROOT));
                case ADDRESS -> isAddress(host) && InetAddress.getByName(text).equals(InetAddress.getByName(host));
                default -> false;
            };
            if (same) {
                return true;
            }
        }
        return false;
    }

    /** A star stands for the first label, and for the whole of it. */
    private static boolean isSame(String pattern, String host) {
        int dot = host.indexOf('.');
        return pattern.equals(host)
                || (pattern.startsWith("*.") && dot > 0 && pattern.substring(1).equals(host.substring(dot)));
    }

    /** Literals only: no name is looked up here. */
    private static boolean isAddress(String host) {
        return host.contains(":") || host.matches("[0-9.]+");
    }
}
