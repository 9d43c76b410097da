package io.ostler.panel.rest.internal.events;

import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import io.ostler.panel.api.access.Caller;
import io.ostler.panel.rest.internal.problem.Problems;
import io.ostler.panel.rest.internal.request.Callers;
import io.ostler.panel.rest.internal.request.Credential;
import io.ostler.panel.rest.internal.request.RequestFacts;
import jakarta.servlet.Servlet;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.eclipse.jetty.ee10.websocket.server.JettyWebSocketServlet;
import org.eclipse.jetty.ee10.websocket.server.JettyWebSocketServletFactory;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The door to the live events: a signed-in caller, a WebSocket, and room for one more. Thread-safe. */
@Component(
        service = Servlet.class,
        property = {
            "osgi.http.whiteboard.servlet.pattern=/api/v1/events",
            "osgi.http.whiteboard.servlet.asyncSupported:Boolean=true",
            "osgi.http.whiteboard.servlet.name=ostler-events"
        })
public final class EventsServlet extends JettyWebSocketServlet {
    private static final long serialVersionUID = 1L;
    private static final String CALLER = Caller.class.getName();
    private static final int LONGEST_FRAME = 4096;

    private final transient Callers callers;
    private final transient Subjects subjects;
    private final transient OpenSockets sockets;

    @Activate
    public EventsServlet(@Reference Callers callers, @Reference Subjects subjects, @Reference OpenSockets sockets) {
        this.callers = callers;
        this.subjects = subjects;
        this.sockets = sockets;
    }

    @Override
    protected void configure(JettyWebSocketServletFactory factory) {
        factory.setMaxTextMessageSize(LONGEST_FRAME);
        factory.setMaxBinaryMessageSize(LONGEST_FRAME);
        // The server pings when it is quiet, so only a client that is gone lets this pass.
        factory.setIdleTimeout(Duration.ofSeconds(60));
        factory.setCreator((request, response) -> {
            var http = request.getHttpServletRequest();
            var caller = (Caller) Objects.requireNonNull(http.getAttribute(CALLER));
            var credential = Credential.attached(http);
            var facts = RequestFacts.of(http);
            return new EventSocket(sockets, subjects, caller, () -> known(credential, facts));
        });
    }

    private Optional<Caller> known(@Nullable Credential credential, RequestFacts facts) {
        try {
            return callers.identify(credential, facts).map(Callers.Identified::caller);
        } catch (OstlerException e) {
            return Optional.empty(); // a key that was revoked meanwhile
        }
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        var facts = RequestFacts.of(request);
        try {
            var identified = callers.identify(Credential.attached(request), facts)
                    .orElseThrow(() -> new OstlerException(ErrorCode.NOT_SIGNED_IN));
            if (!"websocket".equalsIgnoreCase(request.getHeader("Upgrade"))) {
                throw OstlerException.invalid("Upgrade", "websocket");
            }
            sockets.checkRoom(identified.caller());
            request.setAttribute(CALLER, identified.caller());
            super.service(request, response);
        } catch (OstlerException e) {
            Problems.send(response, e, facts.id());
        }
    }
}
