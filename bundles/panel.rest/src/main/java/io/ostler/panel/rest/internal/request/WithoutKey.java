package io.ostler.panel.rest.internal.request;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.util.Arrays;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A request whose query has lost the API key: nothing behind the edge can log, record or repeat it. */
final class WithoutKey extends HttpServletRequestWrapper {
    private final @Nullable String query;

    private WithoutKey(HttpServletRequest request, String query) {
        super(request);
        var left = Arrays.stream(query.split("&", -1))
                .filter(part -> !Credential.isKeyPart(part))
                .collect(Collectors.joining("&"));
        this.query = left.isEmpty() ? null : left;
    }

    /** The same request where there is no key in its query. */
    static HttpServletRequest of(HttpServletRequest request) {
        var query = request.getQueryString();
        boolean has = query != null && Arrays.stream(query.split("&", -1)).anyMatch(Credential::isKeyPart);
        return has ? new WithoutKey(request, query) : request;
    }

    @Override
    public @Nullable String getQueryString() {
        return query;
    }

    @Override
    public @Nullable String getParameter(String name) {
        return name.equals(Credential.KEY_PARAMETER) ? null : super.getParameter(name);
    }

    @Override
    public String @Nullable [] getParameterValues(String name) {
        return name.equals(Credential.KEY_PARAMETER) ? null : super.getParameterValues(name);
    }

    @Override
    public Map<String, String[]> getParameterMap() {
        var all = new LinkedHashMap<>(super.getParameterMap());
        all.remove(Credential.KEY_PARAMETER);
        return all;
    }

    @Override
    public Enumeration<String> getParameterNames() {
        return Collections.enumeration(getParameterMap().keySet());
    }
}
