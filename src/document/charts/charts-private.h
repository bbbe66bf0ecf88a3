/* charts/: one file per chart, and here what they share: reading rows, placing labels, and the marks that look the
 * same everywhere (target line, mini bar, legend).
 *
 * A chart is two functions and a row in charts.c. It finds its numbers and its words in its node, places labels by
 * their measured width (move, then shorten, then drop), and names inks, never colours.
 */
#pragma once
#include "document/charts.h"

/* Sizes of type (storyboard, 6.2). */
#define DCMM_LABEL  8.0f
#define DCMM_LITTLE 7.0f

#define DCMM_CHART(name)                                                \
    float dcmm_##name##_height (const DcmmNode *chart, float width);    \
    void  dcmm_##name##_draw   (const DcmmNode *chart, DcmmCanvas *canvas)

DCMM_CHART (ruler);
DCMM_CHART (bars);
DCMM_CHART (radar);
DCMM_CHART (heat);
DCMM_CHART (strip);
DCMM_CHART (steps);
DCMM_CHART (percent);
DCMM_CHART (gantt);
DCMM_CHART (workload);
DCMM_CHART (milestones);
DCMM_CHART (range);
DCMM_CHART (roadmap);
DCMM_CHART (dumbbell);
DCMM_CHART (trend);
DCMM_CHART (slope);
DCMM_CHART (seal);

/* -- data -- */

/* The first child of that name, and the next one of the same name; NULL: none. */
const DcmmNode *dcmm_chart_first (const DcmmNode *chart, const char *name);
const DcmmNode *dcmm_chart_next  (const DcmmNode *row);
guint           dcmm_chart_count (const DcmmNode *chart, const char *name);
/* "" where it is not there. */
const char     *dcmm_chart_word   (const DcmmNode *node, const char *name);
float           dcmm_chart_number (const DcmmNode *node, const char *name, float otherwise);
gboolean        dcmm_chart_has    (const DcmmNode *node, const char *name);    /* a number stands there */
gboolean        dcmm_chart_flag   (const DcmmNode *node, const char *name);    /* it is there, and not "no" */

/* From a value to a place; held within its ends, since a value beyond the axis may not be drawn beyond the chart. */
typedef struct {
    float at, length;           /* where it begins, how long it is */
    float from, to;             /* values */
} DcmmScale;

float dcmm_scale (const DcmmScale *scale, float value);

/* -- styles -- */

DcmmStyle dcmm_filled  (DcmmInk ink);
DcmmStyle dcmm_stroked (DcmmInk ink, float width, DcmmDash dash);
DcmmStyle dcmm_framed  (DcmmInk fill, DcmmInk stroke, float width);

/* -- labels -- */

typedef struct { float x, y, w, h; } DcmmBox;

/* TRUE where they are nearer to each other than @gap. */
gboolean dcmm_boxes_meet (DcmmBox a, DcmmBox b, float gap);

/* @name where it is no wider than @width, else @other (may be NULL), else @name cut and closed with …; yours. */
char *dcmm_label_fit (DcmmCanvas *canvas, float size, gboolean bold, float width, const char *name, const char *other);

/* The attribute that names the columns, all of one form: "label" where every one has room, else "short", else "least". */
const char *dcmm_heads_fit (DcmmCanvas *canvas, const DcmmNode *chart, const char *column, float size, gboolean bold, float width);

/* One line or two, divided at a blank or between two Han so that the longer one is short; where that does not fit, the
 * other name; where that does not either, two lines of which the second is cut. Free with dcmm_lines_clear(). */
typedef struct {
    char *line[2];
    guint n;
} DcmmLines;

DcmmLines dcmm_label_wrap (DcmmCanvas *canvas, float size, gboolean bold, float width, const char *name, const char *other);
void      dcmm_lines_clear (DcmmLines *lines);

/* The width of the widest @attribute of the rows, at DCMM_LABEL. */
float dcmm_rows_widest (DcmmCanvas *canvas, const DcmmNode *chart, const char *attribute, gboolean bold);
/* The width of a column, no more than @most, that takes all names in one line or two. */
float dcmm_names_width (DcmmCanvas *canvas, const DcmmNode *chart, const char *attribute, float most);
/* A name in one line or two from @x on, centred on @middle. */
void  dcmm_draw_name (DcmmCanvas *canvas, float x, float middle, float width, gboolean bold, const char *name, const char *other);

/* The baseline that centres letters of @size on @middle. */
float dcmm_centred (float middle, float size);
/* At DCMM_LABEL, its letters centred on @middle. */
float dcmm_draw_label (DcmmCanvas *canvas, float x, float middle, gboolean bold, DcmmInk ink, DcmmAnchor anchor, const char *text);
/* A word on a field of @ground, for hatched places. */
void  dcmm_draw_chip (DcmmCanvas *canvas, float x, float middle, float size, DcmmInk ink, DcmmInk ground, const char *text);

/* -- marks -- */

/* The target: dashed accent with 1 of ground on either side, so that it is seen over bars, in grey too. */
void dcmm_draw_target (DcmmCanvas *canvas, float x1, float y1, float x2, float y2);
void dcmm_draw_diamond (DcmmCanvas *canvas, float x, float y, float half, DcmmStyle style);
/* A triangle standing on its point at x, y (@up: lying with the point up). */
void dcmm_draw_pointer (DcmmCanvas *canvas, float x, float y, gboolean up, DcmmStyle style);
/* Two short strokes across the upright axis at @x, just over its @foot: it does not begin at 0. */
void dcmm_draw_cut (DcmmCanvas *canvas, float x, float foot);
/* A hatched field with a fine border; @word (may be NULL) on a chip in the middle if there is room. */
void dcmm_draw_missing (DcmmCanvas *canvas, DcmmBox box, const char *word);

/* -- legend -- */

typedef struct {
    const char *kind, *label;
    float       width;          /* of what is drawn before the label */
    void      (*draw) (DcmmCanvas *canvas, const char *kind, float x, float middle);
} DcmmKey;

#define DCMM_LEGEND_LINE 13.0f

/* The lines it takes at @width, guessed on the safe side: heights are wanted before there is anything to measure by. */
guint dcmm_legend_lines (const DcmmKey *keys, guint n, const char *title, float width);
void  dcmm_legend_draw  (DcmmCanvas *canvas, const DcmmKey *keys, guint n, const char *title, float y);
