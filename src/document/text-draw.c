/* Lines as marks on a canvas: one mark for what has one size, colour and height, a run in it for each face and weight. */
#include "document/canvas-private.h"
#include "document/text-private.h"

typedef struct {
    DcmmText   *text;
    DcmmCanvas *canvas;
    float       x, baseline;    /* of the next item */
} Pen;

static gboolean
goes_on_in_run (const DcmmText *text, const Item *first, const Item *item)
{
    return item->glyph->face == first->glyph->face && item->narrow == first->narrow &&
           dcmm_text_style (text, item)->bold == dcmm_text_style (text, first)->bold;
}

/* One mark holds what has one size, colour and height; faces and weights are runs in it. Objects are none of it. */
static gboolean
goes_on_in_mark (const DcmmText *text, const Item *first, const Item *item)
{
    const DcmmTextStyle *a = dcmm_text_style (text, first), *b = dcmm_text_style (text, item);

    return item->glyph && a->size == b->size && a->ink == b->ink && a->rise == b->rise;
}

static int
thousandths (float points, float size)
{
    return (int) (points / size * 1000 + (points < 0 ? -0.5f : 0.5f));
}

/* Items @a to @b as a run that begins @x after the mark. */
static void
make_run (const DcmmText *text, DcmmArena *arena, guint a, guint b, float x, GString *words, DcmmRun *run)
{
    float   *extra = dcmm_arena_take_n (arena, float, b - a);
    gboolean any = FALSE;

    g_string_truncate (words, 0);
    const float size = dcmm_text_style (text, dcmm_text_item (text, a))->size;
    for (guint i = a; i < b; i++) {
        const Item *item = dcmm_text_item (text, i);
        const int   after = thousandths (item->after, size);
        const int   next = i + 1 < b ? dcmm_text_item (text, i + 1)->glyph->shift : 0;
        g_string_append_unichar (words, item->c);
        extra[i - a] = (float) (after - next + item->glyph->shift + item->glyph->advance - item->glyph->natural);
        any = any || (extra[i - a] != 0 && i + 1 < b);
    }
    const Item *first = dcmm_text_item (text, a);
    run->text = dcmm_arena_text (arena, words->str, (gssize) words->len);
    run->face = first->glyph->face;
    run->narrow = first->narrow;
    run->bold = dcmm_text_style (text, first)->bold;
    run->x = dcmm_round (x - (float) first->glyph->shift / 1000 * size);
    run->extra = any ? extra : NULL;
    run->n = b - a;
}

static guint
count_runs (const DcmmText *text, guint a, guint b)
{
    guint n = 1, first = a;

    for (guint i = a + 1; i < b; i++)
        if (!goes_on_in_run (text, dcmm_text_item (text, first), dcmm_text_item (text, i))) {
            first = i;
            n++;
        }
    return n;
}

static DcmmMark *
draw_mark (Pen *pen, guint a, guint b)
{
    const DcmmText *text = pen->text;
    DcmmArena *arena = dcmm_canvas_arena (pen->canvas);
    const DcmmTextStyle *style = dcmm_text_style (text, dcmm_text_item (text, a));
    const guint n_runs = count_runs (text, a, b);
    DcmmRun *runs = dcmm_arena_take_n (arena, DcmmRun, n_runs);
    g_autoptr (GString) words = g_string_new (NULL), all = g_string_new (NULL);
    const float start = pen->x;
    guint n = 0;

    for (guint i = a, first = a; i < b; i++) {
        const Item *item = dcmm_text_item (text, i);
        if (i == first)
            runs[n].x = pen->x - start;
        pen->x += item->advance + (i + 1 < b ? item->after : 0);
        if (i + 1 == b || !goes_on_in_run (text, dcmm_text_item (text, first), dcmm_text_item (text, i + 1))) {
            make_run (text, arena, first, i + 1, runs[n].x, words, &runs[n]);
            g_string_append (all, runs[n++].text);
            first = i + 1;
        }
    }
    DcmmMark *mark = dcmm_canvas_add (pen->canvas, DCMM_MARK_TEXT, start, pen->baseline - style->rise);
    mark->w = dcmm_round (pen->x - start);
    mark->size = style->size;
    mark->bold = style->bold;
    mark->style.fill = style->ink;
    mark->text = dcmm_arena_text (arena, all->str, (gssize) all->len);
    mark->runs = runs;
    mark->n_runs = n_runs;
    pen->x += dcmm_text_item (text, b - 1)->after;
    return mark;
}

static void
draw_object (Pen *pen, const Item *item)
{
    const Object *object = &g_array_index (pen->text->objects, Object, item->object - 1);

    object->draw (object->node, pen->canvas, dcmm_text_style (pen->text, item), pen->x, pen->baseline);
    pen->x += item->advance + item->after;
}

static guint
end_of_mark (const DcmmText *text, guint a, guint to)
{
    guint b = a + 1;

    while (b < to && goes_on_in_mark (text, dcmm_text_item (text, a), dcmm_text_item (text, b)))
        b++;
    return b;
}

static void
draw_links (const DcmmText *text, DcmmCanvas *canvas, const Line *line, float x, float baseline)
{
    float from = x;

    for (guint i = line->from; i < line->to; i++) {
        const Item *item = dcmm_text_item (text, i);
        const DcmmTextStyle *style = dcmm_text_style (text, item);
        const char *next = i + 1 < line->to ? dcmm_text_style (text, item + 1)->link : NULL;
        x += item->advance;
        if (style->link && style->link != next)
            dcmm_draw_link (canvas, from, baseline - 0.95f * style->size, x - from, 1.25f * style->size, style->link);
        x += item->after;
        if (style->link != next)
            from = x;
    }
}

static void
drop_absent (DcmmText *text, const Line *line, DcmmText *kept)
{
    g_array_set_size (kept->items, 0);
    for (guint i = line->from; i < line->to; i++)
        if (dcmm_text_item (text, i)->c != ABSENT)
            g_array_append_val (kept->items, *dcmm_text_item (text, i));
}

void
dcmm_text_draw (DcmmText *text, DcmmCanvas *canvas, guint n, float x, float baseline)
{
    const Line *line = &g_array_index (text->lines, Line, n);
    g_autoptr (GArray) items = g_array_sized_new (FALSE, FALSE, sizeof (Item), line->to - line->from);
    DcmmText present = *text;
    Line shown = *line;
    Pen pen = { &present, canvas, x + line->x, baseline };

    present.items = items;
    drop_absent (text, line, &present);
    shown.from = 0;
    shown.to = items->len;
    if (line->measure > 0)
        dcmm_text_justify (&present, &shown);
    for (guint i = 0; i < items->len;) {
        const Item *item = dcmm_text_item (&present, i);
        if (item->object) {
            draw_object (&pen, item);
            i++;
            continue;
        }
        const guint end = end_of_mark (&present, i, items->len);
        draw_mark (&pen, i, end);
        i = end;
    }
    draw_links (&present, canvas, &shown, x + line->x, baseline);
}

void
dcmm_text_draw_label (DcmmText *text, DcmmCanvas *canvas, float x, float baseline, DcmmAnchor anchor, gboolean halo)
{
    const float width = dcmm_text_natural (text);
    const Line *line = &g_array_index (text->lines, Line, 0);
    const float start = anchor == DCMM_START ? x : anchor == DCMM_END ? x - width : x - width / 2;
    Pen pen = { text, canvas, start, baseline };

    if (line->to == line->from)
        return;
    DcmmMark *mark = draw_mark (&pen, line->from, line->to);
    for (guint i = 0; i < mark->n_runs; i++)
        ((DcmmRun *) mark->runs)[i].x += line->x;       /* an opening bracket that hangs */
    mark->anchor = anchor;
    mark->halo = halo;
    mark->w = dcmm_round (width);
    mark->x = dcmm_round (x);
}
