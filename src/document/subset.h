/* A subset of a face, as a PDF embeds it: the program, the code of every glyph used, and what its dictionaries say. */
#pragma once
#include "base/error.h"
#include "document/faces.h"

/* Glyphs used in a document, by their number in the face: the character that each one prints, 0 where it is not used. */
typedef struct {
    gunichar *chars;            /* [65536] */
    guint     n;
} DcmmUsed;

typedef struct {
    guint16  code;
    gint16   advance;           /* in 1/1000 em */
    gunichar c;
} DcmmCode;

typedef struct {
    gboolean  cff;              /* the bare CFF table; else a TrueType file */
    GBytes   *program;
    guint16  *codes;            /* [65536]: of the glyph in the face */
    GArray   *used;             /* of DcmmCode, by code */
    char      name[64];         /* "ABCDEF+NotoSansCJKsc-Regular"; the letters come from the program, so that bytes repeat */
    int       box[4], ascent, descent, cap_height, stem, italic;
} DcmmSubset;

/* NULL with DCMM_SURROUNDINGS where the face cannot be taken apart. */
DcmmSubset *dcmm_subset_new  (const DcmmFace *face, const DcmmUsed *used, GError **error);
void        dcmm_subset_free (DcmmSubset *subset);

/* The codes of the glyphs of a bare CFF table: @cids[new glyph], @n of them. In a CID-keyed face they are its CIDs, in
 * any other the glyph numbers themselves. FALSE where the table makes no sense. */
gboolean    dcmm_cff_codes   (const guint8 *table, gsize length, guint16 *cids, guint n);
