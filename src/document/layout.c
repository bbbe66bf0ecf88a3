#include "document/layout.h"
#include "document/flow.h"
#include "base/i18n.h"

#include <string.h>

typedef struct {
    gpointer       thing;
    GDestroyNotify free_it;
} Owned;

void
dcmm_layout_own (DcmmLayout *layout, gpointer thing, GDestroyNotify free_it)
{
    const Owned owned = { thing, free_it };

    g_array_append_val (layout->owned, owned);
}

static void
free_flow (gpointer flow)
{
    g_array_unref (((Flow *) flow)->pieces);
}

static void
free_owned (gpointer owned)
{
    ((Owned *) owned)->free_it (((Owned *) owned)->thing);
}

static DcmmLayout *
layout_new (DcmmFont *font, const DcmmTheme *theme, const DcmmNode *document)
{
    DcmmLayout *layout = g_new0 (DcmmLayout, 1);

    layout->font = font;
    layout->theme = theme;
    layout->document = document;
    layout->lang = dcmm_font_lang (font);
    layout->arena = dcmm_arena_new ();
    layout->texts = g_ptr_array_new_with_free_func ((GDestroyNotify) dcmm_text_free);
    layout->flows = g_ptr_array_new_with_free_func (free_flow);
    layout->charts = g_ptr_array_new_with_free_func ((GDestroyNotify) dcmm_canvas_free);
    layout->sheets = g_ptr_array_new_with_free_func ((GDestroyNotify) dcmm_sheet_free);
    layout->pages = g_ptr_array_new_with_free_func ((GDestroyNotify) dcmm_canvas_free);
    layout->owned = g_array_new (FALSE, FALSE, sizeof (Owned));
    g_array_set_clear_func (layout->owned, free_owned);
    layout->entries = g_array_new (FALSE, TRUE, sizeof (DcmmEntry));
    layout->marked = g_hash_table_new (NULL, NULL);
    layout->targets = g_hash_table_new (g_str_hash, g_str_equal);
    return layout;
}

/* What was only needed to make the pages; they and the places in them stay. */
static void
drop_pieces (DcmmLayout *layout)
{
    g_ptr_array_set_size (layout->sheets, 0);
    g_ptr_array_set_size (layout->flows, 0);
    g_ptr_array_set_size (layout->charts, 0);
    g_ptr_array_set_size (layout->texts, 0);
    g_array_set_size (layout->owned, 0);
}

void
dcmm_layout_free (DcmmLayout *layout)
{
    if (!layout)
        return;
    drop_pieces (layout);
    g_ptr_array_unref (layout->sheets);
    g_ptr_array_unref (layout->flows);
    g_ptr_array_unref (layout->charts);
    g_ptr_array_unref (layout->texts);
    g_ptr_array_unref (layout->pages);
    g_array_unref (layout->owned);
    g_array_unref (layout->entries);
    g_hash_table_unref (layout->marked);
    g_hash_table_unref (layout->targets);
    dcmm_arena_free (layout->arena);
    g_free (layout);
}

/* Every bookmark is an entry of the outline, in the order of the document; a heading stands below its chapter. */
static gboolean
collect_entry (const DcmmNode *node, DcmmWalk walk, gpointer data)
{
    DcmmLayout *layout = data;
    const char *bookmark = walk == DCMM_ENTER ? dcmm_node_get (node, "bookmark") : NULL;
    const gboolean section = node->kind == DCMM_NODE_PAGE || node->kind == DCMM_NODE_CHAPTER;

    if (walk == DCMM_ENTER && section)
        layout->section_level = (guint) dcmm_node_number (node, "level", 1);
    if (bookmark && node->kind != DCMM_NODE_CHART) {
        const guint below = section ? 0 : node->kind == DCMM_NODE_H3 ? 2 : 1;
        const DcmmEntry entry = { bookmark, layout->section_level + below, 0, 0 };
        g_array_append_val (layout->entries, entry);
        g_hash_table_insert (layout->marked, (gpointer) node, GUINT_TO_POINTER (layout->entries->len));
    }
    return node->kind != DCMM_NODE_CHART && node->kind != DCMM_NODE_TABLE;
}

const char *
dcmm_entry_id (const DcmmLayout *layout, guint i)
{
    g_autofree char *id = g_strdup_printf ("entry %u", i);      /* a blank: no id of a template's looks so */

    return dcmm_arena_text (layout->arena, id, -1);
}

guint
dcmm_page_of (const char *target, gpointer layout)
{
    return dcmm_layout_find (layout, target + 1, NULL);
}

static void
set_cover (DcmmLayout *layout, const DcmmNode *cover)
{
    Piece *piece = dcmm_arena_take_n (layout->arena, Piece, 1);

    *piece = (Piece) { .draw = dcmm_draw_cover, .data = (gpointer) cover, .node = cover };
    dcmm_sheet_new (layout, cover, BOTTOM);        /* nothing goes on below a cover */
    dcmm_sheet_place (layout, piece, 0, 0, 0);
}

#define THIRD   240.0f          /* of a sheet, for a chapter that goes on below another */

static gboolean
may_continue (const DcmmLayout *layout, const DcmmNode *chapter, const Flow *flow, guint title)
{
    float head = 0;

    if (!dcmm_node_is (chapter, "continue", "yes") || !layout->sheets->len)
        return FALSE;
    for (guint i = 0; i < title; i++)
        head += g_array_index (flow->pieces, Piece, i).height;
    const float least = MAX (dcmm_flow_first (flow), MIN (head + THIRD, dcmm_flow_height (flow)));
    return dcmm_sheet_y (layout) + 32 + least <= BOTTOM;
}

static void
set_chapter (DcmmLayout *layout, const DcmmNode *chapter)
{
    Flow *flow = dcmm_flow_new (layout, 0, FULL_WIDTH, MEASURE);

    dcmm_set_title (flow, chapter);
    const guint title = flow->pieces->len;
    dcmm_set_blocks (flow, chapter);
    if (may_continue (layout, chapter, flow, title))
        g_array_index (flow->pieces, Piece, 0).before = 32;
    else
        dcmm_sheet_new (layout, chapter, EYEBROW);
    dcmm_flow_run (flow, 0, chapter, MARGIN);
}

static void
set_parts (DcmmLayout *layout)
{
    for (const DcmmNode *part = layout->document->first; part; part = part->next) {
        if (part->kind == DCMM_NODE_COVER)
            set_cover (layout, part);
        else if (part->kind == DCMM_NODE_PAGE)
            dcmm_set_page (layout, part);
        else
            set_chapter (layout, part);
    }
}

typedef struct {
    const DcmmLayout *layout;
    const char       *lost;
} Check;

static gboolean
find_lost (const DcmmNode *node, DcmmWalk walk, gpointer data)
{
    Check *check = data;
    const char *to = NULL;

    if (walk == DCMM_LEAVE || check->lost)
        return FALSE;
    if (node->kind == DCMM_NODE_PAGEREF)
        to = dcmm_node_get (node, "to");
    if (node->kind == DCMM_NODE_A && *dcmm_node_get (node, "href") == '#')
        to = dcmm_node_get (node, "href") + 1;
    if (to && !dcmm_layout_find (check->layout, to, NULL))
        check->lost = to;
    return TRUE;
}

static gboolean
check_references (const DcmmLayout *layout, GError **error)
{
    Check check = { layout, NULL };

    dcmm_node_walk (layout->document, find_lost, &check);
    return !check.lost || dcmm_fail (error, DCMM_INPUT, _("the template refers to '%s', which is not in the document"), check.lost);
}

DcmmLayout *
dcmm_layout_new (DcmmFont *font, const DcmmTheme *theme, const DcmmNode *document, GError **error)
{
    g_autoptr (DcmmLayout) layout = layout_new (font, theme, document);

    dcmm_node_walk (document, collect_entry, layout);
    set_parts (layout);
    if (!layout->sheets->len) {
        dcmm_fail (error, DCMM_INPUT, _("the document is empty; give it a cover, a page or a chapter"));
        return NULL;
    }
    if (!check_references (layout, error))
        return NULL;
    dcmm_sheets_draw (layout);
    drop_pieces (layout);
    return g_steal_pointer (&layout);
}

const DcmmNode *
dcmm_layout_document (const DcmmLayout *layout)
{
    return layout->document;
}

DcmmFont *
dcmm_layout_font (const DcmmLayout *layout)
{
    return layout->font;
}

guint
dcmm_layout_pages (const DcmmLayout *layout)
{
    return layout->pages->len;
}

const DcmmCanvas *
dcmm_layout_page (const DcmmLayout *layout, guint number)
{
    return layout->pages->pdata[number - 1];
}

const DcmmEntry *
dcmm_layout_entries (const DcmmLayout *layout, guint *n)
{
    *n = layout->entries->len;
    return (const DcmmEntry *) layout->entries->data;
}

guint
dcmm_layout_find (const DcmmLayout *layout, const char *id, float *y)
{
    const Target *target = g_hash_table_lookup (layout->targets, id);

    if (target && y)
        *y = target->y;
    return target ? target->page : 0;
}
