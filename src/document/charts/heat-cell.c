#include "document/charts/heat.h"

#include <string.h>

/* Fixed bins (storyboard, 6.4): equal data look equal in every report. */
static const struct {
    const char *kind;               /* in the legend */
    float       from;
    DcmmInk     fill, on;
} bins[] = {
    { "0",     0, DCMM_INK_HEAT_0,   DCMM_INK_ON_HEAT_0   },
    { "1",     0.0001f, DCMM_INK_HEAT_1, DCMM_INK_ON_HEAT_1 },
    { "50",   50, DCMM_INK_HEAT_50,  DCMM_INK_ON_HEAT_50  },
    { "80",   80, DCMM_INK_HEAT_80,  DCMM_INK_ON_HEAT_80  },
    { "100", 100, DCMM_INK_HEAT_100, DCMM_INK_ON_HEAT_100 },
};

static guint
find_bin (float value)
{
    guint bin = 0;

    while (bin + 1 < G_N_ELEMENTS (bins) && value >= bins[bin + 1].from)
        bin++;
    return bin;
}

static void
fill_bin (DcmmCanvas *canvas, guint bin, DcmmBox box)
{
    dcmm_draw_rect (canvas, box.x, box.y, box.w, box.h, dcmm_filled (bins[bin].fill));
    if (bin == 0)           /* so pale that its edge is drawn */
        dcmm_draw_rect (canvas, box.x + 0.25f, box.y + 0.25f, box.w - 0.5f, box.h - 0.5f,
                        dcmm_stroked (DCMM_INK_RULE, 0.5f, DCMM_SOLID));
}

static void
frame_open (DcmmCanvas *canvas, DcmmBox box)
{
    dcmm_draw_rect (canvas, box.x + 0.4f, box.y + 0.4f, box.w - 0.8f, box.h - 0.8f,
                    (DcmmStyle) { .fill = DCMM_INK_GROUND, .stroke = DCMM_INK_MUTED, .width = 0.8f, .dash = DCMM_DOTTED });
}

static void
frame_uncounted (DcmmCanvas *canvas, DcmmBox box)
{
    dcmm_draw_rect (canvas, box.x + 0.25f, box.y + 0.25f, box.w - 0.5f, box.h - 0.5f,
                    dcmm_stroked (DCMM_INK_GRID, 0.5f, DCMM_SOLID));
}

/* A white corner; its edge is drawn where the field itself is pale. */
static void
draw_corner (DcmmCanvas *canvas, DcmmBox box, DcmmInk edge)
{
    const float side = 6.5f, x = box.x + box.w - 1, y = box.y + 1;
    const float points[] = { x - side, y, x, y, x, y + side };

    dcmm_draw_poly (canvas, points, 3, TRUE,
                    edge == DCMM_INK_NONE ? dcmm_filled (DCMM_INK_GROUND) : dcmm_framed (DCMM_INK_GROUND, edge, 0.7f));
}

static void
draw_partly (DcmmCanvas *canvas, float x, float y, DcmmInk ink)
{
    dcmm_draw_circle (canvas, x, y, 1.9f, dcmm_stroked (ink, 0.8f, DCMM_SOLID));
}

static void
draw_number (DcmmCanvas *canvas, const char *text, DcmmInk ink, DcmmBox box)
{
    dcmm_draw_label (canvas, box.x + box.w / 2, box.y + box.h / 2, FALSE, ink, DCMM_MIDDLE, text);
}

static void
draw_open (DcmmCanvas *canvas, const DcmmNode *chart, DcmmBox box)
{
    const char *word = dcmm_chart_word (chart, "open-word");

    frame_open (canvas, box);
    if (dcmm_text_width (canvas, DCMM_LITTLE, FALSE, word) + 3 <= box.w)
        dcmm_draw_text (canvas, box.x + box.w / 2, dcmm_centred (box.y + box.h / 2, DCMM_LITTLE), DCMM_LITTLE, FALSE,
                        DCMM_INK_MUTED, DCMM_MIDDLE, word);
}

void
dcmm_heat_cell (DcmmCanvas *canvas, const DcmmNode *chart, const DcmmNode *cell, DcmmBox box)
{
    const guint bin = find_bin (dcmm_chart_number (cell, "v", 0));
    const gboolean counted = !dcmm_chart_flag (cell, "uncounted");
    const DcmmInk ink = counted ? bins[bin].on : DCMM_INK_MUTED;

    if (dcmm_node_is (cell, "kind", "na")) {
        dcmm_draw_missing (canvas, box, dcmm_chart_word (chart, "na-word"));
        return;
    }
    if (dcmm_node_is (cell, "kind", "open")) {
        draw_open (canvas, chart, box);
        return;
    }
    if (counted)
        fill_bin (canvas, bin, box);
    else
        frame_uncounted (canvas, box);
    draw_number (canvas, dcmm_chart_word (cell, "v"), ink, box);
    if (dcmm_chart_flag (cell, "partly"))
        draw_partly (canvas, box.x + 4.2f, box.y + box.h - 4.2f, ink);
    if (dcmm_chart_flag (cell, "inverted"))
        draw_corner (canvas, box, counted && bin >= 3 ? DCMM_INK_NONE : DCMM_INK_INK);
}

/* -- legend -- */

#define SWATCH 16.0f
#define SWATCH_HEIGHT 10.0f

static DcmmBox
swatch (float x, float middle)
{
    return (DcmmBox) { x, middle - SWATCH_HEIGHT / 2, SWATCH, SWATCH_HEIGHT };
}

static void
key_bin (DcmmCanvas *canvas, const char *kind, float x, float middle)
{
    for (guint i = 0; i < G_N_ELEMENTS (bins); i++)
        if (strcmp (bins[i].kind, kind) == 0)
            fill_bin (canvas, i, swatch (x, middle));
}

static void
key_na (DcmmCanvas *canvas, const char *kind, float x, float middle)
{
    (void) kind;
    dcmm_draw_missing (canvas, swatch (x, middle), NULL);
}

static void
key_open (DcmmCanvas *canvas, const char *kind, float x, float middle)
{
    (void) kind;
    frame_open (canvas, swatch (x, middle));
}

static void
key_partly (DcmmCanvas *canvas, const char *kind, float x, float middle)
{
    (void) kind;
    draw_partly (canvas, x + 4, middle, DCMM_INK_INK);
}

static void
key_inverted (DcmmCanvas *canvas, const char *kind, float x, float middle)
{
    (void) kind;
    draw_corner (canvas, (DcmmBox) { x, middle - 4.5f, 9, 9 }, DCMM_INK_INK);
}

static void
key_uncounted (DcmmCanvas *canvas, const char *kind, float x, float middle)
{
    const DcmmBox box = swatch (x, middle);

    (void) kind;
    dcmm_draw_line (canvas, box.x + 0.6f, box.y, box.x + 0.6f, box.y + box.h, dcmm_stroked (DCMM_INK_INK, 1.2f, DCMM_SOLID));
    frame_uncounted (canvas, (DcmmBox) { box.x + 2.5f, box.y, box.w - 2.5f, box.h });
}

static const struct {
    const char *kind;
    float       width;
    void      (*draw) (DcmmCanvas *canvas, const char *kind, float x, float middle);
} key_kinds[] = {
    { "0",         SWATCH, key_bin       },
    { "1",         SWATCH, key_bin       },
    { "50",        SWATCH, key_bin       },
    { "80",        SWATCH, key_bin       },
    { "100",       SWATCH, key_bin       },
    { "na",        SWATCH, key_na        },
    { "open",      SWATCH, key_open      },
    { "partly",    8,      key_partly    },
    { "inverted",  9,      key_inverted  },
    { "uncounted", SWATCH, key_uncounted },
};

guint
dcmm_heat_keys (const DcmmNode *chart, DcmmKey keys[DCMM_HEAT_KEYS])
{
    guint n = 0;

    for (const DcmmNode *key = dcmm_chart_first (chart, "key"); key && n < DCMM_HEAT_KEYS; key = dcmm_chart_next (key))
        for (guint i = 0; i < G_N_ELEMENTS (key_kinds); i++)
            if (dcmm_node_is (key, "kind", key_kinds[i].kind))
                keys[n++] = (DcmmKey) { key_kinds[i].kind, dcmm_chart_word (key, "label"), key_kinds[i].width,
                                        key_kinds[i].draw };
    return n;
}
