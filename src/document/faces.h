/* Faces: found by fontconfig, opened by HarfBuzz, mapped and never copied. */
#pragma once
#include "base/error.h"
#include <hb.h>

typedef struct {
    hb_face_t *face;
    hb_font_t *font;            /* scaled to 1000 units */
    char      *path;
    guint      index;           /* in a collection */
    gpointer   map;             /* of the file */
    gsize      length;
    gboolean   bold;            /* drawn bold; where a bold one is wanted and this is not, the backend thickens it */
    gboolean   cff;             /* else TrueType outlines */
} DcmmFace;

/* The faces of one language. They are opened when they are asked for and kept. */
typedef struct _DcmmFaces DcmmFaces;

/* @families: asked for first, regular and bold; NULL where none is. @lang: as fontconfig has it, "zh-cn" or "en". */
DcmmFaces *dcmm_faces_new  (const char *lang, const char *const families[2]);
void       dcmm_faces_free (DcmmFaces *faces);

/* Finds the two faces of every text; FALSE with DCMM_SURROUNDINGS where the system has none for the language. */
gboolean        dcmm_faces_open (DcmmFaces *faces, GError **error);
guint           dcmm_faces_main (const DcmmFaces *faces, gboolean bold);
const DcmmFace *dcmm_faces_get  (const DcmmFaces *faces, guint i);
/* Gives back the pages of the file that were touched; they come again by themselves when they are. A subset walks all
 * over 16 MB, and two faces at once are half of the memory of a run. */
void            dcmm_face_rest  (const DcmmFace *face);
/* The face that prints @c, in fontconfig's order of likeness to the main ones; FALSE where the system has none. */
gboolean        dcmm_faces_find (DcmmFaces *faces, gunichar c, gboolean bold, guint *i, hb_codepoint_t *glyph);
