/* Under the ruler: thresholds, the sign of the peers, of what was held against the answers, and their labels. */
#include "document/charts/ruler.h"

#include <math.h>

#define TICK_LINE   74.0f       /* baseline of the thresholds */
#define SIGN_MIDDLE 70.0f       /* of ◇ and △ under the bar */
#define NOTE_LINE   84.5f       /* baseline of their labels, and of a second row NOTE_STEP below */
#define NOTE_STEP   10.0f

typedef struct {
    const char *place, *label;      /* attributes */
    DcmmInk     ink;
    void      (*draw) (DcmmCanvas *canvas, float x);
} Sign;

static void
draw_peers (DcmmCanvas *canvas, float x)
{
    dcmm_draw_diamond (canvas, x, SIGN_MIDDLE, 4.5f, dcmm_framed (DCMM_INK_GROUND, DCMM_INK_MUTED, 1.2f));
}

static void
draw_after (DcmmCanvas *canvas, float x)
{
    dcmm_draw_pointer (canvas, x, BAR_BOTTOM + 2, TRUE, dcmm_framed (DCMM_INK_GROUND, DCMM_INK_BLUE, 1.2f));
}

static const Sign signs[] = {
    { "benchmark", "benchmark-label", DCMM_INK_MUTED, draw_peers },
    { "after",     "after-label",     DCMM_INK_BLUE,  draw_after },
    { "ceiling",   "ceiling-label",   DCMM_INK_MUTED, NULL       },
};

static float
sign_place (const Ruler *ruler, const Sign *sign)
{
    const float x = dcmm_scale (&ruler->scale, dcmm_chart_number (ruler->chart, sign->place, 0));

    return sign->draw || !ruler->has_now ? x : (ruler->now + x) / 2;     /* the label of a band stands under its middle */
}

/* Does a sign stand there? */
gboolean
dcmm_ruler_is_signed (const Ruler *ruler, DcmmBox box)
{
    for (guint i = 0; i < G_N_ELEMENTS (signs); i++)
        if (signs[i].draw && dcmm_chart_has (ruler->chart, signs[i].place) &&
            dcmm_boxes_meet (box, (DcmmBox) { sign_place (ruler, &signs[i]) - 5, BAR_BOTTOM, 10, 12 }, 1.5f))
            return TRUE;
    return FALSE;
}

/* The target's line, where it begins below the bar because above it the two marks are one. */
DcmmBox
dcmm_ruler_low_line (const Ruler *ruler)
{
    return (DcmmBox) { ruler->target - 1, BAR_BOTTOM + 1, 2, 11 };
}

/* A threshold's label makes room for signs and for the target's line. */
static gboolean
is_taken (const Ruler *ruler, DcmmBox box)
{
    return dcmm_ruler_is_signed (ruler, box) || (ruler->close && dcmm_boxes_meet (box, dcmm_ruler_low_line (ruler), 1.5f));
}

/* The labels of the thresholds, the ends of the axis first: they are never dropped. */
typedef struct {
    DcmmBox placed[16];
    guint   n;
} Ticks;

static gboolean
is_free (const Ruler *ruler, const Ticks *ticks, DcmmBox box)
{
    for (guint i = 0; i < ticks->n; i++)
        if (dcmm_boxes_meet (box, ticks->placed[i], 3))
            return FALSE;
    return !is_taken (ruler, box);
}

/* Centred, to the right, to the left; nowhere: left out. */
static void
draw_tick (const Ruler *ruler, Ticks *ticks, float x, const char *text)
{
    const float w = dcmm_text_width (ruler->canvas, DCMM_LABEL, FALSE, text), end = ruler->scale.at + ruler->scale.length - w;
    const float places[] = { x - w / 2, x + 7, x - 7 - w, x + 3.5f, x - 3.5f - w };

    for (guint i = 0; i < G_N_ELEMENTS (places) && ticks->n < G_N_ELEMENTS (ticks->placed); i++) {
        const DcmmBox box = { CLAMP (places[i], ruler->scale.at, end), BAR_BOTTOM + 3, w, 8 };
        if (!is_free (ruler, ticks, box))
            continue;
        dcmm_draw_text (ruler->canvas, box.x, TICK_LINE, DCMM_LABEL, FALSE, DCMM_INK_MUTED, DCMM_START, text);
        ticks->placed[ticks->n++] = box;
        return;
    }
}

static void
draw_ticks (const Ruler *ruler)
{
    const DcmmNode *first = dcmm_chart_first (ruler->chart, "row"), *last = first;
    Ticks ticks = { .n = 0 };

    if (!first)
        return;
    for (const DcmmNode *row = first; row; row = dcmm_chart_next (row))
        last = row;
    draw_tick (ruler, &ticks, dcmm_scale (&ruler->scale, dcmm_chart_number (first, "from", 0)),
               dcmm_chart_word (first, "from"));
    draw_tick (ruler, &ticks, dcmm_scale (&ruler->scale, dcmm_chart_number (last, "to", 0)), dcmm_chart_word (last, "to"));
    for (const DcmmNode *row = dcmm_chart_next (first); row; row = dcmm_chart_next (row))
        draw_tick (ruler, &ticks, dcmm_scale (&ruler->scale, dcmm_chart_number (row, "from", 0)),
                   dcmm_chart_word (row, "from"));
}

/* Two rows of labels: the second takes what would overlap in the first. */
static void
draw_note (const Ruler *ruler, const Sign *sign, DcmmBox *placed, guint *n)
{
    const char *text = dcmm_chart_word (ruler->chart, sign->label);
    const float w = dcmm_text_width (ruler->canvas, DCMM_LABEL, FALSE, text), x = sign_place (ruler, sign) - w / 2;
    const float end = dcmm_canvas_width (ruler->canvas) - w;

    for (guint line = 0; *text && line < 2; line++) {
        const DcmmBox box = { CLAMP (x, 0, MAX (end, 0)), NOTE_LINE - 7 + NOTE_STEP * (float) line, w, 8 };
        gboolean free = box.y + box.h <= dcmm_canvas_height (ruler->canvas);
        for (guint i = 0; i < *n; i++)
            free = free && !dcmm_boxes_meet (box, placed[i], 1);
        if (!free)
            continue;
        dcmm_draw_text (ruler->canvas, box.x, box.y + 7, DCMM_LABEL, FALSE, sign->ink, DCMM_START, text);
        placed[(*n)++] = box;
        return;
    }
}

static void
draw_signs (const Ruler *ruler)
{
    DcmmBox placed[G_N_ELEMENTS (signs)];
    guint n = 0;

    for (guint i = 0; i < G_N_ELEMENTS (signs); i++) {
        if (!dcmm_chart_has (ruler->chart, signs[i].place))
            continue;
        if (signs[i].draw)
            signs[i].draw (ruler->canvas, sign_place (ruler, &signs[i]));
        draw_note (ruler, &signs[i], placed, &n);
    }
}

void
dcmm_ruler_draw_under (const Ruler *ruler)
{
    draw_ticks (ruler);
    draw_signs (ruler);
}

guint
dcmm_ruler_notes (const DcmmNode *chart)
{
    guint notes = 0;

    for (guint i = 0; i < G_N_ELEMENTS (signs); i++)
        if (dcmm_chart_has (chart, signs[i].place) && *dcmm_chart_word (chart, signs[i].label))
            notes++;
    return notes;
}
