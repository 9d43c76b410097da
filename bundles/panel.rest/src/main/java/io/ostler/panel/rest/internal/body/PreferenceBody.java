package io.ostler.panel.rest.internal.body;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/** @param value any JSON; null: nothing is kept */
public record PreferenceBody(
        @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable Object value) {}
