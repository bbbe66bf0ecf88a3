#include "document/chars.h"

#include <string.h>

static const gunichar opening[] = { 0x3008, 0x300A, 0x300C, 0x300E, 0x3010, 0x3014, 0x3016, 0x3018, 0x301A, 0x301D,
                                    0xFF08, 0xFF3B, 0xFF5B, 0xFF5F, 0 };
static const gunichar closing[] = { 0x3001, 0x3002, 0x3009, 0x300B, 0x300D, 0x300F, 0x3011, 0x3015, 0x3017, 0x3019, 0x301B, 0x301E,
                                    0x301F, 0xFF01, 0xFF09, 0xFF0C, 0xFF0E, 0xFF1A, 0xFF1B, 0xFF1F, 0xFF3D, 0xFF5D, 0xFF60, 0 };

static gboolean
in (const gunichar *list, gunichar c)
{
    while (*list && *list != c)
        list++;
    return *list != 0;
}

static DcmmCharClass
below_general (gunichar c)
{
    if (c >= '0' && c <= '9')
        return DCMM_CHAR_DIGIT;
    if (g_ascii_isalpha ((char) MIN (c, 0x7F)))
        return DCMM_CHAR_LETTER;
    if (c == ' ')
        return DCMM_CHAR_SPACE;
    if (c == '%' || c == '+' || c == '$' || c == 0xA3 || c == 0xA5 || c == 0xB1)
        return DCMM_CHAR_SIGN;
    if (c == 0xB7)
        return DCMM_CHAR_DOT;
    if (c == 0xD7 || c == 0xF7)             /* a full em in faces for Chinese */
        return DCMM_CHAR_WIDE;
    if (c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0xAD)
        return DCMM_CHAR_NONE;
    return c < 0xC0 ? DCMM_CHAR_SYMBOL : DCMM_CHAR_LETTER;
}

static DcmmCharClass
general_punctuation (gunichar c)
{
    switch (c) {
    case 0x2018: case 0x2019: case 0x201C: case 0x201D:
        return DCMM_CHAR_QUOTE;
    case 0x2014: case 0x2015: case 0x2025: case 0x2026:
        return DCMM_CHAR_DASH;
    case 0x2022: case 0x2027:
        return DCMM_CHAR_DOT;
    case 0x2030: case 0x2212:
        return DCMM_CHAR_SIGN;
    case 0x203B:
        return DCMM_CHAR_WIDE;
    case 0x200B: case 0x200C: case 0x200D: case 0x200E: case 0x200F: case 0xFEFF:
        return DCMM_CHAR_NONE;
    }
    if ((c >= 0x2028 && c <= 0x202E) || (c >= 0x2060 && c <= 0x206F))
        return DCMM_CHAR_NONE;
    if (c >= 0x2000 && c <= 0x200A)
        return DCMM_CHAR_SPACE;
    return DCMM_CHAR_SYMBOL;
}

static DcmmCharClass
by_unicode (gunichar c)
{
    switch (g_unichar_type (c)) {
    case G_UNICODE_NON_SPACING_MARK: case G_UNICODE_ENCLOSING_MARK: case G_UNICODE_SPACING_MARK:
        return DCMM_CHAR_MARK;
    case G_UNICODE_CONTROL: case G_UNICODE_FORMAT: case G_UNICODE_SURROGATE:
        return DCMM_CHAR_NONE;
    case G_UNICODE_LOWERCASE_LETTER: case G_UNICODE_UPPERCASE_LETTER: case G_UNICODE_TITLECASE_LETTER: case G_UNICODE_MODIFIER_LETTER:
        return DCMM_CHAR_LETTER;
    case G_UNICODE_OTHER_LETTER:
        return g_unichar_iswide (c) ? DCMM_CHAR_HAN : DCMM_CHAR_LETTER;
    case G_UNICODE_DECIMAL_NUMBER:
        return DCMM_CHAR_DIGIT;
    default:
        return DCMM_CHAR_WIDE;
    }
}

DcmmCharClass
dcmm_char_class (gunichar c)
{
    if (c < 0x250)
        return below_general (c);
    if (c >= 0x4E00 && c < 0xA000)
        return DCMM_CHAR_HAN;
    if ((c >= 0x2000 && c < 0x2070) || c == 0x2212 || c == 0xFEFF)
        return general_punctuation (c);
    if ((c >= 0xFE00 && c < 0xFE10) || (c >= 0xE0000 && c < 0xE0200))       /* variation selectors, tags */
        return DCMM_CHAR_NONE;
    if (in (opening, c))
        return DCMM_CHAR_OPEN;
    if (in (closing, c))
        return DCMM_CHAR_CLOSE;
    if (c == 0x3005 || c == 0x3006 || c == 0x3007 || c == 0x303B)           /* 々 〆 〇 */
        return DCMM_CHAR_HAN;
    return by_unicode (c);
}

/* Nearly every character asked about is one of these, and none is a mark. */
static gboolean
is_ideograph (gunichar c)
{
    return (c >= 0x3400 && c < 0xA000) || c >= 0x20000;
}

gboolean
dcmm_char_no_start (gunichar c)
{
    static const gunichar marks[] = { 0x201D, 0x2019, 0x2013, 0x2014, 0x2026, 0xFF5E, 0xB7, '%', 0xFF05, 0xB0, 0x2030, 0x2103, 0xFF0F,
                                      ',', '.', ';', ':', '!', '?', ')', ']', '}', 0x3005, 0 };

    return !is_ideograph (c) && (in (closing, c) || in (marks, c));
}

gboolean
dcmm_char_no_end (gunichar c)
{
    static const gunichar marks[] = { 0x201C, 0x2018, '(', '[', '{', 0xFF04, 0xFFE5, 0xA5, 0xA3, '$', 0 };

    return !is_ideograph (c) && (in (opening, c) || in (marks, c));
}

gboolean
dcmm_char_is_unit (gunichar c)
{
    static const char *const units = "级条项分个家人年月日份步组页万亿千百天次处点名周元倍季小台种类件章节位岁期版号行列秒轮批道";
    static gunichar list[64];
    static gsize    ready;

    if (g_once_init_enter (&ready)) {
        guint n = 0;
        for (const char *u = units; *u; u = g_utf8_next_char (u))
            list[n++] = g_utf8_get_char (u);
        g_once_init_leave (&ready, 1);
    }
    return in (list, c);
}
