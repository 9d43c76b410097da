package io.ostler.link;

import io.ostler.model.OstlerException;
import java.util.List;
import org.eclipse.lsp4j.jsonrpc.Endpoint;
import org.eclipse.lsp4j.jsonrpc.MessageConsumer;
import org.eclipse.lsp4j.jsonrpc.RemoteEndpoint;
import org.eclipse.lsp4j.jsonrpc.messages.Message;
import org.eclipse.lsp4j.jsonrpc.messages.MessageIssue;
import org.eclipse.lsp4j.jsonrpc.messages.RequestMessage;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The library's endpoint with our manners: errors carry a code and no stack trace, and what the other end sent never
 * lands in the log. Thread-safe.
 */
final class RpcEndpoint extends RemoteEndpoint {
    private static final Logger LOG = LoggerFactory.getLogger(RpcEndpoint.class);

    private final MessageConsumer out;

    RpcEndpoint(MessageConsumer out, Endpoint local) {
        super(out, local, WireErrors::toWire);
        this.out = out;
    }

    /** Ends a request of ours that can't be sent, so that it stays in no table. */
    void failOwn(RequestMessage request, OstlerException reason) {
        consume(createErrorResponseMessage(request, WireErrors.toWire(reason)));
    }

    @Override
    protected void handleResponse(ResponseMessage response) {
        if (resolveMethod(response.getId()) == null) {
            LOG.debug("An answer to no question of ours was passed over");
        } else {
            super.handleResponse(response);
        }
    }

    @Override
    protected void handleResponseIssues(ResponseMessage response, List<MessageIssue> issues) {
        if (resolveMethod(response.getId()) == null) {
            LOG.debug("An unreadable answer to no question of ours was passed over");
        } else {
            super.handleResponseIssues(response, issues);
        }
    }

    @Override
    protected void handleRequestIssues(RequestMessage request, List<MessageIssue> issues) {
        var reason = WireErrors.unreadable(issues.getFirst().getCause());
        out.consume(createErrorResponseMessage(request, WireErrors.toWire(reason)));
    }

    @Override
    protected void logIssues(Message message, List<MessageIssue> issues) {
        LOG.debug("A notification that could not be read was passed over");
    }
}
