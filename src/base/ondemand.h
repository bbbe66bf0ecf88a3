/* Libraries that are opened when they are asked for.
 *
 * What is linked is paid for at every start, a millisecond and a half for libarchive alone, and most runs never need it.
 * The user names the functions once, as rows, and calls them through the fields of a struct of his own:
 *
 *     #define FUNCTIONS(_) _ (archive_read_new) _ (archive_read_free)
 *     typedef struct { FUNCTIONS (DCMM_AS_FIELD) } Library;
 *     #define AS_ROW(name) { #name, G_STRUCT_OFFSET (Library, name) },
 *     static const DcmmFunction functions[] = { FUNCTIONS (AS_ROW) };
 */
#pragma once
#include <glib.h>

#define DCMM_AS_FIELD(name) __typeof__ (name) *name;

typedef struct {
    const char *name;
    gsize       offset;         /* of its pointer in @into */
} DcmmFunction;

/* Opens @file for the life of the process and fills @into. FALSE with DCMM_SURROUNDINGS and @lacking where it is not here. */
gboolean dcmm_open_library (const char *file, const char *lacking, const DcmmFunction *functions, guint n, gpointer into, GError **error);
