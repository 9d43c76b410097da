package io.ostler.daemon.instance.internal.port;

import io.ostler.model.InstanceDefinition;

/** Ports that an instance will have once its definition is stored. Thread-safe. */
public final class PortClaim implements AutoCloseable {

    private final PortAllocator allocator;
    private final InstanceDefinition definition;

    PortClaim(PortAllocator allocator, InstanceDefinition definition) {
        this.allocator = allocator;
        this.definition = definition;
    }

    /** With the numbers of its ports; this is what is to be stored. */
    public InstanceDefinition definition() {
        return definition;
    }

    @Override
    public void close() {
        allocator.release(this);
    }
}
