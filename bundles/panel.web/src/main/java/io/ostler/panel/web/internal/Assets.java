package io.ostler.panel.web.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;

/**
 * The files of the web console that this bundle holds, found once: a request is looked up in this table, so no text of
 * a request ever becomes a path. Immutable.
 */
final class Assets {
    private static final String ROOT = "/static/";

    private final Map<String, URL> files;
    private final String page;

    private Assets(Map<String, URL> files) {
        this.files = Map.copyOf(files);
        URL index = files.get("index.html");
        if (index == null) {
            throw new IllegalStateException("the bundle holds no web console");
        }
        try (InputStream in = index.openStream()) {
            page = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Assets of(Bundle bundle) {
        var found = bundle.findEntries(ROOT, "*", true);
        var files = new HashMap<String, URL>();
        for (URL url : found == null ? Collections.<URL>emptyList() : Collections.list(found)) {
            String path = url.getPath();
            if (!path.endsWith("/")) {
                files.put(path.substring(path.indexOf(ROOT) + ROOT.length()), url);
            }
        }
        return new Assets(files);
    }

    static Assets of(Map<String, URL> files) {
        return new Assets(files);
    }

    /** The page with the nonce in its places. */
    String page(String nonce) {
        return page.replace("__CSP_NONCE__", nonce);
    }

    /**
     * The best stored form of a file.
     *
     * @param accepted the request's Accept-Encoding
     */
    Optional<Asset> find(String name, @Nullable String accepted) {
        URL plain = files.get(name);
        if (plain == null || name.equals("index.html") || name.endsWith(".br") || name.endsWith(".gz")) {
            return Optional.empty();
        }
        URL brotli = files.get(name + ".br");
        if (brotli != null && accepts(accepted, "br")) {
            return Optional.of(new Asset(brotli, "br"));
        }
        URL gzip = files.get(name + ".gz");
        if (gzip != null && accepts(accepted, "gzip")) {
            return Optional.of(new Asset(gzip, "gzip"));
        }
        return Optional.of(new Asset(plain, null));
    }

    private static boolean accepts(@Nullable String accepted, String coding) {
        if (accepted == null) {
            return false;
        }
        for (String part : accepted.split(",")) {
            String[] words = part.trim().split(";");
            boolean refused = words.length > 1 && words[1].trim().matches("q=0(\\.0*)?");
            if (words[0].equals(coding) && !refused) {
                return true;
            }
        }
        return false;
    }

    /** @param encoding content coding, null for the plain file */
    record Asset(URL url, @Nullable String encoding) {}
}
