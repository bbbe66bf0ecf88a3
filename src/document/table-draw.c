#include "document/table-private.h"

static void
draw_cell_line (const Row *row, const Cell *cell, guint line, DcmmCanvas *canvas, float x, float y)
{
    const Look *look = &row->table->look;
    const float slack = cell->place.width - dcmm_text_line_width (cell->text, line);
    const float shift = cell->place.align == DCMM_START ? 0 : cell->place.align == DCMM_END ? slack : slack / 2;

    dcmm_text_draw (cell->text, canvas, line, x + cell->place.x + shift, dcmm_baseline (y, look->leading, look->size));
}

/* Lines @from to @to of all cells; those of a head stand at its foot. */
static void
draw_lines (DcmmLayout *layout, const Row *row, guint from, guint to, DcmmCanvas *canvas, float x, float y)
{
    for (guint c = 0; c < row->n_cells; c++) {
        const Cell *cell = &row->cells[c];
        const guint down = row->head ? row->n_lines - cell->n : 0;
        dcmm_text_number (cell->text, dcmm_page_of, layout);
        dcmm_draw_begin (canvas, row->head ? DCMM_ROLE_CELL_HEAD : DCMM_ROLE_CELL, NULL);
        for (guint i = from; i < MIN (to, cell->n); i++)
            draw_cell_line (row, cell, i, canvas, x, y + (float) (i - from + down) * row->table->look.leading);
        dcmm_draw_end (canvas);
    }
}

static void
draw_rule (const Row *row, DcmmCanvas *canvas, float x, float y, DcmmInk ink, float width)
{
    dcmm_draw_line (canvas, x, y, x + row->table->width, y, (DcmmStyle) { .stroke = ink, .width = width });
}

/* Inside the row, so that the stripe of the next one does not cover it. */
static void
draw_foot_rule (const Row *row, DcmmCanvas *canvas, float x, float y)
{
    if (row->head)
        draw_rule (row, canvas, x, y - 0.4f, DCMM_INK_NAVY, 0.8f);
    else if (dcmm_node_is (row->node, "class", "reached"))
        draw_rule (row, canvas, x, y - 0.5f, DCMM_INK_ACCENT, 1);
    else
        draw_rule (row, canvas, x, y - 0.25f, DCMM_INK_GRID, 0.5f);
}

#define FRAME        1.2f
#define FRAME_INSET  5.0f       /* from the words of the column: the blank between two of them is 8 */

/* A column's frame, the part of it that lies in this row: its sides, its top over the first row, its foot under the last. */
static void
draw_frame (const Row *row, const Column *column, DcmmCanvas *canvas, float x, float y, float height)
{
    const GPtrArray *rows = row->table->rows;
    const float left = x + column->x - FRAME_INSET, right = x + column->x + column->width + FRAME_INSET;
    const float top = y + FRAME / 2, bottom = y + height - FRAME / 2;
    const DcmmStyle style = { .stroke = DCMM_INK_ACCENT, .width = FRAME };

    dcmm_draw_line (canvas, left, y, left, y + height, style);
    dcmm_draw_line (canvas, right, y, right, y + height, style);
    if (row == rows->pdata[0])
        dcmm_draw_line (canvas, left, top, right, top, style);
    if (row == rows->pdata[rows->len - 1])
        dcmm_draw_line (canvas, left, bottom, right, bottom, style);
}

static void
draw_ground (const Row *row, DcmmCanvas *canvas, float x, float y, float height, gboolean first, gboolean last)
{
    dcmm_draw_begin (canvas, DCMM_ROLE_ARTIFACT, NULL);
    if (row->shaded)
        dcmm_draw_rect (canvas, x, y, row->table->width, height, (DcmmStyle) { .fill = DCMM_INK_SURFACE });
    if (first && dcmm_node_is (row->node, "class", "total"))
        draw_rule (row, canvas, x, y + 0.4f, DCMM_INK_NAVY, 0.8f);
    if (last)
        draw_foot_rule (row, canvas, x, y + height);
    for (guint c = 0; c < row->table->n_columns; c++)
        if (row->table->columns[c].framed)
            draw_frame (row, &row->table->columns[c], canvas, x, y, height);
    dcmm_draw_end (canvas);
}

void
dcmm_table_draw_row (DcmmLayout *layout, const Piece *piece, DcmmCanvas *canvas, float x, float y)
{
    const Row *row = piece->data;

    draw_ground (row, canvas, x, y, piece->height, TRUE, TRUE);
    draw_lines (layout, row, 0, row->n_lines, canvas, x, y + PADDING);
}

/* One line of a row that is taller than half a sheet. */
void
dcmm_table_draw_slice (DcmmLayout *layout, const Piece *piece, DcmmCanvas *canvas, float x, float y)
{
    const Row *row = piece->data;
    const gboolean first = piece->index == 0, last = piece->index + 1 == row->n_lines;

    draw_ground (row, canvas, x, y, piece->height, first, last);
    draw_lines (layout, row, piece->index, piece->index + 1, canvas, x, y + (first ? PADDING : 0));
}

/* The heads as one piece, so that all of it comes again. */
void
dcmm_table_draw_head (DcmmLayout *layout, const Piece *piece, DcmmCanvas *canvas, float x, float y)
{
    const Table *table = piece->data;

    for (guint i = 0; i < piece->index; i++) {
        Piece one = *piece;
        Row  *row = table->rows->pdata[i];
        one.data = row;
        one.height = row->height;
        dcmm_table_draw_row (layout, &one, canvas, x, y);
        y += row->height;
    }
}
