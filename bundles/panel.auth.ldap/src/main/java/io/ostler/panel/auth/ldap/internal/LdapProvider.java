package io.ostler.panel.auth.ldap.internal;

import com.unboundid.ldap.sdk.DereferencePolicy;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchScope;
import io.ostler.panel.api.provider.ExternalIdentity;
import io.ostler.panel.api.provider.PasswordProvider;
import io.ostler.panel.api.provider.ProviderFault;
import io.ostler.panel.api.provider.ProviderSettings;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the person's entry, then lets the directory judge the password. Thread-safe. */
final class LdapProvider implements PasswordProvider {
    private static final Logger LOG = LoggerFactory.getLogger(LdapProvider.class);
    private static final String MEMBER_OF = "memberOf";
    private static final int MOST_GROUPS = 1_000;
    private static final int SEARCH_SECONDS = 10;

    private final LdapSettings settings;
    private final Directory directory;

    private LdapProvider(LdapSettings settings) {
        this.settings = settings;
        directory = new Directory(settings);
    }

    static LdapProvider of(ProviderSettings settings) {
        return new LdapProvider(LdapSettings.of(settings));
    }

    @Override
    public Optional<ExternalIdentity> authenticate(String name, String password) {
        try {
            var entry = find(name);
            if (entry.isEmpty()
                    || password.isEmpty()
                    || !directory.accepts(entry.get().getDN(), password)) {
                return Optional.empty();
            }
            return Optional.of(identity(entry.get(), name));
        } catch (LDAPException e) {
            throw Directory.fault(e);
        }
    }

    private Optional<SearchResultEntry> find(String name) throws LDAPException {
        var filter = Filter.create(settings.userFilter().replace("{name}", Filter.encodeValue(name)));
        var request = request(
                settings.userBase(),
                SearchScope.SUB,
                2,
                filter,
                Stream.of(settings.subject(), settings.name(), settings.displayName(), settings.email(), MEMBER_OF)
                        .filter(attribute -> !attribute.isEmpty())
                        .toArray(String[]::new));
        try {
            var entries = directory.search(request);
            if (entries.size() > 1) {
                LOG.warn("The filter for people finds several entries for one name: nobody is let in by it");
                return Optional.empty();
            }
            return entries.stream().findFirst();
        } catch (LDAPException e) {
            if (e.getResultCode().equals(ResultCode.SIZE_LIMIT_EXCEEDED)) {
                LOG.warn("The filter for people finds several entries for one name: nobody is let in by it");
                return Optional.empty();
            }
            throw e;
        }
    }

    private ExternalIdentity identity(Entry entry, String typed) throws LDAPException {
        var name = text(entry, settings.name());
        var email = text(entry, settings.email());
        return new ExternalIdentity(
                subject(entry),
                name.isEmpty() ? typed : name,
                text(entry, settings.displayName()),
                email.isEmpty() ? null : email,
                // Directories don't say whether an address was ever proved.
                false,
                List.copyOf(groups(entry, name.isEmpty() ? typed : name)));
    }

    private String subject(Entry entry) {
        var attribute = settings.subject().toLowerCase(Locale.ROOT);
        var bytes = entry.getAttributeValueBytes(settings.subject());
        if (bytes == null || bytes.length == 0) {
            throw ProviderFault.BAD_ANSWER.because("the entry has no attribute " + settings.subject());
        }
        return attribute.equals("objectguid") || attribute.equals("objectsid")
                ? HexFormat.of().formatHex(bytes)
                : new String(bytes, StandardCharsets.UTF_8);
    }

    /** Groups go by their distinguished names: the same short name may stand in many branches. */
    private Set<String> groups(Entry entry, String name) throws LDAPException {
        var groups = new LinkedHashSet<String>();
        var memberOf = entry.getAttributeValues(MEMBER_OF);
        if (memberOf != null) {
            groups.addAll(List.of(memberOf));
        }
        if (!settings.groupBase().isEmpty() && !settings.groupFilter().isEmpty()) {
            var filter = Filter.create(settings.groupFilter()
                    .replace("{dn}", Filter.encodeValue(entry.getDN()))
                    .replace("{name}", Filter.encodeValue(name)));
            // "1.1": no attributes at all.
            var request = request(settings.groupBase(), SearchScope.SUB, MOST_GROUPS, filter, "1.1");
            directory.search(request).forEach(group -> groups.add(group.getDN()));
        }
        return groups;
    }

    private static SearchRequest request(
            String base, SearchScope scope, int size, Filter filter, String... attributes) {
        return new SearchRequest(base, scope, DereferencePolicy.NEVER, size, SEARCH_SECONDS, false, filter, attributes);
    }

    private static String text(Entry entry, String attribute) {
        var value = attribute.isEmpty() ? null : entry.getAttributeValue(attribute);
        return value == null ? "" : value;
    }

    @Override
    public void test() {
        try {
            require(settings.userBase());
            if (!settings.groupBase().isEmpty()) {
                require(settings.groupBase());
            }
        } catch (LDAPException e) {
            throw Directory.fault(e);
        }
    }

    private void require(String base) throws LDAPException {
        var found =
                directory.search(request(base, SearchScope.BASE, 1, Filter.createPresenceFilter("objectClass"), "1.1"));
        if (found.isEmpty()) {
            throw ProviderFault.BAD_ANSWER.because("there is nothing at " + base + ", or it may not be read");
        }
    }

    @Override
    public void close() {
        directory.close();
    }
}
