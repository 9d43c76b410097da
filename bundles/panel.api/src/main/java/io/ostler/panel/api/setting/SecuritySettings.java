package io.ostler.panel.api.setting;

import io.ostler.panel.api.access.AddressRange;
import io.ostler.panel.api.access.Caller;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import org.osgi.annotation.versioning.ProviderType;

/** What keeps the panel safe, as its administrators want it. {@code panel.manage}. Thread-safe, blocks for storage. */
@ProviderType
public interface SecuritySettings {

    /** Who may use API keys. */
    enum KeyMode {
        OFF,
        ADMINISTRATORS,
        ON
    }

    Setting<KeyMode> KEY_MODE = Setting.choice("security.key-mode", KeyMode.ON);

    /** A session ends when it wasn't used for so long. */
    Setting<Integer> SESSION_IDLE_HOURS = Setting.number("security.session-idle-hours", 168, 1, 8760);

    /** A session ends so long after the sign-in. */
    Setting<Integer> SESSION_DAYS = Setting.number("security.session-days", 30, 1, 365);

    /** So many characters a new password has at least. */
    Setting<Integer> PASSWORD_LENGTH = Setting.number("security.password-length", 12, 8, 64);

    /** Reverse proxies whose {@code X-Forwarded-*} headers count. */
    Setting<List<AddressRange>> TRUSTED_PROXIES =
            Setting.list("security.trusted-proxies", 100, AddressRange::parse, AddressRange::text);

    /** Web origins beside the panel's own address, for proxies that don't pass the {@code Host} header on. */
    Setting<List<String>> ORIGINS = Setting.list("security.origins", 20, SecuritySettings::origin, text -> text);

    /** From where nobody is let in; this machine always is. */
    Setting<List<AddressRange>> BLOCKED_ADDRESSES =
            Setting.list("security.blocked-addresses", 500, AddressRange::parse, AddressRange::text);

    record Security(
            KeyMode keyMode,
            int sessionIdleHours,
            int sessionDays,
            int passwordLength,
            List<AddressRange> trustedProxies,
            List<String> origins,
            List<AddressRange> blockedAddresses) {}

    Security get(Caller caller);

    /** Holds at once. {@code VALUE_OUT_OF_RANGE}, {@code OWN_ADDRESS_BLOCKED} for blocks that hold the caller's own. */
    void change(Caller caller, Security next);

    /** Whether an address lies in one of the blocks. Never one of this machine itself: somebody has to be able to lift them. */
    static boolean isBlocked(List<AddressRange> blocks, String address) {
        if (blocks.isEmpty()) {
            return false;
        }
        int zone = address.indexOf('%');
        return AddressRange.address(zone < 0 ? address : address.substring(0, zone))
                .filter(client -> !client.isLoopbackAddress())
                .filter(client -> blocks.stream().anyMatch(block -> block.contains(client)))
                .isPresent();
    }

    /** In the form in which browsers send it; an {@link IllegalArgumentException} for what is none. */
    static String origin(String text) {
        var uri = URI.create(text.strip().toLowerCase(Locale.ROOT));
        boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
        if (!web || uri.getHost() == null || uri.getUserInfo() != null) {
            throw new IllegalArgumentException("no origin: " + text);
        }
        int usual = uri.getScheme().equals("http") ? 80 : 443;
        var port = uri.getPort() < 0 || uri.getPort() == usual ? "" : ":" + uri.getPort();
        var origin = uri.getScheme() + "://" + uri.getHost() + port;
        var rest = text.strip().toLowerCase(Locale.ROOT).replaceFirst("^https?://[^/?#]*", "");
        if (!rest.isEmpty() && !rest.equals("/")) {
            throw new IllegalArgumentException("an origin has no path: " + text);
        }
        return origin;
    }
}
