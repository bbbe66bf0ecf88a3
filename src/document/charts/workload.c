/* The workload: roles × quarters, each number with its bar on one scale, and their sums. A quarter in which a role has more
 * than it can carry is bold, accent and ▲: three signs, since grey paper takes one of them. */
#include "document/charts/charts-private.h"

#include <math.h>

#define HEAD          16.0f
#define ROW           17.0f
#define BAR            8.0f
#define STACKED_UNDER 340.0f    /* names over their numbers, for narrow screens */
#define STACKED_NAME  12.0f
#define STACKED_ROW   28.0f
#define NAME_SHARE     0.3f     /* of the width, at most */
#define TO_CELLS      10.0f
#define TO_BAR         4.0f
#define CELL_END      10.0f     /* free at the end of a cell */
#define BAR_LEAST     10.0f     /* a shorter scale says nothing: numbers alone */
#define CELL_MOST    140.0f
#define SIGN           8.0f     /* ▲ before a number */

typedef struct {
    const DcmmNode *chart;
    DcmmCanvas     *canvas;
    gboolean        stacked, has_over;
    guint           quarters;
    float           row, name, cap, number, cell, sum;  /* widths of the columns; cap, sum 0: none */
    float           most, peak;         /* the end of the bars' scale; the only largest value, NAN where there are two */
} Workload;

/* -- data -- */

static gboolean
is_over (const DcmmNode *row, const DcmmNode *cell)
{
    return dcmm_chart_has (row, "cap") && dcmm_chart_number (cell, "value", 0) > dcmm_chart_number (row, "cap", 0);
}

static gboolean
has_caps (const DcmmNode *chart)
{
    for (const DcmmNode *row = dcmm_chart_first (chart, "row"); row; row = dcmm_chart_next (row))
        if (dcmm_chart_has (row, "cap"))
            return *dcmm_chart_word (chart, "cap-label") != '\0';
    return FALSE;
}

static gboolean
has_sums (const DcmmNode *chart)
{
    return *dcmm_chart_word (chart, "sum-label") != '\0';
}

static void
take_cell (Workload *load, const DcmmNode *row, const DcmmNode *cell, float *highest, guint *times)
{
    const float value = dcmm_chart_number (cell, "value", 0);

    load->number = MAX (load->number, dcmm_text_width (load->canvas, DCMM_LABEL, TRUE, dcmm_chart_word (cell, "value")));
    load->has_over = load->has_over || is_over (row, cell);
    *times = value > *highest ? 1 : *times + (value >= *highest);
    *highest = MAX (*highest, value);
}

/* A capacity is on the scale as long as it does not press the bars together. */
static void
take_values (Workload *load)
{
    float highest = 0;
    guint times = 0;

    for (const DcmmNode *row = dcmm_chart_first (load->chart, "row"); row; row = dcmm_chart_next (row))
        for (const DcmmNode *cell = dcmm_chart_first (row, "cell"); cell; cell = dcmm_chart_next (cell))
            take_cell (load, row, cell, &highest, &times);
    load->peak = times == 1 ? highest : NAN;
    load->most = highest;
    for (const DcmmNode *row = dcmm_chart_first (load->chart, "row"); row; row = dcmm_chart_next (row))
        if (dcmm_chart_number (row, "cap", 0) <= 2 * highest)
            load->most = MAX (load->most, dcmm_chart_number (row, "cap", 0));
}

/* -- places -- */

static float
sums_width (const Workload *load)
{
    const float head = dcmm_text_width (load->canvas, DCMM_LABEL, TRUE, dcmm_chart_word (load->chart, "sum-label"));
    const float total = dcmm_text_width (load->canvas, DCMM_LABEL, TRUE, dcmm_chart_word (load->chart, "sum"));

    return MAX (MAX (head, total), dcmm_rows_widest (load->canvas, load->chart, "sum", TRUE));
}

static void
divide (Workload *load)
{
    const float width = dcmm_canvas_width (load->canvas);

    take_values (load);
    load->number += load->has_over ? SIGN : 0;
    load->row = load->stacked ? STACKED_ROW : ROW;
    if (!load->stacked)
        load->name = MIN (dcmm_rows_widest (load->canvas, load->chart, "label", FALSE), NAME_SHARE * width) + TO_CELLS;
    load->sum = has_sums (load->chart) ? sums_width (load) : 0;
    if (!load->stacked && has_caps (load->chart))
        load->cap = MAX (dcmm_text_width (load->canvas, DCMM_LABEL, FALSE, dcmm_chart_word (load->chart, "cap-label")),
                         dcmm_rows_widest (load->canvas, load->chart, "cap", FALSE)) + 2 * TO_CELLS;
    load->cell = MIN ((width - load->name - load->cap - load->sum) / (float) MAX (load->quarters, 1), CELL_MOST);
}

static float
cell_place (const Workload *load, guint q)
{
    return load->name + load->cap + load->cell * (float) q;
}

static float
bar_room (const Workload *load)
{
    return load->cell - load->number - TO_BAR - CELL_END;
}

/* Where numbers end in column @q; without bars they stand in the middle of their column. */
static float
number_end (const Workload *load, guint q)
{
    return cell_place (load, q) + (bar_room (load) < BAR_LEAST ? (load->cell + load->number) / 2 : load->number);
}

static float
right_end (const Workload *load)
{
    return cell_place (load, load->quarters) + load->sum;
}

/* -- cells -- */

static void
draw_bar (const Workload *load, const DcmmNode *row, const DcmmNode *cell, float x, float middle)
{
    const DcmmScale scale = { x, bar_room (load), 0, load->most };
    const float value = dcmm_chart_number (cell, "value", 0), cap = dcmm_chart_number (row, "cap", NAN);

    if (load->most <= 0 || scale.length < BAR_LEAST)
        return;
    if (value > 0)
        dcmm_draw_rect (load->canvas, x, middle - BAR / 2, MAX (dcmm_scale (&scale, value) - x, 1), BAR,
                        dcmm_filled (is_over (row, cell) ? DCMM_INK_ACCENT : DCMM_INK_BLUE));
    if (isnan (cap) || cap > load->most)
        return;
    const float tick = dcmm_scale (&scale, cap);
    dcmm_draw_rect (load->canvas, tick - 1.5f, middle - BAR / 2, 3, BAR, dcmm_filled (DCMM_INK_GROUND));
    dcmm_draw_rect (load->canvas, tick - 0.5f, middle - BAR / 2 - 2, 1, BAR + 4, dcmm_filled (DCMM_INK_INK));
}

static void
draw_cell (const Workload *load, const DcmmNode *row, const DcmmNode *cell, guint q, float middle)
{
    const char *text = dcmm_chart_has (cell, "value") ? dcmm_chart_word (cell, "value") : "—";
    const float end = number_end (load, q);
    const gboolean over = is_over (row, cell), zero = dcmm_chart_number (cell, "value", 0) <= 0;
    const gboolean bold = over || (!isnan (load->peak) && dcmm_chart_number (cell, "value", -1) >= load->peak);
    const DcmmInk ink = over ? DCMM_INK_ACCENT_TEXT : zero ? DCMM_INK_MUTED : DCMM_INK_INK;
    const float w = dcmm_draw_label (load->canvas, end, middle, bold, ink, DCMM_END, text);
    const float x = end - w - SIGN / 2 - 1;
    const float sign[] = { x, middle - 2.8f, x + 3, middle + 2.4f, x - 3, middle + 2.4f };

    if (over)
        dcmm_draw_poly (load->canvas, sign, 3, TRUE, dcmm_filled (DCMM_INK_ACCENT_TEXT));
    draw_bar (load, row, cell, cell_place (load, q) + load->number + TO_BAR, middle);
}

static void
draw_stacked_name (const Workload *load, const DcmmNode *row, float top)
{
    const char *cap = dcmm_chart_word (row, "cap"), *word = dcmm_chart_word (load->chart, "cap-label");
    g_autofree char *words = *cap && *word ? g_strconcat (word, " ", cap, NULL) : g_strdup ("");
    const float middle = top + 3 + STACKED_NAME / 2, w = dcmm_text_width (load->canvas, DCMM_LABEL, FALSE, words);
    g_autofree char *name = dcmm_label_fit (load->canvas, DCMM_LABEL, FALSE, right_end (load) - w - 8, dcmm_chart_word (row, "label"),
                                            dcmm_node_get (row, "short"));

    dcmm_draw_label (load->canvas, 0, middle, FALSE, DCMM_INK_INK, DCMM_START, name);
    dcmm_draw_label (load->canvas, right_end (load), middle, FALSE, DCMM_INK_MUTED, DCMM_END, words);
}

static void
draw_row (const Workload *load, const DcmmNode *row, float top)
{
    const float middle = load->stacked ? top + STACKED_NAME + (load->row - STACKED_NAME) / 2 : top + load->row / 2;
    g_autofree char *name = dcmm_label_fit (load->canvas, DCMM_LABEL, FALSE, load->name - TO_CELLS + 0.1f, dcmm_chart_word (row, "label"),
                                            dcmm_node_get (row, "short"));
    guint q = 0;

    if (load->stacked)
        draw_stacked_name (load, row, top);
    else
        dcmm_draw_label (load->canvas, 0, middle, FALSE, DCMM_INK_INK, DCMM_START, name);
    if (load->cap > 0)
        dcmm_draw_label (load->canvas, load->name + load->cap - 2 * TO_CELLS, middle, FALSE, DCMM_INK_MUTED, DCMM_END,
                         *dcmm_chart_word (row, "cap") ? dcmm_chart_word (row, "cap") : "—");
    for (const DcmmNode *cell = dcmm_chart_first (row, "cell"); cell && q < load->quarters; cell = dcmm_chart_next (cell), q++)
        draw_cell (load, row, cell, q, middle);
    dcmm_draw_label (load->canvas, right_end (load), middle, TRUE, DCMM_INK_INK, DCMM_END, dcmm_chart_word (row, "sum"));
    dcmm_draw_line (load->canvas, 0, top + load->row, right_end (load), top + load->row, dcmm_stroked (DCMM_INK_GRID, 0.5f, DCMM_SOLID));
}

/* -- heads and sums -- */

static void
draw_head (const Workload *load)
{
    const float middle = HEAD / 2 - 1, over = load->has_over && bar_room (load) >= BAR_LEAST ? SIGN : 0;
    const gboolean alone = bar_room (load) < BAR_LEAST;
    const char *head = dcmm_heads_fit (load->canvas, load->chart, "quarter", DCMM_LABEL, TRUE, load->cell - over - 4);
    guint q = 0;

    if (load->cap > 0)
        dcmm_draw_label (load->canvas, load->name + load->cap - 2 * TO_CELLS, middle, FALSE, DCMM_INK_MUTED, DCMM_END,
                         dcmm_chart_word (load->chart, "cap-label"));
    for (const DcmmNode *quarter = dcmm_chart_first (load->chart, "quarter"); quarter; quarter = dcmm_chart_next (quarter), q++) {
        const float x = cell_place (load, q) + over;
        g_autofree char *label = dcmm_label_fit (load->canvas, DCMM_LABEL, TRUE, load->cell - over - 4, dcmm_chart_word (quarter, head), NULL);
        dcmm_draw_label (load->canvas, alone ? x + load->cell / 2 : x, middle, TRUE, DCMM_INK_NAVY, alone ? DCMM_MIDDLE : DCMM_START, label);
    }
    dcmm_draw_label (load->canvas, right_end (load), middle, TRUE, DCMM_INK_NAVY, DCMM_END, dcmm_chart_word (load->chart, "sum-label"));
    dcmm_draw_line (load->canvas, 0, HEAD, right_end (load), HEAD, dcmm_stroked (DCMM_INK_NAVY, 0.8f, DCMM_SOLID));
}

static void
draw_sums (const Workload *load, float top)
{
    const float middle = load->stacked ? top + STACKED_NAME + (load->row - STACKED_NAME) / 2 : top + load->row / 2;
    const float word = load->stacked ? top + 3 + STACKED_NAME / 2 : middle;
    guint q = 0;

    dcmm_draw_line (load->canvas, 0, top, right_end (load), top, dcmm_stroked (DCMM_INK_NAVY, 0.8f, DCMM_SOLID));
    dcmm_draw_label (load->canvas, 0, word, TRUE, DCMM_INK_INK, DCMM_START, dcmm_chart_word (load->chart, "sum-label"));
    for (const DcmmNode *quarter = dcmm_chart_first (load->chart, "quarter"); quarter; quarter = dcmm_chart_next (quarter), q++)
        dcmm_draw_label (load->canvas, number_end (load, q), middle, TRUE, DCMM_INK_INK, DCMM_END, dcmm_chart_word (quarter, "sum"));
    dcmm_draw_label (load->canvas, right_end (load), middle, TRUE, DCMM_INK_INK, DCMM_END, dcmm_chart_word (load->chart, "sum"));
}

float
dcmm_workload_height (const DcmmNode *chart, float width)
{
    const guint rows = dcmm_chart_count (chart, "row") + (has_sums (chart) ? 1 : 0);

    return HEAD + (width < STACKED_UNDER ? STACKED_ROW : ROW) * (float) rows + 1;
}

void
dcmm_workload_draw (const DcmmNode *chart, DcmmCanvas *canvas)
{
    Workload load = { .chart = chart, .canvas = canvas, .stacked = dcmm_canvas_width (canvas) < STACKED_UNDER,
                      .quarters = dcmm_chart_count (chart, "quarter") };
    float top = HEAD;

    divide (&load);
    draw_head (&load);
    for (const DcmmNode *row = dcmm_chart_first (chart, "row"); row; row = dcmm_chart_next (row), top += load.row)
        draw_row (&load, row, top);
    if (has_sums (chart))
        draw_sums (&load, top);
}
