package io.ostler.itests;

import io.ostler.itests.plugin.PluginRights;
import java.util.List;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;

@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class StandaloneContainerIT extends ContainerChecks {
    @Override
    protected String kind() {
        return "standalone";
    }

    @Override
    protected List<String> expectedServices() {
        return List.of(
                "io.ostler.panel.api.access.AccessControl",
                "io.ostler.panel.api.access.Passwords",
                "io.ostler.panel.api.access.Sessions",
                "io.ostler.panel.api.access.Setup",
                "io.ostler.panel.api.access.Users",
                "io.ostler.panel.api.event.Events",
                "io.ostler.panel.api.instance.Instances",
                "io.ostler.panel.api.instance.InstanceFiles",
                "io.ostler.panel.api.node.Nodes",
                "io.ostler.panel.api.node.NodeLinks",
                "io.ostler.panel.api.node.PanelKey",
                "io.ostler.panel.api.store.UserStore",
                "io.ostler.panel.api.store.SettingStore",
                "io.ostler.daemon.api.console.Consoles",
                "io.ostler.daemon.api.files.FileTrees",
                "io.ostler.daemon.api.instance.InstanceEngine",
                "io.ostler.daemon.api.instance.InstanceType",
                "io.ostler.daemon.api.stream.Tickets",
                "io.ostler.daemon.api.stream.Grants");
    }

    @Test
    public void aPluginsPermissionCanBeGivenAndGoesWithIt() throws Exception {
        new PluginRights(context).check();
    }
}
