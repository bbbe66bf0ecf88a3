/* Exact numbers. A score is a DcmmRational until it is printed; nothing is rounded before the end. */
#pragma once
#include <glib.h>
#include <gmp.h>

typedef mpq_t DcmmRational;     /* dcmm code uses GMP's own mpq_… calls for the arithmetic */

/* "0.8", "12", "1.25": an unsigned decimal of at most 18 digits; FALSE (and @q untouched) for anything else. */
gboolean dcmm_rational_parse (const char *text, DcmmRational q);

/* Rounded once, half away from zero: 2.495 is 250 hundredths. @q is initialised already. */
gint64 dcmm_rational_hundredths (const DcmmRational q);
/* The same to any decimal unit: @scale 1000 gives thousandths. */
gint64 dcmm_rational_scaled (const DcmmRational q, guint scale);

/* "73/30", or "3" where it is whole; yours. */
char *dcmm_rational_text (const DcmmRational q);

/* 250 as "2.50", -8 as "-0.08", somewhere in @buffer. */
#define DCMM_SCORE_LENGTH 24
const char *dcmm_score_text (gint64 hundredths, char buffer[DCMM_SCORE_LENGTH]);
/* The digits of @number so that they end before @end; gives where they begin. At most 20 of them. */
char *dcmm_digits (guint64 number, char *end);
