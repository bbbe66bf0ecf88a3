/* Scoring: a value for every criterion ► scores and levels. The arithmetic is that of the policy (design, "Scoring
 * policy"): level = weighted mean compliance of its applicable criteria; item by sum, gated or highest; domain = mean
 * of its items; overall = mean of the domains plus bonus; all exact, rounded once, half away from zero, to 0.01. */
#pragma once
#include "assess/answers.h"

#define DCMM_UNANSWERED 0xff    /* in DcmmScores.values: compliance 0, applicable */
#define DCMM_NO_LEVEL   (-1)    /* of an item or domain with nothing applicable */

typedef struct {
    DcmmRational score;         /* 0 to 1 */
    guint        criteria, applicable, answered;
    gboolean     inherited;     /* nothing applicable: the score of the level below, 1 at level 1 */
} DcmmLevelScore;

typedef struct {
    DcmmLevelScore levels[DCMM_LEVELS];
    DcmmRational   score;       /* 0 to 5 */
    gboolean       applicable;  /* FALSE: every criterion is n/a, the item drops out of the mean */
    guint          counted;     /* levels that the item's score rests on: all five under sum */
    gint64         printed;     /* hundredths */
    int            level;       /* by the thresholds alone, or DCMM_NO_LEVEL */
} DcmmItemScore;

typedef struct {
    DcmmRational score;
    gboolean     applicable;
    gint64       printed;
    int          level;
} DcmmDomainScore;

typedef struct {
    const DcmmQuestionnaire *questionnaire;
    const DcmmPolicy        *policy;
    guint8          *values;    /* per criterion: index in the policy's scale, or DCMM_UNANSWERED */
    DcmmItemScore   *items;
    DcmmDomainScore *domains;
    DcmmRational     bonus;     /* already capped per kind */
    DcmmRational     raw;       /* the mean of the domains */
    DcmmRational     overall;   /* with the bonus */
    gboolean         applicable;
    gint64           printed;
    int              level;     /* conditions included; 0: not even level 1 */
    guint            answered;
} DcmmScores;

typedef enum { DCMM_SELF, DCMM_VERIFIED } DcmmWhich;

/* Empty: all unanswered, and not calculated before _take() or _update(). It may be used for one set of answers after the other. */
DcmmScores *dcmm_scores_new  (const DcmmQuestionnaire *questionnaire, const DcmmPolicy *policy);
void        dcmm_scores_free (DcmmScores *scores);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DcmmScores, dcmm_scores_free)

/* Scores @answers, whose values are all in the policy's scale, else FALSE with the error naming the first that is not. */
gboolean dcmm_scores_take (DcmmScores *scores, const DcmmAnswers *answers, DcmmWhich which, GError **error);

/* What if: one criterion gets another value; item, domain and overall follow. */
void dcmm_scores_set (DcmmScores *scores, guint criterion, guint8 value);
/* Several of one item at once: set values[] first, then call this. */
void dcmm_scores_update_item (DcmmScores *scores, guint item);
void dcmm_scores_update (DcmmScores *scores);

/* What the overall score, before bonuses, would gain by the values that stand in values[] for @level of @item and are not
 * counted yet; @share as dcmm_scores_share() gives it. Nothing else changes: put the values back, or call update. Right as long
 * as the values leave the item's applicability as it is. */
void dcmm_scores_gain (const DcmmScores *scores, guint item, guint level, const DcmmRational share, DcmmRational gain);

/* The compliance of a value: 0 for unanswered; FALSE where it does not count. */
gboolean dcmm_scores_compliance (const DcmmScores *scores, guint8 value, DcmmRational compliance);
/* Whether it counts at compliance 1, or not at all. */
gboolean dcmm_scores_full (const DcmmScores *scores, guint criterion);
gboolean dcmm_scores_counts (const DcmmScores *scores, guint criterion);
/* The value with compliance 1. */
guint8   dcmm_policy_full (const DcmmPolicy *policy);

/* The threshold of level @no (1 to 5) in hundredths: the least printed score that reaches it. */
gint64   dcmm_policy_threshold (const DcmmPolicy *policy, guint no);
/* The level of a printed score by the thresholds alone. */
int      dcmm_policy_level (const DcmmPolicy *policy, gint64 printed);
/* Whether the conditions of level @no hold. */
gboolean dcmm_scores_conditions (const DcmmScores *scores, guint no);
/* The weight of an item in its domain or of a domain in the whole; 1 where the policy is silent. Borrowed. */
mpq_srcptr dcmm_policy_weight (const DcmmPolicy *policy, const char *ref, gboolean is_domain);
/* Σ weights of what is applicable beside and including it: the item's share in the overall score, exact. */
void     dcmm_scores_share (const DcmmScores *scores, guint item, DcmmRational share);
