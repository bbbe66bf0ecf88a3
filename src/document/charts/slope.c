/* The slope: two dates, a line for each domain, both ends valued and named. The axis runs from the whole number under the lowest
 * value to the one over the highest, and says so where it is cut. Names that would meet are moved apart and led to their ends by a
 * thin line. */
#include "document/charts/charts-private.h"

#include <math.h>
#include <stdlib.h>

#define HEIGHT  250.0f
#define TOP      18.0f          /* the dates stand there */
#define CUT_ROOM 12.0f          /* under the lowest number, where the axis is cut */
#define PITCH    10.5f          /* between two names */
#define LEAD     16.0f          /* from an end to its name */
#define DOT       2.6f
#define LINE_LEAST 90.0f        /* rather a shorter name than a shorter line */

typedef struct {
    const DcmmNode *row;
    float           ends[2];    /* heights of both values */
    float           names[2];   /* heights of what is printed beside them */
} Slope;

typedef struct {
    const DcmmNode *chart;
    DcmmCanvas     *canvas;
    GArray         *slopes;     /* of Slope */
    float           left, right;        /* where the dates stand */
    float           name, value, diff;  /* widths */
    DcmmScale       y;          /* grows upwards: length is negative */
} Chart;

static Slope *
slope_at (const Chart *c, guint i)
{
    return &g_array_index (c->slopes, Slope, i);
}

static float
foot_of (const Chart *c)
{
    return dcmm_canvas_height (c->canvas) - 6;
}

static void
find_scale (Chart *c)
{
    float low = 5, high = 0;

    for (const DcmmNode *row = dcmm_chart_first (c->chart, "row"); row; row = dcmm_chart_next (row)) {
        low = MIN (low, MIN (dcmm_chart_number (row, "from", 5), dcmm_chart_number (row, "to", 5)));
        high = MAX (high, MAX (dcmm_chart_number (row, "from", 0), dcmm_chart_number (row, "to", 0)));
    }
    low = floorf (CLAMP (low, 0, 4));
    high = MAX (ceilf (CLAMP (high, 0, 5)), low + 1);
    const float foot = low > 0 ? foot_of (c) - CUT_ROOM : foot_of (c);
    c->y = (DcmmScale) { foot, TOP + 4 - foot, low, high };
}

/* A row with one end alone has no slope: its place is a sentence of the page. */
static void
take_slopes (Chart *c)
{
    for (const DcmmNode *row = dcmm_chart_first (c->chart, "row"); row; row = dcmm_chart_next (row)) {
        if (!dcmm_chart_has (row, "from") || !dcmm_chart_has (row, "to"))
            continue;
        const float from = dcmm_scale (&c->y, dcmm_chart_number (row, "from", 0)), to = dcmm_scale (&c->y, dcmm_chart_number (row, "to", 0));
        const Slope slope = { row, { from, to }, { from, to } };
        g_array_append_val (c->slopes, slope);
    }
}

static void
divide_width (Chart *c)
{
    const float width = dcmm_canvas_width (c->canvas);

    c->value = MAX (dcmm_rows_widest (c->canvas, c->chart, "from", TRUE), dcmm_rows_widest (c->canvas, c->chart, "to", TRUE)) + 6;
    c->diff = dcmm_rows_widest (c->canvas, c->chart, "diff", TRUE);
    c->diff = c->diff > 0 ? c->diff + 16 : 0;
    const float rest = (width - LINE_LEAST - 2 * LEAD - 2 * c->value - c->diff) / 2;
    c->name = MIN (dcmm_rows_widest (c->canvas, c->chart, "name", FALSE) + 2, MAX (rest, 20));
    c->left = c->name + c->value + LEAD;
    c->right = width - c->name - c->value - c->diff - LEAD;
}

/* -- names apart -- */

typedef struct { float at, to; guint slope; } Place;

static int
by_height (gconstpointer a, gconstpointer b)
{
    const Place *x = a, *y = b;

    return x->at != y->at ? (x->at < y->at ? -1 : 1) : x->slope < y->slope ? -1 : x->slope > y->slope;
}

/* From the top each is moved under the one before, then from the foot each back over the one after: the middle of what is
 * crowded stays near where it belongs. */
static void
spread (const Chart *c, guint side)
{
    const guint n = c->slopes->len;
    g_autofree Place *places = g_new (Place, n + 1);
    const float foot = dcmm_canvas_height (c->canvas) - PITCH / 2;

    for (guint i = 0; i < n; i++)
        places[i] = (Place) { slope_at (c, i)->ends[side], slope_at (c, i)->ends[side], i };
    qsort (places, n, sizeof *places, by_height);
    for (guint round = 0; round < 60; round++)
        for (guint i = 1; i < n; i++) {
            const float lack = PITCH - (places[i].to - places[i - 1].to);
            if (lack <= 0)
                continue;
            places[i - 1].to -= lack / 2;
            places[i].to += lack / 2;
        }
    for (guint i = 0; i < n; i++)
        places[i].to = MAX (places[i].to, i ? places[i - 1].to + PITCH : TOP + PITCH / 2);
    for (guint i = n; i-- > 0;)
        places[i].to = MIN (places[i].to, i + 1 < n ? places[i + 1].to - PITCH : foot);
    for (guint i = 0; i < n; i++)
        slope_at (c, places[i].slope)->names[side] = places[i].to;
}

/* -- marks -- */

static int
way (const Slope *slope)
{
    const float from = dcmm_chart_number (slope->row, "from", 0), to = dcmm_chart_number (slope->row, "to", 0);

    return (to > from) - (to < from);
}

static void
draw_axis (const Chart *c)
{
    for (guint side = 0; side < 2; side++) {
        const float x = side ? c->right : c->left;
        dcmm_draw_line (c->canvas, x, TOP, x, foot_of (c), dcmm_stroked (DCMM_INK_RULE, 0.8f, DCMM_SOLID));
        dcmm_draw_text (c->canvas, x, TOP - 7, DCMM_LABEL, TRUE, DCMM_INK_NAVY, DCMM_MIDDLE, dcmm_chart_word (c->chart, side ? "to-label" : "from-label"));
    }
    for (int value = (int) c->y.from; value <= (int) c->y.to; value++) {
        const float y = dcmm_scale (&c->y, (float) value);
        dcmm_draw_line (c->canvas, c->left, y, c->right, y, dcmm_stroked (DCMM_INK_GRID, 0.5f, DCMM_SOLID));
    }
    for (guint side = 0; side < 2 && c->y.from > 0; side++)
        dcmm_draw_cut (c->canvas, side ? c->right : c->left, foot_of (c));
}

/* Over the lines, just inside the left axis: outside stand names. */
static void
draw_digits (const Chart *c)
{
    for (int value = (int) c->y.from; value <= (int) c->y.to; value++) {
        const char digit[] = { (char) ('0' + value), '\0' };
        dcmm_draw_haloed (c->canvas, c->left + 7, dcmm_centred (dcmm_scale (&c->y, (float) value), DCMM_LITTLE), DCMM_LITTLE, FALSE, DCMM_INK_MUTED,
                          DCMM_MIDDLE, digit);
    }
}

static void
draw_thresholds (const Chart *c)
{
    for (const DcmmNode *t = dcmm_chart_first (c->chart, "threshold"); t; t = dcmm_chart_next (t)) {
        const float value = dcmm_chart_number (t, "value", -1), y = dcmm_scale (&c->y, value);
        const gboolean target = dcmm_chart_flag (t, "target");
        if (value < c->y.from || value > c->y.to)
            continue;
        if (target)
            dcmm_draw_target (c->canvas, c->left, y, c->right, y);
        else
            dcmm_draw_line (c->canvas, c->left, y, c->right, y, dcmm_stroked (DCMM_INK_HATCH, 0.6f, DCMM_DASHED));
    }
}

/* Over the lines, at the right end of each threshold that is on the axis. */
static void
draw_names (const Chart *c)
{
    for (const DcmmNode *t = dcmm_chart_first (c->chart, "threshold"); t; t = dcmm_chart_next (t)) {
        const float value = dcmm_chart_number (t, "value", -1), y = dcmm_scale (&c->y, value);
        if (value >= c->y.from && value <= c->y.to)
            dcmm_draw_haloed (c->canvas, (c->left + c->right) / 2, y - 3, DCMM_LITTLE, FALSE,
                              dcmm_chart_flag (t, "target") ? DCMM_INK_ACCENT_TEXT : DCMM_INK_MUTED, DCMM_MIDDLE, dcmm_chart_word (t, "label"));
    }
}

static void
draw_line (const Chart *c, const Slope *slope)
{
    const int up = way (slope);

    dcmm_draw_line (c->canvas, c->left, slope->ends[0], c->right, slope->ends[1],
                    dcmm_stroked (up < 0 ? DCMM_INK_ACCENT : up ? DCMM_INK_BLUE : DCMM_INK_MUTED, up ? 1.6f : 1, up < 0 ? DCMM_DASHED : DCMM_SOLID));
    dcmm_draw_circle (c->canvas, c->left, slope->ends[0], DOT, dcmm_framed (DCMM_INK_GROUND, DCMM_INK_BLUE, 1.2f));
    dcmm_draw_circle (c->canvas, c->right, slope->ends[1], DOT + 0.3f, dcmm_framed (DCMM_INK_BLUE, DCMM_INK_GROUND, 0.6f));
}

static void
draw_left (const Chart *c, const Slope *slope)
{
    const float x = c->left - LEAD;
    g_autofree char *name = dcmm_label_fit (c->canvas, DCMM_LABEL, FALSE, c->name, dcmm_chart_word (slope->row, "name"), dcmm_node_get (slope->row, "short"));

    dcmm_draw_line (c->canvas, x + 2, slope->names[0], c->left - DOT - 1, slope->ends[0], dcmm_stroked (DCMM_INK_RULE, 0.5f, DCMM_SOLID));
    dcmm_draw_label (c->canvas, x, slope->names[0], FALSE, DCMM_INK_MUTED, DCMM_END, dcmm_chart_word (slope->row, "from"));
    dcmm_draw_label (c->canvas, x - c->value, slope->names[0], FALSE, DCMM_INK_INK, DCMM_END, name);
}

static void
draw_way (const Chart *c, const Slope *slope, float x)
{
    const float middle = slope->names[1];

    if (way (slope) == 0)
        return;
    const float tip = way (slope) > 0 ? middle - 2.6f : middle + 2.6f, back = way (slope) > 0 ? middle + 2.6f : middle - 2.6f;
    const float points[] = { x, tip, x + 3, back, x - 3, back };
    dcmm_draw_poly (c->canvas, points, 3, TRUE, dcmm_filled (way (slope) > 0 ? DCMM_INK_BLUE : DCMM_INK_ACCENT));
}

static void
draw_right (const Chart *c, const Slope *slope)
{
    const float x = c->right + LEAD;
    const gboolean less = way (slope) < 0;
    g_autofree char *name = dcmm_label_fit (c->canvas, DCMM_LABEL, FALSE, c->name, dcmm_chart_word (slope->row, "name"), dcmm_node_get (slope->row, "short"));

    dcmm_draw_line (c->canvas, x - 2, slope->names[1], c->right + DOT + 1, slope->ends[1], dcmm_stroked (DCMM_INK_RULE, 0.5f, DCMM_SOLID));
    dcmm_draw_label (c->canvas, x, slope->names[1], TRUE, DCMM_INK_INK, DCMM_START, dcmm_chart_word (slope->row, "to"));
    dcmm_draw_label (c->canvas, x + c->value, slope->names[1], FALSE, DCMM_INK_INK, DCMM_START, name);
    if (c->diff <= 0)
        return;
    draw_way (c, slope, x + c->value + c->name + 8);
    dcmm_draw_label (c->canvas, dcmm_canvas_width (c->canvas), slope->names[1], less, less ? DCMM_INK_ACCENT_TEXT : DCMM_INK_INK, DCMM_END,
                     dcmm_chart_word (slope->row, "diff"));
}

float
dcmm_slope_height (const DcmmNode *chart, float width)
{
    (void) width;
    return dcmm_chart_number (chart, "height", HEIGHT);
}

void
dcmm_slope_draw (const DcmmNode *chart, DcmmCanvas *canvas)
{
    g_autoptr (GArray) slopes = g_array_new (FALSE, FALSE, sizeof (Slope));
    Chart c = { .chart = chart, .canvas = canvas, .slopes = slopes };

    find_scale (&c);
    divide_width (&c);
    take_slopes (&c);
    spread (&c, 0);
    spread (&c, 1);
    draw_axis (&c);
    draw_thresholds (&c);
    for (guint i = 0; i < slopes->len; i++)
        draw_line (&c, slope_at (&c, i));
    draw_digits (&c);
    draw_names (&c);
    for (guint i = 0; i < slopes->len; i++) {
        draw_left (&c, slope_at (&c, i));
        draw_right (&c, slope_at (&c, i));
    }
}
