/* Dumbbells: a row per domain or item, what was (hollow) and what is (filled) on one axis of 0 to 5. */
#include "document/charts/charts-private.h"

#define TO_AXIS     8.0f        /* from a name to the axis, from the axis to the numbers */
#define AXIS       14.0f        /* its digits under the rows */
#define HEAD       13.0f        /* the thresholds' names over them */
#define GAP        10.0f        /* between the numbers' columns */
#define AXIS_LEAST 90.0f
#define DOT         3.2f
#define ARROW       "→"

typedef struct {
    const DcmmNode *chart;
    DcmmCanvas     *canvas;
    float           top, row;
    float           name;
    float           from, to, diff;     /* right edges of the columns of numbers */
    DcmmScale       scale;
} Dumbbell;

static float
row_height (const DcmmNode *chart)
{
    return dcmm_chart_number (chart, "row-height", dcmm_chart_count (chart, "row") > 8 ? 19 : 22);
}

static float
legend_height (const DcmmNode *chart)
{
    return *dcmm_chart_word (chart, "from-label") || *dcmm_chart_word (chart, "to-label") ? DCMM_LEGEND_LINE + 3 : 0;
}

static float
head_height (const DcmmNode *chart)
{
    return legend_height (chart) + (dcmm_chart_first (chart, "threshold") ? HEAD : 0);
}

static void
divide_width (Dumbbell *d)
{
    const float width = dcmm_canvas_width (d->canvas);
    const float from = MAX (dcmm_rows_widest (d->canvas, d->chart, "from", FALSE), 18);
    const float to = MAX (dcmm_rows_widest (d->canvas, d->chart, "to", TRUE), 18);
    const float diff = dcmm_rows_widest (d->canvas, d->chart, "diff", TRUE);
    const float arrow = dcmm_text_width (d->canvas, DCMM_LABEL, FALSE, ARROW) + 6;
    const float numbers = from + arrow + to + (diff > 0 ? GAP + diff : 0);
    const float rest = width - numbers - 2 * TO_AXIS;

    d->name = dcmm_names_width (d->canvas, d->chart, "name", MAX (MIN (rest - AXIS_LEAST, 0.4f * width), 30));
    d->scale = (DcmmScale) { d->name + TO_AXIS + DOT, rest - d->name - 2 * DOT, 0, 5 };
    d->diff = width;
    d->to = width - (diff > 0 ? GAP + diff : 0);
    d->from = d->to - to - arrow;
}

static float
bottom (const Dumbbell *d)
{
    return d->top + d->row * (float) dcmm_chart_count (d->chart, "row");
}

/* -- axis and thresholds -- */

static void
draw_axis (const Dumbbell *d)
{
    for (int value = 0; value <= 5; value++) {
        const float x = dcmm_scale (&d->scale, (float) value);
        const char digit[] = { (char) ('0' + value), '\0' };
        dcmm_draw_line (d->canvas, x, d->top, x, bottom (d), dcmm_stroked (value ? DCMM_INK_GRID : DCMM_INK_RULE, value ? 0.5f : 0.8f, DCMM_SOLID));
        dcmm_draw_text (d->canvas, x, bottom (d) + 10.5f, DCMM_LITTLE, FALSE, DCMM_INK_MUTED, DCMM_MIDDLE, digit);
    }
}

/* The target's name first, then those that leave it and each other room. */
static void
draw_names (const Dumbbell *d)
{
    DcmmBox taken[2 * 8];
    guint n = 0;

    for (int target = 1; target >= 0; target--)
        for (const DcmmNode *t = dcmm_chart_first (d->chart, "threshold"); t && n < G_N_ELEMENTS (taken); t = dcmm_chart_next (t)) {
            const char *label = dcmm_chart_word (t, "label");
            const float w = dcmm_text_width (d->canvas, DCMM_LITTLE, FALSE, label), x = dcmm_scale (&d->scale, dcmm_chart_number (t, "value", 0));
            const DcmmBox box = { CLAMP (x - w / 2, d->name + TO_AXIS, d->from - w - 22), d->top - 10, w, DCMM_LITTLE };
            gboolean free = dcmm_chart_flag (t, "target") == (target == 1);
            for (guint i = 0; i < n; i++)
                free = free && !dcmm_boxes_meet (box, taken[i], 4);
            if (!free)
                continue;
            taken[n++] = box;
            dcmm_draw_text (d->canvas, box.x, d->top - 4, DCMM_LITTLE, FALSE, target ? DCMM_INK_ACCENT_TEXT : DCMM_INK_MUTED, DCMM_START, label);
        }
}

static void
draw_thresholds (const Dumbbell *d)
{
    for (const DcmmNode *t = dcmm_chart_first (d->chart, "threshold"); t; t = dcmm_chart_next (t)) {
        const float x = dcmm_scale (&d->scale, dcmm_chart_number (t, "value", 0));
        if (dcmm_chart_flag (t, "target"))
            dcmm_draw_target (d->canvas, x, d->top - 1, x, bottom (d) + 1);
        else
            dcmm_draw_line (d->canvas, x, d->top - 1, x, bottom (d), dcmm_stroked (DCMM_INK_HATCH, 0.6f, DCMM_DASHED));
    }
    draw_names (d);
}

/* -- rows -- */

static void
draw_was (DcmmCanvas *canvas, float x, float middle)
{
    dcmm_draw_circle (canvas, x, middle, DOT, dcmm_framed (DCMM_INK_GROUND, DCMM_INK_BLUE, 1.2f));
}

static void
draw_is (DcmmCanvas *canvas, float x, float middle)
{
    dcmm_draw_circle (canvas, x, middle, DOT + 0.3f, dcmm_framed (DCMM_INK_BLUE, DCMM_INK_GROUND, 0.6f));
}

static void
draw_marks (const Dumbbell *d, const DcmmNode *row, float middle)
{
    const gboolean was = dcmm_chart_has (row, "from"), is = dcmm_chart_has (row, "to");
    const float from = dcmm_scale (&d->scale, dcmm_chart_number (row, "from", 0)), to = dcmm_scale (&d->scale, dcmm_chart_number (row, "to", 0));

    if (!was && !is) {
        dcmm_draw_missing (d->canvas, (DcmmBox) { d->scale.at, middle - 4, d->scale.length, 8 }, dcmm_chart_word (row, "na"));
        return;
    }
    if (was && is && from != to)        /* a fall is dashed, so that it is one without its colour too */
        dcmm_draw_line (d->canvas, from, middle, to, middle,
                        dcmm_stroked (to < from ? DCMM_INK_ACCENT : DCMM_INK_BLUE, 2, to < from ? DCMM_DASHED : DCMM_SOLID));
    if (was)
        draw_was (d->canvas, from, middle);
    if (is)
        draw_is (d->canvas, to, middle);
}

static const char *
or_dash (const DcmmNode *row, const char *name)
{
    return dcmm_chart_has (row, name) ? dcmm_chart_word (row, name) : "—";
}

static void
draw_numbers (const Dumbbell *d, const DcmmNode *row, float middle)
{
    const char *diff = dcmm_chart_word (row, "diff");
    const gboolean less = g_str_has_prefix (diff, "−") || g_str_has_prefix (diff, "-");

    dcmm_draw_label (d->canvas, d->from, middle, FALSE, DCMM_INK_MUTED, DCMM_END, or_dash (row, "from"));
    dcmm_draw_label (d->canvas, d->from + 3, middle, FALSE, DCMM_INK_MUTED, DCMM_START, ARROW);
    dcmm_draw_label (d->canvas, d->to, middle, TRUE, DCMM_INK_INK, DCMM_END, or_dash (row, "to"));
    dcmm_draw_label (d->canvas, d->diff, middle, less, less ? DCMM_INK_ACCENT_TEXT : DCMM_INK_INK, DCMM_END, diff);
}

static void
draw_key (DcmmCanvas *canvas, const char *kind, float x, float middle)
{
    (*kind == 'f' ? draw_was : draw_is) (canvas, x + DOT + 1, middle);
}

static void
draw_legend (const Dumbbell *d)
{
    const DcmmKey keys[] = {
        { "from", dcmm_chart_word (d->chart, "from-label"), 2 * DOT + 2, draw_key },
        { "to",   dcmm_chart_word (d->chart, "to-label"),   2 * DOT + 2, draw_key },
    };

    dcmm_legend_draw (d->canvas, keys, G_N_ELEMENTS (keys), NULL, 0);
}

float
dcmm_dumbbell_height (const DcmmNode *chart, float width)
{
    (void) width;
    return head_height (chart) + row_height (chart) * (float) dcmm_chart_count (chart, "row") + AXIS;
}

void
dcmm_dumbbell_draw (const DcmmNode *chart, DcmmCanvas *canvas)
{
    Dumbbell d = { .chart = chart, .canvas = canvas, .top = head_height (chart), .row = row_height (chart) };
    float middle = d.top + d.row / 2;

    divide_width (&d);
    if (legend_height (chart) > 0)
        draw_legend (&d);
    draw_axis (&d);
    draw_thresholds (&d);
    for (const DcmmNode *row = dcmm_chart_first (chart, "row"); row; row = dcmm_chart_next (row), middle += d.row) {
        dcmm_draw_name (canvas, 0, middle, d.name, FALSE, dcmm_chart_word (row, "name"), dcmm_node_get (row, "short"));
        draw_marks (&d, row, middle);
        draw_numbers (&d, row, middle);
    }
}
