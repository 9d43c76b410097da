package io.ostler.daemon.api.stream;

import io.ostler.protocol.Messages;
import org.osgi.annotation.versioning.ProviderType;

/** Where this node answers SFTP. The service is there as long as the door is open. Thread-safe, does not block. */
@ProviderType
public interface SftpInfo {

    Messages.SftpDoor door();
}
