/* Score bars: a row per domain, what is against what is wanted, on 0 to 5. */
#include "document/charts/charts-private.h"

#include <math.h>

#define BAR        8.0f
#define TO_BAR     8.0f         /* from a name, to a score */
#define AXIS      14.0f         /* the axis under the rows */
#define FLOOR_HEAD 11.0f        /* the floor's name over them */
#define BAR_LEAST 60.0f         /* rather two lines of name than a shorter axis */

typedef struct {
    const DcmmNode *chart;
    DcmmCanvas     *canvas;
    float           top, row;           /* of the first row; height of each */
    float           name, score, diff;  /* widths of the columns; diff 0: none */
    DcmmScale       scale;
} Bars;

static float
row_height (const DcmmNode *chart)
{
    return dcmm_chart_number (chart, "row-height", dcmm_chart_count (chart, "row") > 8 ? 19 : 22);
}

static float
head_height (const DcmmNode *chart)
{
    return dcmm_chart_has (chart, "floor") && *dcmm_chart_word (chart, "floor-label") ? FLOOR_HEAD : 0;
}

static void
divide_width (Bars *bars)
{
    const float width = dcmm_canvas_width (bars->canvas);
    const float diff = dcmm_rows_widest (bars->canvas, bars->chart, "diff", FALSE);

    bars->score = MAX (dcmm_rows_widest (bars->canvas, bars->chart, "value", TRUE), 18);
    bars->diff = diff > 0 ? MAX (diff + 14, 35) : 0;
    const float rest = width - bars->score - bars->diff - 2 * TO_BAR;
    bars->name = dcmm_names_width (bars->canvas, bars->chart, "name", MAX (MIN (rest - BAR_LEAST, 0.42f * width), 30));
    bars->name = MAX (bars->name, MIN (56, 0.25f * width));     /* charts on one page have their axes in one place */
    bars->scale = (DcmmScale) { bars->name + TO_BAR, rest - bars->name, 0, 5 };
}

static float
bottom (const Bars *bars)
{
    return bars->top + bars->row * (float) dcmm_chart_count (bars->chart, "row");
}

static void
draw_axis (const Bars *bars)
{
    for (int value = 0; value <= 5; value++) {
        const float x = dcmm_scale (&bars->scale, (float) value);
        const char digit[] = { (char) ('0' + value), '\0' };
        dcmm_draw_line (bars->canvas, x, bars->top, x, bottom (bars),
                        dcmm_stroked (value ? DCMM_INK_GRID : DCMM_INK_RULE, value ? 0.5f : 0.8f, DCMM_SOLID));
        dcmm_draw_text (bars->canvas, x, bottom (bars) + 10.5f, DCMM_LITTLE, FALSE, DCMM_INK_MUTED, DCMM_MIDDLE, digit);
    }
}

/* What is lacking, up to the target: dashed and hollow, open towards the bar. */
static void
draw_gap (const Bars *bars, float from, float middle)
{
    const float target = dcmm_scale (&bars->scale, dcmm_chart_number (bars->chart, "target", 0));
    const float top = middle - BAR / 2 + 0.4f, low = middle + BAR / 2 - 0.4f;

    if (!dcmm_chart_has (bars->chart, "target") || target - from < 2)
        return;
    dcmm_draw_line (bars->canvas, from, top, target, top, dcmm_stroked (DCMM_INK_ACCENT, 0.8f, DCMM_DASHED));
    dcmm_draw_line (bars->canvas, from, low, target, low, dcmm_stroked (DCMM_INK_ACCENT, 0.8f, DCMM_DASHED));
}

static void
draw_value (const Bars *bars, const DcmmNode *row, float middle)
{
    const float right = bars->scale.at + bars->scale.length + TO_BAR + bars->score;
    const char *diff = dcmm_chart_word (row, "diff");
    const gboolean less = g_str_has_prefix (diff, "−") || g_str_has_prefix (diff, "-");

    dcmm_draw_label (bars->canvas, right, middle, TRUE, DCMM_INK_INK, DCMM_END, dcmm_chart_word (row, "value"));
    dcmm_draw_label (bars->canvas, right + bars->diff, middle, FALSE, less ? DCMM_INK_ACCENT_TEXT : DCMM_INK_MUTED,
                    DCMM_END, diff);
}

static void
draw_row (const Bars *bars, const DcmmNode *row, float middle)
{
    const float top = middle - BAR / 2;
    const float end = dcmm_scale (&bars->scale, dcmm_chart_number (row, "value", 0));

    dcmm_draw_name (bars->canvas, 0, middle, bars->name, FALSE, dcmm_chart_word (row, "name"), dcmm_node_get (row, "short"));
    if (dcmm_node_get (row, "na") || !dcmm_chart_has (row, "value")) {
        dcmm_draw_missing (bars->canvas, (DcmmBox) { bars->scale.at, top, bars->scale.length, BAR }, NULL);
        return;
    }
    if (end > bars->scale.at)
        dcmm_draw_rect (bars->canvas, bars->scale.at, top, end - bars->scale.at, BAR, dcmm_filled (DCMM_INK_BLUE));
    draw_gap (bars, end, middle);
    draw_value (bars, row, middle);
}

/* After the lines of target and floor: a word that names what is missing may not be struck through. */
static void
draw_word (const Bars *bars, const DcmmNode *row, float middle)
{
    const char *word = dcmm_chart_word (row, "na");
    const float target = dcmm_chart_number (bars->chart, "target", 0);
    const float place = target > bars->scale.to / 2 ? target / 2 : (target + bars->scale.to) / 2;     /* beside the target's line */

    if (*word)
        dcmm_draw_chip (bars->canvas, dcmm_scale (&bars->scale, place), middle, DCMM_LITTLE, DCMM_INK_MUTED, DCMM_INK_GROUND,
                        word);
    if (*word || !dcmm_chart_has (row, "value"))
        dcmm_draw_label (bars->canvas, bars->scale.at + bars->scale.length + TO_BAR + bars->score, middle, FALSE,
                        DCMM_INK_MUTED, DCMM_END, "—");
}

static void
draw_lines (const Bars *bars)
{
    const float end = bottom (bars);

    if (dcmm_chart_has (bars->chart, "floor")) {
        const float x = dcmm_scale (&bars->scale, dcmm_chart_number (bars->chart, "floor", 0));
        dcmm_draw_line (bars->canvas, x, bars->top - 1, x, end, dcmm_stroked (DCMM_INK_GROUND, 2.8f, DCMM_SOLID));
        dcmm_draw_line (bars->canvas, x, bars->top - 1, x, end, dcmm_stroked (DCMM_INK_ACCENT, 0.8f, DCMM_SOLID));
        if (head_height (bars->chart) > 0)
            dcmm_draw_text (bars->canvas, x, bars->top - 3.5f, DCMM_LITTLE, FALSE, DCMM_INK_ACCENT_TEXT, DCMM_MIDDLE,
                            dcmm_chart_word (bars->chart, "floor-label"));
    }
    if (dcmm_chart_has (bars->chart, "target")) {
        const float x = dcmm_scale (&bars->scale, dcmm_chart_number (bars->chart, "target", 0));
        dcmm_draw_target (bars->canvas, x, bars->top - 1, x, end + 1);
    }
}

float
dcmm_bars_height (const DcmmNode *chart, float width)
{
    (void) width;
    return head_height (chart) + row_height (chart) * (float) dcmm_chart_count (chart, "row") + AXIS;
}

void
dcmm_bars_draw (const DcmmNode *chart, DcmmCanvas *canvas)
{
    Bars bars = { .chart = chart, .canvas = canvas, .top = head_height (chart), .row = row_height (chart) };
    float middle = bars.top + bars.row / 2;

    divide_width (&bars);
    draw_axis (&bars);
    for (const DcmmNode *row = dcmm_chart_first (chart, "row"); row; row = dcmm_chart_next (row), middle += bars.row)
        draw_row (&bars, row, middle);
    draw_lines (&bars);
    middle = bars.top + bars.row / 2;
    for (const DcmmNode *row = dcmm_chart_first (chart, "row"); row; row = dcmm_chart_next (row), middle += bars.row)
        draw_word (&bars, row, middle);
}
