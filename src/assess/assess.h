/* assess/: from one enterprise's answers to its result.
 *
 * Takes a questionnaire and a scoring policy (model/) and answers; gives scores, levels, what is unmet, what the
 * reports need beyond that (analysis), whether the enterprise may apply (eligible), the same answers to another
 * edition (migrate), and what changed between several sets (compare). Exact: a score is a DcmmRational until it is printed. Pure: no clock, no locale, no file but the
 * one handed in, so the same answers always give the same bytes. Start reading at answers.h, then score.h.
 */
#pragma once
#include "assess/analysis.h"
#include "assess/answers.h"
#include "assess/compare.h"
#include "assess/eligible.h"
#include "assess/identity.h"
#include "assess/migrate.h"
#include "assess/plan-values.h"
#include "assess/result.h"
#include "assess/score.h"
