#include "assess/identity.h"

#include <stdlib.h>
#include <string.h>

#include "assess/exact.h"

static const char alphabet[] = "0123456789ABCDEFGHJKLMNPQRTUWXY";      /* GB 32100-2015, table 1: no I, O, S, V, Z */

char *
dcmm_uscc_normal (const char *text)
{
    g_autofree char *narrow = g_utf8_normalize (text, -1, G_NORMALIZE_NFKC);
    g_autoptr (GString) code = g_string_new (NULL);

    for (const char *c = narrow ? narrow : text; *c; c = g_utf8_next_char (c)) {
        const gunichar u = g_utf8_get_char (c);
        if (!g_unichar_isspace (u))
            g_string_append_unichar (code, u < 128 ? (gunichar) g_ascii_toupper ((char) u) : u);
    }
    return g_string_free (g_steal_pointer (&code), FALSE);
}

static gboolean
plausible_birthday (const char *digits)     /* YYYYMMDD, or YYMMDD of the old 15-digit numbers */
{
    const gboolean full = strspn (digits, "0123456789") >= 8;
    const int year = full ? (digits[0] - '0') * 1000 + (digits[1] - '0') * 100 + (digits[2] - '0') * 10 + (digits[3] - '0') : 1950;
    const char *rest = digits + (full ? 4 : 2);
    const int month = (rest[0] - '0') * 10 + rest[1] - '0', day = (rest[2] - '0') * 10 + rest[3] - '0';

    return year >= 1800 && year < 2100 && month >= 1 && month <= 12 && day >= 1 && day <= 31;
}

/* Province (first two digits, GB/T 2260) and a birthday in its place: enough not to print it, whatever its check digit. */
static gboolean
like_a_citizen (const char *written)
{
    g_auto (GStrv) groups = g_strsplit (written, "-", -1);      /* written in groups it is still one */
    g_autofree char *code = g_strjoinv ("", groups);
    const gsize length = strlen (code);
    const gsize digits = strspn (code, "0123456789");

    if (code[0] < '1' || code[0] > '8')
        return FALSE;
    if (length == 18 && digits >= 17 && (digits == 18 || code[17] == 'X'))
        return plausible_birthday (code + 6);
    if (length == 15 && digits == 15) {
        char old[7];
        g_strlcpy (old, code + 6, sizeof old);
        return plausible_birthday (old);
    }
    return FALSE;
}

static gboolean
organisation_code_good (const char *code)       /* GB 11714-1997 */
{
    static const int weights[] = { 3, 7, 9, 10, 5, 8, 4, 2 };
    int sum = 0;

    for (guint i = 0; i < 8; i++)
        sum += weights[i] * (g_ascii_isdigit (code[i]) ? code[i] - '0' : code[i] - 'A' + 10);
    const int check = 11 - sum % 11;
    return code[8] == (check == 10 ? 'X' : check == 11 ? '0' : (char) ('0' + check));
}

/* One that stands among other words: what is printed of such a code would print it, too. */
static gboolean
holds_a_citizen (const char *code)
{
    for (const char *c = code; *c; c++) {
        const gsize n = strspn (c, "0123456789-");
        if (!n)
            continue;
        g_autofree char *run = g_strndup (c, n + (c[n] == 'X'));
        if (like_a_citizen (run))
            return TRUE;
        c += n - 1;
    }
    return FALSE;
}

DcmmUsccVerdict
dcmm_uscc_check (const char *code)
{
    const gsize length = strlen (code);
    int sum = 0, weight = 1;

    if (like_a_citizen (code))
        return DCMM_USCC_CITIZEN;
    if (g_utf8_strlen (code, -1) != 18)
        return holds_a_citizen (code) ? DCMM_USCC_CITIZEN : DCMM_USCC_LENGTH;
    for (guint i = 0; i < 18; i++)
        if (length != 18 || !strchr (alphabet, code[i]))
            return DCMM_USCC_LETTER;
    for (guint i = 0; i < 17; i++) {
        sum += (int) (strchr (alphabet, code[i]) - alphabet) * weight;
        weight = weight * 3 % 31;
    }
    if (code[17] != alphabet[(31 - sum % 31) % 31])
        return DCMM_USCC_CHECK;
    return organisation_code_good (code + 8) ? DCMM_USCC_GOOD : DCMM_USCC_ORGANISATION;
}
