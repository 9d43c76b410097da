package io.ostler.link;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.eclipse.lsp4j.jsonrpc.ResponseErrorException;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseError;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseErrorCode;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Our errors as JSON-RPC errors and back: {@code data} holds {@code code} and {@code params}. Nothing else of an
 * exception leaves the process: no message, no stack trace. Stateless.
 */
final class WireErrors {
    private static final Logger LOG = LoggerFactory.getLogger(WireErrors.class);
    private static final int OURS = -32_000;
    private static final int LONGEST = 1024;

    private WireErrors() {}

    /** What the other end is told; anything unforeseen is logged here and told as {@code INTERNAL}. */
    static ResponseError toWire(Throwable thrown) {
        for (Throwable t = thrown; t != null; t = t.getCause()) {
            if (t instanceof OstlerException ours) {
                return toWire(ours);
            }
            if (t instanceof ResponseErrorException ready) {
                return ready.getResponseError();
            }
            if (t instanceof CancellationException) {
                return new ResponseError(ResponseErrorCode.RequestCancelled, "cancelled", null);
            }
        }
        LOG.error("A call over the link failed unexpectedly", thrown);
        return toWire(new OstlerException(ErrorCode.INTERNAL));
    }

    private static ResponseError toWire(OstlerException error) {
        var params = new JsonObject();
        error.parameters().forEach(params::addProperty);
        var data = new JsonObject();
        data.addProperty("code", error.code().name());
        data.add("params", params);
        return new ResponseError(OURS, error.code().name(), data);
    }

    /** A call that could not even be read: our own reason where a record gave one, else that its form is wrong. */
    static OstlerException unreadable(@Nullable Throwable cause) {
        for (Throwable t = cause; t != null; t = t.getCause()) {
            if (t instanceof OstlerException ours) {
                return ours;
            }
        }
        return OstlerException.invalid("params", "the form that the protocol describes");
    }

    /** What the caller here is told of a failed call. */
    static RuntimeException fromWire(Throwable thrown) {
        for (Throwable t = thrown; t != null; t = t.getCause()) {
            if (t instanceof ResponseErrorException error) {
                return fromWire(error.getResponseError());
            }
            if (t instanceof OstlerException || t instanceof CancellationException) {
                return (RuntimeException) t;
            }
        }
        LOG.warn("An answer over the link could not be read", thrown);
        return new OstlerException(ErrorCode.INTERNAL);
    }

    private static RuntimeException fromWire(ResponseError error) {
        if (error.getCode() == ResponseErrorCode.RequestCancelled.getValue()) {
            return new CancellationException("cancelled by the other end");
        }
        if (error.getCode() == OURS && error.getData() instanceof JsonObject data) {
            return new OstlerException(code(data.get("code")), params(data.get("params")));
        }
        return OstlerException.of(ErrorCode.INTERNAL, "rpc", Integer.toString(error.getCode()));
    }

    private static ErrorCode code(@Nullable JsonElement name) {
        if (name != null && name.isJsonPrimitive()) {
            for (var code : ErrorCode.values()) {
                if (code.name().equals(name.getAsString())) {
                    return code;
                }
            }
        }
        return ErrorCode.INTERNAL;
    }

    private static Map<String, String> params(@Nullable JsonElement element) {
        var params = new LinkedHashMap<String, String>();
        if (element instanceof JsonObject object) {
            object.entrySet().stream()
                    .filter(e -> e.getValue().isJsonPrimitive())
                    .limit(16)
                    .forEach(e ->
                            params.put(shorten(e.getKey()), shorten(e.getValue().getAsString())));
        }
        return params;
    }

    private static String shorten(String text) {
        return text.length() > LONGEST ? text.substring(0, LONGEST) : text;
    }
}
