/** The way back in for somebody who lost all proofs of who they are. */
@NullMarked
package io.ostler.panel.auth.internal.recovery;

import org.jspecify.annotations.NullMarked;
