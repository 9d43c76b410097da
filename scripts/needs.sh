# shellcheck shell=sh
# What commands need, found, installed or named. Read by ./ostler.

may_install() { [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; }

# packages NAME…: installs Debian packages that are missing, or says how.
packages() {
    missing=
    for package; do
        dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing="$missing $package"
    done
    [ -n "$missing" ] || return 0
    may_install || fail "Missing:$missing. Install with: sudo apt-get install$missing"
    say "installing$missing"
    # shellcheck disable=SC2086
    DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends $missing >/dev/null 2>&1 </dev/null ||
        { apt-get update -q >/dev/null 2>&1 </dev/null &&
            DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends $missing >/dev/null </dev/null; } ||
        fail "Could not install$missing. Install with: apt-get install$missing"
}

# feature_number FOLDER: prints the version of a JDK (its feature number), nothing if there is none.
feature_number() {
    [ -x "$1/bin/javac" ] && sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release" 2>/dev/null || true
}

newest_jdk() {
    newest=0 jdk=''
    for folder in "${JAVA_HOME:-/nowhere}" /usr/lib/jvm/* /opt/java/* /opt/jdk* "${HOME:-/nowhere}"/.sdkman/candidates/java/* \
        "$(dirname "$(dirname "$(readlink -f "$(command -v javac || echo /nowhere/bin/javac)")")")"; do
        number=$(feature_number "$folder")
        [ "${number:-0}" -gt "$newest" ] && newest=$number jdk=$folder
    done
    [ "$newest" -ge 21 ]
}

need_jdk() {
    if ! newest_jdk; then
        # Debian 13 has 21 and 25, Debian 12 only 17; what the system offers is asked for, newest first.
        if may_install; then
            apt-cache show openjdk-21-jdk-headless >/dev/null 2>&1 || apt-get update -q >/dev/null 2>&1 || true
            for number in 25 21; do
                if apt-cache show "openjdk-$number-jdk-headless" >/dev/null 2>&1; then
                    packages "openjdk-$number-jdk-headless"
                    break
                fi
            done
        fi
        newest_jdk || fail "A JDK, version 21 or newer, is missing (newest found: ${newest}). Install one (openjdk-21-jdk-headless, or Temurin 25) and set JAVA_HOME."
    fi
    JAVA_HOME=$jdk PATH=$jdk/bin:$PATH
    export JAVA_HOME PATH
}

node_is_new() {
    command -v npm >/dev/null && command -v node >/dev/null &&
        node -e 'const [a, b] = process.versions.node.split(".").map(Number); process.exit(a > 20 || (a === 20 && b >= 19) ? 0 : 1)'
}

need_node() {
    node_is_new && return
    may_install && packages nodejs npm
    node_is_new || fail "Node 20.19 or newer with npm is missing$(command -v node >/dev/null && echo " (found $(node --version))"). Install it and put it on PATH."
}

need_build_tools() {
    need_jdk
    need_node
}

need_tests() {
    packages slapd openssl util-linux bsdutils procps curl chromium-headless-shell fonts-dejavu-core freeciv-server minetest-server openttd openttd-opengfx openssh-client lftp rclone postgresql
}
