/* The command of the program dcmm-plan. */
#pragma once
#include "cli/cli.h"
#include "plan/plan.h"

int  dcmm_cmd_plan   (DcmmCli *cli, int argc, char **argv, GError **error);
/* The plan that is continued: a plan document, or the workbook that was made of it. It must be of the enterprise of @answers, and
 * where it has a first day, @wish must have one already. */
gboolean dcmm_plan_continue (const DcmmCli *cli, DcmmWish *wish, const DcmmScores *scores, const DcmmAnswers *answers, const char *path, GError **error);
/* The plan for a terminal: by quarter, with roles, days and the score after each; the proof and what it means. */
void dcmm_print_plan (const DcmmPlan *plan, gboolean colour, GString *out);
