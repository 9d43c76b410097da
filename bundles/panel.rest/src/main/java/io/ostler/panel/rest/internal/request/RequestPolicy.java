package io.ostler.panel.rest.internal.request;

import io.ostler.panel.api.access.AddressRange;
import io.ostler.panel.api.setting.PanelSettings;
import io.ostler.panel.api.setting.SecuritySettings;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * The configured limits, and what of a request's headers may be believed: {@code X-Forwarded-*} counts only when the
 * peer is a trusted proxy. What people set counts before
 * what is configured. Thread-safe.
 */
@Component(service = RequestPolicy.class, configurationPid = "io.ostler.panel.rest")
@Designate(ocd = RequestPolicy.Config.class)
public final class RequestPolicy {

    /** Settings of the HTTP interface. */
    @ObjectClassDefinition(name = "Ostler Panel REST")
    public @interface Config {
        @AttributeDefinition(
                name = "Trusted proxies",
                description = "Addresses or blocks (10.0.0.0/8) of reverse proxies whose X-Forwarded-* headers count."
                        + " Empty: none.")
        String[] trustedProxies() default {};

        @AttributeDefinition(
                name = "Largest request",
                description = "Bytes of a request's body, 1024 to 16777216. Texts of files have their own limit.")
        int bodyBytes() default 1 << 20;

        @AttributeDefinition(
                name = "Largest text of a file",
                description = "Bytes of a request that saves a text file, 1024 to 16777216.")
        int textBytes() default 6 << 20;
    }

    private final List<AddressRange> proxies;
    private volatile @Nullable PanelSettings settings;
    private final int bodyBytes;
    private final int textBytes;

    @Activate
    public RequestPolicy(Config config) {
        this.proxies = Arrays.stream(config.trustedProxies())
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .map(AddressRange::parse)
                .toList();
        this.bodyBytes = limit("bodyBytes", config.bodyBytes());
        this.textBytes = limit("textBytes", config.textBytes());
    }

    /** Comes with the storage; nothing behind the edge answers before. */
    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    public void setSettings(PanelSettings next) {
        next.configured(SecuritySettings.TRUSTED_PROXIES, proxies);
        settings = next;
    }

    public void unsetSettings(PanelSettings former) {
        if (settings == former) {
            settings = null;
        }
    }

    /** Whether a web origin is ours though the {@code Host} header doesn't say so. */
    boolean isOwnOrigin(String origin) {
        var present = settings;
        return present != null && present.get(SecuritySettings.ORIGINS).contains(origin.toLowerCase(Locale.ROOT));
    }

    /** Whether nobody from there is let in. */
    boolean isBlocked(String address) {
        var present = settings;
        return present != null && SecuritySettings.isBlocked(present.get(SecuritySettings.BLOCKED_ADDRESSES), address);
    }

    private List<AddressRange> proxies() {
        var present = settings;
        return present == null ? proxies : present.get(SecuritySettings.TRUSTED_PROXIES);
    }

    private static int limit(String name, int value) {
        if (value < 1024 || value > 16 << 20) {
            throw new IllegalArgumentException("io.ostler.panel.rest: " + name + " must be 1024 to 16777216");
        }
        return value;
    }

    int bodyBytes() {
        return bodyBytes;
    }

    int textBytes() {
        return textBytes;
    }

    /** Address of the client: the last one in the chain of proxies that isn't a trusted proxy itself. */
    String clientAddress(HttpServletRequest request) {
        var peer = request.getRemoteAddr();
        if (!isProxy(peer)) {
            return peer;
        }
        var chain = request.getHeader("X-Forwarded-For");
        if (chain == null) {
            return peer;
        }
        var hops = chain.split(",", -1);
        for (int i = hops.length - 1; i >= 0; i--) {
            var hop = hops[i].strip();
            if (AddressRange.address(hop).isEmpty()) {
                return peer;
            }
            if (!isProxy(hop)) {
                return hop;
            }
        }
        return peer;
    }

    String scheme(HttpServletRequest request) {
        var said = forwarded(request, "X-Forwarded-Proto");
        return said != null && (said.equals("https") || said.equals("http")) ? said : request.getScheme();
    }

    /** Host and port as the client wrote them; null when it named none. */
    @Nullable
    String host(HttpServletRequest request) {
        var said = forwarded(request, "X-Forwarded-Host");
        var host = said == null ? request.getHeader("Host") : said;
        return host == null ? null : host.toLowerCase(Locale.ROOT);
    }

    private @Nullable String forwarded(HttpServletRequest request, String header) {
        return isProxy(request.getRemoteAddr()) ? request.getHeader(header) : null;
    }

    private boolean isProxy(String address) {
        var trusted = proxies();
        return !trusted.isEmpty()
                && AddressRange.address(address)
                        .filter(peer -> trusted.stream().anyMatch(range -> range.contains(peer)))
                        .isPresent();
    }
}
