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

/* The dossier of a comparison; yours. @strangers: whether they are not all of one enterprise. */
xmlDoc *dcmm_report_compare (const DcmmCompareJob *job, gboolean *strangers, GError **error);
