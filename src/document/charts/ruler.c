/* The level ruler: a bar from 0 to 5 cut at the policy's thresholds; what is, what is wanted, what was held against it. */
#include "document/charts/charts-private.h"

#include <math.h>
#include <string.h>

#define HEIGHT      86.0f
#define BAR_TOP     48.0f
#define BAR_HEIGHT  16.0f
#define BAR_BOTTOM  (BAR_TOP + BAR_HEIGHT)
#define TICK_LINE   74.0f       /* baseline of the thresholds */
#define SIGN_MIDDLE 70.0f       /* of ◇ and △ under the bar */
#define NOTE_LINE   84.5f       /* baseline of their labels, and of a second row NOTE_STEP below */
#define NOTE_STEP   10.0f
#define SCORE       22.0f
#define CLOSE        8.0f       /* nearer than this, now and target are one mark with two labels */

typedef struct {
    const DcmmNode *chart;
    DcmmCanvas     *canvas;
    DcmmScale       scale;
    gboolean        has_now, has_target, close;
    float           now, target;            /* places */
    gboolean        names;                  /* the levels' names have room */
    gboolean        to_left;                /* the score stands left of its mark: away from the target */
} Ruler;

/* -- the segments -- */

static gboolean
is_reached (const Ruler *ruler, const DcmmNode *row)
{
    const float now = dcmm_chart_number (ruler->chart, "now", -1), to = dcmm_chart_number (row, "to", 0);

    if (dcmm_chart_has (ruler->chart, "held"))
        return dcmm_chart_number (ruler->chart, "held", -1) == dcmm_chart_number (row, "level", -2);
    return ruler->has_now && now >= dcmm_chart_number (row, "from", 0) && (now < to || to >= ruler->scale.to);
}

static DcmmInk
shade (const DcmmNode *row)
{
    const int level = (int) dcmm_chart_number (row, "level", 0);

    return (DcmmInk) (DCMM_INK_LEVEL_0 + CLAMP (level, 0, 5));
}

static float
segment_place (const Ruler *ruler, const DcmmNode *row)
{
    return dcmm_scale (&ruler->scale, dcmm_chart_number (row, "from", 0));
}

static float
segment_width (const Ruler *ruler, const DcmmNode *row)
{
    return dcmm_scale (&ruler->scale, dcmm_chart_number (row, "to", 0)) - segment_place (ruler, row);
}

/* "2 Managed", whether the template put the number before the name or not. */
static char *
numbered (const DcmmNode *row, const char *attribute)
{
    const char *level = dcmm_chart_word (row, "level"), *name = dcmm_chart_word (row, attribute);

    if (!*name || strcmp (name, level) == 0)
        return NULL;
    return g_str_has_prefix (name, level) ? g_strdup (name) : g_strconcat (level, " ", name, NULL);
}

/* The longest of its labels that has room, yours; NULL where that is its number alone. */
static char *
full_label (const Ruler *ruler, const DcmmNode *row)
{
    const char *names[] = { "label", "short" };
    const float room = segment_width (ruler, row) - (is_reached (ruler, row) && dcmm_chart_has (ruler->chart, "held") ? 18 : 6);

    for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
        g_autofree char *text = numbered (row, names[i]);
        if (text && dcmm_text_width (ruler->canvas, DCMM_LABEL, TRUE, text) <= room)
            return g_steal_pointer (&text);
    }
    return NULL;
}

/* One level may show its number alone; where that would be two of full width, or the one reached, all do. */
static gboolean
names_fit (const Ruler *ruler)
{
    const float wide = 0.9f * ruler->scale.length / (ruler->scale.to - ruler->scale.from);
    guint without = 0;

    for (const DcmmNode *row = dcmm_chart_first (ruler->chart, "row"); row; row = dcmm_chart_next (row)) {
        g_autofree char *text = full_label (ruler, row);
        if (!text && segment_width (ruler, row) >= wide)
            without += is_reached (ruler, row) ? 2 : 1;
    }
    return without < 2;
}

static char *
segment_label (const Ruler *ruler, const DcmmNode *row)
{
    char *text = ruler->names ? full_label (ruler, row) : NULL;

    return text ? text : g_strdup (dcmm_chart_word (row, "level"));
}

/* A ring round the level that a condition holds the enterprise at: a capsule of short lines. */
static void
draw_ring (DcmmCanvas *canvas, float x, float middle, float w, float h)
{
    enum { ARC = 9 };
    float points[4 * ARC];
    const float r = h / 2, reach = MAX (w / 2 - r, 0);

    for (int i = 0; i < 2 * ARC; i++) {
        const gboolean right = i < ARC;
        const float turn = (float) G_PI * ((float) (right ? i : i - ARC) / (ARC - 1) + (right ? 0.0f : 1.0f));
        points[2 * i] = x + (right ? reach : -reach) + r * sinf (turn);
        points[2 * i + 1] = middle - r * cosf (turn);
    }
    dcmm_draw_poly (canvas, points, 2 * ARC, TRUE, dcmm_stroked (DCMM_INK_NAVY, 1.2f, DCMM_SOLID));
}

/* From the score to what it can still become: unanswered is hatched, on the ground and not on the levels' shades, where
 * the hatch would be too faint. */
static gboolean
find_open_band (const Ruler *ruler, DcmmBox *band)
{
    if (!ruler->has_now || !dcmm_chart_has (ruler->chart, "ceiling"))
        return FALSE;
    const float end = dcmm_scale (&ruler->scale, dcmm_chart_number (ruler->chart, "ceiling", 0));
    *band = (DcmmBox) { ruler->now, BAR_TOP, end - ruler->now, BAR_HEIGHT };
    return band->w > 0;
}

static void
draw_segments (const Ruler *ruler)
{
    const float left = ruler->scale.at, right = left + ruler->scale.length;
    DcmmBox band;

    for (const DcmmNode *row = dcmm_chart_first (ruler->chart, "row"); row; row = dcmm_chart_next (row))
        dcmm_draw_rect (ruler->canvas, segment_place (ruler, row), BAR_TOP, segment_width (ruler, row), BAR_HEIGHT, dcmm_filled (shade (row)));
    if (find_open_band (ruler, &band)) {
        dcmm_draw_rect (ruler->canvas, band.x, band.y, band.w, band.h, dcmm_filled (DCMM_INK_GROUND));
        dcmm_draw_missing (ruler->canvas, band, NULL);
    }
    for (const DcmmNode *row = dcmm_chart_first (ruler->chart, "row"); row; row = dcmm_chart_next (row))
        if (segment_place (ruler, row) > left)
            dcmm_draw_line (ruler->canvas, segment_place (ruler, row), BAR_TOP, segment_place (ruler, row), BAR_BOTTOM,
                            dcmm_stroked (DCMM_INK_GROUND, 1, DCMM_SOLID));
    dcmm_draw_line (ruler->canvas, left, BAR_BOTTOM, right, BAR_BOTTOM, dcmm_stroked (DCMM_INK_RULE, 0.5f, DCMM_SOLID));
}

static void
draw_segment_label (const Ruler *ruler, const DcmmNode *row)
{
    const float w = segment_width (ruler, row), x = segment_place (ruler, row) + w / 2, middle = BAR_TOP + BAR_HEIGHT / 2;
    const gboolean reached = is_reached (ruler, row);
    g_autofree char *text = segment_label (ruler, row);
    const float wide = dcmm_text_width (ruler->canvas, DCMM_LABEL, reached, text);
    const DcmmBox label = { x - wide / 2 - 2, BAR_TOP + 2.5f, wide + 4, BAR_HEIGHT - 5 };
    DcmmBox band;

    if (wide > w - 2)
        return;
    if (find_open_band (ruler, &band) && dcmm_boxes_meet (label, band, 0))
        dcmm_draw_rect (ruler->canvas, label.x, label.y, label.w, label.h, dcmm_filled (DCMM_INK_GROUND));
    dcmm_draw_text (ruler->canvas, x, dcmm_centred (middle, DCMM_LABEL), DCMM_LABEL, reached, DCMM_INK_INK, DCMM_MIDDLE, text);
    if (reached && dcmm_chart_has (ruler->chart, "held"))
        draw_ring (ruler->canvas, x, middle, wide + 12, BAR_HEIGHT - 3);
}

/* -- under the bar -- */

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
static gboolean
is_signed (const Ruler *ruler, DcmmBox box)
{
    for (guint i = 0; i < G_N_ELEMENTS (signs); i++)
        if (signs[i].draw && dcmm_chart_has (ruler->chart, signs[i].place) &&
            dcmm_boxes_meet (box, (DcmmBox) { sign_place (ruler, &signs[i]) - 5, BAR_BOTTOM, 10, 12 }, 1.5f))
            return TRUE;
    return FALSE;
}

/* The target's line, where it begins below the bar because above it the two marks are one. */
static DcmmBox
low_line (const Ruler *ruler)
{
    return (DcmmBox) { ruler->target - 1, BAR_BOTTOM + 1, 2, 11 };
}

/* A threshold's label makes room for signs and for the target's line. */
static gboolean
is_taken (const Ruler *ruler, DcmmBox box)
{
    return is_signed (ruler, box) || (ruler->close && dcmm_boxes_meet (box, low_line (ruler), 1.5f));
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
    draw_tick (ruler, &ticks, dcmm_scale (&ruler->scale, dcmm_chart_number (first, "from", 0)), dcmm_chart_word (first, "from"));
    draw_tick (ruler, &ticks, dcmm_scale (&ruler->scale, dcmm_chart_number (last, "to", 0)), dcmm_chart_word (last, "to"));
    for (const DcmmNode *row = dcmm_chart_next (first); row; row = dcmm_chart_next (row))
        draw_tick (ruler, &ticks, dcmm_scale (&ruler->scale, dcmm_chart_number (row, "from", 0)), dcmm_chart_word (row, "from"));
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

/* -- over the bar: the score and the target, each with places it may take -- */

typedef enum { BESIDE, ABOVE, AWAY } Words;     /* what becomes of "overall now" */

typedef struct {
    gboolean other;             /* on the other side of its mark than the one asked for first */
    gboolean raised;            /* the score: above the target's label; the label: above its line, held within the chart */
    Words    words;             /* of the score */
} Place;

static const Place score_places[] = {
    { FALSE, FALSE, BESIDE }, { FALSE, TRUE, BESIDE }, { TRUE, FALSE, BESIDE }, { TRUE, TRUE, BESIDE },
    { FALSE, FALSE, ABOVE  }, { TRUE, FALSE, ABOVE  },
    { FALSE, FALSE, AWAY   }, { FALSE, TRUE, AWAY   }, { TRUE, FALSE, AWAY   }, { TRUE, TRUE, AWAY   },
};
static const Place target_places[] = { { FALSE, FALSE, AWAY }, { TRUE, FALSE, AWAY }, { FALSE, TRUE, AWAY } };

static gboolean
score_is_left (const Ruler *ruler, const Place *place)
{
    return place->other != ruler->to_left;
}

static DcmmBox
score_box (const Ruler *ruler, const Place *place)
{
    const float number = dcmm_text_width (ruler->canvas, SCORE, TRUE, dcmm_chart_word (ruler->chart, "now"));
    const char *label = dcmm_chart_word (ruler->chart, "now-label");
    const float words = place->words == AWAY || !*label ? 0 : dcmm_text_width (ruler->canvas, DCMM_LABEL, FALSE, label);
    const float w = place->words == ABOVE ? MAX (number, words) : number + (words > 0 ? words + 7 : 0);
    const float top = place->raised ? 2.0f : place->words == ABOVE ? 11.0f : 22.0f;

    return (DcmmBox) { score_is_left (ruler, place) ? ruler->now - 8 - w : ruler->now + 8, top, w, (place->raised ? 20 : 40) - top };
}

static float
target_width (const Ruler *ruler)
{
    return MAX (dcmm_text_width (ruler->canvas, DCMM_LABEL, TRUE, dcmm_chart_word (ruler->chart, "target-label")),
                dcmm_text_width (ruler->canvas, DCMM_LABEL, FALSE, dcmm_chart_word (ruler->chart, "target-note")));
}

static DcmmBox
target_box (const Ruler *ruler, const Place *place)
{
    const float w = target_width (ruler), away = ruler->close ? 9 : 5, end = dcmm_canvas_width (ruler->canvas) - w;
    const gboolean left = place->other == ruler->to_left;        /* away from the score */

    if (place->raised)
        return (DcmmBox) { CLAMP (ruler->target - w / 2, 0, MAX (end, 0)), 0, w, 20 };
    return (DcmmBox) { left ? ruler->target - away - w : ruler->target + away, 25, w, 20 };
}

static gboolean
is_inside (const Ruler *ruler, DcmmBox box)
{
    return box.x >= 0 && box.x + box.w <= dcmm_canvas_width (ruler->canvas);
}

/* The dashed line above the bar; none where the two marks are one. */
static DcmmBox
line_box (const Ruler *ruler, const Place *target)
{
    const float top = target->raised ? 22.0f : 24.0f;

    return (DcmmBox) { ruler->target - 1, top, 2, ruler->close ? 0 : BAR_TOP - top };
}

static gboolean
agree (const Ruler *ruler, const Place *score, const Place *target)
{
    const DcmmBox number = score_box (ruler, score), label = target_box (ruler, target), line = line_box (ruler, target);
    const DcmmBox mark = { ruler->now - 5, BAR_TOP - 10, 10, 9 };

    if (ruler->has_now && !is_inside (ruler, number))
        return FALSE;
    if (!ruler->has_target)
        return TRUE;
    if (!is_inside (ruler, label))
        return FALSE;
    return !ruler->has_now || (!dcmm_boxes_meet (number, label, 1) && !dcmm_boxes_meet (mark, label, 1) &&
                               (ruler->close || !dcmm_boxes_meet (number, line, 2)));
}

/* The pair that asks the least moving: the sum of the two rows' numbers. */
static void
choose (const Ruler *ruler, const Place **score, const Place **target)
{
    const guint n = G_N_ELEMENTS (score_places), m = G_N_ELEMENTS (target_places);

    for (guint sum = 0; sum < n + m - 1; sum++)
        for (guint t = 0; t < m && t <= sum; t++)
            if (sum - t < n && agree (ruler, &score_places[sum - t], &target_places[t])) {
                *score = &score_places[sum - t];
                *target = &target_places[t];
                return;
            }
    *score = &score_places[n - 1];
    *target = &target_places[m - 1];
}

static void
draw_score (const Ruler *ruler, const Place *place)
{
    const DcmmBox box = score_box (ruler, place);
    const gboolean left = score_is_left (ruler, place);
    const float near = left ? box.x + box.w : box.x, far = left ? box.x : box.x + box.w, baseline = box.y + box.h - 1;
    const char *words = dcmm_chart_word (ruler->chart, "now-label");

    dcmm_draw_pointer (ruler->canvas, ruler->now, BAR_TOP - 2, FALSE, dcmm_filled (DCMM_INK_BLUE));
    dcmm_draw_text (ruler->canvas, near, baseline, SCORE, TRUE, DCMM_INK_BLUE, left ? DCMM_END : DCMM_START, dcmm_chart_word (ruler->chart, "now"));
    if (place->words == BESIDE)
        dcmm_draw_text (ruler->canvas, far, baseline, DCMM_LABEL, FALSE, DCMM_INK_MUTED, left ? DCMM_START : DCMM_END, words);
    if (place->words == ABOVE)
        dcmm_draw_text (ruler->canvas, near, box.y + 7, DCMM_LABEL, FALSE, DCMM_INK_MUTED, left ? DCMM_END : DCMM_START, words);
}

static void
draw_target_label (const Ruler *ruler, const Place *place)
{
    const DcmmBox box = target_box (ruler, place);
    const gboolean end = !place->raised && box.x + box.w <= ruler->target;
    const float x = end ? box.x + box.w : box.x;

    dcmm_draw_text (ruler->canvas, x, box.y + 7.5f, DCMM_LABEL, TRUE, DCMM_INK_ACCENT_TEXT, end ? DCMM_END : DCMM_START,
                    dcmm_chart_word (ruler->chart, "target-label"));
    dcmm_draw_text (ruler->canvas, x, box.y + 17.5f, DCMM_LABEL, FALSE, DCMM_INK_ACCENT_TEXT, end ? DCMM_END : DCMM_START,
                    dcmm_chart_word (ruler->chart, "target-note"));
}

/* Down to the bar's foot; below the bar where it would run into the score's mark; through the bar where a sign stands
 * below as well. */
static void
draw_target_line (const Ruler *ruler, const Place *place)
{
    const gboolean below = ruler->close && !is_signed (ruler, low_line (ruler));
    const float from = below ? low_line (ruler).y : ruler->close ? BAR_TOP : line_box (ruler, place).y;

    dcmm_draw_target (ruler->canvas, ruler->target, from, ruler->target, below ? BAR_BOTTOM + 12 : BAR_BOTTOM + 2);
}

static void
draw_over (const Ruler *ruler)
{
    const Place *score, *target;

    choose (ruler, &score, &target);
    if (ruler->has_target) {
        draw_target_line (ruler, target);
        draw_target_label (ruler, target);
    }
    if (ruler->has_now)
        draw_score (ruler, score);
    else
        dcmm_draw_text (ruler->canvas, 0, 39, 10.5f, TRUE, DCMM_INK_MUTED, DCMM_START, dcmm_chart_word (ruler->chart, "na"));
}

/* -- */

float
dcmm_ruler_height (const DcmmNode *chart, float width)
{
    guint notes = 0;

    (void) width;
    for (guint i = 0; i < G_N_ELEMENTS (signs); i++)
        notes += dcmm_chart_has (chart, signs[i].place) && *dcmm_chart_word (chart, signs[i].label);
    return notes > 1 ? HEIGHT + NOTE_STEP : HEIGHT;
}

void
dcmm_ruler_draw (const DcmmNode *chart, DcmmCanvas *canvas)
{
    Ruler ruler = { .chart = chart, .canvas = canvas, .scale = { 0, dcmm_canvas_width (canvas), 0, 5 } };

    ruler.has_now = dcmm_chart_has (chart, "now") && !dcmm_node_get (chart, "na");
    ruler.has_target = dcmm_chart_has (chart, "target");
    ruler.now = dcmm_scale (&ruler.scale, dcmm_chart_number (chart, "now", 0));
    ruler.target = dcmm_scale (&ruler.scale, dcmm_chart_number (chart, "target", 0));
    ruler.close = ruler.has_now && ruler.has_target && fabsf (ruler.now - ruler.target) < CLOSE;
    ruler.to_left = ruler.has_target && ruler.target > ruler.now;
    ruler.names = names_fit (&ruler);
    draw_segments (&ruler);
    for (const DcmmNode *row = dcmm_chart_first (chart, "row"); row; row = dcmm_chart_next (row))
        draw_segment_label (&ruler, row);
    draw_over (&ruler);
    draw_ticks (&ruler);
    draw_signs (&ruler);
}
