package io.ostler.logging.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Dictionary;
import java.util.Hashtable;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.service.cm.ManagedService;
import org.osgi.service.log.LogService;
import org.osgi.service.log.LoggerFactory;

/**
 * Opens the log before any other bundle starts; that is why this is no Declarative Services component.
 *
 * <p>It is the first to start and the last to stop. Confined to the framework's threads.
 */
public final class Activator implements BundleActivator {
    private static final String PID = "io.ostler.logging";

    private LogFiles files = LogFiles.closed();

    @Override
    public void start(BundleContext context) throws IOException {
        String folder = context.getProperty("karaf.log");
        files = LogFiles.open(folder == null ? Path.of("log") : Path.of(folder));
        context.registerService(
                new String[] {LogService.class.getName(), LoggerFactory.class.getName()},
                new OsgiLogService.Factory(),
                null);
        Dictionary<String, Object> identity = new Hashtable<>();
        identity.put(Constants.SERVICE_PID, PID);
        context.registerService(ManagedService.class, settings -> files.configure(LogSettings.of(settings)), identity);
    }

    @Override
    public void stop(BundleContext context) {
        files.close();
    }
}
