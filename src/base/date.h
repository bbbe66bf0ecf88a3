/* Days, as everything here writes them: "2026-11-20" (ISO 8601, extended format). */
#pragma once
#include <glib.h>

/* "2026-11-20": a day that exists. */
gboolean        dcmm_date_valid  (const char *text);
/* Full years from @from to @to, both valid dates. */
int             dcmm_date_years  (const char *from, const char *to);
/* Days from @from to @to. */
int             dcmm_date_days   (const char *from, const char *to);
/* @date moved by @months (the day held within the month) into @out of at least 11 characters. */
void            dcmm_date_add_months (const char *date, int months, char out[16]);
