package io.ostler.daemon.http.internal.tus;

import io.ostler.daemon.http.internal.DoorServlet;
import io.ostler.daemon.http.internal.Exchange;
import jakarta.servlet.Servlet;
import java.io.IOException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code POST /daemon/v1/uploads}: trades a ticket for a key with which many files can be uploaded at once. */
@Component(service = Servlet.class, property = "osgi.http.whiteboard.servlet.pattern=/daemon/v1/uploads")
public final class KeysServlet extends DoorServlet {
    private static final long serialVersionUID = 1L;

    private final transient UploadKeys keys;

    @Activate
    public KeysServlet(@Reference UploadKeys keys) {
        super("POST");
        this.keys = keys;
    }

    @Override
    protected void answer(Exchange exchange) throws IOException {
        var session = keys.begin(exchange);
        exchange.json(201, out -> {
            out.name("key").value(session.key());
            out.name("folder").value(session.target().isFolder());
            var most = session.ticket().maxSize();
            if (most != null) {
                out.name("maxSize").value(most);
            }
        });
    }
}
