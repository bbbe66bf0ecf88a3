#include "document/text.h"
#include "document/text-private.h"

#include <string.h>

DcmmText *
dcmm_text_new (DcmmFont *font)
{
    DcmmText *text = g_new0 (DcmmText, 1);

    text->font = font;
    text->styles = g_array_new (FALSE, FALSE, sizeof (DcmmTextStyle));
    text->items = g_array_new (FALSE, TRUE, sizeof (Item));
    text->lines = g_array_new (FALSE, FALSE, sizeof (Line));
    return text;
}

void
dcmm_text_free (DcmmText *text)
{
    if (!text)
        return;
    g_array_unref (text->styles);
    g_array_unref (text->items);
    g_array_unref (text->lines);
    if (text->objects)
        g_array_unref (text->objects);
    g_free (text);
}

static gboolean
same_style (const DcmmTextStyle *a, const DcmmTextStyle *b)
{
    return a->size == b->size && a->bold == b->bold && a->ink == b->ink && a->rise == b->rise && a->hold == b->hold && a->link == b->link;
}

static guint16
take_style (DcmmText *text, const DcmmTextStyle *style)
{
    const guint n = text->styles->len;

    if (n && same_style (&g_array_index (text->styles, DcmmTextStyle, n - 1), style))
        return (guint16) (n - 1);
    g_assert (n < G_MAXUINT16);
    g_array_append_val (text->styles, *style);
    return (guint16) n;
}

static Item *
add_item (DcmmText *text, guint16 style, gunichar c)
{
    g_array_set_size (text->items, text->items->len + 1);
    Item *item = dcmm_text_item (text, text->items->len - 1);
    item->c = c;
    item->style = style;
    item->kind = (guint8) dcmm_char_class (c);
    text->spaced = FALSE;
    return item;
}

void
dcmm_text_add (DcmmText *text, const DcmmTextStyle *style, const char *words)
{
    const guint16 s = take_style (text, style);

    for (const char *c = words; *c; c = g_utf8_next_char (c)) {
        gunichar u = g_utf8_get_char (c);
        if (u == '\n' || u == '\t' || u == '\r')
            u = ' ';
        if (dcmm_char_class (u) != DCMM_CHAR_NONE)
            add_item (text, s, u);
    }
}

void
dcmm_text_add_break (DcmmText *text, const DcmmTextStyle *style)
{
    add_item (text, take_style (text, style), '\n')->kind = DCMM_CHAR_NONE;
}

void
dcmm_text_add_object (DcmmText *text, const DcmmTextStyle *style, const DcmmNode *node, float width, DcmmObjectDraw draw)
{
    const Object object = { node, draw };

    if (!text->objects)
        text->objects = g_array_new (FALSE, FALSE, sizeof (Object));
    g_array_append_val (text->objects, object);
    Item *item = add_item (text, take_style (text, style), OBJECT);
    item->kind = DCMM_CHAR_WIDE;
    item->advance = width;
    item->object = text->objects->len;
}

/* Room for two digits; a third one, in a report of a hundred pages, is allowed to run into the margin of a ragged line. */
#define PAGE_DIGITS 3
#define PAGE_ROOM   2

void
dcmm_text_add_page (DcmmText *text, const DcmmTextStyle *style)
{
    const guint16 s = take_style (text, style);

    text->unnumbered = TRUE;
    for (guint8 i = 1; i <= PAGE_DIGITS; i++) {
        Item *item = add_item (text, s, i <= PAGE_ROOM ? '0' : ABSENT);
        item->page = i;
        item->kind = DCMM_CHAR_DIGIT;
    }
}

static void
prepare (DcmmText *text)
{
    if (text->spaced)
        return;
    dcmm_text_space (text);
    dcmm_text_find_breaks (text);
    text->spaced = TRUE;
}

guint
dcmm_text_set (DcmmText *text, const DcmmTextShape *shape)
{
    prepare (text);
    dcmm_text_find_lines (text, shape);
    return text->lines->len;
}

float
dcmm_text_line_width (const DcmmText *text, guint line)
{
    return g_array_index (text->lines, Line, line).width;
}

float
dcmm_text_natural (DcmmText *text)
{
    float widest = 0;

    dcmm_text_set (text, &(DcmmTextShape) { .width = 1e6f });
    for (guint i = 0; i < text->lines->len; i++)
        widest = MAX (widest, dcmm_text_line_width (text, i));
    return widest;
}

float
dcmm_text_least (DcmmText *text)
{
    prepare (text);
    return dcmm_text_widest_part (text);
}

static void
set_digit (DcmmText *text, Item *item, const char *digits)
{
    const gboolean there = item->page <= strlen (digits);
    const DcmmTextStyle *style = dcmm_text_style (text, item);

    item->c = there ? (gunichar) digits[item->page - 1] : ABSENT;
    item->glyph = dcmm_font_glyph (text->font, item->c, style->bold);
    item->advance = (float) item->glyph->advance / 1000 * style->size;
}

/* The gap to the Han after the number stands after its last digit, which may have moved. */
static void
move_gap (Item *digits)
{
    float gap = 0;
    guint last = 0;

    for (guint i = 0; i < PAGE_DIGITS; i++) {
        gap += digits[i].after;
        digits[i].after = 0;
        if (digits[i].c != ABSENT)
            last = i;
    }
    digits[last].after = gap;
}

void
dcmm_text_number (DcmmText *text, DcmmPageOf page_of, gpointer data)
{
    char digits[12] = "";

    for (guint i = 0; text->unnumbered && i < text->items->len; i++) {
        Item *item = dcmm_text_item (text, i);
        if (!item->page)
            continue;
        if (item->page == 1)
            g_snprintf (digits, sizeof digits, "%u", page_of (dcmm_text_style (text, item)->link, data));
        set_digit (text, item, digits);
        if (item->page == PAGE_DIGITS)
            move_gap (item - (PAGE_DIGITS - 1));
    }
    text->unnumbered = FALSE;
}
