#include "document/charts/charts-private.h"
#include "document/charts/marks.h"

#include <math.h>

DcmmStyle
dcmm_filled (DcmmInk ink)
{
    return (DcmmStyle) { .fill = ink };
}

DcmmStyle
dcmm_stroked (DcmmInk ink, float width, DcmmDash dash)
{
    return (DcmmStyle) { .stroke = ink, .width = width, .dash = dash };
}

DcmmStyle
dcmm_framed (DcmmInk fill, DcmmInk stroke, float width)
{
    return (DcmmStyle) { .fill = fill, .stroke = stroke, .width = width };
}

void
dcmm_draw_target (DcmmCanvas *canvas, float x1, float y1, float x2, float y2)
{
    dcmm_draw_line (canvas, x1, y1, x2, y2, dcmm_stroked (DCMM_INK_GROUND, 3.4f, DCMM_SOLID));
    dcmm_draw_line (canvas, x1, y1, x2, y2, dcmm_stroked (DCMM_INK_ACCENT, 1.4f, DCMM_DASHED));
}

void
dcmm_draw_diamond (DcmmCanvas *canvas, float x, float y, float half, DcmmStyle style)
{
    const float points[] = { x, y - half, x + half, y, x, y + half, x - half, y };

    dcmm_draw_poly (canvas, points, 4, TRUE, style);
}

void
dcmm_draw_pointer (DcmmCanvas *canvas, float x, float y, gboolean up, DcmmStyle style)
{
    const float back = up ? y + 8 : y - 8;
    const float points[] = { x, y, x + 5, back, x - 5, back };

    dcmm_draw_poly (canvas, points, 3, TRUE, style);
}

void
dcmm_draw_cut (DcmmCanvas *canvas, float x, float foot)
{
    dcmm_draw_line (canvas, x, foot - 2, x, foot - 8, dcmm_stroked (DCMM_INK_GROUND, 2, DCMM_SOLID));
    for (int i = 0; i < 2; i++)
        dcmm_draw_line (canvas, x - 3, foot - 2.5f - 3 * (float) i, x + 3, foot - 4.5f - 3 * (float) i,
                        dcmm_stroked (DCMM_INK_MUTED, 0.8f, DCMM_SOLID));
}

void
dcmm_draw_missing (DcmmCanvas *canvas, DcmmBox box, const char *word)
{
    const float half = 0.25f;       /* the border lies inside the field, as fills do */

    dcmm_draw_hatch (canvas, box.x, box.y, box.w, box.h);
    dcmm_draw_rect (canvas, box.x + half, box.y + half, box.w - 2 * half, box.h - 2 * half,
                    dcmm_stroked (DCMM_INK_HATCH, 0.5f, DCMM_SOLID));
    if (word && *word && dcmm_text_width (canvas, DCMM_LITTLE, FALSE, word) + 4 <= box.w)
        dcmm_draw_chip (canvas, box.x + box.w / 2, box.y + box.h / 2, DCMM_LITTLE, DCMM_INK_MUTED, DCMM_INK_GROUND, word);
}

void
dcmm_draw_bar (DcmmCanvas *canvas, float x, float y, float w, float value, float target, float max)
{
    const DcmmScale scale = { x, w, 0, max };

    if (isnan (value)) {
        dcmm_draw_missing (canvas, (DcmmBox) { x, y, w, DCMM_BAR_HEIGHT }, NULL);
        return;
    }
    dcmm_draw_rect (canvas, x, y, w, DCMM_BAR_HEIGHT, dcmm_filled (DCMM_INK_GRID));
    if (value > 0)
        dcmm_draw_rect (canvas, x, y, dcmm_scale (&scale, value) - x, DCMM_BAR_HEIGHT, dcmm_filled (DCMM_INK_BLUE));
    if (isnan (target))
        return;
    const float tick = dcmm_scale (&scale, target);
    dcmm_draw_rect (canvas, tick - 1.75f, y, 3.5f, DCMM_BAR_HEIGHT, dcmm_filled (DCMM_INK_GROUND));
    dcmm_draw_rect (canvas, tick - 0.75f, y - 2, 1.5f, DCMM_BAR_HEIGHT + 4, dcmm_filled (DCMM_INK_ACCENT));
}

void
dcmm_draw_pie (DcmmCanvas *canvas, float x, float y, float radius, float share)
{
    if (share >= 1) {
        dcmm_draw_circle (canvas, x, y, radius, dcmm_framed (DCMM_INK_BLUE, DCMM_INK_BLUE, 0.8f));
        return;
    }
    dcmm_draw_circle (canvas, x, y, radius, dcmm_framed (DCMM_INK_GROUND, DCMM_INK_BLUE, 0.8f));
    if (share > 0)
        dcmm_draw_sector (canvas, x, y, radius, 0, share, dcmm_filled (DCMM_INK_BLUE));
}
