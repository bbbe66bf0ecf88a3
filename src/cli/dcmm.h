/* The commands of the program dcmm itself. */
#pragma once
#include "assess/assess.h"
#include "cli/cli.h"

int dcmm_cmd_check    (DcmmCli *cli, int argc, char **argv, GError **error);
int dcmm_cmd_demo     (DcmmCli *cli, int argc, char **argv, GError **error);
int dcmm_cmd_eligible (DcmmCli *cli, int argc, char **argv, GError **error);
int dcmm_cmd_models   (DcmmCli *cli, int argc, char **argv, GError **error);
int dcmm_cmd_new      (DcmmCli *cli, int argc, char **argv, GError **error);
int dcmm_cmd_policies (DcmmCli *cli, int argc, char **argv, GError **error);
int dcmm_cmd_score    (DcmmCli *cli, int argc, char **argv, GError **error);

/* The result for a terminal: bars, levels, the next level and what stands in the way. @colour writes ANSI sequences. */
void dcmm_print_result (const DcmmScores *scores, const DcmmAnswers *answers, const DcmmAnalysis *analysis, gboolean colour, GString *out);
/* How a score came about, with the fractions: @ref an item, a domain or "all". FALSE where there is none of that name. */
gboolean dcmm_print_explanation (const DcmmScores *scores, const char *ref, GString *out);
