#include "assess/score.h"

#include <string.h>

#include "assess/exact.h"

static void
item_init (DcmmItemScore *item)
{
    mpq_init (item->score);
    for (guint l = 0; l < DCMM_LEVELS; l++)
        mpq_init (item->levels[l].score);
}

static void
item_clear (DcmmItemScore *item)
{
    mpq_clear (item->score);
    for (guint l = 0; l < DCMM_LEVELS; l++)
        mpq_clear (item->levels[l].score);
}

DcmmScores *
dcmm_scores_new (const DcmmQuestionnaire *q, const DcmmPolicy *policy)
{
    DcmmScores *s = g_new0 (DcmmScores, 1);

    s->questionnaire = q;
    s->policy = policy;
    s->values = g_malloc (q->n_criteria);
    memset (s->values, DCMM_UNANSWERED, q->n_criteria);
    s->items = g_new0 (DcmmItemScore, q->n_items);
    s->domains = g_new0 (DcmmDomainScore, q->n_domains);
    mpq_inits (s->bonus, s->raw, s->overall, NULL);
    for (guint i = 0; i < q->n_domains; i++)
        mpq_init (s->domains[i].score);
    for (guint i = 0; i < q->n_items; i++)
        item_init (&s->items[i]);
    return s;
}

void
dcmm_scores_free (DcmmScores *s)
{
    if (!s)
        return;
    for (guint i = 0; i < s->questionnaire->n_domains; i++)
        mpq_clear (s->domains[i].score);
    for (guint i = 0; i < s->questionnaire->n_items; i++)
        item_clear (&s->items[i]);
    mpq_clears (s->bonus, s->raw, s->overall, NULL);
    g_free (s->values);
    g_free (s->items);
    g_free (s->domains);
    g_free (s);
}

gboolean
dcmm_scores_counts (const DcmmScores *s, guint criterion)
{
    const guint8 value = s->values[criterion];

    return value == DCMM_UNANSWERED || s->policy->values[value].counts;
}

gboolean
dcmm_scores_full (const DcmmScores *s, guint criterion)
{
    const guint8 value = s->values[criterion];

    return value != DCMM_UNANSWERED && s->policy->values[value].counts && mpq_cmp_ui (s->policy->values[value].compliance, 1, 1) == 0;
}

gboolean
dcmm_scores_compliance (const DcmmScores *s, guint8 value, DcmmRational compliance)
{
    mpq_set_ui (compliance, 0, 1);
    if (value == DCMM_UNANSWERED)
        return TRUE;
    if (!s->policy->values[value].counts)
        return FALSE;
    mpq_set (compliance, s->policy->values[value].compliance);
    return TRUE;
}

guint8
dcmm_policy_full (const DcmmPolicy *policy)
{
    for (guint i = 0; i < policy->n_values; i++)
        if (policy->values[i].counts && mpq_cmp_ui (policy->values[i].compliance, 1, 1) == 0)
            return (guint8) i;
    return 0;                       /* not reached: a policy without one is refused when it is loaded */
}

/* Σ weight × compliance and Σ weight of the criteria of one level. Criteria of weight 1, nearly all, are counted by
 * value first: one multiplication for each value instead of one for each criterion. */
static void
level_sums (const DcmmScores *s, const DcmmItem *item, guint level, DcmmLevelScore *into, DcmmRational sum, DcmmRational weights)
{
    const DcmmPolicy *policy = s->policy;
    guint        counts[256] = { 0 };
    guint        plain = 0;
    DcmmRational weight, part;

    mpq_inits (weight, part, NULL);
    into->criteria = into->applicable = into->answered = 0;
    for (guint c = item->first; c < item->first + item->n; c++) {
        const DcmmCriterion *criterion = &s->questionnaire->criteria[c];
        const guint8 value = s->values[c];
        if (criterion->level != level)
            continue;
        into->criteria++;
        into->answered += value != DCMM_UNANSWERED;
        if (!dcmm_scores_counts (s, c))
            continue;
        into->applicable++;
        if (criterion->weight[0] == '1' && !criterion->weight[1]) {
            plain++;
            counts[value]++;
            continue;
        }
        dcmm_rational_parse (criterion->weight, weight);
        mpq_add (weights, weights, weight);
        if (value == DCMM_UNANSWERED)
            continue;
        mpq_mul (part, weight, policy->values[value].compliance);
        mpq_add (sum, sum, part);
    }
    for (guint v = 0; v < policy->n_values; v++) {
        if (!counts[v] || mpq_sgn (policy->values[v].compliance) == 0)
            continue;
        mpq_set_ui (weight, counts[v], 1);
        mpq_mul (part, weight, policy->values[v].compliance);
        mpq_add (sum, sum, part);
    }
    mpq_set_ui (weight, plain, 1);
    mpq_add (weights, weights, weight);
    mpq_clears (weight, part, NULL);
}

static void
score_level (const DcmmScores *s, const DcmmItem *item, guint level, DcmmItemScore *into)
{
    DcmmLevelScore *l = &into->levels[level - 1];
    DcmmRational    sum, weights;

    mpq_inits (sum, weights, NULL);
    level_sums (s, item, level, l, sum, weights);
    l->inherited = l->applicable == 0;
    if (!l->inherited)
        mpq_div (l->score, sum, weights);
    else if (level > 1)
        mpq_set (l->score, into->levels[level - 2].score);
    else
        mpq_set_ui (l->score, 1, 1);
    mpq_clears (sum, weights, NULL);
}

static gboolean
at_gate (const DcmmScores *s, const DcmmItemScore *item, guint l)
{
    return mpq_cmp (item->levels[l].score, s->policy->gate) >= 0;
}

static void
combine (const DcmmScores *s, DcmmItemScore *item)
{
    const DcmmCombine how = s->policy->combine;

    mpq_set_ui (item->score, 0, 1);
    item->counted = 0;
    for (guint l = 0; l < DCMM_LEVELS; l++) {
        if (how == DCMM_HIGHEST) {
            if (!at_gate (s, item, l))
                break;
            item->counted = l + 1;
            continue;
        }
        mpq_add (item->score, item->score, item->levels[l].score);
        item->counted = l + 1;
        if (how == DCMM_GATED && !at_gate (s, item, l))
            break;
    }
    if (how == DCMM_HIGHEST)
        mpq_set_ui (item->score, item->counted, 1);
}

/* From @level on: what stands below it has not changed, and what stands above it only where it takes its score. */
static void
score_item_from (const DcmmScores *s, guint i, guint first, DcmmItemScore *into)
{
    const DcmmItem *item = &s->questionnaire->items[i];

    into->applicable = FALSE;
    for (guint level = 1; level <= DCMM_LEVELS; level++) {
        if (level == first || first == 0 || (level > first && into->levels[level - 1].inherited))
            score_level (s, item, level, into);
        into->applicable |= into->levels[level - 1].applicable > 0;
    }
    combine (s, into);
    into->printed = dcmm_rational_hundredths (into->score);
    into->level = into->applicable ? dcmm_policy_level (s->policy, into->printed) : DCMM_NO_LEVEL;
}

static void
score_item (const DcmmScores *s, guint i, DcmmItemScore *into)
{
    score_item_from (s, i, 0, into);
}

mpq_srcptr
dcmm_policy_weight (const DcmmPolicy *policy, const char *ref, gboolean is_domain)
{
    static mpq_t one;
    static gsize once;

    for (guint i = 0; i < policy->n_weights; i++)
        if (policy->weights[i].is_domain == is_domain && strcmp (policy->weights[i].ref, ref) == 0)
            return policy->weights[i].weight;
    if (g_once_init_enter (&once)) {
        mpq_init (one);
        mpq_set_ui (one, 1, 1);
        g_once_init_leave (&once, 1);
    }
    return one;
}

typedef struct {
    DcmmRational sum, weights, part;
} Mean;

static void
mean_begin (Mean *mean)
{
    mpq_inits (mean->sum, mean->weights, mean->part, NULL);
}

static void
mean_add (Mean *mean, mpq_srcptr score, mpq_srcptr weight)
{
    mpq_mul (mean->part, score, weight);
    mpq_add (mean->sum, mean->sum, mean->part);
    mpq_add (mean->weights, mean->weights, weight);
}

/* FALSE, and 0, where nothing was added. */
static gboolean
mean_end (Mean *mean, DcmmRational into)
{
    const gboolean any = mpq_sgn (mean->weights) != 0;

    mpq_set_ui (into, 0, 1);
    if (any)
        mpq_div (into, mean->sum, mean->weights);
    mpq_clears (mean->sum, mean->weights, mean->part, NULL);
    return any;
}

static void
score_domain (DcmmScores *s, guint d)
{
    const DcmmDomain *domain = &s->questionnaire->domains[d];
    DcmmDomainScore  *into = &s->domains[d];
    Mean mean;

    mean_begin (&mean);
    for (guint i = domain->first; i < domain->first + domain->n; i++)
        if (s->items[i].applicable)
            mean_add (&mean, s->items[i].score, dcmm_policy_weight (s->policy, s->questionnaire->items[i].id, FALSE));
    into->applicable = mean_end (&mean, into->score);
    into->printed = dcmm_rational_hundredths (into->score);
    into->level = into->applicable ? dcmm_policy_level (s->policy, into->printed) : DCMM_NO_LEVEL;
}

gint64
dcmm_policy_threshold (const DcmmPolicy *policy, guint no)
{
    DcmmRational hundredth;
    gint64 rounded;

    /* The least number of hundredths at or above it; a threshold of more than two decimals is met from the next one up. */
    mpq_init (hundredth);
    rounded = dcmm_rational_hundredths (policy->levels[no - 1].from);
    mpq_set_si (hundredth, (long) rounded, 100);
    mpq_canonicalize (hundredth);
    if (mpq_cmp (hundredth, policy->levels[no - 1].from) < 0)
        rounded++;
    mpq_clear (hundredth);
    return rounded;
}

int
dcmm_policy_level (const DcmmPolicy *policy, gint64 printed)
{
    guint no = 0;

    while (no < DCMM_LEVELS && mpq_cmp_si (policy->levels[no].from, (long) printed, 100) <= 0)
        no++;
    return (int) no;
}

static gboolean
reaches (gboolean applicable, gint64 printed, const DcmmCondition *condition)
{
    return !applicable || mpq_cmp_si (condition->from, (long) printed, 100) <= 0;
}

static gboolean
condition_holds (const DcmmScores *s, const DcmmCondition *condition)
{
    const DcmmQuestionnaire *q = s->questionnaire;

    if (condition->scope == DCMM_ONE) {
        const int d = dcmm_questionnaire_domain (q, condition->ref), i = dcmm_questionnaire_item (q, condition->ref);
        if (d >= 0)
            return reaches (s->domains[d].applicable, s->domains[d].printed, condition);
        return i < 0 || reaches (s->items[i].applicable, s->items[i].printed, condition);
    }
    if (condition->scope == DCMM_EACH_DOMAIN) {
        for (guint d = 0; d < q->n_domains; d++)
            if (!reaches (s->domains[d].applicable, s->domains[d].printed, condition))
                return FALSE;
        return TRUE;
    }
    for (guint i = 0; i < q->n_items; i++)
        if (!reaches (s->items[i].applicable, s->items[i].printed, condition))
            return FALSE;
    return TRUE;
}

gboolean
dcmm_scores_conditions (const DcmmScores *s, guint no)
{
    const DcmmThreshold *level = &s->policy->levels[no - 1];

    for (guint i = 0; i < level->n_conditions; i++)
        if (!condition_holds (s, &level->conditions[i]))
            return FALSE;
    return TRUE;
}

static void
score_whole (DcmmScores *s)
{
    Mean mean;

    mean_begin (&mean);
    for (guint d = 0; d < s->questionnaire->n_domains; d++)
        if (s->domains[d].applicable)
            mean_add (&mean, s->domains[d].score, dcmm_policy_weight (s->policy, s->questionnaire->domains[d].id, TRUE));
    s->applicable = mean_end (&mean, s->raw);
    mpq_set (s->overall, s->raw);
    if (s->applicable && mpq_sgn (s->bonus) > 0) {
        mpq_add (s->overall, s->overall, s->bonus);
        if (mpq_cmp (s->overall, s->policy->bonus_max) > 0)     /* a cap on the bonus: it never lowers what is there without it */
            mpq_set (s->overall, mpq_cmp (s->raw, s->policy->bonus_max) > 0 ? s->raw : s->policy->bonus_max);
    }
    s->printed = dcmm_rational_hundredths (s->overall);
    s->level = 0;
    if (!s->applicable)
        return;
    const int by_score = dcmm_policy_level (s->policy, s->printed);
    while (s->level < by_score && dcmm_scores_conditions (s, (guint) s->level + 1))
        s->level++;
}

void
dcmm_scores_update_item (DcmmScores *s, guint item)
{
    score_item (s, item, &s->items[item]);
    score_domain (s, s->questionnaire->items[item].domain);
    score_whole (s);
}

void
dcmm_scores_update (DcmmScores *s)
{
    for (guint i = 0; i < s->questionnaire->n_items; i++)
        score_item (s, i, &s->items[i]);
    for (guint d = 0; d < s->questionnaire->n_domains; d++)
        score_domain (s, d);
    score_whole (s);
}

void
dcmm_scores_set (DcmmScores *s, guint criterion, guint8 value)
{
    const DcmmCriterion *c = &s->questionnaire->criteria[criterion];

    s->values[criterion] = value;
    score_item_from (s, c->item, c->level, &s->items[c->item]);
    score_domain (s, s->questionnaire->items[c->item].domain);
    score_whole (s);
}

void
dcmm_scores_gain (const DcmmScores *s, guint item, guint level, const DcmmRational share, DcmmRational gain)
{
    DcmmItemScore then;

    item_init (&then);
    for (guint l = 0; l < DCMM_LEVELS; l++) {
        mpq_set (then.levels[l].score, s->items[item].levels[l].score);
        then.levels[l].applicable = s->items[item].levels[l].applicable;
        then.levels[l].inherited = s->items[item].levels[l].inherited;
    }
    score_item_from (s, item, level, &then);
    mpq_sub (gain, then.score, s->items[item].score);
    mpq_mul (gain, gain, share);
    item_clear (&then);
}

static void
take_bonus (DcmmScores *s, const DcmmAnswers *answers)
{
    DcmmRational kind, count;

    mpq_set_ui (s->bonus, 0, 1);
    if (!s->policy->has_bonus)
        return;
    mpq_inits (kind, count, NULL);
    for (guint i = 0; i < answers->bonuses->len; i++) {
        mpq_set_ui (count, g_array_index (answers->bonuses, DcmmBonus, i).count, 1);
        mpq_mul (kind, s->policy->bonus_each, count);
        mpq_add (s->bonus, s->bonus, mpq_cmp (kind, s->policy->bonus_cap) > 0 ? s->policy->bonus_cap : kind);
    }
    mpq_clears (kind, count, NULL);
}

gboolean
dcmm_scores_take (DcmmScores *s, const DcmmAnswers *answers, DcmmWhich which, GError **error)
{
    const DcmmQuestionnaire *q = s->questionnaire;

    memset (s->values, DCMM_UNANSWERED, q->n_criteria);
    for (guint i = 0; i < answers->answers->len; i++) {
        const DcmmAnswer *answer = &g_array_index (answers->answers, DcmmAnswer, i);
        const char *told = which == DCMM_VERIFIED && answer->verified.value ? answer->verified.value : answer->value;
        const int value = dcmm_policy_value (s->policy, told);
        if (value < 0)
            return dcmm_fail_at (error, (DcmmWhere) { answers->path, answer->line }, _("value '%s' is not in the scale of policy %s"), told, s->policy->id);
        s->values[answer->criterion] = (guint8) value;
    }
    s->answered = answers->answers->len;
    take_bonus (s, answers);
    dcmm_scores_update (s);
    return TRUE;
}

void
dcmm_scores_share (const DcmmScores *s, guint i, DcmmRational share)
{
    const DcmmQuestionnaire *q = s->questionnaire;
    const guint d = q->items[i].domain;
    DcmmRational sum;

    mpq_set_ui (share, 0, 1);
    if (!s->items[i].applicable)
        return;
    mpq_init (sum);
    for (guint j = q->domains[d].first; j < q->domains[d].first + q->domains[d].n; j++)
        if (s->items[j].applicable)
            mpq_add (sum, sum, dcmm_policy_weight (s->policy, q->items[j].id, FALSE));
    mpq_div (share, dcmm_policy_weight (s->policy, q->items[i].id, FALSE), sum);
    mpq_mul (share, share, dcmm_policy_weight (s->policy, q->domains[d].id, TRUE));
    mpq_set_ui (sum, 0, 1);
    for (guint j = 0; j < q->n_domains; j++)
        if (s->domains[j].applicable)
            mpq_add (sum, sum, dcmm_policy_weight (s->policy, q->domains[j].id, TRUE));
    mpq_div (share, share, sum);
    mpq_clear (sum);
}
