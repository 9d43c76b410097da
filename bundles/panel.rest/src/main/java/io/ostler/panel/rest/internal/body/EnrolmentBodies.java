package io.ostler.panel.rest.internal.body;

import io.ostler.panel.api.node.Nodes;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Bodies with which a daemon joins. */
public final class EnrolmentBodies {
    private EnrolmentBodies() {}

    /** @param name proposed for the node */
    public record NewEnrolment(@Nullable String name) {}

    /** @param key shown once; {@code command} to run on the machine */
    public record Enrolment(String key, String command, Instant expires) {
        public static Enrolment of(Nodes.Enrolment enrolment) {
            return new Enrolment(enrolment.key(), enrolment.command(), enrolment.expires());
        }
    }

    /** What a daemon sends; {@code proof} is its signature over all the rest. */
    public record Join(String key, String name, String publicKey, List<String> addresses, String proof) {
        public Nodes.JoinRequest request() {
            return new Nodes.JoinRequest(key, name, publicKey, addresses, proof);
        }
    }

    public record Joined(String node, String panelId, String panelPublicKey, String proof) {
        public static Joined of(Nodes.Joined joined) {
            return new Joined(joined.node().value(), joined.panelId(), joined.panelPublicKey(), joined.proof());
        }
    }
}
