/* The roadmap in small: a row per domain, in each quarter a bar with the number of its actions; what has none stays empty. */
#include "document/charts/charts-private.h"

#define HEAD      15.0f
#define BODY     104.0f         /* what the rows share; a summary page has 120 for the whole */
#define ROW       15.0f
#define ROW_LEAST 11.0f
#define ROW_MOST  40.0f
#define TO_PLOT   10.0f
#define INSET      2.0f         /* between a bar and the quarter's lines */

typedef struct {
    const DcmmNode *chart;
    DcmmCanvas     *canvas;
    guint           quarters;
    float           row, bottom, plot, quarter;     /* a row's height; the foot; where quarters begin; how wide one is */
} Roadmap;

static float
row_height (const DcmmNode *chart)
{
    const guint rows = dcmm_chart_count (chart, "row");

    return CLAMP (dcmm_chart_number (chart, "row-height", rows ? MIN (BODY / (float) rows, ROW) : ROW), ROW_LEAST, ROW_MOST);
}

static void
draw_quarters (const Roadmap *map)
{
    const DcmmNode *quarter = dcmm_chart_first (map->chart, "quarter");
    const char *head = dcmm_heads_fit (map->canvas, map->chart, "quarter", DCMM_LABEL, TRUE, map->quarter - 4);

    dcmm_draw_rect (map->canvas, map->plot, 0, map->quarter * (float) map->quarters, HEAD - 1, dcmm_filled (DCMM_INK_SURFACE));
    for (guint q = 0; q <= map->quarters; q++) {
        const float x = map->plot + map->quarter * (float) q;
        dcmm_draw_line (map->canvas, x, 0, x, map->bottom, dcmm_stroked (DCMM_INK_RULE, 0.8f, DCMM_SOLID));
        if (!quarter)
            continue;
        g_autofree char *label = dcmm_label_fit (map->canvas, DCMM_LABEL, TRUE, map->quarter - 4, dcmm_chart_word (quarter, head), NULL);
        dcmm_draw_label (map->canvas, x + map->quarter / 2, (HEAD - 1) / 2, TRUE, DCMM_INK_NAVY, DCMM_MIDDLE, label);
        quarter = dcmm_chart_next (quarter);
    }
}

static void
draw_cell (const Roadmap *map, const DcmmNode *cell, guint q, float middle)
{
    const float x = map->plot + map->quarter * (float) q, high = map->row - 3.5f;

    if (dcmm_chart_number (cell, "value", 0) <= 0)
        return;
    dcmm_draw_rect (map->canvas, x + INSET, middle - high / 2, map->quarter - 2 * INSET, high, dcmm_filled (DCMM_INK_BLUE));
    dcmm_draw_label (map->canvas, x + map->quarter / 2, middle, TRUE, DCMM_INK_GROUND, DCMM_MIDDLE, dcmm_chart_word (cell, "value"));
}

static void
draw_row (const Roadmap *map, const DcmmNode *row, float top)
{
    const float middle = top + map->row / 2, right = map->plot + map->quarter * (float) map->quarters;
    g_autofree char *name = dcmm_label_fit (map->canvas, DCMM_LABEL, FALSE, map->plot - TO_PLOT, dcmm_chart_word (row, "label"),
                                            dcmm_node_get (row, "short"));
    guint q = 0;

    dcmm_draw_line (map->canvas, 0, top, right, top, dcmm_stroked (DCMM_INK_GRID, 0.5f, DCMM_SOLID));
    dcmm_draw_label (map->canvas, 0, middle, FALSE, DCMM_INK_INK, DCMM_START, name);
    for (const DcmmNode *cell = dcmm_chart_first (row, "cell"); cell && q < map->quarters; cell = dcmm_chart_next (cell), q++)
        draw_cell (map, cell, q, middle);
}

float
dcmm_roadmap_height (const DcmmNode *chart, float width)
{
    (void) width;
    return HEAD + row_height (chart) * (float) dcmm_chart_count (chart, "row") + 1;
}

void
dcmm_roadmap_draw (const DcmmNode *chart, DcmmCanvas *canvas)
{
    const float width = dcmm_canvas_width (canvas), row_high = row_height (chart);
    Roadmap map = { .chart = chart, .canvas = canvas, .row = row_high, .quarters = MAX (dcmm_chart_count (chart, "quarter"), 1),
                    .bottom = HEAD + row_high * (float) dcmm_chart_count (chart, "row") };
    float top = HEAD;

    map.plot = MIN (dcmm_rows_widest (canvas, chart, "label", FALSE), 0.36f * width) + TO_PLOT;
    map.quarter = (width - map.plot - 1) / (float) map.quarters;
    draw_quarters (&map);
    for (const DcmmNode *row = dcmm_chart_first (chart, "row"); row; row = dcmm_chart_next (row), top += map.row)
        draw_row (&map, row, top);
}
