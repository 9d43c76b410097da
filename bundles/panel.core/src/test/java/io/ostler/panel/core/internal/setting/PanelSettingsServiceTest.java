package io.ostler.panel.core.internal.setting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import io.ostler.model.UserId;
import io.ostler.panel.api.access.AccessControl;
import io.ostler.panel.api.access.AddressRange;
import io.ostler.panel.api.access.Caller;
import io.ostler.panel.api.access.RoleId;
import io.ostler.panel.api.setting.SecuritySettings;
import io.ostler.panel.api.setting.SecuritySettings.KeyMode;
import io.ostler.panel.api.setting.SecuritySettings.Security;
import io.ostler.panel.api.setting.Setting;
import io.ostler.panel.api.store.SettingStore;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PanelSettingsServiceTest {
    private static final Setting<Integer> NUMBER = Setting.number("test.number", 5, 1, 10);

    private final Map<String, String> stored = new HashMap<>();
    private boolean failing;
    private int reads;
    private long now;
    private final PanelSettingsService settings = new PanelSettingsService(
            new SettingStore() {
                @Override
                public Optional<String> get(String name) {
                    reads++;
                    if (failing) {
                        throw new OstlerException(ErrorCode.STORAGE_FAILED);
                    }
                    return Optional.ofNullable(stored.get(name));
                }

                @Override
                public void put(String name, String value) {
                    stored.put(name, value);
                }

                @Override
                public boolean putIfAbsent(String name, String value) {
                    return stored.putIfAbsent(name, value) == null;
                }
            },
            () -> now);

    private void pass(Duration time) {
        now += time.toNanos();
    }

    @Test
    void whatWasSetGoesBeforeWhatIsConfiguredAndThatBeforeTheDefault() {
        assertEquals(5, settings.get(NUMBER));
        settings.configured(NUMBER, 7);
        assertEquals(7, settings.get(NUMBER));
        settings.put(NUMBER, 9);
        assertEquals(9, settings.get(NUMBER));
        assertEquals("9", stored.get("test.number"));
    }

    @Test
    void whatIsOutOfBoundsIsRefusedAndChangesNothing() {
        var refused = assertThrows(OstlerException.class, () -> settings.put(NUMBER, 11));
        assertEquals(ErrorCode.VALUE_OUT_OF_RANGE, refused.code());
        assertEquals(Map.of("field", "test.number", "min", "1", "max", "10"), refused.parameters());
        assertEquals(5, settings.get(NUMBER));
    }

    @Test
    void readingCostsNothingForTwoSecondsAndThenSeesWhatAnotherPanelWrote() {
        settings.get(NUMBER);
        stored.put("test.number", "3");
        for (int i = 0; i < 100; i++) {
            assertEquals(5, settings.get(NUMBER));
        }
        assertEquals(1, reads);
        var told = new ArrayList<Setting<?>>();
        settings.listen(told::add);
        pass(Duration.ofSeconds(2));
        assertEquals(3, settings.get(NUMBER));
        assertEquals(List.of(NUMBER), told);
    }

    @Test
    void whatAnotherPanelSaysThatItSetIsReadAtOnce() {
        settings.get(NUMBER);
        var told = new ArrayList<Setting<?>>();
        settings.listen(told::add);
        stored.put("test.number", "3");
        settings.changed("ostler_setting", "another");
        settings.changed("ostler_node", "test.number");
        assertEquals(5, settings.get(NUMBER));
        settings.changed("ostler_setting", "test.number");
        assertEquals(List.of(NUMBER), told);
        assertEquals(3, settings.get(NUMBER));
        stored.put("test.number", "4");
        settings.changed("", null);
        assertEquals(4, settings.get(NUMBER));
    }

    @Test
    void aStoreThatFailsOrHoldsNonsenseLeavesWhatHeld() {
        settings.put(NUMBER, 9);
        stored.put("test.number", "many");
        pass(Duration.ofSeconds(2));
        assertEquals(9, settings.get(NUMBER));
        failing = true;
        pass(Duration.ofSeconds(2));
        assertEquals(9, settings.get(NUMBER));
    }

    @Test
    void whoListensLearnsOfEachChangeUntilTheyClose() {
        var told = new ArrayList<Setting<?>>();
        var listening = settings.listen(told::add);
        settings.put(NUMBER, 2);
        listening.close();
        settings.put(NUMBER, 3);
        assertEquals(List.of(NUMBER), told);
    }

    @Test
    void choicesAndListsComeBackAsTheyWereStored() {
        settings.put(SecuritySettings.KEY_MODE, KeyMode.ADMINISTRATORS);
        var proxies = List.of(AddressRange.parse("10.0.0.0/8"), AddressRange.parse("::1"));
        settings.put(SecuritySettings.TRUSTED_PROXIES, proxies);
        pass(Duration.ofSeconds(3));
        assertEquals(KeyMode.ADMINISTRATORS, settings.get(SecuritySettings.KEY_MODE));
        assertEquals(proxies, settings.get(SecuritySettings.TRUSTED_PROXIES));
        settings.put(SecuritySettings.TRUSTED_PROXIES, List.of());
        pass(Duration.ofSeconds(3));
        assertEquals(List.of(), settings.get(SecuritySettings.TRUSTED_PROXIES));
    }

    @Test
    void originsAreWhatBrowsersSend() {
        assertEquals("https://panel.example", SecuritySettings.origin("https://Panel.Example:443/"));
        assertEquals("http://panel.example:8080", SecuritySettings.origin(" http://panel.example:8080 "));
        for (var bad : List.of("panel.example", "ftp://a", "https://a/b", "https://u@a", "null", "*", "https://a?b")) {
            assertThrows(IllegalArgumentException.class, () -> SecuritySettings.origin(bad), bad);
        }
    }

    @Test
    void addressesAreBlockedButNeverOnesOwnNorThisMachine() {
        var access = (AccessControl) Proxy.newProxyInstance(
                AccessControl.class.getClassLoader(), new Class<?>[] {AccessControl.class}, (p, m, a) -> null);
        var security = new SecuritySettingsService(access, settings);
        var admin = new Caller(UserId.create(), "admin", RoleId.ADMINISTRATOR, "s", "", "192.0.2.7");
        security.change(admin, blocking(security.get(admin), "198.51.100.0/24", "2001:db8::/32"));
        var blocks = settings.get(SecuritySettings.BLOCKED_ADDRESSES);
        assertTrue(SecuritySettings.isBlocked(blocks, "198.51.100.255"));
        assertTrue(SecuritySettings.isBlocked(blocks, "::ffff:198.51.100.1"));
        assertTrue(SecuritySettings.isBlocked(blocks, "2001:db8::1%eth0"));
        assertFalse(SecuritySettings.isBlocked(blocks, "198.51.101.1"));
        assertFalse(SecuritySettings.isBlocked(blocks, "not an address"));

        var own = assertThrows(
                OstlerException.class, () -> security.change(admin, blocking(security.get(admin), "192.0.2.0/24")));
        assertEquals(ErrorCode.OWN_ADDRESS_BLOCKED, own.code());
        assertEquals(Map.of("address", "192.0.2.7"), own.parameters());
        for (var here : List.of("127.0.0.1", "127.0.0.0/8", "::1")) {
            var refused = assertThrows(
                    OstlerException.class, () -> security.change(admin, blocking(security.get(admin), here)));
            assertEquals(ErrorCode.INVALID_REQUEST, refused.code());
        }
        assertEquals(blocks, settings.get(SecuritySettings.BLOCKED_ADDRESSES));
        assertFalse(SecuritySettings.isBlocked(List.of(AddressRange.parse("0.0.0.0/0")), "127.0.0.1"));
    }

    private static Security blocking(Security now, String... blocks) {
        return new Security(
                now.keyMode(),
                now.sessionIdleHours(),
                now.sessionDays(),
                now.passwordLength(),
                now.trustedProxies(),
                now.origins(),
                Arrays.stream(blocks).map(AddressRange::parse).toList());
    }
}
