/* The document as one HTML file: words, inline SVG and its style sheet, nothing to be fetched from anywhere.
 *
 * The style sheet is templates/report.css of the data folder; the colours are written before it as variables, from the
 * theme. The one script opens what is folded when it is to be printed or when a link leads into it; without it the
 * page reads as well.
 */
#include "document/html.h"
#include "base/writer.h"

#include <string.h>

typedef struct {
    HtmlOpen  open;
    HtmlClose close;            /* NULL: nothing to close */
} DcmmHtmlElement;

static gboolean
pass (Html *html, const DcmmNode *node)
{
    (void) html;
    (void) node;
    return TRUE;
}

static gboolean
skip (Html *html, const DcmmNode *node)
{
    (void) html;
    (void) node;
    return FALSE;
}

/* Sized by the enum: a kind without a row is found by the first document that has one. */
static const DcmmHtmlElement elements[DCMM_NODE_MAX] = {
    [DCMM_NODE_TEXT]     = { dcmm_html_open_text,      NULL                },
    [DCMM_NODE_DOCUMENT] = { dcmm_html_open_document,  dcmm_html_close_document },
    [DCMM_NODE_COVER]    = { dcmm_html_open_cover,     dcmm_html_close_cover    },
    [DCMM_NODE_FACT]     = { dcmm_html_open_fact,      dcmm_html_close_pair     },
    [DCMM_NODE_PAGE]     = { dcmm_html_open_part,      dcmm_html_close_part     },
    [DCMM_NODE_CHAPTER]  = { dcmm_html_open_part,      dcmm_html_close_part     },
    [DCMM_NODE_FRAME]    = { dcmm_html_open_frame,     dcmm_html_close_frame    },
    [DCMM_NODE_H1]       = { dcmm_html_open_h1,        dcmm_html_close_h1       },
    [DCMM_NODE_H2]       = { dcmm_html_open_heading,   dcmm_html_close_heading  },
    [DCMM_NODE_H3]       = { dcmm_html_open_heading,   dcmm_html_close_heading  },
    [DCMM_NODE_P]        = { dcmm_html_open_p,         dcmm_html_close_plain    },
    [DCMM_NODE_UL]       = { dcmm_html_open_list,      dcmm_html_close_plain    },
    [DCMM_NODE_OL]       = { dcmm_html_open_list,      dcmm_html_close_plain    },
    [DCMM_NODE_LI]       = { dcmm_html_open_plain,     dcmm_html_close_plain    },
    [DCMM_NODE_TABLE]    = { dcmm_html_open_table,     dcmm_html_close_table    },
    [DCMM_NODE_COL]      = { skip,                NULL                },     /* written with its table */
    [DCMM_NODE_THEAD]    = { dcmm_html_open_plain,     dcmm_html_close_plain    },
    [DCMM_NODE_TBODY]    = { dcmm_html_open_plain,     dcmm_html_close_plain    },
    [DCMM_NODE_TR]       = { dcmm_html_open_row,       dcmm_html_close_plain    },
    [DCMM_NODE_TH]       = { dcmm_html_open_cell,      dcmm_html_close_cell     },
    [DCMM_NODE_TD]       = { dcmm_html_open_cell,      dcmm_html_close_cell     },
    [DCMM_NODE_CALLOUT]  = { dcmm_html_open_callout,   dcmm_html_close_div      },
    [DCMM_NODE_COLUMNS]  = { dcmm_html_open_columns,   dcmm_html_close_div      },
    [DCMM_NODE_COLUMN]   = { dcmm_html_open_column,    dcmm_html_close_div      },
    [DCMM_NODE_GROUP]    = { dcmm_html_open_div,       dcmm_html_close_div      },
    [DCMM_NODE_STRIP]    = { dcmm_html_open_div,       dcmm_html_close_div      },
    [DCMM_NODE_TOC]      = { dcmm_html_open_toc,       NULL                },
    [DCMM_NODE_FIGURES]  = { dcmm_html_open_figures,   dcmm_html_close_dl       },
    [DCMM_NODE_FIGURE]   = { dcmm_html_open_figure,    NULL                },
    [DCMM_NODE_DL]       = { dcmm_html_open_dl,        dcmm_html_close_dl       },
    [DCMM_NODE_PAIR]     = { dcmm_html_open_pair,      dcmm_html_close_pair     },
    [DCMM_NODE_CHART]    = { dcmm_html_open_chart,     NULL                },
    [DCMM_NODE_B]        = { dcmm_html_open_plain,     dcmm_html_close_plain    },
    [DCMM_NODE_EM]       = { dcmm_html_open_plain,     dcmm_html_close_plain    },
    [DCMM_NODE_MUTED]    = { dcmm_html_open_span,      dcmm_html_close_span     },
    [DCMM_NODE_SMALL]    = { dcmm_html_open_plain,     dcmm_html_close_plain    },
    [DCMM_NODE_SUP]      = { dcmm_html_open_plain,     dcmm_html_close_plain    },
    [DCMM_NODE_NOBR]     = { dcmm_html_open_span,      dcmm_html_close_span     },
    [DCMM_NODE_OPT]      = { pass,                NULL                },     /* there is always room for it */
    [DCMM_NODE_BR]       = { dcmm_html_open_br,        NULL                },
    [DCMM_NODE_A]        = { dcmm_html_open_link,      dcmm_html_close_link     },
    [DCMM_NODE_PAGEREF]  = { dcmm_html_open_reference, NULL                },
    [DCMM_NODE_PIE]      = { dcmm_html_open_pie,       dcmm_html_close_span     },
    [DCMM_NODE_BAR]      = { dcmm_html_open_bar,       NULL                },
    [DCMM_NODE_DATA]     = { skip,                NULL                },     /* read by its chart */
};

static gboolean
visit (const DcmmNode *node, DcmmWalk walk, gpointer data)
{
    const DcmmHtmlElement *element = &elements[node->kind];

    g_assert (element->open);
    if (walk == DCMM_ENTER)
        return element->open (data, node);
    if (element->close)
        element->close (data, node);
    return TRUE;
}

/* -- what the elements share -- */

void
dcmm_html_text (Html *html, const char *text)
{
    dcmm_xml_append (html->out, text);
}

void
dcmm_html_attribute (Html *html, const char *name, const char *value)
{
    dcmm_xml_attribute (html->out, name, value);
}

const char *
dcmm_html_id (Html *html, const DcmmNode *node)
{
    return g_hash_table_lookup (html->ids, node);
}

/* It has no words of its own: read aloud it is named by what it stands at. */
void
dcmm_html_anchor (Html *html, const char *id)
{
    g_string_append (html->out, "<a class=\"anchor\"");
    dcmm_xml_attributef (html->out, "href", "#%s", id);
    dcmm_html_attribute (html, "aria-label", id);
    g_string_append (html->out, ">#</a>");
}

static const DcmmNode *
headline (const DcmmNode *part)
{
    const DcmmNode *node = part->first;

    while (node && node->kind != DCMM_NODE_H1)
        node = node->next;
    return node;
}

static gboolean
is_part (const DcmmNode *node)
{
    return node->kind == DCMM_NODE_PAGE || node->kind == DCMM_NODE_CHAPTER;
}

static gboolean
is_heading (const DcmmNode *node)
{
    return node->kind == DCMM_NODE_H1 || node->kind == DCMM_NODE_H2 || node->kind == DCMM_NODE_H3;
}

char *
dcmm_html_name (const DcmmNode *node)
{
    while (node && !is_part (node) && !is_heading (node))
        node = node->parent;
    const char *bookmark = node ? dcmm_node_get (node, "bookmark") : NULL;
    const DcmmNode *words = node && is_part (node) ? headline (node) : node;

    if (bookmark && *bookmark)
        return g_strdup (bookmark);
    return words ? dcmm_node_words (words) : g_strdup ("");
}

/* -- ids -- */

typedef struct {
    Html *html;
    guint part, heading;
} Numbering;

static void
give_id (Numbering *numbering, const DcmmNode *node)
{
    GHashTable *by_id = numbering->html->by_id;
    g_autoptr (GString) id = g_string_new (NULL);

    if (numbering->heading)
        g_string_printf (id, "dcmm-part-%u-%u", numbering->part, numbering->heading);
    else
        g_string_printf (id, "dcmm-part-%u", numbering->part);
    while (g_hash_table_contains (by_id, id->str))
        g_string_append_c (id, '_');
    char *kept = g_strdup (id->str);
    g_hash_table_insert (numbering->html->ids, (gpointer) node, kept);
    g_hash_table_insert (by_id, kept, (gpointer) node);
}

static gboolean
take_own_id (const DcmmNode *node, DcmmWalk walk, gpointer data)
{
    Html *html = data;
    const char *id = walk == DCMM_ENTER && node->kind != DCMM_NODE_DATA ? dcmm_node_get (node, "id") : NULL;

    if (!id || !*id || g_hash_table_contains (html->by_id, id))     /* twice: the first one has it */
        return TRUE;
    char *kept = g_strdup (id);
    g_hash_table_insert (html->ids, (gpointer) node, kept);
    g_hash_table_insert (html->by_id, kept, (gpointer) node);
    return TRUE;
}

/* Parts and headings can all be linked to: what the template gave no id gets a number. */
static gboolean
number (const DcmmNode *node, DcmmWalk walk, gpointer data)
{
    Numbering *numbering = data;

    if (walk == DCMM_LEAVE || (!is_part (node) && !is_heading (node)))
        return TRUE;
    if (is_part (node)) {
        numbering->part++;
        numbering->heading = 0;
    } else {
        numbering->heading++;
    }
    if (!dcmm_html_id (numbering->html, node))
        give_id (numbering, node);
    return TRUE;
}

/* -- the file -- */

static void
put_colours (GString *out, const guint32 *colours)
{
    g_string_append (out, ":root{");
    for (guint i = DCMM_INK_NONE + 1; i < DCMM_INK_MAX; i++)
        g_string_append_printf (out, "--%s:#%06X;", dcmm_ink_names[i], colours[i]);
    g_string_append (out, "}\n");
}

/* Dark on a screen alone: paper is white. */
static void
put_style (GString *out, const DcmmTheme *theme, const char *css)
{
    g_string_append (out, "<style>\n");
    put_colours (out, theme->paper);
    g_string_append (out, "@media screen and (prefers-color-scheme:dark){");
    put_colours (out, theme->dark);
    g_string_append (out, "}\n");
    const gsize from = out->len;
    g_string_append (out, css);
    while (strstr (out->str + from, "</"))          /* nothing in it may end the element */
        g_string_erase (out, strstr (out->str + from, "</") - out->str, 1);
    g_string_append (out, "</style>\n");
}

static void
put_meta (GString *out, const char *name, const char *content)
{
    if (!content || !*content)
        return;
    g_string_append (out, "<meta");
    dcmm_xml_attribute (out, "name", name);
    dcmm_xml_attribute (out, "content", content);
    g_string_append (out, ">\n");
}

static const DcmmNode *
find_cover (const DcmmNode *document)
{
    const DcmmNode *node = document->first;

    while (node && node->kind != DCMM_NODE_COVER)
        node = node->next;
    return node;
}

static void
put_head (Html *html, const char *css)
{
    GString *out = html->out;
    const DcmmNode *document = html->document, *cover = find_cover (document);

    g_string_append (out, "<!DOCTYPE html>\n<html");
    dcmm_xml_attribute (out, "lang", dcmm_node_get (document, "lang"));
    g_string_append (out, ">\n<head>\n<meta charset=\"utf-8\">\n<title>");
    dcmm_xml_append (out, dcmm_node_get (document, "title"));
    g_string_append (out, "</title>\n<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\n"
                     "<meta name=\"color-scheme\" content=\"light dark\">\n");
    put_meta (out, "generator", dcmm_node_get (document, "generator"));
    put_meta (out, "author", dcmm_node_get (document, "author"));
    put_meta (out, "date", dcmm_node_get (document, "date"));
    put_meta (out, "status", cover ? dcmm_node_get (cover, "status") : NULL);
    put_style (out, dcmm_press_theme (html->press), css);
    g_string_append (out, "</head>\n");
}

static const char script[] =
    "<script>\n"
    "(function(){\n"
    "var all=function(s){return Array.prototype.slice.call(document.querySelectorAll(s))};\n"
    "var wide=window.matchMedia('(min-width:1100px)'),nav=document.querySelector('#dcmm-nav>details');\n"
    "function fit(){if(nav)nav.open=wide.matches}\n"
    "function reveal(){var t=location.hash&&document.getElementById(decodeURIComponent(location.hash.slice(1)));\n"
    " for(var e=t;e;e=e.parentElement)if(e.tagName==='DETAILS')e.open=true;if(t)t.scrollIntoView();\n"
    " if(!wide.matches&&nav)nav.open=false}\n"
    "fit();if(wide.addEventListener)wide.addEventListener('change',fit);\n"
    "addEventListener('hashchange',reveal);if(location.hash)reveal();\n"
    "var shut=[];\n"
    "addEventListener('beforeprint',function(){shut=all('details').filter(function(d){return!d.open});\n"
    " shut.forEach(function(d){d.open=true})});\n"
    "addEventListener('afterprint',function(){shut.forEach(function(d){d.open=false})});\n"
    "})();\n"
    "</script>\n";

static char *
load_css (GError **error)
{
    g_autofree char *path = g_build_filename (dcmm_path_data (), "templates", "report.css", NULL);
    char *css = NULL;

    if (!g_file_get_contents (path, &css, NULL, error))
        dcmm_error_become (error, DCMM_SURROUNDINGS);
    return css;
}

gboolean
dcmm_write_html (DcmmPress *press, const DcmmNode *document, GString *out, GError **error)
{
    g_autofree char *css = load_css (error);
    g_autoptr (GHashTable) by_id = g_hash_table_new (g_str_hash, g_str_equal);
    g_autoptr (GHashTable) ids = g_hash_table_new_full (NULL, NULL, NULL, g_free);
    Html html = { .out = out, .press = press, .document = document, .by_id = by_id, .ids = ids };
    Numbering numbering = { &html, 0, 0 };

    if (!css)
        return FALSE;
    html.font = dcmm_press_font (press, dcmm_node_get (document, "lang"));
    dcmm_node_walk (document, take_own_id, &html);
    dcmm_node_walk (document, number, &numbering);
    put_head (&html, css);
    dcmm_node_walk (document, visit, &html);
    g_string_append (out, script);
    g_string_append (out, "</body>\n</html>\n");
    return TRUE;
}
