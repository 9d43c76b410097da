package io.ostler.daemon.instance.internal.port;

import io.ostler.model.ErrorCode;
import io.ostler.model.InstanceDefinition;
import io.ostler.model.InstanceId;
import io.ostler.model.InstancePort;
import io.ostler.model.InstancePort.Protocol;
import io.ostler.model.LaunchOptions;
import io.ostler.model.OstlerException;
import io.ostler.protocol.NodeSettings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BiPredicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Gives ports to instances. One lock over all of the node: what is being stored counts like what is stored already, so
 * no number goes out twice. Thread-safe; takes no other lock while it holds its own.
 */
public final class PortAllocator {

    private final Supplier<Map<InstanceId, InstanceDefinition>> stored;
    private final Supplier<NodeSettings> settings;
    private final BiPredicate<Protocol, Integer> isFree;

    /** Claims whose definitions aren't stored yet. */
    private final Map<PortClaim, InstanceId> open = new HashMap<>();

    /** @param stored all definitions as they are now; must not block */
    public PortAllocator(Supplier<Map<InstanceId, InstanceDefinition>> stored, Supplier<NodeSettings> settings) {
        this(stored, settings, PortProbe::isFree);
    }

    PortAllocator(
            Supplier<Map<InstanceId, InstanceDefinition>> stored,
            Supplier<NodeSettings> settings,
            BiPredicate<Protocol, Integer> isFree) {
        this.stored = stored;
        this.settings = settings;
        this.isFree = isFree;
    }

    /**
     * Takes the ports of a definition that is about to be stored, and picks those that are 0. Close the claim when the
     * definition is stored, or when it won't be.
     *
     * @throws OstlerException {@code PORT_TAKEN} when another instance has one, {@code PORTS_USED_UP}
     */
    public synchronized PortClaim claim(InstanceId id, InstanceDefinition definition) {
        return claim(id, definition, false);
    }

    /** The same, but numbers that another instance has are picked anew. */
    public synchronized PortClaim claimOrPick(InstanceId id, InstanceDefinition definition) {
        return claim(id, definition, true);
    }

    /** Numbers of the range that no instance has and nothing listens on at this moment; fewer when there aren't more. */
    public synchronized List<Integer> free(Protocol protocol, int count) {
        var taken = takenByOthers(null);
        var found = new ArrayList<Integer>();
        var range = settings.get();
        for (int number = range.portsFrom(); number <= range.portsTo() && found.size() < count; number++) {
            if (isFor(new InstancePort("x", protocol, number), taken)) {
                found.add(number);
            }
        }
        return found;
    }

    /** A definition as a repeated request would have it: ports that it left to the node are those it got. */
    public static InstanceDefinition asGiven(InstanceDefinition asked, InstanceDefinition given) {
        var ports = asked.launch().ports().stream()
                .map(port -> port.number() != 0 ? port : given(port, given))
                .toList();
        var launch = asked.launch();
        return asked.withLaunch(new LaunchOptions(launch.runAs(), launch.variables(), ports));
    }

    synchronized void release(PortClaim claim) {
        open.remove(claim);
    }

    private PortClaim claim(InstanceId id, InstanceDefinition definition, boolean pickTaken) {
        var launch = definition.launch();
        if (launch.ports().isEmpty()) {
            return new PortClaim(this, definition);
        }
        var taken = takenByOthers(id);
        var given = new ArrayList<>(launch.ports());
        for (int i = 0; i < given.size(); i++) {
            var port = given.get(i);
            if (taken.stream().anyMatch(port::collides)) {
                if (!pickTaken) {
                    throw new OstlerException(
                            ErrorCode.PORT_TAKEN,
                            Map.of("port", Integer.toString(port.number()), "by", PortProbe.UNKNOWN));
                }
                given.set(i, numbered(port, 0));
            }
        }
        for (int i = 0; i < given.size(); i++) {
            if (given.get(i).number() == 0) {
                var all = new ArrayList<>(taken);
                all.addAll(given);
                given.set(i, pick(given.get(i), all));
            }
        }
        var claim = new PortClaim(
                this, definition.withLaunch(new LaunchOptions(launch.runAs(), launch.variables(), given)));
        open.put(claim, id);
        return claim;
    }

    /** From anywhere in the range: a number that was just given back isn't the next one's at once. */
    private InstancePort pick(InstancePort port, List<InstancePort> taken) {
        var range = settings.get();
        int size = range.portsTo() - range.portsFrom() + 1;
        int start = ThreadLocalRandom.current().nextInt(size);
        for (int i = 0; i < size; i++) {
            var candidate = numbered(port, range.portsFrom() + (start + i) % size);
            if (isFor(candidate, taken)) {
                return candidate;
            }
        }
        throw new OstlerException(ErrorCode.PORTS_USED_UP);
    }

    private boolean isFor(InstancePort candidate, List<InstancePort> taken) {
        return taken.stream().noneMatch(candidate::collides) && isFree.test(candidate.protocol(), candidate.number());
    }

    private List<InstancePort> takenByOthers(@Nullable InstanceId id) {
        var taken = new ArrayList<InstancePort>();
        stored.get().forEach((other, definition) -> {
            if (!other.equals(id)) {
                taken.addAll(definition.launch().ports());
            }
        });
        open.forEach((claim, other) -> {
            if (!other.equals(id)) {
                taken.addAll(claim.definition().launch().ports());
            }
        });
        return taken;
    }

    private static InstancePort numbered(InstancePort port, int number) {
        return new InstancePort(port.name(), port.protocol(), number);
    }

    private static InstancePort given(InstancePort port, InstanceDefinition given) {
        return given.launch().ports().stream()
                .filter(one -> one.name().equals(port.name()) && one.protocol() == port.protocol())
                .findAny()
                .orElse(port);
    }
}
