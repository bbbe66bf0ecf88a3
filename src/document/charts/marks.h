/* Small marks that stand in lines of text, in table cells and in charts, and look the same in all of them. */
#pragma once
#include "document/canvas.h"

#define DCMM_BAR_HEIGHT 6.0f        /* the target's tick stands 2 beyond on both sides */

/* A mini bar from x, y (its upper left corner), @w wide, for 0 to @max; a tick at @target unless that is NAN; @value
 * NAN: hatched. */
void dcmm_draw_bar (DcmmCanvas *canvas, float x, float y, float w, float value, float target, float max);
/* A value pie: ○ 0, ● 1, between them the share of the circle, clockwise from the top. */
void dcmm_draw_pie (DcmmCanvas *canvas, float x, float y, float radius, float share);
