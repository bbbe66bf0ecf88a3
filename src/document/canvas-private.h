/* For those who put finished marks on a canvas (text.c) or know whose strings they are. */
#pragma once
#include "document/arena.h"
#include "document/canvas.h"

DcmmArena       *dcmm_canvas_arena (DcmmCanvas *canvas);
struct _DcmmFont *dcmm_canvas_font (const DcmmCanvas *canvas);
/* A mark of @kind at a place; zeroed otherwise, to be filled in before the next one is added. */
DcmmMark        *dcmm_canvas_add   (DcmmCanvas *canvas, DcmmMarkKind kind, float x, float y);

/* To 0.01 point, which no printer can tell apart, so that rounding noise does not reach the bytes. */
static inline float
dcmm_round (float v)
{
    return (float) (int) (v * 100 + (v < 0 ? -0.5f : 0.5f)) / 100;
}
