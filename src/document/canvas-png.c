/* The canvas as a PNG. Strokes are outlines that are filled: a bar for each piece of a line, a disc at each bend. */
#include "document/canvas-private.h"
#include "document/font.h"
#include "document/raster.h"

#include <hb.h>
#include <math.h>
#include <string.h>

#define HATCH_STEP 4.53f        /* as in SVG */
#define MARGIN     DCMM_PICTURE_MARGIN
#define HALO       1.6f
#define BOLDER     30.0f        /* 1/1000 em: the stroke that makes a regular face bold */

typedef struct {
    DcmmRaster    *raster;
    DcmmFont      *font;
    const guint32 *inks;
    float          scale;
} Png;

typedef struct {
    float x, y;
} Point;

static Point
place (const Png *png, float x, float y)
{
    return (Point) { (x + MARGIN) * png->scale, (y + MARGIN) * png->scale };
}

/* -- strokes, in pixels -- */

static void
add_bar (Png *png, Point a, Point b, float width)
{
    const float length = hypotf (b.x - a.x, b.y - a.y), half = width / 2;

    if (length <= 0)
        return;
    const float nx = -(b.y - a.y) / length * half, ny = (b.x - a.x) / length * half;
    dcmm_raster_move (png->raster, a.x + nx, a.y + ny);
    dcmm_raster_line (png->raster, b.x + nx, b.y + ny);
    dcmm_raster_line (png->raster, b.x - nx, b.y - ny);
    dcmm_raster_line (png->raster, a.x - nx, a.y - ny);
}

static guint
sides_of (float radius)
{
    return (guint) CLAMP (radius * 4, 8, 96);
}

/* The same way round as a bar, so that they add up. */
static void
add_disc (Png *png, Point centre, float radius)
{
    const guint n = sides_of (radius);

    for (guint i = 0; i < n; i++) {
        const float turn = -2 * (float) G_PI * (float) i / (float) n, x = centre.x + radius * cosf (turn), y = centre.y + radius * sinf (turn);
        if (i)
            dcmm_raster_line (png->raster, x, y);
        else
            dcmm_raster_move (png->raster, x, y);
    }
}

static Point
between (Point a, Point b, float share)
{
    return (Point) { a.x + (b.x - a.x) * share, a.y + (b.y - a.y) * share };
}

/* Pieces of @on every @on + @off; @at is the way so far, which goes on round corners. */
static void
add_dashes (Png *png, Point a, Point b, float width, float on, float off, float *at)
{
    const float length = hypotf (b.x - a.x, b.y - a.y);

    for (float x = -fmodf (*at, on + off); length > 0 && x < length; x += on + off) {
        const float from = MAX (x, 0), to = MIN (x + on, length);
        if (on <= 0 && x >= 0)
            add_disc (png, between (a, b, x / length), width / 2);
        else if (to > from)
            add_bar (png, between (a, b, from / length), between (a, b, to / length), width);
    }
    *at += length;
}

static void
stroke (Png *png, const Point *points, guint n, gboolean closed, const DcmmStyle *style)
{
    const float width = style->width * png->scale;
    float at = 0;

    if (style->stroke == DCMM_INK_NONE || n < 2)
        return;
    for (guint i = 0; i < (closed ? n : n - 1); i++) {
        const Point a = points[i], b = points[(i + 1) % n];
        if (style->dash == DCMM_SOLID)
            add_bar (png, a, b, width);
        else if (style->dash == DCMM_DASHED)
            add_dashes (png, a, b, width, 3 * png->scale, 2 * png->scale, &at);
        else
            add_dashes (png, a, b, width, 0, 2.8f * png->scale, &at);
        if (style->dash == DCMM_SOLID && width > 1.5f && (closed || i))
            add_disc (png, a, width / 2);
    }
    dcmm_raster_fill (png->raster, png->inks[style->stroke], 1);
}

static void
draw_shape (Png *png, const Point *points, guint n, gboolean closed, const DcmmStyle *style)
{
    if (style->fill != DCMM_INK_NONE && n > 2) {
        dcmm_raster_move (png->raster, points[0].x, points[0].y);
        for (guint i = 1; i < n; i++)
            dcmm_raster_line (png->raster, points[i].x, points[i].y);
        dcmm_raster_fill (png->raster, png->inks[style->fill], style->faint ? 0.2f : 1);
    }
    stroke (png, points, n, closed, style);
}

/* -- shapes -- */

static void
on_rect (Png *png, const DcmmMark *mark)
{
    const Point a = place (png, mark->x, mark->y), b = place (png, mark->x + MAX (mark->w, 0), mark->y + MAX (mark->h, 0));
    const Point corners[] = { a, { b.x, a.y }, b, { a.x, b.y } };

    draw_shape (png, corners, 4, TRUE, &mark->style);
}

static void
on_line (Png *png, const DcmmMark *mark)
{
    const Point ends[] = { place (png, mark->x, mark->y), place (png, mark->x + mark->w, mark->y + mark->h) };

    stroke (png, ends, 2, FALSE, &mark->style);
}

static void
on_poly (Png *png, const DcmmMark *mark)
{
    g_autofree Point *points = g_new (Point, mark->n_points + 1);

    for (guint i = 0; i < mark->n_points; i++)
        points[i] = place (png, mark->points[2 * i], mark->points[2 * i + 1]);
    draw_shape (png, points, mark->n_points, mark->closed, &mark->style);
}

static void
draw_arc (Png *png, const DcmmMark *mark, float from, float to, gboolean centre)
{
    Point points[98];
    const guint n = sides_of (mark->w * png->scale);
    guint k = 0;

    if (centre)
        points[k++] = place (png, mark->x, mark->y);
    for (guint i = 0; i < (centre ? n + 1 : n); i++) {
        const float turn = 2 * (float) G_PI * (from + (to - from) * (float) i / (float) n);
        points[k++] = place (png, mark->x + mark->w * sinf (turn), mark->y - mark->w * cosf (turn));
    }
    draw_shape (png, points, k, TRUE, &mark->style);
}

static void
on_circle (Png *png, const DcmmMark *mark)
{
    draw_arc (png, mark, 0, 1, FALSE);
}

static void
on_sector (Png *png, const DcmmMark *mark)
{
    const gboolean whole = mark->to - mark->from >= 1;

    draw_arc (png, mark, whole ? 0 : mark->from, whole ? 1 : mark->to, !whole);
}

static void
on_hatch (Png *png, const DcmmMark *mark)
{
    const float first = mark->x + mark->y, last = first + mark->w + mark->h;

    for (float c = first + HATCH_STEP; c < last; c += HATCH_STEP) {
        const float low = MIN (mark->y + mark->h, c - mark->x), high = MAX (mark->y, c - mark->x - mark->w);
        add_bar (png, place (png, c - low, low), place (png, c - high, high), mark->style.width * png->scale);
    }
    dcmm_raster_fill (png->raster, png->inks[mark->style.stroke], 1);
}

/* -- letters -- */

/* What an outline of the face is turned into: points in pixels, a NAN before each contour. */
typedef struct {
    GArray *points;
    Point   origin, last;       /* of the glyph, in pixels; the end of the last piece, in 1/1000 em */
    float   em;                 /* a thousandth of it, in pixels */
} Outline;

static void
add_point (Outline *outline, float x, float y)
{
    const Point point = { outline->origin.x + x * outline->em, outline->origin.y - y * outline->em };

    g_array_append_val (outline->points, point);
    outline->last = (Point) { x, y };
}

static void
move_to (hb_draw_funcs_t *funcs, void *data, hb_draw_state_t *state, float x, float y, void *user)
{
    Outline *outline = data;
    const Point begin = { NAN, NAN };

    (void) funcs, (void) state, (void) user;
    g_array_append_val (outline->points, begin);
    add_point (outline, x, y);
}

static void
line_to (hb_draw_funcs_t *funcs, void *data, hb_draw_state_t *state, float x, float y, void *user)
{
    (void) funcs, (void) state, (void) user;
    add_point (data, x, y);
}

#define PIECES 4                /* of a curve: a letter is some twenty pixels high */

static void
cubic_to (hb_draw_funcs_t *funcs, void *data, hb_draw_state_t *state, float x1, float y1, float x2, float y2, float x, float y, void *user)
{
    Outline *outline = data;
    const Point a = outline->last;

    (void) funcs, (void) state, (void) user;
    for (int i = 1; i <= PIECES; i++) {
        const float t = (float) i / PIECES, s = 1 - t, k = s * s * s, k1 = 3 * s * s * t, k2 = 3 * s * t * t, k3 = t * t * t;
        add_point (outline, k * a.x + k1 * x1 + k2 * x2 + k3 * x, k * a.y + k1 * y1 + k2 * y2 + k3 * y);
    }
}

static void
quadratic_to (hb_draw_funcs_t *funcs, void *data, hb_draw_state_t *state, float x1, float y1, float x, float y, void *user)
{
    const Outline *outline = data;
    const Point a = outline->last;

    cubic_to (funcs, data, state, a.x + (x1 - a.x) * 2 / 3, a.y + (y1 - a.y) * 2 / 3, x + (x1 - x) * 2 / 3, y + (y1 - y) * 2 / 3, x, y, user);
}

static hb_draw_funcs_t *
draw_funcs (void)
{
    static hb_draw_funcs_t *funcs;

    if (!funcs) {
        funcs = hb_draw_funcs_create ();
        hb_draw_funcs_set_move_to_func (funcs, move_to, NULL, NULL);
        hb_draw_funcs_set_line_to_func (funcs, line_to, NULL, NULL);
        hb_draw_funcs_set_quadratic_to_func (funcs, quadratic_to, NULL, NULL);
        hb_draw_funcs_set_cubic_to_func (funcs, cubic_to, NULL, NULL);
        hb_draw_funcs_make_immutable (funcs);
    }
    return funcs;
}

static void
fill_outline (Png *png, const GArray *points, guint32 colour)
{
    gboolean begins = FALSE;

    for (guint i = 0; i < points->len; i++) {
        const Point point = g_array_index (points, Point, i);
        if (isnan (point.x))
            begins = TRUE;
        else if (begins)
            dcmm_raster_move (png->raster, point.x, point.y), begins = FALSE;
        else
            dcmm_raster_line (png->raster, point.x, point.y);
    }
    dcmm_raster_fill (png->raster, colour, 1);
}

static void
stroke_outline (Png *png, const GArray *points, float width, guint32 colour)
{
    for (guint i = 1; i < points->len; i++) {
        const Point a = g_array_index (points, Point, i - 1), b = g_array_index (points, Point, i);
        if (isnan (a.x) || isnan (b.x))
            continue;
        add_bar (png, a, b, width);
        add_disc (png, b, width / 2);
    }
    dcmm_raster_fill (png->raster, colour, 1);
}

static void
add_run (Png *png, Outline *outline, const DcmmMark *mark, const DcmmRun *run, float x)
{
    const DcmmFace *face = run->face == DCMM_NO_FACE ? NULL : dcmm_font_face (png->font, run->face);
    guint n = 0;

    for (const char *at = run->text; face && *at; at = g_utf8_next_char (at), n++) {
        const gunichar u = g_utf8_get_char (at);
        const DcmmGlyph *glyph = run->narrow ? dcmm_font_narrow (png->font, u, run->bold) : dcmm_font_glyph (png->font, u, run->bold);
        outline->origin = place (png, x - (float) glyph->shift * mark->size / 1000, mark->y);
        hb_font_get_glyph_shape (face->font, glyph->glyph, draw_funcs (), outline);
        x += ((float) glyph->natural + (run->extra ? run->extra[n] : 0)) * mark->size / 1000;
    }
}

static void
on_text (Png *png, const DcmmMark *mark)
{
    const float start = mark->x - (mark->anchor == DCMM_START ? 0 : mark->anchor == DCMM_MIDDLE ? mark->w / 2 : mark->w);
    Outline outline = { .points = g_array_new (FALSE, FALSE, sizeof (Point)), .em = mark->size * png->scale / 1000 };

    for (guint i = 0; i < mark->n_runs; i++) {
        const DcmmRun *run = &mark->runs[i];
        g_array_set_size (outline.points, 0);
        add_run (png, &outline, mark, run, start + run->x);
        if (mark->halo)
            stroke_outline (png, outline.points, HALO * png->scale, png->inks[DCMM_INK_GROUND]);
        if (run->bold && run->face != DCMM_NO_FACE && !dcmm_font_face (png->font, run->face)->bold)
            stroke_outline (png, outline.points, BOLDER * outline.em, png->inks[mark->style.fill]);
        fill_outline (png, outline.points, png->inks[mark->style.fill]);
    }
    g_array_unref (outline.points);
}

static void
on_nothing (Png *png, const DcmmMark *mark)
{
    (void) png;
    (void) mark;
}

typedef void (*OnMark) (Png *png, const DcmmMark *mark);
static const OnMark on_mark[] = {
    [DCMM_MARK_TEXT] = on_text, [DCMM_MARK_RECT] = on_rect, [DCMM_MARK_LINE] = on_line, [DCMM_MARK_POLY] = on_poly,
    [DCMM_MARK_CIRCLE] = on_circle, [DCMM_MARK_SECTOR] = on_sector, [DCMM_MARK_HATCH] = on_hatch, [DCMM_MARK_LINK] = on_nothing,
    [DCMM_MARK_BEGIN] = on_nothing, [DCMM_MARK_END] = on_nothing, [DCMM_MARK_IMAGE] = on_nothing,
};

DcmmRaster *
dcmm_canvas_raster (const DcmmCanvas *canvas, const guint32 *inks, float scale)
{
    const guint width = (guint) ceilf ((dcmm_canvas_width (canvas) + 2 * MARGIN) * scale);
    const guint height = (guint) ceilf ((dcmm_canvas_height (canvas) + 2 * MARGIN) * scale);
    Png png = { dcmm_raster_new (width, height, inks[DCMM_INK_GROUND]), dcmm_canvas_font (canvas), inks, scale };
    guint n;
    const DcmmMark *marks = dcmm_canvas_marks (canvas, &n);

    for (guint i = 0; i < n; i++)
        on_mark[marks[i].kind] (&png, &marks[i]);
    return png.raster;
}
