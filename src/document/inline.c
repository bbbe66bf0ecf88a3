/* From what stands inside a block to a DcmmText: bold words, links, cross-references, value pies, mini bars. */
#include "document/flow.h"

#include <string.h>

#define DEEP 64                 /* the deepest tree that node.c makes */

typedef struct {
    DcmmLayout    *layout;
    DcmmText      *text;
    const DcmmNode *block;
    gboolean       with_opt;
    DcmmTextStyle  styles[DEEP];    /* styles[depth]: in force */
    guint          depth;
} Inline;

static void
draw_pie (const DcmmNode *pie, DcmmCanvas *canvas, const DcmmTextStyle *style, float x, float baseline)
{
    const float r = 0.36f * style->size, cy = baseline - 0.36f * style->size, cx = x + r + 0.4f;
    const float share = (float) dcmm_node_number (pie, "v", -1);
    const DcmmStyle ring = { .fill = share >= 1 ? DCMM_INK_BLUE : DCMM_INK_GROUND, .stroke = DCMM_INK_BLUE, .width = 0.8f };

    if (dcmm_node_is (pie, "v", "na")) {
        dcmm_draw_line (canvas, cx - r, cy, cx + r, cy, (DcmmStyle) { .stroke = DCMM_INK_MUTED, .width = 0.8f });
        return;
    }
    if (share < 0)
        return;
    dcmm_draw_circle (canvas, cx, cy, r - 0.4f, ring);
    if (share > 0 && share < 1)
        dcmm_draw_sector (canvas, cx, cy, r - 0.4f, 0, share, (DcmmStyle) { .fill = DCMM_INK_BLUE });
}

#define BAR_HEIGHT 6.0f

static void
draw_bar (const DcmmNode *bar, DcmmCanvas *canvas, const DcmmTextStyle *style, float x, float baseline)
{
    const float w = (float) dcmm_node_number (bar, "w", 60), max = (float) dcmm_node_number (bar, "max", 5);
    const float y = baseline - 0.36f * style->size - BAR_HEIGHT / 2;
    const float value = (float) dcmm_node_number (bar, "v", -1), target = (float) dcmm_node_number (bar, "t", -1);

    if (value < 0) {
        dcmm_draw_hatch (canvas, x, y, w, BAR_HEIGHT);
        return;
    }
    dcmm_draw_rect (canvas, x, y, w, BAR_HEIGHT, (DcmmStyle) { .fill = DCMM_INK_GRID });
    if (value > 0)
        dcmm_draw_rect (canvas, x, y, w * MIN (value / max, 1), BAR_HEIGHT, (DcmmStyle) { .fill = DCMM_INK_BLUE });
    if (target < 0)
        return;
    /* The tick has a halo: in grey it would vanish inside the bar. */
    const float t = x + w * target / max;
    dcmm_draw_rect (canvas, t - 1.75f, y - 2, 3.5f, BAR_HEIGHT + 4, (DcmmStyle) { .fill = DCMM_INK_GROUND });
    dcmm_draw_rect (canvas, t - 0.75f, y - 2, 1.5f, BAR_HEIGHT + 4, (DcmmStyle) { .fill = DCMM_INK_ACCENT });
}

static const char *
own_link (const Inline *in, const char *id)
{
    g_autofree char *target = g_strconcat ("#", id, NULL);

    return dcmm_arena_text (in->layout->arena, target, -1);
}

/* The words of a cross-reference with the number in the place of "#". */
static void
add_reference (Inline *in, const DcmmNode *node)
{
    const DcmmTextStyle *style = &in->styles[in->depth];
    g_autofree char *words = dcmm_node_words (node);
    char *mark = strchr (words, '#');

    if (mark)
        *mark = '\0';
    dcmm_text_add (in->text, style, words);
    dcmm_text_add_page (in->text, style);
    if (mark)
        dcmm_text_add (in->text, style, mark + 1);
}

/* The gap after it is for its word. */
static void
add_pie (Inline *in, const DcmmNode *pie)
{
    const DcmmTextStyle *style = &in->styles[in->depth];

    dcmm_text_add_object (in->text, style, pie, (pie->first ? 1.07f : 0.72f) * style->size, draw_pie);
}

static void
add_bar (Inline *in, const DcmmNode *bar)
{
    dcmm_text_add_object (in->text, &in->styles[in->depth], bar, (float) dcmm_node_number (bar, "w", 60), draw_bar);
}

static void
change_style (Inline *in, const DcmmNode *node, DcmmTextStyle *style)
{
    switch (node->kind) {
    case DCMM_NODE_B:
        style->bold = TRUE;
        break;
    case DCMM_NODE_EM:
        style->bold = TRUE;
        style->ink = DCMM_INK_ACCENT_TEXT;
        break;
    case DCMM_NODE_MUTED:
        style->ink = DCMM_INK_MUTED;
        break;
    case DCMM_NODE_SMALL:
        style->ink = DCMM_INK_MUTED;
        style->size = MIN (style->size, 8);
        break;
    case DCMM_NODE_SUP:
        if (node->first && node->first->text && strcmp (node->first->text, "°") == 0)
            break;                      /* raised and small by itself */
        style->rise += 0.32f * style->size;
        style->size *= 0.7f;
        break;
    case DCMM_NODE_NOBR:
        style->hold = ++in->layout->hold;
        break;
    case DCMM_NODE_A:
        if (dcmm_node_is (node, "print", "no"))
            break;
        style->ink = DCMM_INK_BLUE;
        style->link = dcmm_node_get (node, "href");
        break;
    case DCMM_NODE_PAGEREF:
        style->link = own_link (in, dcmm_node_get (node, "to"));
        break;
    default:
        break;
    }
}

/* FALSE: its children are not for the walk. */
static gboolean
enter (Inline *in, const DcmmNode *node)
{
    if (node == in->block)
        return TRUE;
    g_assert (in->depth + 1 < DEEP);
    in->styles[in->depth + 1] = in->styles[in->depth];
    change_style (in, node, &in->styles[++in->depth]);
    switch (node->kind) {
    case DCMM_NODE_TEXT:
        dcmm_text_add (in->text, &in->styles[in->depth], node->text);
        return FALSE;
    case DCMM_NODE_BR:
        dcmm_text_add_break (in->text, &in->styles[in->depth]);
        return FALSE;
    case DCMM_NODE_PAGEREF:
        add_reference (in, node);
        return FALSE;
    case DCMM_NODE_BAR:
        add_bar (in, node);
        return FALSE;
    case DCMM_NODE_PIE:
        add_pie (in, node);
        return TRUE;
    case DCMM_NODE_OPT:
        return in->with_opt;
    case DCMM_NODE_UL: case DCMM_NODE_OL:       /* of a list item: blocks of their own */
        return FALSE;
    default:
        return TRUE;
    }
}

static gboolean
visit (const DcmmNode *node, DcmmWalk walk, gpointer data)
{
    Inline *in = data;

    if (walk == DCMM_ENTER)
        return enter (in, node);
    if (node != in->block)
        in->depth--;
    return TRUE;
}

static DcmmText *
keep (DcmmLayout *layout, DcmmText *text)
{
    g_ptr_array_add (layout->texts, text);
    return text;
}

static DcmmTextStyle
style_of (const Look *look)
{
    return (DcmmTextStyle) { .size = look->size, .bold = look->bold, .ink = look->ink };
}

DcmmText *
dcmm_inline_text (DcmmLayout *layout, const DcmmNode *block, const Look *look, gboolean with_opt)
{
    Inline in = { layout, keep (layout, dcmm_text_new (layout->font)), block, with_opt, { style_of (look) }, 0 };

    dcmm_node_walk (block, visit, &in);
    return in.text;
}

DcmmText *
dcmm_plain_text (DcmmLayout *layout, const char *words, const Look *look)
{
    DcmmText *text = keep (layout, dcmm_text_new (layout->font));
    const DcmmTextStyle style = style_of (look);

    dcmm_text_add (text, &style, words);
    return text;
}
