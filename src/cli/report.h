/* The command of the program dcmm-report. */
#pragma once
#include "cli/cli.h"
#include "report/dossier.h"

int dcmm_cmd_report (DcmmCli *cli, int argc, char **argv, GError **error);

/* report-compare.c: what a comparison is made of. */
typedef struct {
    char            **paths;            /* of answers, in any order, at least two; NULL-terminated */
    DcmmLibrary      *library;
    const DcmmPolicy *policy;
    DcmmWhich         which;
    guint             target;           /* 0: the level after the one that the last of them reaches */
} DcmmCompareJob;

/* The dossier of a comparison; yours. To @remarks is added, of char *, what is to be said of the sets. */
xmlDoc *dcmm_report_compare (const DcmmCompareJob *job, GPtrArray *remarks, GError **error);

/* report-plan.c: options of `dcmm plan` that `report plan` takes, too, and hands on as they are. */
enum {
    DCMM_PLAN_START, DCMM_PLAN_BUDGET, DCMM_PLAN_QUARTERS, DCMM_PLAN_CAPACITY, DCMM_PLAN_FIX, DCMM_PLAN_FORBID, DCMM_PLAN_KEEP,
    DCMM_PLAN_CONTINUE, DCMM_PLAN_TIME,
    DCMM_PLAN_WORDS
};
#define DCMM_PLAN_OPTIONS(words) \
    { "start",    0, 0, G_OPTION_ARG_STRING_ARRAY, &(words)[DCMM_PLAN_START],    N_("of a plan: its first day"), N_("DATE") }, \
    { "budget",   0, 0, G_OPTION_ARG_STRING_ARRAY, &(words)[DCMM_PLAN_BUDGET],   N_("of a plan: person-days that may be spent"), N_("DAYS") }, \
    { "quarters", 0, 0, G_OPTION_ARG_STRING_ARRAY, &(words)[DCMM_PLAN_QUARTERS], N_("of a plan: quarters that there are"), "N" }, \
    { "capacity", 0, 0, G_OPTION_ARG_STRING_ARRAY, &(words)[DCMM_PLAN_CAPACITY], N_("of a plan: a role's person-days in a quarter"), N_("ROLE=DAYS") }, \
    { "fix",      0, 0, G_OPTION_ARG_STRING_ARRAY, &(words)[DCMM_PLAN_FIX],      N_("of a plan: an action that is in it"), N_("ACTION") }, \
    { "forbid",   0, 0, G_OPTION_ARG_STRING_ARRAY, &(words)[DCMM_PLAN_FORBID],   N_("of a plan: an action that is not"), N_("ACTION") }, \
    { "keep",     0, 0, G_OPTION_ARG_STRING_ARRAY, &(words)[DCMM_PLAN_KEEP],     N_("of a plan: a domain or item left as it is"), N_("REF") }, \
    { "continue", 0, 0, G_OPTION_ARG_STRING_ARRAY, &(words)[DCMM_PLAN_CONTINUE], N_("of a plan: the one that it goes on from"), N_("FILE") }, \
    { "time",     0, 0, G_OPTION_ARG_STRING_ARRAY, &(words)[DCMM_PLAN_TIME],     N_("of a plan: seconds for the solver"), N_("SECONDS") }

typedef struct {
    DcmmLibrary  *library;
    guint         target;               /* 0: the next level */
    const char   *policy, *values, *overlay, *actions;      /* as they were given, or NULL */
    char **const *words;                /* DCMM_PLAN_WORDS of them: what was given, or NULL */
} DcmmPlanJob;

/* Whether a file is a plan document. */
gboolean      dcmm_report_is_plan   (const char *path);
/* The plan of such a file. */
DcmmPlanPart *dcmm_report_plan_read (const DcmmPlanJob *job, const char *path, GError **error);
/* The plan that dcmm-plan makes of answers. */
DcmmPlanPart *dcmm_report_plan      (const DcmmPlanJob *job, const char *path, GError **error);
/* The first of these options that was given; NULL: none. */
const char   *dcmm_report_plan_word (char **const *words);
