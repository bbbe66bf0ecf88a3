/* The peer of the benchmark: the same program, the same layout, with cairo's PDF surface in place of our backend. */
#include "document/pdf.h"

#include <cairo-ft.h>
#include <cairo-pdf.h>
#include <math.h>

typedef struct {
    cairo_t          *cr;
    DcmmFont         *font;
    const DcmmTheme  *theme;
    FT_Library        library;
    FT_Face           ft[256];
    cairo_font_face_t *faces[256];
} Cairo;

static cairo_status_t
append (void *data, const unsigned char *bytes, unsigned int length)
{
    g_string_append_len (data, (const char *) bytes, (gssize) length);
    return CAIRO_STATUS_SUCCESS;
}

static void
set_ink (Cairo *c, DcmmInk ink, double alpha)
{
    const guint32 rgb = c->theme->paper[ink];

    cairo_set_source_rgba (c->cr, (rgb >> 16 & 255) / 255.0, (rgb >> 8 & 255) / 255.0, (rgb & 255) / 255.0, alpha);
}

static void
paint (Cairo *c, const DcmmStyle *style)
{
    static const double dashed[] = { 3, 2 }, dotted[] = { 0, 2.8 };

    if (style->fill != DCMM_INK_NONE) {
        set_ink (c, style->fill, style->faint ? 0.2 : 1);
        cairo_fill_preserve (c->cr);
    }
    if (style->stroke != DCMM_INK_NONE) {
        set_ink (c, style->stroke, 1);
        cairo_set_line_width (c->cr, style->width);
        cairo_set_dash (c->cr, style->dash == DCMM_DOTTED ? dotted : dashed, style->dash == DCMM_SOLID ? 0 : 2, 0);
        cairo_stroke_preserve (c->cr);
    }
    cairo_new_path (c->cr);
}

static cairo_font_face_t *
face_of (Cairo *c, guint i)
{
    const DcmmFace *face = dcmm_font_face (c->font, i);

    if (!c->faces[i]) {
        FT_New_Face (c->library, face->path, face->index, &c->ft[i]);
        c->faces[i] = cairo_ft_font_face_create_for_ft_face (c->ft[i], 0);
    }
    return c->faces[i];
}

static void
draw_run (Cairo *c, const DcmmMark *mark, const DcmmRun *run, double x)
{
    g_autofree cairo_glyph_t *glyphs = g_new (cairo_glyph_t, run->n + 1);
    g_autofree cairo_text_cluster_t *clusters = g_new (cairo_text_cluster_t, run->n + 1);
    guint n = 0;

    cairo_set_font_face (c->cr, face_of (c, run->face));
    cairo_set_font_size (c->cr, mark->size);
    for (const char *at = run->text; *at; at = g_utf8_next_char (at), n++) {
        const gunichar u = g_utf8_get_char (at);
        const DcmmGlyph *glyph = run->narrow ? dcmm_font_narrow (c->font, u, run->bold) : dcmm_font_glyph (c->font, u, run->bold);
        clusters[n] = (cairo_text_cluster_t) { (int) (g_utf8_next_char (at) - at), 1 };
        glyphs[n] = (cairo_glyph_t) { glyph->glyph, x - glyph->shift * mark->size / 1000.0, mark->y };
        x += (glyph->natural + (run->extra ? (double) run->extra[n] : 0)) * mark->size / 1000.0;
    }
    set_ink (c, mark->style.fill, 1);
    cairo_show_text_glyphs (c->cr, run->text, -1, glyphs, (int) n, clusters, (int) n, 0);
}

static void
draw_text (Cairo *c, const DcmmMark *mark)
{
    const double start = mark->x - (mark->anchor == DCMM_START ? 0 : mark->anchor == DCMM_MIDDLE ? mark->w / 2 : mark->w);

    for (guint i = 0; i < mark->n_runs; i++)
        draw_run (c, mark, &mark->runs[i], start + mark->runs[i].x);
}

static void
draw_poly (Cairo *c, const DcmmMark *mark)
{
    for (guint i = 0; i < mark->n_points; i++)
        (i ? cairo_line_to : cairo_move_to) (c->cr, mark->points[2 * i], mark->points[2 * i + 1]);
    if (mark->closed)
        cairo_close_path (c->cr);
    paint (c, &mark->style);
}

static void
draw_hatch (Cairo *c, const DcmmMark *mark)
{
    cairo_save (c->cr);
    cairo_rectangle (c->cr, mark->x, mark->y, mark->w, mark->h);
    cairo_clip (c->cr);
    set_ink (c, DCMM_INK_HATCH, 1);
    cairo_set_line_width (c->cr, 0.5);
    for (double x = mark->x - mark->h; x < mark->x + mark->w; x += 3.2) {
        cairo_move_to (c->cr, x, mark->y + mark->h);
        cairo_line_to (c->cr, x + mark->h, mark->y);
    }
    cairo_stroke (c->cr);
    cairo_restore (c->cr);
}

static void
draw_mark (Cairo *c, const DcmmMark *mark)
{
    switch (mark->kind) {
    case DCMM_MARK_TEXT:
        draw_text (c, mark);
        break;
    case DCMM_MARK_RECT:
        cairo_rectangle (c->cr, mark->x, mark->y, mark->w, mark->h);
        paint (c, &mark->style);
        break;
    case DCMM_MARK_LINE:
        cairo_move_to (c->cr, mark->x, mark->y);
        cairo_line_to (c->cr, mark->x + mark->w, mark->y + mark->h);
        paint (c, &mark->style);
        break;
    case DCMM_MARK_POLY:
        draw_poly (c, mark);
        break;
    case DCMM_MARK_CIRCLE:
        cairo_arc (c->cr, mark->x, mark->y, mark->w, 0, 2 * G_PI);
        paint (c, &mark->style);
        break;
    case DCMM_MARK_SECTOR:
        cairo_move_to (c->cr, mark->x, mark->y);
        cairo_arc (c->cr, mark->x, mark->y, mark->w, (mark->from - 0.25) * 2 * G_PI, (mark->to - 0.25) * 2 * G_PI);
        cairo_close_path (c->cr);
        paint (c, &mark->style);
        break;
    case DCMM_MARK_HATCH:
        draw_hatch (c, mark);
        break;
    default:
        break;                  /* links, the outline and marks of structure are left out: less work for the peer */
    }
}

gboolean
dcmm_layout_pdf (const DcmmLayout *layout, const DcmmTheme *theme, GString *out, GError **error)
{
    cairo_surface_t *surface = cairo_pdf_surface_create_for_stream (append, out, (double) DCMM_PAGE_WIDTH, (double) DCMM_PAGE_HEIGHT);
    Cairo c = { .cr = cairo_create (surface), .font = dcmm_layout_font (layout), .theme = theme };

    FT_Init_FreeType (&c.library);
    for (guint i = 1; i <= dcmm_layout_pages (layout); i++) {
        guint n;
        const DcmmMark *marks = dcmm_canvas_marks (dcmm_layout_page (layout, i), &n);
        for (guint k = 0; k < n; k++)
            draw_mark (&c, &marks[k]);
        cairo_show_page (c.cr);
    }
    const cairo_status_t drawn = cairo_status (c.cr);
    cairo_destroy (c.cr);
    cairo_surface_finish (surface);
    const cairo_status_t status = drawn ? drawn : cairo_surface_status (surface);
    cairo_surface_destroy (surface);
    return status == CAIRO_STATUS_SUCCESS ? TRUE : dcmm_fail (error, DCMM_SURROUNDINGS, "cairo: %s", cairo_status_to_string (status));
}
