package io.ostler.panel.rest.internal.host;

import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import io.ostler.panel.rest.internal.audit.AuditEdge;
import io.ostler.panel.rest.internal.problem.ProblemMapper;
import io.ostler.panel.rest.internal.problem.Problems;
import io.ostler.panel.rest.internal.request.AccessFilter;
import io.ostler.panel.rest.internal.request.RequestFacts;
import jakarta.servlet.Servlet;
import jakarta.servlet.ServletConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.glassfish.jersey.server.internal.RuntimeDelegateImpl;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.AnyService;
import org.osgi.service.component.ComponentConstants;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The servlet under {@code /api/v1}. Resources are services with {@code osgi.jakartars.resource=true}; when one comes
 * or goes, a new {@link Generation} is built beside the running one and takes over, so that no request is lost. It
 * exists only together with {@link AccessFilter}: without the guard and the audit there is no interface. Thread-safe; building
 * happens on a short-lived virtual thread.
 */
@Component(
        service = Servlet.class,
        property = {
            "osgi.http.whiteboard.servlet.pattern=/api/v1/*",
            "osgi.http.whiteboard.servlet.asyncSupported:Boolean=true",
            "osgi.http.whiteboard.servlet.name=ostler-rest"
        })
public final class RestHost extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(RestHost.class);

    /** Bundles bring their resources one after the other; waiting this long makes one rebuild of many. */
    private static final Duration SETTLE = Duration.ofMillis(50);

    private static final Duration START = Duration.ofSeconds(20);

    private final transient AccessFilter access;
    private final transient AuditEdge audit;
    private final transient List<Object> resources = new CopyOnWriteArrayList<>();
    /** Ids of the components among them. */
    private final transient Set<Long> bound = ConcurrentHashMap.newKeySet();

    private final transient ReentrantLock lock = new ReentrantLock();
    private final transient Condition settled = lock.newCondition();

    // all guarded by the lock, the present generation also read without it
    private transient volatile @Nullable Generation present;
    private boolean scheduled;
    private boolean changed;
    /** Resources came or went so often; and which of it is in force. */
    private long changes;

    private long inForce;
    private boolean closed;

    @Activate
    public RestHost(@Reference AccessFilter access, @Reference AuditEdge audit) {
        this.access = access;
        this.audit = audit;
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    private transient volatile @Nullable Completeness completeness;

    @Reference(
            service = AnyService.class,
            target = "(osgi.jakartars.resource=true)",
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC)
    void bindResource(Object resource, Map<String, Object> properties) {
        addResource(resource);
        if (properties.get(ComponentConstants.COMPONENT_ID) instanceof Long id) {
            bound.add(id);
        }
    }

    void unbindResource(Object resource, Map<String, Object> properties) {
        if (properties.get(ComponentConstants.COMPONENT_ID) instanceof Long id) {
            bound.remove(id);
        }
        removeResource(resource);
    }

    public void addResource(Object resource) {
        resources.add(resource);
        scheduleBuild();
    }

    public void removeResource(Object resource) {
        resources.remove(resource);
        scheduleBuild();
    }

    @Override
    public void init(ServletConfig config) throws ServletException {
        super.init(config);
        jakarta.ws.rs.ext.RuntimeDelegate.setInstance(new RuntimeDelegateImpl());
        scheduleBuild();
    }

    private void scheduleBuild() {
        lock.lock();
        try {
            changed = true;
            changes++;
            if (!scheduled && !closed && getServletConfig() != null) {
                scheduled = true;
                Thread.ofVirtual().name("rest-build").start(this::buildWhenSettled);
            }
        } finally {
            lock.unlock();
        }
    }

    private void buildWhenSettled() {
        while (awaitQuiet()) {
            long building = changes();
            try {
                replace(Generation.build(getServletConfig(), Application.of(access, audit, resources)), building);
            } catch (ServletException | RuntimeException e) {
                // Boundary to Jersey: a resource that it refuses must not take the running interface down.
                LOG.error("the REST interface stays as it was: a resource can't be used", e);
                replace(present, building);
            }
        }
    }

    private long changes() {
        lock.lock();
        try {
            return changes;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until resources stopped changing; false when there is nothing to build, and the building thread may end. */
    private boolean awaitQuiet() {
        lock.lock();
        try {
            var build = false;
            while (changed && !closed) {
                changed = false;
                build = true;
                settled.await(SETTLE.toMillis(), TimeUnit.MILLISECONDS);
            }
            scheduled = build && !closed;
            return scheduled;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            scheduled = false;
            return false;
        } finally {
            lock.unlock();
        }
    }

    private void replace(@Nullable Generation next, long change) {
        lock.lock();
        try {
            var former = present;
            present = closed ? null : next;
            inForce = change;
            if (former != null && former != next) {
                former.retire();
            }
            if (closed && next != null) {
                next.retire();
            }
            settled.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        request.setAttribute(ProblemMapper.COMPLETE, (BooleanSupplier) this::isComplete);
        for (var generation = present(); generation != null; generation = present()) {
            if (generation.enter()) {
                generation.serve(request, response);
                return;
            }
        }
        Problems.send(
                response,
                new OstlerException(ErrorCode.OVERLOADED),
                RequestFacts.of(request).id());
    }

    /** Whether a resource that isn't in force doesn't exist either. */
    private boolean isComplete() {
        var all = completeness;
        // In this order: what was bound by then has to be in force after.
        return (all == null || all.holds(bound)) && isInForce();
    }

    private boolean isInForce() {
        lock.lock();
        try {
            return changes == inForce;
        } finally {
            lock.unlock();
        }
    }

    /** The generation in force; the very first requests wait for it. Null when the host closes. */
    private @Nullable Generation present() {
        var generation = present;
        return generation != null ? generation : awaitFirst();
    }

    private @Nullable Generation awaitFirst() {
        lock.lock();
        try {
            long nanos = START.toNanos();
            while (present == null && !closed && nanos > 0) {
                nanos = settled.awaitNanos(nanos);
            }
            return present;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        } finally {
            lock.unlock();
        }
    }

    @Deactivate
    public void close() {
        lock.lock();
        try {
            closed = true;
        } finally {
            lock.unlock();
        }
        replace(null, 0);
    }
}
