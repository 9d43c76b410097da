package io.ostler.daemon.files.internal;

import io.ostler.model.FilePolicy;
import io.ostler.model.InstanceId;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** What all who use one instance's files share. Thread-safe. */
final class TreeParts implements Space.Kept {
    private final InstanceId id;
    private final Path root;
    private final Supplier<FilePolicy> policy;
    private final Shared shared;
    private final PatientOpening opening;
    private final ReentrantLock names = new ReentrantLock();
    private final Space space;
    private final TrashBin trash;
    private final VersionShelf versions;
    private final PartStore parts;
    private volatile Denials denials = new Denials(FilePolicy.FREE);

    /** What all instances share. */
    record Shared(Staging staging, Listings listings, Executor openers, Executor background, GroupSync sync) {}

    /** @param root the instance's folder; beside it lie trash, versions and unfinished uploads */
    TreeParts(InstanceId id, Path root, Supplier<FilePolicy> policy, Shared shared) {
        this.id = id;
        this.root = root;
        this.policy = policy;
        this.shared = shared;
        this.opening = new PatientOpening(shared.openers());
        this.space = new Space(this::measure, this, () -> policy.get().quota(), shared.background());
        this.trash =
                new TrashBin(root.resolveSibling("trash"), () -> policy.get().quota(), shared.background());
        this.versions = new VersionShelf(root.resolveSibling("versions"));
        this.parts = new PartStore(root.resolveSibling("uploads"), shared.staging(), space);
    }

    InstanceId id() {
        return id;
    }

    Path root() {
        return root;
    }

    Staging staging() {
        return shared.staging();
    }

    Listings listings() {
        return shared.listings();
    }

    GroupSync sync() {
        return shared.sync();
    }

    PatientOpening opening() {
        return opening;
    }

    /** Held by whoever checks a name and then gives it to something else. */
    ReentrantLock names() {
        return names;
    }

    Space space() {
        return space;
    }

    TrashBin trash() {
        return trash;
    }

    VersionShelf versions() {
        return versions;
    }

    PartStore parts() {
        return parts;
    }

    FilePolicy policy() {
        return policy.get();
    }

    /** The denied patterns as they are now. */
    Denials denials() {
        var now = policy.get();
        var known = denials;
        if (known.policy() != now) {
            known = new Denials(now);
            denials = known;
        }
        return known;
    }

    private long measure() throws IOException {
        parts.load();
        trash.load(root);
        versions.load();
        var sum = new AtomicLong();
        try (var top = Folder.ofTrusted(root)) {
            Walker.LenientVisit add = (folder, name, path, attributes) -> {
                sum.addAndGet(Space.cost(attributes));
                return true;
            };
            Walker.walk(top, FilePath.of(""), add);
        }
        return sum.get();
    }

    @Override
    public long total() {
        return trash.total() + versions.total();
    }

    @Override
    public boolean giveWay(long bytes) throws IOException {
        return trash.giveWay(bytes) || versions.giveWay(bytes);
    }

    /** What is too old goes. */
    void tidyUp() throws IOException {
        trash.load(root);
        trash.expire();
        parts.load();
        parts.expire();
    }
}
