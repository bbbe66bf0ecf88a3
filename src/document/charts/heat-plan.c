/* The measures of the heat map: what is as high and as wide as what. */
#include "document/charts/heat.h"

#define LEGEND_GAP      7.0f
#define HEAD           46.0f        /* bracket, level number and name; the rows begin below */
#define BRACKET        17.0f        /* what the bracket takes of it */
#define SPLIT           3.0f        /* between the target's range and the levels beyond: the frame runs there */
#define SIDE            2.0f        /* before the first cell, for the frame */
#define BAR_LEAST      31.0f
#define STRIP_BAR      22.0f        /* on a strip names come first */
#define STACKED_BELOW 420.0f        /* widths */
#define STRIP_STACKED 345.0f

/* -- heights -- */

gboolean
dcmm_heat_is_stacked (float width, gboolean strip)
{
    return width < (strip ? STRIP_STACKED : STACKED_BELOW);
}

/* 28 items of 17 fill a page with its notes; 33 take 14.4. */
float
dcmm_heat_row_height (const DcmmNode *chart)
{
    const float n = (float) dcmm_chart_count (chart, "row");

    return dcmm_chart_number (chart, "row-height", n > 28 ? MAX (17 * 28 / n, 12) : 17);
}

float
dcmm_heat_legend_height (const DcmmNode *chart, float width)
{
    DcmmKey keys[DCMM_HEAT_KEYS];
    const guint n = dcmm_heat_keys (chart, keys);

    return n ? DCMM_LEGEND_LINE * (float) dcmm_legend_lines (keys, n, dcmm_node_get (chart, "legend"), width) + LEGEND_GAP : 0;
}

float
dcmm_heat_head_height (const DcmmNode *chart)
{
    return *dcmm_chart_word (chart, "range-label") ? HEAD : HEAD - BRACKET;
}

gboolean
dcmm_heat_begins_domain (const DcmmNode *row)
{
    return dcmm_chart_flag (row, "first");
}

static float
stacked_height (const DcmmNode *chart, gboolean strip)
{
    float height = 0;

    for (const DcmmNode *row = dcmm_chart_first (chart, "row"); row; row = dcmm_chart_next (row))
        height += STACKED_NAME + STACKED_CELLS + STACKED_GAP + (!strip && dcmm_heat_begins_domain (row) ? STACKED_DOMAIN : 0);
    return height;
}

float
dcmm_heat_full_height (const DcmmNode *chart, float width, gboolean strip)
{
    const float legend = strip ? 0 : dcmm_heat_legend_height (chart, width);
    const float beside = dcmm_heat_row_height (chart) * (float) dcmm_chart_count (chart, "row");
    const float rows = dcmm_heat_is_stacked (width, strip) ? stacked_height (chart, strip) : beside;

    return legend + dcmm_heat_head_height (chart) + rows + 2;
}

/* -- widths -- */

float
dcmm_heat_cell_place (const Heat *heat, int level)
{
    return heat->cells + heat->cell * (float) (level - 1) + (level > heat->target ? SPLIT : 0);
}

float
dcmm_heat_cells_end (const Heat *heat)
{
    return dcmm_heat_cell_place (heat, LEVELS) + heat->cell;
}

/* What the cells and the mini bar leave, from roomy to narrow; the last row is taken whatever comes. */
static const struct { float cell, gap; } divisions[] = { { 38, 14 }, { 35, 9 }, { 32, 9 }, { 30, 8 } };

/* Cells first, then a bar of a least length, for which the item's name gives way; a bar that is still too short to be
 * read is left out, and the name has the room. A bar with room to spare gives it to names that are cut. */
static void
divide_cells (Heat *heat, float room, float wanted_item)
{
    const guint last = G_N_ELEMENTS (divisions) - 1;
    const float least = heat->strip ? STRIP_BAR : BAR_LEAST;
    guint i = heat->strip ? last : 0;

    while (i < last && room - LEVELS * divisions[i].cell - divisions[i].gap < least)
        i++;
    heat->cell = divisions[i].cell;
    heat->bar_width = room - LEVELS * heat->cell - divisions[i].gap;
    if (heat->bar_width < least) {
        const float given = MIN (least - heat->bar_width, MAX (heat->item - 70, 0));
        heat->item -= given;
        heat->bar_width += given;
    } else {
        const float given = CLAMP (wanted_item - heat->item, 0, heat->bar_width - least);
        heat->item += given;
        heat->bar_width -= given;
    }
    if (heat->bar_width < STRIP_BAR - 2) {
        heat->item += heat->bar_width;
        heat->bar_width = 0;
    }
}

void
dcmm_heat_divide_width (Heat *heat)
{
    const float width = dcmm_canvas_width (heat->canvas);
    const float level = MAX (dcmm_rows_widest (heat->canvas, heat->chart, "level", TRUE),
                             dcmm_text_width (heat->canvas, DCMM_LABEL, FALSE, dcmm_chart_word (heat->chart, "head-level")));
    const float score = dcmm_text_width (heat->canvas, DCMM_LABEL, FALSE, dcmm_chart_word (heat->chart, "head-score"));

    heat->level = width;
    heat->score = width - MAX (level + 8, 20);
    heat->domain = heat->strip ? 0 : CLAMP (dcmm_rows_widest (heat->canvas, heat->chart, "domain", TRUE) + 8, 70, 80);
    heat->id = CLAMP (dcmm_rows_widest (heat->canvas, heat->chart, "id", FALSE) + 8, 22, 34);
    const float item = dcmm_rows_widest (heat->canvas, heat->chart, "name", FALSE) + 8;
    heat->item = CLAMP (item, 79, 111);
    divide_cells (heat,
                  heat->score - MAX (score + 6,
                                     30) - heat->domain - heat->id - heat->item - SIDE - (heat->target < LEVELS ? SPLIT : 0), item);
    heat->cells = heat->domain + heat->id + heat->item + SIDE;
    heat->bar = heat->score - MAX (score + 6, 30) - heat->bar_width;
}

void
dcmm_heat_divide_stacked (Heat *heat)
{
    const float width = dcmm_canvas_width (heat->canvas);

    heat->cells = SIDE;
    heat->cell = (width - 2 * SIDE - (heat->target < LEVELS ? SPLIT : 0)) / LEVELS;
    heat->row = STACKED_CELLS;
    heat->level = width;
    heat->score = width - 16;
    heat->id = CLAMP (dcmm_rows_widest (heat->canvas, heat->chart, "id", FALSE) + 6, 18, 34);
}
