package io.ostler.panel.api.instance;

import io.ostler.panel.api.access.Caller;
import io.ostler.protocol.Files;
import java.util.concurrent.CompletableFuture;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Files of an instance, through its daemon; {@code FILES_READ} or {@code FILES_WRITE}. Thread-safe. Errors as the
 * daemon's file tree gives them, and {@code NODE_AWAY}, {@code NODE_TIMEOUT}.
 */
@ProviderType
public interface InstanceFiles {

    CompletableFuture<Files.Page> list(Caller caller, Files.ListRequest request);

    CompletableFuture<Files.Text> readText(Caller caller, Files.ReadTextRequest request);

    CompletableFuture<Files.Written> writeText(Caller caller, Files.WriteTextRequest request);

    CompletableFuture<Files.Entry> makeFolder(Caller caller, Files.PathRequest request);

    CompletableFuture<Files.Entry> move(Caller caller, Files.MoveRequest request);

    CompletableFuture<Void> delete(Caller caller, Files.DeleteRequest request);
}
