package io.ostler.daemon.http.internal.upload;

import io.ostler.daemon.api.files.FileTrees;
import io.ostler.daemon.api.stream.Tickets;
import io.ostler.daemon.http.internal.DoorServlet;
import io.ostler.daemon.http.internal.Exchange;
import io.ostler.daemon.http.internal.transfer.Reception;
import io.ostler.daemon.http.internal.transfer.UploadTarget;
import io.ostler.model.OstlerException;
import io.ostler.protocol.TicketScope;
import jakarta.servlet.Servlet;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * {@code PUT /daemon/v1/upload}: the body becomes the file of the ticket, at once when it is complete. What follows in
 * the address is the way beneath the ticket's folder.
 */
@Component(
        service = Servlet.class,
        property = {
            "osgi.http.whiteboard.servlet.pattern=/daemon/v1/upload/*",
            "osgi.http.whiteboard.servlet.asyncSupported:Boolean=true"
        })
public final class UploadServlet extends DoorServlet {
    private static final long serialVersionUID = 1L;

    private final transient Tickets tickets;
    private final transient FileTrees files;
    private final transient Reception reception;

    @Activate
    public UploadServlet(@Reference Tickets tickets, @Reference FileTrees files, @Reference Reception reception) {
        super("PUT");
        this.tickets = tickets;
        this.files = files;
        this.reception = reception;
    }

    @Override
    protected void answer(Exchange exchange) {
        try {
            begin(exchange);
        } catch (OstlerException e) {
            reception.refuse(exchange, e);
        }
    }

    private void begin(Exchange exchange) {
        var ticket = tickets.accept(exchange.bearer(), exchange.origin(), TicketScope.FILE_UPLOAD);
        exchange.allowOrigin();
        var target = UploadTarget.of(ticket);
        Reception.refuseOtherForms(exchange);
        var path = target.file(beneath(exchange, target));
        var wanted = exchange.query("conflict");
        var conflict = target.conflict(wanted == null && ticket.overwrite() ? "overwrite" : wanted);
        long length = exchange.request().getContentLengthLong();
        Reception.requireWithin(ticket, length);
        reception.receive(
                exchange,
                ticket,
                transfer -> {
                    var tree = files.of(ticket.instance(), ticket.rights(), ticket.user());
                    target.makeFolders(tree, path);
                    var upload = tree.upload(path, length, conflict);
                    transfer.releaseLater(upload::close);
                    return new WholeFile(exchange, ticket, path, upload, reception);
                },
                reading -> {});
    }

    private static @Nullable String beneath(Exchange exchange, UploadTarget target) {
        var info = exchange.request().getPathInfo();
        var beneath = info == null ? "" : info.substring(1);
        if (!target.isFolder() && !beneath.isEmpty()) {
            throw OstlerException.invalid("path", "left out: the ticket names the file");
        }
        return beneath;
    }
}
