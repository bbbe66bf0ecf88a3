/* HTML: blocks. */
#include "document/html.h"
#include "document/charts.h"
#include "base/writer.h"

#include <string.h>

/* The name of an element that is spelt the same in HTML, with its id and class. */
gboolean
dcmm_html_open_plain (Html *html, const DcmmNode *node)
{
    g_string_append_printf (html->out, "<%s", node->name);
    dcmm_html_attribute (html, "id", dcmm_html_id (html, node));
    dcmm_html_attribute (html, "class", dcmm_node_get (node, "class"));
    g_string_append_c (html->out, '>');
    return TRUE;
}

static gboolean
is_inline (const DcmmNode *node)
{
    return node->kind >= DCMM_NODE_B;
}

void
dcmm_html_close_plain (Html *html, const DcmmNode *node)
{
    g_string_append_printf (html->out, is_inline (node) ? "</%s>" : "</%s>\n", node->name);
}

/* -- headings: the document's title is h1, so a part's headline is h2 -- */

static gboolean
is_folded (const DcmmNode *h1)
{
    return dcmm_node_is (h1->parent, "class", "appendix") && h1->parent->first == h1;
}

gboolean
dcmm_html_open_h1 (Html *html, const DcmmNode *node)
{
    if (is_folded (node))
        g_string_append (html->out, "<details class=\"appendix\"><summary>");
    html->heading = dcmm_html_id (html, node);
    g_string_append (html->out, "<h2");
    dcmm_html_attribute (html, "id", html->heading);
    g_string_append_c (html->out, '>');
    return TRUE;
}

void
dcmm_html_close_h1 (Html *html, const DcmmNode *node)
{
    dcmm_html_anchor (html, dcmm_html_id (html, node->parent));
    g_string_append (html->out, "</h2>");
    g_string_append (html->out, is_folded (node) ? "</summary>\n" : "\n");
}

static char
heading_digit (const DcmmNode *node)
{
    return node->kind == DCMM_NODE_H2 ? '3' : '4';
}

gboolean
dcmm_html_open_heading (Html *html, const DcmmNode *node)
{
    html->heading = dcmm_html_id (html, node);
    g_string_append_printf (html->out, "<h%c", heading_digit (node));
    dcmm_html_attribute (html, "id", html->heading);
    g_string_append_c (html->out, '>');
    return TRUE;
}

void
dcmm_html_close_heading (Html *html, const DcmmNode *node)
{
    dcmm_html_anchor (html, dcmm_html_id (html, node));
    g_string_append_printf (html->out, "</h%c>\n", heading_digit (node));
}

/* -- words -- */

gboolean
dcmm_html_open_p (Html *html, const DcmmNode *node)
{
    dcmm_html_open_plain (html, node);
    if (dcmm_node_is (node, "class", "warn"))
        g_string_append (html->out, "<span class=\"ring\" aria-hidden=\"true\">!</span> ");
    return TRUE;
}

gboolean
dcmm_html_open_list (Html *html, const DcmmNode *node)
{
    dcmm_html_open_plain (html, node);
    g_string_append_c (html->out, '\n');
    return TRUE;
}

/* -- boxes -- */

gboolean
dcmm_html_open_div (Html *html, const DcmmNode *node)
{
    g_string_append (html->out, "<div");
    dcmm_html_attribute (html, "id", dcmm_html_id (html, node));
    g_string_append_printf (html->out, " class=\"%s%s\">\n", node->name, dcmm_node_is (node, "class", "card") ? " card" : "");
    return TRUE;
}

gboolean
dcmm_html_open_callout (Html *html, const DcmmNode *node)
{
    g_string_append (html->out, "<div");
    dcmm_html_attribute (html, "id", dcmm_html_id (html, node));
    g_string_append_printf (html->out, " class=\"callout %s\" role=\"note\">\n",
                            dcmm_node_is (node, "kind", "decision") ? "decision" : "info");
    return TRUE;
}

gboolean
dcmm_html_open_figures (Html *html, const DcmmNode *node)
{
    g_string_append_printf (html->out, "<dl class=\"figures %s\">\n",
                            dcmm_node_is (node, "dir", "column") ? "stacked" : "beside");
    return TRUE;
}

gboolean
dcmm_html_open_figure (Html *html, const DcmmNode *node)
{
    g_string_append (html->out, "<div><dt>");
    dcmm_html_text (html, dcmm_node_get (node, "label"));
    g_string_append (html->out, "</dt><dd>");
    dcmm_html_text (html, dcmm_node_get (node, "value"));
    g_string_append (html->out, "</dd></div>\n");
    return FALSE;
}

gboolean
dcmm_html_open_dl (Html *html, const DcmmNode *node)
{
    (void) node;
    g_string_append (html->out, "<dl class=\"pairs\">\n");
    return TRUE;
}

void
dcmm_html_close_dl (Html *html, const DcmmNode *node)
{
    (void) node;
    g_string_append (html->out, "</dl>\n");
}

gboolean
dcmm_html_open_pair (Html *html, const DcmmNode *node)
{
    return dcmm_html_open_fact (html, node);
}

/* -- charts -- */

#define COLUMN_STEP 41.25f
#define GUTTER      12.0f
#define TELEPHONE  250.0f       /* drawn so wide for a screen below 640 px, where it is shown 1.4 times as large */

static void
put_drawing (Html *html, const DcmmNode *node, float width, const char *class)
{
    g_autoptr (DcmmCanvas) canvas = dcmm_chart_draw (node, html->font, width);
    const char *title = dcmm_node_get (node, "title"), *alt = dcmm_node_get (node, "alt");
    g_autofree char *id = g_strdup_printf ("dcmm-chart-%u", ++html->charts);
    const gboolean named = title && *title;

    if (!canvas)
        return;
    g_string_append_printf (html->out, "<div class=\"%s\">", class);
    dcmm_canvas_svg (canvas, named ? title : alt ? alt : "", named ? alt : NULL, id, html->out);
    g_string_append (html->out, "</div>\n");
}

static void
put_caption (Html *html, const char *element, const char *class, const char *words)
{
    if (!words || !*words)
        return;
    g_string_append_printf (html->out, "<%s class=\"%s\">", element, class);
    dcmm_html_text (html, words);
    g_string_append_printf (html->out, "</%s>", element);
}

/* A wide chart is drawn a second time for narrow screens, not shrunk: letters would be too small to read. Of the two
 * the style sheet shows one; the other one is not read aloud either. */
gboolean
dcmm_html_open_chart (Html *html, const DcmmNode *node)
{
    const float width = (float) dcmm_html_span (node) * COLUMN_STEP - GUTTER;
    const char *title = dcmm_node_get (node, "title"), *sub = dcmm_node_get (node, "sub");

    g_string_append (html->out, "<figure");
    dcmm_html_attribute (html, "id", dcmm_html_id (html, node));
    g_string_append_printf (html->out, " class=\"chart chart-%s\" style=\"--w:%d\">\n", dcmm_node_get (node, "kind"), (int) width);
    if ((title && *title) || (sub && *sub)) {
        g_string_append (html->out, "<figcaption>");
        put_caption (html, "b", "title", title);
        put_caption (html, "span", "sub", sub);
        g_string_append (html->out, "</figcaption>\n");
    }
    if (width <= TELEPHONE) {
        put_drawing (html, node, width, "always");
    } else {
        put_drawing (html, node, width, "wide");
        put_drawing (html, node, TELEPHONE, "narrow");
    }
    g_string_append (html->out, "</figure>\n");
    return FALSE;
}
