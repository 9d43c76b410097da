package io.ostler.panel.rest.internal.request;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;

/**
 * Says that the connection ends where a request was answered before all of its body was read. The server closes it then,
 * and a client that wasn't told would lose its next request on it. Stateless.
 */
public final class UnreadBody implements ContainerResponseFilter {
    static final String BODY = UnreadBody.class.getName();

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        boolean read = request.getProperty(BODY) instanceof LimitedStream body && body.isEnded();
        if (announcesBody(request) && !read) {
            response.getHeaders().putSingle("Connection", "close");
        }
    }

    private static boolean announcesBody(ContainerRequestContext request) {
        return request.getLength() > 0 || request.getHeaderString("Transfer-Encoding") != null;
    }
}
