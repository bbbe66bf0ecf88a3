/* The trend: a score over time, true to dates, on 0 to 5. Where the edition changes a rule stands between the dates and no line
 * leads over it: scores of two editions are not the same measure. Small ones stand beside each other, one a domain. */
#include "document/charts/charts-private.h"

#define HEIGHT      190.0f
#define SMALL        92.0f
#define TOP          28.0f      /* the editions' names stand there, over the highest value */
#define TOP_SMALL    12.0f
#define FOOT         26.0f      /* under the plot: dates in two lines */
#define FOOT_SMALL    6.0f
#define ENDS         16.0f      /* the axis' digits */
#define INSET        20.0f      /* from the axis to the first date, from the last one to the end */
#define INSET_SMALL  14.0f
#define MOST        180.0f      /* between two dates of a chart with few */
#define DOT           2.8f

typedef struct {
    const DcmmNode *row;
    float           x, y;
    gboolean        has;        /* a value */
    gboolean        breaks;     /* another edition than the date before */
} Point;

typedef struct {
    const DcmmNode *chart;
    DcmmCanvas     *canvas;
    GArray         *points;     /* of Point */
    GArray         *taken;      /* of DcmmBox: values and names that stand already */
    gboolean        small;
    float           top, foot, right;
    DcmmScale       y;          /* grows upwards: length is negative */
} Trend;

static const Point *
point_at (const Trend *t, guint i)
{
    return &g_array_index (t->points, Point, i);
}

static gboolean
is_small (const DcmmNode *chart)
{
    return dcmm_chart_flag (chart, "small");
}

/* -- places -- */

/* Room at the right for the thresholds' names. */
static float
names_width (const Trend *t)
{
    float w = 0;

    for (const DcmmNode *th = dcmm_chart_first (t->chart, "threshold"); th && !t->small; th = dcmm_chart_next (th))
        w = MAX (w, dcmm_text_width (t->canvas, DCMM_LITTLE, FALSE, dcmm_chart_word (th, "label")));
    return w > 0 ? w + 6 : 0;
}

static void
take_points (Trend *t)
{
    const guint n = dcmm_chart_count (t->chart, "row");
    const DcmmNode *before = NULL;
    float last = 0;

    for (const DcmmNode *row = dcmm_chart_first (t->chart, "row"); row; row = dcmm_chart_next (row))
        last = MAX (last, dcmm_chart_number (row, "at", 0));
    const float inset = t->small ? INSET_SMALL : INSET;
    t->right = dcmm_canvas_width (t->canvas) - names_width (t);
    if (!t->small)
        t->right = MIN (t->right, ENDS + 2 * INSET + MOST * (float) MAX (n - 1, 1));
    const DcmmScale x = { ENDS + inset, t->right - ENDS - 2 * inset, 0, MAX (last, 1) };
    for (const DcmmNode *row = dcmm_chart_first (t->chart, "row"); row; row = dcmm_chart_next (row)) {
        const Point point = {
            row, dcmm_scale (&x, dcmm_chart_number (row, "at", 0)), dcmm_scale (&t->y, dcmm_chart_number (row, "value", 0)), dcmm_chart_has (row, "value"),
            before && !g_str_equal (dcmm_chart_word (before, "series"), dcmm_chart_word (row, "series")),
        };
        g_array_append_val (t->points, point);
        before = row;
    }
}

/* -- axis -- */

static void
draw_axis (const Trend *t)
{
    for (int value = 0; value <= 5; value++) {
        const float y = dcmm_scale (&t->y, (float) value);
        const char digit[] = { (char) ('0' + value), '\0' };
        dcmm_draw_line (t->canvas, ENDS, y, t->right, y, dcmm_stroked (value ? DCMM_INK_GRID : DCMM_INK_RULE, value ? 0.5f : 0.8f, DCMM_SOLID));
        if (!t->small || value % 5 == 0)
            dcmm_draw_text (t->canvas, ENDS - 5, dcmm_centred (y, DCMM_LITTLE), DCMM_LITTLE, FALSE, DCMM_INK_MUTED, DCMM_END, digit);
    }
    dcmm_draw_line (t->canvas, ENDS, t->top, ENDS, t->foot, dcmm_stroked (DCMM_INK_RULE, 0.8f, DCMM_SOLID));
}

static void
draw_thresholds (const Trend *t)
{
    for (const DcmmNode *th = dcmm_chart_first (t->chart, "threshold"); th; th = dcmm_chart_next (th)) {
        const float y = dcmm_scale (&t->y, dcmm_chart_number (th, "value", 0));
        const gboolean target = dcmm_chart_flag (th, "target");
        if (target)
            dcmm_draw_target (t->canvas, ENDS, y, t->right, y);
        else if (!t->small)
            dcmm_draw_line (t->canvas, ENDS, y, t->right, y, dcmm_stroked (DCMM_INK_HATCH, 0.6f, DCMM_DASHED));
        if (!t->small)
            dcmm_draw_text (t->canvas, t->right + 5, dcmm_centred (y, DCMM_LITTLE), DCMM_LITTLE, FALSE,
                            target ? DCMM_INK_ACCENT_TEXT : DCMM_INK_MUTED, DCMM_START, dcmm_chart_word (th, "label"));
    }
}

/* -- editions -- */

static const DcmmNode *
series_of (const Trend *t, const Point *point)
{
    for (const DcmmNode *s = dcmm_chart_first (t->chart, "series"); s; s = dcmm_chart_next (s))
        if (g_str_equal (dcmm_chart_word (s, "no"), dcmm_chart_word (point->row, "series")))
            return s;
    return NULL;
}

/* From the rule before the dates of one edition to the rule after them, its name in between; alone it needs none. */
static void
draw_edition (const Trend *t, guint first, guint end, float from, float to)
{
    const DcmmNode *series = series_of (t, point_at (t, first));
    g_autofree char *name = NULL;

    if (t->small || !series || (first == 0 && end == t->points->len))
        return;
    name = dcmm_label_fit (t->canvas, DCMM_LABEL, TRUE, to - from - 8, dcmm_chart_word (series, "label"), dcmm_node_get (series, "short"));
    dcmm_draw_text (t->canvas, (from + to) / 2, t->top - 19, DCMM_LABEL, TRUE, DCMM_INK_NAVY, DCMM_MIDDLE, name);
}

static void
draw_editions (const Trend *t)
{
    float from = ENDS;
    guint first = 0;

    for (guint i = 1; i <= t->points->len; i++) {
        if (i < t->points->len && !point_at (t, i)->breaks)
            continue;
        const float to = i < t->points->len ? (point_at (t, i - 1)->x + point_at (t, i)->x) / 2 : t->right;
        draw_edition (t, first, i, from, to);
        if (i < t->points->len)
            dcmm_draw_line (t->canvas, to, t->small ? t->top : 2, to, t->foot, dcmm_stroked (DCMM_INK_NAVY, 1.2f, DCMM_SOLID));
        from = to;
        first = i;
    }
}

/* -- the line -- */

static void
draw_lines (const Trend *t)
{
    for (guint i = 1; i < t->points->len; i++) {
        const Point *a = point_at (t, i - 1), *b = point_at (t, i);
        if (!b->breaks && a->has && b->has)
            dcmm_draw_line (t->canvas, a->x, a->y, b->x, b->y, dcmm_stroked (DCMM_INK_BLUE, 1.6f, DCMM_SOLID));
    }
}

/* The baseline goes on to the right, dotted, and its dot is hollow: what is over it has been gained. */
static void
draw_baseline (const Trend *t, const Point *point)
{
    float end = t->right;

    for (guint i = 0; i < t->points->len; i++)
        if (point_at (t, i)->breaks && point_at (t, i)->x > point->x) {
            end = (point_at (t, i - 1)->x + point_at (t, i)->x) / 2;
            break;
        }
    dcmm_draw_line (t->canvas, point->x, point->y, end, point->y, dcmm_stroked (DCMM_INK_BLUE, 0.8f, DCMM_DOTTED));
}

static void
draw_dot (const Trend *t, const Point *point)
{
    if (dcmm_chart_flag (point->row, "baseline"))
        dcmm_draw_circle (t->canvas, point->x, point->y, DOT, dcmm_framed (DCMM_INK_GROUND, DCMM_INK_BLUE, 1.2f));
    else
        dcmm_draw_circle (t->canvas, point->x, point->y, DOT + 0.3f, dcmm_framed (DCMM_INK_BLUE, DCMM_INK_GROUND, 0.6f));
}

/* -- words -- */

static gboolean
is_free (const Trend *t, DcmmBox box)
{
    for (guint i = 0; i < t->taken->len; i++)
        if (dcmm_boxes_meet (box, g_array_index (t->taken, DcmmBox, i), 2))
            return FALSE;
    return TRUE;
}

/* Would a threshold's line run through what stands in @box? */
static gboolean
is_struck (const Trend *t, DcmmBox box)
{
    for (const DcmmNode *th = dcmm_chart_first (t->chart, "threshold"); th; th = dcmm_chart_next (th)) {
        const float y = dcmm_scale (&t->y, dcmm_chart_number (th, "value", 0));
        if ((!t->small || dcmm_chart_flag (th, "target")) && y > box.y - 1 && y < box.y + box.h + 1)
            return TRUE;
    }
    return FALSE;
}

/* Over the dot, else under it, first where no threshold runs through it; else not at all. */
static void
draw_value (const Trend *t, const Point *point)
{
    const char *text = dcmm_chart_word (point->row, "value");
    const float w = dcmm_text_width (t->canvas, DCMM_LABEL, TRUE, text), x = point->x - w / 2;
    const float baselines[] = { point->y - DOT - 4, point->y + DOT + 10, point->y - DOT - 4, point->y + DOT + 10 };

    for (guint i = 0; i < G_N_ELEMENTS (baselines); i++) {
        const DcmmBox box = { x, baselines[i] - DCMM_LABEL + 1, w, DCMM_LABEL };
        if (!is_free (t, box) || baselines[i] > t->foot || (i < 2 && is_struck (t, box)))
            continue;
        g_array_append_val (t->taken, box);
        dcmm_draw_haloed (t->canvas, x, baselines[i], DCMM_LABEL, TRUE, DCMM_INK_INK, DCMM_START, text);
        return;
    }
}

static void
draw_missing (const Trend *t, const Point *point)
{
    const DcmmBox box = { point->x - 5, t->top, 10, t->foot - t->top };

    dcmm_draw_missing (t->canvas, box, NULL);
    dcmm_draw_chip (t->canvas, point->x, (t->top + t->foot) / 2, DCMM_LITTLE, DCMM_INK_MUTED, DCMM_INK_GROUND, dcmm_chart_word (point->row, "na"));
}

/* Of a small chart the ends alone; else every date has its value where there is room, the ends first. */
static void
draw_values (const Trend *t)
{
    const guint n = t->points->len;

    for (guint i = 0; i < n; i++) {
        const Point *p = point_at (t, i);
        const DcmmBox dot = { p->x - DOT, p->y - DOT, 2 * DOT, 2 * DOT };
        if (p->has)
            g_array_append_val (t->taken, dot);
    }
    for (guint i = 0; i < n; i++) {
        const guint at = i == 0 ? 0 : i == 1 ? n - 1 : i - 1;
        if (point_at (t, at)->has && (!t->small || i < 2))
            draw_value (t, point_at (t, at));
    }
}

/* In the first line under the axis, else in the second. */
static void
draw_date (const Trend *t, const Point *point)
{
    const char *text = dcmm_chart_word (point->row, "label");
    const float w = dcmm_text_width (t->canvas, DCMM_LABEL, FALSE, text);
    const float x = CLAMP (point->x - w / 2, 0, MAX (dcmm_canvas_width (t->canvas) - w, 0));

    dcmm_draw_line (t->canvas, point->x, t->foot, point->x, t->foot + 3, dcmm_stroked (DCMM_INK_RULE, 0.8f, DCMM_SOLID));
    for (guint line = 0; line < 2; line++) {
        const DcmmBox box = { x, t->foot + 5 + 10 * (float) line, w, DCMM_LABEL };
        if (!is_free (t, box))
            continue;
        g_array_append_val (t->taken, box);
        dcmm_draw_text (t->canvas, x, box.y + DCMM_LABEL - 1, DCMM_LABEL, FALSE, DCMM_INK_INK, DCMM_START, text);
        return;
    }
}

/* -- -- */

float
dcmm_trend_height (const DcmmNode *chart, float width)
{
    (void) width;
    return dcmm_chart_number (chart, "height", is_small (chart) ? SMALL : HEIGHT);
}

void
dcmm_trend_draw (const DcmmNode *chart, DcmmCanvas *canvas)
{
    g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (Point));
    g_autoptr (GArray) taken = g_array_new (FALSE, FALSE, sizeof (DcmmBox));
    const gboolean small = is_small (chart);
    Trend t = { .chart = chart, .canvas = canvas, .points = points, .taken = taken, .small = small };

    t.top = small ? TOP_SMALL : dcmm_chart_count (chart, "series") > 1 ? TOP : TOP_SMALL;
    t.foot = dcmm_canvas_height (canvas) - (small ? FOOT_SMALL : FOOT);
    t.y = (DcmmScale) { t.foot, t.top - t.foot, 0, 5 };
    take_points (&t);
    draw_axis (&t);
    draw_thresholds (&t);
    draw_editions (&t);
    for (guint i = 0; i < points->len; i++)
        if (point_at (&t, i)->has && dcmm_chart_flag (point_at (&t, i)->row, "baseline"))
            draw_baseline (&t, point_at (&t, i));
    draw_lines (&t);
    for (guint i = 0; i < points->len; i++) {
        if (point_at (&t, i)->has)
            draw_dot (&t, point_at (&t, i));
        else
            draw_missing (&t, point_at (&t, i));
        if (!small)
            draw_date (&t, point_at (&t, i));
    }
    draw_values (&t);
}
