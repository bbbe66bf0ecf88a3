#include "document/flow.h"

Flow *
dcmm_flow_new (DcmmLayout *layout, float left, float full, float measure)
{
    Flow *flow = dcmm_arena_take_n (layout->arena, Flow, 1);

    flow->layout = layout;
    flow->pieces = g_array_new (FALSE, TRUE, sizeof (Piece));
    flow->left = left;
    flow->full = full;
    flow->measure = measure;
    flow->look = (Look) { 10.5f, 17, FALSE, DCMM_INK_INK };
    g_ptr_array_add (layout->flows, flow);
    return flow;
}

Piece *
dcmm_flow_add (Flow *flow, PieceDraw draw, gpointer data, float height, float before)
{
    g_array_set_size (flow->pieces, flow->pieces->len + 1);
    Piece *piece = &g_array_index (flow->pieces, Piece, flow->pieces->len - 1);

    piece->draw = draw;
    piece->data = data;
    piece->x = flow->x;
    piece->width = flow->full - flow->x;
    piece->height = height;
    piece->before = flow->pieces->len > 1 ? before : 0;
    piece->rule = flow->rule;
    piece->rule_x = flow->rule_x;
    return piece;
}

float
dcmm_flow_height (const Flow *flow)
{
    float height = 0;

    for (guint i = 0; i < flow->pieces->len; i++) {
        const Piece *piece = &g_array_index (flow->pieces, Piece, i);
        height += piece->height + (i ? piece->before : 0);
    }
    return height;
}

void
dcmm_flow_keep (Flow *flow, guint from)
{
    for (guint i = from; i + 1 < flow->pieces->len; i++)
        g_array_index (flow->pieces, Piece, i).keep = TRUE;
}

void
dcmm_piece_draw (DcmmLayout *layout, const Piece *piece, DcmmCanvas *canvas, float x, float y, gboolean at_top)
{
    const float up = at_top || piece->rule_begins ? 0 : piece->before;

    if (piece->rule)
        dcmm_draw_rect (canvas, x + piece->rule_x, y - up, 2.5f, piece->height + up, (DcmmStyle) { .fill = piece->rule });
    piece->draw (layout, piece, canvas, x + piece->x, y);
}

void
dcmm_flow_draw (DcmmLayout *layout, const Flow *flow, DcmmCanvas *canvas, float x, float y)
{
    for (guint i = 0; i < flow->pieces->len; i++) {
        const Piece *piece = &g_array_index (flow->pieces, Piece, i);
        if (i)
            y += piece->before;
        dcmm_piece_draw (layout, piece, canvas, x, y, i == 0);
        y += piece->height;
    }
}
