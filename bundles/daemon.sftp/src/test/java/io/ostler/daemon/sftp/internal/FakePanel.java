package io.ostler.daemon.sftp.internal;

import io.ostler.daemon.api.stream.PanelLogins;
import io.ostler.model.ErrorCode;
import io.ostler.model.FileRights;
import io.ostler.model.InstanceId;
import io.ostler.model.OstlerException;
import io.ostler.model.UserId;
import io.ostler.protocol.Grant;
import io.ostler.protocol.Messages.DoorLogin;
import io.ostler.protocol.Messages.DoorPass;
import io.ostler.protocol.TicketScope;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A panel that knows some names with their passwords and keys. */
final class FakePanel implements PanelLogins {
    final List<DoorLogin> asked = new CopyOnWriteArrayList<>();
    final Map<String, String> passwords = new ConcurrentHashMap<>();
    final Map<String, String> keys = new ConcurrentHashMap<>();
    final Map<String, UserId> users = new ConcurrentHashMap<>();
    final InstanceId instance;
    volatile FileRights rights = FileRights.ALL;
    volatile @Nullable ErrorCode trouble;

    FakePanel(InstanceId instance) {
        this.instance = instance;
    }

    UserId user(String name) {
        return users.computeIfAbsent(name, any -> UserId.create());
    }

    @Override
    public CompletableFuture<DoorPass> signIn(DoorLogin login) {
        asked.add(login);
        var code = trouble;
        if (code != null) {
            return CompletableFuture.failedFuture(new OstlerException(code));
        }
        boolean right = login.password() != null
                ? login.password().equals(passwords.get(login.name()))
                : login.key().equals(keys.get(login.name()));
        if (!right) {
            return CompletableFuture.failedFuture(new OstlerException(ErrorCode.LOGIN_FAILED));
        }
        var grant = new Grant(
                UUID.randomUUID().toString(), TicketScope.SFTP, instance, user(login.name()), "door-" + login.name());
        return CompletableFuture.completedFuture(new DoorPass(grant, login.name(), rights));
    }
}
