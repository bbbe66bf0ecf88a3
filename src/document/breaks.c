/* Where a line may be broken: UAX 14 by libunibreak, then what it does not know (pdf-with-libharu.md, section 5). */
#include "document/text-private.h"

#include <linebreak.h>
#include <string.h>

static gboolean
in_token (const Item *item)
{
    switch (item->kind) {
    case DCMM_CHAR_LETTER: case DCMM_CHAR_DIGIT: case DCMM_CHAR_SIGN: case DCMM_CHAR_SYMBOL: case DCMM_CHAR_MARK:
        return TRUE;
    case DCMM_CHAR_QUOTE: case DCMM_CHAR_DOT:
        return item->narrow;
    default:
        return FALSE;
    }
}

static gboolean
is_letter_at (const DcmmText *text, gint64 i)
{
    return i >= 0 && i < text->items->len && dcmm_text_item (text, (guint) i)->kind == DCMM_CHAR_LETTER;
}

/* A word may be parted after its own hyphen: data-/driven, but not X-ray, T-3, 2026-09. */
static gboolean
is_word_hyphen (const DcmmText *text, guint i)
{
    const gint64 k = i;

    return dcmm_text_item (text, i)->c == '-' && is_letter_at (text, k - 1) && is_letter_at (text, k - 2) &&
           is_letter_at (text, k + 1) && is_letter_at (text, k + 2);
}

/* Words that a number is not parted from in English, before and after it: "level 3", "12 days". */
static const char *const before_number[] = {
    "level", "Level", "page", "Page", "Appendix", "appendix", "section", "step", "quarter", "Q", "CNY", "No.", "GB/T", "GB", "ISO", NULL
};
static const char *const after_number[] = {
    "minutes", "hours", "day", "days", "week", "weeks", "months", "years", "person-days", "points", "million", "%", "KB", "MB", "GB", "TB",
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December", NULL
};

/* The Latin word that ends before, or begins at, item @i. */
static const char *
word_at (const DcmmText *text, gint64 i, int step, char buffer[16])
{
    char reversed[16];
    guint n = 0;

    for (; i >= 0 && i < text->items->len && n < 15; i += step) {
        const Item *item = dcmm_text_item (text, (guint) i);
        if (item->c >= 0x80 || item->kind == DCMM_CHAR_SPACE || item->c == '\n')
            break;
        reversed[n++] = (char) item->c;
    }
    for (guint k = 0; k < n; k++)
        buffer[k] = step < 0 ? reversed[n - 1 - k] : reversed[k];
    while (step > 0 && n && strchr (".,;:)", buffer[n - 1]))
        n--;
    buffer[n] = '\0';
    return buffer;
}

/* @i: a blank between a number and a word. */
static gboolean
joins_number (const DcmmText *text, guint i)
{
    char word[16];

    if (i == 0 || i + 1 >= text->items->len)
        return FALSE;
    const Item *before = dcmm_text_item (text, i - 1), *after = dcmm_text_item (text, i + 1);
    if (after->kind == DCMM_CHAR_DIGIT && g_strv_contains (before_number, word_at (text, (gint64) i - 1, -1, word)))
        return TRUE;
    return before->kind == DCMM_CHAR_DIGIT && g_strv_contains (after_number, word_at (text, (gint64) i + 1, 1, word));
}

/* A number and what counts it, either way round: 16 条, 43% 以上, 第 5 页. */
static gboolean
is_count (const Item *a, const Item *b)
{
    if ((a->kind == DCMM_CHAR_DIGIT || a->kind == DCMM_CHAR_SIGN) && b->kind == DCMM_CHAR_HAN)
        return dcmm_char_is_unit (b->c);
    return a->c == 0x7B2C && b->kind == DCMM_CHAR_DIGIT;
}

static gboolean
is_held (const DcmmText *text, const Item *a, const Item *b)
{
    const guint hold = dcmm_text_style (text, a)->hold;

    return hold && hold == dcmm_text_style (text, b)->hold;
}

static gboolean
must_not (const DcmmText *text, guint i)
{
    const Item *a = dcmm_text_item (text, i), *b = dcmm_text_item (text, i + 1);

    if (dcmm_char_no_start (b->c) || dcmm_char_no_end (a->c) || b->kind == DCMM_CHAR_MARK)
        return TRUE;
    if (a->object && b->kind == DCMM_CHAR_SPACE)            /* a value pie stays with its word */
        return TRUE;
    if (b->kind == DCMM_CHAR_SPACE)                         /* the line is broken after the blank */
        return TRUE;
    if (is_held (text, a, b) || is_count (a, b))
        return TRUE;
    if (a->kind == DCMM_CHAR_SPACE)
        return joins_number (text, i) || (i > 0 && dcmm_text_item (text, i - 1)->object);
    return in_token (a) && in_token (b) && !is_word_hyphen (text, i);
}

static void
ask_unibreak (const DcmmText *text, char *breaks)
{
    const guint n = text->items->len;
    g_autofree utf32_t *words = g_new (utf32_t, n);

    for (guint i = 0; i < n; i++)
        words[i] = dcmm_text_item (text, i)->c;
    /* "zh" in both languages: it makes “ an opening mark and ” a closing one, which English has no quarrel with. */
    set_linebreaks_utf32 (words, n, "zh", breaks);
}

static guint8
breaks_after (const DcmmText *text, guint i, char told)
{
    const Item *a = dcmm_text_item (text, i);

    if (a->c == '\n' || i + 1 == text->items->len)
        return BREAK_MUST;
    if (dcmm_text_item (text, i + 1)->c == '\n')
        return BREAK_NONE;
    if (a->object)
        return BREAK_NONE;
    if (told != LINEBREAK_ALLOWBREAK && !is_word_hyphen (text, i))
        return BREAK_NONE;
    return must_not (text, i) ? BREAK_NONE : BREAK_MAY;
}

void
dcmm_text_find_breaks (DcmmText *text)
{
    static gsize ready;
    const guint n = text->items->len;

    if (g_once_init_enter (&ready)) {
        init_linebreak ();
        g_once_init_leave (&ready, 1);
    }
    if (!n)
        return;
    g_autofree char *told = g_malloc (n);
    ask_unibreak (text, told);
    for (guint i = 0; i < n; i++)
        dcmm_text_item (text, i)->breaks = breaks_after (text, i, told[i]);
}
