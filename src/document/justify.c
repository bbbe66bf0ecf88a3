/* Stretching a line to its measure (storyboard, 6.9): word blanks first, then the gaps between Han and Latin, then all
 * characters. A line that would have to be torn apart is left ragged.
 */
#include "document/text-private.h"

#define BLANK_MOST 0.25f        /* em added to a word blank */
#define GAP_MOST   0.07f        /* em added to a gap of 0.18: at 0.25 the eye still takes it for the same gap */
/* From a tenth of an em programs that read a PDF take a gap for a blank between words. */
#define ALL_MOST   0.09f

typedef enum { FIRM, BLANK, GAP, LOOSE } Stretch;

/* What can be stretched between an item and the next. */
static Stretch
between (const Item *a, const Item *b)
{
    if (a->kind == DCMM_CHAR_SPACE)
        return BLANK;
    if (a->after > 0)
        return GAP;
    if (a->after < 0 || a->narrow || b->narrow || a->object || b->object || b->kind == DCMM_CHAR_SPACE)
        return FIRM;
    if (a->kind == DCMM_CHAR_DASH && b->kind == DCMM_CHAR_DASH)
        return FIRM;
    return a->kind >= DCMM_CHAR_HAN || b->kind >= DCMM_CHAR_HAN ? LOOSE : FIRM;
}

/* How much the gaps up to @last take when each of them may take @most em; a LOOSE step counts every gap that is not
 * firm, so that the whole line breathes alike. */
static float
capacity (const DcmmText *text, guint n, Stretch which, float most)
{
    float sum = 0;

    for (guint i = 0; i + 1 < n; i++) {
        const Item *a = dcmm_text_item (text, i);
        const Stretch kind = between (a, dcmm_text_item (text, i + 1));
        if (which == LOOSE ? kind != FIRM : kind == which)
            sum += most * dcmm_text_style (text, a)->size;
    }
    return sum;
}

/* Adds @share of what each gap can take to @added. */
static void
spread (const DcmmText *text, guint n, Stretch which, float most, float share, float *added)
{
    for (guint i = 0; i + 1 < n; i++) {
        const Item *a = dcmm_text_item (text, i);
        const Stretch kind = between (a, dcmm_text_item (text, i + 1));
        if (which == LOOSE ? kind != FIRM : kind == which)
            added[i] += most * share * dcmm_text_style (text, a)->size;
    }
}

static float
width_of (const DcmmText *text, guint n)
{
    const Item *last = dcmm_text_item (text, n - 1);
    float width = -last->after - dcmm_text_blank_after (text, last) - dcmm_text_blank_before (text, dcmm_text_item (text, 0));

    for (guint i = 0; i < n; i++)
        width += dcmm_text_item (text, i)->advance + dcmm_text_item (text, i)->after;
    return width;
}

void
dcmm_text_justify (DcmmText *text, const Line *line)
{
    static const struct { Stretch which; float most; } steps[] = { { BLANK, BLANK_MOST }, { GAP, GAP_MOST }, { LOOSE, ALL_MOST } };
    const guint n = line->to;

    if (n < 2)
        return;
    float slack = line->measure - width_of (text, n);
    g_autofree float *added = g_new0 (float, n);
    for (guint s = 0; s < G_N_ELEMENTS (steps) && slack > 0.01f; s++) {
        const float room = capacity (text, n, steps[s].which, steps[s].most);
        if (room <= 0)
            continue;
        const float share = MIN (slack / room, 1);
        spread (text, n, steps[s].which, steps[s].most, share, added);
        slack -= room * share;
    }
    if (slack > 0.05f)
        return;
    for (guint i = 0; i < n; i++)
        dcmm_text_item (text, i)->after += added[i];
}
