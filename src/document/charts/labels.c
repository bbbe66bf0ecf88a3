#include "document/charts/charts-private.h"

#include <math.h>

gboolean
dcmm_boxes_meet (DcmmBox a, DcmmBox b, float gap)
{
    return a.x < b.x + b.w + gap && b.x < a.x + a.w + gap && a.y < b.y + b.h + gap && b.y < a.y + a.h + gap;
}

/* Letters of the CJK faces stand from 0.12 em below to 0.86 em above the baseline; 0.36 em above it is their middle. */
float
dcmm_centred (float middle, float size)
{
    return middle + 0.36f * size;
}

float
dcmm_draw_label (DcmmCanvas *canvas, float x, float middle, gboolean bold, DcmmInk ink, DcmmAnchor anchor, const char *text)
{
    return dcmm_draw_text (canvas, x, dcmm_centred (middle, DCMM_LABEL), DCMM_LABEL, bold, ink, anchor, text);
}

void
dcmm_draw_chip (DcmmCanvas *canvas, float x, float middle, float size, DcmmInk ink, DcmmInk ground, const char *text)
{
    const float w = dcmm_text_width (canvas, size, FALSE, text) + 4;

    dcmm_draw_rect (canvas, x - w / 2, middle - size / 2 - 0.5f, w, size + 1, dcmm_filled (ground));
    dcmm_draw_text (canvas, x, dcmm_centred (middle, size), size, FALSE, ink, DCMM_MIDDLE, text);
}

/* -- shortening -- */

static gboolean
fits (DcmmCanvas *canvas, float size, gboolean bold, float width, const char *text)
{
    return text && *text && dcmm_text_width (canvas, size, bold, text) <= width;
}

static char *
cut (DcmmCanvas *canvas, float size, gboolean bold, float width, const char *name)
{
    for (glong n = g_utf8_strlen (name, -1) - 1; n > 0; n--) {
        g_autofree char *part = g_utf8_substring (name, 0, n);
        g_autofree char *shorter = g_strconcat (g_strchomp (part), "…", NULL);
        if (fits (canvas, size, bold, width, shorter))
            return g_steal_pointer (&shorter);
    }
    return g_strdup ("");
}

char *
dcmm_label_fit (DcmmCanvas *canvas, float size, gboolean bold, float width, const char *name, const char *other)
{
    if (fits (canvas, size, bold, width, name))
        return g_strdup (name);
    if (fits (canvas, size, bold, width, other))
        return g_strdup (other);
    return cut (canvas, size, bold, width, other && *other ? other : name);
}

/* Where even the shortest has no room, dcmm_label_fit() cuts it. */
const char *
dcmm_heads_fit (DcmmCanvas *canvas, const DcmmNode *chart, const char *column, float size, gboolean bold, float width)
{
    static const char *const names[] = { "label", "short", "least" };
    const char *best = names[0];

    for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
        gboolean there = TRUE, room = TRUE;
        for (const DcmmNode *node = dcmm_chart_first (chart, column); node; node = dcmm_chart_next (node)) {
            there = there && *dcmm_chart_word (node, names[i]);
            room = room && dcmm_text_width (canvas, size, bold, dcmm_chart_word (node, names[i])) <= width;
        }
        best = there ? names[i] : best;
        if (there && room)
            break;
    }
    return best;
}

/* -- two lines -- */

static gboolean
is_han (gunichar c)
{
    return c >= 0x3400 && c < 0xA000;
}

/* May a line end before @at (not the first character)? At a blank (which is left out), or between two Han. */
static gboolean
may_break (const char *at)
{
    const gunichar before = g_utf8_get_char (g_utf8_prev_char (at)), after = g_utf8_get_char (at);

    return before == ' ' || before == '/' || (is_han (before) && is_han (after));
}

typedef struct {
    DcmmCanvas *canvas;
    float       size, width;
    gboolean    bold;
} Measure;

static float
halves_width (const Measure *m, const char *text, const char *at, DcmmLines *lines)
{
    lines->line[0] = g_strchomp (g_strndup (text, (gsize) (at - text)));
    lines->line[1] = g_strdup (at);
    lines->n = 2;
    return MAX (dcmm_text_width (m->canvas, m->size, m->bold, lines->line[0]),
                dcmm_text_width (m->canvas, m->size, m->bold, lines->line[1]));
}

/* The division whose longer line is shortest; FALSE where none fits. */
static gboolean
divide (const Measure *m, const char *text, DcmmLines *best)
{
    float shortest = INFINITY;

    for (const char *at = text; *at; at = g_utf8_next_char (at)) {
        DcmmLines tried = { { NULL, NULL }, 0 };
        if (at == text || !may_break (at))
            continue;
        const float w = halves_width (m, text, at, &tried);
        if (w < shortest && w <= m->width) {
            dcmm_lines_clear (best);
            *best = tried;
            shortest = w;
        } else {
            dcmm_lines_clear (&tried);
        }
    }
    return best->n > 0;
}

/* As much as fits in the first line, the rest cut in the second; FALSE where the first word is too long already. */
static gboolean
divide_and_cut (const Measure *m, const char *text, DcmmLines *lines)
{
    for (const char *at = text; *at; at = g_utf8_next_char (at)) {
        g_autofree char *first = g_strchomp (g_strndup (text, (gsize) (at - text)));
        if (at == text || !may_break (at) || dcmm_text_width (m->canvas, m->size, m->bold, first) > m->width)
            continue;
        dcmm_lines_clear (lines);
        lines->line[0] = g_steal_pointer (&first);
        lines->line[1] = dcmm_label_fit (m->canvas, m->size, m->bold, m->width, at, NULL);
        lines->n = 2;
    }
    return lines->n > 0;
}

static DcmmLines
one_line (const Measure *m, const char *name, const char *other)
{
    return (DcmmLines) { { dcmm_label_fit (m->canvas, m->size, m->bold, m->width, name, other), NULL }, 1 };
}

DcmmLines
dcmm_label_wrap (DcmmCanvas *canvas, float size, gboolean bold, float width, const char *name, const char *other)
{
    const Measure m = { canvas, size, width, bold };
    DcmmLines lines = { { NULL, NULL }, 0 };

    if (!fits (canvas, size, bold, width, name) && divide (&m, name, &lines))
        return lines;
    if (fits (canvas, size, bold, width, name) || fits (canvas, size, bold, width, other))
        return one_line (&m, name, other);
    return divide_and_cut (&m, other && *other ? other : name, &lines) ? lines : one_line (&m, name, other);
}

void
dcmm_lines_clear (DcmmLines *lines)
{
    g_clear_pointer (&lines->line[0], g_free);
    g_clear_pointer (&lines->line[1], g_free);
    lines->n = 0;
}

float
dcmm_rows_widest (DcmmCanvas *canvas, const DcmmNode *chart, const char *attribute, gboolean bold)
{
    float w = 0;

    for (const DcmmNode *row = dcmm_chart_first (chart, "row"); row; row = dcmm_chart_next (row))
        w = MAX (w, dcmm_text_width (canvas, DCMM_LABEL, bold, dcmm_chart_word (row, attribute)));
    return w;
}

/* The widest line of all names when none may be wider than @width; FALSE where one of them is cut. */
static gboolean
wrapped_width (DcmmCanvas *canvas, const DcmmNode *chart, const char *attribute, float width, float *widest)
{
    gboolean whole = TRUE;

    *widest = 0;
    for (const DcmmNode *row = dcmm_chart_first (chart, "row"); row; row = dcmm_chart_next (row)) {
        DcmmLines lines = dcmm_label_wrap (canvas, DCMM_LABEL, FALSE, width, dcmm_chart_word (row, attribute),
                                           dcmm_node_get (row, "short"));
        for (guint i = 0; i < lines.n; i++) {
            *widest = MAX (*widest, dcmm_text_width (canvas, DCMM_LABEL, FALSE, lines.line[i]));
            whole = whole && !g_str_has_suffix (lines.line[i], "…");
        }
        dcmm_lines_clear (&lines);
    }
    return whole;
}

float
dcmm_names_width (DcmmCanvas *canvas, const DcmmNode *chart, const char *attribute, float most)
{
    static const float steps[] = { 76, 92, 108 };
    float widest = 0;

    for (guint i = 0; i < G_N_ELEMENTS (steps) && steps[i] < most; i++)
        if (wrapped_width (canvas, chart, attribute, steps[i], &widest))
            return widest;
    wrapped_width (canvas, chart, attribute, most, &widest);
    return widest;
}

void
dcmm_draw_name (DcmmCanvas *canvas, float x, float middle, float width, gboolean bold, const char *name, const char *other)
{
    DcmmLines lines = dcmm_label_wrap (canvas, DCMM_LABEL, bold, width, name, other);
    const float step = DCMM_LABEL + 1, first = middle - step * (float) (lines.n - 1) / 2;

    for (guint i = 0; i < lines.n; i++)
        dcmm_draw_label (canvas, x, first + step * (float) i, bold, DCMM_INK_INK, DCMM_START, lines.line[i]);
    dcmm_lines_clear (&lines);
}
