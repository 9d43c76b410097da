# shellcheck shell=sh
# Building the distributions. Read by ./ostler.

# Quiet memory and the first compiler: a build is short.
maven() {
    MAVEN_OPTS=${MAVEN_OPTS:--Xmx1g -XX:+UseSerialGC -XX:TieredStopAtLevel=1} "$here/mvnw" -B -ntp "$@"
}

# What the built distribution was made from: every source that can change it.
fingerprint() {
    (cd "$here" && find pom.xml .mvn bundles features karaf-assembly launcher web-console -type f \
        -not -path '*/target/*' -not -path '*/node_modules/*' -not -path '*/dist/*' -not -path '*/src/test/*' \
        -not -path 'web-console/e2e/*' -not -name '*.md' -printf '%p %s %T@\n' | LC_ALL=C sort | sha256sum | cut -d' ' -f1)
}

# The distributions without tests, unless nothing changed since.
build_distributions() {
    need_build_tools
    stamp=$here/karaf-assembly/standalone/target/built-from
    now="$(fingerprint) $newest"
    [ -x "$standalone/bin/ostler" ] && [ "$(cat "$stamp" 2>/dev/null)" = "$now" ] && return
    say "building (the first time takes some minutes)"
    mkdir -p "$here/.cache"
    if ! (cd "$here" && maven -q -Dmaven.test.skip=true -Dconsole.check=false -Dspotless.check.skip -pl karaf-assembly/panel,karaf-assembly/daemon,karaf-assembly/standalone -am package) >"$here/.cache/build.txt" 2>&1 </dev/null; then
        cat "$here/.cache/build.txt" >&2
        fail "The build failed; its words are above."
    fi
    echo "$now" >"$stamp"
}

maven_here() { (cd "$here" && maven "$@"); }
