package io.ostler.panel.rest.internal.body;

import io.ostler.model.OstlerException;
import io.ostler.panel.api.access.AddressRange;
import io.ostler.panel.api.access.SignInWaits;
import io.ostler.panel.api.setting.SecuritySettings;
import io.ostler.panel.api.setting.SecuritySettings.KeyMode;
import io.ostler.panel.api.setting.SecuritySettings.Security;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What keeps the panel safe. */
public final class SecurityBodies {
    private SecurityBodies() {}

    /** Who has to wait between attempts to sign in, the longest wait first; at most 200. */
    public record SignInWaitList(List<SignInWait> waiting) {
        public static SignInWaitList of(List<SignInWaits.Waiting> waiting) {
            return new SignInWaitList(waiting.stream()
                    .map(each -> new SignInWait(each.address(), each.names(), each.failures(), each.seconds()))
                    .toList());
        }
    }

    /**
     * @param address an IPv4 address, or the /64 network of IPv6 ones
     * @param names what was typed as name there, at most five
     * @param failures wrong attempts from there
     * @param seconds until all of these names may be tried again; 0: at once, and after one more failure they wait again
     */
    public record SignInWait(String address, List<String> names, int failures, long seconds) {}

    /**
     * @param keyMode who may use API keys: {@code off}, {@code administrators}, {@code on}
     * @param sessionIdleHours 1 to 8760
     * @param sessionDays 1 to 365
     * @param passwordLength 8 to 64
     * @param trustedProxies addresses or blocks of proxies whose {@code X-Forwarded-*} headers count
     * @param origins web origins beside the panel's own address
     * @param blockedAddresses addresses or blocks from which nobody is let in; left out: none
     * @param clientAddress from where this request came, as the panel sees it; not to be sent
     */
    public record SecuritySettingsBody(
            String keyMode,
            int sessionIdleHours,
            int sessionDays,
            int passwordLength,
            List<String> trustedProxies,
            List<String> origins,
            @org.jspecify.annotations.Nullable List<String> blockedAddresses,
            @org.jspecify.annotations.Nullable String clientAddress) {

        public static SecuritySettingsBody of(Security security, String clientAddress) {
            return new SecuritySettingsBody(
                    security.keyMode().name().toLowerCase(Locale.ROOT),
                    security.sessionIdleHours(),
                    security.sessionDays(),
                    security.passwordLength(),
                    security.trustedProxies().stream().map(AddressRange::text).toList(),
                    security.origins(),
                    security.blockedAddresses().stream().map(AddressRange::text).toList(),
                    clientAddress);
        }

        public Security security() {
            return new Security(
                    mode(),
                    sessionIdleHours,
                    sessionDays,
                    passwordLength,
                    ApiKeyBodies.ranges("trustedProxies", trustedProxies),
                    origins(origins),
                    blockedAddresses == null ? List.of() : ApiKeyBodies.ranges("blockedAddresses", blockedAddresses));
        }

        private KeyMode mode() {
            return Arrays.stream(KeyMode.values())
                    .filter(mode -> mode.name().toLowerCase(Locale.ROOT).equals(keyMode))
                    .findAny()
                    .orElseThrow(() -> OstlerException.invalid("keyMode", "off, administrators or on"));
        }

        private static List<String> origins(List<String> texts) {
            try {
                return texts.stream()
                        .filter(text -> !text.isBlank())
                        .map(SecuritySettings::origin)
                        .distinct()
                        .toList();
            } catch (IllegalArgumentException e) {
                throw OstlerException.invalid("origins", "addresses such as https://panel.example");
            }
        }
    }
}
