/* Files written whole or not at all.
 *
 *     g_autoptr (DcmmOutput) out = dcmm_output_new (path, error);
 *     …  any early return: freed, and the old file still stands
 *     return dcmm_output_commit (out, error);
 */
#pragma once
#include <glib.h>
#include <stdio.h>

typedef struct _DcmmOutput DcmmOutput;

/* @path NULL or "-": standard output. A plain file is written beside itself and renamed over on commit; a device or
 * a pipe is written in place. NULL with DCMM_SURROUNDINGS if it cannot be opened. */
DcmmOutput *dcmm_output_new    (const char *path, GError **error);
/* Standard output alone: what is written waits in a temporary file until commit, so that a failure half-way leaves
 * nothing behind it. Call before the first write; does nothing for a path. */
gboolean    dcmm_output_hold   (DcmmOutput *out, GError **error);
/* The stream to write to; borrowed. Its errors are found by commit. */
FILE       *dcmm_output_stream (DcmmOutput *out);
void        dcmm_output_write  (DcmmOutput *out, const void *data, gsize length);
gboolean    dcmm_output_commit (DcmmOutput *out, GError **error);
void        dcmm_output_free   (DcmmOutput *out);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DcmmOutput, dcmm_output_free)

/* In one go. */
gboolean dcmm_write_file (const char *path, const void *data, gsize length, GError **error);
