package io.ostler.panel.auth.internal.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ostler.model.UserId;
import io.ostler.panel.api.access.SessionListener;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.launch.FrameworkFactory;

/** Listeners as services of a real OSGi framework. */
class SessionEndsTest {
    @TempDir
    Path folder;

    @Test
    void listenersThatComeLaterHearAndThoseThatWentDont() throws Exception {
        var framework = ServiceLoader.load(FrameworkFactory.class)
                .findFirst()
                .orElseThrow()
                .newFramework(Map.of("org.osgi.framework.storage", folder.toString()));
        framework.start();
        try {
            var context = framework.getBundleContext();
            var ends = new SessionEnds(context);
            List<String> heard = new ArrayList<>();
            ends.tell(UserId.create(), "nobody listens");
            var registration =
                    context.registerService(SessionListener.class, (user, handle) -> heard.add(handle), null);
            ends.tell(UserId.create(), "one");
            registration.unregister();
            ends.tell(UserId.create(), "two");
            assertEquals(List.of("one"), heard);
        } finally {
            framework.stop();
            framework.waitForStop(10_000);
        }
    }
}
