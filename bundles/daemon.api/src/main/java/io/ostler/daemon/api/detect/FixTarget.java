package io.ostler.daemon.api.detect;

import io.ostler.daemon.api.files.FileTree;
import io.ostler.protocol.InstanceSnapshot;

/** What a fix may change. @param files with all rights of the instance's folder */
public record FixTarget(InstanceSnapshot instance, FileTree files) {}
