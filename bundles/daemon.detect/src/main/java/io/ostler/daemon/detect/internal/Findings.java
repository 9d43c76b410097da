package io.ostler.daemon.detect.internal;

import io.ostler.daemon.api.detect.ProblemDetector;
import io.ostler.protocol.Care.Finding;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What was found in one run: one finding per detector, at most {@value #MOST}. Thread-safe. */
final class Findings {
    static final int MOST = 20;
    private static final int MOST_PARAMETERS = 10;
    private static final int LONGEST_PARAMETER = 200;
    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9]{0,39}");
    private static final Pattern FIX = Pattern.compile("[a-z0-9-]{1,40}");

    private final Map<String, Finding> found = new HashMap<>();

    Findings(List<Finding> known) {
        known.forEach(finding -> found.put(finding.detector(), finding));
    }

    synchronized List<Finding> list() {
        var all = new ArrayList<>(found.values());
        all.sort(Comparator.comparing(Finding::at).reversed().thenComparing(Finding::detector));
        return List.copyOf(all);
    }

    synchronized Optional<Finding> find(String detector) {
        return Optional.ofNullable(found.get(detector));
    }

    /** Whether that is news: the same once more is not. */
    synchronized boolean add(String detector, ProblemDetector.Problem problem, long offset, Instant at) {
        var parameters = clean(problem.parameters());
        var fix = cleanFix(problem.fix());
        var known = found.get(detector);
        if (known == null ? found.size() >= MOST : isSame(known, parameters, fix)) {
            return false;
        }
        found.put(detector, new Finding(detector, parameters, fix, offset, at));
        return true;
    }

    private static boolean isSame(Finding known, Map<String, String> parameters, @Nullable String fix) {
        return known.parameters().equals(parameters) && java.util.Objects.equals(known.fix(), fix);
    }

    synchronized boolean remove(String detector) {
        return found.remove(detector) != null;
    }

    /** A detector may be a plug-in's, and what it tells is made of what a program prints. */
    private static Map<String, String> clean(Map<String, String> parameters) {
        var clean = new LinkedHashMap<String, String>();
        parameters.entrySet().stream()
                .filter(entry -> NAME.matcher(entry.getKey()).matches())
                .sorted(Map.Entry.comparingByKey())
                .limit(MOST_PARAMETERS)
                .forEach(entry -> clean.put(entry.getKey(), PrintableText.of(entry.getValue(), LONGEST_PARAMETER)));
        return clean;
    }

    private static @Nullable String cleanFix(@Nullable String fix) {
        return fix != null && FIX.matcher(fix).matches() ? fix : null;
    }
}
