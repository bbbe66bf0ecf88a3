/* From places where a line may be broken to lines. */
#include "document/text-private.h"

#include <string.h>

/* Rounding of widths that were added up in another order must not break a line that fits. */
#define SLACK 0.02f
/* The least of an endless word that a line is filled with. */
#define WORTH 6

typedef struct {
    const DcmmText *text;
    const float    *at;         /* at[i]: where item i begins when all stands on one line */
} Rule;

/* The end of the items from @a to @b without the blanks there. */
static guint
without_blanks (const Rule *rule, guint a, guint b)
{
    while (b > a && (dcmm_text_item (rule->text, b - 1)->kind == DCMM_CHAR_SPACE || dcmm_text_item (rule->text, b - 1)->c == '\n'))
        b--;
    return b;
}

static float
start_blank (const Rule *rule, guint a)
{
    return dcmm_text_blank_before (rule->text, dcmm_text_item (rule->text, a));
}

static float
width_of (const Rule *rule, guint a, guint b)
{
    b = without_blanks (rule, a, b);
    if (b == a)
        return 0;
    const Item *last = dcmm_text_item (rule->text, b - 1);
    return rule->at[b] - rule->at[a] - last->after - dcmm_text_blank_after (rule->text, last) - start_blank (rule, a);
}

static guint
skip_blanks (const Rule *rule, guint a)
{
    while (a < rule->text->items->len && dcmm_text_item (rule->text, a)->kind == DCMM_CHAR_SPACE)
        a++;
    return a;
}

/* A word longer than the line, items @a up to @b fit: after a mark inside it, else wherever the line is full. */
static guint
emergency (const Rule *rule, guint a, guint b)
{
    static const char marks[] = " /\\-_.,;:@&=?#";

    for (guint i = b; i > a + (b - a) / 2; i--) {
        const gunichar c = dcmm_text_item (rule->text, i - 1)->c;
        if (c && c < 0x80 && strchr (marks, (int) c))
            return i;
    }
    while (b > a + 1 && dcmm_text_item (rule->text, b)->kind == DCMM_CHAR_MARK)
        b--;
    return MAX (b, a + 1);
}

/* Item @i is the first that does not fit, and the line could end at @best. A word after that which no line can hold is
 * begun on this one, rather than leave it short for nothing. */
static guint
end_of_full (const Rule *rule, guint a, guint best, guint i, float width)
{
    if (!best)
        return emergency (rule, a, i);
    const guint from = skip_blanks (rule, best);
    guint end = i;
    while (dcmm_text_item (rule->text, end)->breaks == BREAK_NONE)
        end++;
    if (width_of (rule, from, end + 1) <= width + SLACK || i < from + WORTH)
        return best;
    return emergency (rule, from, i);
}

/* The end of the fullest line that begins at @a. */
static guint
fill (const Rule *rule, guint a, float width)
{
    guint best = 0;

    for (guint i = a;; i++) {
        const Item *item = dcmm_text_item (rule->text, i);
        if (width_of (rule, a, i + 1) > width + SLACK)
            return end_of_full (rule, a, best, i, width);
        if (item->breaks == BREAK_MUST)
            return i + 1;
        if (item->breaks == BREAK_MAY)
            best = i + 1;
    }
}

static void
add_line (const Rule *rule, guint a, guint b, float indent, float measure)
{
    const Line line = { a, without_blanks (rule, a, b), indent - start_blank (rule, a), width_of (rule, a, b), measure };

    g_array_append_val (rule->text->lines, line);
}

/* Lines of items @a to @b; their ends go into @ends if it is not NULL. */
static guint
fill_all (const Rule *rule, guint a, guint b, float width, float indent, GArray *ends)
{
    guint n = 0;

    while (a < b) {
        a = skip_blanks (rule, a);
        if (a >= b)
            break;
        a = fill (rule, a, n ? width : width - indent);
        if (ends)
            g_array_append_val (ends, a);
        n++;
    }
    return n;
}

/* Is a last line too short to stand alone: one Han character, or one short word (storyboard, point 10)? */
static gboolean
is_stub (const Rule *rule, guint a, guint b)
{
    guint han = 0, letters = 0, words = 1;
    const guint end = without_blanks (rule, a, b);

    for (guint i = a; i < end; i++) {
        const Item *item = dcmm_text_item (rule->text, i);
        han += item->kind == DCMM_CHAR_HAN || item->kind == DCMM_CHAR_WIDE;
        letters += item->kind == DCMM_CHAR_LETTER || item->kind == DCMM_CHAR_DIGIT;
        words += item->kind == DCMM_CHAR_SPACE;
    }
    if (han)
        return 2 * han + letters < 4;
    return words == 1 && letters < 6;
}

/* Moves the break before the last line back until the last line is no stub, if that leaves the line above more than
 * half full. */
static void
feed_last_line (const Rule *rule, guint start, GArray *ends, float width)
{
    const guint n = ends->len;

    if (n < 2)
        return;
    const guint first = n > 2 ? g_array_index (ends, guint, n - 3) : start;
    const guint end = g_array_index (ends, guint, n - 1);
    guint *cut = &g_array_index (ends, guint, n - 2);
    if (!is_stub (rule, skip_blanks (rule, *cut), end))
        return;
    for (guint i = *cut - 1; i > first; i--) {
        if (width_of (rule, first, i) < width / 2)
            return;
        if (dcmm_text_item (rule->text, i - 1)->breaks == BREAK_MAY && !is_stub (rule, skip_blanks (rule, i), end) &&
            width_of (rule, skip_blanks (rule, i), end) <= width + SLACK) {
            *cut = i;
            return;
        }
    }
}

/* How well a headline is cut after item @i - 1: at a clause, after a particle, or anywhere. */
static float
clause_bonus (const Rule *rule, guint i)
{
    const gunichar c = dcmm_text_item (rule->text, i - 1)->c;

    if (dcmm_text_item (rule->text, i - 1)->kind == DCMM_CHAR_CLOSE)
        return 0.25f;
    if (c == ' ' && i > 1 && strchr (",;:", (int) MIN (dcmm_text_item (rule->text, i - 2)->c, 0x7F)))
        return 0.25f;
    if (i < rule->text->items->len && dcmm_text_item (rule->text, i)->kind == DCMM_CHAR_OPEN)
        return 0.2f;
    return c == 0x7684 || c == 0x548C || c == 0x4E0E || c == 0x53CA || c == 0x6216 ? 0.12f : 0;      /* 的 和 与 及 或 */
}

/* The best of all ways to cut in two. */
static void
balance_two (const Rule *rule, guint a, guint b, GArray *ends, float width)
{
    float least = G_MAXFLOAT;

    for (guint i = a + 1; i < b; i++) {
        if (dcmm_text_item (rule->text, i - 1)->breaks != BREAK_MAY)
            continue;
        const float longer = MAX (width_of (rule, a, i), width_of (rule, skip_blanks (rule, i), b));
        const float cost = longer - width * clause_bonus (rule, i);
        if (longer <= width + SLACK && cost < least && !is_stub (rule, skip_blanks (rule, i), b)) {
            least = cost;
            g_array_index (ends, guint, 0) = i;
        }
    }
}

/* The narrowest measure that gives no more lines. */
static void
balance_many (const Rule *rule, guint a, guint b, GArray *ends, float width)
{
    const guint n = ends->len;
    float narrow = width / 2, wide = width;

    while (wide - narrow > 1) {
        const float middle = (narrow + wide) / 2;
        if (fill_all (rule, a, b, middle, 0, NULL) > n)
            narrow = middle;
        else
            wide = middle;
    }
    g_array_set_size (ends, 0);
    fill_all (rule, a, b, wide, 0, ends);
}

static guint
end_of_part (const DcmmText *text, guint a)
{
    while (dcmm_text_item (text, a)->breaks != BREAK_MUST)
        a++;
    return a + 1;
}

/* From one forced break to the next. */
static void
set_part (const Rule *rule, guint a, guint b, const DcmmTextShape *shape, float indent)
{
    g_autoptr (GArray) ends = g_array_new (FALSE, FALSE, sizeof (guint));

    fill_all (rule, a, b, shape->width, indent, ends);
    if (shape->balance && ends->len == 2)
        balance_two (rule, a, b, ends, shape->width);
    else if (shape->balance && ends->len > 2)
        balance_many (rule, a, b, ends, shape->width);
    else
        feed_last_line (rule, a, ends, shape->width);
    for (guint i = 0; i < ends->len; i++) {
        const guint end = g_array_index (ends, guint, i);
        const float in = i ? 0 : indent;
        const gboolean stretch = shape->justify && !rule->text->latin && i + 1 < ends->len;
        add_line (rule, skip_blanks (rule, a), end, in, stretch ? shape->width - in : 0);
        a = end;
    }
}

/* Where each item begins when all stands on one line. */
static float *
places (const DcmmText *text)
{
    const guint n = text->items->len;
    float *at = g_new (float, n + 1);

    at[0] = 0;
    for (guint i = 0; i < n; i++)
        at[i + 1] = at[i] + dcmm_text_item (text, i)->advance + dcmm_text_item (text, i)->after;
    return at;
}

float
dcmm_text_widest_part (const DcmmText *text)
{
    g_autofree float *at = places (text);
    const Rule rule = { text, at };
    float widest = 0;

    for (guint i = 0, from = 0; i < text->items->len; i++) {
        if (dcmm_text_item (text, i)->breaks == BREAK_NONE)
            continue;
        widest = MAX (widest, width_of (&rule, from, i + 1));
        from = skip_blanks (&rule, i + 1);
    }
    return widest;
}

void
dcmm_text_find_lines (DcmmText *text, const DcmmTextShape *shape)
{
    const guint n = text->items->len;
    g_autofree float *at = places (text);
    const Rule rule = { text, at };

    g_array_set_size (text->lines, 0);
    for (guint a = 0, b; a < n; a = b) {
        b = end_of_part (text, a);
        set_part (&rule, a, b, shape, a ? 0 : shape->indent);
    }
    if (!text->lines->len) {
        const Line empty = { 0, 0, 0, 0, 0 };
        g_array_append_val (text->lines, empty);
    }
}
