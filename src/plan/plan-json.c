#include "plan/plan-private.h"

#include "assess/exact.h"

static void
integer (DcmmJson *json, const char *key, gint64 value)
{
    dcmm_json_key (json, key);
    dcmm_json_integer (json, value);
}

static void
text (DcmmJson *json, const char *key, const char *value)
{
    dcmm_json_key (json, key);
    dcmm_json_string (json, value);
}

static void
truth (DcmmJson *json, const char *key, gboolean value)
{
    dcmm_json_key (json, key);
    dcmm_json_bool (json, value);
}

static void
score (DcmmJson *json, const char *key, gint64 hundredths)
{
    dcmm_json_key (json, key);
    dcmm_json_score (json, hundredths);
}

static void
write_targets (const DcmmPlan *plan, DcmmJson *json)
{
    const DcmmQuestionnaire *q = plan->scores->questionnaire;

    dcmm_json_key (json, "target");
    if (plan->wish->target)
        dcmm_json_integer (json, plan->wish->target);
    else
        dcmm_json_null (json);
    dcmm_json_key (json, "targets");
    dcmm_json_open (json, '[');
    for (guint i = 0; i < plan->wish->targets->len; i++) {
        const DcmmTarget *target = &g_array_index (plan->wish->targets, DcmmTarget, i);
        dcmm_json_inline (json, '{');
        text (json, "ref", target->is_domain ? q->domains[target->index].id : q->items[target->index].id);
        integer (json, "level", target->level);
        dcmm_json_close (json, '}');
    }
    dcmm_json_close (json, ']');
}

static void
write_changes (const DcmmPlan *plan, DcmmJson *json)
{
    dcmm_json_key (json, "criteria");
    dcmm_json_open (json, '[');
    for (guint i = 0; plan->changes && i < plan->changes->len; i++) {
        const DcmmPlanChange *change = &g_array_index (plan->changes, DcmmPlanChange, i);
        dcmm_json_inline (json, '{');
        text (json, "ref", plan->scores->questionnaire->criteria[change->criterion].id);
        text (json, "from", dcmm_plan_value (plan, change->from));
        text (json, "to", dcmm_plan_value (plan, change->to));
        text (json, "action", plan->wish->actions->actions[change->action].id);
        dcmm_json_close (json, '}');
    }
    dcmm_json_close (json, ']');
}

static void
write_action (const DcmmPlan *plan, const DcmmPlanned *p, DcmmJson *json)
{
    const DcmmAction *action = dcmm_planned_action (plan, p);
    const DcmmActionWish *wish = &plan->wish->of[p->action];
    char date[16];

    dcmm_json_inline (json, '{');
    text (json, "id", action->id);
    integer (json, "quarter", p->quarter);
    integer (json, "start", p->start);
    integer (json, "end", p->end);
    integer (json, "days", action->likely);
    text (json, "role", plan->wish->actions->roles->roles[action->role].id);
    dcmm_json_key (json, "requires");
    dcmm_json_inline (json, '[');
    for (guint k = 0; k < action->n_requires; k++)
        dcmm_json_string (json, plan->wish->actions->actions[action->requires[k]].id);
    dcmm_json_close (json, ']');
    text (json, "state", dcmm_action_state_ids[p->state]);
    text (json, "on", wish->on);
    text (json, "owner", wish->owner);
    if (plan->wish->start[0] && p->quarter) {
        dcmm_plan_date (plan, p->start, date);
        text (json, "start_date", date);
        dcmm_plan_date (plan, p->end - 1, date);
        text (json, "due_date", date);
    }
    dcmm_json_close (json, '}');
}

static void
write_actions (const DcmmPlan *plan, DcmmJson *json)
{
    dcmm_json_key (json, "actions");
    dcmm_json_open (json, '[');
    for (guint i = 0; i < plan->actions->len; i++)
        write_action (plan, &g_array_index (plan->actions, DcmmPlanned, i), json);
    dcmm_json_close (json, ']');
}

static void
write_milestones (const DcmmPlan *plan, DcmmJson *json)
{
    dcmm_json_key (json, "milestones");
    dcmm_json_open (json, '[');
    for (guint i = 0; i < plan->milestones->len; i++) {
        const DcmmMilestone *m = &g_array_index (plan->milestones, DcmmMilestone, i);
        dcmm_json_inline (json, '{');
        integer (json, "quarter", m->quarter);
        integer (json, "days", m->days);
        score (json, "score", m->score);
        integer (json, "level", m->level);
        dcmm_json_close (json, '}');
    }
    dcmm_json_close (json, ']');
}

static void
write_baseline (const DcmmPlan *plan, DcmmJson *json)
{
    const DcmmBaseline *first = &plan->wish->baseline;

    dcmm_json_key (json, "baseline");
    dcmm_json_inline (json, '{');
    integer (json, "effort_days", first->effort);
    score (json, "score_after", first->score);
    integer (json, "level_after", first->level);
    dcmm_json_close (json, '}');
}

static void
write_others (const DcmmPlan *plan, DcmmJson *json)
{
    dcmm_json_key (json, "alternatives");
    dcmm_json_open (json, '[');
    for (guint i = 0; i < plan->others->len; i++) {
        const DcmmOther *other = &g_array_index (plan->others, DcmmOther, i);
        dcmm_json_inline (json, '{');
        text (json, "kind", dcmm_other_ids[other->kind]);
        truth (json, "there", other->there);
        if (other->there) {
            truth (json, "optimal", other->optimal);
            integer (json, "effort_days", other->effort);
            integer (json, "actions", other->actions);
            integer (json, "quarters", other->quarters);
            score (json, "score_after", other->score);
            integer (json, "level_after", other->level);
        }
        dcmm_json_close (json, '}');
    }
    dcmm_json_close (json, ']');
}

void
dcmm_plan_json (const DcmmPlan *plan, DcmmJson *json)
{
    g_autofree char *why = dcmm_plan_why (plan);

    dcmm_json_open (json, '{');
    text (json, "schema", DCMM_NS_PLAN);
    text (json, "questionnaire", plan->scores->questionnaire->id);
    text (json, "policy", plan->scores->policy->id);
    write_targets (plan, json);
    truth (json, "reachable", plan->reachable);
    truth (json, "optimal", plan->optimal);
    text (json, "why", why);
    if (plan->wish->budget >= 0)
        integer (json, "budget_days", plan->wish->budget);
    dcmm_json_key (json, "bound_days");
    if (plan->reachable)
        dcmm_json_integer (json, plan->bound);
    else
        dcmm_json_null (json);
    integer (json, "effort_days", plan->effort);
    integer (json, "remaining_days", plan->remaining);
    score (json, "score_now", plan->score_now);
    integer (json, "level_now", plan->level_now);
    score (json, "score_after", plan->score_after);
    integer (json, "level_after", plan->level_after);
    if (plan->wish->baseline.there)
        write_baseline (plan, json);
    write_changes (plan, json);
    write_actions (plan, json);
    write_milestones (plan, json);
    if (plan->others->len)
        write_others (plan, json);
    dcmm_json_close (json, '}');
}
