package io.ostler.panel.web.internal;

import io.ostler.model.ErrorCode;
import io.ostler.panel.api.node.NodeTargets;
import io.ostler.panel.web.internal.Assets.Asset;
import io.ostler.protocol.problem.Problem;
import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/**
 * Everything that no other servlet answers: hashed files that never change, and for any other address the page, so that
 * a deep link opens. Addresses of the API and the daemon that nobody serves stay errors. Thread-safe.
 */
@Component(service = Servlet.class, property = "osgi.http.whiteboard.servlet.pattern=/*")
public final class WebConsole extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final Map<String, String> TYPES = Map.of(
            "js", "text/javascript; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "svg", "image/svg+xml",
            "json", "application/json",
            "webmanifest", "application/manifest+json",
            "woff2", "font/woff2",
            "png", "image/png",
            "ico", "image/x-icon",
            "txt", "text/plain; charset=utf-8");

    private final transient SecureRandom random = new SecureRandom();
    private final transient Assets assets;

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    private transient volatile @Nullable NodeTargets nodes;

    @Activate
    public WebConsole(BundleContext context) {
        this(Assets.of(context.getBundle()), null);
    }

    WebConsole(Assets assets, @Nullable NodeTargets nodes) {
        this.assets = assets;
        this.nodes = nodes;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String path = request.getRequestURI();
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Referrer-Policy", "same-origin");
        response.setHeader("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()");
        response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
        if (path.startsWith("/api/v1/")) {
            // The interface itself knows what doesn't exist; that it doesn't answer is a matter of moments.
            problem(response, ErrorCode.NOT_READY);
        } else if (path.startsWith("/api/")
                || path.startsWith("/daemon/")
                || path.equals("/api")
                || path.equals("/daemon")) {
            problem(response, ErrorCode.NOT_FOUND);
        } else if (!request.getMethod().equals("GET") && !request.getMethod().equals("HEAD")) {
            response.setHeader("Allow", "GET, HEAD");
            problem(response, ErrorCode.METHOD_NOT_ALLOWED);
        } else {
            file(path.substring(1), request, response);
        }
    }

    private void file(String name, HttpServletRequest request, HttpServletResponse response) throws IOException {
        Optional<Asset> asset = assets.find(name, request.getHeader("Accept-Encoding"));
        if (asset.isPresent()) {
            send(name, asset.get(), request, response);
        } else if (name.startsWith("assets/")) {
            problem(response, ErrorCode.NOT_FOUND);
        } else {
            page(request, response);
        }
    }

    private static void send(String name, Asset asset, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        response.setContentType(
                TYPES.getOrDefault(name.substring(name.lastIndexOf('.') + 1), "application/octet-stream"));
        // Names of built files carry a hash of their content; the few others are asked for again each time.
        response.setHeader(
                "Cache-Control", name.startsWith("assets/") ? "public, max-age=31536000, immutable" : "no-cache");
        response.setHeader("Vary", "Accept-Encoding");
        // An SVG opened by its address is a document: it may do nothing.
        response.setHeader("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; sandbox");
        if (asset.encoding() != null) {
            response.setHeader("Content-Encoding", asset.encoding());
        }
        URLConnection connection = asset.url().openConnection();
        long length = connection.getContentLengthLong();
        if (length >= 0) {
            response.setContentLengthLong(length);
        }
        try (var in = connection.getInputStream()) {
            if (request.getMethod().equals("GET")) {
                in.transferTo(response.getOutputStream());
            }
        }
    }

    private void page(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var bytes = new byte[18];
        random.nextBytes(bytes);
        String nonce = Base64.getEncoder().encodeToString(bytes);
        byte[] body = assets.page(nonce).getBytes(StandardCharsets.UTF_8);
        response.setContentType("text/html; charset=utf-8");
        response.setHeader("Cache-Control", "no-cache, no-store");
        response.setHeader("Content-Security-Policy", ContentPolicy.of(nonce, nodeAddresses()));
        response.setContentLength(body.length);
        if (request.getMethod().equals("GET")) {
            response.getOutputStream().write(body);
        }
    }

    private List<String> nodeAddresses() {
        var targets = nodes;
        return targets == null
                ? List.of()
                : targets.remote().stream().flatMap(n -> n.addresses().stream()).toList();
    }

    private static void problem(HttpServletResponse response, ErrorCode code) throws IOException {
        var problem = Problem.of(code, Map.of(), UUID.randomUUID().toString());
        response.setStatus(problem.status());
        response.setContentType(Problem.MEDIA_TYPE);
        response.setHeader("Cache-Control", "no-store");
        response.getOutputStream().write(problem.json().getBytes(StandardCharsets.UTF_8));
    }
}
