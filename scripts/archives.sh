# shellcheck shell=sh
# The archives for users: a distribution with the Java runtime that it needs. Read by ./ostler.

# What the bundles use of Java; java.desktop is there for java.beans, which Jackson and Jetty ask for.
runtime_modules=java.base,java.desktop,java.instrument,java.logging,java.management,java.naming,java.net.http,java.security.jgss,java.sql,java.xml,jdk.crypto.ec,jdk.httpserver,jdk.jfr,jdk.management,jdk.net,jdk.unsupported,jdk.zipfs

machine_name() {
    case $(uname -m) in
        x86_64 | amd64) echo x64 ;;
        aarch64 | arm64) echo aarch64 ;;
        *) uname -m ;;
    esac
}

link_runtime() {
    runtime=$here/.cache/runtime-$(sed -n 's/^JAVA_RUNTIME_VERSION="\(.*\)"/\1/p' "$JAVA_HOME/release")
    [ -x "$runtime/bin/java" ] && return
    rm -rf "$runtime.new"
    "$JAVA_HOME/bin/jlink" --add-modules "$runtime_modules" --strip-debug --no-header-files --no-man-pages \
        --compress zip-6 --output "$runtime.new" >&2 || fail "jlink could not make a runtime from $JAVA_HOME; use a full JDK (Temurin 25 is one)."
    # shared classes for the object layouts that the start script uses
    "$runtime.new/bin/java" -Xshare:dump -XX:+UseSerialGC >/dev/null 2>&1 || true
    [ "$newest" -lt 25 ] || "$runtime.new/bin/java" -Xshare:dump -XX:+UseSerialGC -XX:+UseCompactObjectHeaders >/dev/null 2>&1 || true
    mv "$runtime.new" "$runtime"
}

# Same sources, same archive: names sorted, one time stamp, no owner.
pack() {
    tar -C "$2" --sort=name --owner=0 --group=0 --numeric-owner --mtime='2026-01-01 00:00:00Z' \
        --mode=u+rwX,go+rX,go-w -cf - "$3" | gzip -9n >"$1.new"
    mv "$1.new" "$1"
}

build_archives() {
    build_distributions
    link_runtime
    mkdir -p "$here/dist"
    rm -f "$here"/dist/ostler-*.tar.gz
    rm -rf "$here/.cache/archive"
    for kind in panel daemon standalone; do
        assembly=$here/karaf-assembly/$kind/target/assembly
        version=$(sed -n 's/^version = //p' "$assembly/lib/distribution.properties")
        name=ostler-$kind-$version
        mkdir -p "$here/.cache/archive"
        cp -R "$assembly" "$here/.cache/archive/$name"
        cp -R "$runtime" "$here/.cache/archive/$name/runtime"
        archive=$here/dist/$name-linux-$(machine_name).tar.gz
        pack "$archive" "$here/.cache/archive" "$name"
        rm -rf "$here/.cache/archive"
        echo "$archive"
    done
}
