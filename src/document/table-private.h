/* A table between its two halves: table.c measures it and makes pieces, table-draw.c draws them. */
#pragma once
#include "document/flow.h"

#define PADDING 3.6f            /* above and below the words of a row */

typedef struct {
    float      x, width;        /* of the words */
    DcmmAnchor align;
    gboolean   framed;
} Column;

typedef struct {
    DcmmText *text;
    guint     column, span;
    guint     n;                /* lines */
    Column    place;
} Cell;

typedef struct {
    float   width;
    Column *columns;
    guint   n_columns;
    Look    look;
    GPtrArray *rows;            /* of Row, heads first */
} Table;

typedef struct {
    const Table    *table;
    const DcmmNode *node;
    Cell           *cells;
    guint           n_cells;
    guint           n_lines;    /* of its highest cell */
    gboolean        head, shaded;
    float           height;
} Row;

void dcmm_table_draw_row   (DcmmLayout *layout, const Piece *piece, DcmmCanvas *canvas, float x, float y);    /* data: Row */
/* One line, piece->index, of a row that is taller than half a sheet. */
void dcmm_table_draw_slice (DcmmLayout *layout, const Piece *piece, DcmmCanvas *canvas, float x, float y);
/* The heads as one piece, piece->index of them, so that all of it comes again; data: Table. */
void dcmm_table_draw_head  (DcmmLayout *layout, const Piece *piece, DcmmCanvas *canvas, float x, float y);
