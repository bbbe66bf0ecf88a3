/* HTML: what stands in a line. */
#include "document/html.h"
#include "document/charts/marks.h"
#include "base/writer.h"

#include <math.h>
#include <string.h>

gboolean
dcmm_html_open_text (Html *html, const DcmmNode *node)
{
    dcmm_html_text (html, node->text);
    return FALSE;
}

gboolean
dcmm_html_open_span (Html *html, const DcmmNode *node)
{
    g_string_append_printf (html->out, "<span class=\"%s\">", node->name);
    return TRUE;
}

void
dcmm_html_close_span (Html *html, const DcmmNode *node)
{
    (void) node;
    g_string_append (html->out, "</span>");
}

gboolean
dcmm_html_open_br (Html *html, const DcmmNode *node)
{
    (void) node;
    g_string_append (html->out, "<br>");
    return FALSE;
}

/* -- links -- */

/* An address may come from whoever filled in the answers: a script is no address. */
static gboolean
is_harmless (const char *href)
{
    static const char *const schemes[] = { "http:", "https:", "mailto:" };
    const gsize name = strcspn (href, ":/?#");

    for (const char *c = href; *c; c++)         /* which a browser would pass over, and a scheme appear */
        if ((guchar) *c < ' ' || *href == ' ')
            return FALSE;
    if (href[name] != ':')
        return TRUE;
    for (guint i = 0; i < G_N_ELEMENTS (schemes); i++)
        if (g_ascii_strncasecmp (href, schemes[i], strlen (schemes[i])) == 0)
            return TRUE;
    return FALSE;
}

gboolean
dcmm_html_open_link (Html *html, const DcmmNode *node)
{
    const char *href = dcmm_node_get (node, "href");

    g_string_append (html->out, "<a");
    if (is_harmless (href))
        dcmm_html_attribute (html, "href", href);
    if (*href != '#')
        dcmm_html_attribute (html, "rel", "noopener noreferrer");
    g_string_append_c (html->out, '>');
    return TRUE;
}

void
dcmm_html_close_link (Html *html, const DcmmNode *node)
{
    (void) node;
    g_string_append (html->out, "</a>");
}

/* There are no pages: the name of the target stands for its page, in quotation marks within a sentence. */
gboolean
dcmm_html_open_reference (Html *html, const DcmmNode *node)
{
    const DcmmNode *target = g_hash_table_lookup (html->by_id, dcmm_node_get (node, "to"));
    const gboolean alone = node->parent->first == node && node->parent->last == node;
    g_autofree char *name = target ? dcmm_html_name (target) : NULL;

    if (!target)
        return TRUE;
    g_string_append (html->out, alone ? "<a" : "“<a");
    dcmm_xml_attributef (html->out, "href", "#%s", dcmm_node_get (node, "to"));
    g_string_append_c (html->out, '>');
    dcmm_html_text (html, name);
    g_string_append (html->out, alone ? "</a>" : "</a>”");
    return FALSE;
}

/* -- small drawings, for which the words beside them speak -- */

#define PIE 9.0f

gboolean
dcmm_html_open_pie (Html *html, const DcmmNode *node)
{
    g_autoptr (DcmmCanvas) canvas = dcmm_canvas_new (html->font, PIE, PIE);
    const float share = (float) dcmm_node_number (node, "v", (double) NAN), half = PIE / 2;

    if (!isnan (share))
        dcmm_draw_pie (canvas, half, half, half - 0.5f, share);
    else if (dcmm_node_is (node, "v", "na"))
        dcmm_draw_line (canvas, 0.5f, half, PIE - 0.5f, half, (DcmmStyle) { .stroke = DCMM_INK_MUTED, .width = 0.9f });
    g_string_append (html->out, "<span class=\"pie\">");
    dcmm_canvas_svg (canvas, NULL, NULL, NULL, html->out);
    return TRUE;
}

gboolean
dcmm_html_open_bar (Html *html, const DcmmNode *node)
{
    const float width = (float) dcmm_node_number (node, "w", 60);
    g_autoptr (DcmmCanvas) canvas = dcmm_canvas_new (html->font, width, DCMM_BAR_HEIGHT + 4);

    dcmm_draw_bar (canvas, 0, 2, width, (float) dcmm_node_number (node, "v", (double) NAN),
                   (float) dcmm_node_number (node, "t", (double) NAN),
                   (float) dcmm_node_number (node, "max", 5));
    g_string_append (html->out, "<span class=\"bar\">");
    dcmm_canvas_svg (canvas, NULL, NULL, NULL, html->out);
    g_string_append (html->out, "</span>");
    return FALSE;
}
