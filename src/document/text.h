/* Text: words with styles, set in lines.
 *
 * Put words, line breaks and small objects into a DcmmText, set it to a width, ask how many lines there are, and draw
 * them one by one. Storyboard 6.9 and 6.10 are kept here: squeezed punctuation, the gap between Han and Latin, marks
 * that may not begin or end a line, numbers that stay with their units, no single character on a last line.
 */
#pragma once
#include "document/canvas.h"
#include "document/font.h"
#include "document/node.h"

typedef struct {
    float       size;
    gboolean    bold;
    DcmmInk     ink;
    float       rise;           /* of the baseline, in points */
    guint       hold;           /* pieces with the same number, not 0, are on one line */
    const char *link;           /* "#id" or an address; borrowed */
} DcmmTextStyle;

typedef struct _DcmmText DcmmText;

/* Draws an object that stands in a line (a value pie, a mini bar). */
typedef void (*DcmmObjectDraw) (const DcmmNode *object, DcmmCanvas *canvas, const DcmmTextStyle *style, float x, float baseline);
/* The page that "#id" is on; 0 where there is none. */
typedef guint (*DcmmPageOf) (const char *target, gpointer data);

DcmmText *dcmm_text_new  (DcmmFont *font);
void      dcmm_text_free (DcmmText *text);
void dcmm_text_add        (DcmmText *text, const DcmmTextStyle *style, const char *words);
void dcmm_text_add_break  (DcmmText *text, const DcmmTextStyle *style);
void dcmm_text_add_object (DcmmText *text, const DcmmTextStyle *style, const DcmmNode *object, float width, DcmmObjectDraw draw);
/* The number of the page that style->link is on, filled in by dcmm_text_number() after all pages are known. */
void dcmm_text_add_page   (DcmmText *text, const DcmmTextStyle *style);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DcmmText, dcmm_text_free)

typedef struct {
    float    width;             /* of the measure */
    float    indent;            /* of the first line */
    gboolean balance;           /* lines of about one length, cut at a clause: headlines */
    gboolean justify;           /* Chinese alone: English is ragged always */
} DcmmTextShape;

/* Breaks it into lines and gives their number, at least 1. May be done again with another shape. */
guint dcmm_text_set        (DcmmText *text, const DcmmTextShape *shape);
/* Of the line as drawn, without what hangs over its end. */
float dcmm_text_line_width (const DcmmText *text, guint line);
/* The width of all of it on one line, and of the widest part that no line may be broken in. */
float dcmm_text_natural    (DcmmText *text);
float dcmm_text_least      (DcmmText *text);
void  dcmm_text_number     (DcmmText *text, DcmmPageOf page_of, gpointer data);
/* @x: the left edge of the measure, the first line's indent not counted in. */
void  dcmm_text_draw       (DcmmText *text, DcmmCanvas *canvas, guint line, float x, float baseline);
/* All of it on one line, as one mark at an anchor: the labels of charts. */
void  dcmm_text_draw_label (DcmmText *text, DcmmCanvas *canvas, float x, float baseline, DcmmAnchor anchor, gboolean halo);

/* The baseline in a line of @height that begins at @top. */
static inline float
dcmm_baseline (float top, float height, float size)
{
    return top + height / 2 + 0.36f * size;
}
