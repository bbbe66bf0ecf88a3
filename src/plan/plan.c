#include "plan/plan-private.h"

#include <stdlib.h>
#include <string.h>

#include "assess/exact.h"

const char *const dcmm_left_ids[DCMM_LEFT_REASONS] = { "not-needed", "no-action", "budget", "excluded" };
const char *const dcmm_other_ids[DCMM_OTHERS] = { "next-cheapest", "half-level", "half-capacity" };

/* ---- what may be chosen ---- */

static gboolean
is_begun (const DcmmWish *w, guint a)
{
    return w->of[a].state == DCMM_ACTION_DONE || w->of[a].state == DCMM_ACTION_STARTED;
}

/* A criterion that stays as it is and that @a would better; -1: none. */
static int
touches_kept (const DcmmPlan *plan, guint a)
{
    const DcmmEffect *effect = plan->inside->effect;
    const DcmmAction *action = &plan->wish->actions->actions[a];

    for (guint k = 0; k < action->n_raises; k++) {
        const guint c = action->raises[k].criterion;
        if (plan->wish->kept[plan->scores->questionnaire->criteria[c].item] && dcmm_effect_betters (effect, a, c))
            return (int) c;
    }
    return -1;
}

/* Forbidden, dropped or bound to change what is kept; and whatever requires such a one. */
static void
exclude (DcmmPlan *plan)
{
    const DcmmWish *w = plan->wish;
    guint8 *excluded = plan->inside->excluded;
    gboolean more = TRUE;

    for (guint a = 0; a < w->actions->n_actions; a++)
        excluded[a] = !is_begun (w, a) && (w->of[a].forbid || w->of[a].state == DCMM_ACTION_DROPPED || touches_kept (plan, a) >= 0);
    while (more) {
        more = FALSE;
        for (guint a = 0; a < w->actions->n_actions; a++)
            for (guint k = 0; k < w->actions->actions[a].n_requires && !excluded[a] && !is_begun (w, a); k++)
                if (excluded[w->actions->actions[a].requires[k]])
                    more = excluded[a] = TRUE;
    }
}

/* Why a wished action cannot be. */
static gboolean
fail_fixed (const DcmmPlan *plan, guint a, GError **error)
{
    const DcmmWish *w = plan->wish;
    const DcmmAction *action = &w->actions->actions[a];

    if (w->of[a].forbid)
        return dcmm_fail (error, DCMM_USE, _("action '%s' is both fixed and forbidden"), action->id);
    if (w->of[a].state == DCMM_ACTION_DROPPED)
        return dcmm_fail (error, DCMM_USE, _("action '%s' is fixed, but the plan that is continued drops it"), action->id);
    if (touches_kept (plan, a) >= 0)
        return dcmm_fail (error, DCMM_USE, _("action '%s' is fixed, but would change %s, which --keep leaves as it is"), action->id,
                          plan->scores->questionnaire->criteria[touches_kept (plan, a)].id);
    for (guint k = 0; k < action->n_requires; k++)
        if (plan->inside->excluded[action->requires[k]])
            return dcmm_fail (error, DCMM_USE, _("action '%s' is fixed, but requires '%s', which is left out"), action->id,
                              w->actions->actions[action->requires[k]].id);
    return TRUE;
}

/* What is begun, what is asked for, and what that requires. */
static gboolean
fix (DcmmPlan *plan, GError **error)
{
    const DcmmWish *w = plan->wish;
    guint8 *fixed = plan->inside->fixed;
    gboolean more = TRUE;

    for (guint a = 0; a < w->actions->n_actions; a++) {
        if (w->of[a].fix && plan->inside->excluded[a])
            return fail_fixed (plan, a, error);
        fixed[a] = w->of[a].fix || is_begun (w, a);
    }
    while (more) {
        more = FALSE;
        for (guint a = 0; a < w->actions->n_actions; a++)
            for (guint k = 0; fixed[a] && !is_begun (w, a) && k < w->actions->actions[a].n_requires; k++)
                if (!fixed[w->actions->actions[a].requires[k]])
                    more = fixed[w->actions->actions[a].requires[k]] = TRUE;
    }
    for (guint a = 0; a < w->actions->n_actions; a++)
        plan->inside->free[a] = !fixed[a] && !plan->inside->excluded[a];
    return TRUE;
}

void
dcmm_plan_demands (const DcmmPlan *plan, guint level, GArray *demands)
{
    const DcmmPolicy *policy = plan->scores->policy;

    dcmm_demand_level (demands, plan->scores->questionnaire, policy, level);
    for (guint i = 0; i < plan->wish->targets->len; i++) {
        const DcmmTarget *t = &g_array_index (plan->wish->targets, DcmmTarget, i);
        for (guint no = 1; no <= t->level; no++)
            dcmm_demand_add (demands, (DcmmDemand) { t->is_domain ? DCMM_ON_DOMAIN : DCMM_ON_ITEM, t->index,
                                                     dcmm_hundredths_up (policy->levels[no - 1].from), t->level, TRUE });
    }
}

/* What begun and fixed actions leave of a role's time. */
static void
find_capacity (DcmmPlan *plan)
{
    const DcmmWish *w = plan->wish;

    for (guint r = 0; r < w->actions->roles->n_roles; r++) {
        gint64 left = w->capacity[r] * w->quarters;
        for (guint a = 0; a < w->actions->n_actions; a++)
            if (plan->inside->fixed[a] && w->of[a].state != DCMM_ACTION_DONE && w->actions->actions[a].role == r)
                left -= w->actions->actions[a].likely;
        plan->inside->capacity[r] = w->capacity[r] < 0 ? -1 : MAX (left, 0);
    }
}

/* ---- the schedule ---- */

/* What an action brings, gates left aside: each criterion's step by its weight in the whole. */
static void
add_gain (const DcmmPlan *plan, const DcmmPlanChange *change, DcmmRational gain)
{
    const DcmmScores *s = plan->scores;
    const DcmmCriterion *c = &s->questionnaire->criteria[change->criterion];
    DcmmRational part, sum, weights;

    mpq_inits (part, sum, weights, NULL);
    dcmm_scores_compliance (s, change->to, part);
    dcmm_scores_compliance (s, change->from, sum);
    mpq_sub (part, part, sum);
    dcmm_level_parts (s, c->item, c->level, sum, weights);
    dcmm_rational_parse (c->weight, sum);
    mpq_mul (part, part, sum);
    mpq_div (part, part, weights);
    dcmm_scores_share (s, c->item, sum);
    mpq_mul (part, part, sum);
    mpq_add (gain, gain, part);
    mpq_clears (part, sum, weights, NULL);
}

static GArray *
changes_of (const DcmmPlan *plan, const guint8 *chosen)
{
    const DcmmEffect *effect = plan->inside->effect;
    GArray *changes = g_array_new (FALSE, FALSE, sizeof (DcmmPlanChange));

    for (guint c = 0; c < plan->scores->questionnaire->n_criteria; c++) {
        const DcmmLift *lift = dcmm_effect_decides (effect, c, chosen);
        if (lift) {
            const DcmmPlanChange change = { c, plan->scores->values[c], lift->value, lift->action };
            g_array_append_val (changes, change);
        }
    }
    return changes;
}

static void
set_task (const DcmmPlan *plan, guint a, const GArray *changes, const int *task_of, DcmmTask *task)
{
    const DcmmAction *action = &plan->wish->actions->actions[a];
    DcmmRational gain;

    mpq_init (gain);
    for (guint i = 0; i < changes->len; i++)
        if (g_array_index (changes, DcmmPlanChange, i).action == a)
            add_gain (plan, &g_array_index (changes, DcmmPlanChange, i), gain);
    *task = (DcmmTask) { .role = action->role, .effort = action->likely, .duration = action->duration, .gain = dcmm_rational_scaled (gain, 1000000),
                         .begun = plan->wish->of[a].state == DCMM_ACTION_STARTED, .requires = g_new (guint, action->n_requires + 1) };
    mpq_clear (gain);
    for (guint k = 0; k < action->n_requires; k++)
        if (task_of[action->requires[k]] >= 0)
            task->requires[task->n_requires++] = (guint) task_of[action->requires[k]];
}

void
dcmm_plan_schedule (const DcmmPlan *plan, const guint8 *chosen, const gint64 *capacity, guint quarters, gint64 deadline, DcmmSchedule *s, GArray *index)
{
    const DcmmActions *actions = plan->wish->actions;
    g_autofree int *task_of = g_new (int, actions->n_actions + 1);
    g_autoptr (GArray) changes = changes_of (plan, chosen);

    for (guint a = 0; a < actions->n_actions; a++) {
        const gboolean is_task = chosen[a] && plan->wish->of[a].state != DCMM_ACTION_DONE;
        task_of[a] = is_task ? (int) index->len : -1;
        if (is_task)
            g_array_append_val (index, a);
    }
    *s = (DcmmSchedule) { .n = index->len, .n_roles = actions->roles->n_roles, .capacity = capacity, .quarters = quarters, .deadline = deadline };
    s->tasks = g_new0 (DcmmTask, index->len + 1);
    for (guint t = 0; t < index->len; t++)
        set_task (plan, g_array_index (index, guint, t), changes, task_of, &s->tasks[t]);
    dcmm_schedule (s);
}

/* ---- putting the plan together ---- */

void
dcmm_plan_score (const DcmmPlan *plan, const guint8 *chosen, gint64 *score, int *level)
{
    dcmm_effect_of (plan->inside->effect, chosen);
    *score = plan->inside->effect->after->printed;
    if (level)
        *level = plan->inside->effect->after->level;
}

static guint
domain_of (const DcmmPlan *plan, guint a)
{
    const DcmmQuestionnaire *q = plan->scores->questionnaire;
    const DcmmAction *action = &plan->wish->actions->actions[a];
    g_autofree guint *n = g_new0 (guint, q->n_domains + 1);
    guint best = 0;

    for (guint i = 0; i < plan->changes->len; i++) {
        const DcmmPlanChange *change = &g_array_index (plan->changes, DcmmPlanChange, i);
        if (change->action == a)
            n[q->items[q->criteria[change->criterion].item].domain] += 1000;
    }
    for (guint k = 0; k < action->n_raises; k++)            /* decides where nothing changes, and between equals */
        n[q->items[q->criteria[action->raises[k].criterion].item].domain]++;
    for (guint d = 1; d < q->n_domains; d++)
        if (n[d] > n[best])
            best = d;
    return best;
}

static int
by_start (gconstpointer a, gconstpointer b)
{
    const DcmmPlanned *x = a, *y = b;
    const gboolean x_dropped = x->state == DCMM_ACTION_DROPPED, y_dropped = y->state == DCMM_ACTION_DROPPED;

    if (x_dropped != y_dropped)
        return x_dropped ? 1 : -1;
    if (x->quarter != y->quarter)
        return x->quarter < y->quarter ? -1 : 1;
    if (x->start != y->start)
        return x->start < y->start ? -1 : 1;
    return x->action < y->action ? -1 : x->action > y->action;
}

/* The score of the plan without an action, and so without what waits for it. */
static gint64
score_without (const DcmmPlan *plan, guint without)
{
    const DcmmActions *actions = plan->wish->actions;
    g_autofree guint8 *chosen = g_memdup2 (plan->chosen, actions->n_actions + 1);
    gboolean more = TRUE;
    gint64 score;

    chosen[without] = FALSE;
    while (more) {
        more = FALSE;
        for (guint a = 0; a < actions->n_actions; a++)
            for (guint k = 0; chosen[a] && !is_begun (plan->wish, a) && k < actions->actions[a].n_requires; k++)
                if (plan->chosen[actions->actions[a].requires[k]] && !chosen[actions->actions[a].requires[k]]) {
                    chosen[a] = FALSE;
                    more = TRUE;
                }
    }
    dcmm_plan_score (plan, chosen, &score, NULL);
    return score;
}

static void
add_planned (DcmmPlan *plan, guint a, const DcmmTask *task)
{
    DcmmPlanned planned = { .action = a, .state = plan->wish->of[a].state, .domain = domain_of (plan, a) };

    if (task) {
        planned.quarter = task->start / DCMM_QUARTER + 1;
        planned.start = task->start;
        planned.end = task->end;
    }
    planned.without = plan->chosen[a] ? score_without (plan, a) : plan->score_after;
    g_array_append_val (plan->actions, planned);
}

static void
add_load (DcmmPlan *plan, const DcmmSchedule *s)
{
    plan->load = g_new0 (gint64, (gsize) s->n_roles * (plan->quarters + 1) + 1);
    for (guint t = 0; t < s->n; t++)
        for (guint q = 0; q < plan->quarters; q++)
            plan->load[s->tasks[t].role * plan->quarters + q] +=
                dcmm_task_done (&s->tasks[t], (q + 1) * DCMM_QUARTER) - dcmm_task_done (&s->tasks[t], q * DCMM_QUARTER);
}

/* The score after each quarter: with all that has ended by then. */
static void
add_milestones (DcmmPlan *plan)
{
    const guint n = plan->wish->actions->n_actions;
    g_autofree guint8 *ended = g_new0 (guint8, n + 1);

    for (guint q = 1; q <= plan->quarters; q++) {
        DcmmMilestone m = { .quarter = q };
        memset (ended, 0, n);
        for (guint i = 0; i < plan->actions->len; i++) {
            const DcmmPlanned *p = &g_array_index (plan->actions, DcmmPlanned, i);
            if (p->state == DCMM_ACTION_DROPPED || p->end > q * DCMM_QUARTER)
                continue;
            ended[p->action] = TRUE;
            m.actions += p->quarter && p->end > (q - 1) * DCMM_QUARTER;
        }
        for (guint r = 0; r < plan->wish->actions->roles->n_roles; r++)
            m.days += plan->load[r * plan->quarters + q - 1];
        dcmm_plan_score (plan, ended, &m.score, &m.level);
        g_array_append_val (plan->milestones, m);
    }
}

static void
put_together (DcmmPlan *plan, gint64 deadline)
{
    const DcmmWish *w = plan->wish;
    g_autoptr (GArray) index = g_array_new (FALSE, FALSE, sizeof (guint));
    DcmmSchedule schedule;
    guint at = 0;

    dcmm_plan_score (plan, plan->chosen, &plan->score_after, &plan->level_after);
    plan->changes = changes_of (plan, plan->chosen);
    dcmm_plan_schedule (plan, plan->chosen, w->capacity, w->quarters, deadline, &schedule, index);
    plan->quarters = schedule.used;
    plan->overrun = schedule.used > w->quarters;
    plan->pace = schedule.pace;
    for (guint a = 0; a < w->actions->n_actions; a++) {
        const gboolean is_task = at < index->len && g_array_index (index, guint, at) == a;
        if (is_task || plan->chosen[a] || w->of[a].state == DCMM_ACTION_DROPPED)
            add_planned (plan, a, is_task ? &schedule.tasks[at] : NULL);
        at += is_task ? 1 : 0;
        if (plan->chosen[a]) {
            plan->effort += w->actions->actions[a].likely;
            plan->remaining += w->of[a].state == DCMM_ACTION_DONE ? 0 : w->actions->actions[a].likely;
        }
    }
    g_array_sort (plan->actions, by_start);
    add_load (plan, &schedule);
    add_milestones (plan);
    dcmm_schedule_clear (&schedule);
}

/* ---- why not ---- */

static void
find_blocking (DcmmPlan *plan)
{
    const DcmmPlanInside *in = plan->inside;
    const guint n = plan->wish->actions->n_actions;
    g_autofree guint8 *all = g_new0 (guint8, n + 1);

    for (guint a = 0; a < n; a++)
        all[a] = in->fixed[a] || in->free[a];
    dcmm_effect_of (in->effect, all);
    for (guint i = 0; i < in->demands->len; i++) {
        const DcmmDemand *demand = &g_array_index (in->demands, DcmmDemand, i);
        const DcmmBlocking blocking = { demand->on == DCMM_ON_DOMAIN, demand->on == DCMM_ON_WHOLE, demand->index, demand->need,
                                        dcmm_demand_has (demand, in->effect->after), demand->own ? 0 : demand->level };
        if (!dcmm_demand_holds (demand, in->effect->after))
            g_array_append_val (plan->blocking, blocking);
    }
}

/* The capacities do not suffice: what the least plan would take without them says which. */
static void
find_shortages (DcmmPlan *plan, gint64 deadline)
{
    const DcmmActions *actions = plan->wish->actions;
    DcmmProblem unlimited = plan->inside->problem;

    unlimited.capacity = NULL;
    g_autoptr (DcmmChoice) choice = dcmm_choose (&unlimited, deadline, NULL);
    if (!choice || !choice->chosen)
        return;
    for (guint r = 0; r < actions->roles->n_roles; r++) {
        DcmmShortage shortage = { r, 0, plan->wish->capacity[r] * plan->wish->quarters };
        for (guint a = 0; a < actions->n_actions; a++)
            if (choice->chosen[a] && actions->actions[a].role == r && plan->wish->of[a].state != DCMM_ACTION_DONE)
                shortage.need += actions->actions[a].likely;
        if (plan->wish->capacity[r] >= 0 && shortage.need > shortage.has)
            g_array_append_val (plan->shortages, shortage);
    }
}

/* ---- the plan ---- */

static gint64
fixed_effort (const DcmmPlan *plan, gboolean open_only)
{
    gint64 days = 0;

    for (guint a = 0; a < plan->wish->actions->n_actions; a++)
        if (plan->inside->fixed[a] && !(open_only && is_begun (plan->wish, a)))
            days += plan->wish->actions->actions[a].likely;
    return days;
}

static void
take_choice (DcmmPlan *plan, DcmmChoice *choice)
{
    plan->reachable = TRUE;
    plan->optimal = choice->status == DCMM_CHOICE_OPTIMAL;
    plan->greedy = choice->status == DCMM_CHOICE_GREEDY;
    plan->chosen = g_steal_pointer (&choice->chosen);
    plan->bound = choice->bound + fixed_effort (plan, FALSE);
    plan->score_bound = choice->score_bound;
}

static void
count_in (DcmmPlan *plan, const DcmmChoice *choice)
{
    plan->solving += choice->solving;
    plan->solves += choice->solves;
    plan->cuts += choice->cuts;
}

/* The best score for the budget, whatever the targets ask. */
static DcmmChoice *
choose_best (DcmmPlan *plan, gint64 deadline, GError **error)
{
    plan->best = TRUE;
    plan->inside->problem.best = TRUE;
    plan->inside->problem.demands = plan->inside->none;
    return dcmm_choose (&plan->inside->problem, deadline, error);
}

static gboolean
choose (DcmmPlan *plan, gint64 deadline, GError **error)
{
    const DcmmProblem *problem = &plan->inside->problem;
    g_autoptr (DcmmChoice) choice = NULL;

    if (problem->demands->len)
        choice = dcmm_choose (problem, deadline, error);
    else
        choice = choose_best (plan, deadline, error);
    if (choice && choice->status == DCMM_CHOICE_LIMITED && plan->wish->budget >= 0 && !plan->best) {
        g_autoptr (DcmmChoice) limited = g_steal_pointer (&choice);
        count_in (plan, limited);
        choice = choose_best (plan, deadline, error);
    }
    if (!choice)
        return FALSE;
    count_in (plan, choice);
    if (choice->status <= DCMM_CHOICE_GREEDY) {
        take_choice (plan, choice);
        put_together (plan, deadline);
    } else if (choice->status == DCMM_CHOICE_UNREACHABLE) {
        find_blocking (plan);
    } else {
        find_shortages (plan, deadline);
    }
    return TRUE;
}

static DcmmPlan *
plan_new (const DcmmScores *scores, const DcmmAnswers *answers, const DcmmWish *wish)
{
    DcmmPlan *plan = g_new0 (DcmmPlan, 1);
    DcmmPlanInside *in = plan->inside = g_new0 (DcmmPlanInside, 1);
    const guint n = wish->actions->n_actions;

    plan->scores = scores;
    plan->answers = answers;
    plan->wish = wish;
    plan->score_now = scores->printed;
    plan->level_now = scores->level;
    plan->score_after = scores->printed;
    plan->level_after = scores->level;
    plan->greedy_effort = -1;
    plan->pace = 1;
    plan->actions = g_array_new (FALSE, FALSE, sizeof (DcmmPlanned));
    plan->milestones = g_array_new (FALSE, FALSE, sizeof (DcmmMilestone));
    plan->blocking = g_array_new (FALSE, FALSE, sizeof (DcmmBlocking));
    plan->shortages = g_array_new (FALSE, FALSE, sizeof (DcmmShortage));
    plan->others = g_array_new (FALSE, TRUE, sizeof (DcmmOther));
    plan->left = g_array_new (FALSE, TRUE, sizeof (DcmmLeft));
    in->effect = dcmm_effect_new (scores, wish->actions);
    in->fixed = g_new0 (guint8, n + 1);
    in->free = g_new0 (guint8, n + 1);
    in->excluded = g_new0 (guint8, n + 1);
    in->capacity = g_new0 (gint64, wish->actions->roles->n_roles + 1);
    in->demands = g_array_new (FALSE, FALSE, sizeof (DcmmDemand));
    in->none = g_array_new (FALSE, FALSE, sizeof (DcmmDemand));
    return plan;
}

DcmmPlan *
dcmm_plan (const DcmmScores *scores, const DcmmAnswers *answers, const DcmmWish *wish, GError **error)
{
    const gint64 deadline = g_get_monotonic_time () + wish->limit;
    g_autoptr (DcmmPlan) plan = plan_new (scores, answers, wish);
    DcmmPlanInside *in = plan->inside;

    exclude (plan);
    if (!fix (plan, error))
        return NULL;
    if (wish->budget >= 0 && fixed_effort (plan, TRUE) > wish->budget) {
        dcmm_fail (error, DCMM_USE, _("the fixed actions alone take %d person-days, the budget is %d"), (int) fixed_effort (plan, TRUE), (int) wish->budget);
        return NULL;
    }
    find_capacity (plan);
    dcmm_plan_demands (plan, wish->target, in->demands);
    in->problem = (DcmmProblem) { .effect = in->effect, .fixed = in->fixed, .free = in->free, .demands = in->demands, .capacity = in->capacity,
                                  .budget = wish->budget < 0 ? -1 : wish->budget - fixed_effort (plan, TRUE) };
    if (!choose (plan, deadline, error))
        return NULL;
    plan->stopped = dcmm_solver_stopped ();
    return g_steal_pointer (&plan);
}

static void
left_clear (DcmmPlan *plan)
{
    for (guint i = 0; i < plan->left->len; i++)
        mpq_clear (g_array_index (plan->left, DcmmLeft, i).gain);
    g_array_unref (plan->left);
    for (guint i = 0; i < plan->others->len; i++)
        g_free (g_array_index (plan->others, DcmmOther, i).chosen);
    g_array_unref (plan->others);
}

void
dcmm_plan_free (DcmmPlan *plan)
{
    if (!plan)
        return;
    left_clear (plan);
    g_array_unref (plan->actions);
    g_array_unref (plan->milestones);
    g_array_unref (plan->blocking);
    g_array_unref (plan->shortages);
    if (plan->changes)
        g_array_unref (plan->changes);
    dcmm_effect_free (plan->inside->effect);
    g_array_unref (plan->inside->demands);
    g_array_unref (plan->inside->none);
    g_free (plan->inside->fixed);
    g_free (plan->inside->free);
    g_free (plan->inside->excluded);
    g_free (plan->inside->capacity);
    g_free (plan->inside);
    g_free (plan->chosen);
    g_free (plan->load);
    g_free (plan);
}

gboolean
dcmm_plan_reaches (const DcmmPlan *plan)
{
    if (!plan->reachable)
        return FALSE;
    dcmm_effect_of (plan->inside->effect, plan->chosen);
    return dcmm_demands_hold (plan->inside->demands, plan->inside->effect->after);
}

void
dcmm_plan_mps (const DcmmPlan *plan, GString *out)
{
    dcmm_choose_mps (&plan->inside->problem, plan->scores->questionnaire->id, out);
}

void
dcmm_plan_date (const DcmmPlan *plan, guint day, char *date)
{
    *date = '\0';
    if (plan->wish->start[0])
        dcmm_date_add_working_days (plan->wish->start, day, date);
}

void
dcmm_plan_stop (void)
{
    dcmm_solver_stop ();
}

const char *
dcmm_plan_solver (void)
{
    return dcmm_solver_name ();
}

const DcmmAction *
dcmm_planned_action (const DcmmPlan *plan, const DcmmPlanned *planned)
{
    return &plan->wish->actions->actions[planned->action];
}

const char *
dcmm_plan_value (const DcmmPlan *plan, guint8 value)
{
    return value == DCMM_UNANSWERED ? NULL : plan->scores->policy->values[value].id;
}
