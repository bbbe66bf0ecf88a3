/* Over the actions: the band of quarters, the months or working days, and the milestones. */
#include "document/charts/gantt.h"

#define DAY_PARTS  3            /* of a quarter, where no months are named */
#define HALF       4.2f         /* of a milestone's diamond */
#define TO_LABEL   3.0f
#define FROM_LAST  8.0f         /* to the diamond before: what is near belongs together */

guint
dcmm_gantt_quarters (const DcmmNode *chart)
{
    const float asked = CLAMP (dcmm_chart_number (chart, "quarters", 0), 0, 40);

    return MAX (MAX ((guint) asked, dcmm_chart_count (chart, "quarter")), 1);
}

float
dcmm_gantt_quarter_days (const DcmmNode *chart)
{
    return CLAMP (dcmm_chart_number (chart, "quarter-days", 60), 1, 366);
}

float
dcmm_gantt_head_height (const DcmmNode *chart)
{
    return GANTT_QUARTER + GANTT_MONTHS + (dcmm_chart_first (chart, "milestone") ? GANTT_MILESTONES : 0);
}

/* -- months -- */

/* The day on which part @i of quarter @q begins; @days: as the template gives them, NULL: equal parts. */
static float
part_day (const Gantt *gantt, guint q, guint i, guint n, char **days)
{
    const float begin = gantt->quarter_days * (float) q;

    if (i < n && days && i < g_strv_length (days) && dcmm_is_number (days[i]))
        return CLAMP ((float) g_ascii_strtod (days[i], NULL), begin, begin + gantt->quarter_days);
    return begin + gantt->quarter_days * (float) i / (float) n;
}

/* A month that goes over the end of a quarter, where it is one part with the next: named once. */
typedef struct {
    char *label;                /* NULL: none yet */
    float from, cut, to;        /* in points; cut: where the quarter ends, or to */
} Month;

/* In the middle of the month, or of its greater part where the line between two quarters would go through the name. */
static void
name_month (const Gantt *gantt, Month *month)
{
    const float top = gantt->head + GANTT_QUARTER;
    const gboolean first = month->cut - month->from >= month->to - month->cut;
    const float x1 = first ? month->from : month->cut, x2 = first ? month->cut : month->to;
    const float w = month->label ? dcmm_text_width (gantt->canvas, DCMM_LITTLE, FALSE, month->label) : 0;
    const float middle = w <= x2 - x1 - 2 ? (x1 + x2) / 2 : (month->from + month->to) / 2;

    if (month->label && w <= month->to - month->from - 2)
        dcmm_draw_haloed (gantt->canvas, middle, dcmm_centred (top + GANTT_MONTHS / 2, DCMM_LITTLE), DCMM_LITTLE, FALSE, DCMM_INK_MUTED,
                          DCMM_MIDDLE, month->label);
    g_clear_pointer (&month->label, g_free);
}

static void
draw_part_line (const Gantt *gantt, float x)
{
    if (x > gantt->days.at + 0.1f)
        dcmm_draw_line (gantt->canvas, x, gantt->head + GANTT_QUARTER, x, gantt->bottom, dcmm_stroked (DCMM_INK_GRID, 0.4f, DCMM_SOLID));
}

/* A part of working days is named by the last of them, before its line. */
static void
draw_days (const Gantt *gantt, float from, float to)
{
    const float x1 = dcmm_scale (&gantt->days, from), x2 = dcmm_scale (&gantt->days, to);
    g_autofree char *day = g_strdup_printf ("%d", (int) (to + 0.5f));

    draw_part_line (gantt, x1);
    if (dcmm_text_width (gantt->canvas, DCMM_LITTLE, FALSE, day) <= x2 - x1 - 4)
        dcmm_draw_text (gantt->canvas, x2 - 2, dcmm_centred (gantt->head + GANTT_QUARTER + GANTT_MONTHS / 2, DCMM_LITTLE), DCMM_LITTLE,
                        FALSE, DCMM_INK_MUTED, DCMM_END, day);
}

static char **
month_words (const DcmmNode *quarter, const char *name)
{
    const char *words = quarter ? dcmm_chart_word (quarter, name) : "";

    return *words ? g_strsplit (words, "|", 12) : NULL;
}

/* The lines, and the names where no months are known. */
static void
draw_parts (const Gantt *gantt, const DcmmNode *quarter, guint q)
{
    g_auto (GStrv) labels = month_words (quarter, "month-labels"), days = month_words (quarter, "month-days");
    const guint n = labels ? g_strv_length (labels) : DAY_PARTS;

    for (guint i = 0; i < n; i++) {
        if (labels)
            draw_part_line (gantt, dcmm_scale (&gantt->days, part_day (gantt, q, i, n, days)));
        else
            draw_days (gantt, part_day (gantt, q, i, n, days), part_day (gantt, q, i + 1, n, days));
    }
}

static void
take_months (const Gantt *gantt, const DcmmNode *quarter, guint q, Month *month)
{
    g_auto (GStrv) labels = month_words (quarter, "month-labels"), days = month_words (quarter, "month-days");
    const guint n = labels ? g_strv_length (labels) : 0;

    for (guint i = 0; i < n; i++) {
        const float x1 = dcmm_scale (&gantt->days, part_day (gantt, q, i, n, days)), x2 = dcmm_scale (&gantt->days, part_day (gantt, q, i + 1, n, days));
        const char *label = g_strstrip (labels[i]);
        if (i == 0 && g_strcmp0 (month->label, label) == 0) {
            month->to = x2;
            continue;
        }
        name_month (gantt, month);
        *month = (Month) { g_strdup (label), x1, x2, x2 };
    }
}

/* Over the lines. */
static void
draw_months (const Gantt *gantt)
{
    const DcmmNode *quarter = dcmm_chart_first (gantt->chart, "quarter");
    Month month = { .label = NULL };

    for (guint q = 0; quarter && q < gantt->quarters; q++, quarter = dcmm_chart_next (quarter))
        take_months (gantt, quarter, q, &month);
    name_month (gantt, &month);
}

/* -- quarters -- */

static void
draw_quarter (const Gantt *gantt, const DcmmNode *quarter, guint q, const char *head)
{
    const float x = dcmm_scale (&gantt->days, gantt->quarter_days * (float) q);
    const float w = gantt->days.length / (float) gantt->quarters;
    g_autofree char *label = quarter ? dcmm_label_fit (gantt->canvas, DCMM_LABEL, TRUE, w - 6, dcmm_chart_word (quarter, head), NULL) : g_strdup ("");

    dcmm_draw_label (gantt->canvas, x + w / 2, gantt->head + GANTT_QUARTER / 2, TRUE, DCMM_INK_NAVY, DCMM_MIDDLE, label);
}

static void
draw_quarter_lines (const Gantt *gantt)
{
    for (guint q = 0; q <= gantt->quarters; q++) {
        const float x = dcmm_scale (&gantt->days, gantt->quarter_days * (float) q);
        dcmm_draw_line (gantt->canvas, x, gantt->head, x, gantt->bottom, dcmm_stroked (DCMM_INK_RULE, 0.8f, DCMM_SOLID));
    }
}

/* Over the names: the first day, or the word for what the numbers count. */
static void
draw_corner (const Gantt *gantt)
{
    const char *start = dcmm_chart_word (gantt->chart, "start");
    const char *text = *start ? start : dcmm_chart_word (gantt->chart, "day-word");
    const float room = gantt->days.at - 6;

    if (!gantt->stacked && *text && dcmm_text_width (gantt->canvas, DCMM_LITTLE, FALSE, text) <= room)
        dcmm_draw_text (gantt->canvas, room, dcmm_centred (gantt->head + GANTT_QUARTER + GANTT_MONTHS / 2, DCMM_LITTLE), DCMM_LITTLE,
                        FALSE, DCMM_INK_MUTED, DCMM_END, text);
}

void
dcmm_gantt_draw_calendar (const Gantt *gantt)
{
    const DcmmNode *quarter = dcmm_chart_first (gantt->chart, "quarter");
    const float foot = gantt->head + GANTT_QUARTER + GANTT_MONTHS, w = gantt->days.length / (float) gantt->quarters;
    const char *head = dcmm_heads_fit (gantt->canvas, gantt->chart, "quarter", DCMM_LABEL, TRUE, w - 6);

    dcmm_draw_rect (gantt->canvas, gantt->days.at, gantt->head, gantt->days.length, GANTT_QUARTER, dcmm_filled (DCMM_INK_SURFACE));
    for (guint q = 0; q < gantt->quarters; q++) {
        draw_parts (gantt, quarter, q);
        draw_quarter (gantt, quarter, q, head);
        quarter = quarter ? dcmm_chart_next (quarter) : NULL;
    }
    draw_quarter_lines (gantt);
    draw_months (gantt);
    draw_corner (gantt);
    dcmm_draw_line (gantt->canvas, gantt->days.at, foot, gantt->days.at + gantt->days.length, foot,
                    dcmm_stroked (DCMM_INK_RULE, 0.8f, DCMM_SOLID));
}

/* -- milestones -- */

static float
milestone_place (const Gantt *gantt, const DcmmNode *milestone)
{
    return dcmm_scale (&gantt->days, dcmm_chart_number (milestone, "day", 0));
}

/* A label left of its diamond, as the last one has to be, else right of it: with sides mixed it is hard to say whose it is.
 * Yours, NULL where neither name has room. @left, @right: what is free. */
static char *
find_label (const Gantt *gantt, const DcmmNode *milestone, float left, float right, float *x)
{
    static const char *const names[] = { "label", "short" };
    const float at = milestone_place (gantt, milestone), away = HALF + TO_LABEL;

    for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
        const char *text = dcmm_chart_word (milestone, names[i]);
        const float w = dcmm_text_width (gantt->canvas, DCMM_LABEL, TRUE, text);
        *x = at - away - w >= left ? at - away - w : at + away;
        if (*text && (*x < at || *x + w <= right))
            return g_strdup (text);
    }
    return NULL;
}

/* From the last one backwards: the score at the end is the one that may not be lost. */
void
dcmm_gantt_draw_milestones (const Gantt *gantt)
{
    const float middle = gantt->head + GANTT_QUARTER + GANTT_MONTHS + GANTT_MILESTONES / 2;
    g_autoptr (GPtrArray) all = g_ptr_array_new ();
    float right = dcmm_canvas_width (gantt->canvas);

    for (const DcmmNode *node = dcmm_chart_first (gantt->chart, "milestone"); node; node = dcmm_chart_next (node))
        g_ptr_array_add (all, (gpointer) node);
    for (guint i = all->len; i-- > 0;) {
        const float at = milestone_place (gantt, all->pdata[i]);
        const float left = i > 0 ? milestone_place (gantt, all->pdata[i - 1]) + HALF + FROM_LAST : gantt->stacked ? 0 : gantt->days.at + 2;
        float x;
        g_autofree char *label = find_label (gantt, all->pdata[i], left, right, &x);
        if (label)
            dcmm_draw_haloed (gantt->canvas, x, dcmm_centred (middle, DCMM_LABEL), DCMM_LABEL, TRUE, DCMM_INK_ACCENT_TEXT, DCMM_START, label);
        dcmm_draw_diamond (gantt->canvas, at, middle, HALF, dcmm_framed (DCMM_INK_ACCENT, DCMM_INK_GROUND, 0.8f));
        right = (label ? MIN (x, at) : at) - HALF - TO_LABEL;
    }
    if (!gantt->stacked && all->len)
        dcmm_draw_label (gantt->canvas, 0, middle, FALSE, DCMM_INK_MUTED, DCMM_START, dcmm_chart_word (gantt->chart, "milestone-label"));
}
