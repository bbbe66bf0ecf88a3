#include "document/canvas.h"
#include "document/canvas-private.h"
#include "document/text.h"

#include <string.h>

struct _DcmmCanvas {
    DcmmFont  *font;            /* borrowed */
    float      width, height;
    DcmmArena *arena;           /* strings, runs, points */
    GArray    *marks;           /* of DcmmMark */
};

DcmmCanvas *
dcmm_canvas_new (DcmmFont *font, float width, float height)
{
    DcmmCanvas *canvas = g_new0 (DcmmCanvas, 1);

    canvas->font = font;
    canvas->width = width;
    canvas->height = height;
    canvas->arena = dcmm_arena_new ();
    canvas->marks = g_array_new (FALSE, TRUE, sizeof (DcmmMark));
    return canvas;
}

void
dcmm_canvas_free (DcmmCanvas *canvas)
{
    if (!canvas)
        return;
    dcmm_arena_free (canvas->arena);
    g_array_unref (canvas->marks);
    g_free (canvas);
}

float
dcmm_canvas_width (const DcmmCanvas *canvas)
{
    return canvas->width;
}

float
dcmm_canvas_height (const DcmmCanvas *canvas)
{
    return canvas->height;
}

const DcmmMark *
dcmm_canvas_marks (const DcmmCanvas *canvas, guint *n)
{
    *n = canvas->marks->len;
    return (const DcmmMark *) canvas->marks->data;
}

DcmmArena *
dcmm_canvas_arena (DcmmCanvas *canvas)
{
    return canvas->arena;
}

DcmmFont *
dcmm_canvas_font (const DcmmCanvas *canvas)
{
    return canvas->font;
}

DcmmMark *
dcmm_canvas_add (DcmmCanvas *canvas, DcmmMarkKind kind, float x, float y)
{
    g_array_set_size (canvas->marks, canvas->marks->len + 1);
    DcmmMark *mark = &g_array_index (canvas->marks, DcmmMark, canvas->marks->len - 1);
    mark->kind = kind;
    mark->x = dcmm_round (x);
    mark->y = dcmm_round (y);
    return mark;
}

static const DcmmRun *
copy_runs (DcmmArena *arena, const DcmmMark *mark)
{
    DcmmRun *runs = dcmm_arena_take_n (arena, DcmmRun, mark->n_runs);

    for (guint i = 0; i < mark->n_runs; i++) {
        runs[i] = mark->runs[i];
        runs[i].text = dcmm_arena_text (arena, mark->runs[i].text, -1);
        if (!mark->runs[i].extra)
            continue;
        float *extra = dcmm_arena_take_n (arena, float, runs[i].n);
        memcpy (extra, mark->runs[i].extra, sizeof (float) * runs[i].n);
        runs[i].extra = extra;
    }
    return runs;
}

static const float *
copy_points (DcmmArena *arena, const float *points, guint n, float x, float y)
{
    float *copy = dcmm_arena_take_n (arena, float, 2 * n);

    for (guint i = 0; i < n; i++) {
        copy[2 * i] = dcmm_round (points[2 * i] + x);
        copy[2 * i + 1] = dcmm_round (points[2 * i + 1] + y);
    }
    return copy;
}

void
dcmm_canvas_place (DcmmCanvas *canvas, const DcmmCanvas *from, float x, float y)
{
    for (guint i = 0; i < from->marks->len; i++) {
        const DcmmMark *mark = &g_array_index (from->marks, DcmmMark, i);
        DcmmMark *copy = dcmm_canvas_add (canvas, mark->kind, 0, 0);
        *copy = *mark;
        copy->x = dcmm_round (mark->x + x);
        copy->y = dcmm_round (mark->y + y);
        copy->text = dcmm_arena_text (canvas->arena, mark->text, -1);
        copy->runs = copy_runs (canvas->arena, mark);
        copy->points = copy_points (canvas->arena, mark->points, mark->n_points, x, y);
    }
}

static float
put_text (DcmmCanvas *canvas, float x, float baseline, float size, gboolean bold, DcmmInk ink, DcmmAnchor anchor, gboolean halo,
          const char *words)
{
    g_autoptr (DcmmText) text = dcmm_text_new (canvas->font);
    const DcmmTextStyle style = { .size = size, .bold = bold, .ink = ink };

    dcmm_text_add (text, &style, words);
    dcmm_text_draw_label (text, canvas, x, baseline, anchor, halo);
    return dcmm_text_natural (text);
}

float
dcmm_draw_text (DcmmCanvas *canvas, float x, float baseline, float size, gboolean bold, DcmmInk ink, DcmmAnchor anchor, const char *text)
{
    return put_text (canvas, x, baseline, size, bold, ink, anchor, FALSE, text);
}

float
dcmm_draw_haloed (DcmmCanvas *canvas, float x, float baseline, float size, gboolean bold, DcmmInk ink, DcmmAnchor anchor, const char *text)
{
    return put_text (canvas, x, baseline, size, bold, ink, anchor, TRUE, text);
}

float
dcmm_text_width (DcmmCanvas *canvas, float size, gboolean bold, const char *words)
{
    g_autoptr (DcmmText) text = dcmm_text_new (canvas->font);
    const DcmmTextStyle style = { .size = size, .bold = bold, .ink = DCMM_INK_INK };

    dcmm_text_add (text, &style, words);
    return dcmm_text_natural (text);
}

void
dcmm_draw_rect (DcmmCanvas *canvas, float x, float y, float w, float h, DcmmStyle style)
{
    DcmmMark *mark = dcmm_canvas_add (canvas, DCMM_MARK_RECT, x, y);

    mark->w = dcmm_round (w);
    mark->h = dcmm_round (h);
    mark->style = style;
}

void
dcmm_draw_line (DcmmCanvas *canvas, float x1, float y1, float x2, float y2, DcmmStyle style)
{
    DcmmMark *mark = dcmm_canvas_add (canvas, DCMM_MARK_LINE, x1, y1);

    mark->w = dcmm_round (x2 - x1);
    mark->h = dcmm_round (y2 - y1);
    mark->style = style;
}

void
dcmm_draw_poly (DcmmCanvas *canvas, const float *points, guint n_points, gboolean closed, DcmmStyle style)
{
    g_return_if_fail (n_points > 0);
    const float *copy = copy_points (canvas->arena, points, n_points, 0, 0);
    DcmmMark *mark = dcmm_canvas_add (canvas, DCMM_MARK_POLY, points[0], points[1]);

    mark->points = copy;
    mark->n_points = n_points;
    mark->closed = closed;
    mark->style = style;
}

void
dcmm_draw_circle (DcmmCanvas *canvas, float x, float y, float radius, DcmmStyle style)
{
    DcmmMark *mark = dcmm_canvas_add (canvas, DCMM_MARK_CIRCLE, x, y);

    mark->w = mark->h = dcmm_round (radius);
    mark->style = style;
}

void
dcmm_draw_sector (DcmmCanvas *canvas, float x, float y, float radius, float from, float to, DcmmStyle style)
{
    DcmmMark *mark = dcmm_canvas_add (canvas, DCMM_MARK_SECTOR, x, y);

    mark->w = mark->h = dcmm_round (radius);
    mark->from = from;
    mark->to = to;
    mark->style = style;
}

void
dcmm_draw_hatch (DcmmCanvas *canvas, float x, float y, float w, float h)
{
    DcmmMark *mark = dcmm_canvas_add (canvas, DCMM_MARK_HATCH, x, y);

    mark->w = dcmm_round (w);
    mark->h = dcmm_round (h);
    mark->style = (DcmmStyle) { .stroke = DCMM_INK_HATCH, .width = 0.6f };
}

static void
put_box (DcmmCanvas *canvas, DcmmMarkKind kind, float x, float y, float w, float h, const char *text)
{
    const char *copy = dcmm_arena_text (canvas->arena, text, -1);
    DcmmMark   *mark = dcmm_canvas_add (canvas, kind, x, y);

    mark->w = dcmm_round (w);
    mark->h = dcmm_round (h);
    mark->text = copy;
}

void
dcmm_draw_link (DcmmCanvas *canvas, float x, float y, float w, float h, const char *target)
{
    put_box (canvas, DCMM_MARK_LINK, x, y, w, h, target);
}

void
dcmm_draw_image (DcmmCanvas *canvas, float x, float y, float w, float h, const char *path)
{
    put_box (canvas, DCMM_MARK_IMAGE, x, y, w, h, path);
}

void
dcmm_draw_begin (DcmmCanvas *canvas, DcmmRole role, const char *alternative)
{
    put_box (canvas, DCMM_MARK_BEGIN, 0, 0, 0, 0, alternative);
    g_array_index (canvas->marks, DcmmMark, canvas->marks->len - 1).role = role;
}

void
dcmm_draw_end (DcmmCanvas *canvas)
{
    dcmm_canvas_add (canvas, DCMM_MARK_END, 0, 0);
}
