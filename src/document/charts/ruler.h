/* The level ruler in three parts: the bar, what stands over it, what stands under it. */
#pragma once
#include "document/charts/charts-private.h"

#define BAR_TOP     48.0f
#define BAR_HEIGHT  16.0f
#define BAR_BOTTOM  (BAR_TOP + BAR_HEIGHT)

typedef struct {
    const DcmmNode *chart;
    DcmmCanvas     *canvas;
    DcmmScale       scale;
    gboolean        has_now, has_target, close;
    float           now, target;            /* places */
    gboolean        names;                  /* the levels' names have room */
    gboolean        to_left;                /* the score stands left of its mark: away from the target */
} Ruler;

/* The target's line, where it begins below the bar because above it the two marks are one. */
DcmmBox  dcmm_ruler_low_line  (const Ruler *ruler);
/* Does a sign stand there, under the bar? */
gboolean dcmm_ruler_is_signed (const Ruler *ruler, DcmmBox box);

void dcmm_ruler_draw_over  (const Ruler *ruler);
void dcmm_ruler_draw_under (const Ruler *ruler);
/* Labels under the thresholds: two of them may want two rows. */
guint dcmm_ruler_notes (const DcmmNode *chart);
