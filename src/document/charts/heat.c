/* The heat map: items by levels, with the target's range in one frame. The strip is its rows for one domain. Where
 * there is no room for names beside the cells (a telephone), names stand above them. */
#include "document/charts/heat.h"
#include "document/charts/marks.h"

#include <math.h>

/* -- head -- */

static void
draw_bracket (const Heat *heat, float y)
{
    const char *label = dcmm_chart_word (heat->chart, "range-label");
    const float from = dcmm_heat_cell_place (heat, 1) - 0.6f;
    const float to = dcmm_heat_cell_place (heat, heat->target) + heat->cell + 0.6f;
    const float points[] = { from, y + 16, from, y + 12, to, y + 12, to, y + 16 };
    const float w = dcmm_text_width (heat->canvas, DCMM_LABEL, TRUE, label);
    const float x = CLAMP ((from + to - w) / 2, 0, MAX (dcmm_canvas_width (heat->canvas) - w, 0));

    if (!*label || heat->target < 1)
        return;
    dcmm_draw_poly (heat->canvas, points, 4, FALSE, dcmm_stroked (DCMM_INK_ACCENT, 1.2f, DCMM_SOLID));
    dcmm_draw_text (heat->canvas, x, y + 8, DCMM_LABEL, TRUE, DCMM_INK_ACCENT_TEXT, DCMM_START, label);
}

/* A name may reach over its column as far as its neighbours' names leave room. */
static float
level_room (const Heat *heat, const DcmmNode *before, const DcmmNode *after)
{
    const DcmmNode *beside[] = { before, after };
    float room = 2 * heat->cell - 4;

    for (guint i = 0; i < G_N_ELEMENTS (beside); i++)
        if (beside[i]) {
            const float w = dcmm_text_width (heat->canvas, DCMM_LITTLE, FALSE, dcmm_chart_word (beside[i], "name"));
            room = MIN (room, 2 * (heat->cell - w / 2 - 2));
        }
    return MAX (room, heat->cell - 2);
}

static void
draw_levels (const Heat *heat)
{
    const DcmmNode *before = NULL;

    for (const DcmmNode *level = dcmm_chart_first (heat->chart, "level"); level; level = dcmm_chart_next (level)) {
        const int no = CLAMP ((int) dcmm_chart_number (level, "no", 1), 1, LEVELS);
        const float middle = dcmm_heat_cell_place (heat, no) + heat->cell / 2;
        g_autofree char *name = dcmm_label_fit (heat->canvas, DCMM_LITTLE, FALSE,
                                                level_room (heat, before, dcmm_chart_next (level)),
                                                dcmm_chart_word (level, "name"), dcmm_node_get (level, "short"));
        dcmm_draw_text (heat->canvas, middle, heat->top - 17, 9.5f, TRUE, no <= heat->target ? DCMM_INK_NAVY : DCMM_INK_MUTED,
                        DCMM_MIDDLE, dcmm_chart_word (level, "no"));
        dcmm_draw_text (heat->canvas, middle, heat->top - 7, DCMM_LITTLE, FALSE, DCMM_INK_MUTED, DCMM_MIDDLE, name);
        before = level;
    }
}

static void
draw_head_word (const Heat *heat, float x, DcmmAnchor anchor, const char *attribute)
{
    dcmm_draw_text (heat->canvas, x, heat->top - 7, DCMM_LABEL, FALSE, DCMM_INK_MUTED, anchor,
                    dcmm_chart_word (heat->chart, attribute));
}

static void
draw_heads (const Heat *heat)
{
    draw_head_word (heat, heat->domain, DCMM_START, "head-item");
    draw_head_word (heat, heat->score, DCMM_END, "head-score");
    draw_head_word (heat, heat->level, DCMM_END, "head-level");
    if (heat->bar_width > 0) {
        g_autofree char *word = dcmm_label_fit (heat->canvas, DCMM_LABEL, FALSE, heat->bar_width + 8,
                                                dcmm_chart_word (heat->chart, "head-target"), NULL);
        dcmm_draw_text (heat->canvas, heat->bar, heat->top - 7, DCMM_LABEL, FALSE, DCMM_INK_MUTED, DCMM_START, word);
    }
}

/* -- rows -- */

static gboolean
is_excluded (const DcmmNode *row)
{
    return dcmm_chart_flag (row, "excluded");
}

static DcmmBox
row_box (const Heat *heat, float y)
{
    return (DcmmBox) { dcmm_heat_cell_place (heat, 1) + 1, y + 1,
                       dcmm_heat_cells_end (heat) - dcmm_heat_cell_place (heat, 1) - 2, heat->row - 2 };
}

/* Where counting stops (gated, highest): a bar before the first level that does not count. */
static void
draw_stop (const Heat *heat, int level, float y)
{
    const float x = dcmm_heat_cell_place (heat, level) - (level == heat->target + 1 ? 0.4f : 0);

    dcmm_draw_line (heat->canvas, x, y + 1, x, y + heat->row - 1, dcmm_stroked (DCMM_INK_INK, 1.2f, DCMM_SOLID));
}

static void
draw_cells (const Heat *heat, const DcmmNode *row, float y)
{
    gboolean counted = TRUE;
    int level = 1;

    if (is_excluded (row)) {
        dcmm_draw_missing (heat->canvas, row_box (heat, y), NULL);
        return;
    }
    for (const DcmmNode *cell = dcmm_chart_first (row, "cell"); cell && level <= LEVELS; cell = dcmm_chart_next (cell)) {
        dcmm_heat_cell (heat->canvas, heat->chart, cell,
                        (DcmmBox) { dcmm_heat_cell_place (heat, level) + 1, y + 1, heat->cell - 2, heat->row - 2 });
        if (counted && dcmm_chart_flag (cell, "uncounted")) {
            if (level > 1)
                draw_stop (heat, level, y);
            counted = FALSE;
        }
        level++;
    }
}

static void
draw_score (const Heat *heat, const DcmmNode *row, float middle)
{
    const gboolean less = dcmm_chart_number (row, "level", 9) < (float) heat->target;
    const float baseline = dcmm_centred (middle, DCMM_LABEL);

    dcmm_draw_text (heat->canvas, heat->score, baseline, DCMM_LABEL, TRUE, is_excluded (row) ? DCMM_INK_MUTED : DCMM_INK_INK,
                    DCMM_END, is_excluded (row) ? "—" : dcmm_chart_word (row, "score"));
    dcmm_draw_text (heat->canvas, heat->level, baseline, DCMM_LABEL, FALSE, less ? DCMM_INK_ACCENT_TEXT : DCMM_INK_INK,
                    DCMM_END, is_excluded (row) ? "" : dcmm_chart_word (row, "level"));
}

static void
draw_item (const Heat *heat, const DcmmNode *row, float x, float middle, float width)
{
    const float baseline = dcmm_centred (middle, DCMM_LABEL);
    g_autofree char *name = dcmm_label_fit (heat->canvas, DCMM_LABEL, FALSE, width, dcmm_chart_word (row, "name"),
                                            dcmm_node_get (row, "short"));

    dcmm_draw_text (heat->canvas, x, baseline, DCMM_LABEL, FALSE, DCMM_INK_MUTED, DCMM_START, dcmm_chart_word (row, "id"));
    dcmm_draw_text (heat->canvas, x + heat->id, baseline, DCMM_LABEL, FALSE, DCMM_INK_INK, DCMM_START, name);
}

static void
draw_row (const Heat *heat, const DcmmNode *row, float y)
{
    const float middle = y + heat->row / 2;
    const gboolean missing = is_excluded (row) || !dcmm_chart_has (row, "score");

    draw_item (heat, row, heat->domain, middle, heat->item - 6);
    draw_cells (heat, row, y);
    if (heat->bar_width > 0)
        dcmm_draw_bar (heat->canvas, heat->bar, middle - DCMM_BAR_HEIGHT / 2, heat->bar_width,
                       missing ? NAN : dcmm_chart_number (row, "score", 0),
                       missing ? NAN : dcmm_chart_number (heat->chart, "th", NAN), 5);
    draw_score (heat, row, middle);
}

/* The word stands inside the target's range or beyond it, not under the frame. */
static void
draw_excluded_word (const Heat *heat, const DcmmNode *row, float y)
{
    const char *own = dcmm_node_get (heat->chart, "excluded-word");
    const char *word = own ? own : dcmm_chart_word (heat->chart, "na-word");
    const DcmmBox box = row_box (heat, y);
    const float frame = heat->target >= 1 ? dcmm_heat_cell_place (heat, heat->target) + heat->cell : box.x;
    const gboolean inside = frame - box.x > box.w / 2;
    const float from = inside ? box.x : frame, to = inside ? frame : box.x + box.w;

    if (is_excluded (row))
        dcmm_draw_chip (heat->canvas, (from + to) / 2, box.y + box.h / 2, DCMM_LITTLE, DCMM_INK_MUTED, DCMM_INK_GROUND, word);
}

static void
draw_rule (const Heat *heat, float y, float width)
{
    dcmm_draw_line (heat->canvas, 0, y, dcmm_canvas_width (heat->canvas), y, dcmm_stroked (DCMM_INK_RULE, width, DCMM_SOLID));
}

static void
draw_frame (const Heat *heat, float y, float height)
{
    const float x = dcmm_heat_cell_place (heat, 1) - 0.6f;
    const DcmmBox box = { x, y - 0.6f, dcmm_heat_cell_place (heat, heat->target) + heat->cell + 0.6f - x, height + 1.2f };

    if (heat->target < 1)
        return;
    dcmm_draw_rect (heat->canvas, box.x, box.y, box.w, box.h, dcmm_stroked (DCMM_INK_GROUND, 2.6f, DCMM_SOLID));
    dcmm_draw_rect (heat->canvas, box.x, box.y, box.w, box.h, dcmm_stroked (DCMM_INK_ACCENT, 1.4f, DCMM_SOLID));
}

/* -- beside each other -- */

/* The rows of the domain that begins with @row. */
static guint
domain_rows (const DcmmNode *row)
{
    guint n = 1;

    while ((row = dcmm_chart_next (row)) && !dcmm_heat_begins_domain (row))
        n++;
    return n;
}

/* How a domain's name and score share the rows it has: places of their middles under the first rule. */
typedef struct {
    float least;                /* room from which on */
    guint lines;                /* of the name */
    float first, step, score;   /* the name's lines, the score after the last of them; 0: none */
} DomainForm;

static const DomainForm domain_forms[] = {
    { 29, 2, 8.5f, 9.5f, 11 },
    { 21, 1, 8.5f, 9.5f, 11 },
    { 16, 1, 5.5f, 0,     7 },
    {  0, 1, 7.2f, 0,     0 },
};

static void
draw_domain (const Heat *heat, const DcmmNode *row, float y)
{
    const float room = heat->row * (float) domain_rows (row), width = heat->domain - 6;
    const char *name = dcmm_chart_word (row, "domain"), *other = dcmm_node_get (row, "domain-short");
    const DomainForm *form = domain_forms;

    while (room < form->least)
        form++;
    DcmmLines lines = { { NULL, NULL }, 1 };
    if (form->lines == 2)
        lines = dcmm_label_wrap (heat->canvas, DCMM_LABEL, TRUE, width, name, other);
    else
        lines.line[0] = dcmm_label_fit (heat->canvas, DCMM_LABEL, TRUE, width, name, other);
    y += form->first;
    for (guint i = 0; i < lines.n; i++, y += form->step)
        dcmm_draw_label (heat->canvas, 0, y, TRUE, DCMM_INK_NAVY, DCMM_START, lines.line[i]);
    if (form->score > 0)
        dcmm_draw_text (heat->canvas, 0, dcmm_centred (y - form->step + form->score, DCMM_LABEL),
                        form->step > 0 ? DCMM_LABEL : DCMM_LITTLE, FALSE, DCMM_INK_MUTED, DCMM_START,
                        dcmm_chart_word (row, "domain-score"));
    dcmm_lines_clear (&lines);
}

static void
draw_wide (const Heat *heat)
{
    float y = heat->top;

    for (const DcmmNode *row = dcmm_chart_first (heat->chart, "row"); row; row = dcmm_chart_next (row), y += heat->row) {
        if (y == heat->top || (!heat->strip && dcmm_heat_begins_domain (row)))
            draw_rule (heat, y, 0.8f);
        if (!heat->strip && dcmm_heat_begins_domain (row))
            draw_domain (heat, row, y);
        draw_row (heat, row, y);
    }
    draw_rule (heat, y, 0.8f);
    draw_frame (heat, heat->top, y - heat->top);
    y = heat->top;
    for (const DcmmNode *row = dcmm_chart_first (heat->chart, "row"); row; row = dcmm_chart_next (row), y += heat->row)
        draw_excluded_word (heat, row, y);
}

/* -- names above the cells -- */

static float
draw_stacked_domain (const Heat *heat, const DcmmNode *row, float y)
{
    const char *score = dcmm_chart_word (row, "domain-score");
    const float baseline = dcmm_centred (y + STACKED_DOMAIN / 2, DCMM_LABEL + 1);
    const float room = dcmm_canvas_width (heat->canvas) - 40;
    g_autofree char *name = dcmm_label_fit (heat->canvas, DCMM_LABEL + 1, TRUE, room, dcmm_chart_word (row, "domain"),
                                            dcmm_node_get (row, "domain-short"));

    draw_rule (heat, y + 1, 0.8f);
    dcmm_draw_text (heat->canvas, 0, baseline, DCMM_LABEL + 1, TRUE, DCMM_INK_NAVY, DCMM_START, name);
    dcmm_draw_text (heat->canvas, heat->score, baseline, DCMM_LABEL, FALSE, DCMM_INK_MUTED, DCMM_END, score);
    return y + STACKED_DOMAIN;
}

static void
draw_stacked (const Heat *heat)
{
    float y = heat->top;

    for (const DcmmNode *row = dcmm_chart_first (heat->chart, "row"); row; row = dcmm_chart_next (row)) {
        if (!heat->strip && dcmm_heat_begins_domain (row))
            y = draw_stacked_domain (heat, row, y);
        draw_item (heat, row, 0, y + STACKED_NAME / 2, heat->score - 24 - heat->id);
        draw_score (heat, row, y + STACKED_NAME / 2);
        draw_cells (heat, row, y + STACKED_NAME);
        draw_frame (heat, y + STACKED_NAME, heat->row);
        draw_excluded_word (heat, row, y + STACKED_NAME);
        y += STACKED_NAME + STACKED_CELLS + STACKED_GAP;
    }
}

/* -- */

static void
draw (const DcmmNode *chart, DcmmCanvas *canvas, gboolean strip)
{
    const float width = dcmm_canvas_width (canvas), legend = strip ? 0 : dcmm_heat_legend_height (chart, width);
    Heat heat = { .chart = chart, .canvas = canvas, .strip = strip, .stacked = dcmm_heat_is_stacked (width, strip) };
    DcmmKey keys[DCMM_HEAT_KEYS];

    heat.target = CLAMP ((int) dcmm_chart_number (chart, "target", 0), 0, LEVELS);
    heat.top = legend + dcmm_heat_head_height (chart);
    heat.row = dcmm_heat_row_height (chart);
    if (heat.stacked)
        dcmm_heat_divide_stacked (&heat);
    else
        dcmm_heat_divide_width (&heat);
    if (legend > 0)
        dcmm_legend_draw (canvas, keys, dcmm_heat_keys (chart, keys), dcmm_node_get (chart, "legend"), 0);
    draw_bracket (&heat, legend);
    draw_levels (&heat);
    if (heat.stacked) {
        draw_stacked (&heat);
    } else {
        draw_heads (&heat);
        draw_wide (&heat);
    }
}

float
dcmm_heat_height (const DcmmNode *chart, float width)
{
    return dcmm_heat_full_height (chart, width, FALSE);
}

void
dcmm_heat_draw (const DcmmNode *chart, DcmmCanvas *canvas)
{
    draw (chart, canvas, FALSE);
}

float
dcmm_strip_height (const DcmmNode *chart, float width)
{
    return dcmm_heat_full_height (chart, width, TRUE);
}

void
dcmm_strip_draw (const DcmmNode *chart, DcmmCanvas *canvas)
{
    draw (chart, canvas, TRUE);
}
