package io.ostler.panel.rest.internal.body;

import io.ostler.model.ErrorCode;
import java.util.Map;

/** The form of every error, for the API's description; {@link io.ostler.protocol.problem.Problem} writes it. */
public record Problem(
        String type,
        String title,
        int status,
        ErrorCode code,
        Map<String, String> params,
        String remedy,
        String requestId) {}
