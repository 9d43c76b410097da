package io.ostler.panel.api.instance;

import io.ostler.model.InstanceDefinition;
import io.ostler.model.InstanceId;
import io.ostler.model.NodeId;
import io.ostler.model.PowerAction;
import io.ostler.model.UserId;
import io.ostler.panel.api.access.Caller;
import io.ostler.protocol.InstanceSnapshot;
import io.ostler.protocol.TicketScope;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Instances of all nodes. Thread-safe. Lists and views come from the directory in memory and never ask a node; a
 * node that is away shows its last snapshots with {@code stale} set. Changes go to the daemon and complete when it has
 * stored them. Futures fail with {@link io.ostler.model.OstlerException}; {@code NODE_AWAY}, {@code NODE_TIMEOUT}.
 */
@ProviderType
public interface Instances {

    /**
     * @param stale the node is away: the state is what it was at {@code seen}
     * @param seen when the node was last heard of
     * @param labels {@link Labels#NONE} when nobody wrote any
     */
    record Instance(
            InstanceSnapshot snapshot,
            NodeId node,
            String nodeName,
            @Nullable UserId owner,
            @Nullable String ownerName,
            boolean stale,
            Instant seen,
            Labels labels) {
        public Instance(
                InstanceSnapshot snapshot,
                NodeId node,
                String nodeName,
                @Nullable UserId owner,
                @Nullable String ownerName,
                boolean stale,
                Instant seen) {
            this(snapshot, node, nodeName, owner, ownerName, stale, seen, Labels.NONE);
        }
    }

    /**
     * Which instances; what is null or empty asks nothing.
     *
     * @param text words that all occur in name, id, tags, notes, folder or node's name, without regard to case
     * @param states words of {@link io.ostler.model.InstanceState#word}, any of them
     * @param tags all of them
     * @param folder those in it and in folders beneath
     */
    record Filter(
            @Nullable String text,
            Set<String> states,
            List<String> tags,
            List<String> folder,
            @Nullable NodeId node,
            @Nullable UserId owner) {
        public static final Filter ALL = new Filter(null, Set.of(), List.of(), List.of(), null, null);

        public Filter {
            states = Set.copyOf(states);
            tags = List.copyOf(tags);
            folder = List.copyOf(folder);
        }
    }

    /** {@code STATE}: what needs somebody comes first; {@code EXPIRES}: what never does comes last. */
    enum Sort {
        NAME,
        STATE,
        NODE,
        CHANGED,
        EXPIRES
    }

    /** @param cursor of an earlier page with the same filter and order */
    record Query(
            Filter filter,
            Sort sort,
            boolean descending,
            @Nullable String cursor,
            int limit) {
        /** By name. */
        public Query(
                @Nullable String text,
                @Nullable String state,
                @Nullable NodeId node,
                @Nullable String cursor,
                int limit) {
            this(
                    new Filter(text, state == null ? Set.of() : Set.of(state), List.of(), List.of(), node, null),
                    Sort.NAME,
                    false,
                    cursor,
                    limit);
        }
    }

    /**
     * {@code total} counts all that match. Whoever follows {@code next} meets every instance that is there all the time and
     * keeps its place in the order exactly once, whatever else comes, goes and moves.
     */
    record Page(List<Instance> instances, @Nullable String next, int total) {}

    /**
     * @param addresses base URLs of the daemon to try, best first; {@code ""} stands for the panel's own origin
     * @param token the signed ticket
     */
    record IssuedTicket(String token, List<String> addresses, Instant expires) {}

    /**
     * What a transfer ticket is for; {@code path} null for consoles. A path of an upload that ends with '/' (or is
     * {@code ""}) is a folder: the ticket opens uploads of any files beneath it.
     */
    record TicketRequest(
            TicketScope scope,
            @Nullable String path,
            @Nullable Long maxSize,
            boolean overwrite) {}

    /** {@code INSTANCE_VIEW} decides what is in it. */
    Page list(Caller caller, Query query);

    /** {@code INSTANCE_VIEW}. */
    Instance get(Caller caller, InstanceId id);

    /** {@code INSTANCE_CREATE}. */
    CompletableFuture<Instance> create(
            Caller caller, NodeId node, InstanceDefinition definition, @Nullable UserId owner);

    /**
     * {@code INSTANCE_EDIT}; with {@code INSTANCE_RENAME} alone only the name and values of editable variables may differ, and secrets that
     * come back empty stay.
     */
    CompletableFuture<Instance> update(Caller caller, InstanceId id, InstanceDefinition definition, long ifRevision);

    /** {@code INSTANCE_EDIT}; null takes the owner away. Streams of the former owner end. */
    Instance changeOwner(Caller caller, InstanceId id, @Nullable UserId owner);

    /** {@code INSTANCE_DELETE}. */
    CompletableFuture<Void> delete(Caller caller, InstanceId id, boolean withFiles);

    /** {@code INSTANCE_POWER}. */
    CompletableFuture<Instance> power(Caller caller, InstanceId id, PowerAction action);

    /**
     * {@code CONSOLE_WRITE}, or {@code CONSOLE_COMMANDS} for a line that the definition allows ({@code COMMAND_DENIED}): a
     * line typed by a script; the console itself writes through its stream.
     */
    CompletableFuture<Void> sendLine(Caller caller, InstanceId id, String line);

    /** Permission by scope; written to the log with user, instance, scope and path. */
    IssuedTicket issueTicket(Caller caller, InstanceId id, TicketRequest request);
}
