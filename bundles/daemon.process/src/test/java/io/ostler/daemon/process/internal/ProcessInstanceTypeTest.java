package io.ostler.daemon.process.internal;

import io.ostler.daemon.api.instance.InstanceType;
import io.ostler.daemon.process.internal.system.Tools;
import io.ostler.testkit.instance.InstanceTypeContractTest;
import java.nio.file.Path;

/** The contract, with real processes. */
class ProcessInstanceTypeTest extends InstanceTypeContractTest {

    @Override
    protected InstanceType open(Path root) throws Exception {
        return new ProcessInstanceType(Tools.find(System.getenv("PATH")), root.resolve("exits"));
    }

    @Override
    protected void close(InstanceType type) {
        ((ProcessInstanceType) type).close();
    }
}
