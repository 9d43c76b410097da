package io.ostler.daemon.http.internal.tus;

import io.ostler.daemon.api.files.FileTrees;
import io.ostler.daemon.http.internal.DoorServlet;
import io.ostler.daemon.http.internal.Exchange;
import io.ostler.daemon.http.internal.transfer.Reception;
import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import jakarta.servlet.Servlet;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code /daemon/v1/tus}: uploads that can be resumed, by the tus protocol 1.0.0. */
@Component(
        service = Servlet.class,
        property = {
            "osgi.http.whiteboard.servlet.pattern=" + TusServlet.PATH + "/*",
            "osgi.http.whiteboard.servlet.asyncSupported:Boolean=true"
        })
public final class TusServlet extends DoorServlet {
    static final String PATH = "/daemon/v1/tus";
    private static final long serialVersionUID = 1L;

    private final transient UploadKeys keys;
    private final transient Reception reception;
    private final transient TusUploads uploads;

    @Activate
    public TusServlet(@Reference UploadKeys keys, @Reference FileTrees files, @Reference Reception reception) {
        super("POST, HEAD, PATCH, DELETE");
        this.keys = keys;
        this.reception = reception;
        this.uploads = new TusUploads(files, reception);
    }

    @Override
    protected String method(Exchange exchange) {
        var instead = exchange.header("X-HTTP-Method-Override");
        return instead == null ? super.method(exchange) : instead.strip().toUpperCase(Locale.ROOT);
    }

    @Override
    protected void tellAbilities(Exchange exchange) {
        TusHeaders.tellAbilities(exchange.response());
        if (exchange.header(UploadKeys.HEADER) != null) {
            var most = uploads.maxSize(keys.known(exchange));
            if (most != null) {
                exchange.response().setHeader("Tus-Max-Size", most.toString());
            }
        }
    }

    @Override
    protected void answer(Exchange exchange) {
        try {
            TusHeaders.requireVersion(exchange);
            Reception.refuseOtherForms(exchange);
            dispatch(exchange);
        } catch (OstlerException e) {
            reception.refuse(exchange, e);
        } catch (IOException e) {
            exchange.broken(e);
        }
    }

    private void dispatch(Exchange exchange) throws IOException {
        var session = keys.of(exchange);
        var path = exchange.request().getPathInfo();
        var id = path == null ? "" : path.substring(1);
        var method = method(exchange);
        if (id.isEmpty() != method.equals("POST")) {
            throw new OstlerException(ErrorCode.METHOD_NOT_ALLOWED, Map.of("allow", id.isEmpty() ? "POST" : "PATCH"));
        }
        switch (method) {
            case "POST" -> uploads.create(exchange, session);
            case "HEAD" -> uploads.tell(exchange, session, id);
            case "PATCH" -> uploads.append(exchange, session, id);
            default -> uploads.forget(exchange, session, id);
        }
    }
}
