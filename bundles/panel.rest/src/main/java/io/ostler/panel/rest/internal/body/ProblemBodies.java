package io.ostler.panel.rest.internal.body;

import io.ostler.model.InstanceId;
import io.ostler.panel.rest.internal.body.StateBodies.Exit;
import io.ostler.protocol.Care;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What went wrong with an instance. */
public final class ProblemBodies {
    private ProblemBodies() {}

    /**
     * A problem that was recognised in what the instance printed.
     *
     * @param detector names the texts that tell of it
     * @param fix what can be done about it by the node, absent: advice only
     * @param offset of the console near which it was seen
     */
    public record Finding(
            String detector,
            Map<String, String> parameters,
            @Nullable String fix,
            long offset,
            Instant at) {
        static Finding of(Care.Finding finding) {
            return new Finding(finding.detector(), finding.parameters(), finding.fix(), finding.offset(), finding.at());
        }
    }

    /** Of the present run or the last one, newest first. */
    public record FindingList(List<Finding> problems) {
        public static FindingList of(List<Care.Finding> findings) {
            return new FindingList(findings.stream().map(Finding::of).toList());
        }
    }

    /** As live events tell it. */
    public record InstanceFindings(String id, List<Finding> problems) {
        public static InstanceFindings of(InstanceId id, List<Care.Finding> findings) {
            return new InstanceFindings(id.value(), FindingList.of(findings).problems());
        }
    }

    public record FixOrder(String fix) {}

    /** @param report absent when it didn't crash, or was started by somebody since */
    public record Crash(@Nullable CrashReport report) {}

    /**
     * How the last run that ended by itself ended.
     *
     * @param cause a word: {@code EXIT_CODE}, {@code SIGNAL}, {@code OUT_OF_MEMORY}, {@code LIMIT_MEMORY}, …
     * @param lines the last that it printed
     * @param starts how often it was started in a row by the restart policy
     */
    public record CrashReport(Exit exit, String cause, List<String> lines, int starts, List<Finding> problems) {
        public static CrashReport of(Care.CrashReport report) {
            return new CrashReport(
                    Exit.of(report.exit()),
                    report.cause(),
                    report.lines(),
                    report.starts(),
                    FindingList.of(report.findings()).problems());
        }
    }
}
