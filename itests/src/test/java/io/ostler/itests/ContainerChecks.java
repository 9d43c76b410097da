package io.ostler.itests;

import static org.junit.Assert.assertEquals;
import static org.ops4j.pax.exam.CoreOptions.junitBundles;
import static org.ops4j.pax.exam.CoreOptions.options;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.configureConsole;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.doNotModifyLogConfiguration;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.editConfigurationFilePut;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.karafDistributionConfiguration;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import javax.inject.Inject;
import org.junit.Test;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;

/**
 * What must hold inside every distribution: each bundle runs, each component has what it needs, and the services that
 * it exists for are there. Run by Pax Exam in the assembled distribution; each kind says which services it expects.
 */
public abstract class ContainerChecks {
    @Inject
    protected BundleContext context;

    @Inject
    protected ServiceComponentRuntime components;

    protected abstract String kind();

    /** Names of service interfaces, of which one must be there each. */
    protected abstract List<String> expectedServices();

    @Configuration
    public Option[] distribution() throws IOException {
        Path data = Path.of("target", "exam", kind() + "-data").toAbsolutePath();
        Folders.delete(data);
        String port = Integer.toString(DistributionProcess.freePort());
        return options(
                karafDistributionConfiguration()
                        .frameworkUrl(Distributions.archive(kind()).toUri().toString())
                        .karafVersion("4.4.10")
                        .name("Ostler " + kind())
                        .unpackDirectory(Path.of("target", "exam", kind()).toFile())
                        .useDeployFolder(false),
                doNotModifyLogConfiguration(),
                configureConsole().ignoreLocalConsole().ignoreRemoteShell(),
                // wakes Karaf's features service, which brings the test in
                editConfigurationFilePut("etc/config.properties", "org.osgi.framework.startlevel.beginning", "200"),
                editConfigurationFilePut("etc/config.properties", "org.osgi.service.http.port", port),
                editConfigurationFilePut("etc/config.properties", "org.apache.felix.http.host", "127.0.0.1"),
                editConfigurationFilePut("etc/config.properties", "org.apache.felix.jetty.websocket.enable", "true"),
                // what the launcher sets otherwise
                editConfigurationFilePut("etc/system.properties", "ostler.data", data.toString()),
                editConfigurationFilePut("etc/system.properties", "ostler.kind", kind()),
                editConfigurationFilePut("etc/system.properties", "ostler.version", "test"),
                editConfigurationFilePut("etc/system.properties", "ostler.port", port),
                editConfigurationFilePut("etc/system.properties", "ostler.bind", "127.0.0.1"),
                junitBundles());
    }

    @Test
    public void everyBundleRuns() {
        var idle = new TreeSet<String>();
        for (Bundle bundle : context.getBundles()) {
            boolean fragment = bundle.getHeaders().get(Constants.FRAGMENT_HOST) != null;
            if (!fragment && bundle.getState() != Bundle.ACTIVE) {
                idle.add(bundle.getSymbolicName() + " in state " + bundle.getState());
            }
        }
        assertEquals(new TreeSet<String>(), idle);
    }

    @Test
    public void everyComponentHasWhatItNeeds() throws InterruptedException {
        TreeSet<String> lacking = lackingComponents();
        for (int i = 0; i < 300 && !lacking.isEmpty(); i++) {
            Thread.sleep(100);
            lacking = lackingComponents();
        }
        assertEquals(new TreeSet<String>(), lacking);
    }

    private TreeSet<String> lackingComponents() {
        var lacking = new TreeSet<String>();
        components
                .getComponentDescriptionDTOs()
                .forEach(description -> components
                        .getComponentConfigurationDTOs(description)
                        .forEach(configuration -> {
                            if (configuration.state == ComponentConfigurationDTO.UNSATISFIED_REFERENCE
                                    || configuration.state == ComponentConfigurationDTO.FAILED_ACTIVATION) {
                                lacking.add(description.name + " lacks "
                                        + Arrays.stream(configuration.unsatisfiedReferences)
                                                .map(reference -> reference.name + " " + reference.target)
                                                .toList());
                            }
                        }));
        return lacking;
    }

    @Test
    public void theServicesItExistsForAreThere() throws InterruptedException {
        List<String> missing = missingServices();
        for (int i = 0; i < 300 && !missing.isEmpty(); i++) {
            Thread.sleep(100);
            missing = missingServices();
        }
        assertEquals(List.of(), missing);
    }

    private List<String> missingServices() {
        return expectedServices().stream()
                .filter(name -> context.getServiceReference(name) == null)
                .toList();
    }
}
