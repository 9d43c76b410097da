package io.ostler.panel.rest.internal.body;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Bodies about what people write on instances. */
public final class LabelBodies {
    private LabelBodies() {}

    /** @param folder names from the outermost to the innermost; {@code revision} is the ETag of the labels */
    public record Labels(List<String> tags, @Nullable String notes, List<String> folder, long revision) {
        public static Labels of(io.ostler.panel.api.instance.Labels labels) {
            return new Labels(
                    labels.tags(),
                    labels.notes().isEmpty() ? null : labels.notes(),
                    labels.folder(),
                    labels.revision());
        }

        /** Null for those on which nobody wrote anything. */
        static @Nullable Labels written(io.ostler.panel.api.instance.Labels labels) {
            return labels.revision() == 0 ? null : of(labels);
        }
    }

    public record LabelChange(List<String> tags, String notes, List<String> folder) {}

    /** @param expires from then on it can't be started; null: never */
    public record Expiry(
            @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable
            String expires) {
        public @Nullable Instant instant() {
            try {
                return expires == null ? null : Instant.parse(expires);
            } catch (DateTimeParseException e) {
                throw new OstlerException(
                        ErrorCode.INVALID_REQUEST, Map.of("field", "expires", "rule", "a time as in ISO 8601, UTC"), e);
            }
        }
    }
}
