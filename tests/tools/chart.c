/* The charts of a page document, to look at: every chart below the other in one SVG with its colours filled in, or the
 * whole document as PDF, HTML or trace.
 *
 *     build/tests/chart [--dark] [--width POINTS] IN.xml OUT.svg|OUT.pdf|OUT.html|OUT.trace
 */
#include "document/charts.h"
#include "document/document.h"

#include <libxml/parser.h>
#include <string.h>

static gboolean dark;
static double   forced_width;

typedef struct {
    DcmmPress *press;
    GString   *out;
    const char *lang;
    double     y, width;
} Sheet;

static float
chart_width (const DcmmNode *chart)
{
    const double span = dcmm_node_number (chart, "span", 12);

    return (float) (forced_width > 0 ? forced_width : span * 41.25 - 12);
}

static gboolean
put_chart (const DcmmNode *node, DcmmWalk walk, gpointer data)
{
    Sheet *sheet = data;

    if (node->kind != DCMM_NODE_CHART || walk == DCMM_LEAVE)
        return TRUE;
    g_autoptr (DcmmCanvas) canvas = dcmm_chart_draw (node, dcmm_press_font (sheet->press, sheet->lang), chart_width (node));
    g_autofree char *id = g_strdup_printf ("c%u", (guint) sheet->y);
    g_string_append_printf (sheet->out, "<g transform=\"translate(20 %d)\">", (int) sheet->y + 20);
    dcmm_canvas_svg (canvas, dcmm_node_get (node, "title"), dcmm_node_get (node, "alt"), id, sheet->out);
    g_string_append (sheet->out, "</g>\n");
    sheet->y += (double) dcmm_canvas_height (canvas) + 24;
    sheet->width = MAX (sheet->width, (double) dcmm_canvas_width (canvas));
    return FALSE;
}

/* Colours filled in, for viewers that know no variables. */
static void
fill_in (GString *svg, const guint32 *colours)
{
    for (guint i = 1; i < DCMM_INK_MAX; i++) {
        g_autofree char *variable = g_strdup_printf ("var(--%s)", dcmm_ink_names[i]);
        g_autofree char *colour = g_strdup_printf ("#%06X", colours[i]);
        g_string_replace (svg, variable, colour, 0);
    }
}

static gboolean
write_svg (DcmmPress *press, const DcmmNode *document, GString *out, GError **error)
{
    g_autoptr (GString) charts = g_string_new (NULL);
    Sheet sheet = { press, charts, dcmm_node_get (document, "lang"), 0, 0 };

    (void) error;
    dcmm_node_walk (document, put_chart, &sheet);
    g_string_append_printf (out, "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" font-family=\"Noto Sans CJK SC\">"
                            "<rect width=\"100%%\" height=\"100%%\" fill=\"var(--ground)\"/>\n", (int) sheet.width + 40, (int) sheet.y + 20);
    g_string_append_len (out, charts->str, (gssize) charts->len);
    g_string_append (out, "</svg>\n");
    fill_in (out, dark ? dcmm_press_theme (press)->dark : dcmm_press_theme (press)->paper);
    return TRUE;
}

static const struct {
    const char *ending;
    gboolean  (*write) (DcmmPress *press, const DcmmNode *document, GString *out, GError **error);
} kinds[] = {
    { ".svg",   write_svg        },
    { ".pdf",   dcmm_write_pdf   },
    { ".html",  dcmm_write_html  },
    { ".trace", dcmm_write_trace },
};

static gboolean
convert (const char *from, const char *to, GError **error)
{
    xmlDoc *page = xmlReadFile (from, NULL, XML_PARSE_NONET | XML_PARSE_NOBLANKS);
    g_autoptr (DcmmTree) tree = page ? dcmm_tree_new (page, from, error) : NULL;
    g_autoptr (DcmmPress) press = tree ? dcmm_press_new (NULL, error) : NULL;
    g_autoptr (GString) out = g_string_new (NULL);

    xmlFreeDoc (page);
    if (!page)
        return dcmm_fail (error, DCMM_INPUT, "'%s' cannot be read", from);
    for (guint i = 0; press && i < G_N_ELEMENTS (kinds); i++)
        if (g_str_has_suffix (to, kinds[i].ending))
            return kinds[i].write (press, dcmm_tree_root (tree), out, error) && g_file_set_contents (to, out->str, (gssize) out->len, error);
    return press && dcmm_fail (error, DCMM_USE, "'%s' is neither .svg, .pdf, .html nor .trace", to);
}

int
main (int argc, char **argv)
{
    const GOptionEntry options[] = {
        { "dark",  0, 0, G_OPTION_ARG_NONE,   &dark,         "the colours of a dark screen", NULL },
        { "width", 0, 0, G_OPTION_ARG_DOUBLE, &forced_width, "draw all charts so wide", "POINTS" },
        G_OPTION_ENTRY_NULL
    };
    g_autoptr (GOptionContext) context = g_option_context_new ("IN.xml OUT");
    g_autoptr (GError) error = NULL;

    dcmm_i18n_init (DCMM_EN);
    g_option_context_add_main_entries (context, options, NULL);
    if (g_option_context_parse (context, &argc, &argv, &error) && argc != 3)
        dcmm_fail (&error, DCMM_USE, "wants IN.xml and OUT");
    if (error || !convert (argv[1], argv[2], &error)) {
        g_printerr ("%s\n", error->message);
        return 2;
    }
    return 0;
}
