/* Shares: horizontal bars on 0 to 100 %, each with its value at the end; solid, outlined or hatched. */
#include "document/charts/charts-private.h"

#include <math.h>

#define ROW      19.0f
#define BAR       8.0f
#define AXIS     12.0f
#define TO_BAR    8.0f
#define TO_VALUE  5.0f

typedef struct {
    const DcmmNode *chart;
    DcmmCanvas     *canvas;
    float           label;
    DcmmScale       scale;
} Percent;

typedef struct {
    const char *name;
    void      (*draw) (DcmmCanvas *canvas, DcmmBox bar);
} BarStyle;

static void
draw_solid (DcmmCanvas *canvas, DcmmBox bar)
{
    dcmm_draw_rect (canvas, bar.x, bar.y, bar.w, bar.h, dcmm_filled (DCMM_INK_BLUE));
}

static void
draw_outline (DcmmCanvas *canvas, DcmmBox bar)
{
    const float half = 0.5f;

    dcmm_draw_rect (canvas, bar.x + half, bar.y + half, MAX (bar.w - 2 * half, 0.5f), bar.h - 2 * half,
                    dcmm_framed (DCMM_INK_GROUND, DCMM_INK_BLUE, 2 * half));
}

/* A blue frame tells it from a missing value, whose frame and hatch are grey and full length. */
static void
draw_hatched (DcmmCanvas *canvas, DcmmBox bar)
{
    draw_outline (canvas, bar);
    dcmm_draw_hatch (canvas, bar.x + 1, bar.y + 1, MAX (bar.w - 2, 0), bar.h - 2);
}

static const BarStyle bar_styles[] = { { "solid", draw_solid }, { "outline", draw_outline }, { "hatch", draw_hatched } };

static const BarStyle *
find_style (const DcmmNode *row)
{
    for (guint i = 0; i < G_N_ELEMENTS (bar_styles); i++)
        if (dcmm_node_is (row, "style", bar_styles[i].name))
            return &bar_styles[i];
    return &bar_styles[0];
}

static void
draw_axis (const Percent *percent, float bottom)
{
    static const struct { float value; const char *text; } ticks[] = { { 0, "0" }, { 50, "50" }, { 100, "100" } };

    for (guint i = 0; i < G_N_ELEMENTS (ticks); i++) {
        const float x = dcmm_scale (&percent->scale, ticks[i].value);
        dcmm_draw_line (percent->canvas, x, 0, x, bottom,
                        dcmm_stroked (i ? DCMM_INK_GRID : DCMM_INK_RULE, i ? 0.5f : 0.8f, DCMM_SOLID));
        dcmm_draw_text (percent->canvas, x, bottom + 9.5f, DCMM_LITTLE, FALSE, DCMM_INK_MUTED, DCMM_MIDDLE, ticks[i].text);
    }
}

static void
draw_row (const Percent *percent, const DcmmNode *row, float middle)
{
    const float end = dcmm_scale (&percent->scale, dcmm_chart_number (row, "value", 0));
    const DcmmBox bar = { percent->scale.at, middle - BAR / 2, end - percent->scale.at, BAR };

    dcmm_draw_name (percent->canvas, 0, middle, percent->label, FALSE, dcmm_chart_word (row, "label"),
                    dcmm_node_get (row, "short"));
    if (dcmm_node_get (row, "na") || !dcmm_chart_has (row, "value")) {
        dcmm_draw_missing (percent->canvas, (DcmmBox) { bar.x, bar.y - 0.5f, percent->scale.length, BAR + 1 },
                           dcmm_node_get (row, "na"));
        return;
    }
    if (bar.w > 0)
        find_style (row)->draw (percent->canvas, bar);
    dcmm_draw_haloed (percent->canvas, end + TO_VALUE, dcmm_centred (middle, DCMM_LABEL), DCMM_LABEL, TRUE, DCMM_INK_INK,
                      DCMM_START, dcmm_chart_word (row, "text"));
}

float
dcmm_percent_height (const DcmmNode *chart, float width)
{
    (void) width;
    return ROW * (float) dcmm_chart_count (chart, "row") + AXIS;
}

void
dcmm_percent_draw (const DcmmNode *chart, DcmmCanvas *canvas)
{
    Percent percent = { .chart = chart, .canvas = canvas };
    const float width = dcmm_canvas_width (canvas), value = dcmm_rows_widest (canvas, chart, "text", TRUE);
    float middle = ROW / 2;

    percent.label = dcmm_names_width (canvas, chart, "label", 0.42f * width);
    percent.scale = (DcmmScale) { percent.label + TO_BAR, width - percent.label - TO_BAR - TO_VALUE - MAX (value, 8), 0, 100 };
    draw_axis (&percent, ROW * (float) dcmm_chart_count (chart, "row"));
    for (const DcmmNode *row = dcmm_chart_first (chart, "row"); row; row = dcmm_chart_next (row), middle += ROW)
        draw_row (&percent, row, middle);
}
