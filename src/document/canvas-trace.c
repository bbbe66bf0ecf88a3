/* The trace: a line of text for every mark, so that a layout is tested by reading it and a diff shows what moved. */
#include "document/canvas.h"
#include "document/theme.h"

#include <string.h>

static const char *const roles[DCMM_ROLE_MAX] = {
    [DCMM_ROLE_ARTIFACT] = "artifact", [DCMM_ROLE_TITLE] = "title", [DCMM_ROLE_HEADING1] = "heading1", [DCMM_ROLE_HEADING2] = "heading2",
    [DCMM_ROLE_HEADING3] = "heading3", [DCMM_ROLE_PARAGRAPH] = "paragraph", [DCMM_ROLE_ITEM] = "item", [DCMM_ROLE_CELL_HEAD] = "cell-head",
    [DCMM_ROLE_CELL] = "cell", [DCMM_ROLE_FIGURE] = "figure", [DCMM_ROLE_CAPTION] = "caption", [DCMM_ROLE_TOC] = "toc",
    [DCMM_ROLE_LINK] = "link",
};

typedef struct {
    GString *out;
    guint    depth;
} Trace;

/* Blank and number, without the zeros at its end. */
static void
number (GString *out, float v)
{
    char buffer[G_ASCII_DTOSTR_BUF_SIZE];
    gsize n = strlen (g_ascii_formatd (buffer, sizeof buffer, "%.2f", (double) v));

    while (buffer[n - 1] == '0')
        n--;
    if (buffer[n - 1] == '.')
        n--;
    buffer[n] = '\0';
    g_string_append_c (out, ' ');
    g_string_append (out, strcmp (buffer, "-0") == 0 ? "0" : buffer);
}

static void
box (Trace *trace, const DcmmMark *mark)
{
    number (trace->out, mark->x);
    number (trace->out, mark->y);
    number (trace->out, mark->w);
    number (trace->out, mark->h);
}

static void
paint (Trace *trace, const DcmmStyle *style)
{
    if (style->fill)
        g_string_append_printf (trace->out, " fill %s%s", dcmm_ink_names[style->fill], style->faint ? " faint" : "");
    if (style->stroke) {
        g_string_append_printf (trace->out, " stroke %s", dcmm_ink_names[style->stroke]);
        number (trace->out, style->width);
    }
    if (style->dash)
        g_string_append (trace->out, style->dash == DCMM_DASHED ? " dashed" : " dotted");
}

static void
on_text (Trace *trace, const DcmmMark *mark)
{
    static const char *const anchors[] = { "", " middle", " end" };

    g_string_append (trace->out, "text");
    number (trace->out, mark->x);
    number (trace->out, mark->y);
    number (trace->out, mark->w);
    number (trace->out, mark->size);
    g_string_append_printf (trace->out, "%s %s%s%s \"%s\"", mark->bold ? " bold" : "", dcmm_ink_names[mark->style.fill],
                            anchors[mark->anchor], mark->halo ? " halo" : "", mark->text);
}

static void
on_box (Trace *trace, const DcmmMark *mark)
{
    static const char *const names[] = { [DCMM_MARK_RECT] = "rect", [DCMM_MARK_LINE] = "line", [DCMM_MARK_HATCH] = "hatch" };

    g_string_append (trace->out, names[mark->kind]);
    box (trace, mark);
    paint (trace, &mark->style);
}

static void
on_poly (Trace *trace, const DcmmMark *mark)
{
    g_string_append (trace->out, mark->closed ? "polygon" : "polyline");
    for (guint i = 0; i < 2 * mark->n_points; i++)
        number (trace->out, mark->points[i]);
    paint (trace, &mark->style);
}

static void
on_round (Trace *trace, const DcmmMark *mark)
{
    g_string_append (trace->out, mark->kind == DCMM_MARK_CIRCLE ? "circle" : "sector");
    number (trace->out, mark->x);
    number (trace->out, mark->y);
    number (trace->out, mark->w);
    if (mark->kind == DCMM_MARK_SECTOR) {
        number (trace->out, mark->from);
        number (trace->out, mark->to);
    }
    paint (trace, &mark->style);
}

static void
on_place (Trace *trace, const DcmmMark *mark)
{
    g_string_append (trace->out, mark->kind == DCMM_MARK_LINK ? "link" : "image");
    box (trace, mark);
    /* Of an image the name alone: where the theme lies is no matter of the layout. */
    g_autofree char *name = mark->kind == DCMM_MARK_LINK ? g_strdup (mark->text) : g_path_get_basename (mark->text);
    g_string_append_printf (trace->out, " %s", name);
}

static void
on_begin (Trace *trace, const DcmmMark *mark)
{
    g_string_append (trace->out, roles[mark->role]);
    if (mark->text)
        g_string_append_printf (trace->out, " \"%s\"", mark->text);
    trace->depth++;
}

typedef void (*OnMark) (Trace *trace, const DcmmMark *mark);
static const OnMark on_mark[] = {
    [DCMM_MARK_TEXT] = on_text, [DCMM_MARK_RECT] = on_box, [DCMM_MARK_LINE] = on_box, [DCMM_MARK_POLY] = on_poly,
    [DCMM_MARK_CIRCLE] = on_round, [DCMM_MARK_SECTOR] = on_round, [DCMM_MARK_HATCH] = on_box, [DCMM_MARK_LINK] = on_place,
    [DCMM_MARK_BEGIN] = on_begin, [DCMM_MARK_IMAGE] = on_place,
};

void
dcmm_canvas_trace (const DcmmCanvas *canvas, GString *out)
{
    Trace trace = { out, 1 };
    guint n;
    const DcmmMark *marks = dcmm_canvas_marks (canvas, &n);

    for (guint i = 0; i < n; i++) {
        if (marks[i].kind == DCMM_MARK_END) {
            trace.depth--;
            continue;
        }
        for (guint d = 0; d < trace.depth; d++)
            g_string_append (out, "  ");
        on_mark[marks[i].kind] (&trace, &marks[i]);
        g_string_append_c (out, '\n');
    }
}
