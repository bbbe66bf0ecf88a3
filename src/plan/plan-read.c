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
} Reading;

static gboolean
whole (DcmmReader *reader, const char *name, guint64 most, gint64 *value, GError **error)
{
    const char *text = dcmm_reader_attribute (reader, name);
    guint64 number;

    if (!text)
        return TRUE;
    if (!g_ascii_string_to_unsigned (text, 10, 0, most, &number, NULL))
        return dcmm_fail_at (error, dcmm_reader_where (reader), _("%s='%s' is not a whole number from %u to %u"), name, text, 0, (guint) most);
    *value = (gint64) number;
    return TRUE;
}

static gboolean
score (DcmmReader *reader, const char *name, gint64 *value, GError **error)
{
    const char *text = dcmm_reader_attribute (reader, name);
    DcmmRational q;
    gboolean good;

    if (!text)
        return TRUE;
    mpq_init (q);
    if ((good = dcmm_rational_parse (text, q)))
        *value = dcmm_rational_hundredths (q);
    mpq_clear (q);
    return good ? TRUE : dcmm_fail_at (error, dcmm_reader_where (reader), _("%s='%s' is not a number such as 0.8"), name, text);
}

/* The first plan is the one that had no first plan; it stands in <baseline> from then on. */
static gboolean
take_baseline (Reading *r, DcmmReader *reader, GError **error)
{
    DcmmBaseline *first = &r->wish->baseline;
    gint64 level = first->level, quarters = first->quarters;

    if (!whole (reader, "effort_days", G_MAXINT32, &first->effort, error) || !score (reader, "score_after", &first->score, error) ||
        !whole (reader, "level_after", DCMM_LEVELS, &level, error) || !whole (reader, "last_quarter", G_MAXINT32, &quarters, error))
        return FALSE;
    first->there = TRUE;
    first->level = (int) level;
    first->quarters = (guint) quarters;
    return TRUE;
}

static gboolean
on_plan (DcmmReader *reader, gpointer data, GError **error)
{
    Reading *r = data;
    const char *id = dcmm_reader_need (reader, "questionnaire", error), *target = dcmm_reader_attribute (reader, "target");

    if (!id)
        return FALSE;
    if (strcmp (id, r->wish->questionnaire->id) != 0)
        return dcmm_fail_at (error, dcmm_reader_where (reader), _("this plan is for '%s', the answers are to %s"), id, r->wish->questionnaire->id);
    if (target && r->targets && !dcmm_wish_target (r->wish, target, NULL))
        return dcmm_fail_at (error, dcmm_reader_where (reader), _("target='%s' is not a level from 1 to 5"), target);
    return take_baseline (r, reader, error);
}

static gboolean
on_baseline (DcmmReader *reader, gpointer data, GError **error)
{
    Reading *r = data;
    const char *date = dcmm_reader_attribute (reader, "date");

    g_strlcpy (r->wish->baseline.date, date && dcmm_date_valid (date) ? date : "", sizeof r->wish->baseline.date);
    return take_baseline (r, reader, error);
}

static gboolean
on_basis (DcmmReader *reader, gpointer data, GError **error)
{
    Reading *r = data;
    const char *date = dcmm_reader_attribute (reader, "date");

    (void) error;
    g_strlcpy (r->wish->baseline.date, date && dcmm_date_valid (date) ? date : "", sizeof r->wish->baseline.date);
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
    gint64 days;

    if (!id || !whole (reader, "days", G_MAXINT32, &days, error))
        return FALSE;
    r->action = dcmm_actions_find (r->wish->actions, id);
    if (r->action < 0) {
        dcmm_problems_add (r->problems, DCMM_WRONG, where, _("there is no action '%s' for %s"), id, r->wish->questionnaire->id);
        return TRUE;
    }
    if (r->line[r->action])
        dcmm_problems_add (r->problems, DCMM_WRONG, where, _("action '%s' stands twice, first on line %u; keep one"), id, r->line[r->action]);
    if (on && *on && !dcmm_date_valid (on))
        dcmm_problems_add (r->problems, DCMM_WRONG, where, _("on='%s' is not a day such as 2027-01-04"), on);
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

/* All that dcmm_plan_xml() writes; what is not read here is computed anew. */
static const DcmmElement elements[] = {
    { .name = "plan",                                   .start = on_plan     },
    { .name = "enterprise",   .parent = "plan"                               },
    { .name = "basis",        .parent = "plan",         .start = on_basis    },
    { .name = "targets",      .parent = "plan"                               },
    { .name = "target",       .parent = "targets",      .start = on_target   },
    { .name = "limits",       .parent = "plan"                               },
    { .name = "capacity",     .parent = "limits"                             },
    { .name = "keep",         .parent = "limits"                             },
    { .name = "fix",          .parent = "limits"                             },
    { .name = "forbid",       .parent = "limits"                             },
    { .name = "why",          .parent = "plan"                               },
    { .name = "blocking",     .parent = "plan"                               },
    { .name = "shortage",     .parent = "plan"                               },
    { .name = "proof",        .parent = "plan"                               },
    { .name = "baseline",     .parent = "plan",         .start = on_baseline },
    { .name = "actions",      .parent = "plan"                               },
    { .name = "action",       .parent = "actions",      .start = on_action   },
    { .name = "title",        .parent = "action"                             },
    { .name = "requires",     .parent = "action",       .start = on_requires },
    { .name = "criteria",     .parent = "plan"                               },
    { .name = "criterion",    .parent = "criteria"                           },
    { .name = "milestones",   .parent = "plan"                               },
    { .name = "milestone",    .parent = "milestones"                         },
    { .name = "workload",     .parent = "plan"                               },
    { .name = "role",         .parent = "workload"                           },
    { .name = "quarter",      .parent = "role"                               },
    { .name = "domains",      .parent = "plan"                               },
    { .name = "domain",       .parent = "domains"                            },
    { .name = "left",         .parent = "plan"                               },
    { .name = "criterion",    .parent = "left"                               },
    { .name = "alternatives", .parent = "plan"                               },
    { .name = "alternative",  .parent = "alternatives"                       },
    { .name = "adds",         .parent = "alternative"                        },
    { .name = "drops",        .parent = "alternative"                        },
    { .name = NULL }
};

gboolean
dcmm_wish_continue (DcmmWish *wish, const char *path, GError **error)
{
    g_autoptr (DcmmProblems) problems = dcmm_problems_new ();
    g_autofree guint *line = g_new0 (guint, wish->actions->n_actions + 1);
    Reading r = { wish, path, problems, !wish->target && !wish->targets->len, line, -1 };

    return dcmm_read_xml (path, DCMM_NS_PLAN, elements, &r, error) && dcmm_problems_none (problems, error);
}
