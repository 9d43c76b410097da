package io.ostler.logging.internal;

import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceFactory;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.log.FormatterLogger;
import org.osgi.service.log.LogLevel;
import org.osgi.service.log.LogService;
import org.osgi.service.log.Logger;

/**
 * OSGi's log service onto SLF4J, for Felix's own bundles: above all Declarative Services, which says here why a
 * component didn't start. Thread-safe.
 */
@SuppressWarnings("deprecation") // the old half of the interface has to be implemented, too
final class OsgiLogService implements LogService {
    private final String bundle;

    private OsgiLogService(String bundle) {
        this.bundle = bundle;
    }

    /** One per using bundle, which is the name of its logger. */
    static final class Factory implements ServiceFactory<Object> {
        @Override
        public Object getService(Bundle user, ServiceRegistration<Object> registration) {
            return new OsgiLogService(String.valueOf(user.getSymbolicName()));
        }

        @Override
        public void ungetService(Bundle user, ServiceRegistration<Object> registration, Object service) {}
    }

    @Override
    public Logger getLogger(String name) {
        return OsgiLogger.named(name);
    }

    @Override
    public Logger getLogger(Class<?> type) {
        return OsgiLogger.named(type.getName());
    }

    @Override
    public <L extends Logger> L getLogger(String name, Class<L> type) {
        if (type != Logger.class && type != FormatterLogger.class) {
            throw new IllegalArgumentException("unknown logger type " + type);
        }
        return type.cast(OsgiLogger.named(name));
    }

    @Override
    public <L extends Logger> L getLogger(Class<?> owner, Class<L> type) {
        return getLogger(owner.getName(), type);
    }

    @Override
    public <L extends Logger> L getLogger(Bundle owner, String name, Class<L> type) {
        return getLogger(name, type);
    }

    @Override
    public void log(int level, String message) {
        log(level, message, null);
    }

    @Override
    public void log(int level, String message, @Nullable Throwable exception) {
        LogLevel[] levels = LogLevel.values();
        OsgiLogger.named(bundle)
                .write(
                        levels[Math.clamp(level, LogLevel.AUDIT.ordinal(), LogLevel.TRACE.ordinal())],
                        message,
                        exception);
    }

    @Override
    public void log(@Nullable ServiceReference<?> reference, int level, String message) {
        log(level, message, null);
    }

    @Override
    public void log(@Nullable ServiceReference<?> reference, int level, String message, @Nullable Throwable exception) {
        log(level, message, exception);
    }
}
