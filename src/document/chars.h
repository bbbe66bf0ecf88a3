/* What a character is to the setting engine: where a line may break, where a gap stands, what can be squeezed. */
#pragma once
#include <glib.h>

typedef enum {
    DCMM_CHAR_NONE,             /* not printed: joiners, variation selectors, controls */
    DCMM_CHAR_MARK,             /* combining, belongs to the character before it */
    DCMM_CHAR_SPACE,
    DCMM_CHAR_LETTER,           /* Latin and every other script with words */
    DCMM_CHAR_DIGIT,
    DCMM_CHAR_SIGN,             /* stands with digits: % + − ± $ */
    DCMM_CHAR_SYMBOL,           /* narrow, all else */
    DCMM_CHAR_HAN,              /* ideographs, kana, hangul, bopomofo */
    DCMM_CHAR_WIDE,             /* full-width symbols: ① ● ～ → */
    DCMM_CHAR_OPEN,             /* full-width opening brackets */
    DCMM_CHAR_CLOSE,            /* full-width closing brackets, pauses and stops */
    DCMM_CHAR_QUOTE,            /* “ ” ‘ ’: full width in Chinese, narrow inside Latin */
    DCMM_CHAR_DOT,              /* · likewise */
    DCMM_CHAR_DASH,             /* — and …, which come in pairs */
} DcmmCharClass;

DcmmCharClass dcmm_char_class (gunichar c);
/* May a line not begin, or not end, with it (storyboard, 6.9)? */
gboolean dcmm_char_no_start (gunichar c);
gboolean dcmm_char_no_end   (gunichar c);
/* A Han character that a number before it is not parted from: 级 条 项 年 … */
gboolean dcmm_char_is_unit  (gunichar c);
