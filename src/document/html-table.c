/* HTML: tables. They scroll sideways in a box of their own; of those that are wide the first column stays. */
#include "document/html.h"
#include "base/writer.h"

#include <string.h>

#define ZEBRA_FROM 12           /* rows */
#define WIDE_FROM   6           /* columns */

static guint
count (const DcmmNode *node, DcmmNodeKind kind)
{
    guint n = 0;

    for (const DcmmNode *child = node->first; child; child = child->next)
        n += child->kind == kind;
    return n;
}

static const DcmmNode *
child (const DcmmNode *node, DcmmNodeKind kind, guint n)
{
    const DcmmNode *at = node ? node->first : NULL;

    for (; at; at = at->next)
        if (at->kind == kind && n-- == 0)
            return at;
    return NULL;
}

static gboolean
is_zebra (const DcmmNode *table)
{
    const DcmmNode *body = child (table, DCMM_NODE_TBODY, 0);

    if (dcmm_node_is (table, "zebra", "yes") || dcmm_node_is (table, "zebra", "no"))
        return dcmm_node_is (table, "zebra", "yes");
    return body && count (body, DCMM_NODE_TR) >= ZEBRA_FROM;
}

static double
full_width (const DcmmNode *table)
{
    double sum = 0;

    for (const DcmmNode *col = child (table, DCMM_NODE_COL, 0); col; col = col->next)
        if (col->kind == DCMM_NODE_COL)
            sum += dcmm_node_number (col, "w", 0);
    return sum > 0 ? sum : 1;
}

static void
put_columns (Html *html, const DcmmNode *table)
{
    const double sum = full_width (table);

    g_string_append (html->out, "<colgroup>");
    for (const DcmmNode *col = child (table, DCMM_NODE_COL, 0); col; col = col->next)
        if (col->kind == DCMM_NODE_COL)
            g_string_append_printf (html->out, "<col style=\"width:%d%%\">",
                                    (int) (100 * dcmm_node_number (col, "w", 0) / sum + 0.5));
    g_string_append (html->out, "</colgroup>\n");
}

gboolean
dcmm_html_open_table (Html *html, const DcmmNode *node)
{
    const gboolean little = dcmm_node_number (node, "size", 8.8) < 8.5;

    html->table = node;
    g_string_append (html->out, "<div class=\"scroll\" role=\"region\" tabindex=\"0\"");
    dcmm_html_attribute (html, "aria-labelledby", html->heading);
    g_string_append (html->out, "><table");
    dcmm_html_attribute (html, "id", dcmm_html_id (html, node));
    g_string_append (html->out, " class=\"grid-lines");
    g_string_append (html->out, dcmm_node_is (node, "class", "cards") ? " cards" : "");
    g_string_append (html->out, is_zebra (node) ? " zebra" : "");
    g_string_append (html->out, little ? " little" : "");
    g_string_append (html->out, count (node, DCMM_NODE_COL) >= WIDE_FROM ? " wide-table" : "");
    g_string_append_printf (html->out, "\" style=\"--w:%d\">", (int) (full_width (node) + 0.5));
    put_columns (html, node);
    return TRUE;
}

void
dcmm_html_close_table (Html *html, const DcmmNode *node)
{
    (void) node;
    html->table = NULL;
    g_string_append (html->out, "</table></div>\n");
}

gboolean
dcmm_html_open_row (Html *html, const DcmmNode *node)
{
    html->column = 0;
    g_string_append (html->out, "<tr");
    dcmm_html_attribute (html, "id", dcmm_html_id (html, node));
    dcmm_html_attribute (html, "class", dcmm_node_get (node, "class"));
    g_string_append_c (html->out, '>');
    return TRUE;
}

/* The words over a cell, which a card says before the value. */
static char *
head_of (const DcmmNode *table, guint column)
{
    const DcmmNode *head = child (table, DCMM_NODE_THEAD, 0);
    const DcmmNode *row = head ? head->last : NULL;
    guint at = 0;

    for (const DcmmNode *cell = row ? row->first : NULL; cell; cell = cell->next) {
        at += (guint) dcmm_node_number (cell, "colspan", 1);
        if (column < at)
            return dcmm_node_words (cell);
    }
    return NULL;
}

static void
put_class (Html *html, const DcmmNode *node)
{
    const DcmmNode *col = child (html->table, DCMM_NODE_COL, html->column);
    const char *own = dcmm_node_get (node, "class"), *align = col ? dcmm_node_get (col, "align") : NULL;
    const gboolean framed = col && dcmm_node_is (col, "frame", "yes");
    g_autofree char *all = g_strjoin (" ", align ? align : "", framed ? "framed" : own ? own : "", framed && own ? own : NULL, NULL);

    g_strstrip (all);
    if (*all)
        dcmm_html_attribute (html, "class", all);
}

gboolean
dcmm_html_open_cell (Html *html, const DcmmNode *node)
{
    const gboolean head = node->kind == DCMM_NODE_TH, cards = dcmm_node_is (html->table, "class", "cards");
    const guint span = (guint) MAX (dcmm_node_number (node, "colspan", 1), 1);
    g_autofree char *label = cards && !head && span == 1 ? head_of (html->table, html->column) : NULL;

    g_string_append_printf (html->out, "<%s", node->name);
    if (head)
        dcmm_html_attribute (html, "scope", "col");
    if (span > 1)
        dcmm_xml_attributef (html->out, "colspan", "%u", span);
    put_class (html, node);
    dcmm_html_attribute (html, "data-label", label);
    g_string_append_c (html->out, '>');
    if (!node->first && !head)
        g_string_append (html->out, "—");
    html->column += span;
    return TRUE;
}

void
dcmm_html_close_cell (Html *html, const DcmmNode *node)
{
    const char *id = node->parent->first == node ? dcmm_html_id (html, node->parent) : NULL;

    if (id)
        dcmm_html_anchor (html, id);
    g_string_append_printf (html->out, "</%s>", node->name);
}
