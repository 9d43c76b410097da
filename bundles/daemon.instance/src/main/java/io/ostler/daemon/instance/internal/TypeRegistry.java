package io.ostler.daemon.instance.internal;

import io.ostler.daemon.api.instance.InstanceType;
import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The instance types that are there at the moment. Thread-safe. */
final class TypeRegistry {

    private final Map<String, InstanceType> types = new ConcurrentHashMap<>();

    /** Whether it is new; a second one of the same id waits for nothing and is not taken. */
    boolean add(InstanceType type) {
        return types.putIfAbsent(type.id(), type) == null;
    }

    boolean remove(InstanceType type) {
        return types.remove(type.id(), type);
    }

    Optional<InstanceType> find(String id) {
        return Optional.ofNullable(types.get(id));
    }

    InstanceType get(String id) {
        return find(id).orElseThrow(() -> OstlerException.of(ErrorCode.INSTANCE_TYPE_UNKNOWN, "type", id));
    }
}
