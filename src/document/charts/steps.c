/* The step chart: the overall score after each group is met in turn, up to the target. The axis is cut to the path, and
 * says so: only the way from "now" to the target is of interest here. */
#include "document/charts/charts-private.h"

#include <math.h>
#include <string.h>

#define HEIGHT     120.0f
#define TOP         16.0f       /* of the plot: a line of label over the highest step */
#define BOTTOM      98.0f
#define FLOOR       (BOTTOM - 13.0f)    /* where the path begins: under it the first score is printed, and the axis is cut */
#define ENDS        28.0f       /* left of the plot: the axis' ends, printed */
#define PITCH_MOST  92.0f
#define SHOWN       12          /* then a break, and the last group */
#define COLUMNS     (SHOWN + 2)

typedef struct {
    const DcmmNode *row;        /* NULL: the break */
    float           before, after;
    gboolean        reached;
} Column;

typedef struct {
    const DcmmNode *chart;
    DcmmCanvas     *canvas;
    guint           n;
    Column          columns[COLUMNS];
    float           pitch, floor, ceiling;
    DcmmScale       y;          /* grows upwards: length is negative */
} Steps;

static void
take (Steps *steps, const DcmmNode *row, float *now)
{
    const float after = dcmm_chart_number (row, "value", *now);

    steps->columns[steps->n++] = (Column) { row, *now, after, dcmm_chart_flag (row, "reached") };
    steps->ceiling = MAX (steps->ceiling, after);
    *now = after;
}

/* The score before the last group: where the break ends. */
static const DcmmNode *
last_but_one (const DcmmNode *chart, const DcmmNode **last)
{
    const DcmmNode *before = NULL;

    *last = dcmm_chart_first (chart, "row");
    for (const DcmmNode *row = *last; row; row = dcmm_chart_next (row)) {
        before = *last;
        *last = row;
    }
    return before;
}

static void
take_columns (Steps *steps)
{
    const guint all = dcmm_chart_count (steps->chart, "row");
    const DcmmNode *last, *before = last_but_one (steps->chart, &last);
    float now = steps->floor;
    guint i = 0;

    for (const DcmmNode *row = dcmm_chart_first (steps->chart,
                                                 "row"); row && (all <= SHOWN || i < SHOWN - 1); row = dcmm_chart_next (row), i++)
        take (steps, row, &now);
    if (all <= SHOWN)
        return;
    const float after = dcmm_chart_number (before, "value", now);
    steps->columns[steps->n++] = (Column) { NULL, now, after, FALSE };
    now = after;
    take (steps, last, &now);
}

static float
column_place (const Steps *steps, guint i)
{
    return ENDS + steps->pitch * (float) i;
}

/* -- axis -- */

static const char *
ceiling_text (const Steps *steps)
{
    const char *text = dcmm_chart_word (steps->chart, "threshold");
    float most = dcmm_chart_number (steps->chart, "threshold", -1);

    for (guint i = 0; i < steps->n; i++)
        if (steps->columns[i].row && steps->columns[i].after > most) {
            most = steps->columns[i].after;
            text = dcmm_chart_word (steps->columns[i].row, "value");
        }
    return text;
}

static void
draw_axis (const Steps *steps)
{
    const float right = column_place (steps, steps->n);

    dcmm_draw_line (steps->canvas, ENDS, dcmm_scale (&steps->y, steps->ceiling), ENDS, BOTTOM,
                    dcmm_stroked (DCMM_INK_RULE, 0.8f, DCMM_SOLID));
    dcmm_draw_line (steps->canvas, ENDS, BOTTOM, right, BOTTOM, dcmm_stroked (DCMM_INK_RULE, 0.8f, DCMM_SOLID));
    dcmm_draw_label (steps->canvas, ENDS - 6, FLOOR, TRUE, DCMM_INK_INK, DCMM_END, dcmm_chart_word (steps->chart, "from"));
    if (FLOOR - dcmm_scale (&steps->y, steps->ceiling) < 10)
        return;
    dcmm_draw_label (steps->canvas, ENDS - 6, dcmm_scale (&steps->y, steps->ceiling), FALSE, DCMM_INK_MUTED, DCMM_END,
                    ceiling_text (steps));
}

/* -- steps -- */

/* What lies under the stairs: one surface, since columns side by side show their seams. */
static void
draw_ground (const Steps *steps)
{
    float points[4 * COLUMNS + 4];
    guint n = 0;

    for (guint i = 0; i < steps->n; i++) {
        const float high = dcmm_scale (&steps->y, MAX (steps->columns[i].before, steps->columns[i].after));
        const float ends[] = { column_place (steps, i), high, column_place (steps, i + 1), high };
        memcpy (points + n, ends, sizeof ends);
        n += 4;
    }
    const float foot[] = { column_place (steps, steps->n), BOTTOM, ENDS, BOTTOM };
    memcpy (points + n, foot, sizeof foot);
    dcmm_draw_poly (steps->canvas, points, n / 2 + 2, TRUE, dcmm_filled (DCMM_INK_TINT));
}

static void
draw_column (const Steps *steps, guint i)
{
    const Column *column = &steps->columns[i];
    const float before = dcmm_scale (&steps->y, column->before), after = dcmm_scale (&steps->y, column->after);
    const float x = column_place (steps, i);
    const DcmmInk ink = column->reached ? DCMM_INK_ACCENT : DCMM_INK_BLUE;

    if (!column->row) {
        dcmm_draw_line (steps->canvas, x, before, x + steps->pitch, after, dcmm_stroked (DCMM_INK_BLUE, 1.6f, DCMM_DOTTED));
        return;
    }
    if (fabsf (after - before) > 0.1f)
        dcmm_draw_rect (steps->canvas, x, MIN (before, after), steps->pitch, fabsf (after - before), dcmm_filled (ink));
    dcmm_draw_line (steps->canvas, x, after, x + steps->pitch, after, dcmm_stroked (ink, 1.6f, DCMM_SOLID));
}

static void
draw_column_label (const Steps *steps, guint i)
{
    const Column *column = &steps->columns[i];
    const float middle = column_place (steps, i) + steps->pitch / 2;
    const char *label = column->row ? dcmm_chart_word (column->row, "label") : "…";
    const char *note = column->row ? dcmm_chart_word (column->row, "note") : "";
    g_autofree char *first = dcmm_label_fit (steps->canvas, DCMM_LITTLE + 0.5f, FALSE, steps->pitch - 2, label, NULL);

    dcmm_draw_text (steps->canvas, middle, BOTTOM + 10, DCMM_LITTLE + 0.5f, FALSE, DCMM_INK_INK, DCMM_MIDDLE, first);
    if (dcmm_text_width (steps->canvas, DCMM_LITTLE, FALSE, note) <= steps->pitch - 2)
        dcmm_draw_text (steps->canvas, middle, BOTTOM + 19, DCMM_LITTLE, FALSE, DCMM_INK_MUTED, DCMM_MIDDLE, note);
}

/* The score under its step, where no line runs, or over it where the threshold would strike it through; on narrow steps
 * only where one ends the path or reaches the target. */
static void
draw_column_value (const Steps *steps, guint i)
{
    const Column *column = &steps->columns[i];
    const float low = dcmm_scale (&steps->y, MIN (column->before, column->after));
    const float middle = column_place (steps, i) + steps->pitch / 2;
    const float line = dcmm_scale (&steps->y, dcmm_chart_number (steps->chart, "threshold", 0));
    const gboolean struck = !column->reached && line > low + 1 && line < low + 12;
    const float baseline = struck ? dcmm_scale (&steps->y, MAX (column->before, column->after)) - 4 : low + 9.5f;
    const char *value = column->row ? dcmm_chart_word (column->row, "value") : "";

    if (dcmm_text_width (steps->canvas, DCMM_LABEL, column->reached,
                         value) > steps->pitch - 3 && !column->reached && i + 1 < steps->n)
        return;
    dcmm_draw_text (steps->canvas, middle, baseline, DCMM_LABEL, column->reached,
                    column->reached ? DCMM_INK_ACCENT_TEXT : DCMM_INK_INK, DCMM_MIDDLE,
                    value);
}

/* -- the target -- */

/* "Level 3 reached" over the step that does it; gives where that step begins. */
static float
draw_reached (const Steps *steps)
{
    const char *label = dcmm_chart_word (steps->chart, "target-label");
    const float w = dcmm_text_width (steps->canvas, DCMM_LABEL, TRUE, label), end = dcmm_canvas_width (steps->canvas) - w;

    for (guint i = 0; i < steps->n; i++) {
        if (!steps->columns[i].reached)
            continue;
        const float right = column_place (steps, i + 1) - w, middle = (column_place (steps, i) + right) / 2;
        const float x = CLAMP (i + 1 < steps->n ? MIN (middle, right) : middle, 0,
                               MAX (end, 0));    /* what follows is higher */
        dcmm_draw_text (steps->canvas, x, dcmm_scale (&steps->y, steps->columns[i].after) - 5, DCMM_LABEL, TRUE,
                        DCMM_INK_ACCENT_TEXT, DCMM_START, label);
        return MIN (x, column_place (steps, i));
    }
    return column_place (steps, steps->n);
}

/* The highest step that begins left of @x. */
static float
top_left_of (const Steps *steps, float x)
{
    float top = BOTTOM;

    for (guint i = 0; i < steps->n && column_place (steps, i) < x; i++)
        top = MIN (top, dcmm_scale (&steps->y, MAX (steps->columns[i].before, steps->columns[i].after)));
    return top;
}

/* The threshold's label stands on the left, where the steps are still low, over its line or under it; if the path is too
 * short for that, beyond its last step. @free_to: where what is over the step that reaches the target begins. */
static void
draw_threshold (const Steps *steps, float free_to)
{
    const char *label = dcmm_chart_word (steps->chart, "threshold-label");
    const float w = dcmm_text_width (steps->canvas, DCMM_LABEL, FALSE, label);
    const float end = column_place (steps, steps->n), from = ENDS + 5;
    const float y = dcmm_scale (&steps->y, dcmm_chart_number (steps->chart, "threshold", 0));
    const gboolean over = from + w + 6 <= free_to, under = top_left_of (steps, from + w + 4) > y + 13;
    const gboolean beyond = !over && !under && end + 9 + w <= dcmm_canvas_width (steps->canvas);

    if (!dcmm_chart_has (steps->chart, "threshold"))
        return;
    dcmm_draw_target (steps->canvas, ENDS, y, beyond ? end + 5 : end, y);
    if (over || under || beyond)
        dcmm_draw_text (steps->canvas, beyond ? end + 9 : from, over ? y - 4 : under ? y + 9.5f : dcmm_centred (y, DCMM_LABEL),
                        DCMM_LABEL, FALSE,
                        DCMM_INK_ACCENT_TEXT, DCMM_START, label);
}

/* -- */

float
dcmm_steps_height (const DcmmNode *chart, float width)
{
    (void) chart;
    (void) width;
    return HEIGHT;
}

void
dcmm_steps_draw (const DcmmNode *chart, DcmmCanvas *canvas)
{
    const float from = dcmm_chart_number (chart, "from", 0);
    Steps steps = { .chart = chart, .canvas = canvas, .floor = from,
                    .ceiling = MAX (from, dcmm_chart_number (chart, "threshold", from)) };

    take_columns (&steps);
    if (steps.n == 0)
        return;
    steps.pitch = MIN ((dcmm_canvas_width (canvas) - ENDS) / (float) steps.n, PITCH_MOST);
    steps.y = (DcmmScale) { FLOOR, TOP - FLOOR, steps.floor, steps.ceiling };
    draw_ground (&steps);
    draw_axis (&steps);
    for (guint i = 0; i < steps.n; i++)
        draw_column (&steps, i);
    draw_threshold (&steps, draw_reached (&steps));
    for (guint i = 0; i < steps.n; i++) {
        draw_column_label (&steps, i);
        draw_column_value (&steps, i);
    }
    if (steps.floor > 0)
        dcmm_draw_cut (canvas, ENDS, BOTTOM);
}
