/* page: sets one page description, for tests of document/ without a template.
 *
 *     page IN.xml OUT.pdf|OUT.trace|OUT.html|OUT.docx [TIMES]
 *
 * With TIMES it is set so often in one process, and the last one is written: for leaks and speed.
 */
#include "document/charts.h"
#include "document/document.h"

#include <libxml/parser.h>
#include <stdlib.h>
#include <string.h>

typedef gboolean (*Write) (DcmmPress *press, const DcmmNode *document, GString *out, GError **error);

static Write
writer_for (const char *path)
{
    if (g_str_has_suffix (path, ".pdf"))
        return dcmm_write_pdf;
    if (g_str_has_suffix (path, ".html"))
        return dcmm_write_html;
    if (g_str_has_suffix (path, ".docx"))
        return dcmm_write_docx;
    return dcmm_write_trace;
}

static gboolean
set (DcmmPress *press, const char *in, const char *out, GString *bytes, GError **error)
{
    xmlDoc *page = xmlReadFile (in, NULL, XML_PARSE_NONET);
    g_autoptr (DcmmTree) tree = page ? dcmm_tree_new (page, in, error) : NULL;

    xmlFreeDoc (page);
    if (!tree)
        return page || dcmm_fail (error, DCMM_INPUT, "%s: cannot be read", in);
    g_string_truncate (bytes, 0);
    return writer_for (out) (press, dcmm_tree_root (tree), bytes, error);
}

int
main (int argc, char **argv)
{
    g_autoptr (GError) error = NULL;
    g_autoptr (GString) bytes = g_string_new (NULL);

    if (argc < 3) {
        g_printerr ("usage: page IN.xml OUT.pdf|OUT.trace|OUT.html|OUT.docx [TIMES]\n");
        return DCMM_USE;
    }
    dcmm_i18n_init (DCMM_EN);
    g_autoptr (DcmmPress) press = dcmm_press_new (g_getenv ("DCMM_THEME"), &error);
    gboolean fine = press != NULL;
    for (int i = argc > 3 ? atoi (argv[3]) : 1; fine && i > 0; i--)
        fine = set (press, argv[1], argv[2], bytes, &error);
    if (!fine || !dcmm_write_file (argv[2], bytes->str, bytes->len, &error)) {
        g_printerr ("page: %s\n", error ? error->message : "nothing was made");
        return error ? error->code : DCMM_INPUT;
    }
    xmlCleanupParser ();
    return DCMM_DONE;
}
