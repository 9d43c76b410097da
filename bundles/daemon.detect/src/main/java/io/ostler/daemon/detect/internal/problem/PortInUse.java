package io.ostler.daemon.detect.internal.problem;

import io.ostler.daemon.api.detect.ProblemDetector;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.osgi.service.component.annotations.Component;

/** Another program has the port: in the words of Java, C, Python, Node, Go, and of games' servers. Thread-safe. */
@Component(service = ProblemDetector.class)
public final class PortInUse implements ProblemDetector {
    private static final Wording WORDING = new Wording(
            "ddress already in use",
            "EADDRINUSE",
            "java.net.BindException",
            "FAILED TO BIND TO PORT",
            "ailed to bind to port",
            "ailed to bind socket",
            "port already in use",
            "ort is already in use",
            "ould not bind to port",
            "ouldn't bind to port",
            "Couldn't allocate any server IP port",
            "Only one usage of each socket address");
    /** Ports as programs write them; times of day have no letter, bracket or dot before them. */
    private static final Pattern PORT = Pattern.compile(
            "(?:[Pp]ort[ =:#]{1,3}|(?:[0-9]{1,3}\\.){3}[0-9]{1,3}:|\\]:|\\*:|:::|localhost:|(?:^|[ \\[(])(?:tcp|udp)?[46]? ?:|\\('[^']{0,64}', )([0-9]{1,5})(?![0-9.])(?!:[0-9])");

    @Override
    public String id() {
        return "port-in-use";
    }

    @Override
    public Optional<Problem> look(String line) {
        return WORDING.isIn(line) ? Optional.of(new Problem(port(line), null)) : Optional.empty();
    }

    private static Map<String, String> port(String line) {
        var port = PORT.matcher(line);
        while (port.find()) {
            int number = Integer.parseInt(port.group(1));
            if (number > 0 && number < 65536) {
                return Map.of("port", Integer.toString(number));
            }
        }
        return Map.of();
    }
}
