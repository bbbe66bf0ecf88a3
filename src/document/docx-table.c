/* DOCX: tables. Lines, heads and stripes are those of the table style; what a row or cell adds to it is written there. */
#include "document/docx.h"

#include <math.h>
#include <string.h>

#define TWIPS(points) ((int) lround ((points) * 20))
#define BETWEEN       8.0       /* columns; as in table.c */
#define BETWEEN_SIDES 16.0      /* where a right-aligned column meets a left-aligned one */
#define LEAST         20.0
#define ZEBRA_FROM    12
#define LONG_ROW      900       /* characters that may be taller than half a sheet */
#define MOST          64        /* columns: Word knows 63 */

typedef struct {
    const DcmmNode *node;
    double   widths[MOST];
    gboolean right[MOST], centred[MOST], framed[MOST];
    guint    n;
    gboolean little;
} Grid;

static guint
span_of (const DcmmNode *cell)
{
    return (guint) CLAMP (dcmm_node_number (cell, "colspan", 1), 1, MOST - 1);
}

static guint
widest_row (const DcmmNode *table)
{
    guint most = 0;

    for (const DcmmNode *part = table->first; part; part = part->next)
        for (const DcmmNode *row = part->kind == DCMM_NODE_COL ? NULL : part->first; row; row = row->next) {
            guint n = 0;
            for (const DcmmNode *cell = row->first; cell; cell = cell->next)
                n += span_of (cell);
            most = MAX (most, n);
        }
    return MIN (most, MOST - 1);
}

static void
grid_init (Grid *grid, const DcmmNode *table, double room)
{
    double sum = 0;

    *grid = (Grid) { .node = table, .little = dcmm_node_number (table, "size", 8.8) < 8.5 };
    for (const DcmmNode *col = table->first; col && grid->n < MOST - 1; col = col->next) {
        if (col->kind != DCMM_NODE_COL)
            continue;
        grid->right[grid->n] = dcmm_node_is (col, "align", "right");
        grid->centred[grid->n] = dcmm_node_is (col, "align", "center");
        grid->framed[grid->n] = dcmm_node_is (col, "frame", "yes");
        grid->widths[grid->n++] = dcmm_node_number (col, "w", 40);
    }
    const guint told = grid->n;
    for (guint i = 0; i < told; i++)
        sum += grid->widths[i];
    grid->n = MAX (told, MAX (widest_row (table), 1));
    for (guint i = told; i < grid->n; i++)
        grid->widths[i] = told ? 40 : room / grid->n;
    for (guint i = 0; i < grid->n && sum > room; i++)
        grid->widths[i] *= room / sum;
}

static double
after (const Grid *grid, guint column)
{
    if (column + 1 >= grid->n)
        return 0;
    /* Of a narrow column something is left for its words: another face may be wider than ours. */
    const double most = MAX (grid->widths[column] - LEAST, 4);
    return MIN (grid->right[column] && !grid->right[column + 1] ? BETWEEN_SIDES : BETWEEN, most);
}

static void
put_border (GString *out, const char *side, guint eighths, guint32 colour)
{
    g_string_append_printf (out, "<w:%s w:val=\"single\" w:sz=\"%u\" w:space=\"0\" w:color=\"%06X\"/>", side, eighths, colour);
}

/* Those that a row or a framed column adds to the style's; Word wants them in this order. */
static void
put_borders (Docx *docx, const Grid *grid, const DcmmNode *row, guint column)
{
    const gboolean framed = column < grid->n && grid->framed[column];
    const gboolean first = framed && row == row->parent->first && row->parent->kind == DCMM_NODE_THEAD;
    const gboolean last = framed && row == row->parent->last && row->parent->kind == DCMM_NODE_TBODY;
    const gboolean total = dcmm_node_is (row, "class", "total"), reached = dcmm_node_is (row, "class", "reached");
    const guint32 accent = docx->inks[DCMM_INK_ACCENT];

    if (!framed && !total && !reached)
        return;
    g_string_append (docx->body, "<w:tcBorders>");
    if (first || total)
        put_border (docx->body, "top", first ? 10 : 6, first ? accent : docx->inks[DCMM_INK_NAVY]);
    if (framed)
        put_border (docx->body, "left", 10, accent);
    if (last || reached)
        put_border (docx->body, "bottom", last ? 10 : 8, accent);
    if (framed)
        put_border (docx->body, "right", 10, accent);
    g_string_append (docx->body, "</w:tcBorders>");
}

static void
put_cell_properties (Docx *docx, const Grid *grid, const DcmmNode *row, guint column, guint span, gboolean shaded)
{
    double width = 0;

    for (guint i = column; i < MIN (column + span, grid->n); i++)
        width += grid->widths[i];
    g_string_append_printf (docx->body, "<w:tcPr><w:tcW w:w=\"%d\" w:type=\"dxa\"/>", TWIPS (width));
    if (span > 1)
        g_string_append_printf (docx->body, "<w:gridSpan w:val=\"%u\"/>", span);
    put_borders (docx, grid, row, column);
    if (shaded)
        g_string_append_printf (docx->body, "<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"%06X\"/>", docx->inks[DCMM_INK_SURFACE]);
    g_string_append_printf (docx->body, "<w:tcMar><w:right w:w=\"%d\" w:type=\"dxa\"/></w:tcMar></w:tcPr>", TWIPS (after (grid, column + span - 1)));
}

static DocxLook
look_of (const DcmmNode *row, const DcmmNode *cell)
{
    const gboolean group = dcmm_node_is (row, "class", "group");
    DocxLook look = { .ink = DCMM_INK_NONE };

    look.bold = group || dcmm_node_is (row, "class", "total") || dcmm_node_is (cell, "class", "strong") ? 1 : 0;
    look.accent = dcmm_node_is (cell, "class", "accent") ? 1 : 0;
    look.muted = dcmm_node_is (cell, "class", "muted") ? 1 : 0;
    look.ink = group ? DCMM_INK_NAVY : DCMM_INK_NONE;
    return look;
}

static void
put_cell (Docx *docx, const Grid *grid, const DcmmNode *row, const DcmmNode *cell, guint column, gboolean head, gboolean keep)
{
    const DocxLook saved = docx->look;
    DocxParagraph paragraph = DOCX_PARAGRAPH (head ? "TableHead" : grid->little ? "TableSmall" : "TableText");

    paragraph.right = grid->right[column] || dcmm_node_is (cell, "class", "num");
    paragraph.centred = !paragraph.right && grid->centred[column];
    paragraph.keep = keep;
    docx->look = look_of (row, cell);
    dcmm_docx_begin (docx, &paragraph);
    if (!cell->first && !head)
        dcmm_docx_text (docx, "—");
    dcmm_docx_children (docx, cell);
    dcmm_docx_end (docx);
    docx->look = saved;
}

static gsize
length_of (const DcmmNode *row)
{
    gsize longest = 0;

    for (const DcmmNode *cell = row->first; cell; cell = cell->next) {
        g_autofree char *words = dcmm_node_words (cell);
        longest = MAX (longest, (gsize) g_utf8_strlen (words, -1));
    }
    return longest;
}

static void
put_row (Docx *docx, const Grid *grid, const DcmmNode *row, gboolean head, gboolean shaded, gboolean keep)
{
    const guint mark = dcmm_docx_mark (docx, row);
    const DcmmNode *callout = docx->callout;
    guint column = 0;

    if (mark)
        g_array_append_val (docx->pending, mark);
    g_string_append (docx->body, "<w:tr><w:trPr>");
    if (length_of (row) < LONG_ROW)
        g_string_append (docx->body, "<w:cantSplit/>");
    if (head && !dcmm_node_is (grid->node, "repeat", "no"))
        g_string_append (docx->body, "<w:tblHeader/>");
    g_string_append (docx->body, "</w:trPr>");
    docx->callout = NULL;               /* its line stands beside the table, not in each cell */
    for (const DcmmNode *cell = row->first; cell && column < grid->n; cell = cell->next) {
        const guint span = MIN (span_of (cell), grid->n - column);
        g_string_append (docx->body, "<w:tc>");
        put_cell_properties (docx, grid, row, column, span, shaded);
        put_cell (docx, grid, row, cell, column, head, keep);
        g_string_append (docx->body, "</w:tc>");
        column += span;
    }
    for (; column < grid->n; column++) {                /* Word takes no row that is short of cells */
        const DocxParagraph empty = DOCX_PARAGRAPH ("TableText");
        g_string_append (docx->body, "<w:tc>");
        put_cell_properties (docx, grid, row, column, 1, shaded);
        dcmm_docx_begin (docx, &empty);
        dcmm_docx_end (docx);
        g_string_append (docx->body, "</w:tc>");
    }
    docx->callout = callout;
    g_string_append (docx->body, "</w:tr>\n");
}

static guint
count_rows (const DcmmNode *table, DcmmNodeKind kind)
{
    guint n = 0;

    for (const DcmmNode *part = table->first; part; part = part->next)
        for (const DcmmNode *row = part->kind == kind ? part->first : NULL; row; row = row->next)
            n++;
    return n;
}

static gboolean
is_shaded (const DcmmNode *table, const DcmmNode *row, guint n_rows, guint i)
{
    if (dcmm_node_is (table, "zebra", "no") || (n_rows < ZEBRA_FROM && !dcmm_node_is (table, "zebra", "yes")))
        return FALSE;
    return i % 2 == 1 && !dcmm_node_is (row, "class", "total") && !dcmm_node_is (row, "class", "group");
}

/* No row alone at the top or foot of a sheet; stripes begin anew under each group. */
static void
put_rows (Docx *docx, const Grid *grid, DcmmNodeKind kind)
{
    const gboolean head = kind == DCMM_NODE_THEAD, within = dcmm_docx_keeps (docx, grid->node);
    const guint n = count_rows (grid->node, kind);
    guint at = 0, stripe = 0;

    for (const DcmmNode *part = grid->node->first; part; part = part->next)
        for (const DcmmNode *row = part->kind == kind ? part->first : NULL; row; row = row->next, at++, stripe++) {
            const gboolean group = dcmm_node_is (row, "class", "group");
            if (group)
                stripe = 0;
            put_row (docx, grid, row, head, !head && is_shaded (grid->node, row, n, stripe),
                     head || within || group || (n > 1 && (at == 0 || at + 2 == n)));
        }
}

gboolean
dcmm_docx_open_table (Docx *docx, const DcmmNode *node)
{
    const double left = docx->callout ? 11.5 : 0, room = dcmm_docx_span (node) * DOCX_STEP - DOCX_GUTTER - left;
    const guint heads = count_rows (node, DCMM_NODE_THEAD), rows = count_rows (node, DCMM_NODE_TBODY);
    double sum = 0;
    Grid grid;

    dcmm_docx_end (docx);
    if (!heads && !rows)
        return FALSE;
    grid_init (&grid, node, room);
    for (guint i = 0; i < grid.n; i++)
        sum += grid.widths[i];
    g_string_append_printf (docx->body, "<w:tbl><w:tblPr><w:tblStyle w:val=\"Grid\"/><w:tblW w:w=\"%d\" w:type=\"dxa\"/>", TWIPS (sum));
    if (left > 0)
        g_string_append_printf (docx->body, "<w:tblInd w:w=\"%d\" w:type=\"dxa\"/>", TWIPS (left));
    g_string_append_printf (docx->body, "<w:tblLayout w:type=\"fixed\"/><w:tblLook w:val=\"%s\" w:firstRow=\"%d\" w:lastRow=\"0\" w:firstColumn=\"0\" w:lastColumn=\"0\" "
                            "w:noHBand=\"1\" w:noVBand=\"1\"/></w:tblPr><w:tblGrid>", heads ? "0620" : "0600", heads > 0);
    for (guint i = 0; i < grid.n; i++)
        g_string_append_printf (docx->body, "<w:gridCol w:w=\"%d\"/>", TWIPS (grid.widths[i]));
    g_string_append (docx->body, "</w:tblGrid>\n");
    put_rows (docx, &grid, DCMM_NODE_THEAD);
    put_rows (docx, &grid, DCMM_NODE_TBODY);
    g_string_append (docx->body, "</w:tbl>\n");
    dcmm_docx_gap (docx, node->next ? 8 : 2);
    return FALSE;
}
