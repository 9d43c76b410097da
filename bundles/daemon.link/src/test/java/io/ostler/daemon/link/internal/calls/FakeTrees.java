package io.ostler.daemon.link.internal.calls;

import io.ostler.daemon.api.files.FileTree;
import io.ostler.daemon.api.files.FileTrees;
import io.ostler.model.ErrorCode;
import io.ostler.model.FileRights;
import io.ostler.model.InstanceId;
import io.ostler.model.OstlerException;
import io.ostler.model.UserId;
import io.ostler.protocol.Files;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Trees that know one file and write down what they are asked, with whose rights. */
public final class FakeTrees implements FileTrees {
    public final List<String> asked = new CopyOnWriteArrayList<>();

    @Override
    public FileTree of(InstanceId id, FileRights rights, UserId user) {
        if (id.value().startsWith("missing")) {
            throw new OstlerException(ErrorCode.NOT_FOUND);
        }
        return (FileTree) Proxy.newProxyInstance(
                FileTree.class.getClassLoader(), new Class<?>[] {FileTree.class}, (proxy, method, args) -> {
                    asked.add(rights.base() + " " + user + " " + method.getName()
                            + (args == null ? "" : " " + Arrays.deepToString(args)));
                    return answer(method.getReturnType());
                });
    }

    private static Object answer(Class<?> type) {
        if (type == Files.Page.class) {
            return new Files.Page("a", List.of(entry()), null, 1);
        }
        if (type == Files.Entry.class) {
            return entry();
        }
        if (type == Files.Text.class) {
            return new Files.Text("a", "abc", "UTF-8", "\"1\"", Instant.EPOCH, 3);
        }
        if (type == Files.Written.class) {
            return new Files.Written(entry(), "\"2\"");
        }
        if (type == Files.Found.class) {
            return new Files.Found(List.of(), true, 1);
        }
        if (type == Files.Usage.class) {
            return new Files.Usage(1, null, 2, 3, 4);
        }
        if (type == Files.Trash.class) {
            return new Files.Trash(List.of());
        }
        if (type == Files.Versions.class) {
            return new Files.Versions("a", List.of());
        }
        throw new UnsupportedOperationException(type.getName());
    }

    private static Files.Entry entry() {
        return new Files.Entry("a.txt", Files.Kind.FILE, 3, Instant.EPOCH, 0644, "ann", true);
    }
}
