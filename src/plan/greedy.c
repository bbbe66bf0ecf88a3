#include "plan/choose.h"

#include <stdlib.h>
#include <string.h>

#include "assess/exact.h"

/* What is tried first is what is left out first. */
typedef struct { guint action; gint64 key; } Turn;

static int
dearest_first (gconstpointer a, gconstpointer b)
{
    const Turn *x = a, *y = b;

    if (x->key != y->key)
        return x->key > y->key ? -1 : 1;
    return x->action < y->action ? -1 : x->action > y->action;
}

static gint64
useful_raises (const DcmmEffect *effect, guint action)
{
    const DcmmAction *a = &effect->actions->actions[action];
    gint64 n = 0;

    for (guint k = 0; k < a->n_raises; k++)
        n += dcmm_effect_betters (effect, action, a->raises[k].criterion);
    return n;
}

static gint64
key_of (const DcmmEffect *effect, guint order, guint a)
{
    const gint64 days = effect->actions->actions[a].likely;

    switch (order) {
    case 0:  return days;
    case 1:  return 1000 * days / (useful_raises (effect, a) + 1);
    case 2:  return (gint64) a;
    default: return -(gint64) a;
    }
}

static gboolean
is_required (const DcmmActions *actions, const guint8 *chosen, guint action)
{
    for (guint a = 0; a < actions->n_actions; a++)
        for (guint k = 0; chosen[a] && k < actions->actions[a].n_requires; k++)
            if (actions->actions[a].requires[k] == action)
                return TRUE;
    return FALSE;
}

/* One round over the actions; TRUE where something was left out. */
static gboolean
leave_out (const DcmmProblem *problem, const Turn *turns, guint n, guint8 *chosen)
{
    DcmmEffect *effect = problem->effect;
    gboolean any = FALSE;

    for (guint i = 0; i < n; i++) {
        const guint a = turns[i].action;
        if (!chosen[a] || is_required (effect->actions, chosen, a))
            continue;
        dcmm_effect_toggle (effect, a);
        if (dcmm_demands_hold (problem->demands, effect->after)) {
            chosen[a] = FALSE;
            any = TRUE;
        } else {
            dcmm_effect_toggle (effect, a);
        }
    }
    return any;
}

gint64
dcmm_effort_of (const DcmmActions *actions, const guint8 *chosen, const guint8 *without)
{
    gint64 days = 0;

    for (guint a = 0; a < actions->n_actions; a++)
        if (chosen[a] && !(without && without[a]))
            days += actions->actions[a].likely;
    return days;
}

guint8 *
dcmm_greedy (const DcmmProblem *problem)
{
    DcmmEffect *effect = problem->effect;
    const DcmmActions *actions = effect->actions;
    const guint n = actions->n_actions;
    g_autofree guint8 *all = g_new0 (guint8, n + 1), *best = NULL;
    g_autofree Turn *turns = g_new (Turn, n + 1);

    for (guint a = 0; a < n; a++)
        all[a] = problem->fixed[a] || problem->free[a];
    for (guint order = 0; order < 4; order++) {
        g_autofree guint8 *chosen = g_memdup2 (all, n + 1);
        guint n_turns = 0;
        for (guint a = 0; a < n; a++)
            if (problem->free[a])
                turns[n_turns++] = (Turn) { a, key_of (effect, order, a) };
        if (n_turns)
            qsort (turns, n_turns, sizeof (Turn), dearest_first);
        dcmm_effect_of (effect, all);
        if (!dcmm_demands_hold (problem->demands, effect->after))
            return NULL;
        while (leave_out (problem, turns, n_turns, chosen))
            ;
        if (!best || dcmm_effort_of (actions, chosen, NULL) < dcmm_effort_of (actions, best, NULL)) {
            g_free (best);
            best = g_steal_pointer (&chosen);
        }
    }
    return g_steal_pointer (&best);
}

void
dcmm_add_closed (const DcmmProblem *problem, guint8 *set, guint action)
{
    const DcmmActions *actions = problem->effect->actions;
    g_autoptr (GArray) open = g_array_new (FALSE, FALSE, sizeof (guint));

    g_array_append_val (open, action);
    while (open->len) {
        const guint a = g_array_index (open, guint, open->len - 1);
        g_array_set_size (open, open->len - 1);
        set[a] = TRUE;
        for (guint k = 0; k < actions->actions[a].n_requires; k++)
            if (problem->free[actions->actions[a].requires[k]] && !set[actions->actions[a].requires[k]])
                g_array_append_val (open, actions->actions[a].requires[k]);
    }
}

gboolean
dcmm_keeps_limits (const DcmmProblem *problem, const guint8 *set)
{
    const DcmmActions *actions = problem->effect->actions;

    for (guint r = 0; problem->capacity && r < actions->roles->n_roles; r++) {
        gint64 days = 0;
        for (guint a = 0; a < actions->n_actions; a++)
            if (set[a] && !problem->fixed[a] && actions->actions[a].role == r)
                days += actions->actions[a].likely;
        if (problem->capacity[r] >= 0 && days > problem->capacity[r])
            return FALSE;
    }
    return problem->budget < 0 || dcmm_effort_of (actions, set, problem->fixed) <= problem->budget;
}

/* The next thing to do: the action, with what it requires, that raises the score most for its days. FALSE: none is left. */
static gboolean
take_next (const DcmmProblem *problem, guint8 *set, guint8 *best)
{
    const DcmmActions *actions = problem->effect->actions;
    g_autofree guint8 *with = g_new (guint8, actions->n_actions + 1);
    DcmmRational now, gain, best_gain;
    gboolean found = FALSE;

    mpq_inits (now, gain, best_gain, NULL);
    dcmm_effect_of (problem->effect, set);
    mpq_set (now, problem->effect->after->overall);
    for (guint a = 0; a < actions->n_actions; a++) {
        if (set[a] || !problem->free[a])
            continue;
        memcpy (with, set, actions->n_actions + 1);
        dcmm_add_closed (problem, with, a);
        if (!dcmm_keeps_limits (problem, with))
            continue;
        dcmm_effect_of (problem->effect, with);
        mpq_sub (gain, problem->effect->after->overall, now);
        const gint64 days = dcmm_effort_of (actions, with, set);
        mpz_mul_ui (mpq_denref (gain), mpq_denref (gain), days ? (unsigned long) days : 1);
        mpq_canonicalize (gain);
        if (mpq_cmp (gain, best_gain) <= 0)
            continue;
        mpq_set (best_gain, gain);
        memcpy (best, with, actions->n_actions + 1);
        found = TRUE;
    }
    mpq_clears (now, gain, best_gain, NULL);
    return found;
}

guint8 *
dcmm_greedy_best (const DcmmProblem *problem)
{
    const guint n = problem->effect->actions->n_actions;
    guint8 *set = g_memdup2 (problem->fixed, n + 1);
    g_autofree guint8 *best = g_new (guint8, n + 1);

    while (take_next (problem, set, best))
        memcpy (set, best, n + 1);
    return set;
}
