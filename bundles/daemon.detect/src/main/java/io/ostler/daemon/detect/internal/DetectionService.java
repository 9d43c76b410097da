package io.ostler.daemon.detect.internal;

import io.ostler.daemon.api.console.Consoles;
import io.ostler.daemon.api.detect.Detection;
import io.ostler.daemon.api.detect.EventReader;
import io.ostler.daemon.api.detect.FixTarget;
import io.ostler.daemon.api.detect.ProblemDetector;
import io.ostler.daemon.api.files.FileTrees;
import io.ostler.daemon.api.instance.InstanceEngine;
import io.ostler.daemon.detect.internal.probe.ProbeThread;
import io.ostler.daemon.detect.internal.probe.Probes;
import io.ostler.daemon.detect.internal.read.ByteBudget;
import io.ostler.model.ErrorCode;
import io.ostler.model.FileAccess;
import io.ostler.model.FileRights;
import io.ostler.model.InstanceId;
import io.ostler.model.InstanceState;
import io.ostler.model.OstlerException;
import io.ostler.protocol.Care;
import io.ostler.protocol.Care.Finding;
import io.ostler.protocol.InstanceSnapshot;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads along with every run of this daemon's instances. Thread-safe. */
@Component(service = Detection.class, immediate = true)
public final class DetectionService implements Detection {
    private static final Logger LOG = LoggerFactory.getLogger(DetectionService.class);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration LONGEST_FIX = Duration.ofSeconds(30);
    /** The detectors of this bundle are registered one after the other, after this service. */
    private static final Duration SETTLING = Duration.ofMillis(500);

    /** Patterns that an administrator denied stay denied. */
    private static final FileRights WITHIN_POLICY = new FileRights(FileAccess.WRITE, List.of(), false);

    private final InstanceEngine engine;
    private final ProbeThread thread;
    private final Probes probes;
    private final News news = new News();
    private final FindingFiles files;
    private final Course.Parts parts;
    private final Map<InstanceId, Course> courses = new ConcurrentHashMap<>();
    private final AutoCloseable listening;
    private volatile @Nullable FileTrees trees;

    @Activate
    public DetectionService(@Reference InstanceEngine engine, @Reference Consoles consoles, BundleContext context) {
        this(
                engine,
                consoles,
                Path.of(Objects.requireNonNull(context.getProperty("ostler.data"), "ostler.data is not set")),
                new Limits(PATIENCE, ByteBudget.PER_SECOND, SETTLING));
    }

    /**
     * @param patience after which a detector that doesn't come back is left out
     * @param bytes of a console that are looked at per second
     * @param settling before runs of before are looked at
     */
    record Limits(Duration patience, int bytes, Duration settling) {}

    DetectionService(InstanceEngine engine, Consoles consoles, Path data, Limits limits) {
        this.engine = engine;
        thread = new ProbeThread(limits.patience());
        probes = new Probes(thread);
        files = new FindingFiles(data.resolve("findings"));
        parts = new Course.Parts(consoles, probes, thread, files, limits.bytes(), news);
        listening = engine.listen(new Changes());
        thread.later(limits.settling(), this::meetAll);
    }

    @Deactivate
    void close() throws Exception {
        listening.close();
        thread.close();
        courses.values().forEach(Course::stop);
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addDetector(ProblemDetector detector) {
        probes.add(detector);
    }

    void removeDetector(ProblemDetector detector) {
        probes.remove(detector);
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addReader(EventReader reader) {
        probes.add(reader);
    }

    void removeReader(EventReader reader) {
        probes.remove(reader);
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    void setTrees(FileTrees come) {
        trees = come;
    }

    void unsetTrees(FileTrees gone) {
        if (gone.equals(trees)) {
            trees = null;
        }
    }

    private void meetAll() {
        var snapshots = engine.snapshots();
        files.keepOnly(snapshots.stream().map(InstanceSnapshot::id).collect(Collectors.toSet()));
        snapshots.forEach(snapshot -> thread.submit(() -> meet(snapshot)));
    }

    private void meet(InstanceSnapshot snapshot) {
        if (!courses.containsKey(snapshot.id()) && engine.find(snapshot.id()).isPresent()) {
            var course = new Course(snapshot.id(), parts);
            courses.put(snapshot.id(), course);
            course.meet(snapshot);
        }
    }

    private void changed(InstanceSnapshot snapshot) {
        var course = courses.get(snapshot.id());
        if (course == null) {
            course = new Course(snapshot.id(), parts);
            courses.put(snapshot.id(), course);
            course.meet(snapshot);
        } else {
            course.changed(snapshot);
        }
    }

    private void removed(InstanceId id) {
        var course = courses.remove(id);
        if (course != null) {
            course.stop();
        }
        files.remove(id);
    }

    @Override
    public List<Finding> findings(InstanceId id) {
        var course = courses.get(id);
        return course == null ? List.of() : course.findings();
    }

    /** Bytes of the present run that no detector saw, because there were too many. */
    long skipped(InstanceId id) {
        var course = courses.get(id);
        return course == null ? 0 : course.skipped();
    }

    @Override
    public void apply(Care.FixRequest request) {
        var id = request.instance();
        var snapshot = engine.find(id).orElseThrow(() -> new OstlerException(ErrorCode.NOT_FOUND));
        var course = courses.get(id);
        boolean offered = course != null
                && course.found()
                        .find(request.detector())
                        .filter(finding -> request.fix().equals(finding.fix()))
                        .isPresent();
        var detector = probes.detector(request.detector()).filter(d -> offered);
        if (course == null || detector.isEmpty()) {
            throw OstlerException.of(ErrorCode.NOT_FOUND, "fix", request.fix());
        }
        if (!(snapshot.state() instanceof InstanceState.Stopped || snapshot.state() instanceof InstanceState.Crashed)) {
            throw new OstlerException(ErrorCode.INSTANCE_RUNNING);
        }
        var here = trees;
        if (here == null) {
            throw OstlerException.of(ErrorCode.CAPABILITY_MISSING, "capability", "files");
        }
        var tree = here.of(id, WITHIN_POLICY, request.user());
        FixRun.run(detector.get(), request.fix(), new FixTarget(snapshot, tree), LONGEST_FIX);
        LOG.info("User {} applied {} of {} to instance {}", request.user(), request.fix(), request.detector(), id);
        thread.submit(() -> course.solved(request.detector()));
    }

    @Override
    public AutoCloseable listen(Listener listener) {
        return news.listen(listener);
    }

    private final class Changes implements InstanceEngine.Listener {
        @Override
        public void changed(InstanceSnapshot snapshot) {
            thread.submit(() -> DetectionService.this.changed(snapshot));
        }

        @Override
        public void removed(InstanceId id, long sequence) {
            thread.submit(() -> DetectionService.this.removed(id));
        }
    }
}
