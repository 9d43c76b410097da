package io.ostler.daemon.http.internal.download;

import io.ostler.daemon.http.internal.DoorServlet;
import io.ostler.daemon.http.internal.Exchange;
import jakarta.servlet.Servlet;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code GET /daemon/v1/d/…}: what is behind an address of {@link DownloadLinks}. */
@Component(
        service = Servlet.class,
        property = {
            "osgi.http.whiteboard.servlet.pattern=" + LinkedFileServlet.PREFIX + "*",
            "osgi.http.whiteboard.servlet.asyncSupported:Boolean=true"
        })
public final class LinkedFileServlet extends DoorServlet {
    static final String PREFIX = "/daemon/v1/d/";
    private static final long serialVersionUID = 1L;

    private final transient DownloadLinks links;
    private final transient FileSending sending;

    @Activate
    public LinkedFileServlet(@Reference DownloadLinks links, @Reference FileSending sending) {
        super("GET, HEAD");
        this.links = links;
        this.sending = sending;
    }

    @Override
    protected void answer(Exchange exchange) {
        var path = exchange.request().getPathInfo();
        var fetch = links.fetch(path == null ? "" : path.substring(1));
        sending.send(exchange, fetch.wanted(), fetch.over());
    }
}
