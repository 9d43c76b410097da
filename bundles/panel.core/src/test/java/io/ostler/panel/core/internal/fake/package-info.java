/** Stand-ins for the parts around panel.core. */
package io.ostler.panel.core.internal.fake;
