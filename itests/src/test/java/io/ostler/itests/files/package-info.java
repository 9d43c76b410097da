/** The files of an instance through every door of the assembled standalone distribution. */
package io.ostler.itests.files;
