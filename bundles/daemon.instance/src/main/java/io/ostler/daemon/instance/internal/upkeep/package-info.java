/** Installing and updating what an instance runs. */
@NullMarked
package io.ostler.daemon.instance.internal.upkeep;

import org.jspecify.annotations.NullMarked;
