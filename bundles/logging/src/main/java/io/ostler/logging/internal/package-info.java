/** SLF4J, OSGi's log service and the JDK's logging in one: everything ends in the rotated files of one folder. */
@NullMarked
package io.ostler.logging.internal;

import org.jspecify.annotations.NullMarked;
