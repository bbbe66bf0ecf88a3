/* Lists: hanging by 12, with a bullet or a number; lists in items hang from their words. */
#include "document/flow.h"

#include <string.h>

#define HANG 12.0f

typedef struct {
    const char *mark;           /* NULL: a bullet, drawn */
    Look        look;
    PieceDraw   line;           /* what draws the words */
} Mark;

typedef struct {
    Mark     mark;
    gpointer lines;             /* data of the words */
} First;

/* The first line of an item: its mark, then its words. */
static void
draw_first (DcmmLayout *layout, const Piece *piece, DcmmCanvas *canvas, float x, float y)
{
    const First *first = piece->data;
    const Mark  *mark = &first->mark;
    const float  baseline = dcmm_baseline (y, mark->look.leading, mark->look.size);
    Piece words = *piece;

    dcmm_draw_begin (canvas, DCMM_ROLE_ARTIFACT, NULL);
    if (mark->mark)
        dcmm_draw_text (canvas, x - HANG, baseline, mark->look.size, FALSE, DCMM_INK_INK, DCMM_START, mark->mark);
    else
        dcmm_draw_circle (canvas, x - HANG + 3.2f, baseline - 0.36f * mark->look.size, 0.14f * mark->look.size, (DcmmStyle) { .fill = DCMM_INK_BLUE });
    dcmm_draw_end (canvas);
    words.data = first->lines;
    mark->line (layout, &words, canvas, x, y);
}

/* ① to ⑳; beyond, and in plain lists, the number and a point. */
static const char *
number_mark (DcmmLayout *layout, const DcmmNode *list, guint n)
{
    char circled[8] = "";

    if (list->kind == DCMM_NODE_UL)
        return NULL;
    if (dcmm_node_is (list, "class", "circled") && n <= 20) {
        circled[g_unichar_to_utf8 (0x245F + n, circled)] = '\0';
        return dcmm_arena_text (layout->arena, circled, -1);
    }
    g_autofree char *plain = g_strdup_printf ("%u.", n);
    return dcmm_arena_text (layout->arena, plain, -1);
}

static void
put_mark (Flow *flow, guint at, const char *mark, const Look *look)
{
    Piece *piece = &g_array_index (flow->pieces, Piece, at);
    First *first = dcmm_arena_take_n (flow->layout->arena, First, 1);

    *first = (First) { { mark, *look, piece->draw }, piece->data };
    piece->draw = draw_first;
    piece->data = first;
}

static void
set_item (Flow *flow, const DcmmNode *list, const DcmmNode *item, guint n, const Look *look, float before)
{
    const guint from = flow->pieces->len;
    DcmmText *text = dcmm_inline_text (flow->layout, item, look, TRUE);

    dcmm_set_text (flow, item, text, look, 0, DCMM_ROLE_ITEM, before);
    put_mark (flow, from, number_mark (flow->layout, list, n), look);
    for (const DcmmNode *inner = item->first; inner; inner = inner->next)
        if (inner->kind == DCMM_NODE_UL || inner->kind == DCMM_NODE_OL)
            dcmm_set_list (flow, inner, flow->tight ? 1 : 3);
}

/* The first two items stay together, and the last two. */
static void
keep_items (Flow *flow, const GArray *ends)
{
    if (ends->len < 2)
        return;
    g_array_index (flow->pieces, Piece, g_array_index (ends, guint, 0) - 1).keep = TRUE;
    g_array_index (flow->pieces, Piece, g_array_index (ends, guint, ends->len - 2) - 1).keep = TRUE;
}

void
dcmm_set_list (Flow *flow, const DcmmNode *list, float before)
{
    const Look  small = { 9, 14, FALSE, DCMM_INK_INK };
    const Look  look = dcmm_node_is (list, "class", "small") ? small : flow->look;
    const float between = flow->tight ? 1 : 3;
    g_autoptr (GArray) ends = g_array_new (FALSE, FALSE, sizeof (guint));

    flow->x += HANG;
    for (const DcmmNode *item = list->first; item; item = item->next) {
        set_item (flow, list, item, ends->len + 1, &look, ends->len ? between : before);
        g_array_append_val (ends, flow->pieces->len);
    }
    flow->x -= HANG;
    keep_items (flow, ends);
}
