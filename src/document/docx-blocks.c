/* DOCX: blocks: headings, paragraphs, lists, and what holds blocks. */
#include "document/docx.h"

#include <math.h>
#include <string.h>

#define TWIPS(points) ((int) lround ((points) * 20))
#define SIDE_NOTES 126.0        /* columns 10 to 12, which running text leaves free */

/* In a group all but the last block stay with what follows. */
gboolean
dcmm_docx_keeps (Docx *docx, const DcmmNode *node)
{
    const DcmmNode *block = node;

    if (!docx->group)
        return FALSE;
    while (block && block->parent != docx->group)
        block = block->parent;
    return block && block->next;
}

/* Where the page has twelve columns, text fills nine of them. */
static double
measure_inset (Docx *docx, const DcmmNode *node)
{
    const DcmmNode *at = node->parent;

    while (at && at->kind == DCMM_NODE_GROUP)
        at = at->parent;
    return !docx->cells && at && at->kind == DCMM_NODE_CHAPTER ? SIDE_NOTES : 0;
}

/* -- headings -- */

static void
put_contents_entry (Docx *docx, const DcmmNode *node)
{
    const guint level = dcmm_docx_contents_level (node);
    g_autoptr (GString) code = g_string_new ("TC \"");

    if (!level || level > docx->deepest)
        return;
    for (const char *c = dcmm_node_get (node, "bookmark"); *c; c++) {
        if (*c == '"' || *c == '\\')
            g_string_append_c (code, '\\');
        g_string_append_c (code, *c);
    }
    g_string_append_printf (code, "\" \\f C \\l %u", level);
    dcmm_docx_field (docx, code->str, NULL);
}

gboolean
dcmm_docx_open_h1 (Docx *docx, const DcmmNode *node)
{
    DocxParagraph paragraph = DOCX_PARAGRAPH ("Heading1");

    if (dcmm_node_number (node->parent, "level", 1) > 1)
        paragraph.outline = 2;
    dcmm_docx_begin (docx, &paragraph);
    put_contents_entry (docx, node->parent);
    return TRUE;
}

gboolean
dcmm_docx_open_heading (Docx *docx, const DcmmNode *node)
{
    DocxParagraph paragraph = DOCX_PARAGRAPH (node->kind == DCMM_NODE_H2 ? "Heading2" : "Heading3");

    if (docx->callout)
        paragraph.style = "CalloutTitle";
    if (docx->bare && docx->cells)
        paragraph.before = 0;
    dcmm_docx_begin (docx, &paragraph);
    put_contents_entry (docx, node);
    return TRUE;
}

/* -- paragraphs -- */

gboolean
dcmm_docx_open_p (Docx *docx, const DcmmNode *node)
{
    static const struct { const char *class, *style; } styles[] = {
        { "lead", "Lead" }, { "sub", "ChartNote" }, { "note", "Note" }, { "small", "Small" }, { "warn", "Warning" }, { "indent", "BodyIndent" },
    };
    DocxParagraph paragraph = DOCX_PARAGRAPH (docx->callout ? "CalloutText" : "BodyText");
    const gboolean plain = !dcmm_node_get (node, "class") || dcmm_node_is (node, "class", "indent");

    for (guint i = 0; i < G_N_ELEMENTS (styles); i++)
        if (dcmm_node_is (node, "class", styles[i].class))
            paragraph.style = styles[i].style;
    if (node->parent->kind == DCMM_NODE_STRIP)
        paragraph.style = "Strip";
    paragraph.keep = dcmm_docx_keeps (docx, node) || dcmm_node_is (node, "class", "sub");
    paragraph.filled = plain && !docx->cells && !docx->callout && g_str_has_prefix (dcmm_node_get (docx->document, "lang"), "zh");
    paragraph.from_right = measure_inset (docx, node);
    dcmm_docx_begin (docx, &paragraph);
    if (dcmm_node_is (node, "class", "warn"))
        dcmm_docx_text (docx, "⚠ ");
    return TRUE;
}

void
dcmm_docx_close_p (Docx *docx, const DcmmNode *node)
{
    (void) node;
    dcmm_docx_end (docx);
}

/* -- lists -- */

enum { BULLETS = 1, NUMBERS, CIRCLES };

gboolean
dcmm_docx_open_list (Docx *docx, const DcmmNode *node)
{
    const guint kind = node->kind == DCMM_NODE_UL ? BULLETS : dcmm_node_is (node, "class", "circled") ? CIRCLES : NUMBERS;

    dcmm_docx_end (docx);
    g_array_append_val (docx->numberings, kind);
    docx->depth++;
    docx->numbers[MIN (docx->depth, DOCX_DEPTHS) - 1] = docx->numberings->len;
    return TRUE;
}

void
dcmm_docx_close_list (Docx *docx, const DcmmNode *node)
{
    (void) node;
    docx->depth--;
}

static gboolean
is_small (Docx *docx, const DcmmNode *list)
{
    return docx->callout || dcmm_node_is (list, "class", "small");
}

gboolean
dcmm_docx_open_item (Docx *docx, const DcmmNode *node)
{
    DocxParagraph paragraph = DOCX_PARAGRAPH (is_small (docx, node->parent) ? "ListSmall" : "ListParagraph");

    paragraph.depth = MIN (docx->depth, DOCX_DEPTHS);
    paragraph.number = docx->numbers[paragraph.depth - 1];
    paragraph.keep = dcmm_docx_keeps (docx, node);
    paragraph.from_right = measure_inset (docx, node->parent);
    dcmm_docx_begin (docx, &paragraph);
    return TRUE;
}

/* -- what holds blocks -- */

gboolean
dcmm_docx_open_callout (Docx *docx, const DcmmNode *node)
{
    docx->callout = node;
    return TRUE;
}

/* Two callouts, one below the other, would be one line. */
void
dcmm_docx_close_callout (Docx *docx, const DcmmNode *node)
{
    docx->callout = NULL;
    if (node->next)
        dcmm_docx_gap (docx, 8);
}

gboolean
dcmm_docx_open_group (Docx *docx, const DcmmNode *node)
{
    if (!docx->group)
        docx->group = node;
    return TRUE;
}

void
dcmm_docx_close_group (Docx *docx, const DcmmNode *node)
{
    if (docx->group == node)
        docx->group = NULL;
}

gboolean
dcmm_docx_open_strip (Docx *docx, const DcmmNode *node)
{
    const DocxParagraph paragraph = DOCX_PARAGRAPH ("Strip");

    if (!node->first || node->first->kind != DCMM_NODE_P)
        dcmm_docx_begin (docx, &paragraph);
    return TRUE;
}

gboolean
dcmm_docx_open_pair (Docx *docx, const DcmmNode *node)
{
    const DocxParagraph value = DOCX_PARAGRAPH ("PairValue");

    dcmm_docx_line (docx, "PairLabel", dcmm_node_get (node, "label"));
    dcmm_docx_begin (docx, &value);
    if (!node->first)
        dcmm_docx_text (docx, "—");
    return TRUE;
}

/* -- cells side by side -- */

void
dcmm_docx_open_cells (Docx *docx, double indent, const double *widths, guint n)
{
    double sum = 0;

    dcmm_docx_end (docx);
    for (guint i = 0; i < n; i++)
        sum += widths[i];
    g_string_append_printf (docx->body, "<w:tbl><w:tblPr><w:tblW w:w=\"%d\" w:type=\"dxa\"/><w:tblInd w:w=\"%d\" w:type=\"dxa\"/>"
                            "<w:tblLayout w:type=\"fixed\"/><w:tblCellMar><w:left w:w=\"0\" w:type=\"dxa\"/><w:right w:w=\"0\" w:type=\"dxa\"/>"
                            "</w:tblCellMar></w:tblPr><w:tblGrid>", TWIPS (sum), TWIPS (indent));
    for (guint i = 0; i < n; i++)
        g_string_append_printf (docx->body, "<w:gridCol w:w=\"%d\"/>", TWIPS (widths[i]));
    g_string_append (docx->body, "</w:tblGrid><w:tr><w:trPr><w:cantSplit/></w:trPr>");
    docx->cells++;
}

void
dcmm_docx_open_cell (Docx *docx, double width, double inset, gboolean ruled)
{
    g_string_append_printf (docx->body, "<w:tc><w:tcPr><w:tcW w:w=\"%d\" w:type=\"dxa\"/>", TWIPS (width));
    if (ruled)
        g_string_append_printf (docx->body, "<w:tcBorders><w:top w:val=\"single\" w:sz=\"10\" w:space=\"0\" w:color=\"%06X\"/></w:tcBorders>",
                                docx->inks[DCMM_INK_BLUE]);
    g_string_append_printf (docx->body, "<w:tcMar><w:top w:w=\"%d\" w:type=\"dxa\"/><w:right w:w=\"%d\" w:type=\"dxa\"/></w:tcMar></w:tcPr>\n",
                            ruled ? 120 : 0, TWIPS (inset));
    docx->bare = TRUE;
}

/* A cell ends in a paragraph. */
void
dcmm_docx_close_cell (Docx *docx)
{
    dcmm_docx_end (docx);
    if (docx->bare)
        dcmm_docx_gap (docx, 1);
    g_string_append (docx->body, "</w:tc>");
}

void
dcmm_docx_close_cells (Docx *docx)
{
    g_string_append (docx->body, "</w:tr></w:tbl>\n");
    docx->cells--;
    docx->bare = TRUE;
    dcmm_docx_gap (docx, 6);
}

/* From the left edge of one column to that of the next; the last one is as wide as it says. */
gboolean
dcmm_docx_open_columns (Docx *docx, const DcmmNode *node)
{
    double widths[DOCX_COLUMNS], insets[DOCX_COLUMNS];
    guint  n = 0;
    const guint left = dcmm_docx_column (node);

    for (const DcmmNode *column = node->first; column && n < DOCX_COLUMNS; column = column->next, n++) {
        const double own = dcmm_docx_span (column) * DOCX_STEP - DOCX_GUTTER;
        const double step = column->next ? ((double) dcmm_docx_column (column->next) - (double) dcmm_docx_column (column)) * DOCX_STEP : own;
        widths[n] = MAX (step, own);
        insets[n] = widths[n] - own;
    }
    if (!n)
        return FALSE;
    const double before = ((double) dcmm_docx_column (node->first) - (double) left) * DOCX_STEP;
    dcmm_docx_open_cells (docx, before, widths, n);
    n = 0;
    for (const DcmmNode *column = node->first; column && n < DOCX_COLUMNS; column = column->next, n++) {
        dcmm_docx_open_cell (docx, widths[n], insets[n], dcmm_node_is (column, "rule", "yes"));
        dcmm_docx_children (docx, column);
        dcmm_docx_close_cell (docx);
    }
    dcmm_docx_close_cells (docx);
    return FALSE;
}

#define FIGURE_SIZE 28.0f

/* "2.37 → 2.52" where there is room for "2.37" is made smaller, with a tenth left for a face that is wider than ours. */
static void
put_figure (Docx *docx, const DcmmNode *figure, double width)
{
    g_autoptr (DcmmCanvas) canvas = dcmm_canvas_new (docx->font, 1, 1);
    const char *value = dcmm_node_get (figure, "value");
    const double natural = 1.1 * (double) dcmm_text_width (canvas, FIGURE_SIZE, TRUE, value);

    if (natural > width)
        docx->look.half_points = (guint) MAX (2 * (double) FIGURE_SIZE * width / natural, 16);
    dcmm_docx_line (docx, "FigureValue", value);
    docx->look.half_points = 0;
    dcmm_docx_line (docx, "FigureLabel", dcmm_node_get (figure, "label"));
}

gboolean
dcmm_docx_open_figures (Docx *docx, const DcmmNode *node)
{
    const gboolean row = !dcmm_node_is (node, "dir", "column");
    double widths[DOCX_COLUMNS];
    guint  n = 0;

    for (const DcmmNode *figure = node->first; figure && n < DOCX_COLUMNS; figure = figure->next)
        n++;
    for (guint i = 0; i < n; i++)
        widths[i] = (dcmm_docx_span (node) * DOCX_STEP - DOCX_GUTTER) / n;
    if (row && n)
        dcmm_docx_open_cells (docx, 0, widths, n);
    for (const DcmmNode *figure = node->first; figure; figure = figure->next) {
        if (row)
            dcmm_docx_open_cell (docx, widths[0], DOCX_GUTTER, FALSE);
        put_figure (docx, figure, (row ? widths[0] : dcmm_docx_span (node) * DOCX_STEP) - DOCX_GUTTER);
        if (row)
            dcmm_docx_close_cell (docx);
    }
    if (row && n)
        dcmm_docx_close_cells (docx);
    return FALSE;
}
