/* The canvas: everything that is drawn goes into a list of marks, and the list is played to a backend.
 *
 * Why a list: the number of pages is known before the first is written, the contents are filled in afterwards, a
 * test reads what was drawn, and a backend is a dozen short functions. Backends: canvas-pdf.c (the only file that
 * includes hpdf.h), canvas-svg.c (charts in HTML and DOCX), canvas-png.c (charts in DOCX), canvas-trace.c (tests). Units are points, the origin is the upper
 * left corner, y grows downwards; only the PDF backend turns it round. Numbers are rounded to 0.01 on entry.
 */
#pragma once
#include <glib.h>

/* Colours are names: the theme says which colour that is on paper, in light and in dark (storyboard, 6.3 and 6.4). */
typedef enum {
    DCMM_INK_NONE,
    DCMM_INK_GROUND, DCMM_INK_SURFACE, DCMM_INK_INK, DCMM_INK_NAVY, DCMM_INK_BLUE, DCMM_INK_ACCENT, DCMM_INK_ACCENT_TEXT,
    DCMM_INK_MUTED, DCMM_INK_HATCH, DCMM_INK_RULE, DCMM_INK_GRID, DCMM_INK_TINT, DCMM_INK_WARM, DCMM_INK_WHITE,
    DCMM_INK_HEAT_0, DCMM_INK_HEAT_1, DCMM_INK_HEAT_50, DCMM_INK_HEAT_80, DCMM_INK_HEAT_100,           /* fills */
    DCMM_INK_ON_HEAT_0, DCMM_INK_ON_HEAT_1, DCMM_INK_ON_HEAT_50, DCMM_INK_ON_HEAT_80, DCMM_INK_ON_HEAT_100,  /* the number on each */
    DCMM_INK_LEVEL_0, DCMM_INK_LEVEL_1, DCMM_INK_LEVEL_2, DCMM_INK_LEVEL_3, DCMM_INK_LEVEL_4, DCMM_INK_LEVEL_5,
    DCMM_INK_COVER, DCMM_INK_ON_COVER,                          /* the cover's field and the pale words on it */
    DCMM_INK_MAX
} DcmmInk;

typedef enum { DCMM_START, DCMM_MIDDLE, DCMM_END } DcmmAnchor;
typedef enum { DCMM_SOLID, DCMM_DASHED, DCMM_DOTTED } DcmmDash;

/* What a drawn thing is: for tests, for tags in the PDF, for names in the SVG. */
typedef enum {
    DCMM_ROLE_ARTIFACT, DCMM_ROLE_TITLE, DCMM_ROLE_HEADING1, DCMM_ROLE_HEADING2, DCMM_ROLE_HEADING3, DCMM_ROLE_PARAGRAPH,
    DCMM_ROLE_ITEM, DCMM_ROLE_CELL_HEAD, DCMM_ROLE_CELL, DCMM_ROLE_FIGURE, DCMM_ROLE_CAPTION, DCMM_ROLE_TOC, DCMM_ROLE_LINK,
    DCMM_ROLE_MAX
} DcmmRole;

typedef struct {
    DcmmInk  fill, stroke;      /* DCMM_INK_NONE: not */
    float    width;             /* of the stroke */
    DcmmDash dash;
    gboolean faint;             /* fill at 20 % (the radar's surface) */
} DcmmStyle;

typedef enum { DCMM_MARK_TEXT, DCMM_MARK_RECT, DCMM_MARK_LINE, DCMM_MARK_POLY, DCMM_MARK_CIRCLE, DCMM_MARK_SECTOR, DCMM_MARK_HATCH,
               DCMM_MARK_LINK, DCMM_MARK_BEGIN, DCMM_MARK_END, DCMM_MARK_IMAGE } DcmmMarkKind;

/* A piece of text as the setting engine made it: one face, and the exact extra advance after each character. */
typedef struct {
    const char  *text;          /* UTF-8 */
    guint8       face;          /* index in the font's chain */
    guint8       narrow;        /* the Latin form of a quotation mark, dot or ellipsis (font.h); wholly or not at all */
    gboolean     bold;
    float        x;             /* from the mark's x */
    const float *extra;         /* per character, in 1/1000 em, added after it; NULL: none */
    guint        n;             /* characters */
} DcmmRun;

typedef struct {
    DcmmMarkKind kind;
    float        x, y, w, h;    /* text: x of the anchor, y of the baseline, w its width; line: to x + w, y + h; circle, sector: centre, w = radius */
    DcmmStyle    style;         /* text: fill alone */
    float        size;          /* text */
    gboolean     bold;
    gboolean     halo;          /* text: a ground-coloured line of 1.6 round the letters first */
    DcmmAnchor   anchor;
    float        from, to;      /* sector: turns clockwise from 12 o'clock, 0 to 1 */
    const char  *text;          /* text: whole; link: "#id" or an address; image: path of a PNG; begin: the alternative text of a figure, else NULL */
    const DcmmRun *runs;        /* text: from @x of its start (not of the anchor) */
    guint        n_runs;
    const float *points;        /* poly: x, y … absolute */
    guint        n_points;
    gboolean     closed;        /* poly */
    DcmmRole     role;          /* begin */
} DcmmMark;

typedef struct _DcmmCanvas DcmmCanvas;
struct _DcmmFont;               /* font.h */

/* A canvas of one page or one figure. It owns all its strings. @font measures and splits text into runs; a canvas
 * for SVG alone has one too, since labels are placed by their measured width. */
DcmmCanvas     *dcmm_canvas_new   (struct _DcmmFont *font, float width, float height);
void            dcmm_canvas_free  (DcmmCanvas *canvas);
float           dcmm_canvas_width  (const DcmmCanvas *canvas);
float           dcmm_canvas_height (const DcmmCanvas *canvas);
const DcmmMark *dcmm_canvas_marks (const DcmmCanvas *canvas, guint *n);
/* Puts all marks of @from into @canvas, moved by x, y. */
void            dcmm_canvas_place (DcmmCanvas *canvas, const DcmmCanvas *from, float x, float y);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DcmmCanvas, dcmm_canvas_free)

/* One line of words with the engine's spacing (Han–Latin gap, squeezed punctuation); gives its width. */
float dcmm_draw_text    (DcmmCanvas *canvas, float x, float baseline, float size, gboolean bold, DcmmInk ink, DcmmAnchor anchor, const char *text);
float dcmm_draw_haloed  (DcmmCanvas *canvas, float x, float baseline, float size, gboolean bold, DcmmInk ink, DcmmAnchor anchor, const char *text);
float dcmm_text_width   (DcmmCanvas *canvas, float size, gboolean bold, const char *text);
void  dcmm_draw_rect    (DcmmCanvas *canvas, float x, float y, float w, float h, DcmmStyle style);
void  dcmm_draw_line    (DcmmCanvas *canvas, float x1, float y1, float x2, float y2, DcmmStyle style);
void  dcmm_draw_poly    (DcmmCanvas *canvas, const float *points, guint n_points, gboolean closed, DcmmStyle style);
void  dcmm_draw_circle  (DcmmCanvas *canvas, float x, float y, float radius, DcmmStyle style);
void  dcmm_draw_sector  (DcmmCanvas *canvas, float x, float y, float radius, float from, float to, DcmmStyle style);
/* Diagonal lines 3.2 apart, clipped to the rectangle: not applicable, suppressed. */
void  dcmm_draw_hatch   (DcmmCanvas *canvas, float x, float y, float w, float h);
void  dcmm_draw_link    (DcmmCanvas *canvas, float x, float y, float w, float h, const char *target);
/* A PNG, fitted into the rectangle and put against its right and lower edge: the issuer's logo on paper. */
void  dcmm_draw_image   (DcmmCanvas *canvas, float x, float y, float w, float h, const char *path);
void  dcmm_draw_begin   (DcmmCanvas *canvas, DcmmRole role, const char *alternative);
void  dcmm_draw_end     (DcmmCanvas *canvas);

/* A line of text for every mark, for tests. */
void  dcmm_canvas_trace (const DcmmCanvas *canvas, GString *out);
/* One <svg> with viewBox, role="img", <title> and <desc>; colours as CSS variables var(--NAME) of theme.h. */
void  dcmm_canvas_svg   (const DcmmCanvas *canvas, const char *title, const char *description, const char *id, GString *out);
/* The same as a file of its own, for an office program: colours as they are in @inks, @margin points of room around. */
void  dcmm_canvas_svg_file (const DcmmCanvas *canvas, const guint32 *inks, const char *faces, float margin, GString *out);
/* Drawn with the faces of its font, @scale pixels a point, DCMM_PICTURE_MARGIN points of room around; yours. */
struct _DcmmRaster *dcmm_canvas_raster (const DcmmCanvas *canvas, const guint32 *inks, float scale);
#define DCMM_PICTURE_MARGIN 2.0f        /* a mark at the very end of an axis reaches over it */
