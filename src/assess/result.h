/* The result as a document: JSON (the contract of the design, "Result, in JSON") and XML with the same names and
 * the analysis. */
#pragma once
#include "assess/analysis.h"

/* One object, without a line break after it; @json may stand inside an array. */
void dcmm_result_json (const DcmmScores *scores, const DcmmAnswers *answers, DcmmLang lang, DcmmJson *json);

/* One <result>, indented by @indent, with its namespace declared where @declare. @analysis may be NULL. */
void dcmm_result_xml  (const DcmmScores *scores, const DcmmAnswers *answers, const DcmmAnalysis *analysis, DcmmLang lang,
                       guint indent, gboolean declare, GString *out);

#define DCMM_NS_RESULT "urn:dcmm:result:1"
