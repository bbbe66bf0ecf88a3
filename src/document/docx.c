/* The document as a file of Word: a ZIP of XML parts (ECMA-376, the transitional form that Word writes itself), with
 * real styles, headings, contents and cross-references, so that who receives it can go on writing.
 *
 * It is another setting than the PDF, not a copy of its sheets: Word breaks lines and pages anew. What the page
 * language puts at fixed places follows in order; frames and columns side by side become cells of a table without
 * lines. Equal documents give equal bytes: the only date in it is the document's own.
 */
#include "document/docx.h"
#include "document/font.h"
#include "base/writer.h"

#include <string.h>

typedef struct {
    DocxOpen  open;
    DocxClose close;            /* NULL: nothing to close */
} DocxElement;

static gboolean
pass (Docx *docx, const DcmmNode *node)
{
    (void) docx;
    (void) node;
    return TRUE;
}

static gboolean
skip (Docx *docx, const DcmmNode *node)
{
    (void) docx;
    (void) node;
    return FALSE;
}

/* Sized by the enum: a kind without a row is found by the first document that has one. */
static const DocxElement elements[DCMM_NODE_MAX] = {
    [DCMM_NODE_TEXT]     = { dcmm_docx_open_text,      NULL },
    [DCMM_NODE_DOCUMENT] = { pass,                     NULL },
    [DCMM_NODE_COVER]    = { dcmm_docx_open_cover,     dcmm_docx_close_cover },
    [DCMM_NODE_FACT]     = { dcmm_docx_open_fact,      dcmm_docx_close_p },
    [DCMM_NODE_PAGE]     = { dcmm_docx_open_part,      NULL },
    [DCMM_NODE_CHAPTER]  = { dcmm_docx_open_part,      NULL },
    [DCMM_NODE_FRAME]    = { pass,                     NULL },              /* placed by its page */
    [DCMM_NODE_H1]       = { dcmm_docx_open_h1,        dcmm_docx_close_p },
    [DCMM_NODE_H2]       = { dcmm_docx_open_heading,   dcmm_docx_close_p },
    [DCMM_NODE_H3]       = { dcmm_docx_open_heading,   dcmm_docx_close_p },
    [DCMM_NODE_P]        = { dcmm_docx_open_p,         dcmm_docx_close_p },
    [DCMM_NODE_UL]       = { dcmm_docx_open_list,      dcmm_docx_close_list },
    [DCMM_NODE_OL]       = { dcmm_docx_open_list,      dcmm_docx_close_list },
    [DCMM_NODE_LI]       = { dcmm_docx_open_item,      dcmm_docx_close_p },
    [DCMM_NODE_TABLE]    = { dcmm_docx_open_table,     NULL },
    [DCMM_NODE_COL]      = { skip,                     NULL },              /* these six are written by the table */
    [DCMM_NODE_THEAD]    = { skip,                     NULL },
    [DCMM_NODE_TBODY]    = { skip,                     NULL },
    [DCMM_NODE_TR]       = { skip,                     NULL },
    [DCMM_NODE_TH]       = { skip,                     NULL },
    [DCMM_NODE_TD]       = { skip,                     NULL },
    [DCMM_NODE_CALLOUT]  = { dcmm_docx_open_callout,   dcmm_docx_close_callout },
    [DCMM_NODE_COLUMNS]  = { dcmm_docx_open_columns,   NULL },
    [DCMM_NODE_COLUMN]   = { skip,                     NULL },              /* written by its columns */
    [DCMM_NODE_GROUP]    = { dcmm_docx_open_group,     dcmm_docx_close_group },
    [DCMM_NODE_STRIP]    = { dcmm_docx_open_strip,     dcmm_docx_close_p },
    [DCMM_NODE_TOC]      = { dcmm_docx_open_toc,       NULL },
    [DCMM_NODE_FIGURES]  = { dcmm_docx_open_figures,   NULL },
    [DCMM_NODE_FIGURE]   = { skip,                     NULL },
    [DCMM_NODE_DL]       = { pass,                     NULL },
    [DCMM_NODE_PAIR]     = { dcmm_docx_open_pair,      dcmm_docx_close_p },
    [DCMM_NODE_CHART]    = { dcmm_docx_open_chart,     NULL },
    [DCMM_NODE_B]        = { dcmm_docx_open_look,      dcmm_docx_close_look },
    [DCMM_NODE_EM]       = { dcmm_docx_open_look,      dcmm_docx_close_look },
    [DCMM_NODE_MUTED]    = { dcmm_docx_open_look,      dcmm_docx_close_look },
    [DCMM_NODE_SMALL]    = { dcmm_docx_open_look,      dcmm_docx_close_look },
    [DCMM_NODE_SUP]      = { dcmm_docx_open_look,      dcmm_docx_close_look },
    [DCMM_NODE_NOBR]     = { dcmm_docx_open_look,      dcmm_docx_close_look },
    [DCMM_NODE_OPT]      = { pass,                     NULL },              /* there is always room for it */
    [DCMM_NODE_BR]       = { dcmm_docx_open_br,        NULL },
    [DCMM_NODE_A]        = { dcmm_docx_open_a,         dcmm_docx_close_a },
    [DCMM_NODE_PAGEREF]  = { dcmm_docx_open_reference, dcmm_docx_close_reference },
    [DCMM_NODE_PIE]      = { dcmm_docx_open_pie,       NULL },
    [DCMM_NODE_BAR]      = { dcmm_docx_open_bar,       NULL },
    [DCMM_NODE_DATA]     = { skip,                     NULL },              /* read by its chart */
};

static gboolean
visit (const DcmmNode *node, DcmmWalk walk, gpointer data)
{
    const DocxElement *element = &elements[node->kind];
    Docx *docx = data;

    g_assert (element->open);
    if (walk == DCMM_LEAVE) {
        if (element->close)
            element->close (docx, node);
        return TRUE;
    }
    const guint mark = dcmm_docx_mark (docx, node);
    if (mark)
        g_array_append_val (docx->pending, mark);
    return element->open (docx, node);
}

void
dcmm_docx_walk (Docx *docx, const DcmmNode *node)
{
    dcmm_node_walk (node, visit, docx);
}

void
dcmm_docx_children (Docx *docx, const DcmmNode *node)
{
    for (const DcmmNode *child = node->first; child; child = child->next)
        dcmm_docx_walk (docx, child);
}

/* -- what is referred to -- */

guint
dcmm_docx_mark (Docx *docx, const DcmmNode *node)
{
    return GPOINTER_TO_UINT (g_hash_table_lookup (docx->marks, node));
}

static gboolean
find_ids (const DcmmNode *node, DcmmWalk walk, gpointer data)
{
    Docx *docx = data;
    const char *id = walk == DCMM_ENTER && node->kind != DCMM_NODE_DATA ? dcmm_node_get (node, "id") : NULL;

    if (id && *id && !g_hash_table_contains (docx->by_id, id))          /* twice: the first one has it */
        g_hash_table_insert (docx->by_id, (gpointer) id, (gpointer) node);
    return TRUE;
}

static void
give_mark (Docx *docx, const DcmmNode *node)
{
    if (node && !dcmm_docx_mark (docx, node))
        g_hash_table_insert (docx->marks, (gpointer) node, GUINT_TO_POINTER (g_hash_table_size (docx->marks) + 1));
}

/* Word keeps a list of all bookmarks: only what the contents or a link leads to has one. */
static gboolean
find_targets (const DcmmNode *node, DcmmWalk walk, gpointer data)
{
    Docx *docx = data;

    if (walk == DCMM_LEAVE)
        return TRUE;
    const guint level = dcmm_docx_contents_level (node);
    if (level && level <= docx->deepest)
        give_mark (docx, node);
    const char *href = node->kind == DCMM_NODE_A ? dcmm_node_get (node, "href") : NULL;
    const char *to = node->kind == DCMM_NODE_PAGEREF ? dcmm_node_get (node, "to") : href && *href == '#' ? href + 1 : NULL;
    if (to)
        give_mark (docx, g_hash_table_lookup (docx->by_id, to));
    return TRUE;
}

/* -- the twelve columns -- */

static const DcmmNode *
surrounding (const DcmmNode *node)
{
    const DcmmNode *at = node->parent;

    while (at && at->kind != DCMM_NODE_FRAME && at->kind != DCMM_NODE_COLUMN)
        at = at->parent;
    return at;
}

guint
dcmm_docx_span (const DcmmNode *node)
{
    const DcmmNode *around = surrounding (node);
    const double most = around ? dcmm_node_number (around, "span", DOCX_COLUMNS) : DOCX_COLUMNS;

    return (guint) CLAMP (dcmm_node_number (node, "span", most), 1, most);
}

guint
dcmm_docx_column (const DcmmNode *node)
{
    const DcmmNode *around = surrounding (node);
    const double left = around ? dcmm_node_number (around, "col", 1) : 1;

    return (guint) CLAMP (dcmm_node_number (node, "col", left), left, DOCX_COLUMNS);
}

/* -- the package -- */

char *
dcmm_docx_relation (Docx *docx, const char *type, const char *target, gboolean outside)
{
    char *id = g_strdup_printf ("rId%u", ++docx->n_relations);

    g_string_append_printf (docx->relations, "<Relationship Id=\"%s\" Type=\"%s%s\"", id,
                            strstr (type, "://") ? "" : "http://schemas.openxmlformats.org/officeDocument/2006/relationships/", type);
    dcmm_xml_attribute (docx->relations, "Target", target);
    g_string_append (docx->relations, outside ? " TargetMode=\"External\"/>" : "/>");
    return id;
}

DocxPart *
dcmm_docx_part (Docx *docx, const char *type, const char *format, ...)
{
    DocxPart *part = g_new0 (DocxPart, 1);
    va_list   arguments;

    va_start (arguments, format);
    part->path = g_strdup_vprintf (format, arguments);
    va_end (arguments);
    part->type = type;
    part->bytes = g_string_new (NULL);
    g_ptr_array_add (docx->parts, part);
    return part;
}

static void
part_free (gpointer data)
{
    DocxPart *part = data;

    g_free (part->path);
    g_string_free (part->bytes, TRUE);
    g_free (part);
}

static void
docx_init (Docx *docx, DcmmPress *press, const DcmmNode *document, GError **error)
{
    *docx = (Docx) { .press = press, .document = document, .error = error };
    docx->inks = dcmm_press_theme (press)->paper;
    docx->font = dcmm_press_font (press, dcmm_node_get (document, "lang"));
    docx->body = g_string_sized_new (1024 * 1024);
    docx->relations = g_string_new (NULL);
    docx->parts = g_ptr_array_new_with_free_func (part_free);
    docx->by_id = g_hash_table_new (g_str_hash, g_str_equal);
    docx->marks = g_hash_table_new (NULL, NULL);
    docx->pending = g_array_new (FALSE, FALSE, sizeof (guint));
    docx->numberings = g_array_new (FALSE, FALSE, sizeof (guint));
    docx->addresses = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
    docx->headers = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
    docx->pictures = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
    docx->bare = TRUE;
}

static void
docx_clear (Docx *docx)
{
    g_string_free (docx->body, TRUE);
    g_string_free (docx->relations, TRUE);
    g_ptr_array_unref (docx->parts);
    g_array_unref (docx->pending);
    g_array_unref (docx->numberings);
    g_hash_table_unref (docx->by_id);
    g_hash_table_unref (docx->marks);
    g_hash_table_unref (docx->addresses);
    g_hash_table_unref (docx->headers);
    g_hash_table_unref (docx->pictures);
    g_free (docx->footer);
}

gboolean
dcmm_write_docx (DcmmPress *press, const DcmmNode *document, GString *out, GError **error)
{
    Docx docx;

    docx_init (&docx, press, document, error);
    gboolean fine = dcmm_font_open (docx.font, error);          /* the pictures are drawn with it */
    if (fine) {
        dcmm_node_walk (document, find_ids, &docx);
        docx.deepest = dcmm_docx_plan_contents (document);
        dcmm_node_walk (document, find_targets, &docx);
        dcmm_docx_walk (&docx, document);
        dcmm_docx_last_section (&docx);
        dcmm_docx_put_styles (&docx);
        dcmm_docx_await_pictures (&docx);
        fine = !docx.failed && dcmm_docx_pack (&docx, out, error);
    }
    docx_clear (&docx);
    return fine;
}
