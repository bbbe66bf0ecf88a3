/* Pieces put on sheets, and sheets drawn. */
#include "document/flow.h"

#include <string.h>

/* Head and foot of a sheet: tops of their lines, and their rules. */
#define HEAD      34.0f
#define HEAD_RULE 50.0f
#define FOOT      800.0f
#define FOOT_RULE 793.0f
#define FURNITURE 8.0f          /* type size */
#define LEADING   11.5f

Sheet *
dcmm_sheet_new (DcmmLayout *layout, const DcmmNode *section, float y)
{
    Sheet *sheet = g_new0 (Sheet, 1);

    sheet->section = section;
    sheet->placed = g_array_new (FALSE, FALSE, sizeof (Placed));
    sheet->y = y;
    g_ptr_array_add (layout->sheets, sheet);
    return sheet;
}

void
dcmm_sheet_free (Sheet *sheet)
{
    g_array_unref (sheet->placed);
    g_free (sheet);
}

static void
note_id (DcmmLayout *layout, const char *id, float y)
{
    if (!id || g_hash_table_contains (layout->targets, id))
        return;
    Target *target = dcmm_arena_take_n (layout->arena, Target, 1);
    *target = (Target) { layout->sheets->len, y };
    g_hash_table_insert (layout->targets, (gpointer) id, target);
}

static void
note_node (DcmmLayout *layout, const DcmmNode *node, float y)
{
    const guint entry = GPOINTER_TO_UINT (g_hash_table_lookup (layout->marked, node));

    note_id (layout, dcmm_node_get (node, "id"), y);
    if (entry) {
        note_id (layout, dcmm_entry_id (layout, entry - 1), y);
        DcmmEntry *at = &g_array_index (layout->entries, DcmmEntry, entry - 1);
        at->page = layout->sheets->len;
        at->y = y;
    }
}

/* Columns stand in a piece, at most a few deep: what the page language nests. */
static void
note_places (DcmmLayout *layout, const Piece *piece, float y)
{
    if (piece->node)
        note_node (layout, piece->node, y);
    for (guint c = 0; piece->columns && c < piece->columns->len; c++) {
        const Flow *flow = piece->columns->pdata[c];
        float at = y;
        for (guint i = 0; i < flow->pieces->len; i++) {
            const Piece *inner = &g_array_index (flow->pieces, Piece, i);
            at += i ? inner->before : 0;
            note_places (layout, inner, at);
            at += inner->height;
        }
    }
}

static Sheet *
last_sheet (const DcmmLayout *layout)
{
    return layout->sheets->pdata[layout->sheets->len - 1];
}

float
dcmm_sheet_y (const DcmmLayout *layout)
{
    return layout->sheets->len ? last_sheet (layout)->y : BOTTOM;
}

void
dcmm_sheet_close (DcmmLayout *layout)
{
    last_sheet (layout)->y = BOTTOM;
}

void
dcmm_sheet_place (DcmmLayout *layout, const Piece *piece, float x, float y, float above)
{
    const Placed placed = { piece, x, y, above == 0 };

    g_array_append_val (last_sheet (layout)->placed, placed);
    note_places (layout, piece, y);
}

/* The end of the pieces that belong on one sheet with piece @i. */
static guint
chunk_end (const Flow *flow, guint i)
{
    while (i + 1 < flow->pieces->len && g_array_index (flow->pieces, Piece, i).keep)
        i++;
    return i + 1;
}

/* The height of pieces @i to @end when the first has @before above it, and a table's head if that is put again. */
static float
chunk_height (const Flow *flow, guint i, guint end, gboolean at_top)
{
    const Piece *first = &g_array_index (flow->pieces, Piece, i);
    float height = at_top ? first->lead + (first->head ? first->head->height : 0) : first->before;

    for (guint k = i; k < end; k++) {
        const Piece *piece = &g_array_index (flow->pieces, Piece, k);
        height += piece->height + (k > i ? piece->before : 0);
    }
    return height;
}

float
dcmm_flow_first (const Flow *flow)
{
    return chunk_height (flow, 0, chunk_end (flow, 0), TRUE);
}

static void
place_one (Flow *flow, const Piece *piece, float x, gboolean at_top)
{
    Sheet *sheet = last_sheet (flow->layout);
    const float above = at_top ? 0 : piece->before;

    if (at_top && piece->head) {
        dcmm_sheet_place (flow->layout, piece->head, x, sheet->y, 0);
        sheet->y += piece->head->height;
    }
    if (at_top)
        sheet->y += piece->lead;
    dcmm_sheet_place (flow->layout, piece, x, sheet->y + above, above);
    sheet->y += above + piece->height;
}

/* The end of the pieces from @i on that a sheet has room for which is full down to @y; @y becomes where they end. */
static guint
fill_sheet (const Flow *flow, guint i, gboolean at_top, float *y)
{
    for (guint end; i < flow->pieces->len; i = end, at_top = FALSE) {
        end = chunk_end (flow, i);
        if (!at_top && chunk_height (flow, i, end, FALSE) > BOTTOM - *y)
            return i;
        /* What belongs together but is longer than a sheet is parted where the sheet is full. */
        if (at_top && end > i + 1 && chunk_height (flow, i, end, TRUE) > BOTTOM - *y) {
            end = i + 1;
            while (chunk_height (flow, i, end + 1, TRUE) <= BOTTOM - *y)
                end++;
        }
        *y += chunk_height (flow, i, end, at_top);
    }
    return i;
}

#define LEAST 240.0f            /* a third of a sheet: on the last one of several */
#define LEFT  480.0f            /* how far down the sheet before it stays full */

/* The sheet from @i to @end is full and the next one is the last. Where that would be under a third full, it is given
 * what it lacks by this one. */
static guint
even_out (const Flow *flow, guint i, guint end, gboolean at_top, float y)
{
    const guint n = flow->pieces->len;
    guint best = end;
    float last = TOP;

    if (fill_sheet (flow, end, TRUE, &last) < n || last >= TOP + LEAST)
        return end;
    for (guint k = i, next; k < end; k = next) {
        next = chunk_end (flow, k);
        y += chunk_height (flow, k, next, at_top && k == i);
        last = TOP;
        if (y >= LEFT && next < end && fill_sheet (flow, next, TRUE, &last) == n && last >= TOP + LEAST)
            best = next;
    }
    return best;
}

void
dcmm_flow_run (Flow *flow, guint from, const DcmmNode *section, float x)
{
    gboolean at_top = last_sheet (flow->layout)->placed->len == 0;

    for (guint i = from, end; i < flow->pieces->len; i = end) {
        float y = last_sheet (flow->layout)->y;
        const float top = y;
        end = fill_sheet (flow, i, at_top, &y);
        if (end < flow->pieces->len)
            end = even_out (flow, i, end, at_top, top);
        for (; i < end; i++, at_top = FALSE)
            place_one (flow, &g_array_index (flow->pieces, Piece, i), x, at_top);
        if (end < flow->pieces->len) {
            dcmm_sheet_new (flow->layout, section, TOP);
            at_top = TRUE;
        }
    }
}

static DcmmText *
furniture (DcmmLayout *layout, const char *words)
{
    const Look look = { FURNITURE, LEADING, FALSE, DCMM_INK_MUTED };

    return dcmm_plain_text (layout, words ? words : "", &look);
}

/* Words at both ends of a line; the left ones are cut where they would run into the right ones. */
static void
draw_ends (DcmmLayout *layout, DcmmCanvas *canvas, float top, const char *left, const char *right)
{
    const float baseline = dcmm_baseline (top, LEADING, FURNITURE);
    DcmmText *at_right = furniture (layout, right);
    const float room = FULL_WIDTH - dcmm_text_natural (at_right) - 16;
    g_autoptr (GString) words = g_string_new (left);
    DcmmText *at_left = furniture (layout, words->str);

    while (words->len && dcmm_text_natural (at_left) > room) {
        const char *cut = g_utf8_find_prev_char (words->str, words->str + words->len - (g_str_has_suffix (words->str, "…") ? strlen ("…") : 0));
        g_string_truncate (words, cut ? (gsize) (cut - words->str) : 0);
        g_string_append (words, "…");
        at_left = furniture (layout, words->str);
    }
    dcmm_text_draw_label (at_left, canvas, MARGIN, baseline, DCMM_START, FALSE);
    dcmm_text_draw_label (at_right, canvas, MARGIN + FULL_WIDTH, baseline, DCMM_END, FALSE);
}

static void
draw_furniture (DcmmLayout *layout, const Sheet *sheet, guint number, DcmmCanvas *canvas)
{
    const DcmmStyle rule = { .stroke = DCMM_INK_RULE, .width = 0.5f };
    g_autofree char *page = g_strdup_printf ("%u", number);

    dcmm_draw_begin (canvas, DCMM_ROLE_ARTIFACT, NULL);
    draw_ends (layout, canvas, HEAD, dcmm_node_get (layout->document, "running"), dcmm_node_get (sheet->section, "theme"));
    dcmm_draw_line (canvas, MARGIN, HEAD_RULE, MARGIN + FULL_WIDTH, HEAD_RULE, rule);
    dcmm_draw_line (canvas, MARGIN, FOOT_RULE, MARGIN + FULL_WIDTH, FOOT_RULE, rule);
    draw_ends (layout, canvas, FOOT, dcmm_node_get (layout->document, "foot"), page);
    dcmm_draw_end (canvas);
}

void
dcmm_sheets_draw (DcmmLayout *layout)
{
    for (guint i = 0; i < layout->sheets->len; i++) {
        const Sheet *sheet = layout->sheets->pdata[i];
        DcmmCanvas *canvas = dcmm_canvas_new (layout->font, DCMM_PAGE_WIDTH, DCMM_PAGE_HEIGHT);
        g_ptr_array_add (layout->pages, canvas);
        if (sheet->section->kind != DCMM_NODE_COVER)
            draw_furniture (layout, sheet, i + 1, canvas);
        for (guint k = 0; k < sheet->placed->len; k++) {
            const Placed *placed = &g_array_index (sheet->placed, Placed, k);
            dcmm_piece_draw (layout, placed->piece, canvas, placed->x, placed->y, placed->at_top);
        }
    }
}
