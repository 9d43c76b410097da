package io.ostler.logging.internal;

import org.jspecify.annotations.Nullable;
import org.osgi.service.log.FormatterLogger;
import org.osgi.service.log.LogLevel;
import org.osgi.service.log.LoggerConsumer;
import org.slf4j.LoggerFactory;

/** OSGi's logger onto SLF4J's: the two say nearly the same in nearly the same words. Thread-safe. */
final class OsgiLogger implements FormatterLogger {
    private final org.slf4j.Logger logger;

    private OsgiLogger(org.slf4j.Logger logger) {
        this.logger = logger;
    }

    static OsgiLogger named(String name) {
        return new OsgiLogger(LoggerFactory.getLogger(name));
    }

    void write(LogLevel level, @Nullable String message, @Nullable Throwable exception) {
        switch (level) {
            case AUDIT, INFO -> logger.info(message, exception);
            case ERROR -> logger.error(message, exception);
            case WARN -> logger.warn(message, exception);
            case DEBUG -> logger.debug(message, exception);
            case TRACE -> logger.trace(message, exception);
        }
    }

    @Override
    public String getName() {
        return logger.getName();
    }

    @Override
    public boolean isTraceEnabled() {
        return logger.isTraceEnabled();
    }

    @Override
    public void trace(String message) {
        logger.trace(message);
    }

    @Override
    public void trace(String format, @Nullable Object value) {
        logger.trace(format, value);
    }

    @Override
    public void trace(String format, @Nullable Object first, @Nullable Object second) {
        logger.trace(format, first, second);
    }

    @Override
    public void trace(String format, @Nullable Object... values) {
        logger.trace(format, values);
    }

    @Override
    public <E extends Exception> void trace(LoggerConsumer<E> consumer) throws E {
        if (logger.isTraceEnabled()) {
            consumer.accept(this);
        }
    }

    @Override
    public boolean isDebugEnabled() {
        return logger.isDebugEnabled();
    }

    @Override
    public void debug(String message) {
        logger.debug(message);
    }

    @Override
    public void debug(String format, @Nullable Object value) {
        logger.debug(format, value);
    }

    @Override
    public void debug(String format, @Nullable Object first, @Nullable Object second) {
        logger.debug(format, first, second);
    }

    @Override
    public void debug(String format, @Nullable Object... values) {
        logger.debug(format, values);
    }

    @Override
    public <E extends Exception> void debug(LoggerConsumer<E> consumer) throws E {
        if (logger.isDebugEnabled()) {
            consumer.accept(this);
        }
    }

    @Override
    public boolean isInfoEnabled() {
        return logger.isInfoEnabled();
    }

    @Override
    public void info(String message) {
        logger.info(message);
    }

    @Override
    public void info(String format, @Nullable Object value) {
        logger.info(format, value);
    }

    @Override
    public void info(String format, @Nullable Object first, @Nullable Object second) {
        logger.info(format, first, second);
    }

    @Override
    public void info(String format, @Nullable Object... values) {
        logger.info(format, values);
    }

    @Override
    public <E extends Exception> void info(LoggerConsumer<E> consumer) throws E {
        if (logger.isInfoEnabled()) {
            consumer.accept(this);
        }
    }

    @Override
    public boolean isWarnEnabled() {
        return logger.isWarnEnabled();
    }

    @Override
    public void warn(String message) {
        logger.warn(message);
    }

    @Override
    public void warn(String format, @Nullable Object value) {
        logger.warn(format, value);
    }

    @Override
    public void warn(String format, @Nullable Object first, @Nullable Object second) {
        logger.warn(format, first, second);
    }

    @Override
    public void warn(String format, @Nullable Object... values) {
        logger.warn(format, values);
    }

    @Override
    public <E extends Exception> void warn(LoggerConsumer<E> consumer) throws E {
        if (logger.isWarnEnabled()) {
            consumer.accept(this);
        }
    }

    @Override
    public boolean isErrorEnabled() {
        return logger.isErrorEnabled();
    }

    @Override
    public void error(String message) {
        logger.error(message);
    }

    @Override
    public void error(String format, @Nullable Object value) {
        logger.error(format, value);
    }

    @Override
    public void error(String format, @Nullable Object first, @Nullable Object second) {
        logger.error(format, first, second);
    }

    @Override
    public void error(String format, @Nullable Object... values) {
        logger.error(format, values);
    }

    @Override
    public <E extends Exception> void error(LoggerConsumer<E> consumer) throws E {
        if (logger.isErrorEnabled()) {
            consumer.accept(this);
        }
    }

    @Override
    public void audit(String message) {
        logger.info(message);
    }

    @Override
    public void audit(String format, @Nullable Object value) {
        logger.info(format, value);
    }

    @Override
    public void audit(String format, @Nullable Object first, @Nullable Object second) {
        logger.info(format, first, second);
    }

    @Override
    public void audit(String format, @Nullable Object... values) {
        logger.info(format, values);
    }
}
