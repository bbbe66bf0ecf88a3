/* Due dates as a calendar (iCalendar, RFC 5545): what a plan asks for, what runs out. */
#pragma once
#include "assess/answers.h"
#include "exchange/plan-document.h"

/* The actions of a plan that has dates and the day to assess again; of answers, evidence that runs out or grows old and a
 * certificate's end. Either may be NULL. No clock: the same input gives the same bytes, and the same ids, so that a
 * calendar which has been imported before is brought up to date. */
void dcmm_calendar_write (const DcmmPlanDocument *document, const DcmmAnswers *answers, DcmmLang lang, DcmmProblems *remarks, GString *out);
/* The day on which a certificate ends, from the attributes of the enterprise; NULL where none is said. Yours. */
char *dcmm_certificate_end (const DcmmAnswers *answers);
