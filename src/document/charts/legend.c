#include "document/charts/charts-private.h"

#define TO_LABEL  4.0f
#define TO_FIRST  9.0f
#define GAP_MOST  14.0f         /* between entries; they move together before a second line is begun */
#define GAP_LEAST  7.0f

/* Wider than any face will set it: Han a full em, other characters 0.6 em. */
static float
guess (const char *text, float size)
{
    float ems = 0;

    for (const char *c = text; *c; c = g_utf8_next_char (c))
        ems += g_utf8_get_char (c) >= 0x2010 ? 1.0f : 0.6f;
    return ems * size;
}

/* @canvas NULL: guessed. */
static float
label_width (DcmmCanvas *canvas, const char *label)
{
    return canvas ? dcmm_text_width (canvas, DCMM_LABEL, FALSE, label) : guess (label, DCMM_LABEL);
}

static float
key_width (DcmmCanvas *canvas, const DcmmKey *key)
{
    return key->width + TO_LABEL + label_width (canvas, key->label);
}

/* How many entries from @first on stand in one line of @width, and the gap that lets them. */
static guint
fill_line (DcmmCanvas *canvas, const DcmmKey *keys, guint first, guint n, float width, float *gap)
{
    float used = key_width (canvas, &keys[first]);
    guint k = 1;

    while (first + k < n && used + key_width (canvas, &keys[first + k]) + GAP_LEAST * (float) k <= width)
        used += key_width (canvas, &keys[first + k++]);
    *gap = k > 1 ? CLAMP ((width - used) / (float) (k - 1), GAP_LEAST, GAP_MOST) : 0;
    return k;
}

guint
dcmm_legend_lines (const DcmmKey *keys, guint n, const char *title, float width)
{
    float x = title ? label_width (NULL, title) + TO_FIRST : 0, gap;
    guint lines = 0;

    for (guint i = 0; i < n; lines++, x = 0)
        i += fill_line (NULL, keys, i, n, width - x, &gap);
    return lines;
}

static void
draw_key (DcmmCanvas *canvas, const DcmmKey *key, float x, float middle)
{
    key->draw (canvas, key->kind, x, middle);
    dcmm_draw_label (canvas, x + key->width + TO_LABEL, middle, FALSE, DCMM_INK_INK, DCMM_START, key->label);
}

void
dcmm_legend_draw (DcmmCanvas *canvas, const DcmmKey *keys, guint n, const char *title, float y)
{
    float x = 0, gap, middle = y + DCMM_LEGEND_LINE / 2;

    if (title)
        x = dcmm_draw_label (canvas, 0, middle, FALSE, DCMM_INK_MUTED, DCMM_START, title) + TO_FIRST;
    for (guint i = 0; i < n; middle += DCMM_LEGEND_LINE, x = 0)
        for (guint k = fill_line (canvas, keys, i, n, dcmm_canvas_width (canvas) - x, &gap); k > 0; k--, i++) {
            draw_key (canvas, &keys[i], x, middle);
            x += key_width (canvas, &keys[i]) + gap;
        }
}
