/* HTML: the frame of a document: cover, contents, parts, and the twelve columns. */
#include "document/html.h"
#include "base/writer.h"

#include <string.h>

static void
put_paragraph (Html *html, const char *class, const char *words)
{
    if (!words || !*words)
        return;
    g_string_append_printf (html->out, "<p class=\"%s\">", class);
    dcmm_html_text (html, words);
    g_string_append (html->out, "</p>\n");
}

static gboolean
is_part (const DcmmNode *node)
{
    return node->kind == DCMM_NODE_PAGE || node->kind == DCMM_NODE_CHAPTER;
}

/* -- contents -- */

typedef struct {
    Html *html;
    guint deepest;
} Contents;

/* As in print: parts with a bookmark at their level, h2 with one below them; 0: not in the contents. */
static guint
contents_level (const DcmmNode *node)
{
    const char *bookmark = dcmm_node_get (node, "bookmark");

    if (!bookmark || !*bookmark)
        return 0;
    if (is_part (node))
        return (guint) dcmm_node_number (node, "level", 1);
    return node->kind == DCMM_NODE_H2 ? 2 : 0;
}

static gboolean
put_entry (const DcmmNode *node, DcmmWalk walk, gpointer data)
{
    const Contents *contents = data;
    const guint level = walk == DCMM_ENTER ? contents_level (node) : 0;

    if (level == 0 || level > contents->deepest)
        return TRUE;
    g_string_append_printf (contents->html->out, "<li class=\"level-%u\"><a", level);
    dcmm_xml_attributef (contents->html->out, "href", "#%s", dcmm_html_id (contents->html, node));
    g_string_append_c (contents->html->out, '>');
    dcmm_html_text (contents->html, dcmm_node_get (node, "bookmark"));
    g_string_append (contents->html->out, "</a></li>\n");
    return TRUE;
}

static gboolean
count_entry (const DcmmNode *node, DcmmWalk walk, gpointer data)
{
    guint *n = data;

    *n += walk == DCMM_ENTER && contents_level (node) > 0;
    return TRUE;
}

static void
put_contents (Html *html, guint max)
{
    Contents contents = { html, 2 };
    guint n = 0;

    dcmm_node_walk (html->document, count_entry, &n);
    if (n > max)
        contents.deepest = 1;
    dcmm_node_walk (html->document, put_entry, &contents);
}

gboolean
dcmm_html_open_toc (Html *html, const DcmmNode *node)
{
    g_string_append (html->out, "<ol class=\"toc\">\n");
    put_contents (html, (guint) dcmm_node_number (node, "max", 36));
    g_string_append (html->out, "</ol>\n");
    return FALSE;
}

static void
put_navigation (Html *html)
{
    const char *title = dcmm_node_get (html->document, "toc-title");

    g_string_append (html->out, "<nav id=\"dcmm-nav\"");
    dcmm_html_attribute (html, "aria-label", title ? title : dcmm_node_get (html->document, "title"));
    g_string_append (html->out, "><details><summary>");
    dcmm_html_text (html, title ? title : dcmm_node_get (html->document, "title"));
    g_string_append (html->out, "</summary>\n<ol>\n");
    put_contents (html, G_MAXUINT);
    g_string_append (html->out, "</ol></details></nav>\n");
}

/* -- the document -- */

static void
begin_main (Html *html)
{
    g_string_append (html->out, "<div class=\"sheet\">\n");
    put_navigation (html);
    g_string_append (html->out, "<main id=\"dcmm-main\">\n");
}

gboolean
dcmm_html_open_document (Html *html, const DcmmNode *node)
{
    g_string_append (html->out, "<body>\n<a class=\"skip\" href=\"#dcmm-main\">");
    dcmm_html_text (html, _("skip to the text"));
    g_string_append (html->out, "</a>\n");
    if (node->first && node->first->kind == DCMM_NODE_COVER)
        return TRUE;
    g_string_append (html->out, "<header class=\"cover\"><div class=\"inner\"><h1>");
    dcmm_html_text (html, dcmm_node_get (node, "title"));
    g_string_append (html->out, "</h1></div></header>\n");
    begin_main (html);
    return TRUE;
}

void
dcmm_html_close_document (Html *html, const DcmmNode *node)
{
    g_string_append (html->out, "</main>\n<footer>\n");
    put_paragraph (html, "foot", dcmm_node_get (node, "foot"));
    put_paragraph (html, "running", dcmm_node_get (node, "running"));
    g_string_append (html->out, "</footer>\n</div>\n");
}

gboolean
dcmm_html_open_cover (Html *html, const DcmmNode *node)
{
    g_string_append (html->out, "<header class=\"cover\"><div class=\"field\"><div class=\"inner\"><h1>");
    dcmm_html_text (html, dcmm_node_get (node, "title"));
    g_string_append (html->out, "</h1>\n");
    put_paragraph (html, "subtitle", dcmm_node_get (node, "subtitle"));
    g_string_append (html->out, "</div></div>\n<div class=\"inner\">\n");
    put_paragraph (html, "name", dcmm_node_get (node, "name"));
    put_paragraph (html, "status", dcmm_node_get (node, "status"));
    if (node->first)
        g_string_append (html->out, "<dl class=\"pairs\">\n");
    return TRUE;
}

void
dcmm_html_close_cover (Html *html, const DcmmNode *node)
{
    if (node->first)
        g_string_append (html->out, "</dl>\n");
    put_paragraph (html, "confidential", dcmm_node_get (node, "confidential"));
    g_string_append (html->out, "</div></header>\n");
    begin_main (html);
}

gboolean
dcmm_html_open_fact (Html *html, const DcmmNode *node)
{
    g_string_append (html->out, "<div><dt>");
    dcmm_html_text (html, dcmm_node_get (node, "label"));
    g_string_append (html->out, "</dt><dd>");
    return TRUE;
}

void
dcmm_html_close_pair (Html *html, const DcmmNode *node)
{
    g_string_append (html->out, node->first ? "</dd></div>\n" : "—</dd></div>\n");
}

/* -- parts -- */

static void
put_eyebrow (Html *html, const DcmmNode *part)
{
    const char *eyebrow = dcmm_node_get (part, "eyebrow"), *tag = dcmm_node_get (part, "tag");

    if (!eyebrow && !tag)
        return;
    g_string_append (html->out, "<p class=\"eyebrow\"><span>");
    dcmm_html_text (html, eyebrow ? eyebrow : "");
    g_string_append (html->out, "</span>");
    if (tag) {
        g_string_append (html->out, " <span class=\"tag\">");
        dcmm_html_text (html, tag);
        g_string_append (html->out, "</span>");
    }
    g_string_append (html->out, "</p>\n");
}

/* What is under an appendix' headline is folded away; the headline stays. */
gboolean
dcmm_html_open_part (Html *html, const DcmmNode *node)
{
    g_string_append (html->out, "<section");
    dcmm_html_attribute (html, "id", dcmm_html_id (html, node));
    dcmm_html_attribute (html, "class", node->kind == DCMM_NODE_PAGE ? "part page" : "part chapter");
    g_string_append (html->out, ">\n");
    put_eyebrow (html, node);
    return TRUE;
}

void
dcmm_html_close_part (Html *html, const DcmmNode *node)
{
    if (dcmm_node_is (node, "class", "appendix") && node->first && node->first->kind == DCMM_NODE_H1)
        g_string_append (html->out, "</details>\n");
    g_string_append (html->out, "</section>\n\n");
}

/* -- twelve columns -- */

#define COLUMNS 12

/* What stands around it and has columns of its own: a frame or a column; NULL: the whole width. */
static const DcmmNode *
surrounding (const DcmmNode *node)
{
    const DcmmNode *at = node->parent;

    while (at && at->kind != DCMM_NODE_FRAME && at->kind != DCMM_NODE_COLUMN)
        at = at->parent;
    return at;
}

guint
dcmm_html_begin (const DcmmNode *node)
{
    const DcmmNode *around = surrounding (node);
    const double own = dcmm_node_number (node, "col", around ? dcmm_node_number (around, "col", 1) : 1);

    return (guint) CLAMP (own, 1, COLUMNS);
}

guint
dcmm_html_span (const DcmmNode *node)
{
    const DcmmNode *around = surrounding (node);
    const double most = around ? dcmm_node_number (around, "span", COLUMNS) : COLUMNS;

    return (guint) CLAMP (dcmm_node_number (node, "span", most), 1, most);
}

/* Frames stand at fixed heights on paper. Here they are rows: those that begin within NEAR of each other, side by side,
 * are one row, and a frame lasts until the next one that stands under it. */
#define NEAR 40.0

typedef struct {
    const DcmmNode *node;
    double          y;
    guint           row;
} Frame;

static gboolean
side_by_side (const DcmmNode *a, const DcmmNode *b)
{
    const guint a_end = dcmm_html_begin (a) + dcmm_html_span (a), b_end = dcmm_html_begin (b) + dcmm_html_span (b);

    return a_end <= dcmm_html_begin (b) || b_end <= dcmm_html_begin (a);
}

static gint
by_height (gconstpointer a, gconstpointer b)
{
    const Frame *one = a, *other = b;

    return one->y < other->y ? -1 : one->y > other->y;
}

static gboolean
joins_row (const GArray *frames, guint i, guint first)
{
    const Frame *frame = &g_array_index (frames, Frame, i);

    for (guint k = first; k < i; k++)
        if (!side_by_side (frame->node, g_array_index (frames, Frame, k).node))
            return FALSE;
    return frame->y - g_array_index (frames, Frame, first).y <= NEAR;
}

static GArray *
frames_of (const DcmmNode *page)
{
    GArray *frames = g_array_new (FALSE, TRUE, sizeof (Frame));

    for (const DcmmNode *node = page->first; node; node = node->next)
        if (node->kind == DCMM_NODE_FRAME) {
            const Frame frame = { node, dcmm_node_number (node, "y", 0), 1 };
            g_array_append_val (frames, frame);
        }
    g_array_sort (frames, by_height);
    for (guint i = 1, first = 0; i < frames->len; i++) {
        const gboolean same = joins_row (frames, i, first);
        g_array_index (frames, Frame, i).row = g_array_index (frames, Frame, i - 1).row + !same;
        if (!same)
            first = i;
    }
    return frames;
}

static void
find_rows (const DcmmNode *node, guint *row, guint *end)
{
    g_autoptr (GArray) frames = frames_of (node->parent);

    for (guint i = 0; i < frames->len; i++)
        if (g_array_index (frames, Frame, i).node == node)
            *row = g_array_index (frames, Frame, i).row;
    *end = g_array_index (frames, Frame, frames->len - 1).row + 1;
    for (guint i = frames->len; i-- > 0;) {
        const Frame *frame = &g_array_index (frames, Frame, i);
        if (frame->row > *row && !side_by_side (frame->node, node))
            *end = frame->row;
    }
}

static gboolean
borders_on_frame (const DcmmNode *node, gboolean before)
{
    const DcmmNode *last = NULL;

    if (!before)
        return node->next && node->next->kind == DCMM_NODE_FRAME;
    for (const DcmmNode *at = node->parent->first; at != node; at = at->next)
        last = at;
    return last && last->kind == DCMM_NODE_FRAME;
}

gboolean
dcmm_html_open_frame (Html *html, const DcmmNode *node)
{
    guint row = 1, end = 2;

    if (!borders_on_frame (node, TRUE))
        g_string_append (html->out, "<div class=\"twelve\" style=\"--n:12\">\n");
    find_rows (node, &row, &end);
    g_string_append_printf (html->out, "<div class=\"frame\" style=\"--c:%u;--s:%u;--r:%u;--e:%u\">\n", dcmm_html_begin (node),
                            dcmm_html_span (node), row, end);
    return TRUE;
}

void
dcmm_html_close_frame (Html *html, const DcmmNode *node)
{
    g_string_append (html->out, "</div>\n");
    if (!borders_on_frame (node, FALSE))
        g_string_append (html->out, "</div>\n");
}

/* Columns are counted on the whole page, here from the left edge of what is around them. */
gboolean
dcmm_html_open_columns (Html *html, const DcmmNode *node)
{
    g_string_append_printf (html->out, "<div class=\"twelve\" style=\"--n:%u\">\n", dcmm_html_span (node));
    return TRUE;
}

gboolean
dcmm_html_open_column (Html *html, const DcmmNode *node)
{
    const guint left = dcmm_html_begin (node->parent), begin = MAX (dcmm_html_begin (node), left) - left + 1;
    const guint most = dcmm_html_span (node->parent);

    g_string_append_printf (html->out, "<div class=\"frame\" style=\"--c:%u;--s:%u;--r:1;--e:2\">\n", MIN (begin, most),
                            MIN (dcmm_html_span (node), most - MIN (begin, most) + 1));
    return TRUE;
}

void
dcmm_html_close_div (Html *html, const DcmmNode *node)
{
    (void) node;
    g_string_append (html->out, "</div>\n");
}
