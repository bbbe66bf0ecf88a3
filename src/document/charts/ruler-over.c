/* Over the ruler: the score and the target. Each has places it may take, and the pair that asks the least moving is drawn. */
#include "document/charts/ruler.h"

#define SCORE       22.0f

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

    return (DcmmBox) { score_is_left (ruler, place) ? ruler->now - 8 - w : ruler->now + 8, top, w,
                       (place->raised ? 20 : 40) - top };
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
    dcmm_draw_text (ruler->canvas, near, baseline, SCORE, TRUE, DCMM_INK_BLUE, left ? DCMM_END : DCMM_START,
                    dcmm_chart_word (ruler->chart, "now"));
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
    const gboolean below = ruler->close && !dcmm_ruler_is_signed (ruler, dcmm_ruler_low_line (ruler));
    const float from = below ? dcmm_ruler_low_line (ruler).y : ruler->close ? BAR_TOP : line_box (ruler, place).y;

    dcmm_draw_target (ruler->canvas, ruler->target, from, ruler->target, below ? BAR_BOTTOM + 12 : BAR_BOTTOM + 2);
}

void
dcmm_ruler_draw_over (const Ruler *ruler)
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
