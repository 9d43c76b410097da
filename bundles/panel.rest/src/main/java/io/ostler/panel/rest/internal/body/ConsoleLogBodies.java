package io.ostler.panel.rest.internal.body;

import io.ostler.protocol.ConsoleWork;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What is stored of consoles, as clients see it. Immutable. */
public final class ConsoleLogBodies {
    private ConsoleLogBodies() {}

    @Schema(name = "ConsoleLine", description = "A line of stored output")
    public record ConsoleLine(
            @Schema(required = true, description = "Of the line's first byte")
            long offset,

            @Schema(nullable = true, description = "When it was printed, to about a second; null: no daemon looked")
            @Nullable
            Instant at,

            @Schema(nullable = true, description = "debug, info, warn, error or null") @Nullable
            String level,

            @Schema(required = true, description = "Without escape sequences, at most 4096 characters")
            String text) {}

    @Schema(name = "ConsoleFound", description = "Lines in the order of the search")
    public record ConsoleFound(
            @Schema(required = true) List<ConsoleLine> lines,

            @Schema(
                    nullable = true,
                    description = "`from`, or `to` when backwards, of the next page; null: all was searched")
            @Nullable
            Long next,

            @Schema(required = true, description = "The time of one search was up; go on at `next`")
            boolean cut) {

        public static ConsoleFound of(ConsoleWork.Found found) {
            var lines = found.lines().stream()
                    .map(line -> new ConsoleLine(line.offset(), line.at(), line.level(), line.text()))
                    .toList();
            return new ConsoleFound(lines, found.next(), found.cut());
        }
    }

    @Schema(name = "ConsolePlace", description = "What is stored, and where a time begins in it")
    public record ConsolePlace(
            @Schema(required = true) long start,
            @Schema(required = true) long end,

            @Schema(nullable = true, description = "When the oldest text was printed") @Nullable
            Instant first,

            @Schema(required = true, description = "Of the first text printed at that time or later")
            long offset) {

        public static ConsolePlace of(ConsoleWork.Place place) {
            return new ConsolePlace(place.start(), place.end(), place.first(), place.offset());
        }
    }
}
