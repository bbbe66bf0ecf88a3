#include "cli/cli.h"

#define ANY G_MAXUINT

const DcmmCommand dcmm_commands[] = {
    { NULL,       NULL,            0, 0,   NULL,                    N_("Begin") },
    { "demo",     "dcmm",          0, 1,   N_("[DIR]"),             N_("makes everything for three sample enterprises, in dcmm-demo/ or DIR") },
    { "models",   "dcmm",          0, 2,   N_("[ID [REF]]"),        N_("lists the questionnaires, shows one whole, or what helps to answer a part") },
    { "new",      "dcmm",          0, 0,   "",                      N_("an empty set of answers, as XML or as a sheet to fill in") },
    { "check",    "dcmm",          1, ANY, N_("FILE…"),             N_("whether files are right: questionnaires, answers, profiles, policies") },
    { "convert",  "dcmm-exchange", 2, 2,   N_("IN OUT"),            N_("answers between XML and a sheet (.csv); a plan to a workbook (.xlsx) or a calendar (.ics)") },
    { "migrate",  "dcmm",          1, 1,   N_("ANSWERS"),           N_("answers to one edition carried over to another") },
    { NULL,       NULL,            0, 0,   NULL,                    N_("Assess") },
    { "score",    "dcmm",          1, ANY, N_("ANSWERS…"),          N_("the result of each set of answers") },
    { "policies", "dcmm",          0, 1,   N_("[ANSWERS]"),         N_("the scoring policies, and what each makes of the answers") },
    { "compare",  "dcmm",          1, ANY, N_("ANSWERS ANSWERS…"),  N_("what changed from one set of answers to the next, up and down") },
    { "eligible", "dcmm",          1, 1,   N_("ANSWERS"),           N_("whether the enterprise may apply for a level, and what is missing") },
    { NULL,       NULL,            0, 0,   NULL,                    N_("Plan and report") },
    { "plan",     "dcmm-plan",     1, 1,   N_("ANSWERS"),           N_("the least work that reaches a level, by quarter and role, with a proof") },
    { "report",   "dcmm-report",   2, ANY, N_("KIND ANSWERS…"),     N_("a report to print: gap, plan, compare (PDF, HTML or DOCX)") },
    { NULL,       NULL,            0, 0,   NULL,                    NULL },
};
