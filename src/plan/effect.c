#include "plan/effect.h"

#include <stdlib.h>
#include <string.h>

#include "assess/exact.h"

/* Rank 0 is compliance 0, which an unanswered criterion has too. */
static void
rank_values (DcmmEffect *effect)
{
    const DcmmPolicy *policy = effect->before->policy;

    for (guint v = 0; v < policy->n_values; v++) {
        guint rank = 0;
        if (!policy->values[v].counts || mpq_sgn (policy->values[v].compliance) == 0)
            continue;
        for (guint w = 0; w < policy->n_values; w++) {
            gboolean first = policy->values[w].counts && mpq_sgn (policy->values[w].compliance) > 0 &&
                             mpq_cmp (policy->values[w].compliance, policy->values[v].compliance) <= 0;
            for (guint u = 0; u < w && first; u++)
                first = !policy->values[u].counts || mpq_cmp (policy->values[u].compliance, policy->values[w].compliance) != 0;
            rank += first ? 1 : 0;
        }
        effect->rank[v] = (guint8) rank;
    }
}

static gint
better_first (gconstpointer a, gconstpointer b)
{
    const DcmmLift *x = a, *y = b;

    if (x->rank != y->rank)
        return x->rank > y->rank ? -1 : 1;
    return x->action < y->action ? -1 : x->action > y->action;
}

/* What does not raise a criterion above its value now never will, and is left out here once. */
static void
gather_lifts (DcmmEffect *effect)
{
    const DcmmScores *s = effect->before;
    const guint n = s->questionnaire->n_criteria;
    g_autofree guint *at = g_new0 (guint, n + 1);

    effect->first_lift = g_new0 (guint, n + 1);
    for (guint pass = 0; pass < 2; pass++) {
        for (guint a = 0; a < effect->actions->n_actions; a++)
            for (guint k = 0; k < effect->actions->actions[a].n_raises; k++) {
                const DcmmRaise *raise = &effect->actions->actions[a].raises[k];
                const guint c = raise->criterion;
                const guint8 value = (guint8) dcmm_policy_value (s->policy, raise->to);
                if (!dcmm_scores_counts (s, c) || effect->rank[value] <= effect->rank[s->values[c]])
                    continue;
                if (pass)
                    effect->lifts[effect->first_lift[c] + at[c]++] = (DcmmLift) { a, value, effect->rank[value] };
                else
                    effect->first_lift[c + 1]++;
            }
        if (pass)
            break;
        for (guint c = 0; c < n; c++)
            effect->first_lift[c + 1] += effect->first_lift[c];
        effect->lifts = g_new (DcmmLift, effect->first_lift[n] + 1);
    }
    for (guint c = 0; c < n; c++)
        qsort (effect->lifts + effect->first_lift[c], effect->first_lift[c + 1] - effect->first_lift[c], sizeof (DcmmLift), better_first);
}

DcmmEffect *
dcmm_effect_new (const DcmmScores *before, const DcmmActions *actions)
{
    DcmmEffect *effect = g_new0 (DcmmEffect, 1);
    const DcmmQuestionnaire *q = before->questionnaire;

    effect->before = before;
    effect->actions = actions;
    rank_values (effect);
    gather_lifts (effect);
    effect->chosen = g_new0 (guint8, actions->n_actions + 1);
    effect->touched = g_new0 (guint8, q->n_items + 1);
    effect->after = dcmm_scores_new (q, before->policy);
    memcpy (effect->after->values, before->values, q->n_criteria);
    mpq_set (effect->after->bonus, before->bonus);
    effect->after->answered = before->answered;
    for (guint i = 0; i < q->n_items; i++)
        dcmm_scores_update_item (effect->after, i);
    return effect;
}

void
dcmm_effect_free (DcmmEffect *effect)
{
    if (!effect)
        return;
    dcmm_scores_free (effect->after);
    g_free (effect->chosen);
    g_free (effect->lifts);
    g_free (effect->first_lift);
    g_free (effect->touched);
    g_free (effect);
}

const DcmmLift *
dcmm_effect_decides (const DcmmEffect *effect, guint c, const guint8 *chosen)
{
    for (guint i = effect->first_lift[c]; i < effect->first_lift[c + 1]; i++)
        if (chosen[effect->lifts[i].action])
            return &effect->lifts[i];
    return NULL;
}

gboolean
dcmm_effect_betters (const DcmmEffect *effect, guint action, guint c)
{
    for (guint i = effect->first_lift[c]; i < effect->first_lift[c + 1]; i++)
        if (effect->lifts[i].action == action)
            return TRUE;
    return FALSE;
}

static void
follow (DcmmEffect *effect, guint c)
{
    const DcmmLift *lift = dcmm_effect_decides (effect, c, effect->chosen);
    const guint8 value = lift ? lift->value : effect->before->values[c];

    if (value == effect->after->values[c])
        return;
    effect->after->values[c] = value;
    effect->touched[effect->before->questionnaire->criteria[c].item] = TRUE;
}

static void
mark (DcmmEffect *effect, guint action)
{
    const DcmmAction *a = &effect->actions->actions[action];

    for (guint k = 0; k < a->n_raises; k++)
        follow (effect, a->raises[k].criterion);
}

static void
rescore (DcmmEffect *effect)
{
    for (guint i = 0; i < effect->before->questionnaire->n_items; i++)
        if (effect->touched[i]) {
            effect->touched[i] = FALSE;
            dcmm_scores_update_item (effect->after, i);
        }
}

void
dcmm_effect_of (DcmmEffect *effect, const guint8 *chosen)
{
    const guint n = effect->actions->n_actions;
    g_autofree guint8 *was = g_memdup2 (effect->chosen, n + 1);

    for (guint a = 0; a < n; a++)
        effect->chosen[a] = chosen[a] != 0;
    for (guint a = 0; a < n; a++)
        if (effect->chosen[a] != was[a])
            mark (effect, a);
    rescore (effect);
}

void
dcmm_effect_toggle (DcmmEffect *effect, guint action)
{
    effect->chosen[action] = !effect->chosen[action];
    mark (effect, action);
    rescore (effect);
}
