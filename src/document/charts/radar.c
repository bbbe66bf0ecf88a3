/* The radar: one axis per domain, clockwise from the top, 0 to 5. With fewer than three scores it is the score bars. */
#include "document/charts/charts-private.h"

#include <math.h>

#define RADIUS       104.0f
#define RADIUS_LEAST  56.0f
#define LABEL_FAR     11.0f     /* from the outer ring to a label */
#define LABEL_ROOM    36.0f     /* above and below the outer ring: two lines of name and the value */
#define LABEL_WIDEST  78.0f
#define NAME           9.0f
#define NAME_STEP     11.0f
#define AXES_MAX      24

typedef struct {
    const DcmmNode *node;
    float           value, peer;    /* NAN: none */
} Axis;

typedef struct {
    const DcmmNode *chart;
    DcmmCanvas     *canvas;
    float           x, y, radius;
    guint           n;
    Axis            axes[AXES_MAX];
} Radar;

/* -- legend -- */

static void
draw_key_now (DcmmCanvas *canvas, const char *kind, float x, float middle)
{
    (void) kind;
    dcmm_draw_rect (canvas, x, middle - 3.5f, 20, 7, (DcmmStyle) { .fill = DCMM_INK_BLUE, .faint = TRUE });
    dcmm_draw_line (canvas, x, middle, x + 20, middle, dcmm_stroked (DCMM_INK_BLUE, 1.6f, DCMM_SOLID));
    dcmm_draw_circle (canvas, x + 10, middle, 2.4f, dcmm_framed (DCMM_INK_BLUE, DCMM_INK_GROUND, 0.8f));
}

static void
draw_key_target (DcmmCanvas *canvas, const char *kind, float x, float middle)
{
    (void) kind;
    dcmm_draw_line (canvas, x, middle, x + 20, middle, dcmm_stroked (DCMM_INK_ACCENT, 1.2f, DCMM_DASHED));
    dcmm_draw_circle (canvas, x + 10, middle, 2.2f, dcmm_framed (DCMM_INK_GROUND, DCMM_INK_ACCENT, 0.9f));
}

static void
draw_key_peer (DcmmCanvas *canvas, const char *kind, float x, float middle)
{
    (void) kind;
    dcmm_draw_line (canvas, x, middle, x + 20, middle, dcmm_stroked (DCMM_INK_MUTED, 1, DCMM_SOLID));
    dcmm_draw_diamond (canvas, x + 10, middle, 3, dcmm_framed (DCMM_INK_GROUND, DCMM_INK_MUTED, 0.9f));
}

static const struct {
    const char *label;
    void      (*draw) (DcmmCanvas *canvas, const char *kind, float x, float middle);
} keys[] = {
    { "now-label",    draw_key_now    },
    { "target-label", draw_key_target },
    { "peer-label",   draw_key_peer   },
};

static guint
list_keys (const DcmmNode *chart, DcmmKey *list)
{
    guint n = 0;

    for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
        if (*dcmm_chart_word (chart, keys[i].label))
            list[n++] = (DcmmKey) { keys[i].label, dcmm_chart_word (chart, keys[i].label), 20, keys[i].draw };
    return n;
}

static float
legend_height (const DcmmNode *chart, float width)
{
    DcmmKey list[G_N_ELEMENTS (keys)];
    const guint n = list_keys (chart, list);

    return n ? DCMM_LEGEND_LINE * (float) dcmm_legend_lines (list, n, NULL, width) + 4 : 0;
}

/* -- places -- */

static float
turn (const Radar *radar, guint i)
{
    return 2 * (float) G_PI * (float) i / (float) radar->n;
}

static void
put (const Radar *radar, guint i, float radius, float *point)
{
    point[0] = radar->x + radius * sinf (turn (radar, i));
    point[1] = radar->y - radius * cosf (turn (radar, i));
}

static void
put_value (const Radar *radar, guint i, float value, float *point)
{
    put (radar, i, radar->radius * CLAMP (value, 0, 5) / 5, point);
}

/* -- the net -- */

static void
draw_ring (const Radar *radar, float value, DcmmStyle style)
{
    float points[2 * AXES_MAX];

    for (guint i = 0; i < radar->n; i++)
        put_value (radar, i, value, points + 2 * i);
    dcmm_draw_poly (radar->canvas, points, radar->n, TRUE, style);
}

static void
draw_net (const Radar *radar)
{
    draw_ring (radar, 5, dcmm_framed (DCMM_INK_SURFACE, DCMM_INK_RULE, 0.8f));
    for (int value = 4; value >= 1; value--)
        draw_ring (radar, (float) value, dcmm_stroked (DCMM_INK_GRID, 0.5f, DCMM_SOLID));
    for (guint i = 0; i < radar->n; i++) {
        const DcmmStyle missing = dcmm_stroked (DCMM_INK_HATCH, 0.8f, DCMM_DASHED);
        const DcmmStyle scored = dcmm_stroked (DCMM_INK_GRID, 0.5f, DCMM_SOLID);
        float end[2];
        put (radar, i, radar->radius, end);
        dcmm_draw_line (radar->canvas, radar->x, radar->y, end[0], end[1], isnan (radar->axes[i].value) ? missing : scored);
    }
}

/* Halfway between the first two axes, where no label of an axis and rarely a line is. */
static void
draw_ring_numbers (const Radar *radar)
{
    const float half = turn (radar, 1) / 2;

    for (int value = 1; value <= 5; value++) {
        const float r = radar->radius * (float) value / 5 * cosf (half);
        const char digit[] = { (char) ('0' + value), '\0' };
        dcmm_draw_haloed (radar->canvas, radar->x + r * sinf (half), dcmm_centred (radar->y - r * cosf (half), DCMM_LITTLE),
                          DCMM_LITTLE, FALSE,
                          DCMM_INK_MUTED, DCMM_MIDDLE, digit);
    }
}

/* -- the three lines -- */

static guint
next_with (const Radar *radar, guint i, gboolean peer)
{
    for (guint step = 1; step <= radar->n; step++) {
        const guint j = (i + step) % radar->n;
        if (!isnan (peer ? radar->axes[j].peer : radar->axes[j].value))
            return j;
    }
    return i;
}

static void
draw_surface (const Radar *radar)
{
    float points[2 * AXES_MAX];
    guint n = 0;

    for (guint i = 0; i < radar->n; i++)
        if (!isnan (radar->axes[i].value))
            put_value (radar, i, radar->axes[i].value, points + 2 * n++);
    dcmm_draw_poly (radar->canvas, points, n, TRUE, (DcmmStyle) { .fill = DCMM_INK_BLUE, .faint = TRUE });
}

/* From value to value; across an axis without one the line is dotted. */
static void
draw_outline (const Radar *radar, gboolean peer, DcmmStyle style)
{
    for (guint i = 0; i < radar->n; i++) {
        const float value = peer ? radar->axes[i].peer : radar->axes[i].value;
        const guint j = next_with (radar, i, peer);
        float a[2], b[2];
        if (isnan (value) || j == i)
            continue;
        put_value (radar, i, value, a);
        put_value (radar, j, peer ? radar->axes[j].peer : radar->axes[j].value, b);
        style.dash = j == (i + 1) % radar->n ? DCMM_SOLID : DCMM_DOTTED;
        dcmm_draw_line (radar->canvas, a[0], a[1], b[0], b[1], style);
    }
}

static void
draw_peers (const Radar *radar)
{
    draw_outline (radar, TRUE, dcmm_stroked (DCMM_INK_MUTED, 1, DCMM_SOLID));
    for (guint i = 0; i < radar->n; i++) {
        float at[2];
        if (isnan (radar->axes[i].peer))
            continue;
        put_value (radar, i, radar->axes[i].peer, at);
        dcmm_draw_diamond (radar->canvas, at[0], at[1], 3, dcmm_framed (DCMM_INK_GROUND, DCMM_INK_MUTED, 0.9f));
    }
}

static void
draw_target (const Radar *radar)
{
    const float target = dcmm_chart_number (radar->chart, "target", 0);

    if (!dcmm_chart_has (radar->chart, "target"))
        return;
    draw_ring (radar, target, dcmm_stroked (DCMM_INK_ACCENT, 1.2f, DCMM_DASHED));
    for (guint i = 0; i < radar->n; i++) {
        float at[2];
        put_value (radar, i, target, at);
        dcmm_draw_circle (radar->canvas, at[0], at[1], 2.2f, dcmm_framed (DCMM_INK_GROUND, DCMM_INK_ACCENT, 0.9f));
    }
}

static void
draw_now (const Radar *radar)
{
    draw_outline (radar, FALSE, dcmm_stroked (DCMM_INK_BLUE, 1.6f, DCMM_SOLID));
    for (guint i = 0; i < radar->n; i++) {
        float at[2];
        if (isnan (radar->axes[i].value))
            continue;
        put_value (radar, i, radar->axes[i].value, at);
        dcmm_draw_circle (radar->canvas, at[0], at[1], 2.6f, dcmm_framed (DCMM_INK_BLUE, DCMM_INK_GROUND, 0.8f));
    }
}

/* -- labels -- */

static gboolean
is_side (const Radar *radar, guint i)
{
    return fabsf (sinf (turn (radar, i))) > 0.2f;
}

static float
label_room (const Radar *radar, guint i)
{
    const float reach = (radar->radius + LABEL_FAR) * fabsf (sinf (turn (radar, i)));

    return MIN (LABEL_WIDEST, is_side (radar, i) ? dcmm_canvas_width (radar->canvas) / 2 - reach : LABEL_WIDEST);
}

/* Is the name printed whole, in one line or two? */
static gboolean
label_fits (const Radar *radar, guint i)
{
    const char *name = dcmm_chart_word (radar->axes[i].node, "name");
    DcmmLines lines = dcmm_label_wrap (radar->canvas, NAME, TRUE, label_room (radar, i), name, NULL);
    const gboolean whole = !g_str_has_suffix (lines.line[lines.n - 1], "…");

    dcmm_lines_clear (&lines);
    return whole;
}

/* The radius gives way to the names, as far as that is sensible: the largest one with the most names whole. */
static void
find_radius (Radar *radar)
{
    float best = radar->radius;
    guint most = 0;

    for (; radar->radius >= RADIUS_LEAST && most < radar->n; radar->radius -= 4) {
        guint whole = 0;
        for (guint i = 0; i < radar->n; i++)
            if (label_fits (radar, i))
                whole++;
        if (whole > most) {
            most = whole;
            best = radar->radius;
        }
    }
    radar->radius = best;
}

static void
draw_label (const Radar *radar, guint i)
{
    const Axis *axis = &radar->axes[i];
    const DcmmAnchor anchor = !is_side (radar, i) ? DCMM_MIDDLE : sinf (turn (radar, i)) > 0 ? DCMM_START : DCMM_END;
    const gboolean missing = isnan (axis->value);
    DcmmLines lines = dcmm_label_wrap (radar->canvas, NAME, TRUE, label_room (radar, i), dcmm_chart_word (axis->node, "name"),
                                       dcmm_node_get (axis->node, "short"));
    const float height = NAME_STEP * (float) lines.n + 9;
    float at[2];

    put (radar, i, radar->radius + LABEL_FAR - (is_side (radar, i) ? 0 : 4), at);
    float y = at[1] - height * (1 + cosf (turn (radar, i))) / 2 + NAME - 0.5f;
    for (guint k = 0; k < lines.n; k++, y += NAME_STEP)
        dcmm_draw_text (radar->canvas, at[0], y, NAME, TRUE, DCMM_INK_INK, anchor, lines.line[k]);
    dcmm_draw_text (radar->canvas, at[0], y - 1, DCMM_LABEL, FALSE, DCMM_INK_MUTED, anchor,
                    dcmm_chart_word (axis->node, missing ? "na" : "value"));
    dcmm_lines_clear (&lines);
}

/* -- */

/* Below three scores there is no surface, above AXES_MAX no room: the score bars instead. */
static gboolean
is_radar (const DcmmNode *chart)
{
    guint n = 0;

    for (const DcmmNode *row = dcmm_chart_first (chart, "row"); row; row = dcmm_chart_next (row))
        n += dcmm_chart_has (row, "value") && !dcmm_node_get (row, "na");
    return n >= 3 && dcmm_chart_count (chart, "row") <= AXES_MAX;
}

static float
largest_radius (const DcmmNode *chart, float width)
{
    return MIN (dcmm_chart_number (chart, "radius", RADIUS), MAX (width / 2 - 40, RADIUS_LEAST));
}

static void
take_axes (Radar *radar)
{
    for (const DcmmNode *row = dcmm_chart_first (radar->chart, "row"); row; row = dcmm_chart_next (row)) {
        Axis *axis = &radar->axes[radar->n++];
        axis->node = row;
        axis->value = dcmm_node_get (row, "na") ? NAN : dcmm_chart_number (row, "value", NAN);
        axis->peer = dcmm_chart_number (row, "peer", NAN);
    }
}

float
dcmm_radar_height (const DcmmNode *chart, float width)
{
    if (!is_radar (chart))
        return dcmm_bars_height (chart, width);
    return legend_height (chart, width) + 2 * (largest_radius (chart, width) + LABEL_ROOM);
}

void
dcmm_radar_draw (const DcmmNode *chart, DcmmCanvas *canvas)
{
    const float width = dcmm_canvas_width (canvas), head = legend_height (chart, width);
    Radar radar = { .chart = chart, .canvas = canvas, .x = width / 2, .radius = largest_radius (chart, width) };
    DcmmKey list[G_N_ELEMENTS (keys)];

    if (!is_radar (chart)) {
        dcmm_bars_draw (chart, canvas);
        return;
    }
    radar.y = head + radar.radius + LABEL_ROOM;
    take_axes (&radar);
    find_radius (&radar);
    dcmm_legend_draw (canvas, list, list_keys (chart, list), NULL, 0);
    draw_net (&radar);
    draw_surface (&radar);
    draw_peers (&radar);
    draw_target (&radar);
    draw_now (&radar);
    draw_ring_numbers (&radar);
    for (guint i = 0; i < radar.n; i++)
        draw_label (&radar, i);
}
