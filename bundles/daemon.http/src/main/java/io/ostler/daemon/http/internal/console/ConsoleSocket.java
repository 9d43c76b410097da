package io.ostler.daemon.http.internal.console;

import io.ostler.daemon.http.internal.Doors;
import io.ostler.daemon.http.internal.Places.Place;
import io.ostler.daemon.http.internal.Releases;
import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import io.ostler.protocol.TicketScope;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One viewer's connection, from the upgrade to its end. The next frame is asked for when the answer to the last one
 * has gone out, so that a client that doesn't read can't pile up answers. The server calls the listener's methods one
 * at a time; everything else may come from any thread. Public only because the server calls it by reflection.
 */
public final class ConsoleSocket implements Session.Listener, Doors.Watched, ConsoleStream.Line {
    private static final Logger LOG = LoggerFactory.getLogger(ConsoleSocket.class);
    private static final long PING_EVERY = TimeUnit.SECONDS.toNanos(20);
    private static final long GOODBYE_MILLIS = 500;

    private final ConsoleServices services;
    private final @Nullable String origin;
    private final Releases releases = new Releases();
    private volatile @Nullable Session session;
    private Place waiting = () -> {};
    private volatile @Nullable Conversation conversation;
    private volatile @Nullable TimeTeller times;
    private volatile long lastHeard = System.nanoTime();
    private long lastPing = lastHeard;

    ConsoleSocket(ConsoleServices services, @Nullable String origin) {
        this.services = services;
        this.origin = origin;
    }

    @Override
    public void onWebSocketOpen(Session opened) {
        session = opened;
        var doors = services.doors();
        try {
            var place = doors.placeForWaiting();
            releases.add(place::close);
            waiting = place;
        } catch (OstlerException e) {
            end(CloseCode.of(e.code()), e.code());
            return;
        }
        doors.watch(this);
        releases.add(() -> doors.forget(this));
        var patience = doors.later(this::endWithoutTicket, doors.limits().ticketSeconds(), TimeUnit.SECONDS);
        releases.add(() -> patience.cancel(false));
        opened.demand();
    }

    private void endWithoutTicket() {
        if (conversation == null) {
            end(CloseCode.NO_TICKET, ErrorCode.TICKET_INVALID);
        }
    }

    @Override
    public void onWebSocketText(String text) {
        lastHeard = System.nanoTime();
        var begun = conversation;
        try {
            if (begun == null) {
                open(text);
            } else {
                reply(begun.answer(ConsoleRequest.parse(text)));
            }
        } catch (OstlerException e) {
            if (begun == null) {
                end(CloseCode.of(e.code()), e.code());
            } else {
                reply(ConsoleReply.error(e));
            }
        } catch (IOException | RuntimeException e) {
            // the boundary to the server, which would put the message into the closing frame
            LOG.error("A console failed", e);
            end(CloseCode.FAILED, ErrorCode.INTERNAL);
        }
    }

    private void open(String text) throws IOException {
        if (!(ConsoleRequest.parse(text) instanceof ConsoleRequest.Open wanted)) {
            throw new OstlerException(ErrorCode.TICKET_INVALID);
        }
        var ticket = services.tickets()
                .accept(
                        wanted.ticket(),
                        origin,
                        TicketScope.CONSOLE_READ,
                        TicketScope.CONSOLE_COMMANDS,
                        TicketScope.CONSOLE_WRITE);
        releases.add(services.doors().placeForConsole(ticket)::close);
        waiting.close();
        var instance = ticket.instance();
        var snapshot = services.engine().find(instance).orElseThrow(() -> new OstlerException(ErrorCode.NOT_FOUND));
        releases.add(services.grants().hold(ticket.grant(), this::endByRevocation)::close);
        var bounds = services.consoles().bounds(instance);
        long from = FirstOffset.find(services.consoles(), instance, bounds, wanted.from());
        var stream = new ConsoleStream(services.consoles(), instance, from, wanted.window(), wanted.skip(), this);
        releases.add(stream::close);
        boolean mayWrite = ticket.scope() == TicketScope.CONSOLE_WRITE;
        boolean mayCommand = mayWrite || ticket.scope() == TicketScope.CONSOLE_COMMANDS;
        boolean isTerminal = snapshot.definition().terminal();
        // The greeting goes first, but nothing is answered before there is a conversation.
        aside(ConsoleReply.hello(bounds.start(), bounds.end(), from, mayWrite, mayCommand, isTerminal), () -> {});
        var asides = new Asides(this::aside);
        var teller = new TimeTeller(services.consoles(), instance, from, asides);
        teller.begin();
        times = teller;
        var seat = services.attendance().enter(instance, ticket.user(), mayWrite, new Presence(asides));
        releases.add(seat::close);
        conversation = new Conversation(services.attendance(), seat, ticket, stream);
        reply(null);
        stream.start();
    }

    private void reply(@Nullable String frame) {
        var open = session;
        if (open == null) {
            return;
        }
        if (frame == null) {
            open.demand();
        } else {
            open.sendText(frame, Callback.from(open::demand, this::fail));
        }
    }

    private void aside(String frame, Runnable wentOut) {
        var open = session;
        if (open != null) {
            open.sendText(frame, Callback.from(wentOut, this::fail));
        }
    }

    private void endByRevocation() {
        end(CloseCode.RIGHT_WITHDRAWN, ErrorCode.GRANT_REVOKED);
    }

    // ---- what the console says

    @Override
    public void output(ByteBuffer bytes, Runnable wentOut) {
        var open = session;
        if (open != null) {
            open.sendBinary(bytes, Callback.from(wentOut, this::fail));
        }
    }

    @Override
    public void gap(long from, long to, boolean isStored) {
        var open = session;
        if (open != null) {
            open.sendText(ConsoleReply.gap(from, to, isStored), Callback.from(() -> {}, this::fail));
        }
    }

    @Override
    public void ended(String reason) {
        var code = CloseCode.reason(reason);
        end(CloseCode.of(code), code);
    }

    // ---- life of the connection

    @Override
    public void onWebSocketBinary(ByteBuffer payload, Callback callback) {
        callback.succeed();
        end(CloseCode.WRONG_KIND, ErrorCode.INVALID_REQUEST);
    }

    @Override
    public void onWebSocketPing(ByteBuffer payload) {
        lastHeard = System.nanoTime();
        var open = session;
        if (open != null) {
            open.sendPong(payload, Callback.from(open::demand, this::fail));
        }
    }

    @Override
    public void onWebSocketPong(ByteBuffer payload) {
        lastHeard = System.nanoTime();
        reply(null);
    }

    @Override
    public void look(long now) {
        var open = session;
        if (open == null) {
            return;
        }
        if (now - lastHeard > TimeUnit.SECONDS.toNanos(services.doors().limits().silenceSeconds())) {
            fail(new IOException("no sign of life"));
        } else if (now - lastPing > PING_EVERY) {
            lastPing = now;
            open.sendPing(ByteBuffer.allocate(0), Callback.from(() -> {}, this::fail));
        }
        var going = conversation;
        if (going != null) {
            going.stream().restIfStalled(now);
            var teller = times;
            if (teller != null) {
                teller.goOn();
            }
        }
    }

    @Override
    public void stop() {
        end(CloseCode.GOING_AWAY, ErrorCode.NODE_AWAY);
    }

    private void end(int code, ErrorCode reason) {
        var open = session;
        if (releases.isOver() || open == null) {
            return;
        }
        releases.close();
        open.close(code, reason.name(), Callback.NOOP);
        var unused = services.doors().later(open::disconnect, GOODBYE_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void fail(Throwable cause) {
        LOG.debug("A console's connection broke", cause);
        releases.close();
        var open = session;
        if (open != null) {
            open.disconnect();
        }
    }

    @Override
    public void onWebSocketError(Throwable cause) {
        LOG.debug("A console's connection failed", cause);
        releases.close();
    }

    @Override
    public void onWebSocketClose(int code, @Nullable String reason, Callback callback) {
        releases.close();
        callback.succeed();
    }
}
