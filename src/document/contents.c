/* The table of contents: a line of 17 an entry, its page filled in when the sheets are drawn. */
#include "document/flow.h"

#include <string.h>

#define LINE   17.0f
#define INDENT 14.0f
#define NUMBER 52.0f            /* kept free for "第 100 页" and the least of a leader */

typedef struct {
    guint     entry;
    DcmmText *title;
    guint     n;                /* lines */
    Look      look;
} ContentsLine;

static char *
page_label (const DcmmLayout *layout, guint page)
{
    const char *label = dcmm_node_get (layout->document, "page-label");
    g_autofree char *number = g_strdup_printf ("%u", page);
    const char *mark = label ? strchr (label, '#') : NULL;

    if (!mark)
        return g_steal_pointer (&number);
    return g_strdup_printf ("%.*s%s%s", (int) (mark - label), label, number, mark + 1);
}

static void
draw_contents (DcmmLayout *layout, const Piece *piece, DcmmCanvas *canvas, float x, float y)
{
    const ContentsLine *line = piece->data;
    const DcmmEntry *entry = &g_array_index (layout->entries, DcmmEntry, line->entry);
    const float end = x + piece->width, baseline = dcmm_baseline (y + (float) (line->n - 1) * LINE, LINE, line->look.size);
    const Look  pale = { line->look.size, LINE, FALSE, DCMM_INK_MUTED };
    g_autofree char *label = page_label (layout, entry->page), *target = g_strdup_printf ("#%s", dcmm_entry_id (layout, line->entry));
    DcmmText *number = dcmm_plain_text (layout, label, &pale);
    const float from = x + dcmm_text_line_width (line->title, line->n - 1) + 6, to = end - dcmm_text_natural (number) - 6;

    dcmm_draw_begin (canvas, DCMM_ROLE_TOC, NULL);
    for (guint i = 0; i < line->n; i++)
        dcmm_text_draw (line->title, canvas, i, x, dcmm_baseline (y + (float) i * LINE, LINE, line->look.size));
    dcmm_draw_begin (canvas, DCMM_ROLE_ARTIFACT, NULL);
    if (to > from)
        dcmm_draw_line (canvas, from, baseline - 0.4f, to, baseline - 0.4f, (DcmmStyle) { .stroke = DCMM_INK_HATCH, .width = 0.7f, .dash = DCMM_DOTTED });
    dcmm_draw_end (canvas);
    dcmm_text_draw_label (number, canvas, end, baseline, DCMM_END, FALSE);
    dcmm_draw_link (canvas, x, y, piece->width, piece->height, target);
    dcmm_draw_end (canvas);
}

static void
add_line (Flow *flow, guint entry, float before)
{
    const DcmmEntry *at = &g_array_index (flow->layout->entries, DcmmEntry, entry);
    ContentsLine *line = dcmm_arena_take_n (flow->layout->arena, ContentsLine, 1);
    const float indent = at->level > 1 ? INDENT : 0;
    const float width = flow->measure - flow->x;

    line->entry = entry;
    line->look = (Look) { at->level > 1 ? 9 : 9.5f, LINE, FALSE, DCMM_INK_INK };
    line->title = dcmm_plain_text (flow->layout, at->title, &line->look);
    line->n = dcmm_text_set (line->title, &(DcmmTextShape) { .width = width - indent - NUMBER });
    Piece *piece = dcmm_flow_add (flow, draw_contents, line, (float) line->n * LINE, before);
    piece->x += indent;
    piece->width = width - indent;
}

/* Two levels if they fit into @max lines, else the first alone. */
static guint
deepest (const DcmmLayout *layout, guint max)
{
    guint n = 0;

    for (guint i = 0; i < layout->entries->len; i++)
        n += g_array_index (layout->entries, DcmmEntry, i).level <= 2;
    return n > max ? 1 : 2;
}

void
dcmm_set_contents (Flow *flow, const DcmmNode *contents, float before)
{
    const guint levels = deepest (flow->layout, (guint) dcmm_node_number (contents, "max", 36));

    for (guint i = 0; i < flow->layout->entries->len; i++) {
        if (g_array_index (flow->layout->entries, DcmmEntry, i).level > levels)
            continue;
        add_line (flow, i, before);
        before = 0;
    }
}
