/** Downloads of files and of folders, which become archives on the way. */
@NullMarked
package io.ostler.daemon.http.internal.download;

import org.jspecify.annotations.NullMarked;
