package io.ostler.itests;

import java.util.List;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;

@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class DaemonContainerIT extends ContainerChecks {
    @Override
    protected String kind() {
        return "daemon";
    }

    @Override
    protected List<String> expectedServices() {
        return List.of(
                "io.ostler.daemon.api.console.Consoles",
                "io.ostler.daemon.api.files.FileTrees",
                "io.ostler.daemon.api.instance.InstanceEngine",
                "io.ostler.daemon.api.instance.InstanceType",
                "io.ostler.daemon.api.stream.Tickets",
                "io.ostler.daemon.api.stream.Grants");
    }
}
