/* May this enterprise apply for a level: a rule set's columns over the attributes of its profile, years counted to the
 * answers' date (never the clock). Advice with a date and a source, independent of the score (eligibility.md, 11). */
#pragma once
#include "assess/score.h"

typedef enum { DCMM_COND_MET, DCMM_COND_MISSING, DCMM_COND_UNKNOWN } DcmmCondState;
/* "met", "missing", "unknown". */
extern const char *const dcmm_cond_ids[];

typedef struct {
    const DcmmRuleColumn *column;
    const char           *have;         /* as it is counted: "88", "3"; NULL: the profile does not say, or not a number */
    const DcmmRule       *rules[DCMM_LEVELS];   /* the demand of each level, or NULL: none is made, or none is known */
    DcmmCondState         states[DCMM_LEVELS];
} DcmmEligRow;

typedef struct {
    const DcmmEligibility *rules;
    const DcmmRoleRules   *role;
    const DcmmAnswers     *answers;
    guint         target;
    DcmmEligRow  *rows;     guint n_rows;
    guint         met, missing, unknown;        /* at the target */
    gboolean      known_level;                  /* the rule set has demands for the target */
    DcmmCondState verdict;                      /* met: eligible; unknown: open */
    guint         highest, highest_open;        /* levels 2 to 5, 0: none */
    GStringChunk *strings;
} DcmmEligible;

/* Never NULL. @target 1 to 5. An enterprise without a role counts as "owner". */
DcmmEligible *dcmm_eligible      (const DcmmEligibility *rules, const DcmmAnswers *answers, guint target);
void          dcmm_eligible_free (DcmmEligible *eligible);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DcmmEligible, dcmm_eligible_free)

/* "12 more insured staff (88 now, 100 required)", after the storyboard's 2.5; yours. The row's state at @level is missing. */
char *dcmm_eligible_distance (const DcmmEligible *eligible, const DcmmEligRow *row, guint level, DcmmLang lang);
/* The amount still missing at @level as a decimal, or NULL for a date. Yours. */
char *dcmm_eligible_amount   (const DcmmEligRow *row, guint level);
/* What is required at @level, in the attribute's own unit. Yours. */
char *dcmm_eligible_need     (const DcmmEligRow *row, guint level);
/* Whether an attribute is one that a column of the rule set reads. */
gboolean dcmm_eligible_reads (const DcmmEligible *eligible, const char *attribute);
/* What an attribute of the profile comes to, in its own unit: full years to the answers' date, a number as it stands, the
 * members of a list. NULL: the profile does not say, or not in that form. Yours. */
char *dcmm_attribute_counted (const DcmmAnswers *answers, const char *attribute, DcmmCounting counting);

/* The level (0 to 5) that the answers come to with every action done: what no plan can exceed. */
guint dcmm_within_reach      (const DcmmScores *scores, const DcmmActions *actions);
/* The lower of that and of the highest level that may be applied for, known or with conditions still unknown; 0: none of 2 to 5
 * (eligibility.md, 11). */
guint dcmm_suggested_target  (const DcmmEligible *eligible, guint reach);
