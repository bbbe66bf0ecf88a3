/* Blocks that hold others side by side or in a frame of their own: callouts, columns, strips, figures, pairs, charts. */
#include "document/charts.h"
#include "document/flow.h"

#define CALLOUT_INSET 11.5f     /* the rule of 2.5 and 9 after it */

void
dcmm_set_callout (Flow *flow, const DcmmNode *callout, float before)
{
    const Flow  saved = *flow;
    const guint from = flow->pieces->len;

    flow->rule = dcmm_node_is (callout, "kind", "decision") ? DCMM_INK_ACCENT : DCMM_INK_BLUE;
    flow->rule_x = flow->x;
    flow->x += CALLOUT_INSET;
    flow->look = (Look) { 9, 14, FALSE, DCMM_INK_INK };
    flow->tight = TRUE;
    flow->last = NULL;
    dcmm_set_blocks (flow, callout);
    if (flow->pieces->len > from) {
        Piece *first = &g_array_index (flow->pieces, Piece, from);
        first->before = from ? before : 0;
        first->rule_begins = TRUE;
        if (!first->node)
            first->node = callout;
        dcmm_flow_keep (flow, from);
    }
    *flow = saved;
}

#define TOP_RULE   1.2f
#define BELOW_RULE 6.0f

static void
draw_columns (DcmmLayout *layout, const Piece *piece, DcmmCanvas *canvas, float x, float y)
{
    for (guint i = 0; i < piece->columns->len; i++) {
        const Flow *flow = piece->columns->pdata[i];
        if (flow->topped)
            dcmm_draw_rect (canvas, x + flow->left, y, flow->full, TOP_RULE, (DcmmStyle) { .fill = DCMM_INK_BLUE });
        dcmm_flow_draw (layout, flow, canvas, x + flow->left, y + (flow->topped ? TOP_RULE + BELOW_RULE : 0));
    }
}

/* The width of @span columns that begin at @col, cut at the right edge of the flow. */
static float
grid_width (const Flow *flow, float left, double span)
{
    return MIN ((float) span * COLUMN_STEP - GUTTER, flow->full - left);
}

/* Higher than a sheet: one column below the other, so that nothing is lost. */
static void
stack (Flow *flow, const DcmmNode *columns)
{
    for (const DcmmNode *column = columns->first; column; column = column->next)
        dcmm_set_blocks (flow, column);
}

static void
free_columns (gpointer columns)
{
    g_ptr_array_unref (columns);
}

void
dcmm_set_columns (Flow *flow, const DcmmNode *columns, float before)
{
    GPtrArray *flows = g_ptr_array_new ();
    float height = 0;

    dcmm_layout_own (flow->layout, flows, free_columns);
    for (const DcmmNode *column = columns->first; column; column = column->next) {
        const float left = MAX (0, (float) (dcmm_node_number (column, "col", 1) - 1) * COLUMN_STEP - flow->left);
        const float width = grid_width (flow, left, dcmm_node_number (column, "span", 12));
        Flow *inner = dcmm_flow_new (flow->layout, left, width, width);
        inner->tight = flow->tight;
        dcmm_set_blocks (inner, column);
        g_ptr_array_add (flows, inner);
        inner->topped = dcmm_node_is (column, "rule", "yes");
        height = MAX (height, dcmm_flow_height (inner) + (inner->topped ? TOP_RULE + BELOW_RULE : 0));
    }
    if (height > BOTTOM - TOP) {
        stack (flow, columns);
        return;
    }
    Piece *piece = dcmm_flow_add (flow, draw_columns, NULL, height, before);
    piece->columns = flows;
}

#define STRIP_SIDE    8.0f
#define STRIP_PADDING 5.0f

static void
draw_strip (DcmmLayout *layout, const Piece *piece, DcmmCanvas *canvas, float x, float y)
{
    dcmm_draw_begin (canvas, DCMM_ROLE_ARTIFACT, NULL);
    dcmm_draw_rect (canvas, x, y, piece->width, piece->height, (DcmmStyle) { .fill = DCMM_INK_SURFACE });
    dcmm_draw_end (canvas);
    dcmm_flow_draw (layout, piece->columns->pdata[0], canvas, x + STRIP_SIDE, y + STRIP_PADDING);
}

void
dcmm_set_strip (Flow *flow, const DcmmNode *strip, float before)
{
    const float width = flow->full - flow->x - 2 * STRIP_SIDE;
    const gboolean blocks = strip->first && strip->first->kind == DCMM_NODE_P;
    GPtrArray *flows = g_ptr_array_new ();
    Flow *inner = dcmm_flow_new (flow->layout, flow->left, width, width);

    dcmm_layout_own (flow->layout, flows, free_columns);
    g_ptr_array_add (flows, inner);
    inner->look = (Look) { 8, 11.5f, FALSE, DCMM_INK_MUTED };
    inner->tight = TRUE;
    if (blocks)
        dcmm_set_blocks (inner, strip);
    else
        dcmm_set_text (inner, strip, dcmm_inline_text (flow->layout, strip, &inner->look, TRUE), &inner->look, 0, DCMM_ROLE_PARAGRAPH, 0);
    Piece *piece = dcmm_flow_add (flow, draw_strip, NULL, dcmm_flow_height (inner) + 2 * STRIP_PADDING, before);
    piece->columns = flows;
}

#define FIGURE_LINE 34.0f       /* of the number, 28 bold */

typedef struct {
    DcmmText *value, *label;
    guint     n;                /* lines of the label */
} Figure;

static void
draw_figure (DcmmLayout *layout, const Piece *piece, DcmmCanvas *canvas, float x, float y)
{
    const Figure *figure = piece->data;

    (void) layout;
    dcmm_draw_begin (canvas, DCMM_ROLE_PARAGRAPH, NULL);
    dcmm_text_draw_label (figure->value, canvas, x, y + 26, DCMM_START, FALSE);
    for (guint i = 0; i < figure->n; i++)
        dcmm_text_draw (figure->label, canvas, i, x, dcmm_baseline (y + FIGURE_LINE + (float) i * 12.5f, 12.5f, 9));
    dcmm_draw_end (canvas);
}

static Figure *
make_figure (Flow *flow, const DcmmNode *node, float width, float *height)
{
    Look value = { 28, FIGURE_LINE, TRUE, DCMM_INK_BLUE }, label = { 9, 12.5f, FALSE, DCMM_INK_MUTED };
    Figure *figure = dcmm_arena_take_n (flow->layout->arena, Figure, 1);

    figure->value = dcmm_plain_text (flow->layout, dcmm_node_get (node, "value"), &value);
    const float natural = dcmm_text_natural (figure->value);
    if (natural > width) {              /* "2.37 → 2.52" where there is room for "2.37" */
        value.size *= width / natural;
        figure->value = dcmm_plain_text (flow->layout, dcmm_node_get (node, "value"), &value);
    }
    figure->label = dcmm_plain_text (flow->layout, dcmm_node_get (node, "label"), &label);
    figure->n = dcmm_text_set (figure->label, &(DcmmTextShape) { .width = width });
    *height = FIGURE_LINE + (float) figure->n * 12.5f;
    return figure;
}

typedef struct {
    Figure **figures;
    guint    n;
    float    step;
} FigureRow;

static void
draw_figure_row (DcmmLayout *layout, const Piece *piece, DcmmCanvas *canvas, float x, float y)
{
    const FigureRow *row = piece->data;

    for (guint i = 0; i < row->n; i++) {
        Piece one = *piece;
        one.data = row->figures[i];
        draw_figure (layout, &one, canvas, x + (float) i * row->step, y);
    }
}

static guint
count (const DcmmNode *parent)
{
    guint n = 0;

    for (const DcmmNode *node = parent->first; node; node = node->next)
        n++;
    return n;
}

static void
set_figure_row (Flow *flow, const DcmmNode *figures, guint n, float before)
{
    FigureRow *row = dcmm_arena_take_n (flow->layout->arena, FigureRow, 1);
    float highest = 0;

    row->figures = dcmm_arena_take_n (flow->layout->arena, Figure *, n);
    row->step = (flow->full - flow->x + GUTTER) / (float) n;
    for (const DcmmNode *node = figures->first; node; node = node->next) {
        float height;
        row->figures[row->n++] = make_figure (flow, node, row->step - GUTTER, &height);
        highest = MAX (highest, height);
    }
    dcmm_flow_add (flow, draw_figure_row, row, highest, before);
}

void
dcmm_set_figures (Flow *flow, const DcmmNode *figures, float before)
{
    const guint n = count (figures);

    if (n && !dcmm_node_is (figures, "dir", "column")) {
        set_figure_row (flow, figures, n, before);
        return;
    }
    for (const DcmmNode *node = figures->first; node; node = node->next) {
        float height;
        Figure *figure = make_figure (flow, node, flow->full - flow->x, &height);
        dcmm_flow_add (flow, draw_figure, figure, height, node == figures->first ? before : 12);
    }
}

void
dcmm_set_pairs (Flow *flow, const DcmmNode *pairs, float before)
{
    const Look label = { 8, 11.5f, FALSE, DCMM_INK_MUTED }, value = { 9, 13, FALSE, DCMM_INK_INK };

    for (const DcmmNode *pair = pairs->first; pair; pair = pair->next) {
        const guint from = flow->pieces->len;
        DcmmText *words = dcmm_plain_text (flow->layout, dcmm_node_get (pair, "label"), &label);
        dcmm_set_text (flow, pair, words, &label, 0, DCMM_ROLE_PARAGRAPH, pair == pairs->first ? before : 6);
        dcmm_set_text (flow, NULL, dcmm_inline_text (flow->layout, pair, &value, TRUE), &value, 0, DCMM_ROLE_PARAGRAPH, 0);
        dcmm_flow_keep (flow, from);
    }
}

static void
draw_chart (DcmmLayout *layout, const Piece *piece, DcmmCanvas *canvas, float x, float y)
{
    (void) layout;
    dcmm_canvas_place (canvas, piece->data, x, y);
}

static void
set_caption (Flow *flow, const char *words, const Look *look, DcmmRole role, float before)
{
    if (!words || !*words)
        return;
    const float measure = flow->measure;
    flow->measure = flow->full;
    dcmm_set_text (flow, NULL, dcmm_plain_text (flow->layout, words, look), look, 0, role, before);
    flow->measure = measure;
}

void
dcmm_set_chart (Flow *flow, const DcmmNode *chart, float before)
{
    const Look  title = { 10.5f, 15, TRUE, DCMM_INK_NAVY }, sub = { 8, 11.5f, FALSE, DCMM_INK_MUTED };
    const guint from = flow->pieces->len;
    const float width = grid_width (flow, flow->x, dcmm_node_number (chart, "span", 12));
    DcmmCanvas *drawing = dcmm_chart_draw (chart, flow->layout->font, width);

    set_caption (flow, dcmm_node_get (chart, "title"), &title, DCMM_ROLE_HEADING3, before);
    set_caption (flow, dcmm_node_get (chart, "sub"), &sub, DCMM_ROLE_CAPTION, flow->pieces->len > from ? 0 : before);
    if (!drawing)
        return;
    g_ptr_array_add (flow->layout->charts, drawing);
    Piece *piece = dcmm_flow_add (flow, draw_chart, drawing, dcmm_canvas_height (drawing), flow->pieces->len > from ? 4 : before);
    piece->node = chart;
    dcmm_flow_keep (flow, from);
}
