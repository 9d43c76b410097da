/** The engine of the assembled distribution with real programs: what they do, what they may not, and what outlives what. */
package io.ostler.itests.engine;
