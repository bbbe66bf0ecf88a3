/* What the parts of the setting engine share: text.c builds and draws, spacing.c makes gaps and squeezes, breaks.c
 * finds the lines. */
#pragma once
#include "document/text.h"

typedef struct {
    gunichar         c;         /* '\n': a line break; OBJECT: an object */
    const DcmmGlyph *glyph;     /* NULL for breaks and objects */
    guint16          style;
    guint8           kind;      /* DcmmCharClass */
    guint8           narrow;
    guint8           breaks;    /* after it: Breaks */
    guint8           page;      /* a digit of a page number to be filled in: its place, from 1 */
    float            advance, after;    /* points; @after falls away at the end of a line */
    guint            object;    /* index + 1 in objects */
} Item;
#define OBJECT 0xFFFC
#define ABSENT 0x2060           /* a digit of a page number that is not there, as a word joiner: no width, no break */

enum { BREAK_NONE, BREAK_MAY, BREAK_MUST };

typedef struct {
    const DcmmNode *node;
    DcmmObjectDraw  draw;
} Object;

typedef struct {
    guint from, to;             /* items; blanks at the end are not among them */
    float x, width;             /* x: a first line's indent, less the blank of an opening bracket */
    float measure;              /* to be filled by stretching; 0: it ends where it ends */
} Line;

struct _DcmmText {
    DcmmFont *font;
    GArray   *styles;           /* of DcmmTextStyle */
    GArray   *items;            /* of Item */
    GArray   *objects;          /* of Object; NULL: none */
    GArray   *lines;            /* of Line */
    gboolean  spaced;           /* spacing and breaks are done */
    gboolean  unnumbered;       /* page numbers are to be filled in */
    gboolean  latin;            /* Latin words set the tone: quotation marks are narrow */
};

static inline Item *
dcmm_text_item (const DcmmText *text, guint i)
{
    return &g_array_index (text->items, Item, i);
}

static inline const DcmmTextStyle *
dcmm_text_style (const DcmmText *text, const Item *item)
{
    return &g_array_index (text->styles, DcmmTextStyle, item->style);
}

void  dcmm_text_space       (DcmmText *text);      /* spacing.c */
void  dcmm_text_find_breaks (DcmmText *text);      /* breaks.c: what may be parted */
void  dcmm_text_find_lines  (DcmmText *text, const DcmmTextShape *shape);     /* lines.c */
void  dcmm_text_justify     (DcmmText *text, const Line *line);               /* justify.c: stretches the items of a line */
float dcmm_text_widest_part (const DcmmText *text);                           /* lines.c */
/* What an opening mark leaves blank before it at a line's start, a closing one after it at a line's end, in points. */
float dcmm_text_blank_before (const DcmmText *text, const Item *item);
float dcmm_text_blank_after  (const DcmmText *text, const Item *item);
