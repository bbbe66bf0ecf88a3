/* The score after each quarter as a step line, from now on. The axis runs from the whole number under the first score to the
 * one over the last, and says so where it is cut. */
#include "document/charts/charts-private.h"

#include <math.h>

#define HEIGHT     150.0f
#define TOP         17.0f       /* a value stands over the highest dot */
#define FOOT       126.0f
#define CUT_ROOM    12.0f       /* under the lowest number, where the axis is cut */
#define ENDS        22.0f       /* the axis' numbers */
#define TAIL        18.0f       /* the last score goes on for a little */
#define PITCH_MOST 160.0f
#define DOT          2.8f
#define OVER         5.0f       /* from a line to the baseline over it */
#define UNDER        9.5f       /* to the baseline under it */

typedef struct {
    const DcmmNode *row;
    float           before, after;      /* heights */
    float           x;                  /* where the quarter ends */
} Step;

typedef struct {
    const DcmmNode *chart;
    DcmmCanvas     *canvas;
    GArray         *steps;      /* of Step */
    GArray         *taken;      /* of DcmmBox: where no threshold may be named */
    float           pitch, right;
    DcmmScale       y;          /* grows upwards: length is negative */
} Milestones;

static const Step *
step_at (const Milestones *m, guint i)
{
    return &g_array_index (m->steps, Step, i);
}

static void
take_box (const Milestones *m, float x, float y, float w, float h)
{
    const DcmmBox box = { x, y, w, h };

    g_array_append_val (m->taken, box);
}

/* -- data -- */

static void
find_scale (Milestones *m)
{
    const float from = dcmm_chart_number (m->chart, "from", 0);
    float low = from, high = from;

    for (const DcmmNode *row = dcmm_chart_first (m->chart, "row"); row; row = dcmm_chart_next (row)) {
        const float value = dcmm_chart_number (row, "value", from);
        low = MIN (low, value);
        high = MAX (high, value);
    }
    low = floorf (CLAMP (low, 0, 4));
    high = MIN (ceilf (high), 5);
    const float foot = low > 0 ? FOOT - CUT_ROOM : FOOT;
    m->y = (DcmmScale) { foot, TOP - foot, low, MAX (high, low + 1) };
}

static void
take_steps (Milestones *m)
{
    const guint n = dcmm_chart_count (m->chart, "row");
    float score = dcmm_chart_number (m->chart, "from", 0), x = ENDS;

    m->pitch = MIN ((dcmm_canvas_width (m->canvas) - ENDS - TAIL) / (float) MAX (n, 1), PITCH_MOST);
    for (const DcmmNode *row = dcmm_chart_first (m->chart, "row"); row; row = dcmm_chart_next (row)) {
        const float next = dcmm_chart_number (row, "value", score);
        const Step step = { row, dcmm_scale (&m->y, score), dcmm_scale (&m->y, next), x += m->pitch };
        take_box (m, x - m->pitch, step.before - 1, m->pitch, 2);
        take_box (m, x - DOT, MIN (step.before, step.after) - DOT, 2 * DOT, fabsf (step.after - step.before) + 2 * DOT);
        g_array_append_val (m->steps, step);
        score = next;
    }
    m->right = x + TAIL;
    take_box (m, x, dcmm_scale (&m->y, score) - 1, TAIL, 2);
}

static void
draw_quarter (const Milestones *m, const Step *step)
{
    const float middle = step->x - m->pitch / 2;
    const char *note = dcmm_chart_word (step->row, "note");
    g_autofree char *label = dcmm_label_fit (m->canvas, DCMM_LABEL, FALSE, m->pitch - 4,
                                             dcmm_chart_word (step->row, dcmm_heads_fit (m->canvas, m->chart, "row", DCMM_LABEL, FALSE, m->pitch - 4)), NULL);

    dcmm_draw_text (m->canvas, middle, FOOT + 11, DCMM_LABEL, FALSE, DCMM_INK_INK, DCMM_MIDDLE, label);
    if (dcmm_text_width (m->canvas, DCMM_LITTLE, FALSE, note) <= m->pitch - 4)
        dcmm_draw_text (m->canvas, middle, FOOT + 20, DCMM_LITTLE, FALSE, DCMM_INK_MUTED, DCMM_MIDDLE, note);
}

/* -- the line -- */

static void
draw_line (const Milestones *m)
{
    const guint n = m->steps->len;
    g_autofree float *points = g_new (float, 4 * n + 4);
    guint k = 0;

    points[k++] = ENDS;
    points[k++] = step_at (m, 0)->before;
    for (guint i = 0; i < n; i++) {
        points[k++] = step_at (m, i)->x;
        points[k++] = step_at (m, i)->before;
        points[k++] = step_at (m, i)->x;
        points[k++] = step_at (m, i)->after;
    }
    points[k++] = m->right;
    points[k++] = step_at (m, n - 1)->after;
    dcmm_draw_poly (m->canvas, points, k / 2, FALSE, dcmm_stroked (DCMM_INK_BLUE, 1.6f, DCMM_SOLID));
}

static void
draw_dot (const Milestones *m, const Step *step)
{
    if (dcmm_chart_flag (step->row, "reached"))
        dcmm_draw_diamond (m->canvas, step->x, step->after, DOT + 1.4f, dcmm_framed (DCMM_INK_ACCENT, DCMM_INK_GROUND, 0.8f));
    else
        dcmm_draw_circle (m->canvas, step->x, step->after, DOT, dcmm_framed (DCMM_INK_BLUE, DCMM_INK_GROUND, 0.8f));
}

/* -- values -- */

static gboolean
is_shown (const Milestones *m, const DcmmNode *threshold)
{
    const float value = dcmm_chart_number (threshold, "value", -1);

    return value >= m->y.from && value <= m->y.to;
}

typedef struct {
    float       x, baseline, w;
    DcmmAnchor  anchor;
    const char *text;
    gboolean    reached;
} Value;

/* Would a threshold's line run through what stands on @baseline? */
static gboolean
is_struck (const Milestones *m, float baseline)
{
    for (const DcmmNode *node = dcmm_chart_first (m->chart, "threshold"); node; node = dcmm_chart_next (node)) {
        const float y = dcmm_scale (&m->y, dcmm_chart_number (node, "value", 0));
        if (is_shown (m, node) && y > baseline - DCMM_LABEL - 1.5f && y < baseline + 2)
            return TRUE;
    }
    return FALSE;
}

/* Over the line and before its dot; where a threshold runs there, under the line: after its dot, or before it where that was the
 * last one. On narrow steps the last one alone and those that reach a level. */
static gboolean
find_value (const Milestones *m, guint i, Value *value)
{
    const Step *step = step_at (m, i);
    const gboolean last = i + 1 == m->steps->len;
    const float under = (last ? MAX (step->before, step->after) : step->after) + UNDER;

    *value = (Value) { step->x - 2, step->after - OVER, 0, DCMM_END, dcmm_chart_word (step->row, "value"),
                       dcmm_chart_flag (step->row, "reached") };
    value->w = dcmm_text_width (m->canvas, DCMM_LABEL, TRUE, value->text);
    if (is_struck (m, value->baseline) && !is_struck (m, under))
        *value = (Value) { last ? step->x - 2 : step->x + 5, under, value->w, last ? DCMM_END : DCMM_START, value->text, value->reached };
    return value->w <= m->pitch - 8 || value->reached || last;
}

static DcmmBox
value_box (const Value *value)
{
    return (DcmmBox) { value->anchor == DCMM_END ? value->x - value->w : value->x, value->baseline - DCMM_LABEL + 1, value->w, DCMM_LABEL };
}

/* The score now, with its word where the first quarter's value leaves room for it; FALSE where there is none for either. */
static gboolean
find_now (const Milestones *m, Value *now, const char **word)
{
    const float line = step_at (m, 0)->before;
    Value first;

    find_value (m, 0, &first);
    *word = dcmm_chart_word (m->chart, "now-label");
    *now = (Value) { ENDS + 6, line - OVER, 0, DCMM_START, dcmm_chart_word (m->chart, "from"), FALSE };
    if (is_struck (m, now->baseline) && !is_struck (m, line + UNDER))
        now->baseline = line + UNDER;
    const float number = dcmm_text_width (m->canvas, DCMM_LABEL, TRUE, now->text);
    now->w = number + (**word ? 4 + dcmm_text_width (m->canvas, DCMM_LABEL, FALSE, *word) : 0);
    if (!dcmm_boxes_meet (value_box (now), value_box (&first), 4) && now->x + now->w < step_at (m, 0)->x - 4)
        return TRUE;
    *word = "";
    now->w = number;
    return !dcmm_boxes_meet (value_box (now), value_box (&first), 4) && now->x + now->w < step_at (m, 0)->x - 4;
}

static void
take_value (const Milestones *m, const Value *value)
{
    const DcmmBox box = value_box (value);

    take_box (m, box.x - 5, box.y, box.w + 10, box.h);
}

static void
take_values (const Milestones *m)
{
    const char *word;
    Value value;

    for (guint i = 0; i < m->steps->len; i++)
        if (find_value (m, i, &value))
            take_value (m, &value);
    if (find_now (m, &value, &word))
        take_value (m, &value);
}

static void
draw_values (const Milestones *m)
{
    const char *word;
    Value value;

    for (guint i = 0; i < m->steps->len; i++)
        if (find_value (m, i, &value))
            dcmm_draw_haloed (m->canvas, value.x, value.baseline, DCMM_LABEL, TRUE, value.reached ? DCMM_INK_ACCENT_TEXT : DCMM_INK_INK,
                              value.anchor, value.text);
    if (!find_now (m, &value, &word))
        return;
    const float w = dcmm_draw_haloed (m->canvas, value.x, value.baseline, DCMM_LABEL, TRUE, DCMM_INK_INK, DCMM_START, value.text);
    if (*word)
        dcmm_draw_haloed (m->canvas, value.x + w + 4, value.baseline, DCMM_LABEL, FALSE, DCMM_INK_MUTED, DCMM_START, word);
}

/* -- axis -- */

/* Where the first step has no room for the score now, it stands before the axis, in place of a number too near to it. */
static void
draw_axis (const Milestones *m)
{
    const float now = step_at (m, 0)->before;
    const char *word;
    Value value;
    const gboolean outside = !find_now (m, &value, &word);

    for (int tick = (int) m->y.from; tick <= (int) m->y.to; tick++) {
        const float y = dcmm_scale (&m->y, (float) tick);
        const char digit[] = { (char) ('0' + tick), '\0' };
        dcmm_draw_line (m->canvas, ENDS, y, m->right, y, dcmm_stroked (DCMM_INK_GRID, 0.5f, DCMM_SOLID));
        if (!outside || fabsf (y - now) > DCMM_LABEL)
            dcmm_draw_text (m->canvas, ENDS - 6, dcmm_centred (y, DCMM_LITTLE), DCMM_LITTLE, FALSE, DCMM_INK_MUTED, DCMM_END, digit);
    }
    if (outside)
        dcmm_draw_label (m->canvas, ENDS - 4, now, TRUE, DCMM_INK_INK, DCMM_END, value.text);
    dcmm_draw_line (m->canvas, ENDS, TOP - 6, ENDS, FOOT, dcmm_stroked (DCMM_INK_RULE, 0.8f, DCMM_SOLID));
    dcmm_draw_line (m->canvas, ENDS, FOOT, m->right, FOOT, dcmm_stroked (DCMM_INK_RULE, 0.8f, DCMM_SOLID));
    for (guint i = 0; i < m->steps->len; i++)
        dcmm_draw_line (m->canvas, step_at (m, i)->x, TOP - 6, step_at (m, i)->x, FOOT, dcmm_stroked (DCMM_INK_GRID, 0.5f, DCMM_SOLID));
}

/* -- thresholds -- */

static guint
hits (const Milestones *m, DcmmBox box)
{
    guint n = 0;

    for (guint i = 0; i < m->taken->len; i++)
        n += dcmm_boxes_meet (box, g_array_index (m->taken, DcmmBox, i), 1) ? 1 : 0;
    return n;
}

/* Over or under its line, along the whole of it: the first place where nothing else is. */
static DcmmBox
find_name (const Milestones *m, float y, float w)
{
    const float tops[] = { y - 3.5f - DCMM_LABEL, y + 2.5f };
    DcmmBox best = { ENDS + 4, tops[0], w, DCMM_LABEL };
    guint fewest = G_MAXUINT;

    for (guint side = 0; side < G_N_ELEMENTS (tops); side++)
        for (float x = ENDS + 4; x + w <= m->right && fewest > 0; x += 4) {
            const DcmmBox box = { x, tops[side], w, DCMM_LABEL };
            const guint n = hits (m, box);
            if (n < fewest) {
                fewest = n;
                best = box;
            }
        }
    return best;
}

static void
draw_threshold_line (const Milestones *m, const DcmmNode *threshold)
{
    const float y = dcmm_scale (&m->y, dcmm_chart_number (threshold, "value", 0));

    if (dcmm_chart_flag (threshold, "target"))
        dcmm_draw_target (m->canvas, ENDS, y, m->right, y);
    else
        dcmm_draw_line (m->canvas, ENDS, y, m->right, y, dcmm_stroked (DCMM_INK_MUTED, 0.8f, DCMM_DASHED));
    take_box (m, ENDS, y - 0.5f, m->right - ENDS, 1);
}

static void
draw_threshold_name (const Milestones *m, const DcmmNode *threshold)
{
    const float y = dcmm_scale (&m->y, dcmm_chart_number (threshold, "value", 0));
    const gboolean target = dcmm_chart_flag (threshold, "target");
    g_autofree char *label = dcmm_label_fit (m->canvas, DCMM_LABEL, FALSE, m->right - ENDS - 8, dcmm_chart_word (threshold, "label"),
                                             dcmm_node_get (threshold, "short"));
    const DcmmBox box = find_name (m, y, dcmm_text_width (m->canvas, DCMM_LABEL, FALSE, label));

    take_box (m, box.x, box.y, box.w, box.h);
    dcmm_draw_haloed (m->canvas, box.x, box.y + DCMM_LABEL - 1, DCMM_LABEL, FALSE, target ? DCMM_INK_ACCENT_TEXT : DCMM_INK_MUTED,
                      DCMM_START, label);
}

static void
draw_thresholds (const Milestones *m, void (*draw) (const Milestones *m, const DcmmNode *threshold))
{
    for (const DcmmNode *node = dcmm_chart_first (m->chart, "threshold"); node; node = dcmm_chart_next (node))
        if (is_shown (m, node))
            draw (m, node);
}

/* -- */

float
dcmm_milestones_height (const DcmmNode *chart, float width)
{
    (void) chart;
    (void) width;
    return HEIGHT;
}

void
dcmm_milestones_draw (const DcmmNode *chart, DcmmCanvas *canvas)
{
    g_autoptr (GArray) steps = g_array_new (FALSE, FALSE, sizeof (Step));
    g_autoptr (GArray) taken = g_array_new (FALSE, FALSE, sizeof (DcmmBox));
    Milestones m = { .chart = chart, .canvas = canvas, .steps = steps, .taken = taken };

    if (!dcmm_chart_first (chart, "row"))
        return;
    find_scale (&m);
    take_steps (&m);
    take_values (&m);
    draw_axis (&m);
    draw_thresholds (&m, draw_threshold_line);
    draw_line (&m);
    dcmm_draw_circle (canvas, ENDS, step_at (&m, 0)->before, DOT, dcmm_framed (DCMM_INK_BLUE, DCMM_INK_GROUND, 0.8f));
    for (guint i = 0; i < steps->len; i++) {
        draw_dot (&m, step_at (&m, i));
        draw_quarter (&m, step_at (&m, i));
    }
    draw_values (&m);
    draw_thresholds (&m, draw_threshold_name);
    if (m.y.from > 0)
        dcmm_draw_cut (canvas, ENDS, FOOT);
}
