package io.ostler.protocol;

import io.ostler.model.ExitInfo;
import io.ostler.model.InstanceDefinition;
import io.ostler.model.InstanceId;
import io.ostler.model.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Messages about looking after instances: crashes, earlier definitions, deleted ones, upkeep, clones. All immutable. */
public final class Care {
    private Care() {}

    public record Ref(InstanceId instance) {}

    /**
     * How the last run that ended by itself ended.
     *
     * @param cause a code of the message files: {@code EXIT_CODE}, {@code SIGNAL}, {@code OUT_OF_MEMORY},
     *     {@code LIMIT_MEMORY}, {@code LIMIT_PROCESSES}, {@code QUOTA}, {@code LOST}
     * @param lines the last lines it printed, at most 20 of at most 2000 characters, control characters taken out
     * @param starts how often it was started in a row by the restart policy
     * @param findings what detectors saw in the run
     */
    public record CrashReport(ExitInfo exit, String cause, List<String> lines, int starts, List<Finding> findings) {
        public CrashReport {
            lines = List.copyOf(lines);
            findings = List.copyOf(findings);
        }
    }

    /** Null: it never crashed, or has been started by a person since. */
    public record CrashAnswer(@Nullable CrashReport report) {}

    /**
     * A problem that a detector recognised in the console.
     *
     * @param detector id of the detector, such as {@code port-in-use}; texts and fixes stand in the message files under it
     * @param parameters shown to people, such as {@code port}; at most 10 of at most 200 printable characters
     * @param fix id of a fix that can be applied with {@code applyFix}, null: advice only
     * @param offset of the console at which it was seen
     */
    public record Finding(
            String detector,
            Map<String, String> parameters,
            @Nullable String fix,
            long offset,
            Instant at) {
        public Finding {
            parameters = Map.copyOf(parameters);
        }
    }

    /** @param user who changed it, null: before users were noted */
    public record Revision(long revision, @Nullable UserId user, Instant at) {}

    /** Newest first; at most 100 are kept. */
    public record Revisions(List<Revision> revisions) {
        public Revisions {
            revisions = List.copyOf(revisions);
        }
    }

    public record RevisionRef(InstanceId instance, long revision) {}

    public record RevisionAnswer(Revision revision, InstanceDefinition definition) {}

    /** @param purged when it can't be restored any more */
    public record Deleted(
            InstanceId instance, String name, String type, boolean withFiles, Instant at, Instant purged) {}

    public record DeletedList(List<Deleted> instances) {
        public DeletedList {
            instances = List.copyOf(instances);
        }
    }

    /** @param what {@link Tasks.Kind#INSTALL} or {@link Tasks.Kind#UPDATE} */
    public record UpkeepRequest(InstanceId instance, Tasks.Kind what, UserId user) {}

    /** @param target id of the new instance; its definition has ports of 0 where the node is to pick */
    public record CloneRequest(
            InstanceId source, InstanceId target, InstanceDefinition definition, boolean withFiles, UserId user) {}

    public record FixRequest(InstanceId instance, String detector, String fix, UserId user) {}

    /** What may still be had of the node: numbers of ports that are free at this moment. */
    public record PortQuestion(io.ostler.model.InstancePort.Protocol protocol, int count) {}

    public record FreePorts(List<Integer> numbers) {
        public FreePorts {
            numbers = List.copyOf(numbers);
        }
    }
}
