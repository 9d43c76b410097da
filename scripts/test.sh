# shellcheck shell=sh
# Running the tests. Read by ./ostler.

# Every suite leaves JUnit's XML in one of these folders.
reports() { find "$here" -path '*/node_modules' -prune -o -type f -path '*/target/*-reports/TEST-*.xml' -print; }

# count TAG: how often an element stands in all reports. Elements begin their line or follow another element.
count() { reports | tr '\n' '\0' | xargs -0 -r grep -ohE "^[[:space:]]*<$1[ >/]" 2>/dev/null | wc -l; }

# Standard output of a suite goes on to the terminal; what failed is remembered, the others still run.
suite() {
    name=$1
    shift
    say "$name"
    "$@" </dev/null || broken="$broken, $name"
}

console_tests() {
    (cd "$here/web-console" && npm run --silent lint &&
        npm run --silent test -- --reporter=default --reporter=junit --outputFile.junit=target/vitest-reports/TEST-console.xml)
}

browser_tests() {
    mkdir -p "$here/web-console/target/browser-reports"
    (cd "$here/web-console" && node --test --test-concurrency=1 \
        --test-reporter=spec --test-reporter-destination=stdout \
        --test-reporter=junit --test-reporter-destination=target/browser-reports/TEST-browser.xml \
        e2e/*.test.mjs)
}

# What failed, in a line each, where nobody has to look for it: the report, the test, what it said.
failures() {
    reports | tr '\n' '\0' | xargs -0 -r awk '
        function attribute(name,    at, text) {
            at = index($0, " " name "=\"")
            if (at == 0) return ""
            text = substr($0, at + length(name) + 3)
            text = substr(text, 1, index(text "\"", "\"") - 1)
            sub(/&#10;.*/, "", text)
            return substr(text, 1, 300)
        }
        FNR == 1 { suite = FILENAME; sub(/.*TEST-/, "", suite); sub(/\.xml$/, "", suite) }
        /<testcase / { test = attribute("name") }
        /<(failure|error)[ >]/ { print "  " suite ", " test ": " attribute("message") }' 2>/dev/null |
        sed -e 's/&quot;/"/g' -e "s/&apos;/'/g" -e 's/&lt;/</g; s/&gt;/>/g; s/&amp;/\&/g' | sort -u | head -40
}

summary() {
    total=$(count testcase) failed=$(($(count failure) + $(count error))) skipped=$(count skipped)
    [ "$failed" -gt 0 ] || [ -z "$broken" ] || say "failed outside of a test: ${broken#, }"
    [ "$failed" = 0 ] || failures
    echo "$((total - failed - skipped)) passed, $failed failed, $skipped skipped"
    [ -z "$broken" ] && [ "$failed" = 0 ] && [ "$total" -gt 0 ]
}

run_tests() {
    broken=
    reports | tr '\n' '\0' | xargs -0 -r rm -f
    need_build_tools
    case ${1:-} in
        '')
            need_tests
            # The ahead-of-time cache is for servers that start again.
            export OSTLER_AOT=off
            suite "unit and container tests" maven_here -fae -Dmaven.test.failure.ignore -Dconsole.check=false verify
            suite "tests of the web console" console_tests
            suite "browser tests" browser_tests
            ;;
        --fast)
            suite "unit tests" maven_here -T 2 -fae -Dmaven.test.failure.ignore -Dconsole.check=false -Dspotless.check.skip -DexcludedGroups=slow \
                -pl '!karaf-assembly,!karaf-assembly/panel,!karaf-assembly/daemon,!karaf-assembly/standalone,!itests' test
            suite "tests of the web console" console_tests
            ;;
        *) fail "There is no option $1. Try: ./ostler help" ;;
    esac
    summary
}
