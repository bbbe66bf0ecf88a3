#include "plan/plan-private.h"

#include <stdlib.h>
#include <string.h>

#include "assess/exact.h"

/* ---- what is left open ---- */

/* Why a criterion is not raised further: does any action not chosen do so, and may it be chosen? */
static DcmmLeftReason
reason_of (const DcmmPlan *plan, guint c)
{
    const DcmmEffect *effect = plan->inside->effect;
    DcmmLeftReason reason = DCMM_LEFT_NO_ACTION;

    for (guint i = effect->first_lift[c]; i < effect->first_lift[c + 1]; i++) {
        if (effect->lifts[i].rank <= effect->rank[effect->after->values[c]])
            break;
        if (plan->inside->free[effect->lifts[i].action])
            return plan->best ? DCMM_LEFT_BUDGET : DCMM_LEFT_NOT_NEEDED;
        reason = DCMM_LEFT_EXCLUDED;
    }
    return reason;
}

static int
greatest_first (gconstpointer a, gconstpointer b)
{
    const DcmmLeft *x = a, *y = b;
    const int by_gain = mpq_cmp (y->gain, x->gain);

    return by_gain ? by_gain : x->criterion < y->criterion ? -1 : x->criterion > y->criterion;
}

static void
add_open_criteria (DcmmPlan *plan)
{
    DcmmEffect *effect = plan->inside->effect;
    DcmmScores *s = effect->after;
    const guint8 full = dcmm_policy_full (s->policy);
    DcmmRational was;

    mpq_init (was);
    mpq_set (was, s->overall);
    for (guint c = 0; c < s->questionnaire->n_criteria; c++) {
        const guint8 value = s->values[c];
        DcmmLeft left = { .criterion = c };
        if (!dcmm_scores_counts (s, c) || dcmm_scores_full (s, c))
            continue;
        left.reason = reason_of (plan, c);
        mpq_init (left.gain);
        dcmm_scores_set (s, c, full);
        mpq_sub (left.gain, s->overall, was);
        dcmm_scores_set (s, c, value);
        g_array_append_val (plan->left, left);
    }
    mpq_clear (was);
}

void
dcmm_plan_add_left (DcmmPlan *plan)
{
    if (!plan->reachable || plan->left->len)
        return;
    dcmm_effect_of (plan->inside->effect, plan->chosen);
    add_open_criteria (plan);
    g_array_sort (plan->left, greatest_first);
    if (plan->best)
        return;
    g_autofree guint8 *greedy = dcmm_greedy (&plan->inside->problem);
    plan->greedy_effort = greedy ? dcmm_effort_of (plan->wish->actions, greedy, NULL) : -1;
}

/* ---- alternatives ---- */

static void
add_other (DcmmPlan *plan, DcmmOtherKind kind, guint8 *chosen, gboolean optimal, const gint64 *capacity, guint quarters)
{
    DcmmOther other = { .kind = kind, .there = chosen != NULL, .optimal = optimal, .chosen = chosen };

    if (chosen) {
        g_autoptr (GArray) index = g_array_new (FALSE, FALSE, sizeof (guint));
        DcmmSchedule schedule;
        dcmm_plan_score (plan, chosen, &other.score, &other.level);
        other.effort = dcmm_effort_of (plan->wish->actions, chosen, NULL);
        for (guint a = 0; a < plan->wish->actions->n_actions; a++)
            other.actions += chosen[a];
        dcmm_plan_schedule (plan, chosen, capacity, quarters, g_get_monotonic_time () + plan->wish->limit, &schedule, index);
        other.quarters = schedule.used;
        dcmm_schedule_clear (&schedule);
    }
    g_array_append_val (plan->others, other);
}

static gboolean
add_next (DcmmPlan *plan, GError **error)
{
    g_autoptr (DcmmChoice) choice = dcmm_choose_other (&plan->inside->problem, plan->chosen, g_get_monotonic_time () + plan->wish->limit, error);

    if (!choice)
        return FALSE;
    add_other (plan, DCMM_OTHER_NEXT, g_steal_pointer (&choice->chosen), choice->status == DCMM_CHOICE_OPTIMAL, plan->wish->capacity, plan->wish->quarters);
    return TRUE;
}

/* The score half-way between the level below and the target, with what the level below asks for. */
static gboolean
add_half_level (DcmmPlan *plan, GError **error)
{
    const DcmmPolicy *policy = plan->scores->policy;
    const guint target = plan->wish->target;
    g_autoptr (GArray) demands = g_array_new (FALSE, FALSE, sizeof (DcmmDemand));
    DcmmProblem half = plan->inside->problem;
    DcmmRational middle, two;

    if (!target)
        return TRUE;
    mpq_inits (middle, two, NULL);
    if (target > 1)
        mpq_set (middle, policy->levels[target - 2].from);
    mpq_add (middle, middle, policy->levels[target - 1].from);
    mpq_set_ui (two, 2, 1);
    mpq_div (middle, middle, two);
    dcmm_demand_level (demands, plan->scores->questionnaire, policy, target - 1);
    dcmm_demand_add (demands, (DcmmDemand) { DCMM_ON_WHOLE, 0, dcmm_hundredths_up (middle), 0, TRUE });
    mpq_clears (middle, two, NULL);
    half.demands = demands;
    half.best = FALSE;
    g_autoptr (DcmmChoice) choice = dcmm_choose (&half, g_get_monotonic_time () + plan->wish->limit, error);
    if (!choice)
        return FALSE;
    add_other (plan, DCMM_OTHER_HALF_LEVEL, g_steal_pointer (&choice->chosen), choice->status == DCMM_CHOICE_OPTIMAL, plan->wish->capacity,
               plan->wish->quarters);
    return TRUE;
}

/* The same actions with half the people: half of a role's capacity, or of its busiest quarter where it has none. */
static void
add_half_capacity (DcmmPlan *plan)
{
    const guint n = plan->wish->actions->roles->n_roles;
    g_autofree gint64 *capacity = g_new (gint64, n + 1);

    for (guint r = 0; r < n; r++) {
        gint64 peak = plan->wish->capacity[r];
        for (guint q = 0; plan->wish->capacity[r] < 0 && q < plan->quarters; q++)
            peak = MAX (peak, plan->load[r * plan->quarters + q]);
        capacity[r] = peak <= 0 ? plan->wish->capacity[r] : (peak + 1) / 2;
    }
    add_other (plan, DCMM_OTHER_HALF_CAPACITY, g_memdup2 (plan->chosen, plan->wish->actions->n_actions + 1), plan->optimal, capacity, 1);
}

gboolean
dcmm_plan_add_others (DcmmPlan *plan, GError **error)
{
    if (!plan->reachable || plan->others->len)
        return TRUE;
    if (!plan->best && plan->remaining && !add_next (plan, error))
        return FALSE;
    if (plan->remaining && !add_half_level (plan, error))
        return FALSE;
    if (plan->remaining)
        add_half_capacity (plan);
    return TRUE;
}

/* ---- why not ---- */

static gboolean
alike (const DcmmBlocking *a, const DcmmBlocking *b)
{
    return a->whole == b->whole && a->is_domain == b->is_domain && a->need == b->need && a->most == b->most && a->level == b->level;
}

#define NAMED 6

/* Those from @i on that fail in the same way, in one sentence; marks them in @said. */
static void
say_blocking (const DcmmPlan *plan, guint i, guint8 *said, GString *text)
{
    const DcmmBlocking *b = &g_array_index (plan->blocking, DcmmBlocking, i);
    const DcmmQuestionnaire *q = plan->scores->questionnaire;
    g_autoptr (GString) names = g_string_new (NULL);
    char most[DCMM_SCORE_LENGTH], need[DCMM_SCORE_LENGTH];
    const char *has = dcmm_score_text (b->most, most), *asked = dcmm_score_text (b->need, need);
    guint n = 0;

    for (guint k = i; k < plan->blocking->len; k++) {
        const DcmmBlocking *other = &g_array_index (plan->blocking, DcmmBlocking, k);
        if (!alike (b, other))
            continue;
        said[k] = TRUE;
        if (n++ < NAMED)
            g_string_append_printf (names, "%s%s", n > 1 ? _(", ") : "", b->is_domain ? q->domains[other->index].id : q->items[other->index].id);
    }
    if (n > NAMED)
        g_string_append_printf (names, ngettext (" and %u more", " and %u more", n - NAMED), n - NAMED);
    if (b->whole)
        g_string_append_printf (text, _("the overall score comes to %s at most, level %u needs %s"), has, b->level, asked);
    else if (!b->level)
        g_string_append_printf (text, _("%s comes to %s at most, its own target needs %s"), names->str, has, asked);
    else if (b->is_domain)
        g_string_append_printf (text, ngettext ("domain %s comes to %s at most, level %u needs %s", "domains %s come to %s at most, level %u needs %s", n),
                                names->str, has, b->level, asked);
    else
        g_string_append_printf (text, ngettext ("item %s comes to %s at most, level %u needs %s", "items %s come to %s at most, level %u needs %s", n),
                                names->str, has, b->level, asked);
}

static void
say_all_blocking (const DcmmPlan *plan, GString *text)
{
    g_autofree guint8 *said = g_new0 (guint8, plan->blocking->len + 1);

    for (guint i = 0; i < plan->blocking->len; i++) {
        if (said[i])
            continue;
        g_string_append (text, i ? _("; ") : _("even with every action that may be done, "));
        say_blocking (plan, i, said, text);
    }
}

static void
say_shortage (const DcmmPlan *plan, const DcmmShortage *s, GString *text)
{
    g_string_append_printf (text, ngettext ("the least plan takes %d person-days of %s, %u quarter has %d",
                                            "the least plan takes %d person-days of %s, %u quarters have %d", plan->wish->quarters), (int) s->need,
                            dcmm_words (&plan->wish->actions->roles->roles[s->role].name, dcmm_lang ()), plan->wish->quarters, (int) s->has);
}

char *
dcmm_plan_why (const DcmmPlan *plan)
{
    g_autoptr (GString) text = g_string_new (NULL);
    char now[DCMM_SCORE_LENGTH];

    if (plan->reachable && plan->best && plan->wish->target && plan->level_after < (int) plan->wish->target) {
        g_string_append_printf (text, plan->optimal ? _("level %u takes more than %d person-days; within them the score comes to %s")
                                                    : _("no plan was found that reaches level %u within %d person-days; the best one found comes to %s"),
                                plan->wish->target, (int) plan->wish->budget, dcmm_score_text (plan->score_after, now));
        return g_string_free (g_steal_pointer (&text), FALSE);
    }
    if (plan->reachable)
        return NULL;
    say_all_blocking (plan, text);
    for (guint i = 0; i < plan->shortages->len; i++) {
        if (i)
            g_string_append (text, _("; "));
        say_shortage (plan, &g_array_index (plan->shortages, DcmmShortage, i), text);
    }
    if (!text->len)
        g_string_append (text, _("the capacities do not leave enough time"));
    return g_string_free (g_steal_pointer (&text), FALSE);
}
