package io.ostler.link;

import com.google.gson.JsonParseException;
import io.ostler.link.json.WireJson;
import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.lsp4j.jsonrpc.Endpoint;
import org.eclipse.lsp4j.jsonrpc.MessageIssueException;
import org.eclipse.lsp4j.jsonrpc.json.JsonRpcMethod;
import org.eclipse.lsp4j.jsonrpc.json.MessageJsonHandler;
import org.eclipse.lsp4j.jsonrpc.messages.Message;
import org.eclipse.lsp4j.jsonrpc.messages.NotificationMessage;
import org.eclipse.lsp4j.jsonrpc.messages.RequestMessage;
import org.eclipse.lsp4j.jsonrpc.services.EndpointProxy;
import org.eclipse.lsp4j.jsonrpc.services.ServiceEndpoints;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One end of a link: our object for the other end, and {@link #remote()}, the other end's object for us, as JSON-RPC
 * 2.0 over a carrier of texts. Both ends may call at any time; answers come in any order, notifications in theirs.
 * Every call of ours has a time limit; all of them fail with {@code NODE_AWAY} when the link ends.
 *
 * <p>Thread-safe. Nothing blocks: our object is called on the carrier's reading thread and answers by futures; futures
 * given to callers here complete on virtual threads.
 *
 * @param <R> the other end's interface
 */
public final class Link<R> implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Link.class);

    /** Bytes of one text in UTF-8, either way. */
    public static final int LONGEST_TEXT = 8 << 20;

    /** What a call may take unless said otherwise. */
    public static final Duration TIMEOUT = Duration.ofSeconds(15);

    private static final int NORMAL = 1000;
    private static final int PROTOCOL_ERROR = 1002;

    private final TextChannel channel;
    private final Duration timeout;
    private final Outbox outbox;
    private final MessageJsonHandler json;
    private final RpcEndpoint endpoint;
    private final R remote;
    private final Set<Call> calls = ConcurrentHashMap.newKeySet();
    private final AtomicReference<@Nullable String> ended = new AtomicReference<>();
    private final CompletableFuture<String> end = new CompletableFuture<>();

    /**
     * @param local ours; its methods return at once
     * @param localType the interface of ours that the other end may call
     * @param timeout of each call to the other end
     */
    public <L> Link(L local, Class<L> localType, Class<R> remoteType, TextChannel channel, Duration timeout) {
        this.channel = channel;
        this.timeout = timeout;
        outbox = new Outbox(channel, reason -> end(PROTOCOL_ERROR, reason));
        var own = ServiceEndpoints.getSupportedMethods(localType);
        var methods = new LinkedHashMap<String, JsonRpcMethod>(own);
        methods.putAll(ServiceEndpoints.getSupportedMethods(remoteType));
        json = new MessageJsonHandler(methods, WireJson::configure);
        endpoint = new RpcEndpoint(this::send, new LocalEnd(local, own));
        endpoint.setJsonHandler(json);
        json.setMethodProvider(endpoint);
        // The library's own proxy wants its Endpoint to be visible to the interface's bundle.
        remote = remoteType.cast(Proxy.newProxyInstance(
                remoteType.getClassLoader(), new Class<?>[] {remoteType}, new EndpointProxy(new Caller(), remoteType)));
    }

    /** The other end. */
    public R remote() {
        return remote;
    }

    /** Takes one whole text from the carrier; call in order, one at a time. */
    public void receive(String text) {
        if (ended.get() != null) {
            return;
        }
        try {
            Message message = json.parseMessage(text);
            if (message == null) {
                throw new JsonParseException("null is no message");
            }
            endpoint.consume(message);
        } catch (MessageIssueException e) {
            endpoint.handle(e.getRpcMessage(), e.getIssues());
        } catch (RuntimeException e) { // whatever a hostile text does to the parser ends this link and nothing else
            LOG.warn("The other end of a link sent what is no message; the link ends");
            end(PROTOCOL_ERROR, "LINK_MALFORMED");
        }
    }

    /** Holds up a virtual thread that pushes much while the other end takes little. */
    public void awaitRoom() throws InterruptedException {
        outbox.awaitRoom();
    }

    /** The carrier is gone. Idempotent; the first reason stays. */
    public void closed(String reason) {
        if (!ended.compareAndSet(null, reason)) {
            return;
        }
        outbox.close();
        calls.forEach(call -> call.lose(away()));
        end.complete(reason);
    }

    /** Completes with the reason when the link has ended, on the thread that ended it. */
    public CompletableFuture<String> ended() {
        return end.copy();
    }

    /** Ends the link from our side. */
    public void close(String reason) {
        end(NORMAL, reason);
    }

    @Override
    public void close() {
        close("CLOSED");
    }

    private void end(int code, String reason) {
        closed(reason);
        channel.close(code, reason);
    }

    private OstlerException away() {
        return OstlerException.of(ErrorCode.NODE_AWAY, "reason", String.valueOf(ended.get()));
    }

    private void send(Message message) {
        var text = json.serialize(message);
        if (fits(text)) {
            post(message, text);
        } else if (message instanceof RequestMessage request) {
            endpoint.failOwn(request, new OstlerException(ErrorCode.REQUEST_TOO_LARGE));
        } else {
            // An answer: the library turns this into an error for the other end.
            throw new OstlerException(ErrorCode.REQUEST_TOO_LARGE);
        }
    }

    private static boolean fits(String text) {
        return text.length() <= LONGEST_TEXT / 3
                || text.codePoints().mapToLong(Link::bytes).sum() <= LONGEST_TEXT;
    }

    private static long bytes(int codePoint) {
        return codePoint < 0x80 ? 1 : codePoint < 0x800 ? 2 : codePoint < 0x10000 ? 3 : 4;
    }

    private void post(Message message, String text) {
        try {
            outbox.send(text);
        } catch (OstlerException e) {
            // The link has ended; what nobody waits for is gone with it.
            if (!(message instanceof NotificationMessage)) {
                throw e;
            }
        }
    }

    /** Calls of ours, with their limit and their end. */
    private final class Caller implements Endpoint {

        @Override
        public CompletableFuture<?> request(String method, @Nullable Object params) {
            var call = new Call();
            calls.add(call);
            call.whenComplete((answer, error) -> calls.remove(call));
            if (ended.get() == null) {
                call.follow(endpoint.request(method, params), timeout);
            }
            if (ended.get() != null) {
                call.lose(away());
            }
            return call;
        }

        @Override
        public void notify(String method, @Nullable Object params) {
            if (ended.get() == null) {
                endpoint.notify(method, params);
            }
        }
    }
}
