package io.ostler.bench;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** The list of 10,000 accounts, as the console asks for it while somebody types. */
final class PeopleRows {
    private static final int RUNS = 40;
    private static final int WARM = 20;

    private final Population population;

    PeopleRows(Population population) {
        this.population = population;
    }

    void all() throws IOException, InterruptedException {
        var queries = new LinkedHashMap<String, String>();
        queries.put("first page", "");
        queries.put("search, found", "q=son0421");
        queries.put("search, nothing found", "q=nobody");
        queries.put("search, two words", "q=player+40");
        queries.put("by role", "role=operator");
        queries.put("disabled ones", "state=disabled");
        queries.put("never signed in, newest first", "state=never-signed-in&sort=-created");
        queries.put("by the last sign-in", "sort=-last-sign-in");
        for (var query : queries.entrySet()) {
            measure(query);
        }
    }

    private void measure(Map.Entry<String, String> query) throws IOException {
        var client = population.client();
        byte[] request = client.request("GET", "/api/v1/users?limit=100&" + query.getValue(), null);
        var samples = new Samples();
        long bytes = 0;
        try (var asker = new Asker(client.base())) {
            for (int i = 0; i < WARM; i++) {
                asker.ask(request);
            }
            for (int i = 0; i < RUNS; i++) {
                long begin = System.nanoTime();
                bytes = asker.ask(request);
                samples.add(System.nanoTime() - begin);
            }
        }
        Report.row(
                "  100 of 10,000 users: " + query.getKey(),
                "p50 %.1f ms, p99 %.1f ms, %d bytes",
                samples.millis(0.5),
                samples.millis(0.99),
                bytes);
    }
}
