#include "plan/plan.h"

#include <string.h>

#include "assess/exact.h"

typedef struct {
    DcmmWish   *wish;
    const char *path;
    DcmmProblems *problems;
    gboolean    targets;        /* the wish has none of its own: those of the file are taken */
    guint      *line;           /* per action: where it stands, 0: nowhere yet */
    int         action;         /* being read; -1: none, or unknown */
    GPtrArray  *limits;         /* kind and text, in turn; owned */
} Reading;

/* The first plan is the one that had no first plan; it stands in <baseline> from then on. */
static gboolean
take_baseline (Reading *r, DcmmReader *reader, GError **error)
{
    DcmmBaseline *first = &r->wish->baseline;
    gint64 level = first->level, quarters = first->quarters;

    if (!dcmm_plan_read_number (reader, "effort_days", &first->effort, error) || !dcmm_plan_read_score (reader, "score_after", &first->score, error) ||
        !dcmm_plan_read_number (reader, "level_after", &level, error) || !dcmm_plan_read_number (reader, "last_quarter", &quarters, error))
        return FALSE;
    first->there = TRUE;
    first->level = (int) level;
    first->quarters = (guint) quarters;
    return TRUE;
}

static const char *
kept (Reading *r, DcmmReader *reader, const char *name)
{
    const char *text = dcmm_reader_attribute (reader, name);

    return text && *text ? g_string_chunk_insert (r->wish->strings, text) : NULL;
}

static gboolean
on_plan (DcmmReader *reader, gpointer data, GError **error)
{
    Reading *r = data;
    const char *id = dcmm_reader_need (reader, "questionnaire", error), *target = dcmm_reader_attribute (reader, "target");

    if (!id || !dcmm_plan_attributes (reader, data, error))
        return FALSE;
    if (strcmp (id, r->wish->questionnaire->id) != 0)
        return dcmm_fail_at (error, dcmm_reader_where (reader), _("this plan is for '%s', the answers are to %s; go on with answers to that edition, or plan these anew"),
                             id, r->wish->questionnaire->id);
    r->wish->begun.policy = kept (r, reader, "policy");
    r->wish->begun.start = r->wish->begun.since = kept (r, reader, "start");
    if (target && r->targets && !dcmm_wish_target (r->wish, target, NULL))
        return dcmm_fail_at (error, dcmm_reader_where (reader), _("target='%s' is not a level from 1 to 5"), target);
    return take_baseline (r, reader, error);
}

static gboolean
take_date (Reading *r, DcmmReader *reader, GError **error)
{
    const char *day;

    if (!dcmm_plan_read_day (reader, "date", &day, error))
        return FALSE;
    g_strlcpy (r->wish->baseline.date, day ? day : "", sizeof r->wish->baseline.date);
    return TRUE;
}

static gboolean
on_baseline (DcmmReader *reader, gpointer data, GError **error)
{
    Reading *r = data;

    r->wish->begun.since = kept (r, reader, "date");
    return dcmm_plan_attributes (reader, data, error) && take_date (r, reader, error) && take_baseline (r, reader, error);
}

static gboolean
on_enterprise (DcmmReader *reader, gpointer data, GError **error)
{
    Reading *r = data;

    (void) error;
    r->wish->begun.uscc = kept (r, reader, "uscc");
    r->wish->begun.name = kept (r, reader, "name");
    return TRUE;
}

static gboolean
on_basis (DcmmReader *reader, gpointer data, GError **error)
{
    Reading *r = data;

    if (!r->wish->begun.since)
        r->wish->begun.since = kept (r, reader, "date");
    return dcmm_plan_attributes (reader, data, error) && take_date (r, reader, error);
}

static gboolean
on_limit (DcmmReader *reader, gpointer data, GError **error)
{
    Reading *r = data;
    const char *kind = dcmm_reader_element (reader), *ref = strcmp (kind, "capacity") == 0 ? "role" : strcmp (kind, "keep") == 0 ? "ref" : "action";
    const char *text = dcmm_reader_need (reader, ref, error), *days = dcmm_reader_attribute (reader, "days");

    if (!text || !dcmm_plan_attributes (reader, data, error))
        return FALSE;
    g_ptr_array_add (r->limits, g_strdup (kind));
    g_ptr_array_add (r->limits, days ? g_strdup_printf ("%s=%s", text, days) : g_strdup (text));
    return TRUE;
}

static gboolean
on_target (DcmmReader *reader, gpointer data, GError **error)
{
    Reading *r = data;
    const char *ref = dcmm_reader_need (reader, "ref", error), *level = ref ? dcmm_reader_need (reader, "level", error) : NULL;

    if (!level)
        return FALSE;
    g_autofree char *text = g_strconcat (ref, "=", level, NULL);
    g_autoptr (GError) problem = NULL;
    if (r->targets && !dcmm_wish_target (r->wish, text, &problem))
        return dcmm_fail_at (error, dcmm_reader_where (reader), "%s", problem->message);
    return TRUE;
}

static DcmmActionState
state_of (Reading *r, DcmmReader *reader)
{
    const char *state = dcmm_reader_attribute (reader, "state");

    for (guint s = 0; state && s < DCMM_ACTION_STATES; s++)
        if (strcmp (state, dcmm_action_state_ids[s]) == 0)
            return s;
    if (state)
        dcmm_problems_add (r->problems, DCMM_WRONG, dcmm_reader_where (reader), _("state='%s' is unknown; use open, started, done or dropped"), state);
    return DCMM_ACTION_OPEN;
}

static gboolean
on_action (DcmmReader *reader, gpointer data, GError **error)
{
    Reading *r = data;
    const char *id = dcmm_reader_need (reader, "id", error), *on = dcmm_reader_attribute (reader, "on"), *owner = dcmm_reader_attribute (reader, "owner");
    const DcmmWhere where = dcmm_reader_where (reader);

    if (!id || !dcmm_plan_attributes (reader, data, error))
        return FALSE;
    r->action = dcmm_actions_find (r->wish->actions, id);
    if (r->action < 0) {
        dcmm_problems_add (r->problems, DCMM_WRONG, where, _("there is no action '%s' for %s"), id, r->wish->questionnaire->id);
        return TRUE;
    }
    if (r->line[r->action])
        dcmm_problems_add (r->problems, DCMM_WRONG, where, _("action '%s' stands twice, first on line %u; keep one"), id, r->line[r->action]);
    r->line[r->action] = where.line;
    dcmm_wish_mark (r->wish, (guint) r->action, state_of (r, reader), on, owner, dcmm_reader_attribute (reader, "note"));
    return TRUE;
}

/* What requires what is the actions' matter, and their reader has found it free of circles. */
static gboolean
on_requires (DcmmReader *reader, gpointer data, GError **error)
{
    Reading *r = data;
    const char *ref = dcmm_reader_need (reader, "ref", error);

    if (!ref)
        return FALSE;
    if (r->action < 0)
        return TRUE;
    const DcmmAction *action = &r->wish->actions->actions[r->action];
    for (guint k = 0; k < action->n_requires; k++)
        if (strcmp (r->wish->actions->actions[action->requires[k]].id, ref) == 0)
            return TRUE;
    dcmm_problems_add (r->problems, DCMM_WRONG, dcmm_reader_where (reader), _("'%s' does not require '%s'; take this out"), action->id, ref);
    return TRUE;
}

/* All that dcmm_plan_xml() writes; what is not needed here is computed anew, and must be good all the same. */
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
    { .name = "requires",     .parent = "action",       .start = on_requires          },
    { .name = "criteria",     .parent = "plan",         .start = dcmm_plan_attributes },
    { .name = "criterion",    .parent = "criteria",     .start = dcmm_plan_attributes },
    { .name = "milestones",   .parent = "plan",         .start = dcmm_plan_attributes },
    { .name = "milestone",    .parent = "milestones",   .start = dcmm_plan_attributes },
    { .name = "workload",     .parent = "plan",         .start = dcmm_plan_attributes },
    { .name = "role",         .parent = "workload",     .start = dcmm_plan_attributes },
    { .name = "quarter",      .parent = "role",         .start = dcmm_plan_attributes },
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

gboolean
dcmm_wish_continue (DcmmWish *wish, const char *path, GError **error)
{
    g_autoptr (DcmmProblems) problems = dcmm_problems_new ();
    g_autofree guint *line = g_new0 (guint, wish->actions->n_actions + 1);
    g_autoptr (GPtrArray) limits = g_ptr_array_new_with_free_func (g_free);
    g_autoptr (GError) problem = NULL;
    Reading r = { wish, path, problems, !wish->target && !wish->targets->len, line, -1, limits };

    if (!dcmm_read_xml (path, DCMM_NS_PLAN, elements, &r, error) || !dcmm_problems_none (problems, error))
        return FALSE;
    return dcmm_wish_limits (wish, limits, &problem) ? TRUE : dcmm_fail_at (error, (DcmmWhere) { path, 0 }, "%s", problem->message);
}
