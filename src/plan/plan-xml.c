#include "plan/plan-private.h"

#include "assess/exact.h"

static const char *
truth (gboolean value)
{
    return value ? "true" : "false";
}

static void
number (GString *out, const char *name, gint64 value)
{
    dcmm_xml_attributef (out, name, "%" G_GINT64_FORMAT, value);
}

static void
score (GString *out, const char *name, gint64 hundredths)
{
    char text[DCMM_SCORE_LENGTH];

    dcmm_xml_attribute (out, name, dcmm_score_text (hundredths, text));
}

static void
day (const DcmmPlan *plan, GString *out, const char *name, guint at)
{
    char date[16];

    dcmm_plan_date (plan, at, date);
    if (*date)
        dcmm_xml_attribute (out, name, date);
}

static const char *
part_id (const DcmmPlan *plan, gboolean is_domain, guint index)
{
    const DcmmQuestionnaire *q = plan->scores->questionnaire;

    return is_domain ? q->domains[index].id : q->items[index].id;
}

static const char *
action_id (const DcmmPlan *plan, guint action)
{
    return plan->wish->actions->actions[action].id;
}

/* ---- what was asked, and what it rests on ---- */

static void
write_root (const DcmmPlan *plan, GString *out)
{
    g_string_append (out, "<plan xmlns=\"" DCMM_NS_PLAN "\"");
    dcmm_xml_attribute (out, "questionnaire", plan->scores->questionnaire->id);
    dcmm_xml_attribute (out, "policy", plan->scores->policy->id);
    if (plan->wish->target) {
        number (out, "target", plan->wish->target);
        score (out, "threshold", dcmm_policy_threshold (plan->scores->policy, plan->wish->target));
    }
    dcmm_xml_attribute (out, "reachable", truth (plan->reachable));
    dcmm_xml_attribute (out, "optimal", truth (plan->optimal));
    dcmm_xml_attribute (out, "best", truth (plan->best));
    number (out, "effort_days", plan->effort);
    number (out, "remaining_days", plan->remaining);
    if (plan->reachable && !plan->best)
        number (out, "bound_days", plan->bound);
    score (out, "score_now", plan->score_now);
    number (out, "level_now", plan->level_now);
    score (out, "score_after", plan->score_after);
    number (out, "level_after", plan->level_after);
    number (out, "last_quarter", plan->quarters);
    number (out, "quarter_days", DCMM_QUARTER);
    if (plan->wish->start[0])
        dcmm_xml_attribute (out, "start", plan->wish->start);
    g_string_append (out, ">\n");
}

/* So that one can tell later whether the answers are still the same. NULL: not a file. */
static char *
checksum (const char *path)
{
    return path ? dcmm_input_sha256 (path, NULL) : NULL;
}

static void
write_basis (const DcmmPlan *plan, GString *out)
{
    const DcmmAnswers *a = plan->answers;
    g_autofree char *uscc = a->uscc ? dcmm_uscc_normal (a->uscc) : NULL, *sha256 = checksum (a->path);
    g_autofree char *file = g_path_get_basename (a->path);

    g_string_append (out, "<enterprise");
    dcmm_xml_attribute (out, "uscc", uscc);
    dcmm_xml_attribute (out, "name", a->name);
    g_string_append (out, "/>\n<basis");
    dcmm_xml_attribute (out, "id", a->id);
    dcmm_xml_attribute (out, "date", a->date);
    dcmm_xml_attribute (out, "file", file);
    dcmm_xml_attribute (out, "sha256", sha256);
    number (out, "answered", plan->scores->answered);
    number (out, "criteria", plan->scores->questionnaire->n_criteria);
    g_string_append (out, "/>\n<targets>");
    for (guint i = 0; i < plan->wish->targets->len; i++) {
        const DcmmTarget *t = &g_array_index (plan->wish->targets, DcmmTarget, i);
        g_string_append (out, "<target");
        dcmm_xml_attribute (out, "ref", part_id (plan, t->is_domain, t->index));
        number (out, "level", t->level);
        g_string_append (out, "/>");
    }
    g_string_append (out, "</targets>\n");
}

static void
write_limits (const DcmmPlan *plan, GString *out)
{
    const DcmmWish *wish = plan->wish;

    g_string_append (out, "<limits");
    if (wish->budget >= 0)
        number (out, "budget_days", wish->budget);
    number (out, "quarters", wish->quarters);
    g_string_append (out, ">");
    for (guint r = 0; r < wish->actions->roles->n_roles; r++) {
        if (wish->capacity[r] < 0)
            continue;
        g_string_append (out, "<capacity");
        dcmm_xml_attribute (out, "role", wish->actions->roles->roles[r].id);
        number (out, "days", wish->capacity[r]);
        g_string_append (out, "/>");
    }
    for (guint i = 0; i < wish->keeps->len; i++) {
        g_string_append (out, "<keep");
        dcmm_xml_attribute (out, "ref", wish->keeps->pdata[i]);
        g_string_append (out, "/>");
    }
    for (guint a = 0; a < wish->actions->n_actions; a++) {
        if (!wish->of[a].fix && !wish->of[a].forbid)
            continue;
        g_string_append (out, wish->of[a].fix ? "<fix" : "<forbid");
        dcmm_xml_attribute (out, "action", action_id (plan, a));
        g_string_append (out, "/>");
    }
    g_string_append (out, "</limits>\n");
}

/* ---- what stands in the way, or proves it ---- */

/* What the proof rests on, and what it cost to keep the quarters. */
static void
write_proof (const DcmmPlan *plan, GString *out)
{
    g_string_append (out, "<proof");
    dcmm_xml_attribute (out, "solver", dcmm_plan_solver ());
    dcmm_xml_attribute (out, "by", !plan->solves ? "exact" : plan->greedy ? "greedy" : "solver");
    if (plan->greedy_effort >= 0)
        number (out, "greedy_days", plan->greedy_effort);
    if (plan->best && !plan->optimal)
        score (out, "score_bound", plan->score_bound);
    if (plan->stopped)
        dcmm_xml_attribute (out, "stopped", truth (TRUE));
    if (plan->overrun)
        dcmm_xml_attribute (out, "overrun", truth (TRUE));
    number (out, "pace", plan->pace);
    g_string_append (out, "/>\n");
}

static void
write_verdict (const DcmmPlan *plan, GString *out)
{
    g_autofree char *why = dcmm_plan_why (plan);

    if (why) {
        g_string_append (out, "<why>");
        dcmm_xml_append (out, why);
        g_string_append (out, "</why>\n");
    }
    for (guint i = 0; i < plan->blocking->len; i++) {
        const DcmmBlocking *b = &g_array_index (plan->blocking, DcmmBlocking, i);
        g_string_append (out, "<blocking");
        if (!b->whole)
            dcmm_xml_attribute (out, "ref", part_id (plan, b->is_domain, b->index));
        score (out, "need", b->need);
        score (out, "most", b->most);
        if (b->level)
            number (out, "level", b->level);
        g_string_append (out, "/>\n");
    }
    for (guint i = 0; i < plan->shortages->len; i++) {
        const DcmmShortage *s = &g_array_index (plan->shortages, DcmmShortage, i);
        g_string_append (out, "<shortage");
        dcmm_xml_attribute (out, "role", plan->wish->actions->roles->roles[s->role].id);
        number (out, "need", s->need);
        number (out, "has", s->has);
        g_string_append (out, "/>\n");
    }
    write_proof (plan, out);
    if (plan->wish->baseline.there) {
        const DcmmBaseline *first = &plan->wish->baseline;
        g_string_append (out, "<baseline");
        number (out, "effort_days", first->effort);
        score (out, "score_after", first->score);
        number (out, "level_after", first->level);
        number (out, "last_quarter", first->quarters);
        if (first->date[0])
            dcmm_xml_attribute (out, "date", first->date);
        g_string_append (out, "/>\n");
    }
}

/* ---- actions and what they change ---- */

static void
write_action (const DcmmPlan *plan, const DcmmPlanned *p, GString *out)
{
    const DcmmAction *action = dcmm_planned_action (plan, p);
    const DcmmActionWish *wish = &plan->wish->of[p->action];

    g_string_append (out, "<action");
    dcmm_xml_attribute (out, "id", action->id);
    dcmm_xml_attribute (out, "role", plan->wish->actions->roles->roles[action->role].id);
    dcmm_xml_attribute (out, "domain", part_id (plan, TRUE, p->domain));
    number (out, "days", action->likely);
    number (out, "low", action->low);
    number (out, "high", action->high);
    if (p->quarter) {
        number (out, "quarter", p->quarter);
        number (out, "start", p->start);
        number (out, "end", p->end);
        day (plan, out, "start_date", p->start);
        day (plan, out, "due_date", p->end - 1);
    }
    score (out, "score_without", p->without);
    dcmm_xml_attribute (out, "state", dcmm_action_state_ids[p->state]);
    dcmm_xml_attribute (out, "on", wish->on);
    dcmm_xml_attribute (out, "owner", wish->owner);
    dcmm_xml_attribute (out, "note", wish->note);
    g_string_append (out, "><title>");
    dcmm_xml_append (out, dcmm_words (&action->title, dcmm_lang ()));
    g_string_append (out, "</title>");
    for (guint k = 0; k < action->n_requires; k++) {
        g_string_append (out, "<requires");
        dcmm_xml_attribute (out, "ref", action_id (plan, action->requires[k]));
        g_string_append (out, "/>");
    }
    g_string_append (out, "</action>\n");
}

static void
write_actions (const DcmmPlan *plan, GString *out)
{
    g_string_append (out, "<actions>\n");
    for (guint i = 0; i < plan->actions->len; i++)
        write_action (plan, &g_array_index (plan->actions, DcmmPlanned, i), out);
    g_string_append (out, "</actions>\n<criteria>\n");
    for (guint i = 0; plan->changes && i < plan->changes->len; i++) {
        const DcmmPlanChange *change = &g_array_index (plan->changes, DcmmPlanChange, i);
        g_string_append (out, "<criterion");
        dcmm_xml_attribute (out, "ref", plan->scores->questionnaire->criteria[change->criterion].id);
        dcmm_xml_attribute (out, "from", dcmm_plan_value (plan, change->from));
        dcmm_xml_attribute (out, "to", dcmm_plan_value (plan, change->to));
        dcmm_xml_attribute (out, "action", action_id (plan, change->action));
        g_string_append (out, "/>\n");
    }
    g_string_append (out, "</criteria>\n");
}

/* ---- when, who, where ---- */

static void
write_milestones (const DcmmPlan *plan, GString *out)
{
    g_string_append (out, "<milestones>\n");
    for (guint i = 0; i < plan->milestones->len; i++) {
        const DcmmMilestone *m = &g_array_index (plan->milestones, DcmmMilestone, i);
        g_string_append (out, "<milestone");
        number (out, "quarter", m->quarter);
        number (out, "actions", m->actions);
        number (out, "days", m->days);
        score (out, "score", m->score);
        number (out, "level", m->level);
        day (plan, out, "date", m->quarter * DCMM_QUARTER - 1);
        g_string_append (out, "/>\n");
    }
    g_string_append (out, "</milestones>\n");
}

static void
write_workload (const DcmmPlan *plan, GString *out)
{
    const DcmmRoles *roles = plan->wish->actions->roles;

    g_string_append (out, "<workload>\n");
    for (guint r = 0; plan->load && r < roles->n_roles; r++) {
        gint64 all = 0;
        for (guint q = 0; q < plan->quarters; q++)
            all += plan->load[r * plan->quarters + q];
        if (!all)
            continue;
        g_string_append (out, "<role");
        dcmm_xml_attribute (out, "id", roles->roles[r].id);
        number (out, "days", all);
        g_string_append (out, ">");
        for (guint q = 0; q < plan->quarters; q++) {
            g_string_append (out, "<quarter");
            number (out, "no", q + 1);
            number (out, "days", plan->load[r * plan->quarters + q]);
            g_string_append (out, "/>");
        }
        g_string_append (out, "</role>\n");
    }
    g_string_append (out, "</workload>\n");
}

static void
write_domain (const DcmmPlan *plan, guint d, GString *out)
{
    const DcmmDomainScore *now = &plan->scores->domains[d], *after = &plan->inside->effect->after->domains[d];
    gint64 low = 0, likely = 0, high = 0, n = 0;

    for (guint i = 0; i < plan->actions->len; i++) {
        const DcmmPlanned *p = &g_array_index (plan->actions, DcmmPlanned, i);
        const DcmmAction *action = dcmm_planned_action (plan, p);
        if (p->domain != d || p->state == DCMM_ACTION_DROPPED)
            continue;
        n++;
        low += action->low, likely += action->likely, high += action->high;
    }
    g_string_append (out, "<domain");
    dcmm_xml_attribute (out, "id", part_id (plan, TRUE, d));
    number (out, "actions", n);
    number (out, "low", low);
    number (out, "days", likely);
    number (out, "high", high);
    if (now->applicable) {
        score (out, "score_now", now->printed);
        score (out, "score_after", after->printed);
    }
    g_string_append (out, "/>\n");
}

static void
write_domains (const DcmmPlan *plan, GString *out)
{
    g_string_append (out, "<domains>\n");
    if (plan->chosen) {
        dcmm_effect_of (plan->inside->effect, plan->chosen);
        for (guint d = 0; d < plan->scores->questionnaire->n_domains; d++)
            write_domain (plan, d, out);
    }
    g_string_append (out, "</domains>\n");
}

/* ---- what is left, and what else there would be ---- */

static void
write_left (const DcmmPlan *plan, GString *out)
{
    const DcmmScores *after = plan->inside->effect->after;

    if (!plan->left->len)
        return;
    dcmm_effect_of (plan->inside->effect, plan->chosen);
    g_string_append (out, "<left>\n");
    for (guint i = 0; i < plan->left->len; i++) {
        const DcmmLeft *left = &g_array_index (plan->left, DcmmLeft, i);
        const gint64 gain = dcmm_rational_scaled (left->gain, 10000);
        g_string_append (out, "<criterion");
        dcmm_xml_attribute (out, "ref", after->questionnaire->criteria[left->criterion].id);
        dcmm_xml_attribute (out, "value", dcmm_plan_value (plan, after->values[left->criterion]));
        dcmm_xml_attribute (out, "reason", dcmm_left_ids[left->reason]);
        dcmm_xml_attributef (out, "gain", "%" G_GINT64_FORMAT ".%04" G_GINT64_FORMAT, gain / 10000, gain % 10000);
        g_string_append (out, "/>\n");
    }
    g_string_append (out, "</left>\n");
}

static void
write_other (const DcmmPlan *plan, const DcmmOther *other, GString *out)
{
    g_string_append (out, "<alternative");
    dcmm_xml_attribute (out, "kind", dcmm_other_ids[other->kind]);
    dcmm_xml_attribute (out, "there", truth (other->there));
    if (other->there) {
        dcmm_xml_attribute (out, "optimal", truth (other->optimal));
        number (out, "effort_days", other->effort);
        number (out, "actions", other->actions);
        number (out, "quarters", other->quarters);
        score (out, "score_after", other->score);
        number (out, "level_after", other->level);
    }
    g_string_append (out, ">");
    for (guint a = 0; other->there && a < plan->wish->actions->n_actions; a++) {
        if (!plan->chosen[a] == !other->chosen[a])
            continue;
        g_string_append (out, other->chosen[a] ? "<adds" : "<drops");
        dcmm_xml_attribute (out, "ref", action_id (plan, a));
        g_string_append (out, "/>");
    }
    g_string_append (out, "</alternative>\n");
}

void
dcmm_plan_xml (const DcmmPlan *plan, GString *out)
{
    g_string_append (out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    write_root (plan, out);
    write_basis (plan, out);
    write_limits (plan, out);
    write_verdict (plan, out);
    write_actions (plan, out);
    write_milestones (plan, out);
    write_workload (plan, out);
    write_domains (plan, out);
    write_left (plan, out);
    if (plan->others->len) {
        g_string_append (out, "<alternatives>\n");
        for (guint i = 0; i < plan->others->len; i++)
            write_other (plan, &g_array_index (plan->others, DcmmOther, i), out);
        g_string_append (out, "</alternatives>\n");
    }
    g_string_append (out, "</plan>\n");
}
