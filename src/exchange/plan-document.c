#include "exchange/plan-document.h"
#include "assess/plan-values.h"

#include <string.h>

#define QUARTERS_MAX 400        /* no schedule goes further */

const char *const dcmm_mark_ids[DCMM_MARKS] = { "open", "started", "done", "dropped" };

typedef struct {
    DcmmPlanDocument *d;
    DcmmLibrary      *library;  /* NULL: all is loaded already */
    const char       *actions, *policy;
    guint             role;     /* whose quarters are being read */
} Reading;

/* ---- attributes ---- */

static const char *
kept (Reading *r, DcmmReader *reader, const char *name)
{
    const char *text = dcmm_reader_attribute (reader, name);

    return text && *text ? g_string_chunk_insert (r->d->strings, text) : NULL;
}

static gboolean
number (DcmmReader *reader, const char *name, guint *value, GError **error)
{
    gint64 read = *value;

    if (!dcmm_plan_read_number (reader, name, &read, error))
        return FALSE;
    *value = (guint) read;
    return TRUE;
}

static gboolean
score (Reading *r, DcmmReader *reader, const char *name, const char **value, GError **error)
{
    char text[DCMM_SCORE_LENGTH];
    gint64 hundredths = -1;

    if (!dcmm_plan_read_score (reader, name, &hundredths, error))
        return FALSE;
    if (hundredths >= 0)
        *value = g_string_chunk_insert (r->d->strings, dcmm_score_text (hundredths, text));
    return TRUE;
}

static gboolean
date (Reading *r, DcmmReader *reader, const char *name, const char **value, GError **error)
{
    const char *day;

    if (!dcmm_plan_read_day (reader, name, &day, error))
        return FALSE;
    *value = day ? g_string_chunk_insert (r->d->strings, day) : NULL;
    return TRUE;
}

static gboolean
is_true (DcmmReader *reader, const char *name)
{
    return g_strcmp0 (dcmm_reader_attribute (reader, name), "true") == 0;
}

static gboolean
figures (Reading *r, DcmmReader *reader, DcmmPlanFigures *into, GError **error)
{
    return number (reader, "effort_days", &into->effort, error) && number (reader, "level_after", &into->level, error) &&
           number (reader, "last_quarter", &into->quarters, error) && score (r, reader, "score_after", &into->score, error);
}

/* ---- what is looked up ---- */

static gboolean
load_all (Reading *r, const char *questionnaire, GError **error)
{
    DcmmPlanDocument *d = r->d;
    g_autoptr (DcmmProblems) problems = dcmm_problems_new ();
    const char *policy = r->policy ? r->policy : d->policy_id;

    if (!(d->questionnaire = dcmm_library_questionnaire (r->library, questionnaire, error)))
        return FALSE;
    if (r->actions)
        d->actions = d->own = dcmm_actions_load (r->actions, r->library, d->questionnaire, problems, error);
    else
        d->actions = dcmm_library_actions (r->library, d->questionnaire, error);
    if (!d->actions || !dcmm_problems_none (problems, error))
        return FALSE;
    d->policy = dcmm_library_policy (r->library, policy, r->policy ? error : NULL);
    /* A policy of one's own is named by its id alone: without its file the values have their usual words. */
    if (!d->policy && !r->policy)
        d->policy = dcmm_library_policy (r->library, NULL, error);
    return d->policy != NULL;
}

static int
part (Reading *r, DcmmReader *reader, const char *name, int (*find) (const DcmmQuestionnaire *, const char *), GError **error)
{
    const char *id = dcmm_reader_need (reader, name, error);
    const int index = id ? find (r->d->questionnaire, id) : -1;

    if (id && index < 0)
        dcmm_fail_at (error, dcmm_reader_where (reader), _("'%s' is not in %s"), id, r->d->questionnaire->id);
    return index;
}

static int
action (Reading *r, DcmmReader *reader, const char *name, GError **error)
{
    const char *id = dcmm_reader_need (reader, name, error);
    const int index = id ? dcmm_actions_find (r->d->actions, id) : -1;

    if (id && index < 0)
        dcmm_fail_at (error, dcmm_reader_where (reader), _("there is no action '%s' in %s; --actions names a file of your own"), id, r->d->actions->path);
    return index;
}

static int
role (Reading *r, DcmmReader *reader, GError **error)
{
    const char *id = dcmm_reader_need (reader, "id", error);
    const int index = id ? dcmm_roles_find (r->d->actions->roles, id) : -1;

    if (id && index < 0)
        dcmm_fail_at (error, dcmm_reader_where (reader), _("role '%s' is unknown"), id);
    return index;
}

/* ---- elements ---- */

static gboolean
on_plan (DcmmReader *reader, gpointer data, GError **error)
{
    Reading *r = data;
    DcmmPlanDocument *d = r->d;
    const char *id = dcmm_reader_need (reader, "questionnaire", error);

    if (!id || !dcmm_plan_attributes (reader, data, error))
        return FALSE;
    d->policy_id = kept (r, reader, "policy");
    if (r->library && !load_all (r, id, error))
        return FALSE;
    d->reachable = is_true (reader, "reachable");
    d->best = is_true (reader, "best");
    if (!number (reader, "target", &d->target, error) || !number (reader, "remaining_days", &d->remaining, error) ||
        !number (reader, "level_now", &d->level_now, error) || !score (r, reader, "score_now", &d->score_now, error) ||
        !date (r, reader, "start", &d->start, error) || !figures (r, reader, &d->now, error))
        return FALSE;
    return TRUE;
}

static gboolean
on_enterprise (DcmmReader *reader, gpointer data, GError **error)
{
    Reading *r = data;

    (void) error;
    r->d->name = kept (r, reader, "name");
    r->d->uscc = kept (r, reader, "uscc");
    return TRUE;
}

static gboolean
on_basis (DcmmReader *reader, gpointer data, GError **error)
{
    Reading *r = data;

    r->d->id = kept (r, reader, "id");
    return dcmm_plan_attributes (reader, data, error) && date (r, reader, "date", &r->d->date, error);
}

static gboolean
on_target (DcmmReader *reader, gpointer data, GError **error)
{
    Reading *r = data;
    DcmmPlanTarget target = { kept (r, reader, "ref"), 0 };

    if (!dcmm_reader_need (reader, "ref", error) || !number (reader, "level", &target.level, error))
        return FALSE;
    g_array_append_val (r->d->targets, target);
    return TRUE;
}

static gboolean
on_limit (DcmmReader *reader, gpointer data, GError **error)
{
    GString *limits = ((Reading *) data)->d->limits;
    const char *kind = dcmm_reader_element (reader), *ref = strcmp (kind, "capacity") == 0 ? "role" : strcmp (kind, "keep") == 0 ? "ref" : "action";
    const char *text = dcmm_reader_need (reader, ref, error), *days = dcmm_reader_attribute (reader, "days");

    if (!text || !dcmm_plan_attributes (reader, data, error))
        return FALSE;
    g_string_append_printf (limits, "%s--%s %s%s%s", limits->len ? " " : "", kind, text, days ? "=" : "", days ? days : "");
    return TRUE;
}

static gboolean
on_baseline (DcmmReader *reader, gpointer data, GError **error)
{
    Reading *r = data;

    return dcmm_plan_attributes (reader, data, error) && date (r, reader, "date", &r->d->first.date, error) && figures (r, reader, &r->d->first, error);
}

static gboolean
mark (DcmmReader *reader, DcmmMark *into, GError **error)
{
    const char *state = dcmm_reader_attribute (reader, "state");

    for (guint m = 0; state && m < DCMM_MARKS; m++)
        if (strcmp (state, dcmm_mark_ids[m]) == 0) {
            *into = m;
            return TRUE;
        }
    return state ? dcmm_fail_at (error, dcmm_reader_where (reader), _("state='%s' is unknown; use open, started, done or dropped"), state) : TRUE;
}

static gboolean
on_action (DcmmReader *reader, gpointer data, GError **error)
{
    Reading *r = data;
    DcmmPlanStep step = { .owner = kept (r, reader, "owner"), .note = kept (r, reader, "note") };
    const int index = action (r, reader, "id", error), domain = index < 0 ? -1 : part (r, reader, "domain", dcmm_questionnaire_domain, error);

    if (domain < 0 || !dcmm_plan_attributes (reader, data, error) || !mark (reader, &step.mark, error) || !date (r, reader, "on", &step.on, error) ||
        !number (reader, "days", &step.days, error) || !number (reader, "low", &step.low, error) || !number (reader, "high", &step.high, error) ||
        !number (reader, "quarter", &step.quarter, error) || !number (reader, "start", &step.start, error) || !number (reader, "end", &step.end, error) ||
        !date (r, reader, "start_date", &step.start_date, error) || !date (r, reader, "due_date", &step.due_date, error))
        return FALSE;
    for (guint i = 0; i < r->d->steps->len; i++)
        if (g_array_index (r->d->steps, DcmmPlanStep, i).action == (guint) index)
            return dcmm_fail_at (error, dcmm_reader_where (reader), _("action '%s' stands twice, first on line %u; keep one"), r->d->actions->actions[index].id,
                                 g_array_index (r->d->steps, DcmmPlanStep, i).line);
    step.line = dcmm_reader_where (reader).line;
    step.action = (guint) index;
    step.domain = (guint) domain;
    g_array_append_val (r->d->steps, step);
    return TRUE;
}

static gboolean
on_change (DcmmReader *reader, gpointer data, GError **error)
{
    Reading *r = data;
    const int criterion = part (r, reader, "ref", dcmm_questionnaire_criterion, error), by = criterion < 0 ? -1 : action (r, reader, "action", error);
    const DcmmPlanRaise raise = { (guint) criterion, (guint) by, kept (r, reader, "from"), kept (r, reader, "to") };

    if (by < 0)
        return FALSE;
    g_array_append_val (r->d->raises, raise);
    return TRUE;
}

static gboolean
on_milestone (DcmmReader *reader, gpointer data, GError **error)
{
    Reading *r = data;
    DcmmPlanQuarter quarter = { 0 };

    if (!number (reader, "quarter", &quarter.quarter, error) || !number (reader, "actions", &quarter.actions, error) ||
        !number (reader, "days", &quarter.days, error) || !number (reader, "level", &quarter.level, error) ||
        !score (r, reader, "score", &quarter.score, error) || !date (r, reader, "date", &quarter.date, error))
        return FALSE;
    if (r->d->quarters->len == QUARTERS_MAX)
        return dcmm_fail_at (error, dcmm_reader_where (reader), _("has more than %d quarters"), QUARTERS_MAX);
    g_array_append_val (r->d->quarters, quarter);
    return TRUE;
}

static gboolean
on_role (DcmmReader *reader, gpointer data, GError **error)
{
    Reading *r = data;
    const int index = role (r, reader, error);

    r->role = (guint) index;
    return index >= 0;
}

static gboolean
on_quarter (DcmmReader *reader, gpointer data, GError **error)
{
    Reading *r = data;
    DcmmPlanLoad load = { .role = r->role };

    if (!number (reader, "no", &load.quarter, error) || !number (reader, "days", &load.days, error))
        return FALSE;
    g_array_append_val (r->d->loads, load);
    return TRUE;
}

/* All that a plan may hold (schema/plan.rng); what is not needed here must be good all the same. */
static const DcmmElement elements[] = {
    { .name = "plan",                                   .start = on_plan              },
    { .name = "enterprise",   .parent = "plan",         .start = on_enterprise        },
    { .name = "basis",        .parent = "plan",         .start = on_basis             },
    { .name = "targets",      .parent = "plan",         .start = dcmm_plan_attributes },
    { .name = "target",       .parent = "targets",      .start = on_target            },
    { .name = "limits",       .parent = "plan",         .start = dcmm_plan_attributes },
    { .name = "capacity",     .parent = "limits",       .start = on_limit             },
    { .name = "keep",         .parent = "limits",       .start = on_limit             },
    { .name = "fix",          .parent = "limits",       .start = on_limit             },
    { .name = "forbid",       .parent = "limits",       .start = on_limit             },
    { .name = "why",          .parent = "plan"                                        },
    { .name = "blocking",     .parent = "plan",         .start = dcmm_plan_attributes },
    { .name = "shortage",     .parent = "plan",         .start = dcmm_plan_attributes },
    { .name = "proof",        .parent = "plan",         .start = dcmm_plan_attributes },
    { .name = "baseline",     .parent = "plan",         .start = on_baseline          },
    { .name = "actions",      .parent = "plan",         .start = dcmm_plan_attributes },
    { .name = "action",       .parent = "actions",      .start = on_action            },
    { .name = "title",        .parent = "action"                                      },
    { .name = "requires",     .parent = "action",       .start = dcmm_plan_attributes },
    { .name = "criteria",     .parent = "plan",         .start = dcmm_plan_attributes },
    { .name = "criterion",    .parent = "criteria",     .start = on_change            },
    { .name = "milestones",   .parent = "plan",         .start = dcmm_plan_attributes },
    { .name = "milestone",    .parent = "milestones",   .start = on_milestone         },
    { .name = "workload",     .parent = "plan",         .start = dcmm_plan_attributes },
    { .name = "role",         .parent = "workload",     .start = on_role              },
    { .name = "quarter",      .parent = "role",         .start = on_quarter           },
    { .name = "domains",      .parent = "plan",         .start = dcmm_plan_attributes },
    { .name = "domain",       .parent = "domains",      .start = dcmm_plan_attributes },
    { .name = "left",         .parent = "plan",         .start = dcmm_plan_attributes },
    { .name = "criterion",    .parent = "left",         .start = dcmm_plan_attributes },
    { .name = "alternatives", .parent = "plan",         .start = dcmm_plan_attributes },
    { .name = "alternative",  .parent = "alternatives", .start = dcmm_plan_attributes },
    { .name = "adds",         .parent = "alternative",  .start = dcmm_plan_attributes },
    { .name = "drops",        .parent = "alternative",  .start = dcmm_plan_attributes },
    { .name = NULL }
};

/* ---- the document ---- */

static DcmmPlanDocument *
document_new (const char *path)
{
    DcmmPlanDocument *d = g_new0 (DcmmPlanDocument, 1);

    d->strings = g_string_chunk_new (4096);
    d->path = g_string_chunk_insert (d->strings, path);
    d->limits = g_string_new (NULL);
    d->steps = g_array_new (FALSE, FALSE, sizeof (DcmmPlanStep));
    d->raises = g_array_new (FALSE, FALSE, sizeof (DcmmPlanRaise));
    d->loads = g_array_new (FALSE, FALSE, sizeof (DcmmPlanLoad));
    d->quarters = g_array_new (FALSE, FALSE, sizeof (DcmmPlanQuarter));
    d->targets = g_array_new (FALSE, FALSE, sizeof (DcmmPlanTarget));
    return d;
}

void
dcmm_plan_document_free (DcmmPlanDocument *d)
{
    if (!d)
        return;
    g_string_free (d->limits, TRUE);
    g_array_unref (d->steps);
    g_array_unref (d->raises);
    g_array_unref (d->loads);
    g_array_unref (d->quarters);
    g_array_unref (d->targets);
    g_string_chunk_free (d->strings);
    dcmm_actions_free (d->own);
    g_free (d);
}

DcmmPlanDocument *
dcmm_plan_document_load (const char *path, DcmmLibrary *library, const char *actions, const char *policy, GError **error)
{
    g_autoptr (DcmmPlanDocument) d = document_new (path);
    Reading r = { .d = d, .library = library, .actions = actions, .policy = policy };

    return dcmm_read_xml (path, DCMM_NS_PLAN, elements, &r, error) ? g_steal_pointer (&d) : NULL;
}

DcmmPlanDocument *
dcmm_plan_document_parse (const char *name, const GString *xml, const DcmmActions *actions, const DcmmPolicy *policy, GError **error)
{
    g_autoptr (DcmmPlanDocument) d = document_new (name);
    Reading r = { .d = d };

    d->questionnaire = actions->questionnaire;
    d->actions = actions;
    d->policy = policy;
    return dcmm_read_xml_memory (name, xml->str, xml->len, DCMM_NS_PLAN, elements, &r, error) ? g_steal_pointer (&d) : NULL;
}

gboolean
dcmm_is_plan_document (const char *path)
{
    g_autofree char *name = NULL, *ns = NULL;

    return dcmm_read_root (path, &name, &ns, NULL) && ns && strcmp (ns, DCMM_NS_PLAN) == 0;
}
