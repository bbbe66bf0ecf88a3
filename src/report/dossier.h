/* The dossier: everything that a report needs in one document, in the report's language, with all arithmetic done. */
#pragma once
#include "assess/programmes.h"
#include "report/compare-part.h"
#include "report/plan-part.h"
#include <libxml/tree.h>

typedef struct {
    const char         *kind;           /* "gap", "plan", "compare" */
    const char         *only;           /* "6,11.4", or NULL */
    const DcmmScores   *scores;
    const DcmmAnswers  *answers;
    const DcmmAnalysis *analysis;       /* NULL: a plan document alone, without answers */
    const DcmmEligible *eligible;       /* NULL: no profile */
    const DcmmOffers   *offers;         /* pilots and subsidies; NULL: no profile */
    const DcmmPlanPart *plan;           /* NULL: no plan */
    const DcmmComparePart *comparison;  /* NULL: none; all else is of its last set */
    DcmmWhich           which;
    gboolean            policy_default;
    const char         *answers_sha256;
} DcmmDossier;

/* docs/dossier.md describes it; yours. */
xmlDoc *dcmm_dossier_new (const DcmmDossier *dossier, GError **error);
/* FALSE with DCMM_USE where a part of @only is no domain or item of the questionnaire. */
gboolean dcmm_dossier_only (const char *only, const DcmmQuestionnaire *questionnaire, GError **error);

#define DCMM_NS_DOSSIER "urn:dcmm:dossier:1"
