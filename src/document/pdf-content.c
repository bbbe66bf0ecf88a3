/* A canvas as the content stream of a page. Colours, widths and dashes are written only when they change. */
#include "document/pdf-private.h"

#include <math.h>
#include <string.h>

int
dcmm_pdf_round (float v)
{
    return (int) (v * 100 + (v < 0 ? -0.5f : 0.5f));
}

void
dcmm_pdf_number (GString *out, float v)
{
    dcmm_pdf_hundredths (out, dcmm_pdf_round (v));
}

void
dcmm_pdf_hundredths (GString *out, int hundredths)
{
    const guint size = (guint) ABS (hundredths);
    char digits[20], *at = digits + sizeof digits;

    *--at = '\0';
    *--at = ' ';
    if (size % 10)
        *--at = (char) ('0' + size % 10);
    if (size % 100) {
        *--at = (char) ('0' + size / 10 % 10);
        *--at = '.';
    }
    guint whole = size / 100;
    do
        *--at = (char) ('0' + whole % 10);
    while (whole /= 10);
    if (hundredths < 0)
        *--at = '-';
    g_string_append (out, at);
}

static void
numbers (DcmmPdfContent *content, const float *v, guint n)
{
    for (guint i = 0; i < n; i++)
        dcmm_pdf_number (content->out, v[i]);
}

/* Three decimals are finer than 255 steps; written by hand, since every mark has its colours. */
static void
colour (DcmmPdfContent *content, DcmmInk ink, const char *operator)
{
    const guint32 rgb = content->theme->paper[ink];

    for (int shift = 16; shift >= 0; shift -= 8) {
        const guint v = ((rgb >> shift & 255) * 1000 + 127) / 255;
        const char digits[] = { '.', (char) ('0' + v / 100), (char) ('0' + v / 10 % 10), (char) ('0' + v % 10), ' ' };
        if (v == 0 || v == 1000)
            g_string_append_len (content->out, v ? "1 " : "0 ", 2);
        else
            g_string_append_len (content->out, digits, sizeof digits);
    }
    g_string_append (content->out, operator);
}

void
dcmm_pdf_fill (DcmmPdfContent *content, DcmmInk ink)
{
    if (content->fill != ink)
        colour (content, ink, "rg ");
    content->fill = ink;
}

void
dcmm_pdf_stroke (DcmmPdfContent *content, DcmmInk ink, float width)
{
    if (content->stroke != ink)
        colour (content, ink, "RG ");
    content->stroke = ink;
    if (content->width != width) {
        dcmm_pdf_number (content->out, width);
        g_string_append (content->out, "w ");
    }
    content->width = width;
}

/* Dots are dashes of no length with round ends. */
static void
set_dash (DcmmPdfContent *content, DcmmDash dash)
{
    static const char *const patterns[] = { "0 J []0 d ", "0 J [3 2]0 d ", "1 J [0 2.8]0 d " };

    if (content->dash != dash)
        g_string_append (content->out, patterns[dash]);
    content->dash = dash;
}

static void
set_style (DcmmPdfContent *content, const DcmmStyle *style)
{
    if (style->fill)
        dcmm_pdf_fill (content, style->fill);
    if (style->stroke) {
        dcmm_pdf_stroke (content, style->stroke, style->width);
        set_dash (content, style->dash);
    }
    if (style->faint)
        g_string_append (content->out, "/" DCMM_PDF_FAINT " gs ");
}

static void
paint (DcmmPdfContent *content, const DcmmStyle *style)
{
    g_string_append (content->out, style->fill && style->stroke ? "B\n" : style->fill ? "f\n" : style->stroke ? "S\n" : "n\n");
    if (style->faint)
        g_string_append (content->out, "/" DCMM_PDF_SOLID " gs\n");
}

static void
on_rect (DcmmPdfContent *content, const DcmmMark *mark)
{
    const float box[] = { mark->x, content->height - mark->y - mark->h, mark->w, mark->h };

    set_style (content, &mark->style);
    numbers (content, box, 4);
    g_string_append (content->out, "re ");
    paint (content, &mark->style);
}

static void
point (DcmmPdfContent *content, float x, float y, const char *operator)
{
    dcmm_pdf_number (content->out, x);
    dcmm_pdf_number (content->out, content->height - y);
    g_string_append (content->out, operator);
}

static void
on_line (DcmmPdfContent *content, const DcmmMark *mark)
{
    set_style (content, &mark->style);
    point (content, mark->x, mark->y, "m ");
    point (content, mark->x + mark->w, mark->y + mark->h, "l ");
    paint (content, &mark->style);
}

static void
on_poly (DcmmPdfContent *content, const DcmmMark *mark)
{
    set_style (content, &mark->style);
    for (guint i = 0; i < mark->n_points; i++)
        point (content, mark->points[2 * i], mark->points[2 * i + 1], i ? "l " : "m ");
    if (mark->closed)
        g_string_append (content->out, "h ");
    paint (content, &mark->style);
}

/* An arc of at most a quarter turn, clockwise from 12 o'clock, as one Bézier curve. */
static void
arc (DcmmPdfContent *content, const DcmmMark *mark, double from, double to)
{
    const double a = from * 2 * G_PI, b = to * 2 * G_PI, r = (double) mark->w, k = 4.0 / 3 * tan ((b - a) / 4) * r;
    const double x0 = (double) mark->x, y0 = (double) mark->y;

    point (content, (float) (x0 + r * sin (a) + k * cos (a)), (float) (y0 - r * cos (a) + k * sin (a)), "");
    point (content, (float) (x0 + r * sin (b) - k * cos (b)), (float) (y0 - r * cos (b) - k * sin (b)), "");
    point (content, (float) (x0 + r * sin (b)), (float) (y0 - r * cos (b)), "c ");
}

static void
arcs (DcmmPdfContent *content, const DcmmMark *mark, double from, double to)
{
    const guint n = (guint) MAX (1, ceil ((to - from) * 4 - 1e-6));

    for (guint i = 0; i < n; i++)
        arc (content, mark, from + (to - from) * i / n, from + (to - from) * (i + 1) / n);
}

void
dcmm_pdf_stamps_init (DcmmPdfStamps *stamps)
{
    stamps->numbers = g_hash_table_new_full (g_bytes_hash, g_bytes_equal, (GDestroyNotify) g_bytes_unref, NULL);
    stamps->bodies = g_ptr_array_new ();
    stamps->shapes = g_array_new (FALSE, FALSE, sizeof (DcmmPdfShape));
}

void
dcmm_pdf_stamps_clear (DcmmPdfStamps *stamps)
{
    g_hash_table_unref (stamps->numbers);
    g_ptr_array_unref (stamps->bodies);
    g_array_unref (stamps->shapes);
}

static guint
stamp_number (DcmmPdfStamps *stamps, GString *operators)
{
    g_autoptr (GBytes) body = g_string_free_to_bytes (operators);
    gpointer number = g_hash_table_lookup (stamps->numbers, body);

    if (number)
        return GPOINTER_TO_UINT (number);
    g_ptr_array_add (stamps->bodies, body);
    g_hash_table_insert (stamps->numbers, g_steal_pointer (&body), GUINT_TO_POINTER (stamps->bodies->len));
    return stamps->bodies->len;
}

typedef void (*Draw) (DcmmPdfContent *content, const DcmmMark *mark);

static gboolean
is_same_shape (const DcmmMark *a, const DcmmMark *b)
{
    return a->kind == b->kind && a->w == b->w && a->from == b->from && a->to == b->to && a->style.fill == b->style.fill &&
           a->style.stroke == b->style.stroke && a->style.width == b->style.width && a->style.dash == b->style.dash &&
           a->style.faint == b->style.faint;
}

/* Round things are known again by their measures, without drawing them. */
static guint
find_shape (const DcmmPdfStamps *stamps, const DcmmMark *mark)
{
    for (guint i = 0; mark->kind != DCMM_MARK_TEXT && i < stamps->shapes->len; i++)
        if (is_same_shape (&g_array_index (stamps->shapes, DcmmPdfShape, i).mark, mark))
            return g_array_index (stamps->shapes, DcmmPdfShape, i).number;
    return 0;
}

/* Drawn at the origin. It takes over the state that is set where it is put, so it sets its own, dash and all. */
static guint
new_stamp (DcmmPdfContent *content, const DcmmMark *mark, Draw draw)
{
    DcmmPdfContent alone = { .theme = content->theme, .faces = content->faces, .out = g_string_new (NULL), .width = -1, .dash = DCMM_PDF_DASH_UNKNOWN };
    DcmmPdfShape shape = { .mark = *mark };

    shape.mark.x = shape.mark.y = 0;
    draw (&alone, &shape.mark);
    dcmm_pdf_end_text (&alone);
    shape.number = stamp_number (content->stamps, alone.out);
    if (mark->kind != DCMM_MARK_TEXT)
        g_array_append_val (content->stamps->shapes, shape);
    return shape.number;
}

static void
stamp (DcmmPdfContent *content, const DcmmMark *mark, Draw draw)
{
    GString *out = content->figures || content->artifacts ? content->out : content->late;
    const int x = dcmm_pdf_round (mark->x), y = dcmm_pdf_round (content->height - mark->y);
    const guint known = find_shape (content->stamps, mark), number = known ? known : new_stamp (content, mark, draw);

    if (out == content->late && out->len && x == content->late_x && y == content->late_y) {
        g_string_truncate (out, out->len - strlen ("Q\n"));         /* a pie is a disc and a slice in one place */
    } else {
        g_string_append (out, "q 1 0 0 1 ");
        dcmm_pdf_hundredths (out, x);
        dcmm_pdf_hundredths (out, y);
        g_string_append (out, "cm ");
    }
    g_string_append_printf (out, "/" DCMM_PDF_STAMP "%u Do Q\n", number);
    content->late_x = x;
    content->late_y = y;
}

static void
draw_circle (DcmmPdfContent *content, const DcmmMark *mark)
{
    set_style (content, &mark->style);
    point (content, mark->x, mark->y - mark->w, "m ");
    arcs (content, mark, 0, 1);
    g_string_append (content->out, "h ");
    paint (content, &mark->style);
}

static void
on_circle (DcmmPdfContent *content, const DcmmMark *mark)
{
    if (mark->w < DCMM_PDF_STAMP_MAX)
        stamp (content, mark, draw_circle);
    else
        draw_circle (content, mark);
}

static void
draw_sector (DcmmPdfContent *content, const DcmmMark *mark)
{
    const double from = (double) mark->from, r = (double) mark->w;

    set_style (content, &mark->style);
    point (content, mark->x, mark->y, "m ");
    point (content, (float) ((double) mark->x + r * sin (from * 2 * G_PI)), (float) ((double) mark->y - r * cos (from * 2 * G_PI)), "l ");
    arcs (content, mark, from, (double) mark->to);
    g_string_append (content->out, "h ");
    paint (content, &mark->style);
}

static void
on_sector (DcmmPdfContent *content, const DcmmMark *mark)
{
    if (mark->to <= mark->from)
        return;
    if (mark->w < DCMM_PDF_STAMP_MAX)
        stamp (content, mark, draw_sector);
    else
        draw_sector (content, mark);
}

/* Lines at 45 degrees, 3.2 apart, from the lower left to the upper right. */
#define HATCH_STEP 4.525f

static void
on_hatch (DcmmPdfContent *content, const DcmmMark *mark)
{
    const DcmmPdfContent before = *content;
    const float box[] = { mark->x, content->height - mark->y - mark->h, mark->w, mark->h };

    g_string_append (content->out, "q ");
    numbers (content, box, 4);
    g_string_append (content->out, "re W n ");
    set_style (content, &mark->style);
    for (float x = mark->x - mark->h + HATCH_STEP / 2; x < mark->x + mark->w; x += HATCH_STEP) {
        point (content, x, mark->y + mark->h, "m ");
        point (content, x + mark->h, mark->y, "l ");
    }
    g_string_append (content->out, "S Q\n");
    *content = before;
}

static void
on_image (DcmmPdfContent *content, const DcmmMark *mark)
{
    const float w = MIN (mark->w, mark->h * content->logo_shape), h = w / content->logo_shape;
    const float box[] = { w, 0, 0, h, mark->x + mark->w - w, content->height - mark->y - mark->h };

    g_string_append (content->out, "q ");
    numbers (content, box, 6);
    g_string_append (content->out, "cm /" DCMM_PDF_IMAGE " Do Q\n");
}

static void
on_link (DcmmPdfContent *content, const DcmmMark *mark)
{
    (void) content;
    (void) mark;                /* an annotation, not content: canvas-pdf.c */
}

typedef void (*OnMark) (DcmmPdfContent *content, const DcmmMark *mark);
static const OnMark on_mark[] = {
    [DCMM_MARK_TEXT] = dcmm_pdf_text, [DCMM_MARK_RECT] = on_rect, [DCMM_MARK_LINE] = on_line, [DCMM_MARK_POLY] = on_poly,
    [DCMM_MARK_CIRCLE] = on_circle, [DCMM_MARK_SECTOR] = on_sector, [DCMM_MARK_HATCH] = on_hatch, [DCMM_MARK_LINK] = on_link,
    [DCMM_MARK_BEGIN] = on_link, [DCMM_MARK_END] = on_link, [DCMM_MARK_IMAGE] = on_image,
};

/* The stripes and rules of tables go first, all of a kind in one path: a page of them would set its colours a hundred
 * times. A figure keeps its own order. */
typedef gboolean (*Belongs) (const DcmmMark *mark);

static gboolean
is_stripe (const DcmmMark *mark)
{
    return mark->kind == DCMM_MARK_RECT && mark->style.fill == DCMM_INK_SURFACE && !mark->style.stroke && !mark->style.faint;
}

static gboolean
is_grid_rule (const DcmmMark *mark)
{
    return mark->kind == DCMM_MARK_LINE && mark->style.stroke == DCMM_INK_GRID && mark->style.dash == DCMM_SOLID && mark->h == 0;
}

static void
add_stripe (DcmmPdfContent *content, const DcmmMark *mark)
{
    const float box[] = { mark->x, content->height - mark->y - mark->h, mark->w, mark->h };

    numbers (content, box, 4);
    g_string_append (content->out, "re ");
}

/* A thin rectangle takes fewer numbers than a line. */
static void
add_rule (DcmmPdfContent *content, const DcmmMark *mark)
{
    const float box[] = { mark->x, content->height - mark->y - mark->style.width / 2, mark->w, mark->style.width };

    numbers (content, box, 4);
    g_string_append (content->out, "re ");
}

/* How many marks of structure are open from the first one of @role on. */
static void
count_open (const DcmmMark *mark, DcmmRole role, guint *open)
{
    if (mark->kind == DCMM_MARK_BEGIN && (*open || mark->role == role))
        ++*open;
    else if (mark->kind == DCMM_MARK_END && *open)
        --*open;
}

static void
all_at_once (DcmmPdfContent *content, const DcmmMark *marks, guint n, Belongs belongs, DcmmInk ink, Draw add)
{
    gboolean any = FALSE;
    guint figures = 0;

    for (guint i = 0; i < n; i++) {
        count_open (&marks[i], DCMM_ROLE_FIGURE, &figures);
        if (figures || !belongs (&marks[i]))
            continue;
        if (!any)
            dcmm_pdf_fill (content, ink);
        any = TRUE;
        add (content, &marks[i]);
    }
    if (any)
        g_string_append (content->out, "f\n");
}

static gboolean
is_small_and_round (const DcmmMark *mark)
{
    return (mark->kind == DCMM_MARK_CIRCLE || mark->kind == DCMM_MARK_SECTOR) && mark->w < DCMM_PDF_STAMP_MAX;
}

static gboolean
is_long_text (const DcmmMark *mark)
{
    return mark->kind == DCMM_MARK_TEXT && !mark->halo && mark->anchor == DCMM_START && strlen (mark->text) > 24;
}

/* What may not stand between BT and ET. */
static gboolean
draws_paths (const DcmmPdfContent *content, const DcmmMark *mark)
{
    if (!content->figures && !content->artifacts && is_small_and_round (mark))
        return FALSE;           /* it comes late */
    return mark->kind != DCMM_MARK_TEXT && mark->kind != DCMM_MARK_LINK && mark->kind != DCMM_MARK_BEGIN && mark->kind != DCMM_MARK_END;
}

void
dcmm_pdf_content (DcmmPdfContent *content, const DcmmCanvas *canvas)
{
    guint n;
    const DcmmMark *marks = dcmm_canvas_marks (canvas, &n);
    g_autoptr (GString) late = g_string_new (NULL);

    content->fill = content->stroke = DCMM_INK_NONE;
    content->width = -1;
    content->dash = DCMM_SOLID;
    content->text_mode = 0;
    content->in_text = FALSE;
    content->font = 0;
    content->height = dcmm_canvas_height (canvas);
    g_string_append (content->out, "1 j\n");
    all_at_once (content, marks, n, is_stripe, DCMM_INK_SURFACE, add_stripe);
    all_at_once (content, marks, n, is_grid_rule, DCMM_INK_GRID, add_rule);
    content->late = late;
    content->figures = content->artifacts = 0;
    for (guint i = 0; i < n; i++) {
        const DcmmMark *mark = &marks[i];
        count_open (mark, DCMM_ROLE_FIGURE, &content->figures);
        count_open (mark, DCMM_ROLE_ARTIFACT, &content->artifacts);
        if (!content->figures && (is_stripe (mark) || is_grid_rule (mark)))
            continue;
        const gboolean repeats = content->artifacts && is_long_text (mark);
        if (repeats || draws_paths (content, mark))
            dcmm_pdf_end_text (content);
        if (repeats)
            stamp (content, mark, dcmm_pdf_text);
        else
            on_mark[mark->kind] (content, mark);
    }
    dcmm_pdf_end_text (content);
    g_string_append_len (content->out, late->str, (gssize) late->len);
    content->late = NULL;
}
