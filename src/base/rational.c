#include "base/rational.h"
#include <string.h>

gboolean
dcmm_rational_parse (const char *text, DcmmRational q)
{
    guint64 above = 0, below = 1;
    guint   digits = 0;
    gboolean point = FALSE;

    for (const char *c = text; *c; c++) {
        if (*c == '.' && !point && c != text && c[1]) {
            point = TRUE;
            continue;
        }
        if (!g_ascii_isdigit (*c) || ++digits > 18)
            return FALSE;
        above = above * 10 + (guint64) (*c - '0');
        if (point)
            below *= 10;
    }
    if (!digits)
        return FALSE;
    mpz_set_ui (mpq_numref (q), above);
    mpz_set_ui (mpq_denref (q), below);
    mpq_canonicalize (q);
    return TRUE;
}

gint64
dcmm_rational_scaled (const DcmmRational q, guint scale)
{
    mpz_t n, d;
    gint64 result;

    /* floor (|n| * scale * 2 + d, 2 d) with the sign put back is half away from zero. */
    mpz_init (n);
    mpz_init (d);
    mpz_abs (n, mpq_numref (q));
    mpz_mul_ui (n, n, 2ul * scale);
    mpz_add (n, n, mpq_denref (q));
    mpz_mul_2exp (d, mpq_denref (q), 1);
    mpz_fdiv_q (n, n, d);
    g_assert (mpz_fits_slong_p (n));
    result = mpz_get_si (n);
    if (mpq_sgn (q) < 0)
        result = -result;
    mpz_clear (n);
    mpz_clear (d);
    return result;
}

gint64
dcmm_rational_hundredths (const DcmmRational q)
{
    return dcmm_rational_scaled (q, 100);
}

char *
dcmm_rational_text (const DcmmRational q)
{
    char *gmp = mpq_get_str (NULL, 10, q);
    char *text = g_strdup (gmp);
    void (*release) (void *, size_t);

    mp_get_memory_functions (NULL, NULL, &release);
    release (gmp, strlen (gmp) + 1);
    return text;
}

char *
dcmm_digits (guint64 number, char *end)
{
    do
        *--end = (char) ('0' + number % 10);
    while (number /= 10);
    return end;
}

/* Written by hand: a result has 200 scores, and printf takes as long over them as the scoring itself. */
const char *
dcmm_score_text (gint64 hundredths, char buffer[DCMM_SCORE_LENGTH])
{
    const guint64 size = (guint64) (hundredths < 0 ? -hundredths : hundredths);
    char *at = buffer + DCMM_SCORE_LENGTH;

    *--at = '\0';
    *--at = (char) ('0' + size % 10);
    *--at = (char) ('0' + size / 10 % 10);
    *--at = '.';
    at = dcmm_digits (size / 100, at);
    if (hundredths < 0)
        *--at = '-';
    return at;
}
