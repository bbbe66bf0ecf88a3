/* Numbers, scores and days in a plan document (urn:dcmm:plan:1): what every reader of one accepts, whichever it is. */
#pragma once
#include "base/base.h"

#define DCMM_PLAN_NUMBER_MAX 1000000    /* person-days, working days, quarters */
#define DCMM_PLAN_SCORE_MAX  1000       /* levels end at 5; a policy may add to that */

/* An attribute of the element that is being started. Where it is not there the value stays as it is; FALSE with DCMM_INPUT where
 * it is none. */
gboolean dcmm_plan_read_number (DcmmReader *reader, const char *name, gint64 *value, GError **error);       /* levels as well */
gboolean dcmm_plan_read_score  (DcmmReader *reader, const char *name, gint64 *hundredths, GError **error);
/* Borrowed until the next element; NULL where it is empty or not there. */
gboolean dcmm_plan_read_day    (DcmmReader *reader, const char *name, const char **day, GError **error);

/* All that the element has, and what must agree in it: for elements that are handed on, or not needed. May stand in a table of
 * DcmmElement; @data is not looked at. */
gboolean dcmm_plan_attributes (DcmmReader *reader, gpointer data, GError **error);

/* A score of a plan as people write it: "2.5". */
gboolean dcmm_plan_score_parse (const char *text, gint64 *hundredths);
/* A first day: from 2000 to 2099; the other days of a plan may be a century later. */
gboolean dcmm_plan_start_valid (const char *text);
