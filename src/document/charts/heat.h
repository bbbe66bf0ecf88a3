/* The heat map: its measures (heat-plan.c), the marks of its cells and legend (heat-cell.c), the drawing (heat.c). */
#pragma once
#include "document/charts/charts-private.h"

#define LEVELS          5
#define STACKED_DOMAIN 20.0f        /* heights of the stacked form */
#define STACKED_NAME   13.0f
#define STACKED_CELLS  22.0f
#define STACKED_GAP     5.0f

typedef struct {
    const DcmmNode *chart;
    DcmmCanvas     *canvas;
    gboolean        strip, stacked;
    int             target;
    float           top, row;                       /* where rows begin; height of a row of cells */
    float           domain, id, item;               /* widths of the columns */
    float           cells, cell;                    /* place of the first cell, width of each */
    float           bar, bar_width;                 /* place; width 0: no room for one */
    float           score, level;                   /* right edges of what is right-aligned */
} Heat;

/* -- heat-plan.c -- */

gboolean dcmm_heat_is_stacked     (float width, gboolean strip);
gboolean dcmm_heat_begins_domain  (const DcmmNode *row);
float    dcmm_heat_row_height     (const DcmmNode *chart);
float    dcmm_heat_legend_height  (const DcmmNode *chart, float width);
float    dcmm_heat_head_height    (const DcmmNode *chart);
float    dcmm_heat_full_height    (const DcmmNode *chart, float width, gboolean strip);
/* The columns of the two forms. */
void     dcmm_heat_divide_width   (Heat *heat);
void     dcmm_heat_divide_stacked (Heat *heat);
float    dcmm_heat_cell_place     (const Heat *heat, int level);
float    dcmm_heat_cells_end      (const Heat *heat);

/* -- heat-cell.c -- */

/* A cell's field; @chart holds the words for what has no number. Draws all but the words that must lie over the frame. */
void dcmm_heat_cell (DcmmCanvas *canvas, const DcmmNode *chart, const DcmmNode *cell, DcmmBox box);

/* The legend's entries, as the template lists them: only marks that occur. Gives how many; at most DCMM_HEAT_KEYS. */
#define DCMM_HEAT_KEYS 16
guint dcmm_heat_keys (const DcmmNode *chart, DcmmKey keys[DCMM_HEAT_KEYS]);
