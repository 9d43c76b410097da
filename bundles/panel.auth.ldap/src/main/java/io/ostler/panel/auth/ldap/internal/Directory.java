package io.ostler.panel.auth.ldap.internal;

import com.unboundid.ldap.sdk.BindRequest;
import com.unboundid.ldap.sdk.FailoverServerSet;
import com.unboundid.ldap.sdk.LDAPConnectionOptions;
import com.unboundid.ldap.sdk.LDAPConnectionPool;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.PostConnectProcessor;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SimpleBindRequest;
import com.unboundid.ldap.sdk.StartTLSPostConnectProcessor;
import io.ostler.panel.api.provider.ProviderFault;
import io.ostler.panel.auth.ldap.internal.LdapSettings.Protection;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Set;
import javax.net.SocketFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Connections to one directory: a few that search, and a fresh one for each password. No referrals: they would carry
 * passwords to servers that nobody named. Thread-safe.
 */
final class Directory implements AutoCloseable {
    private static final int CONNECT_MILLIS = 5_000;
    private static final int ANSWER_MILLIS = 10_000;
    private static final int MOST_CONNECTIONS = 4;
    private static final int LARGEST_MESSAGE = 4 << 20;
    /** What directories answer to a right name that may not come in, or to a wrong password. */
    private static final Set<ResultCode> NOT_LET_IN = Set.of(
            ResultCode.INVALID_CREDENTIALS,
            ResultCode.CONSTRAINT_VIOLATION,
            ResultCode.UNWILLING_TO_PERFORM,
            ResultCode.INAPPROPRIATE_AUTHENTICATION,
            ResultCode.NO_SUCH_OBJECT);

    private final LdapSettings settings;
    private @Nullable LDAPConnectionPool searching;
    private @Nullable FailoverServerSet servers;
    private boolean closed;

    Directory(LdapSettings settings) {
        this.settings = settings;
    }

    List<SearchResultEntry> search(SearchRequest request) throws LDAPException {
        var entries = pool().search(request).getSearchEntries();
        return entries == null ? List.of() : entries;
    }

    /** Whether the directory lets that entry in with the password. */
    boolean accepts(String dn, String password) throws LDAPException {
        try (var connection = servers().getConnection()) {
            connection.bind(new SimpleBindRequest(dn, password));
            return true;
        } catch (LDAPException e) {
            if (NOT_LET_IN.contains(e.getResultCode())) {
                return false;
            }
            throw e;
        }
    }

    private synchronized LDAPConnectionPool pool() throws LDAPException {
        if (searching == null) {
            requireOpen();
            BindRequest bind = settings.bindName().isEmpty()
                    ? null
                    : new SimpleBindRequest(settings.bindName(), settings.bindPassword());
            var pool = new LDAPConnectionPool(
                    serverSet(trust(), false), bind, 0, MOST_CONNECTIONS, startTls(trust()), false);
            pool.setMaxWaitTimeMillis(ANSWER_MILLIS);
            pool.setRetryFailedOperationsDueToInvalidConnections(true);
            pool.setConnectionPoolName("ostler-ldap");
            searching = pool;
        }
        return searching;
    }

    private synchronized FailoverServerSet servers() {
        if (servers == null) {
            requireOpen();
            servers = serverSet(trust(), true);
        }
        return servers;
    }

    private void requireOpen() {
        if (closed) {
            throw ProviderFault.UNREACHABLE.because("the provider was changed meanwhile");
        }
    }

    /** @param protects whether its connections come protected; else who takes them sees to that */
    private FailoverServerSet serverSet(@Nullable SSLContext trust, boolean protects) {
        var options = new LDAPConnectionOptions();
        options.setConnectTimeoutMillis(CONNECT_MILLIS);
        options.setResponseTimeoutMillis(ANSWER_MILLIS);
        options.setFollowReferrals(false);
        options.setUseSynchronousMode(true);
        options.setMaxMessageSize(LARGEST_MESSAGE);
        options.setSSLSocketVerifier(new NamedHost());
        return new FailoverServerSet(
                settings.servers().stream().map(LdapSettings.Server::host).toArray(String[]::new),
                settings.servers().stream().mapToInt(LdapSettings.Server::port).toArray(),
                trust != null && settings.protection() == Protection.LDAPS
                        ? trust.getSocketFactory()
                        : SocketFactory.getDefault(),
                options,
                null,
                protects ? startTls(trust) : null);
    }

    private @Nullable PostConnectProcessor startTls(@Nullable SSLContext trust) {
        return trust != null && settings.protection() == Protection.STARTTLS
                ? new StartTLSPostConnectProcessor(trust.getSocketFactory())
                : null;
    }

    /** Null where nothing is protected. */
    private @Nullable SSLContext trust() {
        if (settings.protection() == Protection.NONE) {
            return null;
        }
        try {
            return Trust.of(settings.certificate());
        } catch (GeneralSecurityException e) {
            throw ProviderFault.UNTRUSTED.because("the certificate can't be used", e);
        }
    }

    /** What went wrong, for administrators. */
    static RuntimeException fault(LDAPException e) {
        var code = e.getResultCode();
        var said = code.getName() + (e.getDiagnosticMessage() == null ? "" : ": " + e.getDiagnosticMessage());
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof SSLException || cause instanceof GeneralSecurityException) {
                return ProviderFault.UNTRUSTED.because(String.valueOf(cause.getMessage()), e);
            }
        }
        var text = String.valueOf(e.getMessage());
        if (text.contains("SSLHandshake") || text.contains("CertificateException") || text.contains("certificate")) {
            return ProviderFault.UNTRUSTED.because(text, e);
        }
        if (code.equals(ResultCode.CONNECT_ERROR)
                || code.equals(ResultCode.SERVER_DOWN)
                || code.equals(ResultCode.TIMEOUT)
                || code.equals(ResultCode.UNAVAILABLE)
                || code.equals(ResultCode.BUSY)) {
            return ProviderFault.UNREACHABLE.because(text, e);
        }
        if (code.equals(ResultCode.INVALID_CREDENTIALS)
                || code.equals(ResultCode.INSUFFICIENT_ACCESS_RIGHTS)
                || code.equals(ResultCode.INAPPROPRIATE_AUTHENTICATION)) {
            return ProviderFault.CREDENTIALS.because(said, e);
        }
        if (code.equals(ResultCode.CONFIDENTIALITY_REQUIRED)) {
            return ProviderFault.UNTRUSTED.because(said, e);
        }
        return ProviderFault.BAD_ANSWER.because(said, e);
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (searching != null) {
            searching.close();
            searching = null;
        }
        servers = null;
    }
}
