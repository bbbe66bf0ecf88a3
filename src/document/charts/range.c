/* Ranges: from low to high a line, at likely a tick, all rows on one scale from 0. */
#include "document/charts/charts-private.h"

#include <math.h>

#define ROW      17.0f
#define AXIS     13.0f
#define TO_PLOT   8.0f
#define TO_VALUE 10.0f
#define PLOT_LEAST 60.0f
#define TICKS_MOST 5

typedef struct {
    const DcmmNode *chart;
    DcmmCanvas     *canvas;
    float           name, value, note;      /* widths of the columns; note 0: none */
    DcmmScale       scale;
} Range;

static gboolean
is_known (const DcmmNode *row)
{
    return dcmm_chart_has (row, "likely") || (dcmm_chart_has (row, "low") && dcmm_chart_has (row, "high"));
}

static float
largest (const DcmmNode *chart)
{
    float most = dcmm_chart_number (chart, "max", 0);

    for (const DcmmNode *row = dcmm_chart_first (chart, "row"); row; row = dcmm_chart_next (row))
        most = MAX (most, MAX (dcmm_chart_number (row, "high", 0), dcmm_chart_number (row, "likely", 0)));
    return most > 0 ? most : 1;
}

static void
divide (Range *range)
{
    const float width = dcmm_canvas_width (range->canvas);
    const float note = dcmm_rows_widest (range->canvas, range->chart, "note", FALSE);

    range->value = MAX (dcmm_rows_widest (range->canvas, range->chart, "value", TRUE), 8);
    range->note = note > 0 ? note + TO_VALUE : 0;
    const float rest = width - range->value - range->note - TO_PLOT - TO_VALUE;
    range->name = dcmm_names_width (range->canvas, range->chart, "label", MAX (MIN (rest - PLOT_LEAST, 0.36f * width), 30));
    range->scale = (DcmmScale) { range->name + TO_PLOT, MAX (rest - range->name, 1), 0, largest (range->chart) };
}

/* 1, 2 or 5 with noughts behind it: the smallest that makes no more than a handful of ticks; never less than 1, since what is
 * printed is whole. */
static float
tick_step (float most)
{
    float step = 1;

    for (guint i = 0; most / step > TICKS_MOST; i++)
        step *= i % 3 == 1 ? 2.5f : 2;
    return step;
}

static void
draw_axis (const Range *range, float foot)
{
    const float step = tick_step (range->scale.to);

    for (float value = 0; value <= range->scale.to; value += step) {
        const float x = dcmm_scale (&range->scale, value);
        g_autofree char *text = g_strdup_printf ("%.0f", (double) value);
        dcmm_draw_line (range->canvas, x, 0, x, foot,
                        dcmm_stroked (value > 0 ? DCMM_INK_GRID : DCMM_INK_RULE, value > 0 ? 0.5f : 0.8f, DCMM_SOLID));
        dcmm_draw_text (range->canvas, x, foot + 9.5f, DCMM_LITTLE, FALSE, DCMM_INK_MUTED, DCMM_MIDDLE, text);
    }
}

/* Where low and high are one there is the tick alone. */
static void
draw_line (const Range *range, const DcmmNode *row, float middle)
{
    const float low = dcmm_scale (&range->scale, dcmm_chart_number (row, "low", 0));
    const float high = dcmm_scale (&range->scale, dcmm_chart_number (row, "high", 0));

    if (!dcmm_chart_has (row, "low") || !dcmm_chart_has (row, "high") || high - low < 0.5f)
        return;
    dcmm_draw_rect (range->canvas, low, middle - 1, high - low, 2, dcmm_filled (DCMM_INK_BLUE));
    dcmm_draw_rect (range->canvas, low - 0.5f, middle - 3, 1, 6, dcmm_filled (DCMM_INK_BLUE));
    dcmm_draw_rect (range->canvas, high - 0.5f, middle - 3, 1, 6, dcmm_filled (DCMM_INK_BLUE));
}

static void
draw_likely (const Range *range, const DcmmNode *row, float middle)
{
    const float x = dcmm_scale (&range->scale, dcmm_chart_number (row, "likely", 0));

    if (!dcmm_chart_has (row, "likely"))
        return;
    dcmm_draw_rect (range->canvas, x - 2.2f, middle - 5, 4.4f, 10, dcmm_filled (DCMM_INK_GROUND));
    dcmm_draw_rect (range->canvas, x - 1.3f, middle - 5, 2.6f, 10, dcmm_filled (DCMM_INK_NAVY));
}

static void
draw_row (const Range *range, const DcmmNode *row, float middle)
{
    const float right = dcmm_canvas_width (range->canvas);
    const char *value = dcmm_chart_word (row, "value");

    dcmm_draw_name (range->canvas, 0, middle, range->name, FALSE, dcmm_chart_word (row, "label"), dcmm_node_get (row, "short"));
    if (!is_known (row)) {
        dcmm_draw_label (range->canvas, right - range->note, middle, FALSE, DCMM_INK_MUTED, DCMM_END, *value ? value : "—");
        return;
    }
    draw_line (range, row, middle);
    draw_likely (range, row, middle);
    dcmm_draw_label (range->canvas, right - range->note, middle, TRUE, DCMM_INK_INK, DCMM_END, value);
    dcmm_draw_label (range->canvas, right, middle, FALSE, DCMM_INK_MUTED, DCMM_END, dcmm_chart_word (row, "note"));
}

float
dcmm_range_height (const DcmmNode *chart, float width)
{
    (void) width;
    return ROW * (float) dcmm_chart_count (chart, "row") + AXIS;
}

void
dcmm_range_draw (const DcmmNode *chart, DcmmCanvas *canvas)
{
    Range range = { .chart = chart, .canvas = canvas };
    float middle = ROW / 2;

    divide (&range);
    draw_axis (&range, ROW * (float) dcmm_chart_count (chart, "row"));
    for (const DcmmNode *row = dcmm_chart_first (chart, "row"); row; row = dcmm_chart_next (row), middle += ROW)
        draw_row (&range, row, middle);
}
