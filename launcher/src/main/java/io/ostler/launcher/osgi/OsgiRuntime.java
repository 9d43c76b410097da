package io.ostler.launcher.osgi;

import io.ostler.launcher.Distribution;
import io.ostler.launcher.Options;
import io.ostler.launcher.StartRefused;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;
import org.osgi.framework.startlevel.BundleStartLevel;
import org.osgi.framework.startlevel.FrameworkStartLevel;

/**
 * The running framework with the distribution's bundles.
 *
 * <p>It does what Karaf's own main class does, without its monitor, shutdown port and generated secrets, and installs
 * all bundles itself. Those with a start level above {@value #RUNNING} stay in the repository, Karaf's features service
 * among them: they are for who needs it, and Karaf's own main class finds them in its list. Thread-safe.
 */
public final class OsgiRuntime {
    private static final int RUNNING = 100;
    private static final long START_LIMIT_SECONDS = 120;

    private final Framework framework;
    private final CountDownLatch reached = new CountDownLatch(1);
    private final FatalReport fatal = new FatalReport(this::end);

    private OsgiRuntime(Framework framework) {
        this.framework = framework;
    }

    private void end() {
        reached.countDown();
        try {
            framework.stop();
        } catch (BundleException e) {
            Runtime.getRuntime().halt(1);
        }
    }

    /**
     * Starts the framework and waits until every bundle runs.
     *
     * @throws StartRefused naming the bundle that doesn't
     */
    public static OsgiRuntime start(Distribution distribution, Options options) throws StartRefused {
        Map<String, String> settings = FrameworkSettings.read(distribution, options);
        BundleCache cache = BundleCache.in(options.data());
        try {
            List<StartBundle> bundles = StartBundle.of(distribution).stream()
                    .filter(bundle -> bundle.startLevel() <= RUNNING)
                    .toList();
            if (!cache.isMadeFrom(distribution.build())) {
                cache.clear();
            }
            Framework framework = create(settings);
            if (!holdsAll(framework, bundles)) {
                framework.stop();
                framework.waitForStop(0);
                cache.clear();
                framework = create(settings);
                install(framework, distribution, bundles);
                cache.markAsMadeFrom(distribution.build());
            }
            var runtime = new OsgiRuntime(framework);
            runtime.run(bundles, options);
            return runtime;
        } catch (IOException | BundleException e) {
            throw new StartRefused(
                    "The program's bundles can't be started: " + e.getMessage(),
                    "Unpack the archive again and check the disk of " + options.data());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartRefused("The start was interrupted", "Start again");
        }
    }

    private static Framework create(Map<String, String> settings) throws BundleException {
        FrameworkFactory factory =
                ServiceLoader.load(FrameworkFactory.class).findFirst().orElseThrow();
        Framework framework = factory.newFramework(settings);
        framework.init();
        return framework;
    }

    private static boolean holdsAll(Framework framework, List<StartBundle> bundles) {
        Set<String> present = new HashSet<>();
        for (Bundle bundle : framework.getBundleContext().getBundles()) {
            present.add(bundle.getLocation());
        }
        return bundles.stream().allMatch(bundle -> present.contains(bundle.location()));
    }

    private static void install(Framework framework, Distribution distribution, List<StartBundle> bundles)
            throws IOException, BundleException {
        for (StartBundle entry : bundles) {
            try (InputStream jar = Files.newInputStream(entry.jar(distribution.system()))) {
                Bundle bundle = framework.getBundleContext().installBundle(entry.location(), jar);
                bundle.adapt(BundleStartLevel.class).setStartLevel(entry.startLevel());
                if (!isFragment(bundle)) {
                    bundle.start();
                }
            }
        }
    }

    private void run(List<StartBundle> bundles, Options options)
            throws BundleException, InterruptedException, StartRefused {
        var failures = new FirstFailure();
        framework.getBundleContext().addFrameworkListener(failures);
        fatal.publish(framework.getBundleContext());
        framework.start();
        framework.adapt(FrameworkStartLevel.class).setStartLevel(RUNNING, event -> reached.countDown());
        if (!reached.await(START_LIMIT_SECONDS, TimeUnit.SECONDS)) {
            throw notStarted("A bundle has been starting for " + START_LIMIT_SECONDS + " s", options);
        }
        if (fatal.text().isPresent()) {
            // awaitStop says it.
            return;
        }
        framework.getBundleContext().removeFrameworkListener(failures);
        // Ours only: a plug-in that fails is its own matter.
        for (StartBundle entry : bundles) {
            Bundle bundle = framework.getBundleContext().getBundle(entry.location());
            if (!isFragment(bundle) && bundle.getState() != Bundle.ACTIVE) {
                String reason = failures.of(bundle);
                throw notStarted(
                        "The bundle " + bundle.getSymbolicName() + " didn't start"
                                + (reason == null ? "" : ": " + reason),
                        options);
            }
        }
    }

    private StartRefused notStarted(String problem, Options options) throws InterruptedException {
        stop(TimeUnit.SECONDS.toMillis(10));
        return new StartRefused(problem, "More in " + options.data().resolve("log"));
    }

    private static boolean isFragment(Bundle bundle) {
        return bundle.getHeaders("").get(Constants.FRAGMENT_HOST) != null;
    }

    /**
     * Waits until something stops the framework.
     *
     * @throws StartRefused when it was a bundle without which the program is of no use
     */
    public void awaitStop() throws InterruptedException, StartRefused {
        framework.waitForStop(0);
        var report = fatal.text();
        if (report.isPresent()) {
            throw new StartRefused(report.get());
        }
    }

    /**
     * Stops every bundle in order.
     *
     * @return false if that took longer than {@code limitMillis}
     */
    public boolean stop(long limitMillis) throws InterruptedException {
        return stop(limitMillis, () -> 0);
    }

    /** @param moreMillis asked when the limit is over: what a bundle has announced that it needs beyond it */
    public boolean stop(long limitMillis, LongSupplier moreMillis) throws InterruptedException {
        try {
            framework.stop();
        } catch (BundleException e) {
            return false;
        }
        if (framework.waitForStop(limitMillis).getType() != FrameworkEvent.WAIT_TIMEDOUT) {
            return true;
        }
        long more = moreMillis.getAsLong();
        return more > 0 && framework.waitForStop(more).getType() != FrameworkEvent.WAIT_TIMEDOUT;
    }
}
