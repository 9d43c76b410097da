package io.ostler.panel.auth.oidc.internal;

import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPRequestSender;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.http.ReadOnlyHTTPRequest;
import com.nimbusds.oauth2.sdk.http.ReadOnlyHTTPResponse;
import io.ostler.panel.api.provider.ProviderFault;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * Asks a provider: one request, one answer, one connection, to the address that {@link Reach} judged. Follows no
 * redirects. Ten seconds and one megabyte at most. Thread-safe.
 */
final class GuardedHttp implements HTTPRequestSender {
    private static final int CONNECT_MILLIS = 5_000;
    private static final long WHOLE_NANOS = 10_000_000_000L;

    private final Reach reach;

    GuardedHttp(Reach reach) {
        this.reach = reach;
    }

    /** What Nimbus made, sent. {@code PROVIDER_FAILED}. */
    HTTPResponse send(HTTPRequest request) {
        try {
            return request.send(this);
        } catch (SSLException e) {
            throw ProviderFault.UNTRUSTED.because(String.valueOf(e.getMessage()), e);
        } catch (IOException e) {
            throw ProviderFault.UNREACHABLE.because(String.valueOf(e.getMessage()), e);
        }
    }

    /** The body of a successful answer. {@code PROVIDER_FAILED}. */
    String get(URI address) {
        var request = new HTTPRequest(HTTPRequest.Method.GET, address);
        request.setAccept("application/json");
        var answer = send(request);
        if (answer.getStatusCode() != 200 || answer.getBody() == null) {
            throw ProviderFault.BAD_ANSWER.because(
                    "status " + answer.getStatusCode() + " from " + address.getHost() + address.getPath());
        }
        return answer.getBody();
    }

    @Override
    public ReadOnlyHTTPResponse send(ReadOnlyHTTPRequest request) throws IOException {
        var address = reach.told(request.getURI().toString());
        boolean secure = "https".equalsIgnoreCase(address.getScheme());
        int port = address.getPort() > 0 ? address.getPort() : secure ? 443 : 80;
        var end = System.nanoTime() + WHOLE_NANOS;
        try (var plain = new Socket()) {
            plain.connect(new InetSocketAddress(reach.resolve(address.getHost()), port), CONNECT_MILLIS);
            plain.setSoTimeout(HttpAnswer.millisUntil(end));
            try (var socket = secure ? protect(plain, address.getHost(), port) : plain) {
                socket.getOutputStream().write(bytes(request, address, port));
                socket.getOutputStream().flush();
                return answer(socket, new BufferedInputStream(socket.getInputStream()), end);
            }
        }
    }

    private static Socket protect(Socket plain, String host, int port) throws IOException {
        var socket =
                (SSLSocket) ((SSLSocketFactory) SSLSocketFactory.getDefault()).createSocket(plain, host, port, true);
        var parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        if (!host.contains(":") && host.chars().anyMatch(Character::isLetter)) {
            parameters.setServerNames(List.of(new SNIHostName(host)));
        }
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return socket;
    }

    private static byte[] bytes(ReadOnlyHTTPRequest request, URI address, int port) throws IOException {
        var path = address.getRawPath().isEmpty() ? "/" : address.getRawPath();
        var target = address.getRawQuery() == null ? path : path + "?" + address.getRawQuery();
        var body = request.getBody() == null ? new byte[0] : request.getBody().getBytes(StandardCharsets.UTF_8);
        var host = address.getHost() + (address.getPort() > 0 ? ":" + port : "");
        var head = new StringBuilder()
                .append(request.getMethod())
                .append(' ')
                .append(target)
                .append(" HTTP/1.1\r\nHost: ")
                .append(host)
                .append("\r\nConnection: close\r\nUser-Agent: ostler\r\n");
        for (Map.Entry<String, List<String>> header : request.getHeaderMap().entrySet()) {
            for (var value : header.getValue()) {
                if ((header.getKey() + value).chars().anyMatch(Character::isISOControl)) {
                    throw new IOException("a header with control characters");
                }
                head.append(header.getKey()).append(": ").append(value).append("\r\n");
            }
        }
        if (body.length > 0) {
            head.append("Content-Length: ").append(body.length).append("\r\n");
        }
        var start = head.append("\r\n").toString().getBytes(StandardCharsets.UTF_8);
        var all = new byte[start.length + body.length];
        System.arraycopy(start, 0, all, 0, start.length);
        System.arraycopy(body, 0, all, start.length, body.length);
        return all;
    }

    private static HTTPResponse answer(Socket socket, InputStream in, long end) throws IOException {
        var read = HttpAnswer.read(socket, in, end);
        var answer = new HTTPResponse(read.status());
        answer.setBody(new String(read.body(), StandardCharsets.UTF_8));
        if (!read.contentType().isEmpty()) {
            try {
                answer.setContentType(read.contentType());
            } catch (ParseException e) {
                throw new IOException("not the name of a content type", e);
            }
        }
        return answer;
    }
}
