/* Text of a page: glyph codes in TJ arrays, a line of one style in one of them, gaps and squeezes as its numbers. */
#include "document/pdf-private.h"

#define GLYPHS 65536

void
dcmm_pdf_faces_init (DcmmPdfFaces *faces, DcmmFont *font)
{
    *faces = (DcmmPdfFaces) { .font = font, .faces = g_ptr_array_new () };
}

void
dcmm_pdf_faces_clear (DcmmPdfFaces *faces)
{
    for (guint i = 0; i < faces->faces->len; i++) {
        DcmmPdfFace *face = faces->faces->pdata[i];
        dcmm_subset_free (face->subset);
        g_free (face->used.chars);
        g_free (face);
    }
    g_ptr_array_unref (faces->faces);
}

static DcmmPdfFace *
face_of (DcmmPdfFaces *faces, guint number)
{
    DcmmPdfFace **face = &faces->by_number[number];

    if (!*face) {
        *face = g_new0 (DcmmPdfFace, 1);
        (*face)->face = number;
        (*face)->used.chars = g_new0 (gunichar, GLYPHS);
        g_ptr_array_add (faces->faces, *face);
    }
    return *face;
}

static const DcmmGlyph *
glyph_of (DcmmFont *font, const DcmmRun *run, gunichar c)
{
    return run->narrow ? dcmm_font_narrow (font, c, run->bold) : dcmm_font_glyph (font, c, run->bold);
}

static void
use_run (DcmmPdfFaces *faces, const DcmmRun *run)
{
    DcmmPdfFace *face = face_of (faces, run->face);

    for (const char *c = run->text; *c; c = g_utf8_next_char (c)) {
        const gunichar u = g_utf8_get_char (c);
        gunichar *at = &face->used.chars[glyph_of (faces->font, run, u)->glyph];
        if (*at)
            continue;
        *at = u;
        face->used.n++;
    }
}

void
dcmm_pdf_use (DcmmPdfFaces *faces, const DcmmCanvas *canvas)
{
    guint n;
    const DcmmMark *marks = dcmm_canvas_marks (canvas, &n);

    for (guint i = 0; i < n; i++)
        for (guint k = 0; k < marks[i].n_runs; k++)
            use_run (faces, &marks[i].runs[k]);
}

gboolean
dcmm_pdf_subset (DcmmPdfFaces *faces, GError **error)
{
    for (guint i = 0; i < faces->faces->len; i++) {
        DcmmPdfFace *face = faces->faces->pdata[i];
        face->subset = dcmm_subset_new (dcmm_font_face (faces->font, face->face), &face->used, error);
        if (!face->subset)
            return FALSE;
    }
    return TRUE;
}

/* Two bytes of a literal string: packed, they take less room than four hexadecimal digits. */
static void
append_code (GString *out, guint code)
{
    const char bytes[2] = { (char) (code >> 8), (char) code };

    for (guint i = 0; i < 2; i++) {
        if (bytes[i] == '(' || bytes[i] == ')' || bytes[i] == '\\')
            g_string_append_c (out, '\\');
        if (bytes[i] == '\r')
            g_string_append (out, "\\r");        /* as it is it would be read as a line feed */
        else
            g_string_append_c (out, bytes[i]);
    }
}

/* A number in a TJ array moves to the left, in 1/1000 em. */
static void
append_move (GString *out, int right)
{
    char digits[16], *at = digits + sizeof digits;
    guint left = (guint) ABS (right);

    *--at = '\0';
    do
        *--at = (char) ('0' + left % 10);
    while (left /= 10);
    if (right > 0)
        *--at = '-';
    g_string_append (out, at);
}

/* Writes a run as the inside of a TJ array and gives the pen's way, in 1/1000 em. */
static int
append_run (const DcmmPdfContent *content, const DcmmRun *run, const guint16 *codes)
{
    GString *out = content->out;
    int      way = 0;
    guint    i = 0;

    g_string_append_c (out, '(');
    for (const char *c = run->text; *c; c = g_utf8_next_char (c), i++) {
        const DcmmGlyph *glyph = glyph_of (content->faces->font, run, g_utf8_get_char (c));
        const int extra = run->extra ? (int) run->extra[i] : 0;
        append_code (out, codes[glyph->glyph]);
        way += glyph->natural;
        if (!extra || i + 1 == run->n)
            continue;
        way += extra;
        g_string_append_c (out, ')');
        append_move (out, extra);
        g_string_append_c (out, '(');
    }
    g_string_append_c (out, ')');
    return way;
}

static guint
resource_of (const DcmmPdfFaces *faces, guint number)
{
    guint i = 0;

    while (((DcmmPdfFace *) faces->faces->pdata[i])->face != number)
        i++;
    return i + 1;
}

static void
set_font (DcmmPdfContent *content, guint face, float size)
{
    const guint font = resource_of (content->faces, face);

    if (font == content->font && size == content->font_size)
        return;
    content->font = font;
    content->font_size = size;
    g_string_append_printf (content->out, "/F%u ", font);
    dcmm_pdf_number (content->out, size);
    g_string_append (content->out, "Tf ");
}

/* A bold run in a face that is not bold is thickened: a stroke of 1/32 of its size in the same colour. */
static void
set_weight (DcmmPdfContent *content, const DcmmMark *mark, const DcmmRun *run, gboolean halo)
{
    const gboolean thicken = run->bold && !dcmm_font_face (content->faces->font, run->face)->bold;
    const guint mode = halo ? 1 : thicken ? 2 : 0;

    if (thicken && !halo)
        dcmm_pdf_stroke (content, mark->style.fill, mark->size / 32);
    if (mode == content->text_mode)
        return;
    g_string_append_printf (content->out, "%u Tr ", mode);
    content->text_mode = mode;
}

static float
start_of (const DcmmMark *mark)
{
    return mark->anchor == DCMM_START ? mark->x : mark->anchor == DCMM_END ? mark->x - mark->w : mark->x - mark->w / 2;
}

void
dcmm_pdf_end_text (DcmmPdfContent *content)
{
    if (content->in_text)
        g_string_append (content->out, "ET\n");
    content->in_text = FALSE;
}

/* The first line of a text object is placed from the page's corner, the others from the line before: a paragraph is
 * "0 -12 Td" again and again, which packs to nearly nothing. */
static void
place (DcmmPdfContent *content, float x, float y)
{
    const int at_x = dcmm_pdf_round (x), at_y = dcmm_pdf_round (y);

    if (!content->in_text) {
        g_string_append (content->out, "BT ");
        content->in_text = TRUE;
        content->text_x = content->text_y = 0;
    }
    dcmm_pdf_hundredths (content->out, at_x - content->text_x);
    dcmm_pdf_hundredths (content->out, at_y - content->text_y);
    g_string_append (content->out, "Td ");
    content->text_x = at_x;
    content->text_y = at_y;
}

static void
show (DcmmPdfContent *content, const DcmmMark *mark, gboolean halo)
{
    GString *out = content->out;
    float    pen = mark->runs[0].x;             /* from the mark's start */
    guint    face = G_MAXUINT;

    place (content, start_of (mark) + pen, content->height - mark->y);
    for (guint i = 0; i < mark->n_runs; i++) {
        const DcmmRun *run = &mark->runs[i];
        const float    jump = (run->x - pen) / mark->size * 1000;
        const int      move = (int) (jump + (jump < 0 ? -0.5f : 0.5f));
        set_weight (content, mark, run, halo);
        if (run->face != face)
            set_font (content, face = run->face, mark->size);
        g_string_append_c (out, '[');
        if (move)
            append_move (out, move);
        pen += (float) (move + append_run (content, run, content->faces->by_number[run->face]->subset->codes)) * mark->size / 1000;
        g_string_append (out, "]TJ\n");
    }
}

void
dcmm_pdf_text (DcmmPdfContent *content, const DcmmMark *mark)
{
    if (!mark->n_runs)
        return;
    if (mark->halo) {
        dcmm_pdf_end_text (content);
        const DcmmPdfContent before = *content;
        g_string_append (content->out, "q 1 j ");
        dcmm_pdf_stroke (content, DCMM_INK_GROUND, 1.6f);
        show (content, mark, TRUE);
        dcmm_pdf_end_text (content);
        g_string_append (content->out, "Q\n");
        *content = before;
    }
    dcmm_pdf_fill (content, mark->style.fill);
    show (content, mark, FALSE);
}
