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
    [DCMM_NODE_TEXT]     = { html_open_text,      NULL                },
    [DCMM_NODE_DOCUMENT] = { html_open_document,  html_close_document },
    [DCMM_NODE_COVER]    = { html_open_cover,     html_close_cover    },
    [DCMM_NODE_FACT]     = { html_open_fact,      html_close_pair     },
    [DCMM_NODE_PAGE]     = { html_open_part,      html_close_part     },
    [DCMM_NODE_CHAPTER]  = { html_open_part,      html_close_part     },
    [DCMM_NODE_FRAME]    = { html_open_frame,     html_close_frame    },
    [DCMM_NODE_H1]       = { html_open_h1,        html_close_h1       },
    [DCMM_NODE_H2]       = { html_open_heading,   html_close_heading  },
    [DCMM_NODE_H3]       = { html_open_heading,   html_close_heading  },
    [DCMM_NODE_P]        = { html_open_p,         html_close_plain    },
    [DCMM_NODE_UL]       = { html_open_list,      html_close_plain    },
    [DCMM_NODE_OL]       = { html_open_list,      html_close_plain    },
    [DCMM_NODE_LI]       = { html_open_plain,     html_close_plain    },
    [DCMM_NODE_TABLE]    = { html_open_table,     html_close_table    },
    [DCMM_NODE_COL]      = { skip,                NULL                },     /* written with its table */
    [DCMM_NODE_THEAD]    = { html_open_plain,     html_close_plain    },
    [DCMM_NODE_TBODY]    = { html_open_plain,     html_close_plain    },
    [DCMM_NODE_TR]       = { html_open_row,       html_close_plain    },
    [DCMM_NODE_TH]       = { html_open_cell,      html_close_cell     },
    [DCMM_NODE_TD]       = { html_open_cell,      html_close_cell     },
    [DCMM_NODE_CALLOUT]  = { html_open_callout,   html_close_div      },
    [DCMM_NODE_COLUMNS]  = { html_open_columns,   html_close_div      },
    [DCMM_NODE_COLUMN]   = { html_open_column,    html_close_div      },
    [DCMM_NODE_GROUP]    = { html_open_div,       html_close_div      },
    [DCMM_NODE_STRIP]    = { html_open_div,       html_close_div      },
    [DCMM_NODE_TOC]      = { html_open_toc,       NULL                },
    [DCMM_NODE_FIGURES]  = { html_open_figures,   html_close_dl       },
    [DCMM_NODE_FIGURE]   = { html_open_figure,    NULL                },
    [DCMM_NODE_DL]       = { html_open_dl,        html_close_dl       },
    [DCMM_NODE_PAIR]     = { html_open_pair,      html_close_pair     },
    [DCMM_NODE_CHART]    = { html_open_chart,     NULL                },
    [DCMM_NODE_B]        = { html_open_plain,     html_close_plain    },
    [DCMM_NODE_EM]       = { html_open_plain,     html_close_plain    },
    [DCMM_NODE_MUTED]    = { html_open_span,      html_close_span     },
    [DCMM_NODE_SMALL]    = { html_open_plain,     html_close_plain    },
    [DCMM_NODE_SUP]      = { html_open_plain,     html_close_plain    },
    [DCMM_NODE_NOBR]     = { html_open_span,      html_close_span     },
    [DCMM_NODE_OPT]      = { pass,                NULL                },     /* there is always room for it */
    [DCMM_NODE_BR]       = { html_open_br,        NULL                },
    [DCMM_NODE_A]        = { html_open_link,      html_close_link     },
    [DCMM_NODE_PAGEREF]  = { html_open_reference, NULL                },
    [DCMM_NODE_PIE]      = { html_open_pie,       html_close_span     },
    [DCMM_NODE_BAR]      = { html_open_bar,       NULL                },
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
html_text (Html *html, const char *text)
{
    dcmm_xml_append (html->out, text);
}

void
html_attribute (Html *html, const char *name, const char *value)
{
    dcmm_xml_attribute (html->out, name, value);
}

const char *
html_id (Html *html, const DcmmNode *node)
{
    return g_hash_table_lookup (html->ids, node);
}

/* It has no words of its own: read aloud it is named by what it stands at. */
void
html_anchor (Html *html, const char *id)
{
    g_string_append (html->out, "<a class=\"anchor\"");
    dcmm_xml_attributef (html->out, "href", "#%s", id);
    html_attribute (html, "aria-label", id);
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
html_name (const DcmmNode *node)
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
        g_string_printf (id, "part-%u-%u", numbering->part, numbering->heading);
    else
        g_string_printf (id, "part-%u", numbering->part);
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
    if (!html_id (numbering->html, node))
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
    "var wide=window.matchMedia('(min-width:1100px)'),nav=document.querySelector('#contents>details');\n"
    "function fit(){if(nav)nav.open=wide.matches}\n"
    "function reveal(){var t=location.hash&&document.getElementById(decodeURIComponent(location.hash.slice(1)));\n"
    " for(var e=t;e;e=e.parentElement)if(e.tagName==='DETAILS')e.open=true;if(t)t.scrollIntoView();\n"
    " if(!wide.matches&&nav)nav.open=false}\n"
    "fit();if(wide.addEventListener)wide.addEventListener('change',fit);\n"
    "addEventListener('hashchange',reveal);if(location.hash)reveal();\n"
    "var shut=[];\n"
    "addEventListener('beforeprint',function(){shut=all('details').filter(function(d){return!d.open});shut.forEach(function(d){d.open=true})});\n"
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
