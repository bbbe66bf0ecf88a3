/* A font: what measures. For a character and a weight it knows the face, the glyph and the advance, looked up once. */
#pragma once
#include "base/base.h"
#include "document/chars.h"
#include "document/faces.h"

typedef struct _DcmmFont DcmmFont;

typedef struct {
    guint16 glyph;              /* in its face */
    guint8  face;               /* DCMM_NO_FACE: no face is open, the widths are estimates */
    guint8  kind;               /* DcmmCharClass */
    guint8  missing;            /* no face has the character: it is the mark 〓 that stands here */
    gint16  advance;            /* all in 1/1000 em */
    gint16  natural;            /* the advance that the face itself gives the glyph */
    gint16  shift;              /* the glyph is drawn so much to the left (a full-width mark made narrow) */
    gint16  blank;              /* of a full-width mark that can be squeezed: what it can give, before (opening) or after it */
} DcmmGlyph;
#define DCMM_NO_FACE 255
#define DCMM_MISSING 0x3013     /* 〓, the printers' mark for a type that is not in the case */

DcmmFont *dcmm_font_new  (DcmmLang lang, const char *regular, const char *bold);
void      dcmm_font_free (DcmmFont *font);
DcmmLang  dcmm_font_lang (const DcmmFont *font);

/* To be called before anything is set for paper; FALSE with DCMM_SURROUNDINGS where there is no face. */
gboolean dcmm_font_open (DcmmFont *font, GError **error);

/* Borrowed, for the life of the font. A character that no face has is warned of on stderr, once; the first few. */
const DcmmGlyph *dcmm_font_glyph  (DcmmFont *font, gunichar c, gboolean bold);
/* The form that a full-width quotation mark, dot or ellipsis has inside Latin text. */
const DcmmGlyph *dcmm_font_narrow (DcmmFont *font, gunichar c, gboolean bold);

const DcmmFace  *dcmm_font_face   (const DcmmFont *font, guint i);
