package io.ostler.daemon.fetch.internal.net;

import io.ostler.model.OstlerException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/** Gets what stands at an address, through redirects that are each judged like the first. Thread-safe; blocks. */
public final class WebClient {
    private static final int MOST_REDIRECTS = 5;

    private final Dialer dialer;
    private final Limits limits;
    private final ScheduledExecutorService clock;

    /**
     * @param connect until a connection stands
     * @param stall without a byte
     * @param head until the headers are there, however slowly they drip
     * @param whole for everything
     */
    public record Limits(Duration connect, Duration stall, Duration head, Duration whole) {
        public static final Limits USUAL = new Limits(
                Duration.ofSeconds(10), Duration.ofSeconds(30), Duration.ofSeconds(60), Duration.ofHours(12));
    }

    /** @param clock ends what takes too long */
    public WebClient(
            Resolver resolver,
            AddressPolicy policy,
            SSLSocketFactory tls,
            Limits limits,
            ScheduledExecutorService clock) {
        this.dialer = new Dialer(resolver, policy, tls, limits.connect, limits.stall);
        this.limits = limits;
        this.clock = clock;
    }

    public void check(WebAddress address) {
        dialer.check(address);
    }

    /** @param redirected told of each further host */
    public Answer get(WebAddress first, Consumer<String> redirected) {
        var address = first;
        for (int i = 0; i <= MOST_REDIRECTS; i++) {
            var asked = ask(address);
            if (asked.answer() != null) {
                return asked.answer();
            }
            var target = address.redirected(asked.redirect());
            if (address.secure() && !target.secure()) {
                throw FetchErrors.failed("a redirect from https to http");
            }
            if (!target.host().equals(address.host())) {
                redirected.accept(target.host());
            }
            address = target;
        }
        throw FetchErrors.failed("more than %d redirects".formatted(MOST_REDIRECTS));
    }

    /** One of the two. */
    private record Asked(@Nullable Answer answer, String redirect) {}

    private Asked ask(WebAddress address) {
        Socket plain = null;
        boolean kept = false;
        try {
            plain = dialer.dial(address);
            var deadline = closeAfter(limits.head, plain);
            var socket = address.secure() ? dialer.secured(plain, address) : plain;
            socket.getOutputStream().write(request(address));
            var in = new BufferedInputStream(socket.getInputStream(), 64 << 10);
            var head = Head.read(in);
            deadline.cancel(false);
            var location = head.header("location");
            if (head.isRedirect() && location != null) {
                return new Asked(null, location);
            }
            if (head.status() != 200) {
                throw FetchErrors.failed("status " + head.status());
            }
            var end = closeAfter(limits.whole, plain);
            var answer = new Answer(address, head, in, () -> {
                end.cancel(false);
                socket.close();
            });
            kept = true;
            return new Asked(answer, "");
        } catch (OstlerException e) {
            throw e;
        } catch (IOException e) {
            throw failure(e);
        } finally {
            if (!kept) {
                close(plain);
            }
        }
    }

    private ScheduledFuture<?> closeAfter(Duration time, Socket socket) {
        return clock.schedule(() -> close(socket), time.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static void close(@Nullable Socket socket) {
        try {
            if (socket != null) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** No compression: a small answer could hold any amount. */
    private static byte[] request(WebAddress address) {
        return """
                GET %s HTTP/1.1\r
                Host: %s\r
                User-Agent: Ostler\r
                Accept: */*\r
                Accept-Encoding: identity\r
                Connection: close\r
                \r
                """.formatted(address.target(), address.authority()).getBytes(StandardCharsets.US_ASCII);
    }

    /** What went wrong, without the text of a library. */
    public static OstlerException failure(IOException failure) {
        if (failure instanceof SocketTimeoutException) {
            return FetchErrors.failed("nothing for too long", failure);
        }
        if (failure instanceof SSLException) {
            return FetchErrors.failed("its certificate or encryption can't be trusted", failure);
        }
        return FetchErrors.failed("the connection broke", failure);
    }
}
