package io.ostler.itests;

import java.util.List;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;

@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class PanelContainerIT extends ContainerChecks {
    @Override
    protected String kind() {
        return "panel";
    }

    @Override
    protected List<String> expectedServices() {
        return List.of(
                "io.ostler.panel.api.access.AccessControl",
                "io.ostler.panel.api.access.AccountNames",
                "io.ostler.panel.api.access.FileAccessControl",
                "io.ostler.panel.api.access.InstanceGrants",
                "io.ostler.panel.api.access.Passwords",
                "io.ostler.panel.api.access.Sessions",
                "io.ostler.panel.api.access.Setup",
                "io.ostler.panel.api.access.Users",
                "io.ostler.panel.api.event.Events",
                "io.ostler.panel.api.instance.Instances",
                "io.ostler.panel.api.instance.InstanceFiles",
                "io.ostler.panel.api.instance.Members",
                "io.ostler.panel.api.node.Nodes",
                "io.ostler.panel.api.node.NodeLinks",
                "io.ostler.panel.api.node.PanelKey",
                "io.ostler.panel.api.store.MemberStore",
                "io.ostler.panel.api.store.UserStore",
                "io.ostler.panel.api.store.SettingStore",
                "io.ostler.panel.api.task.TaskDirectory");
    }
}
