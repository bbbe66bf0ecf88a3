#include "plan/plan.h"

#include <string.h>

#include "assess/exact.h"

#define LIMIT (15 * G_USEC_PER_SEC)
#define BUDGET_MAX 1000000

const char *const dcmm_action_state_ids[DCMM_ACTION_STATES] = { "open", "started", "done", "dropped" };

DcmmWish *
dcmm_wish_new (const DcmmActions *actions)
{
    DcmmWish *w = g_new0 (DcmmWish, 1);

    w->actions = actions;
    w->questionnaire = actions->questionnaire;
    w->targets = g_array_new (FALSE, FALSE, sizeof (DcmmTarget));
    w->budget = -1;
    w->quarters = 4;
    w->capacity = g_new (gint64, actions->roles->n_roles + 1);
    for (guint r = 0; r < actions->roles->n_roles; r++)
        w->capacity[r] = -1;
    w->kept = g_new0 (guint8, w->questionnaire->n_items + 1);
    w->keeps = g_ptr_array_new ();
    w->of = g_new0 (DcmmActionWish, actions->n_actions + 1);
    w->limit = LIMIT;
    w->strings = g_string_chunk_new (256);
    return w;
}

void
dcmm_wish_free (DcmmWish *w)
{
    if (!w)
        return;
    g_array_unref (w->targets);
    g_ptr_array_unref (w->keeps);
    g_free (w->capacity);
    g_free (w->kept);
    g_free (w->of);
    g_string_chunk_free (w->strings);
    g_free (w);
}

gboolean
dcmm_wish_target (DcmmWish *w, const char *text, GError **error)
{
    const char *equals = strchr (text, '='), *level = equals ? equals + 1 : text;
    g_autofree char *ref = g_strndup (text, (gsize) (level - text) - (equals ? 1 : 0));
    DcmmTarget target = { 0 };

    if (strlen (level) != 1 || *level < '1' || *level > '5')
        return dcmm_fail (error, DCMM_USE, _("--target is a level from 1 to 5, as in 3 or 7=3, not '%s'"), text);
    target.level = (guint) (*level - '0');
    if (!equals) {
        w->target = target.level;
        return TRUE;
    }
    const int d = dcmm_questionnaire_domain (w->questionnaire, ref), i = dcmm_questionnaire_item (w->questionnaire, ref);
    if (d < 0 && i < 0)
        return dcmm_fail (error, DCMM_USE, _("--target: '%s' is no item or domain of %s"), ref, w->questionnaire->id);
    target.is_domain = d >= 0;
    target.index = (guint) (d >= 0 ? d : i);
    for (guint k = 0; k < w->targets->len; k++) {               /* asked for twice: the higher one holds */
        DcmmTarget *other = &g_array_index (w->targets, DcmmTarget, k);
        if (other->is_domain == target.is_domain && other->index == target.index) {
            other->level = MAX (other->level, target.level);
            return TRUE;
        }
    }
    g_array_append_val (w->targets, target);
    return TRUE;
}

gboolean
dcmm_wish_capacity (DcmmWish *w, const char *text, GError **error)
{
    const char *equals = strchr (text, '=');
    g_autofree char *role = g_strndup (text, equals ? (gsize) (equals - text) : 0);
    const int found = dcmm_roles_named (w->actions->roles, role);
    guint64 days;

    if (!equals || !g_ascii_string_to_unsigned (equals + 1, 10, 0, BUDGET_MAX, &days, NULL))
        return dcmm_fail (error, DCMM_USE, _("--capacity is a role and its person-days in a quarter, as in it=30, not '%s'"), text);
    if (found < 0) {
        g_autofree char *known = dcmm_roles_list (w->actions->roles, dcmm_lang ());
        return dcmm_fail (error, DCMM_USE, _("--capacity: there is no role '%s'; there are: %s"), role, known);
    }
    w->capacity[found] = (gint64) days;
    return TRUE;
}

static DcmmActionWish *
find (const DcmmWish *w, const char *option, const char *id, GError **error)
{
    const int action = dcmm_actions_find (w->actions, id);

    if (action < 0) {
        dcmm_fail (error, DCMM_USE, _("%s: there is no action '%s' for %s"), option, id, w->questionnaire->id);
        return NULL;
    }
    return &w->of[action];
}

static gboolean
contradicts (const DcmmActionWish *of, const char *id, GError **error)
{
    return of->fix && of->forbid ? dcmm_fail (error, DCMM_USE, _("action '%s' is both fixed and forbidden"), id) : TRUE;
}

gboolean
dcmm_wish_fix (DcmmWish *w, const char *id, GError **error)
{
    DcmmActionWish *of = find (w, "--fix", id, error);

    if (!of)
        return FALSE;
    of->fix = TRUE;
    return contradicts (of, id, error);
}

gboolean
dcmm_wish_forbid (DcmmWish *w, const char *id, GError **error)
{
    DcmmActionWish *of = find (w, "--forbid", id, error);

    if (!of)
        return FALSE;
    of->forbid = TRUE;
    return contradicts (of, id, error);
}

gboolean
dcmm_wish_keep (DcmmWish *w, const char *ref, GError **error)
{
    const DcmmQuestionnaire *q = w->questionnaire;
    const int d = dcmm_questionnaire_domain (q, ref), i = dcmm_questionnaire_item (q, ref);

    if (d < 0 && i < 0)
        return dcmm_fail (error, DCMM_USE, _("--keep: '%s' is no item or domain of %s"), ref, q->id);
    g_ptr_array_add (w->keeps, (gpointer) (d >= 0 ? q->domains[d].id : q->items[i].id));
    if (i >= 0 && d < 0)
        w->kept[i] = TRUE;
    else
        memset (w->kept + q->domains[d].first, TRUE, q->domains[d].n);
    return TRUE;
}

static const char *
kept (DcmmWish *w, const char *text)
{
    return text && *text ? g_string_chunk_insert (w->strings, text) : NULL;
}

void
dcmm_wish_mark (DcmmWish *w, guint action, DcmmActionState state, const char *on, const char *owner, const char *note)
{
    DcmmActionWish *of = &w->of[action];

    of->state = state;
    of->on = kept (w, on);
    of->owner = kept (w, owner);
    of->note = kept (w, note);
}

static gboolean
says_capacity (const DcmmWish *w)
{
    for (guint r = 0; r < w->actions->roles->n_roles; r++)
        if (w->capacity[r] >= 0)
            return TRUE;
    return FALSE;
}

/* What is begun, or said otherwise now, is no longer bound by it. */
static gboolean
take_choice (DcmmWish *w, const char *id, gboolean fix, GError **error)
{
    DcmmActionWish *of = find (w, "--continue", id, error);

    if (!of)
        return FALSE;
    if (of->state == DCMM_ACTION_OPEN && !of->fix && !of->forbid)
        *(fix ? &of->fix : &of->forbid) = TRUE;
    return TRUE;
}

gboolean
dcmm_wish_limits (DcmmWish *w, GPtrArray *limits, GError **error)
{
    const gboolean capacity = says_capacity (w), keep = w->keeps->len > 0;

    for (guint i = 0; i + 1 < limits->len; i += 2) {
        const char *kind = limits->pdata[i], *text = limits->pdata[i + 1];
        gboolean good = TRUE;
        if (strcmp (kind, "capacity") == 0)
            good = capacity || dcmm_wish_capacity (w, text, error);
        else if (strcmp (kind, "keep") == 0)
            good = keep || dcmm_wish_keep (w, text, error);
        else if (strcmp (kind, "fix") == 0 || strcmp (kind, "forbid") == 0)
            good = take_choice (w, text, strcmp (kind, "fix") == 0, error);
        if (!good)
            return FALSE;
    }
    return TRUE;
}

gboolean
dcmm_wish_start (DcmmWish *w, const char *date, GError **error)
{
    if (!dcmm_plan_start_valid (date))
        return dcmm_fail (error, DCMM_USE, _("--start is a date such as 2027-01-04, not '%s'"), date);
    g_strlcpy (w->start, date, sizeof w->start);
    return TRUE;
}
