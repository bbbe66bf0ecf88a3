/* Charts, written once over the canvas. A chart knows no page and no format: it gets its node (data and words) and a
 * width, and draws on a canvas of its own whose height it decides.
 */
#pragma once
#include "document/canvas.h"
#include "document/node.h"

typedef struct {
    const char *kind;           /* the chart's @kind */
    /* The height it will have at this width; draws nothing. */
    float     (*height) (const DcmmNode *chart, float width);
    void      (*draw)   (const DcmmNode *chart, DcmmCanvas *canvas);     /* canvas of that width and height */
} DcmmChart;

extern const DcmmChart dcmm_charts[];   /* ends with a NULL kind; one row a file in charts/ */

/* NULL where the kind is unknown (node.c has refused it before). The canvas is begun and ended as a figure with the
 * chart's alternative text (@alt). */
DcmmCanvas *dcmm_chart_draw (const DcmmNode *chart, struct _DcmmFont *font, float width);
