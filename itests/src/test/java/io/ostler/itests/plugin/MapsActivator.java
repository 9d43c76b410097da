package io.ostler.itests.plugin;

import io.ostler.panel.api.access.PermissionContributor;
import java.util.Hashtable;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/** Starts the plug-in; the framework takes its services back. */
public final class MapsActivator implements BundleActivator {

    @Override
    public void start(BundleContext context) {
        context.registerService(PermissionContributor.class, new MapsPermissions(), null);
        var properties = new Hashtable<String, Object>();
        properties.put("osgi.jakartars.resource", true);
        context.registerService(Maps.class, new Maps(), properties);
    }

    @Override
    public void stop(BundleContext context) {
        // nothing of its own
    }
}
