/* Blocks to pieces: what stands between two of them, titles, headings, paragraphs; the rest has files of its own. */
#include "document/flow.h"

#include <string.h>

/* Kinds of blocks as far as the blank between them goes. */
typedef enum { NOTHING, HEADING, WORDS, SUB, NOTE, MAJOR, SPACINGS } Spacing;

/* From the row's kind to the column's, in points: between blocks 24, heading to its block 6, figure to caption 4. */
static const float blanks[SPACINGS][SPACINGS] = {
    [HEADING] = { 0, 6, 6, 0, 6, 6 },
    [WORDS]   = { 0, 24, 8, 6, 6, 12 },
    [SUB]     = { 0, 24, 8, 0, 4, 6 },
    [NOTE]    = { 0, 24, 8, 4, 4, 16 },
    [MAJOR]   = { 0, 24, 16, 6, 6, 24 },
};
/* In a callout, where every line is a fact of its own. */
static const float tight_blanks[SPACINGS][SPACINGS] = {
    [HEADING] = { 0, 4, 1, 1, 1, 4 },
    [WORDS]   = { 0, 8, 1, 2, 2, 6 },
    [SUB]     = { 0, 8, 2, 0, 2, 6 },
    [NOTE]    = { 0, 8, 2, 2, 2, 6 },
    [MAJOR]   = { 0, 8, 6, 4, 4, 8 },
};

static Spacing
spacing_of (const DcmmNode *node)
{
    if (!node)
        return NOTHING;
    switch (node->kind) {
    case DCMM_NODE_H1: case DCMM_NODE_H2: case DCMM_NODE_H3:
        return HEADING;
    case DCMM_NODE_P:
        if (dcmm_node_is (node, "class", "sub"))
            return SUB;
        return dcmm_node_is (node, "class", "note") || dcmm_node_is (node, "class", "warn") ? NOTE : WORDS;
    case DCMM_NODE_UL: case DCMM_NODE_OL: case DCMM_NODE_DL:
        return WORDS;
    default:
        return MAJOR;
    }
}

static gboolean
both_are (const DcmmNode *a, const DcmmNode *b, const char *class)
{
    return a->kind == DCMM_NODE_P && b->kind == DCMM_NODE_P && dcmm_node_is (a, "class", class) && dcmm_node_is (b, "class", class);
}

/* A group has no look of its own: what counts is the block at its edge. */
static const DcmmNode *
edge (const DcmmNode *node, gboolean first)
{
    while (node && node->kind == DCMM_NODE_GROUP && node->first)
        node = first ? node->first : node->last;
    return node;
}

#define BETWEEN_CARDS 14.0f

static gboolean
is_card (const DcmmNode *node)
{
    return node->kind == DCMM_NODE_GROUP && dcmm_node_is (node, "class", "card");
}

static float
blank_between (const Flow *flow, const DcmmNode *a, const DcmmNode *b)
{
    if (a && is_card (b))
        return BETWEEN_CARDS;
    a = edge (a, FALSE);
    b = edge (b, TRUE);
    const Spacing from = spacing_of (a), to = spacing_of (b);

    if (from == NOTHING)
        return 0;
    if (flow->tight)
        return tight_blanks[from][to];
    if (a->kind == DCMM_NODE_H1)
        return to == SUB ? 8 : 12;
    if (both_are (a, b, "lead") || both_are (a, b, "indent"))
        return 0;
    if (b->kind == DCMM_NODE_H3 && from != HEADING)
        return 16;
    return blanks[from][to];
}

typedef struct {
    DcmmText *text;
    Look      look;
    DcmmRole  role;
    guint     n;
} Lines;

static void
draw_line (DcmmLayout *layout, const Piece *piece, DcmmCanvas *canvas, float x, float y)
{
    const Lines *lines = piece->data;

    dcmm_text_number (lines->text, dcmm_page_of, layout);
    dcmm_draw_begin (canvas, lines->role, NULL);
    dcmm_text_draw (lines->text, canvas, piece->index, x, dcmm_baseline (y, lines->look.leading, lines->look.size));
    dcmm_draw_end (canvas);
}

/* Running text in Chinese fills its measure; below 15 characters a line, and in what is not read from end to end, it
 * does not. */
static gboolean
is_running (const Flow *flow, const DcmmNode *node, const Look *look, DcmmRole role, float width)
{
    if (flow->tight || width < 15 * look->size || flow->layout->lang != DCMM_ZH || look->ink != DCMM_INK_INK)
        return FALSE;
    return role == DCMM_ROLE_ITEM || (role == DCMM_ROLE_PARAGRAPH && node && node->kind == DCMM_NODE_P && !dcmm_node_is (node, "class", "lead"));
}

/* A piece a line, two at least together at the ends of sheets. */
void
dcmm_set_text (Flow *flow, const DcmmNode *node, DcmmText *text, const Look *look, float indent, DcmmRole role, float before)
{
    Lines *lines = dcmm_arena_take_n (flow->layout->arena, Lines, 1);
    const gboolean heading = role == DCMM_ROLE_HEADING1 || role == DCMM_ROLE_HEADING2 || role == DCMM_ROLE_HEADING3;
    const float width = flow->measure - flow->x;
    const guint n = dcmm_text_set (text, &(DcmmTextShape) { width, indent, heading, is_running (flow, node, look, role, width) });

    *lines = (Lines) { text, *look, role, n };
    for (guint i = 0; i < n; i++) {
        Piece *piece = dcmm_flow_add (flow, draw_line, lines, look->leading, i ? 0 : before);
        piece->index = i;
        piece->node = i ? NULL : node;
        piece->keep = heading || (i + 1 < n && (i == 0 || i + 2 == n));
    }
}

static void
set_h2 (Flow *flow, const DcmmNode *node, float before)
{
    const Look look = { 13.5f, 20, TRUE, DCMM_INK_NAVY };

    dcmm_set_text (flow, node, dcmm_inline_text (flow->layout, node, &look, TRUE), &look, 0, DCMM_ROLE_HEADING2, before);
}

static void
set_h3 (Flow *flow, const DcmmNode *node, float before)
{
    const Look look = { 10.5f, 15, TRUE, DCMM_INK_NAVY };

    dcmm_set_text (flow, node, dcmm_inline_text (flow->layout, node, &look, TRUE), &look, 0, DCMM_ROLE_HEADING3, before);
}

static Look
paragraph_look (const Flow *flow, const DcmmNode *node)
{
    if (dcmm_node_is (node, "class", "sub") || dcmm_node_is (node, "class", "note"))
        return (Look) { 8, 11.5f, FALSE, DCMM_INK_MUTED };
    if (dcmm_node_is (node, "class", "warn"))
        return (Look) { 8, 11.5f, FALSE, DCMM_INK_ACCENT_TEXT };
    if (dcmm_node_is (node, "class", "small"))
        return (Look) { 9, 14, FALSE, DCMM_INK_INK };
    return flow->look;
}

#define WARN_INDENT 14.0f
#define WARN_RING    4.6f        /* 1.5 from the ! in it, so that they stay apart on a screen */

/* A ring with ! in it before the first line. */
static void
draw_warning (DcmmLayout *layout, const Piece *piece, DcmmCanvas *canvas, float x, float y)
{
    const float cx = x - WARN_INDENT + 5, cy = y + 11.5f / 2;

    if (piece->index == 0) {
        dcmm_draw_begin (canvas, DCMM_ROLE_ARTIFACT, NULL);
        dcmm_draw_circle (canvas, cx, cy, WARN_RING, (DcmmStyle) { .stroke = DCMM_INK_ACCENT_TEXT, .width = 0.8f });
        dcmm_draw_text (canvas, cx, cy + 2.45f, 7, TRUE, DCMM_INK_ACCENT_TEXT, DCMM_MIDDLE, "!");
        dcmm_draw_end (canvas);
    }
    draw_line (layout, piece, canvas, x, y);
}

static void
set_warning (Flow *flow, const DcmmNode *node, const Look *look, float before)
{
    const guint from = flow->pieces->len;

    flow->x += WARN_INDENT;
    dcmm_set_text (flow, node, dcmm_inline_text (flow->layout, node, look, TRUE), look, 0, DCMM_ROLE_PARAGRAPH, before);
    flow->x -= WARN_INDENT;
    for (guint i = from; i < flow->pieces->len; i++)
        g_array_index (flow->pieces, Piece, i).draw = draw_warning;
}

static void
set_p (Flow *flow, const DcmmNode *node, float before)
{
    const Look look = paragraph_look (flow, node);
    const gboolean indent = dcmm_node_is (node, "class", "indent") && flow->layout->lang == DCMM_ZH;

    if (dcmm_node_is (node, "class", "warn")) {
        set_warning (flow, node, &look, before);
        return;
    }
    dcmm_set_text (flow, node, dcmm_inline_text (flow->layout, node, &look, TRUE), &look, indent ? 2 * look.size : 0,
                   DCMM_ROLE_PARAGRAPH, before);
}

#define CARD_RULE  1.2f
#define CARD_SPACE 5.0f         /* under the rule */

static void
draw_card_rule (DcmmLayout *layout, const Piece *piece, DcmmCanvas *canvas, float x, float y)
{
    (void) layout;
    dcmm_draw_begin (canvas, DCMM_ROLE_ARTIFACT, NULL);
    dcmm_draw_rect (canvas, x, y, piece->width, CARD_RULE, (DcmmStyle) { .fill = DCMM_INK_BLUE });
    dcmm_draw_end (canvas);
}

/* A rule on top, the heading over the full width, and the blanks of a callout: what a card says is looked up, not read. */
static void
set_card (Flow *flow, const DcmmNode *group)
{
    const float measure = flow->measure;
    const gboolean tight = flow->tight;

    flow->tight = TRUE;
    flow->measure = flow->full;
    dcmm_flow_add (flow, draw_card_rule, NULL, CARD_RULE + CARD_SPACE, 0);
    dcmm_set_blocks (flow, group);
    flow->measure = measure;
    flow->tight = tight;
}

static void
set_group (Flow *flow, const DcmmNode *group, float before)
{
    const guint from = flow->pieces->len;

    flow->last = NULL;
    if (is_card (group))
        set_card (flow, group);
    else
        dcmm_set_blocks (flow, group);
    if (from == flow->pieces->len)
        return;
    Piece *first = &g_array_index (flow->pieces, Piece, from);
    first->before = from ? before : 0;
    if (!first->node)
        first->node = group;
    dcmm_flow_keep (flow, from);
}

typedef void (*SetBlock) (Flow *flow, const DcmmNode *node, float before);
static const SetBlock set_block[DCMM_NODE_MAX] = {
    [DCMM_NODE_H2] = set_h2, [DCMM_NODE_H3] = set_h3, [DCMM_NODE_P] = set_p,
    [DCMM_NODE_UL] = dcmm_set_list, [DCMM_NODE_OL] = dcmm_set_list, [DCMM_NODE_TABLE] = dcmm_set_table,
    [DCMM_NODE_CALLOUT] = dcmm_set_callout, [DCMM_NODE_COLUMNS] = dcmm_set_columns, [DCMM_NODE_GROUP] = set_group,
    [DCMM_NODE_STRIP] = dcmm_set_strip, [DCMM_NODE_TOC] = dcmm_set_contents, [DCMM_NODE_FIGURES] = dcmm_set_figures,
    [DCMM_NODE_DL] = dcmm_set_pairs, [DCMM_NODE_CHART] = dcmm_set_chart,
};

/* A line or two between a heading and its table or chart: they stand where that begins, not alone at the foot. */
static gboolean
leads_in (const DcmmNode *before, const DcmmNode *node, guint n_pieces)
{
    return before && (before->kind == DCMM_NODE_H2 || before->kind == DCMM_NODE_H3) && node->kind == DCMM_NODE_P && n_pieces && n_pieces <= 2 &&
           node->next && (node->next->kind == DCMM_NODE_TABLE || node->next->kind == DCMM_NODE_CHART);
}

void
dcmm_set_blocks (Flow *flow, const DcmmNode *parent)
{
    for (const DcmmNode *node = parent->first; node; node = node->next) {
        if (!set_block[node->kind])             /* the title, set already; words of a strip */
            continue;
        const float before = blank_between (flow, flow->last, node);
        const guint from = flow->pieces->len;
        set_block[node->kind] (flow, node, before);
        if (leads_in (flow->last, node, flow->pieces->len - from))
            g_array_index (flow->pieces, Piece, flow->pieces->len - 1).keep = TRUE;
        flow->last = node;
    }
}

/* Eyebrow and status above the headline, one line of 15. */
static void
draw_eyebrow (DcmmLayout *layout, const Piece *piece, DcmmCanvas *canvas, float x, float y)
{
    const DcmmNode *section = piece->data;
    const char *eyebrow = dcmm_node_get (section, "eyebrow"), *tag = dcmm_node_get (section, "tag");
    const Look  left = { 8.8f, 11.5f, TRUE, DCMM_INK_ACCENT_TEXT }, right = { 8, 11.5f, FALSE, DCMM_INK_MUTED };

    dcmm_draw_begin (canvas, DCMM_ROLE_PARAGRAPH, NULL);
    if (eyebrow)
        dcmm_text_draw_label (dcmm_plain_text (layout, eyebrow, &left), canvas, x, dcmm_baseline (y, 11.5f, 8.8f), DCMM_START, FALSE);
    if (tag)
        dcmm_text_draw_label (dcmm_plain_text (layout, tag, &right), canvas, x + FULL_WIDTH, dcmm_baseline (y, 11.5f, 8), DCMM_END, FALSE);
    dcmm_draw_end (canvas);
}

/* In two lines if that can be: without what is optional, then smaller (storyboard, 3 and 6.2). */
static DcmmText *
fit_title (Flow *flow, const DcmmNode *title, Look *look)
{
    const DcmmTextShape shape = { .width = flow->measure, .balance = TRUE };
    const float size = flow->layout->lang == DCMM_ZH ? 20 : 18.5f;

    *look = (Look) { size, 27, TRUE, DCMM_INK_NAVY };
    DcmmText *text = dcmm_inline_text (flow->layout, title, look, TRUE);
    if (dcmm_text_set (text, &shape) <= 2)
        return text;
    text = dcmm_inline_text (flow->layout, title, look, FALSE);
    if (dcmm_text_set (text, &shape) <= 2)
        return text;
    *look = (Look) { 17, 24, TRUE, DCMM_INK_NAVY };
    return dcmm_inline_text (flow->layout, title, look, FALSE);
}

void
dcmm_set_title (Flow *flow, const DcmmNode *section)
{
    const DcmmNode *title = section->first && section->first->kind == DCMM_NODE_H1 ? section->first : NULL;
    const float measure = flow->measure;
    Look look;

    Piece *piece = dcmm_flow_add (flow, draw_eyebrow, (gpointer) section, 15, 32);
    piece->node = section;
    piece->keep = TRUE;
    flow->measure = FULL_WIDTH;
    if (title) {
        DcmmText *text = fit_title (flow, title, &look);
        dcmm_set_text (flow, title, text, &look, 0, DCMM_ROLE_HEADING1, 0);
        flow->last = title;
    }
    flow->measure = measure;
}
