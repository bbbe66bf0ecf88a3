/* The commands of the program dcmm itself. */
#pragma once
#include "assess/assess.h"
#include "assess/programmes.h"
#include "cli/cli.h"

int dcmm_cmd_check    (DcmmCli *cli, int argc, char **argv, GError **error);
int dcmm_cmd_compare  (DcmmCli *cli, int argc, char **argv, GError **error);
int dcmm_cmd_demo     (DcmmCli *cli, int argc, char **argv, GError **error);
int dcmm_cmd_eligible (DcmmCli *cli, int argc, char **argv, GError **error);
int dcmm_cmd_migrate  (DcmmCli *cli, int argc, char **argv, GError **error);
int dcmm_cmd_models   (DcmmCli *cli, int argc, char **argv, GError **error);
int dcmm_cmd_new      (DcmmCli *cli, int argc, char **argv, GError **error);
int dcmm_cmd_policies (DcmmCli *cli, int argc, char **argv, GError **error);
int dcmm_cmd_score    (DcmmCli *cli, int argc, char **argv, GError **error);

/* The result for a terminal: bars, levels, the next level and what stands in the way. @colour writes ANSI sequences. */
void dcmm_print_result (const DcmmScores *scores, const DcmmAnswers *answers, const DcmmAnalysis *analysis, gboolean colour, GString *out);
/* What changed, for people. */
void dcmm_print_comparison (const DcmmComparison *comparison, GString *out);
/* The migration report: what was kept, changed, split, merged, left behind, and what is new. */
void dcmm_print_migration (const DcmmMigration *migration, GString *out);
/* The same in one paragraph. */
char *dcmm_migration_summary (const DcmmMigration *migration);
/* How a score came about, with the fractions: @ref an item, a domain or "all". FALSE where there is none of that name. */
gboolean dcmm_print_explanation (const DcmmScores *scores, const char *ref, GString *out);

/* What helps to answer: the guidance of a criterion, an item or a domain. */
typedef struct {
    const DcmmQuestionnaire *questionnaire;
    const DcmmPolicy        *policy;        /* whose words name the values */
    const DcmmRoles         *roles;
} DcmmGuide;
gboolean dcmm_guide (const DcmmGuide *guide, const char *ref, GString *out, GError **error);

/* Pilots and subsidies beside the eligibility verdict; nothing where none concerns the enterprise. */
void dcmm_print_offers (const DcmmOffers *offers, GString *out);
/* An array. */
void dcmm_offers_json  (const DcmmOffers *offers, DcmmJson *json);
