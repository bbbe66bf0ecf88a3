/* What this process has read: so that no output is ever written over an input, whatever option named it, and so that a pipe,
 * which can be read only once, still has a fingerprint. Kept for the life of the process; safe from any thread. */
#pragma once
#include <glib.h>
#include <sys/stat.h>

/* Notes the file behind @fd, which is being read as @path. Only plain files can be written over; a pipe's bytes are to be passed
 * to @sum, which is then given back for that, else NULL is. */
GChecksum *dcmm_input_begin (const char *path, int fd);
/* Of such a pipe, when it has been read; takes @sum, which may be NULL. */
void       dcmm_input_end   (const char *path, GChecksum *sum);
/* Whether a plain file has been read. */
gboolean   dcmm_is_input    (const struct stat *about);
/* What was read only to look whether it may be written over. */
void       dcmm_input_forget (const char *path);
/* SHA-256 of a file in lower-case hexadecimal digits: of a pipe, of what was read. Yours; NULL with DCMM_INPUT. */
char      *dcmm_input_sha256 (const char *path, GError **error);
