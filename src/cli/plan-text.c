#include "cli/plan.h"

#include <math.h>
#include <string.h>

#define WIDTH 80

typedef enum { PLAIN, BOLD, DIM, BLUE, ORANGE } Tone;

typedef struct {
    const DcmmPlan *plan;
    gboolean        colour;
    GString        *out;
} Screen;

static void
tone (const Screen *s, Tone t)
{
    static const char *const codes[] = { [PLAIN] = "\033[0m", [BOLD] = "\033[1m", [DIM] = "\033[2m", [BLUE] = "\033[34m", [ORANGE] = "\033[33m" };

    if (s->colour)
        g_string_append (s->out, codes[t]);
}

/* A paragraph at @indent; takes @text. */
static void
paragraph (const Screen *s, guint indent, char *text)
{
    g_string_append_printf (s->out, "%*s", (int) indent, "");
    dcmm_text_wrap (s->out, text, indent, WIDTH);
    g_string_append_c (s->out, '\n');
    g_free (text);
}

static void
right (const Screen *s, guint columns, char *text)
{
    const guint n = dcmm_text_columns (text);

    g_string_append_printf (s->out, "%*s%s", (int) (columns > n ? columns - n : 0), "", text);
    g_free (text);
}

static char *
days_text (gint64 days)
{
    return g_strdup_printf (ngettext ("%d day", "%d days", (gulong) days), (int) days);
}

static const char *
role_name (const DcmmPlan *plan, guint role)
{
    return dcmm_words (&plan->wish->actions->roles->roles[role].name, dcmm_lang ());
}

/* ---- head ---- */

static void
append_targets (const DcmmPlan *plan, GString *out)
{
    const DcmmQuestionnaire *q = plan->scores->questionnaire;

    if (plan->wish->target) {
        g_string_append (out, " · ");
        g_string_append_printf (out, _("target level %u"), plan->wish->target);
    }
    for (guint i = 0; i < plan->wish->targets->len; i++) {
        const DcmmTarget *t = &g_array_index (plan->wish->targets, DcmmTarget, i);
        g_string_append (out, " · ");
        g_string_append_printf (out, _("%s to level %u"), t->is_domain ? q->domains[t->index].id : q->items[t->index].id, t->level);
    }
    if (plan->wish->budget < 0)
        return;
    const gboolean alone = !plan->wish->target && !plan->wish->targets->len;
    g_string_append (out, " · ");
    g_string_append_printf (out, alone ? _("the best score for a budget of %d person-days") : _("a budget of %d person-days"), (int) plan->wish->budget);
}

static void
head (const Screen *s)
{
    const DcmmPlan *plan = s->plan;
    g_autoptr (GString) asked = g_string_new (NULL);

    tone (s, BOLD);
    g_string_append_printf (s->out, "%s\n", plan->answers->name && *plan->answers->name ? plan->answers->name : plan->answers->path);
    tone (s, DIM);
    g_string_append_printf (asked, "%s · ", plan->scores->questionnaire->standard);
    g_string_append_printf (asked, _("policy %s"), dcmm_words (&plan->scores->policy->name, dcmm_lang ()));
    append_targets (plan, asked);
    if (plan->answers->date)
        g_string_append_printf (asked, " · %s", plan->answers->date);
    dcmm_text_wrap (s->out, asked->str, 0, WIDTH);
    tone (s, PLAIN);
    g_string_append (s->out, "\n\n");
}

static char *
level_text (int level)
{
    return level > 0 ? g_strdup_printf (_("level %d"), level) : g_strdup (_("below level 1"));
}

/* What it takes and where it leads, in one sentence. */
static char *
verdict (const DcmmPlan *plan)
{
    char now[DCMM_SCORE_LENGTH], after[DCMM_SCORE_LENGTH];
    const char *from = dcmm_score_text (plan->score_now, now), *to = dcmm_score_text (plan->score_after, after);
    g_autofree char *days = days_text (plan->remaining), *level = level_text (plan->level_after);

    if (!plan->reachable)
        return plan->wish->target ? g_strdup_printf (_("Level %u cannot be reached this way."), plan->wish->target) : g_strdup (_("The targets cannot be reached this way."));
    if (!plan->actions->len && plan->best && !plan->wish->budget)
        return g_strdup_printf (_("The budget is 0 person-days: no action can begin, and the score stays at %s."), from);
    if (!plan->actions->len && plan->best && plan->wish->budget > 0)
        return g_strdup_printf (_("No action that fits a budget of %d person-days leads further than %s."), (int) plan->wish->budget, from);
    if (!plan->actions->len && plan->best)
        return g_strdup_printf (_("No action leads further than %s."), from);
    if (!plan->actions->len)
        return g_strdup_printf (_("The target is reached already: %s, %s. Nothing needs to be done."), from, level);
    if (!plan->remaining)
        return g_strdup_printf (_("All that is needed has been done: %s, %s."), to, level);
    return g_strdup_printf (ngettext ("%s of work lead from %s to %s (%s), in %u quarter.", "%s of work lead from %s to %s (%s), in %u quarters.", plan->quarters),
                            days, from, to, level, plan->quarters);
}

static void
say_verdict (const Screen *s)
{
    const DcmmPlan *plan = s->plan;
    g_autofree char *why = dcmm_plan_why (plan);

    tone (s, BOLD);
    paragraph (s, 2, verdict (plan));
    tone (s, PLAIN);
    if (why) {
        tone (s, ORANGE);
        paragraph (s, 2, g_strdup_printf (_("Why: %s."), why));
        tone (s, PLAIN);
    }
}

/* The first plan, where this one continues it. */
static void
say_baseline (const Screen *s)
{
    const DcmmPlan *plan = s->plan;
    const DcmmBaseline *first = &plan->wish->baseline;
    char was[DCMM_SCORE_LENGTH], is[DCMM_SCORE_LENGTH];
    gint64 done = 0, begun = 0;

    if (!first->there || !plan->reachable)
        return;
    for (guint i = 0; i < plan->actions->len; i++) {
        const DcmmPlanned *p = &g_array_index (plan->actions, DcmmPlanned, i);
        done += p->state == DCMM_ACTION_DONE ? dcmm_planned_action (plan, p)->likely : 0;
        begun += p->state == DCMM_ACTION_STARTED ? dcmm_planned_action (plan, p)->likely : 0;
    }
    paragraph (s, 2, g_strdup_printf (_("The first plan took %d days to %s; this one takes %d to %s: %d done, %d begun, %d to begin."), (int) first->effort,
                                      dcmm_score_text (first->score, was), (int) plan->effort, dcmm_score_text (plan->score_after, is), (int) done,
                                      (int) begun, (int) (plan->effort - done - begun)));
}

/* ---- quarters ---- */

/* Days as people count them, or dates: "1–12", "01-04 – 01-19". */
static char *
span_text (const DcmmPlan *plan, const DcmmPlanned *p)
{
    char from[16], to[16];

    dcmm_plan_date (plan, p->start, from);
    dcmm_plan_date (plan, p->end - 1, to);
    if (*from)
        return g_strdup_printf ("%s…%s", from + 5, to + 5);
    return p->end - p->start > 1 ? g_strdup_printf ("%u–%u", p->start + 1, p->end) : g_strdup_printf ("%u", p->end);
}

static guint
role_width (const DcmmPlan *plan)
{
    guint width = 0;

    for (guint i = 0; i < plan->actions->len; i++)
        width = MAX (width, dcmm_text_columns (role_name (plan, dcmm_planned_action (plan, &g_array_index (plan->actions, DcmmPlanned, i))->role)));
    return MIN (width, 24);
}

static void
action_row (const Screen *s, const DcmmPlanned *p, guint roles)
{
    const DcmmAction *action = dcmm_planned_action (s->plan, p);
    const char *owner = s->plan->wish->of[p->action].owner, *on = s->plan->wish->of[p->action].on;
    g_autoptr (GString) title = g_string_new (dcmm_words (&action->title, dcmm_lang ()));

    right (s, 14, p->quarter ? span_text (s->plan, p) : g_strdup (on ? on : ""));
    right (s, 6, g_strdup_printf ("%u", action->likely));
    g_string_append (s->out, "  ");
    dcmm_text_pad (s->out, role_name (s->plan, action->role), roles);
    g_string_append (s->out, "  ");
    if (p->state == DCMM_ACTION_STARTED)
        g_string_append_printf (title, " (%s)", _("begun"));
    if (owner)
        g_string_append_printf (title, " · %s", owner);
    dcmm_text_wrap (s->out, title->str, 24 + roles, WIDTH);
    g_string_append_c (s->out, '\n');
}

/* The heading of a group, its figures at the right. */
static void
group_head (const Screen *s, char *name, char *figures)
{
    g_string_append_c (s->out, '\n');
    tone (s, BOLD);
    g_string_append (s->out, "  ");
    g_string_append (s->out, name);
    right (s, WIDTH - 2 - dcmm_text_columns (name), figures);
    tone (s, PLAIN);
    g_string_append_c (s->out, '\n');
    g_free (name);
}

static void
quarter_block (const Screen *s, const DcmmMilestone *m, guint roles)
{
    char after[DCMM_SCORE_LENGTH];
    g_autofree char *days = days_text (m->days), *level = level_text (m->level);

    group_head (s, g_strdup_printf (_("Quarter %u"), m->quarter),
                g_strdup_printf (_("%s · then %s, %s"), days, dcmm_score_text (m->score, after), level));
    for (guint i = 0; i < s->plan->actions->len; i++) {
        const DcmmPlanned *p = &g_array_index (s->plan->actions, DcmmPlanned, i);
        if (p->quarter == m->quarter)
            action_row (s, p, roles);
    }
}

/* Done ones, dropped ones: outside the quarters. */
static void
other_block (const Screen *s, DcmmActionState state, const char *name, guint roles)
{
    gint64 days = 0;
    guint n = 0;

    for (guint i = 0; i < s->plan->actions->len; i++) {
        const DcmmPlanned *p = &g_array_index (s->plan->actions, DcmmPlanned, i);
        n += p->state == state;
        days += p->state == state ? dcmm_planned_action (s->plan, p)->likely : 0;
    }
    if (!n)
        return;
    group_head (s, g_strdup (name), days_text (days));
    for (guint i = 0; i < s->plan->actions->len; i++) {
        const DcmmPlanned *p = &g_array_index (s->plan->actions, DcmmPlanned, i);
        if (p->state == state)
            action_row (s, p, roles);
    }
}

/* ---- by role ---- */

static void
workload (const Screen *s)
{
    const DcmmPlan *plan = s->plan;
    const guint shown = MIN (plan->quarters, 8);

    g_string_append_c (s->out, '\n');
    tone (s, BOLD);
    g_string_append (s->out, "  ");
    dcmm_text_pad (s->out, _("Days by role"), 26);
    for (guint q = 1; q <= shown; q++)
        right (s, 6, g_strdup_printf (_("Q%u"), q));
    right (s, 7, g_strdup (_("all")));
    tone (s, PLAIN);
    g_string_append_c (s->out, '\n');
    for (guint r = 0; r < plan->wish->actions->roles->n_roles; r++) {
        gint64 sum = 0;
        for (guint q = 0; q < plan->quarters; q++)
            sum += plan->load[r * plan->quarters + q];
        if (!sum)
            continue;
        g_string_append (s->out, "  ");
        dcmm_text_pad (s->out, role_name (plan, r), 26);
        for (guint q = 0; q < shown; q++) {
            const gint64 days = plan->load[r * plan->quarters + q], has = plan->wish->capacity[r];
            if (has >= 0 && days > has)
                tone (s, ORANGE);
            right (s, 6, days ? g_strdup_printf ("%d", (int) days) : g_strdup ("·"));
            tone (s, PLAIN);
        }
        right (s, 7, g_strdup_printf ("%d", (int) sum));
        g_string_append_c (s->out, '\n');
    }
}

/* How many people a role needs where one person's quarter is too short; all of them in one sentence. */
static void
say_people (const Screen *s)
{
    const DcmmPlan *plan = s->plan;
    g_autoptr (GString) text = g_string_new (NULL);

    for (guint r = 0; r < plan->wish->actions->roles->n_roles; r++) {
        guint busiest = 0;
        for (guint q = 1; q < plan->quarters; q++)
            if (plan->load[r * plan->quarters + q] > plan->load[r * plan->quarters + busiest])
                busiest = q;
        const gint64 days = plan->load[r * plan->quarters + busiest];
        const guint people = (guint) ((days + DCMM_QUARTER - 1) / DCMM_QUARTER);
        if (people < 2)
            continue;
        g_string_append (text, text->len ? _("; ") : "");
        g_string_append_printf (text, _("%s %d in quarter %u, which takes %u people"), role_name (plan, r), (int) days, busiest + 1, people);
    }
    if (!text->len)
        return;
    tone (s, ORANGE);
    paragraph (s, 2, g_strdup_printf (_("More days than the %d that one person has in a quarter: %s. --quarters and --capacity change it."), DCMM_QUARTER, text->str));
    tone (s, PLAIN);
}

/* The most people of @role at work on one day, each action's days spread evenly over its time; @day: the first such day. */
static guint
at_once (const DcmmPlan *plan, guint role, guint *day)
{
    g_autofree double *people = g_new0 (double, plan->quarters * DCMM_QUARTER + 1);

    *day = 0;
    for (guint i = 0; i < plan->actions->len; i++) {
        const DcmmPlanned *p = &g_array_index (plan->actions, DcmmPlanned, i);
        const DcmmAction *action = dcmm_planned_action (plan, p);
        for (guint d = p->start; p->quarter && action->role == role && d < p->end && d < plan->quarters * DCMM_QUARTER; d++)
            people[d] += (double) action->likely / (p->end - p->start);
    }
    for (guint d = 1; d < plan->quarters * DCMM_QUARTER; d++)
        if (people[d] > people[*day] + 1e-6)
            *day = d;
    return (guint) ceil (people[*day] - 1e-6);
}

/* Where actions are done faster than usual so that they fit: how many people that takes on one day. */
static void
say_pace (const Screen *s)
{
    g_autoptr (GString) text = g_string_new (NULL);

    for (guint r = 0; s->plan->pace > 1 && r < s->plan->wish->actions->roles->n_roles; r++) {
        guint day;
        const guint people = at_once (s->plan, r, &day);
        if (people < 2)
            continue;
        g_string_append (text, text->len ? _("; ") : "");
        g_string_append_printf (text, _("%s %u on day %u"), role_name (s->plan, r), people, day + 1);
    }
    if (text->len)
        paragraph (s, 2, g_strdup_printf (_("So that all fits, actions are done faster than usual; most people at once: %s."), text->str));
}

/* ---- proof, what is left, alternatives ---- */

static char *
proof (const DcmmPlan *plan)
{
    char bound[DCMM_SCORE_LENGTH];

    if (plan->best && plan->optimal)
        return g_strdup_printf (_("Proved: no other choice of these actions leads further within %d days."), (int) plan->wish->budget);
    if (plan->best)
        return g_strdup_printf (_("Not proved: this is the best found in the time given; no choice leads beyond %s."), dcmm_score_text (plan->score_bound, bound));
    if (plan->optimal)
        return g_strdup (_("Proved: no other choice of these actions takes fewer days."));
    if (plan->greedy)
        return g_strdup_printf (_("Not proved: the solver found nothing better than a plain checklist in the time given; no choice takes fewer than %d days."), (int) plan->bound);
    return g_strdup_printf (_("Not proved: this is the best found in the time given; no choice takes fewer than %d days."), (int) plan->bound);
}

static char *
fine_print (const DcmmPlan *plan)
{
    if (plan->best)
        return g_strdup_printf (_("What that means: the plan was scored again exactly, as 'dcmm score' does. The proof is the solver's (%s, double precision): its search, over "
                                  "an integer program that holds every plan there is, found none with a higher score, nor this score in fewer days. Days are the likely "
                                  "ones; scores are what is expected once the actions are done and evidenced."), dcmm_plan_solver ());
    return g_strdup_printf (_("What that means: the plan was scored again exactly, as 'dcmm score' does. The proof is the solver's (%s, double precision): its search, over "
                              "an integer program that holds every plan there is, found none better by a whole day. Days are the likely ones; scores are what is "
                              "expected once the actions are done and evidenced."), dcmm_plan_solver ());
}

static void
say_proof (const Screen *s)
{
    const DcmmPlan *plan = s->plan;

    g_string_append_c (s->out, '\n');
    if (plan->solves)
        paragraph (s, 2, proof (plan));
    if (plan->greedy_effort > plan->effort && plan->optimal)
        paragraph (s, 2, g_strdup_printf (_("A plain checklist, everything that helps less what can be left out, would take %d days."), (int) plan->greedy_effort));
    tone (s, DIM);
    paragraph (s, 2, fine_print (plan));
    tone (s, PLAIN);
}

static void
say_left (const Screen *s)
{
    static const char *const reasons[DCMM_LEFT_REASONS] = {
        [DCMM_LEFT_NOT_NEEDED] = N_("%u not needed for the target"), [DCMM_LEFT_BUDGET] = N_("%u beyond the budget"),
        [DCMM_LEFT_NO_ACTION] = N_("%u that no action raises"), [DCMM_LEFT_EXCLUDED] = N_("%u whose actions are excluded"),
    };
    g_autoptr (GString) text = g_string_new (NULL);
    guint n[DCMM_LEFT_REASONS] = { 0 }, said = 0;

    for (guint i = 0; i < s->plan->left->len; i++)
        n[g_array_index (s->plan->left, DcmmLeft, i).reason]++;
    if (!s->plan->left->len)
        return;
    g_string_append_printf (text, ngettext ("Left open: %u criterion", "Left open: %u criteria", s->plan->left->len), s->plan->left->len);
    for (guint r = 0; r < DCMM_LEFT_REASONS; r++)
        if (n[r]) {
            g_string_append (text, said++ ? _("; ") : _(": "));
            g_string_append_printf (text, _(reasons[r]), n[r]);
        }
    g_string_append (text, _("."));
    paragraph (s, 2, g_strdup (text->str));
}

static const char *
other_name (DcmmOtherKind kind)
{
    static const char *const names[DCMM_OTHERS] = {
        [DCMM_OTHER_NEXT] = N_("the next cheapest plan"), [DCMM_OTHER_HALF_LEVEL] = N_("half a level less"), [DCMM_OTHER_HALF_CAPACITY] = N_("half the people"),
    };

    return _(names[kind]);
}

static void
say_others (const Screen *s)
{
    char after[DCMM_SCORE_LENGTH];

    if (!s->plan->others->len)
        return;
    g_string_append_c (s->out, '\n');
    tone (s, BOLD);
    g_string_append (s->out, "  ");
    dcmm_text_pad (s->out, _("Alternatives"), 26);
    right (s, 12, g_strdup (_("days")));
    right (s, 12, g_strdup (_("actions")));
    right (s, 12, g_strdup (_("quarters")));
    right (s, 8, g_strdup (_("score")));
    tone (s, PLAIN);
    g_string_append_c (s->out, '\n');
    for (guint i = 0; i < s->plan->others->len; i++) {
        const DcmmOther *o = &g_array_index (s->plan->others, DcmmOther, i);
        g_string_append (s->out, "  ");
        dcmm_text_pad (s->out, other_name (o->kind), 26);
        if (!o->there) {
            g_string_append_printf (s->out, "        %s\n", _("there is none"));
            continue;
        }
        right (s, 12, g_strdup_printf ("%s%d", o->optimal ? "" : "≤ ", (int) o->effort));
        right (s, 12, g_strdup_printf ("%u", o->actions));
        right (s, 12, g_strdup_printf ("%u", o->quarters));
        right (s, 8, g_strdup (dcmm_score_text (o->score, after)));
        g_string_append_c (s->out, '\n');
    }
}

void
dcmm_print_plan (const DcmmPlan *plan, gboolean colour, GString *out)
{
    const Screen s = { plan, colour, out };
    const guint roles = role_width (plan);

    head (&s);
    say_verdict (&s);
    if (!plan->reachable)
        return;
    say_baseline (&s);
    other_block (&s, DCMM_ACTION_DONE, _("Done"), roles);
    for (guint i = 0; i < plan->milestones->len; i++)
        quarter_block (&s, &g_array_index (plan->milestones, DcmmMilestone, i), roles);
    other_block (&s, DCMM_ACTION_DROPPED, _("Dropped"), roles);
    if (plan->remaining) {
        workload (&s);
        say_people (&s);
        say_pace (&s);
    }
    say_others (&s);
    say_proof (&s);
    say_left (&s);
}
