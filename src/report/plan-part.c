#include "report/report-private.h"
#include "report/plan-part.h"

#include <stdlib.h>
#include <string.h>

#define QUARTER 60      /* working days */
#define QUARTERS_MAX 400        /* no schedule goes further */

/* An action of the plan. */
typedef struct { guint action, line; gint64 days, start, end; gboolean scheduled, done, dropped; } Step;
/* What one role does in one quarter. */
typedef struct { guint role; gint64 quarter, days; } Load;

typedef struct {
    DcmmPlanPart *part;
    DcmmLibrary  *library;
    const char   *actions;
    guint         role;         /* whose quarters are being read */
    gboolean      begun;        /* the root has been read */
} Reading;

static const char *const attributes[] = {
    "questionnaire", "policy", "target", "threshold", "reachable", "optimal", "best", "effort_days", "remaining_days", "bound_days", "score_now",
    "level_now", "score_after", "level_after", "last_quarter", "quarter_days", "start", "uscc", "name", "id", "date", "file", "answered", "criteria",
    "ref", "level", "budget_days", "quarters", "role", "days", "action", "need", "most", "has", "solver", "greedy_days", "pace", "domain", "low", "high",
    "quarter", "end", "start_date", "due_date", "score_without", "state", "on", "owner", "note", "from", "to", "actions", "score", "no", "reason", "gain",
    "kind", "there",
    "status", "overrun", "stopped",
};
static const char *const statuses[] = { "draft", "submitted", "approved", NULL };

/* ---- every element is written again as it was read ---- */

static gboolean
copy (DcmmReader *reader, gpointer data, GError **error)
{
    Reading *r = data;
    GString *out = r->part->xml;

    if (!dcmm_plan_attributes (reader, data, error))
        return FALSE;
    g_string_append_printf (out, "<%s", dcmm_reader_element (reader));
    if (!r->begun)
        g_string_append (out, " xmlns=\"" DCMM_NS_PLAN "\"");
    r->begun = TRUE;
    for (guint i = 0; i < G_N_ELEMENTS (attributes); i++)
        dcmm_xml_attribute (out, attributes[i], dcmm_reader_attribute (reader, attributes[i]));
    g_string_append_c (out, '>');
    return TRUE;
}

static gboolean
close_it (DcmmReader *reader, gpointer data, const char *text, GError **error)
{
    GString *out = ((Reading *) data)->part->xml;

    (void) error;
    if (text)
        dcmm_xml_append (out, text);
    g_string_append_printf (out, "</%s>", dcmm_reader_element (reader));
    return TRUE;
}

/* ---- what is needed of some of them ---- */

/* An element that stands twice says it anew. */
static void
keep (char **text, const char *said)
{
    g_free (*text);
    *text = g_strdup (said);
}

static gboolean
load_actions (Reading *r, GError **error)
{
    DcmmPlanPart *part = r->part;
    g_autoptr (DcmmProblems) problems = dcmm_problems_new ();

    if (r->actions)
        part->actions = part->own = dcmm_actions_load (r->actions, r->library, part->questionnaire, problems, error);
    else
        part->actions = dcmm_library_actions (r->library, part->questionnaire, error);
    return part->actions && dcmm_problems_none (problems, error);
}

static gboolean
on_plan (DcmmReader *reader, gpointer data, GError **error)
{
    Reading *r = data;
    DcmmPlanPart *part = r->part;
    const char *id = dcmm_reader_need (reader, "questionnaire", error), *policy = id ? dcmm_reader_need (reader, "policy", error) : NULL;
    gint64 target = 0;

    if (!policy)
        return FALSE;
    part->questionnaire = dcmm_library_questionnaire (r->library, id, error);
    if (!part->questionnaire || !load_actions (r, error))
        return FALSE;
    keep (&part->policy, policy);
    if (!dcmm_plan_read_number (reader, "target", &target, error) || !dcmm_plan_read_number (reader, "effort_days", &part->effort, error) ||
        !dcmm_plan_read_number (reader, "bound_days", &part->bound, error) || !dcmm_plan_read_score (reader, "score_now", &part->now, error) ||
        !dcmm_plan_read_score (reader, "score_after", &part->after, error) || !dcmm_plan_read_score (reader, "threshold", &part->threshold, error))
        return FALSE;
    part->target = (guint) target;
    const char *start, *status = dcmm_reader_attribute (reader, "status");
    if (!dcmm_plan_attributes (reader, data, error) || !dcmm_plan_read_day (reader, "start", &start, error))
        return FALSE;
    if (status && !g_strv_contains (statuses, status))
        return dcmm_fail_at (error, dcmm_reader_where (reader), _("status='%s' is unknown; use draft, submitted or approved"), status);
    keep (&part->start, start);
    return copy (reader, data, error);
}

static gboolean
on_enterprise (DcmmReader *reader, gpointer data, GError **error)
{
    DcmmPlanPart *part = ((Reading *) data)->part;

    keep (&part->name, dcmm_reader_attribute (reader, "name"));
    keep (&part->uscc, dcmm_reader_attribute (reader, "uscc"));
    return copy (reader, data, error);
}

static gboolean
on_basis (DcmmReader *reader, gpointer data, GError **error)
{
    DcmmPlanPart *part = ((Reading *) data)->part;

    keep (&part->date, dcmm_reader_attribute (reader, "date"));
    keep (&part->id, dcmm_reader_attribute (reader, "id"));
    return dcmm_plan_read_number (reader, "answered", &part->answered, error) && dcmm_plan_read_number (reader, "criteria", &part->criteria, error) &&
           copy (reader, data, error);
}

/* The first plan, where another is continued. */
static gboolean
on_baseline (DcmmReader *reader, gpointer data, GError **error)
{
    DcmmPlanPart *part = ((Reading *) data)->part;

    return dcmm_plan_read_number (reader, "effort_days", &part->first_effort, error) &&
           dcmm_plan_read_score (reader, "score_after", &part->first_after, error) && copy (reader, data, error);
}

static gboolean
on_milestone (DcmmReader *reader, gpointer data, GError **error)
{
    if (++((Reading *) data)->part->quarters > QUARTERS_MAX)
        return dcmm_fail_at (error, dcmm_reader_where (reader), _("has more than %d quarters"), QUARTERS_MAX);
    return copy (reader, data, error);
}

static gboolean
on_action (DcmmReader *reader, gpointer data, GError **error)
{
    DcmmPlanPart *part = ((Reading *) data)->part;
    const char *id = dcmm_reader_need (reader, "id", error), *state = dcmm_reader_attribute (reader, "state");
    const int action = id ? dcmm_actions_find (part->actions, id) : -1;
    Step step = { .action = (guint) action, .line = dcmm_reader_where (reader).line, .done = g_strcmp0 (state, "done") == 0,
                  .dropped = g_strcmp0 (state, "dropped") == 0 };

    if (!id)
        return FALSE;
    if (action < 0)
        return dcmm_fail_at (error, dcmm_reader_where (reader), _("there is no action '%s' in %s"), id, part->actions->path);
    for (guint i = 0; i < part->steps->len; i++)
        if (g_array_index (part->steps, Step, i).action == step.action)
            return dcmm_fail_at (error, dcmm_reader_where (reader), _("action '%s' stands twice, first on line %u; keep one"), id,
                                 g_array_index (part->steps, Step, i).line);
    if (!dcmm_plan_read_number (reader, "days", &step.days, error) || !dcmm_plan_read_number (reader, "start", &step.start, error) ||
        !dcmm_plan_read_number (reader, "end", &step.end, error))
        return FALSE;
    step.scheduled = dcmm_reader_attribute (reader, "quarter") && !step.dropped;
    g_array_append_val (part->steps, step);
    return copy (reader, data, error);
}

static gboolean
on_role (DcmmReader *reader, gpointer data, GError **error)
{
    Reading *r = data;
    const char *id = dcmm_reader_need (reader, "id", error);
    const int role = id ? dcmm_roles_find (r->part->actions->roles, id) : -1;

    if (!id)
        return FALSE;
    if (role < 0)
        return dcmm_fail_at (error, dcmm_reader_where (reader), _("role '%s' is unknown"), id);
    r->role = (guint) role;
    return copy (reader, data, error);
}

static gboolean
on_quarter (DcmmReader *reader, gpointer data, GError **error)
{
    Reading *r = data;
    Load load = { .role = r->role };

    if (!dcmm_plan_read_number (reader, "no", &load.quarter, error) || !dcmm_plan_read_number (reader, "days", &load.days, error))
        return FALSE;
    g_array_append_val (r->part->loads, load);
    return copy (reader, data, error);
}

#define ROW(name_, parent_, start_) { .name = name_, .parent = parent_, .start = start_, .end = close_it }
static const DcmmElement elements[] = {
    ROW ("plan",         NULL,           on_plan),
    ROW ("enterprise",   "plan",         on_enterprise),
    ROW ("basis",        "plan",         on_basis),
    ROW ("targets",      "plan",         copy),
    ROW ("target",       "targets",      copy),
    ROW ("limits",       "plan",         copy),
    ROW ("capacity",     "limits",       copy),
    ROW ("keep",         "limits",       copy),
    ROW ("fix",          "limits",       copy),
    ROW ("forbid",       "limits",       copy),
    ROW ("why",          "plan",         copy),
    ROW ("blocking",     "plan",         copy),
    ROW ("shortage",     "plan",         copy),
    ROW ("proof",        "plan",         copy),
    ROW ("baseline",     "plan",         on_baseline),
    ROW ("actions",      "plan",         copy),
    ROW ("action",       "actions",      on_action),
    ROW ("title",        "action",       copy),
    ROW ("requires",     "action",       copy),
    ROW ("criteria",     "plan",         copy),
    ROW ("criterion",    "criteria",     copy),
    ROW ("milestones",   "plan",         copy),
    ROW ("milestone",    "milestones",   on_milestone),
    ROW ("workload",     "plan",         copy),
    ROW ("role",         "workload",     on_role),
    ROW ("quarter",      "role",         on_quarter),
    ROW ("domains",      "plan",         copy),
    ROW ("domain",       "domains",      copy),
    ROW ("left",         "plan",         copy),
    ROW ("criterion",    "left",         copy),
    ROW ("alternatives", "plan",         copy),
    ROW ("alternative",  "alternatives", copy),
    ROW ("adds",         "alternative",  copy),
    ROW ("drops",        "alternative",  copy),
    { .name = NULL }
};

/* A figure that somebody has changed by hand would stand above tables that say otherwise, and still be called proved. */
static gboolean
adds_up (const DcmmPlanPart *part, const char *path, GError **error)
{
    gint64 days = 0;

    for (guint i = 0; i < part->steps->len; i++)
        if (!g_array_index (part->steps, Step, i).dropped)
            days += g_array_index (part->steps, Step, i).days;
    if (part->effort < 0 || part->effort == days)
        return TRUE;
    return dcmm_fail_at (error, (DcmmWhere) { path, 0 }, _("effort_days='%d', and the actions that are not dropped come to %d; plan again rather than change figures"),
                         (int) part->effort, (int) days);
}

DcmmPlanPart *
dcmm_plan_part_read (const char *path, DcmmLibrary *library, const char *actions, GError **error)
{
    g_autoptr (DcmmPlanPart) part = g_new0 (DcmmPlanPart, 1);
    Reading r = { .part = part, .library = library, .actions = actions };

    part->xml = g_string_sized_new (64 * 1024);
    part->steps = g_array_new (FALSE, FALSE, sizeof (Step));
    part->loads = g_array_new (FALSE, FALSE, sizeof (Load));
    part->effort = part->bound = part->now = part->after = part->threshold = part->first_effort = part->first_after = -1;
    if (!dcmm_read_xml (path, DCMM_NS_PLAN, elements, &r, error) || !adds_up (part, path, error))
        return NULL;
    return g_steal_pointer (&part);
}

void
dcmm_plan_part_free (DcmmPlanPart *part)
{
    if (!part)
        return;
    g_free (part->policy), g_free (part->name), g_free (part->uscc), g_free (part->date), g_free (part->id), g_free (part->start);
    g_string_free (part->xml, TRUE);
    g_array_unref (part->steps);
    g_array_unref (part->loads);
    dcmm_actions_free (part->own);
    g_free (part);
}

/* ---- what follows from it: a template never calculates ---- */

static void
write_score (GString *out, const char *name, gint64 hundredths)
{
    char text[DCMM_SCORE_LENGTH];

    dcmm_xml_attribute (out, name, dcmm_score_text (hundredths, text));
}

static const Step *
step_of (const DcmmPlanPart *part, guint action)
{
    for (guint i = 0; i < part->steps->len; i++)
        if (g_array_index (part->steps, Step, i).action == action)
            return &g_array_index (part->steps, Step, i);
    return NULL;
}

/* The first day of all that @action waits for, directly or not. Prerequisites are free of circles: the actions' reader saw to it. */
static gint64
chain_begins (const DcmmPlanPart *part, guint action, gint64 *known)
{
    const DcmmAction *a = &part->actions->actions[action];
    const Step *step = step_of (part, action);

    if (!step || !step->scheduled)
        return G_MAXINT64;
    if (known[action] >= 0)
        return known[action];
    gint64 first = step->start;
    for (guint k = 0; k < a->n_requires; k++)
        first = MIN (first, chain_begins (part, a->requires[k], known));
    return known[action] = first;
}

/* The longest time from the start of an action that nothing is needed for to the end of one that waits for it. */
static void
write_chain (const DcmmPlanPart *part, GString *out)
{
    g_autofree gint64 *known = g_new (gint64, part->actions->n_actions + 1);
    gint64 longest = 0;
    guint last = 0;

    for (guint i = 0; i < part->actions->n_actions; i++)
        known[i] = -1;
    for (guint i = 0; i < part->steps->len; i++) {
        const Step *step = &g_array_index (part->steps, Step, i);
        if (!step->scheduled || !part->actions->actions[step->action].n_requires)
            continue;
        const gint64 begins = chain_begins (part, step->action, known);
        if (begins < step->start && step->end - begins > longest) {
            longest = step->end - begins;
            last = step->action;
        }
    }
    if (!longest)
        return;
    dcmm_xml_attributef (out, "chain-days", "%d", (int) longest);
    dcmm_xml_attribute (out, "chain-last", part->actions->actions[last].id);
    if (longest > 2 * QUARTER)
        dcmm_xml_attribute (out, "chain-long", "yes");
}

static void
write_busiest (const DcmmPlanPart *part, GString *out)
{
    g_autofree gint64 *days = g_new0 (gint64, part->actions->roles->n_roles + 1);
    const Load *peak = NULL;
    guint top = 0;
    gint64 all = 0;

    for (guint i = 0; i < part->loads->len; i++) {
        const Load *load = &g_array_index (part->loads, Load, i);
        days[load->role] += load->days;
        all += load->days;
        if (load->days && (!peak || load->days > peak->days))
            peak = load;
    }
    if (!peak)
        return;
    for (guint r = 0; r < part->actions->roles->n_roles; r++)
        if (days[r] > days[top])
            top = r;
    dcmm_xml_attribute (out, "peak-role", part->actions->roles->roles[peak->role].id);
    dcmm_xml_attributef (out, "peak-quarter", "%d", (int) peak->quarter);
    dcmm_xml_attributef (out, "peak-days", "%d", (int) peak->days);
    dcmm_xml_attribute (out, "top-role", part->actions->roles->roles[top].id);
    dcmm_xml_attributef (out, "top-days", "%d", (int) days[top]);
    dcmm_xml_attributef (out, "top-percent", "%d", (int) ((days[top] * 200 + all) / (2 * all)));
    if (days[top] * 100 > all * 40)
        dcmm_xml_attribute (out, "top-many", "yes");
}

static int
busiest_first (gconstpointer a, gconstpointer b)
{
    const Load *x = a, *y = b;

    return x->days != y->days ? (x->days < y->days) - (x->days > y->days) : (x->role > y->role) - (x->role < y->role);
}

/* Each role with more days in a quarter than one person has, by its busiest quarter: how many people that takes. */
static void
write_people (const DcmmPlanPart *part, GString *out)
{
    g_autoptr (GArray) most = g_array_new (FALSE, TRUE, sizeof (Load));

    g_array_set_size (most, part->actions->roles->n_roles);
    for (guint i = 0; i < part->loads->len; i++) {
        const Load *load = &g_array_index (part->loads, Load, i);
        if (load->days > g_array_index (most, Load, load->role).days)
            g_array_index (most, Load, load->role) = *load;
    }
    g_array_sort (most, busiest_first);
    for (guint i = 0; i < most->len && g_array_index (most, Load, i).days > QUARTER; i++) {
        const Load *load = &g_array_index (most, Load, i);
        g_string_append (out, "<d:people");
        dcmm_xml_attribute (out, "role", part->actions->roles->roles[load->role].id);
        dcmm_xml_attributef (out, "quarter", "%d", (int) load->quarter);
        dcmm_xml_attributef (out, "days", "%d", (int) load->days);
        dcmm_xml_attributef (out, "count", "%d", (int) ((load->days + QUARTER - 1) / QUARTER));
        g_string_append (out, "/>\n");
    }
}

/* Signed, with a true minus. */
static void
write_change (GString *out, const char *name, gint64 change)
{
    dcmm_xml_attributef (out, name, "%s%" G_GINT64_FORMAT, change < 0 ? "−" : "+", ABS (change));
}

/* What has become of the first plan. */
static void
write_since (const DcmmPlanPart *part, GString *out)
{
    char text[DCMM_SCORE_LENGTH];
    gint64 done = 0;

    for (guint i = 0; i < part->steps->len; i++)
        if (g_array_index (part->steps, Step, i).done)
            done += g_array_index (part->steps, Step, i).days;
    if (done)
        dcmm_xml_attributef (out, "done-days", "%" G_GINT64_FORMAT, done);
    if (part->first_effort >= 0 && part->effort >= 0)
        write_change (out, "effort-change", part->effort - part->first_effort);
    if (part->first_after >= 0 && part->after >= 0) {
        const gint64 change = part->after - part->first_after;
        dcmm_xml_attributef (out, "score-change", "%s%s", change < 0 ? "−" : "+", dcmm_score_text (ABS (change), text));
    }
}

/* The months of a quarter: their names, and the days on which they begin, counted as the plan counts. */
static void
write_months (const DcmmPlanPart *part, guint first, GString *out)
{
    g_autoptr (GString) names = g_string_new (NULL), days = g_string_new (NULL);
    char date[16];
    int month = 0;

    for (guint day = first; day < first + QUARTER; day++) {
        dcmm_date_add_working_days (part->start, day, date);
        if (atoi (date + 5) == month)
            continue;
        month = atoi (date + 5);
        g_string_append_printf (names, "%s%s", names->len ? "|" : "", dcmm_month_name ((guint) month, TRUE));
        g_string_append_printf (days, "%s%u", days->len ? "|" : "", day);
    }
    dcmm_xml_attribute (out, "months", names->str);
    dcmm_xml_attribute (out, "month-days", days->str);
}

static void
write_quarters (const DcmmPlanPart *part, GString *out)
{
    for (guint q = 0; part->start && q < part->quarters; q++) {
        char from[16], to[16];
        dcmm_date_add_working_days (part->start, q * QUARTER, from);
        dcmm_date_add_working_days (part->start, (q + 1) * QUARTER - 1, to);
        g_string_append (out, "<d:quarter");
        dcmm_xml_attributef (out, "no", "%u", q + 1);
        dcmm_xml_attribute (out, "from", from);
        dcmm_xml_attribute (out, "to", to);
        dcmm_xml_attribute (out, "from-month", dcmm_month_name ((guint) atoi (from + 5), TRUE));
        dcmm_xml_attribute (out, "to-month", dcmm_month_name ((guint) atoi (to + 5), TRUE));
        write_months (part, q * QUARTER, out);
        g_string_append (out, "/>\n");
    }
}

static void
write_texts (const DcmmPlanPart *part, DcmmLang lang, GString *out)
{
    for (guint r = 0; r < part->actions->roles->n_roles; r++) {
        g_string_append (out, "<d:role");
        dcmm_xml_attribute (out, "id", part->actions->roles->roles[r].id);
        dcmm_xml_attribute (out, "name", dcmm_words (&part->actions->roles->roles[r].name, lang));
        g_string_append (out, "/>\n");
    }
    for (guint a = 0; a < part->actions->n_actions; a++) {
        const DcmmAction *action = &part->actions->actions[a];
        const Step *step = step_of (part, a);
        g_string_append (out, "<d:action");
        dcmm_xml_attribute (out, "id", action->id);
        if (step)
            dcmm_xml_attributef (out, "number", "%d", (int) (step - &g_array_index (part->steps, Step, 0)) + 1);
        dcmm_xml_attribute (out, "title", dcmm_words (&action->title, lang));
        if (step) {
            dcmm_xml_attribute (out, "why", dcmm_words (&action->why, lang));
            dcmm_xml_attribute (out, "deliverable", dcmm_words (&action->deliverable, lang));
            dcmm_xml_attribute (out, "proof", dcmm_words (&action->proof, lang));
            dcmm_xml_attribute (out, "tools", dcmm_words (&action->tools, lang));
            if (step->scheduled) {
                dcmm_xml_attributef (out, "first-day", "%d", (int) step->start + 1);
                dcmm_xml_attributef (out, "end-quarter", "%d", (int) (MAX (step->end, 1) - 1) / QUARTER + 1);
            }
        }
        g_string_append_c (out, '>');
        for (guint s = 0; step && s < action->n_steps; s++) {
            g_string_append (out, "<d:step");
            dcmm_xml_attribute (out, "text", dcmm_words (&action->steps[s], lang));
            g_string_append (out, "/>");
        }
        g_string_append (out, "</d:action>\n");
    }
}

void
dcmm_plan_part_write (const DcmmPlanPart *part, DcmmLang lang, GString *out)
{
    g_string_append (out, "<d:planning");
    if (part->threshold >= 0 && part->after >= part->threshold) {
        write_score (out, "margin", part->after - part->threshold);
        if (part->after - part->threshold < 5)
            dcmm_xml_attribute (out, "margin-small", "yes");
    }
    if (part->threshold >= 0 && part->after >= 0 && part->after < part->threshold)
        write_score (out, "gap", part->threshold - part->after);
    if (part->now >= 0 && part->after >= part->now)
        write_score (out, "gain", part->after - part->now);
    if (part->bound > 0 && part->effort > part->bound)          /* rounded up: at most */
        dcmm_xml_attributef (out, "over-percent", "%d", (int) (((part->effort - part->bound) * 100 + part->bound - 1) / part->bound));
    if (part->criteria > part->answered)
        dcmm_xml_attributef (out, "unanswered", "%d", (int) (part->criteria - part->answered));
    write_since (part, out);
    write_busiest (part, out);
    write_chain (part, out);
    g_string_append (out, ">\n");
    write_quarters (part, out);
    write_people (part, out);
    write_texts (part, lang, out);
    g_string_append (out, "</d:planning>\n");
    g_string_append (out, part->xml->str);
    g_string_append_c (out, '\n');
}
