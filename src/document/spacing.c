/* Gaps and squeezes (storyboard, 6.9 and 6.10): done before lines are broken, so that they count in the width. */
#include "document/text-private.h"

/* Between Han and Latin letters or digits: W3C clreq has a quarter em at most; 0.18 was chosen by eye in the proofs. */
#define GAP 0.18f

static gboolean
is_han (const Item *item)
{
    return item->kind == DCMM_CHAR_HAN;
}

static gboolean
is_latin (const Item *item)
{
    return item->kind == DCMM_CHAR_LETTER || item->kind == DCMM_CHAR_DIGIT || item->kind == DCMM_CHAR_SIGN;
}

static gboolean
is_opening (const Item *item)
{
    return item->kind == DCMM_CHAR_OPEN || (item->kind == DCMM_CHAR_QUOTE && (item->c == 0x201C || item->c == 0x2018));
}

/* Full-width marks that hold half an em of blank. */
static gboolean
is_full_mark (const Item *item)
{
    return item->kind == DCMM_CHAR_OPEN || item->kind == DCMM_CHAR_CLOSE || (item->kind == DCMM_CHAR_QUOTE && !item->narrow);
}

float
dcmm_text_blank_before (const DcmmText *text, const Item *item)
{
    if (!item->glyph || item->narrow || !is_opening (item))
        return 0;
    return (float) item->glyph->blank / 1000 * dcmm_text_style (text, item)->size;
}

float
dcmm_text_blank_after (const DcmmText *text, const Item *item)
{
    if (!item->glyph || !is_full_mark (item) || is_opening (item))
        return 0;
    return (float) item->glyph->blank / 1000 * dcmm_text_style (text, item)->size;
}

/* The nearest item in one direction that is Han or Latin, looking past blanks and marks; NULL: none. */
static const Item *
strong (const DcmmText *text, guint from, int step)
{
    for (gint64 i = (gint64) from + step; i >= 0 && i < text->items->len; i += step) {
        const Item *item = dcmm_text_item (text, (guint) i);
        if (is_han (item) || is_latin (item))
            return item;
    }
    return NULL;
}

static gboolean
opens_narrow (const DcmmText *text, guint i)
{
    const Item *before = strong (text, i, -1), *inside = strong (text, i, 1);

    if (text->latin)
        return !before || !is_han (before);
    return before && inside && is_latin (before) && is_latin (inside);
}

static gboolean
closes_narrow (const DcmmText *text, guint i)
{
    const Item *before = strong (text, i, -1), *after = strong (text, i, 1);

    return before && is_latin (before) && (!after || is_latin (after) || text->latin) && (text->latin || after);
}

/* ’ inside or at the end of a word is an apostrophe whatever stands around the word. */
static gboolean
is_apostrophe (const DcmmText *text, guint i)
{
    return dcmm_text_item (text, i)->c == 0x2019 && i > 0 && dcmm_text_item (text, i - 1)->kind == DCMM_CHAR_LETTER;
}

#define NESTED 8

/* Quotation marks come in pairs: the closing one takes the width that was chosen for its opening. */
static void
choose_quotes (DcmmText *text)
{
    gboolean narrow[NESTED];
    guint    depth = 0;

    for (guint i = 0; i < text->items->len; i++) {
        Item *item = dcmm_text_item (text, i);
        if (item->kind != DCMM_CHAR_QUOTE)
            continue;
        if (is_opening (item)) {
            item->narrow = (guint8) opens_narrow (text, i);
            if (depth < NESTED)
                narrow[depth++] = item->narrow;
        } else if (is_apostrophe (text, i) && !(depth && !narrow[depth - 1])) {
            item->narrow = TRUE;
        } else {
            item->narrow = (guint8) (depth ? narrow[--depth] : closes_narrow (text, i));
        }
    }
}

static void
choose_dots (DcmmText *text)
{
    for (guint i = 0; i < text->items->len; i++) {
        Item *item = dcmm_text_item (text, i);
        if (item->kind != DCMM_CHAR_DOT && item->c != 0x2026)
            continue;
        const Item *before = strong (text, i, -1), *after = strong (text, i, 1);
        if (item->kind == DCMM_CHAR_DOT)
            item->narrow = text->latin || !before || !after || !is_han (before) || !is_han (after);
        else
            item->narrow = text->latin || (before && is_latin (before) && after && is_latin (after));
    }
}

static void
choose_tone (DcmmText *text)
{
    guint han = 0, letters = 0;

    for (guint i = 0; i < text->items->len; i++) {
        const Item *item = dcmm_text_item (text, i);
        han += item->kind == DCMM_CHAR_HAN;
        letters += item->kind == DCMM_CHAR_LETTER;
    }
    text->latin = !han || (dcmm_font_lang (text->font) == DCMM_EN && letters > 2 * han);
}

/* A typed blank that the setting replaces: by the gap, or by the blank that a full-width mark has in itself. */
static gboolean
is_replaced (const Item *before, const Item *after)
{
    if ((is_han (before) && is_latin (after)) || (is_latin (before) && is_han (after)))
        return TRUE;
    if (is_full_mark (before) || is_full_mark (after))
        return TRUE;
    return (before->kind == DCMM_CHAR_DOT && !before->narrow) || (after->kind == DCMM_CHAR_DOT && !after->narrow);
}

static gboolean
is_superfluous (const DcmmText *text, const Item *before, guint i)
{
    if (dcmm_text_item (text, i)->kind != DCMM_CHAR_SPACE || dcmm_text_item (text, i)->c == 0xA0)
        return FALSE;
    if (!before || before->c == '\n' || before->kind == DCMM_CHAR_SPACE)
        return TRUE;
    if (i + 1 == text->items->len)
        return TRUE;
    const Item *after = dcmm_text_item (text, i + 1);
    return after->c == '\n' || after->kind == DCMM_CHAR_SPACE || is_replaced (before, after);
}

static void
drop_blanks (DcmmText *text)
{
    guint kept = 0;

    for (guint i = 0; i < text->items->len; i++) {
        const Item *before = kept ? dcmm_text_item (text, kept - 1) : NULL;
        if (!is_superfluous (text, before, i))
            *dcmm_text_item (text, kept++) = *dcmm_text_item (text, i);
    }
    g_array_set_size (text->items, kept);
}

static void
measure (DcmmText *text)
{
    for (guint i = 0; i < text->items->len; i++) {
        Item *item = dcmm_text_item (text, i);
        if (item->c == '\n' || item->object)
            continue;
        const DcmmTextStyle *style = dcmm_text_style (text, item);
        item->glyph = item->narrow ? dcmm_font_narrow (text->font, item->c, style->bold) : dcmm_font_glyph (text->font, item->c, style->bold);
        if (!item->page)
            item->kind = item->glyph->kind;
        item->advance = (float) item->glyph->advance / 1000 * style->size;
        if (item->glyph->missing)
            item->c = DCMM_MISSING;
    }
}

static void
mend_pair (const DcmmText *text, Item *a, const Item *b)
{
    const float size = MIN (dcmm_text_style (text, a)->size, dcmm_text_style (text, b)->size);

    if ((is_han (a) && is_latin (b)) || (is_latin (a) && is_han (b)))
        a->after = GAP * size;
    else if (is_full_mark (b) && is_opening (b) && is_full_mark (a) && is_opening (a))
        a->after = -dcmm_text_blank_before (text, b);
    else if (is_full_mark (b) && is_full_mark (a))
        a->after = -dcmm_text_blank_after (text, a);
    else if (is_full_mark (b) && is_opening (b) && (a->c == '(' || a->c == '['))
        a->after = -dcmm_text_blank_before (text, b);
    else if (is_full_mark (a) && !is_opening (a) && (b->c == ')' || b->c == ']' || b->c == ',' || b->c == '.' || b->c == ';'))
        a->after = -dcmm_text_blank_after (text, a);
}

void
dcmm_text_space (DcmmText *text)
{
    choose_tone (text);
    choose_quotes (text);
    choose_dots (text);
    drop_blanks (text);
    measure (text);
    for (guint i = 0; i + 1 < text->items->len; i++)
        mend_pair (text, dcmm_text_item (text, i), dcmm_text_item (text, i + 1));
}
