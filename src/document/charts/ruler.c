/* The level ruler: a bar from 0 to 5 cut at the policy's thresholds; what is, what is wanted, what was held against it. */
#include "document/charts/ruler.h"

#include <math.h>
#include <string.h>

#define HEIGHT      86.0f
#define HIGHER      96.0f       /* with two rows of labels under the bar */
#define CLOSE        8.0f       /* nearer than this, now and target are one mark with two labels */

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
        g_autofree char *name = numbered (row, "label"), *text = full_label (ruler, row);
        if (name && !text && segment_width (ruler, row) >= wide)
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
        dcmm_draw_rect (ruler->canvas, segment_place (ruler, row), BAR_TOP, segment_width (ruler, row), BAR_HEIGHT,
                        dcmm_filled (shade (row)));
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
    dcmm_draw_label (ruler->canvas, x, middle, reached, DCMM_INK_INK, DCMM_MIDDLE, text);
    if (reached && dcmm_chart_has (ruler->chart, "held"))
        draw_ring (ruler->canvas, x, middle, wide + 12, BAR_HEIGHT - 3);
}

/* -- */

float
dcmm_ruler_height (const DcmmNode *chart, float width)
{
    (void) width;
    return dcmm_ruler_notes (chart) > 1 ? HIGHER : HEIGHT;
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
    dcmm_ruler_draw_over (&ruler);
    dcmm_ruler_draw_under (&ruler);
}
