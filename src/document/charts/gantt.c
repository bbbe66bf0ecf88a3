/* The Gantt chart: what is done when, grouped by domain. Bars are one blue; what has become of an action is told by the
 * bar's shape and a sign in it, so that grey paper tells it too. */
#include "document/charts/gantt.h"

#include <string.h>

#define NAMES        150.0f     /* the column of names */
#define NAMES_WIDER  186.0f     /* so that names take one line, two being hard to tell from two rows */
#define NAMES_MOST   214.0f     /* where rows are too low for a second line */
#define NAMES_SHARE    0.44f    /* and no more than this of the whole */
#define NAME_SMALL     7.5f     /* in two lines */
#define NAME_STEP      8.0f
#define TO_PLOT        8.0f
#define ROW           19.0f
#define ROW_LEAST     12.5f
#define ROW_MOST      40.0f
#define TWO_LINES     18.0f     /* a row from which a name may take two lines */
#define ROOM         590.0f     /* under two lines of headline and the chart's title on one sheet: more rows than fit are made lower */
#define GROUP         13.0f
#define BAR           10.5f
#define BAR_LEAST      3.0f     /* the shortest bar, so that a day is seen */
#define STACKED_UNDER 340.0f
#define STACKED_NAME  11.0f
#define STACKED_ROW   27.0f
#define AT_END         5.0f     /* half a diamond beyond the last quarter's line */
#define TO_ROLE        4.0f
#define SIGN           8.0f     /* a sign and the gap after it */
#define TURN           3.0f     /* an elbow line leaves a bar so far before its end */

/* -- rows, in groups or without -- */

static gboolean
is_named (const DcmmNode *node, const char *name)
{
    return node->name && strcmp (node->name, name) == 0;
}

static const DcmmNode *
after (const DcmmNode *chart, const DcmmNode *at)
{
    if (at->first && is_named (at, "group"))
        return at->first;
    while (at != chart && !at->next)
        at = at->parent;
    return at == chart ? NULL : at->next;
}

/* The row or group that follows @at (NULL: the first one). */
static const DcmmNode *
next_line (const DcmmNode *chart, const DcmmNode *at)
{
    const DcmmNode *node = at ? after (chart, at) : chart->first;

    while (node && !is_named (node, "row") && !is_named (node, "group"))
        node = after (chart, node);
    return node;
}

static void
count_lines (const DcmmNode *chart, guint *rows, guint *groups)
{
    *rows = *groups = 0;
    for (const DcmmNode *node = next_line (chart, NULL); node; node = next_line (chart, node))
        ++*(is_named (node, "group") ? groups : rows);
}

/* -- what has become of an action -- */

typedef struct {
    const char *name, *label;   /* of the state; the chart's word for it */
    DcmmInk     fill, frame, role;
    DcmmDash    dash;
    void      (*sign) (DcmmCanvas *canvas, float x, float middle, DcmmInk ink);
} State;

static void
draw_started (DcmmCanvas *canvas, float x, float middle, DcmmInk ink)
{
    const float points[] = { x, middle - 2.8f, x + 4.6f, middle, x, middle + 2.8f };

    dcmm_draw_poly (canvas, points, 3, TRUE, dcmm_filled (ink));
}

static void
draw_done (DcmmCanvas *canvas, float x, float middle, DcmmInk ink)
{
    const float points[] = { x, middle + 0.2f, x + 1.8f, middle + 2.2f, x + 5, middle - 2.4f };

    dcmm_draw_poly (canvas, points, 3, FALSE, dcmm_stroked (ink, 1.2f, DCMM_SOLID));
}

static const State states[] = {
    { "open",    "open-label",    DCMM_INK_BLUE,   DCMM_INK_NONE,  DCMM_INK_GROUND, DCMM_SOLID,  NULL         },
    { "started", "started-label", DCMM_INK_BLUE,   DCMM_INK_NONE,  DCMM_INK_GROUND, DCMM_SOLID,  draw_started },
    { "done",    "done-label",    DCMM_INK_TINT,   DCMM_INK_BLUE,  DCMM_INK_INK,    DCMM_SOLID,  draw_done    },
    { "dropped", "dropped-label", DCMM_INK_GROUND, DCMM_INK_MUTED, DCMM_INK_MUTED,  DCMM_DASHED, NULL         },
};

static const State *
find_state (const char *name)
{
    for (guint i = 0; name && i < G_N_ELEMENTS (states); i++)
        if (strcmp (states[i].name, name) == 0)
            return &states[i];
    return &states[0];
}

static const State *
row_state (const DcmmNode *row)
{
    return find_state (dcmm_node_get (row, "state"));
}

static gboolean
is_dropped (const GanttLine *line)
{
    return row_state (line->node) == find_state ("dropped");
}

static void
draw_bar (DcmmCanvas *canvas, const State *state, DcmmBox bar)
{
    if (state->frame == DCMM_INK_NONE) {
        dcmm_draw_rect (canvas, bar.x, bar.y, bar.w, bar.h, dcmm_filled (state->fill));
        return;
    }
    const float half = 0.4f;
    DcmmStyle style = dcmm_framed (state->fill, state->frame, 2 * half);
    style.dash = state->dash;
    dcmm_draw_rect (canvas, bar.x + half, bar.y + half, bar.w - 2 * half, bar.h - 2 * half, style);
}

/* -- legend: only where an action is anything else than open -- */

static void
draw_key (DcmmCanvas *canvas, const char *kind, float x, float middle)
{
    const State *state = find_state (kind);

    draw_bar (canvas, state, (DcmmBox) { x, middle - 4, 18, 8 });
    if (state->sign)
        state->sign (canvas, x + 6.5f, middle, state->fill == DCMM_INK_BLUE ? DCMM_INK_GROUND : DCMM_INK_BLUE);
}

static gboolean
occurs (const DcmmNode *chart, const State *state)
{
    for (const DcmmNode *node = next_line (chart, NULL); node; node = next_line (chart, node))
        if (is_named (node, "row") && row_state (node) == state)
            return TRUE;
    return FALSE;
}

static guint
list_keys (const DcmmNode *chart, DcmmKey *keys)
{
    gboolean moved = FALSE;
    guint n = 0;

    for (guint i = 0; i < G_N_ELEMENTS (states); i++) {
        const char *label = dcmm_chart_word (chart, states[i].label);
        if (!*label || !occurs (chart, &states[i]))
            continue;
        moved = moved || i > 0;
        keys[n++] = (DcmmKey) { states[i].name, label, 18, draw_key };
    }
    return moved ? n : 0;
}

static float
legend_height (const DcmmNode *chart, float width)
{
    DcmmKey keys[G_N_ELEMENTS (states)];
    const guint n = list_keys (chart, keys);

    return n ? DCMM_LEGEND_LINE * (float) dcmm_legend_lines (keys, n, NULL, width) + 5 : 0;
}

/* -- places -- */

static float
row_height (const DcmmNode *chart, float width)
{
    const float fixed = legend_height (chart, width) + dcmm_gantt_head_height (chart);
    guint rows, groups;

    count_lines (chart, &rows, &groups);
    const float fits = rows ? (ROOM - fixed - GROUP * (float) groups) / (float) rows : ROW;
    return CLAMP (dcmm_chart_number (chart, "row-height", MIN (fits, ROW)), ROW_LEAST, ROW_MOST);
}

static float
line_height (const Gantt *gantt, const GanttLine *line)
{
    return line->is_group ? GROUP : gantt->row;
}

static void
place_bar (const Gantt *gantt, GanttLine *line)
{
    line->has_bar = dcmm_chart_has (line->node, "from") && dcmm_chart_has (line->node, "to");
    if (!line->has_bar)
        return;
    const float end = gantt->days.at + gantt->days.length;
    line->from = MIN (dcmm_scale (&gantt->days, dcmm_chart_number (line->node, "from", 0)), end - BAR_LEAST);
    line->to = MAX (dcmm_scale (&gantt->days, dcmm_chart_number (line->node, "to", 0)), line->from + BAR_LEAST);
}

static void
take_lines (Gantt *gantt)
{
    float y = gantt->body;

    for (const DcmmNode *node = next_line (gantt->chart, NULL); node; node = next_line (gantt->chart, node)) {
        GanttLine line = { .node = node, .is_group = is_named (node, "group"), .top = y };
        const float height = line_height (gantt, &line), over = gantt->stacked && !line.is_group ? STACKED_NAME : 0;
        line.middle = y + over + (height - over) / 2;
        if (!line.is_group)
            place_bar (gantt, &line);
        g_array_append_val (gantt->lines, line);
        y += height;
    }
    gantt->bottom = y;
}

static DcmmBox
bar_box (const Gantt *gantt, const GanttLine *line)
{
    const float high = MIN (BAR, gantt->row - 4);

    return (DcmmBox) { line->from, line->middle - high / 2, line->to - line->from, high };
}

static const GanttLine *
find_row (const Gantt *gantt, const char *id)
{
    for (guint i = 0; i < gantt->lines->len; i++) {
        const GanttLine *line = &g_array_index (gantt->lines, GanttLine, i);
        if (!line->is_group && line->has_bar && dcmm_node_is (line->node, "id", id))
            return line;
    }
    return NULL;
}

/* -- prerequisites -- */

/* Down (or up) from before the end of the one, then into the beginning of the other. Bars lie over the lines. */
static void
draw_elbow (const Gantt *gantt, const GanttLine *first, const GanttLine *second)
{
    const float x = MAX (first->from + 1, MIN (first->to, second->from) - TURN), tip = MAX (second->from, x + 1);
    const float points[] = { x, first->middle, x, second->middle, tip, second->middle };
    const float head[] = { tip - 2.8f, second->middle - 1.7f, tip, second->middle, tip - 2.8f, second->middle + 1.7f };

    dcmm_draw_poly (gantt->canvas, points, 3, FALSE, dcmm_stroked (DCMM_INK_MUTED, 0.6f, DCMM_SOLID));
    dcmm_draw_poly (gantt->canvas, head, 3, TRUE, dcmm_filled (DCMM_INK_MUTED));
}

static void
draw_prerequisites (const Gantt *gantt, const GanttLine *line)
{
    g_auto (GStrv) ids = g_strsplit (dcmm_chart_word (line->node, "requires"), " ", -1);

    for (char **id = ids; line->has_bar && *id; id++) {
        const GanttLine *first = **id ? find_row (gantt, *id) : NULL;
        if (first && first != line && !is_dropped (first) && !is_dropped (line))
            draw_elbow (gantt, first, line);
    }
}

/* -- a row -- */

/* The card's number before the name: two figures and a gap, or what it takes. */
static float
number_width (const Gantt *gantt, const DcmmNode *row)
{
    const char *no = dcmm_chart_word (row, "no");
    const float w = dcmm_text_width (gantt->canvas, DCMM_LABEL, FALSE, no);

    return *no ? MAX (w, dcmm_text_width (gantt->canvas, DCMM_LABEL, FALSE, "00")) + 5 : 0;
}

static void
draw_wrapped (const Gantt *gantt, float x, float middle, float room, const char *label, const char *other)
{
    const gboolean whole = dcmm_text_width (gantt->canvas, DCMM_LABEL, FALSE, label) <= room;
    const float size = whole ? DCMM_LABEL : NAME_SMALL;
    DcmmLines lines = dcmm_label_wrap (gantt->canvas, size, FALSE, room, label, other);
    const float first = middle - NAME_STEP * (float) (lines.n - 1) / 2;

    for (guint i = 0; i < lines.n; i++)
        dcmm_draw_text (gantt->canvas, x, dcmm_centred (first + NAME_STEP * (float) i, size), size, FALSE, DCMM_INK_INK, DCMM_START,
                        lines.line[i]);
    dcmm_lines_clear (&lines);
}

/* Stacked names lie over the calendar and the elbow lines. */
static void
put_name (const Gantt *gantt, float x, float middle, DcmmInk ink, const char *text)
{
    if (gantt->stacked)
        dcmm_draw_haloed (gantt->canvas, x, dcmm_centred (middle, DCMM_LABEL), DCMM_LABEL, FALSE, ink, DCMM_START, text);
    else
        dcmm_draw_label (gantt->canvas, x, middle, FALSE, ink, DCMM_START, text);
}

static void
draw_row_name (const Gantt *gantt, const GanttLine *line)
{
    const char *no = dcmm_chart_word (line->node, "no"), *label = dcmm_chart_word (line->node, "label");
    const char *other = dcmm_node_get (line->node, "short");
    const DcmmInk ink = is_dropped (line) ? DCMM_INK_MUTED : DCMM_INK_INK;
    const float middle = gantt->stacked ? line->top + STACKED_NAME / 2 + 1.5f : line->middle;
    const float column = number_width (gantt, line->node);
    const float room = (gantt->stacked ? dcmm_canvas_width (gantt->canvas) : gantt->days.at - TO_PLOT) - column;

    put_name (gantt, 0, middle, DCMM_INK_MUTED, no);
    if (!gantt->stacked && gantt->row >= TWO_LINES && ink == DCMM_INK_INK) {
        draw_wrapped (gantt, column, middle, room, label, other);
        return;
    }
    g_autofree char *text = dcmm_label_fit (gantt->canvas, DCMM_LABEL, FALSE, room, label, other);
    put_name (gantt, column, middle, ink, text);
}

/* The role after its bar, or before it where the chart ends; the side with more room takes what must be cut. */
static void
draw_role_outside (const Gantt *gantt, const GanttLine *line, float sign, const char *role, const char *other)
{
    const float right = line->to + TO_ROLE + sign, left = line->from - TO_ROLE;
    const float after_it = dcmm_canvas_width (gantt->canvas) - right, before_it = left - gantt->days.at;
    const gboolean is_right = dcmm_text_width (gantt->canvas, DCMM_LABEL, FALSE, role) <= after_it || after_it >= before_it;
    g_autofree char *text = dcmm_label_fit (gantt->canvas, DCMM_LABEL, FALSE, is_right ? after_it : before_it, role, other);

    dcmm_draw_haloed (gantt->canvas, is_right ? right : left, dcmm_centred (line->middle, DCMM_LABEL), DCMM_LABEL, FALSE, DCMM_INK_INK,
                      is_right ? DCMM_START : DCMM_END, text);
}

static void
draw_row_bar (const Gantt *gantt, const GanttLine *line)
{
    const DcmmBox bar = bar_box (gantt, line);
    const State *state = row_state (line->node);
    const float sign = state->sign ? SIGN : 0;
    const gboolean sign_inside = state->sign && bar.w >= sign + 3;
    const float room = bar.w - (sign_inside ? sign : 0) - 6;
    const char *role = dcmm_chart_word (line->node, "role"), *other = dcmm_chart_word (line->node, "role-short");
    const char *inside = dcmm_text_width (gantt->canvas, DCMM_LABEL, FALSE, role) <= room ? role : other;

    draw_bar (gantt->canvas, state, bar);
    if (sign_inside)
        state->sign (gantt->canvas, bar.x + 3, line->middle, state->fill == DCMM_INK_BLUE ? DCMM_INK_GROUND : DCMM_INK_BLUE);
    else if (state->sign)
        state->sign (gantt->canvas, line->to + TO_ROLE - 1, line->middle, DCMM_INK_BLUE);
    if (*inside && dcmm_text_width (gantt->canvas, DCMM_LABEL, FALSE, inside) <= room)
        dcmm_draw_label (gantt->canvas, bar.x + 3 + (sign_inside ? sign : 0), line->middle, FALSE, state->role, DCMM_START, inside);
    else if (*role)
        draw_role_outside (gantt, line, sign_inside ? 0 : sign, role, other);
}

static void
draw_row (const Gantt *gantt, const GanttLine *line)
{
    draw_row_name (gantt, line);
    if (line->has_bar)
        draw_row_bar (gantt, line);
    else
        dcmm_draw_missing (gantt->canvas, (DcmmBox) { gantt->days.at, line->middle - BAR / 2, gantt->days.length, BAR },
                           dcmm_node_get (line->node, "na"));
}

static void
draw_group (const Gantt *gantt, const GanttLine *line)
{
    const float right = gantt->days.at + gantt->days.length;
    g_autofree char *label = dcmm_label_fit (gantt->canvas, DCMM_LABEL, TRUE, gantt->stacked ? right : gantt->days.at - TO_PLOT,
                                             dcmm_chart_word (line->node, "label"), dcmm_node_get (line->node, "short"));

    dcmm_draw_line (gantt->canvas, 0, line->top, right, line->top, dcmm_stroked (DCMM_INK_RULE, 0.8f, DCMM_SOLID));
    dcmm_draw_haloed (gantt->canvas, 0, dcmm_centred (line->middle + 0.5f, DCMM_LABEL), DCMM_LABEL, TRUE, DCMM_INK_NAVY, DCMM_START, label);
}

/* -- */

float
dcmm_gantt_height (const DcmmNode *chart, float width)
{
    guint rows, groups;

    count_lines (chart, &rows, &groups);
    return legend_height (chart, width) + dcmm_gantt_head_height (chart) + GROUP * (float) groups + 1
         + (width < STACKED_UNDER ? STACKED_ROW : row_height (chart, width)) * (float) rows;
}

/* As wide as the longest name needs, within reason. */
static float
names_width (const Gantt *gantt)
{
    const float most = gantt->row >= TWO_LINES ? NAMES_WIDER : NAMES_MOST;
    float widest = NAMES;

    for (const DcmmNode *node = next_line (gantt->chart, NULL); node; node = next_line (gantt->chart, node))
        widest = MAX (widest, number_width (gantt, node)
                            + dcmm_text_width (gantt->canvas, DCMM_LABEL, is_named (node, "group"), dcmm_chart_word (node, "label")));
    return MIN (MIN (widest, most), NAMES_SHARE * dcmm_canvas_width (gantt->canvas));
}

static void
divide (Gantt *gantt)
{
    const float width = dcmm_canvas_width (gantt->canvas);

    gantt->head = legend_height (gantt->chart, width);
    gantt->body = gantt->head + dcmm_gantt_head_height (gantt->chart);
    gantt->row = gantt->stacked ? STACKED_ROW : row_height (gantt->chart, width);
    const float names = gantt->stacked ? 0 : names_width (gantt) + TO_PLOT;
    gantt->days = (DcmmScale) { names, width - names - AT_END, 0, gantt->quarter_days * (float) gantt->quarters };
}

void
dcmm_gantt_draw (const DcmmNode *chart, DcmmCanvas *canvas)
{
    g_autoptr (GArray) lines = g_array_new (FALSE, FALSE, sizeof (GanttLine));
    Gantt gantt = { .chart = chart, .canvas = canvas, .stacked = dcmm_canvas_width (canvas) < STACKED_UNDER, .lines = lines,
                    .quarters = dcmm_gantt_quarters (chart), .quarter_days = dcmm_gantt_quarter_days (chart) };
    DcmmKey keys[G_N_ELEMENTS (states)];

    divide (&gantt);
    take_lines (&gantt);
    dcmm_legend_draw (canvas, keys, list_keys (chart, keys), NULL, 0);
    dcmm_gantt_draw_calendar (&gantt);
    for (guint i = 0; i < lines->len; i++)
        if (g_array_index (lines, GanttLine, i).is_group)
            draw_group (&gantt, &g_array_index (lines, GanttLine, i));
    for (guint i = 0; i < lines->len; i++)
        if (!g_array_index (lines, GanttLine, i).is_group)
            draw_prerequisites (&gantt, &g_array_index (lines, GanttLine, i));
    for (guint i = 0; i < lines->len; i++)
        if (!g_array_index (lines, GanttLine, i).is_group)
            draw_row (&gantt, &g_array_index (lines, GanttLine, i));
    dcmm_gantt_draw_milestones (&gantt);
}
