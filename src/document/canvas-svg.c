/* The canvas as inline SVG: vectors and words, colours as CSS variables of the page (dark mode comes free), nothing
 * fetched, and no id but those derived from the one given, since many drawings stand on one page.
 */
#include "document/canvas.h"
#include "document/theme.h"
#include "base/writer.h"

#include <math.h>
#include <string.h>

#define HATCH_STEP 4.53f        /* along an edge: lines at 45 degrees that are 3.2 apart */

typedef struct {
    GString       *out;
    const guint32 *inks;        /* NULL: the variables of the page */
} Svg;

/* Two decimals at most, no zeros at the end, a point in every locale. */
static void
put_number (GString *out, float v)
{
    char  buffer[G_ASCII_DTOSTR_BUF_SIZE];
    gsize n = strlen (g_ascii_formatd (buffer, sizeof buffer, "%.2f", (double) v));

    while (buffer[n - 1] == '0')
        n--;
    if (buffer[n - 1] == '.')
        n--;
    buffer[n] = '\0';
    g_string_append (out, strcmp (buffer, "-0") == 0 ? "0" : buffer);
}

/* ` name="12.5"` */
static void
put_attribute (GString *out, const char *name, float v)
{
    g_string_append_printf (out, " %s=\"", name);
    put_number (out, v);
    g_string_append_c (out, '"');
}

static void
put_ink (const Svg *svg, const char *name, DcmmInk ink)
{
    if (ink == DCMM_INK_NONE)
        g_string_append_printf (svg->out, " %s=\"none\"", name);
    else if (svg->inks)
        g_string_append_printf (svg->out, " %s=\"#%06X\"", name, svg->inks[ink]);
    else
        g_string_append_printf (svg->out, " %s=\"var(--%s)\"", name, dcmm_ink_names[ink]);
}

static void
put_style (const Svg *svg, const DcmmStyle *style)
{
    GString *out = svg->out;
    /* As in print: dots are dashes of no length with round ends. */
    static const char *const dashes[] = {
        [DCMM_SOLID] = "", [DCMM_DASHED] = " stroke-dasharray=\"3 2\"", [DCMM_DOTTED] = " stroke-dasharray=\"0 2.8\" stroke-linecap=\"round\"",
    };

    put_ink (svg, "fill", style->fill);
    if (style->faint)
        g_string_append (out, " fill-opacity=\".2\"");
    if (style->stroke == DCMM_INK_NONE)
        return;
    put_ink (svg, "stroke", style->stroke);
    put_attribute (out, "stroke-width", style->width);
    g_string_append (out, dashes[style->dash]);
}

/* The engine's spacing (gaps between Han and Latin, squeezed marks), character by character: after a character comes
 * what it gives or takes. Nothing where there is none, which is most often. */
static void
put_spacing (GString *out, const DcmmMark *mark)
{
    const gsize start = out->len;
    gsize  end = start;
    float  before = 0;

    g_string_append (out, " dx=\"");
    for (guint r = 0; r < mark->n_runs; r++)
        for (guint i = 0; i < mark->runs[r].n; i++) {
            if (r + i > 0)
                g_string_append_c (out, ' ');
            put_number (out, before);
            if (fabsf (before) >= 0.005f)
                end = out->len;
            before = mark->runs[r].extra ? mark->runs[r].extra[i] / 1000 * mark->size : 0;
        }
    g_string_truncate (out, end);
    if (end > start)
        g_string_append_c (out, '"');
}

/* A quotation mark or dot of Latin text is a full em wide in a Chinese face: it is taken from a Latin one. */
static void
put_words (GString *out, const DcmmMark *mark)
{
    if (mark->n_runs == 0)
        dcmm_xml_append (out, mark->text);
    for (guint r = 0; r < mark->n_runs; r++) {
        if (mark->runs[r].narrow)
            g_string_append (out, "<tspan font-family=\"Arial,Helvetica,sans-serif\">");
        dcmm_xml_append (out, mark->runs[r].text);
        if (mark->runs[r].narrow)
            g_string_append (out, "</tspan>");
    }
}

static void
put_text (const Svg *svg, const DcmmMark *mark, gboolean halo)
{
    static const char *const anchors[] = { [DCMM_START] = NULL, [DCMM_MIDDLE] = "middle", [DCMM_END] = "end" };
    GString *out = svg->out;

    g_string_append (out, "<text");
    put_attribute (out, "x", mark->x);
    put_attribute (out, "y", mark->y);
    put_spacing (out, mark);
    put_attribute (out, "font-size", mark->size);
    if (mark->bold)
        g_string_append (out, " font-weight=\"700\"");
    if (anchors[mark->anchor])
        g_string_append_printf (out, " text-anchor=\"%s\"", anchors[mark->anchor]);
    put_ink (svg, "fill", halo && svg->inks ? DCMM_INK_GROUND : mark->style.fill);
    if (halo) {
        put_ink (svg, "stroke", DCMM_INK_GROUND);
        g_string_append (out, " stroke-width=\"1.6\" stroke-linejoin=\"round\"");
        g_string_append (out, svg->inks ? "" : " paint-order=\"stroke\"");
    }
    g_string_append_c (out, '>');
    put_words (out, mark);
    g_string_append (out, "</text>");
}

/* An office program knows no paint-order and would draw the halo over the letters: it gets it as words of their own. */
static void
on_text (const Svg *svg, const DcmmMark *mark)
{
    if (mark->halo && svg->inks)
        put_text (svg, mark, TRUE);
    put_text (svg, mark, mark->halo && !svg->inks);
}

static void
on_rect (const Svg *svg, const DcmmMark *mark)
{
    GString *out = svg->out;
    g_string_append (out, "<rect");
    put_attribute (out, "x", mark->x);
    put_attribute (out, "y", mark->y);
    put_attribute (out, "width", MAX (mark->w, 0));
    put_attribute (out, "height", MAX (mark->h, 0));
    put_style (svg, &mark->style);
    g_string_append (out, "/>");
}

static void
on_line (const Svg *svg, const DcmmMark *mark)
{
    GString *out = svg->out;
    g_string_append (out, "<line");
    put_attribute (out, "x1", mark->x);
    put_attribute (out, "y1", mark->y);
    put_attribute (out, "x2", mark->x + mark->w);
    put_attribute (out, "y2", mark->y + mark->h);
    put_style (svg, &mark->style);
    g_string_append (out, "/>");
}

static void
on_poly (const Svg *svg, const DcmmMark *mark)
{
    GString *out = svg->out;
    g_string_append (out, mark->closed ? "<polygon points=\"" : "<polyline points=\"");
    for (guint i = 0; i < 2 * mark->n_points; i++) {
        if (i)
            g_string_append_c (out, i % 2 ? ',' : ' ');
        put_number (out, mark->points[i]);
    }
    g_string_append_c (out, '"');
    put_style (svg, &mark->style);
    g_string_append (out, "/>");
}

static void
on_circle (const Svg *svg, const DcmmMark *mark)
{
    GString *out = svg->out;
    g_string_append (out, "<circle");
    put_attribute (out, "cx", mark->x);
    put_attribute (out, "cy", mark->y);
    put_attribute (out, "r", mark->w);
    put_style (svg, &mark->style);
    g_string_append (out, "/>");
}

static void
put_turn (GString *out, const DcmmMark *mark, float turns)
{
    const float angle = 2 * (float) G_PI * turns;

    put_number (out, mark->x + mark->w * sinf (angle));
    g_string_append_c (out, ' ');
    put_number (out, mark->y - mark->w * cosf (angle));
}

static void
on_sector (const Svg *svg, const DcmmMark *mark)
{
    GString *out = svg->out;
    if (mark->to - mark->from >= 1) {
        on_circle (svg, mark);
        return;
    }
    g_string_append (out, "<path d=\"M");
    put_number (out, mark->x);
    g_string_append_c (out, ' ');
    put_number (out, mark->y);
    g_string_append_c (out, 'L');
    put_turn (out, mark, mark->from);
    g_string_append_c (out, 'A');
    put_number (out, mark->w);
    g_string_append_c (out, ' ');
    put_number (out, mark->w);
    g_string_append_printf (out, " 0 %d 1 ", mark->to - mark->from > 0.5f);
    put_turn (out, mark, mark->to);
    g_string_append (out, "Z\"");
    put_style (svg, &mark->style);
    g_string_append (out, "/>");
}

/* Lines x + y = c, each cut off at the rectangle here: a <pattern> would need an id, and a clip path another. */
static void
on_hatch (const Svg *svg, const DcmmMark *mark)
{
    GString *out = svg->out;
    const float first = mark->x + mark->y, last = first + mark->w + mark->h;

    g_string_append (out, "<path d=\"");
    for (float c = first + HATCH_STEP; c < last; c += HATCH_STEP) {
        const float low = MIN (mark->y + mark->h, c - mark->x), high = MAX (mark->y, c - mark->x - mark->w);
        g_string_append_c (out, 'M');
        put_number (out, c - low);
        g_string_append_c (out, ' ');
        put_number (out, low);
        g_string_append_c (out, 'L');
        put_number (out, c - high);
        g_string_append_c (out, ' ');
        put_number (out, high);
    }
    g_string_append_c (out, '"');
    put_style (svg, &mark->style);
    g_string_append (out, "/>");
}

static void
on_link (const Svg *svg, const DcmmMark *mark)
{
    GString *out = svg->out;
    g_string_append (out, "<a");
    dcmm_xml_attribute (out, "href", mark->text);
    g_string_append (out, "><rect fill=\"none\" pointer-events=\"all\"");
    put_attribute (out, "x", mark->x);
    put_attribute (out, "y", mark->y);
    put_attribute (out, "width", MAX (mark->w, 0));
    put_attribute (out, "height", MAX (mark->h, 0));
    g_string_append (out, "/></a>");
}

/* What a figure is, its <svg> says as a whole; an image would be a request to somewhere. */
static void
on_nothing (const Svg *svg, const DcmmMark *mark)
{
    (void) svg;
    (void) mark;
}

typedef void (*OnMark) (const Svg *svg, const DcmmMark *mark);
static const OnMark on_mark[] = {
    [DCMM_MARK_TEXT] = on_text, [DCMM_MARK_RECT] = on_rect, [DCMM_MARK_LINE] = on_line, [DCMM_MARK_POLY] = on_poly,
    [DCMM_MARK_CIRCLE] = on_circle, [DCMM_MARK_SECTOR] = on_sector, [DCMM_MARK_HATCH] = on_hatch, [DCMM_MARK_LINK] = on_link,
    [DCMM_MARK_BEGIN] = on_nothing, [DCMM_MARK_END] = on_nothing, [DCMM_MARK_IMAGE] = on_nothing,
};

/* Without a title it is decoration beside words that say the same. */
static void
put_names (GString *out, const char *title, const char *description, const char *id)
{
    if (!title) {
        g_string_append (out, " aria-hidden=\"true\">");
        return;
    }
    g_string_append (out, " role=\"img\"");
    if (id)
        dcmm_xml_attributef (out, "aria-labelledby", description ? "%s-t %s-d" : "%s-t", id, id);
    g_string_append (out, "><title");
    if (id)
        dcmm_xml_attributef (out, "id", "%s-t", id);
    g_string_append_c (out, '>');
    dcmm_xml_append (out, title);
    g_string_append (out, "</title>");
    if (!description)
        return;
    g_string_append (out, "<desc");
    if (id)
        dcmm_xml_attributef (out, "id", "%s-d", id);
    g_string_append_c (out, '>');
    dcmm_xml_append (out, description);
    g_string_append (out, "</desc>");
}

static void
put_marks (const Svg *svg, const DcmmCanvas *canvas)
{
    guint n;
    const DcmmMark *marks = dcmm_canvas_marks (canvas, &n);

    for (guint i = 0; i < n; i++)
        on_mark[marks[i].kind] (svg, &marks[i]);
    g_string_append (svg->out, "</svg>");
}

void
dcmm_canvas_svg (const DcmmCanvas *canvas, const char *title, const char *description, const char *id, GString *out)
{
    const Svg svg = { out, NULL };

    g_string_append (out, "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 ");
    put_number (out, dcmm_canvas_width (canvas));
    g_string_append_c (out, ' ');
    put_number (out, dcmm_canvas_height (canvas));
    g_string_append_c (out, '"');
    put_attribute (out, "width", dcmm_canvas_width (canvas));
    put_attribute (out, "height", dcmm_canvas_height (canvas));
    g_string_append (out, " overflow=\"visible\"");       /* a mark at the very end of an axis reaches over it */
    put_names (out, title, description, id);
    put_marks (&svg, canvas);
}

void
dcmm_canvas_svg_file (const DcmmCanvas *canvas, const guint32 *inks, const char *faces, float margin, GString *out)
{
    const Svg   svg = { out, inks };
    const float width = dcmm_canvas_width (canvas) + 2 * margin, height = dcmm_canvas_height (canvas) + 2 * margin;

    g_string_append (out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"");
    put_number (out, -margin);
    g_string_append_c (out, ' ');
    put_number (out, -margin);
    g_string_append_c (out, ' ');
    put_number (out, width);
    g_string_append_c (out, ' ');
    put_number (out, height);
    g_string_append_c (out, '"');
    put_attribute (out, "width", width);
    put_attribute (out, "height", height);
    dcmm_xml_attribute (out, "font-family", faces);
    g_string_append_c (out, '>');
    put_marks (&svg, canvas);
}
