/* Tables (storyboard, 6.5): open, rules between rows, heads that come again, rows that are parted only when they are
 * taller than half a sheet. */
#include "document/table-private.h"

#include <string.h>

#define BETWEEN       8.0f      /* columns */
#define BETWEEN_SIDES 16.0f     /* where a right-aligned column meets a left-aligned one */
#define ZEBRA_FROM    12
#define HALF_SHEET    357.0f

static DcmmAnchor
alignment (const DcmmNode *col)
{
    return dcmm_node_is (col, "align", "right") ? DCMM_END : dcmm_node_is (col, "align", "center") ? DCMM_MIDDLE : DCMM_START;
}

static guint
span_of (const DcmmNode *cell)
{
    return (guint) CLAMP (dcmm_node_number (cell, "colspan", 1), 1, 100);
}

static guint
count_columns (const DcmmNode *node)
{
    guint cols = 0, cells = 0;

    for (const DcmmNode *part = node->first; part; part = part->next) {
        cols += part->kind == DCMM_NODE_COL;
        if (part->kind == DCMM_NODE_COL || cells || !part->first)
            continue;
        for (const DcmmNode *cell = part->first->first; cell; cell = cell->next)
            cells += span_of (cell);
    }
    return cols ? cols : MAX (cells, 1);
}

/* Columns wider than the place for them are all made narrower alike. */
static void
fit_columns (Table *table, float *widths, float room)
{
    float sum = 0;

    for (guint i = 0; i < table->n_columns; i++)
        sum += widths[i];
    const float scale = sum > room ? room / sum : 1;
    for (guint i = 0; i < table->n_columns; i++)
        widths[i] *= scale;
    table->width = sum * scale;
}

static void
place_columns (Table *table, const float *widths)
{
    float x = 0;

    for (guint i = 0; i < table->n_columns; i++) {
        Column *column = &table->columns[i];
        const gboolean last = i + 1 == table->n_columns;
        const gboolean sides = !last && column->align == DCMM_END && table->columns[i + 1].align != DCMM_END;
        column->x = x;
        column->width = MAX (widths[i] - (last ? 0 : sides ? BETWEEN_SIDES : BETWEEN), 4);
        x += widths[i];
    }
}

static Table *
make_table (Flow *flow, const DcmmNode *node)
{
    const float size = (float) dcmm_node_number (node, "size", 8.8);
    Table *table = dcmm_arena_take_n (flow->layout->arena, Table, 1);
    const guint n = count_columns (node);
    g_autofree float *widths = g_new (float, n);
    guint i = 0;

    table->n_columns = n;
    table->rows = g_ptr_array_new ();
    dcmm_layout_own (flow->layout, table->rows, (GDestroyNotify) g_ptr_array_unref);
    table->columns = dcmm_arena_take_n (flow->layout->arena, Column, n);
    table->look = (Look) { size, size < 8.5f ? 12 : 13, FALSE, DCMM_INK_INK };
    for (const DcmmNode *col = node->first; col; col = col->next) {
        if (col->kind != DCMM_NODE_COL)
            continue;
        widths[i] = (float) dcmm_node_number (col, "w", 40);
        table->columns[i].framed = dcmm_node_is (col, "frame", "yes");
        table->columns[i++].align = alignment (col);
    }
    for (; i < n; i++)
        widths[i] = (flow->full - flow->x) / (float) n;
    fit_columns (table, widths, flow->full - flow->x);
    place_columns (table, widths);
    return table;
}

static Look
cell_look (const Row *row, const DcmmNode *node)
{
    Look look = row->table->look;

    look.bold = row->head || dcmm_node_is (node, "class", "strong") || dcmm_node_is (row->node, "class", "total") ||
                dcmm_node_is (row->node, "class", "group");
    if (row->head || dcmm_node_is (row->node, "class", "group"))
        look.ink = DCMM_INK_NAVY;
    if (dcmm_node_is (node, "class", "muted"))
        look.ink = DCMM_INK_MUTED;
    if (dcmm_node_is (node, "class", "accent")) {
        look.ink = DCMM_INK_ACCENT_TEXT;
        look.bold = TRUE;
    }
    return look;
}

static gboolean
is_empty (const DcmmNode *cell)
{
    return !cell->first || (cell->first == cell->last && cell->first->kind == DCMM_NODE_TEXT && strcmp (cell->first->text, " ") == 0);
}

/* A cell that holds nothing prints a dash, in a head nothing. */
static DcmmText *
cell_text (DcmmLayout *layout, const Row *row, const DcmmNode *node)
{
    const Look look = cell_look (row, node);
    const Look pale = { look.size, look.leading, FALSE, DCMM_INK_MUTED };

    if (is_empty (node))
        return dcmm_plain_text (layout, row->head ? "" : "—", &pale);
    return dcmm_inline_text (layout, node, &look, TRUE);
}

/* Words for every cell; lines are made of them when all rows are known. */
static Row *
add_words (DcmmLayout *layout, Table *table, const DcmmNode *node, gboolean head)
{
    Row  *row = dcmm_arena_take_n (layout->arena, Row, 1);
    guint column = 0;

    *row = (Row) { .table = table, .node = node, .head = head };
    row->cells = dcmm_arena_take_n (layout->arena, Cell, table->n_columns);
    for (const DcmmNode *cell = node->first; cell && column < table->n_columns; cell = cell->next) {
        const guint span = MIN (span_of (cell), table->n_columns - column);
        row->cells[row->n_cells++] = (Cell) { .text = cell_text (layout, row, cell), .column = column, .span = span };
        column += span;
    }
    g_ptr_array_add (table->rows, row);
    return row;
}

/* A column that is too narrow for its longest word takes what it can of the blank after it, so that "No." is not
 * broken into "No" and "."; 4 of it are left. */
static void
widen_columns (Table *table)
{
    for (guint r = 0; r < table->rows->len; r++) {
        const Row *row = table->rows->pdata[r];
        for (guint c = 0; c < row->n_cells; c++) {
            const Cell *cell = &row->cells[c];
            Column *column = &table->columns[cell->column];
            if (cell->span > 1 || cell->column + 1 == table->n_columns)
                continue;
            const float most = table->columns[cell->column + 1].x - 4 - column->x;
            const float least = dcmm_text_least (cell->text);
            if (least > column->width)
                column->width = MAX (column->width, MIN (least, most));
        }
    }
}

static void
set_lines (const Table *table, Row *row)
{
    row->n_lines = 1;
    for (guint c = 0; c < row->n_cells; c++) {
        Cell *cell = &row->cells[c];
        const Column *last = &table->columns[cell->column + cell->span - 1];
        cell->place = table->columns[cell->column];
        cell->place.width = last->x + last->width - cell->place.x;
        cell->n = dcmm_text_set (cell->text, &(DcmmTextShape) { .width = cell->place.width });
        row->n_lines = MAX (row->n_lines, cell->n);
    }
    row->height = (float) row->n_lines * table->look.leading + 2 * PADDING;
}

static void
add_slices (Flow *flow, Row *row)
{
    for (guint i = 0; i < row->n_lines; i++) {
        const float edges = (i == 0 ? PADDING : 0) + (i + 1 == row->n_lines ? PADDING : 0);
        Piece *piece = dcmm_flow_add (flow, dcmm_table_draw_slice, row, row->table->look.leading + edges, 0);
        piece->index = i;
        piece->lead = i ? PADDING : 0;
        piece->node = i ? NULL : row->node;
        piece->keep = i == 0 || i + 2 == row->n_lines;
    }
}

static void
add_row (Flow *flow, Row *row)
{
    if (row->height > HALF_SHEET) {
        add_slices (flow, row);
        return;
    }
    Piece *piece = dcmm_flow_add (flow, dcmm_table_draw_row, row, row->height, 0);
    piece->node = row->node;
    piece->keep = dcmm_node_is (row->node, "class", "group");
}

static gboolean
is_shaded (const DcmmNode *table, const DcmmNode *row, guint n_rows, guint i)
{
    if (dcmm_node_is (table, "zebra", "no") || (n_rows < ZEBRA_FROM && !dcmm_node_is (table, "zebra", "yes")))
        return FALSE;
    return i % 2 == 1 && !dcmm_node_is (row, "class", "total") && !dcmm_node_is (row, "class", "group");
}

static const Piece *
add_head (Flow *flow, Table *table, guint n_heads)
{
    float height = 0;

    if (!n_heads)
        return NULL;
    for (guint i = 0; i < n_heads; i++)
        height += ((Row *) table->rows->pdata[i])->height;
    Piece *piece = dcmm_flow_add (flow, dcmm_table_draw_head, table, height, 0);
    piece->index = n_heads;
    piece->keep = TRUE;
    Piece *again = dcmm_arena_take_n (flow->layout->arena, Piece, 1);
    *again = *piece;
    return again;
}

static guint
add_part (Flow *flow, Table *table, const DcmmNode *node, DcmmNodeKind kind)
{
    const guint from = table->rows->len;

    for (const DcmmNode *part = node->first; part; part = part->next)
        for (const DcmmNode *tr = part->kind == kind ? part->first : NULL; tr; tr = tr->next)
            add_words (flow->layout, table, tr, kind == DCMM_NODE_THEAD);
    return table->rows->len - from;
}

/* Stripes begin anew under each group. */
static void
shade (const Table *table, const DcmmNode *node, guint n_heads)
{
    const guint n_rows = table->rows->len - n_heads;
    guint i = 0;

    for (guint r = n_heads; r < table->rows->len; r++, i++) {
        Row *row = table->rows->pdata[r];
        if (dcmm_node_is (row->node, "class", "group"))
            i = 0;
        row->shaded = is_shaded (node, row->node, n_rows, i);
    }
}

/* No row alone at the top or foot of a sheet; a row of one line may stand before the last two. */
static void
keep_ends (Flow *flow, guint from)
{
    const guint n = flow->pieces->len;

    if (n < from + 2)
        return;
    g_array_index (flow->pieces, Piece, from).keep = TRUE;
    g_array_index (flow->pieces, Piece, n - 2).keep = TRUE;
}

static void
give_heads (Flow *flow, guint from, const Piece *head)
{
    for (guint i = from + 1; i < flow->pieces->len; i++)
        g_array_index (flow->pieces, Piece, i).head = head;
}

void
dcmm_set_table (Flow *flow, const DcmmNode *node, float before)
{
    Table *table = make_table (flow, node);
    const guint from = flow->pieces->len;
    const guint n_heads = add_part (flow, table, node, DCMM_NODE_THEAD);

    add_part (flow, table, node, DCMM_NODE_TBODY);
    widen_columns (table);
    shade (table, node, n_heads);
    for (guint i = 0; i < table->rows->len; i++)
        set_lines (table, table->rows->pdata[i]);
    const Piece *head = add_head (flow, table, n_heads);
    const guint body = flow->pieces->len;
    for (guint i = n_heads; i < table->rows->len; i++)
        add_row (flow, table->rows->pdata[i]);
    keep_ends (flow, body);
    if (!dcmm_node_is (node, "repeat", "no"))
        give_heads (flow, body, head);
    if (flow->pieces->len == from)
        return;
    Piece *first = &g_array_index (flow->pieces, Piece, from);
    first->before = from ? before : 0;
    if (dcmm_node_get (node, "id"))
        first->node = node;
}
