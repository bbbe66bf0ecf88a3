#include "base/date.h"

#include <stdlib.h>
#include <string.h>

static gboolean
parse_date (const char *text, GDate *date)
{
    guint y, m, d;

    if (strlen (text) != 10 || text[4] != '-' || text[7] != '-')
        return FALSE;
    for (guint i = 0; i < 10; i++)
        if (i != 4 && i != 7 && !g_ascii_isdigit (text[i]))
            return FALSE;
    y = (guint) atoi (text), m = (guint) atoi (text + 5), d = (guint) atoi (text + 8);
    if (!g_date_valid_dmy ((GDateDay) d, (GDateMonth) m, (GDateYear) y))
        return FALSE;
    g_date_clear (date, 1);
    g_date_set_dmy (date, (GDateDay) d, (GDateMonth) m, (GDateYear) y);
    return TRUE;
}

gboolean
dcmm_date_valid (const char *text)
{
    GDate date;

    return text && parse_date (text, &date);
}

int
dcmm_date_years (const char *from, const char *to)
{
    const int years = atoi (to) - atoi (from);

    return strcmp (to + 4, from + 4) >= 0 ? years : years - 1;
}

int
dcmm_date_days (const char *from, const char *to)
{
    GDate a, b;

    if (!parse_date (from, &a) || !parse_date (to, &b))
        return 0;
    return g_date_days_between (&a, &b);
}

void
dcmm_date_add_months (const char *date, int months, char out[16])
{
    GDate d;

    if (!parse_date (date, &d)) {
        g_strlcpy (out, date, 16);
        return;
    }
    if (months >= 0)
        g_date_add_months (&d, (guint) months);
    else
        g_date_subtract_months (&d, (guint) -months);
    g_snprintf (out, 16, "%04u-%02u-%02u", (guint) g_date_get_year (&d), (guint) g_date_get_month (&d), (guint) g_date_get_day (&d));
}
