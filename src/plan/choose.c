#include "plan/choose.h"

#include <string.h>

#include "assess/exact.h"

#define SCORE_MAX (100 * DCMM_LEVELS)

typedef struct {
    const DcmmProblem *problem;
    DcmmEffect        *effect;
    const DcmmActions *actions;
    guint              n;
    DcmmFormulation   *f;
    DcmmChoice        *choice;
    gint64             deadline;
} Search;

/* ---- from columns to actions and back ---- */

static guint8 *
chosen_of (const Search *s, const DcmmSolution *solution)
{
    guint8 *chosen = g_new0 (guint8, s->n + 1);

    for (guint a = 0; a < s->n; a++)
        chosen[a] = s->problem->fixed[a] || (s->f->column[a] != DCMM_NONE && solution->values[s->f->column[a]] > 0);
    return chosen;
}

/* What the rows say in whole numbers is checked in whole numbers. */
static gboolean
is_sound (const Search *s, const guint8 *chosen)
{
    for (guint a = 0; a < s->n; a++)
        for (guint k = 0; chosen[a] && !s->problem->fixed[a] && k < s->actions->actions[a].n_requires; k++) {
            const guint b = s->actions->actions[a].requires[k];
            if (s->problem->free[b] && !chosen[b])
                return FALSE;
        }
    return dcmm_keeps_limits (s->problem, chosen);
}

/* ---- cuts ---- */

#define DEMANDS (-1)

/* Whether @set is still not enough: for more than @score, or for the demands. */
static gboolean
falls_short (const Search *s, const guint8 *set, gint64 score)
{
    dcmm_effect_of (s->effect, set);
    return score == DEMANDS ? !dcmm_demands_hold (s->problem->demands, s->effect->after) : s->effect->after->printed <= score;
}

/* @chosen is not enough, nor is then any part of it: whatever is must hold an action from outside (for more than @score,
 * or to meet the demands at all). The set is grown first, so that one cut says more. */
static void
cut_off (Search *s, guint8 *chosen, gint64 score)
{
    g_autoptr (DcmmLinear) row = dcmm_linear_new ();

    for (guint a = 0; a < s->n; a++) {
        g_autofree guint8 *more = NULL;
        if (chosen[a] || s->f->column[a] == DCMM_NONE)
            continue;
        more = g_memdup2 (chosen, s->n + 1);
        dcmm_add_closed (s->problem, more, a);
        if (falls_short (s, more, score))
            memcpy (chosen, more, s->n + 1);
    }
    for (guint a = 0; a < s->n; a++)
        if (!chosen[a] && s->f->column[a] != DCMM_NONE)
            dcmm_linear_add_whole (row, s->f->column[a], score == DEMANDS ? 1 : SCORE_MAX);
    if (score != DEMANDS)
        dcmm_linear_add_whole (row, s->f->score, -1);
    dcmm_program_limit (s->f->program, row, score == DEMANDS ? 1 : -score);
    s->choice->cuts++;
}

/* ---- solving ---- */

static DcmmSolution *
solve (Search *s)
{
    const gint64 before = g_get_monotonic_time ();
    DcmmSolution *solution = dcmm_solve (s->f->program, NULL, s->deadline);

    s->choice->solving += g_get_monotonic_time () - before;
    s->choice->said += solution->said;
    s->choice->solves++;
    return solution;
}

/* Solves until the exact test agrees: gives the solution, with *@chosen set where there is one that holds. A solver that
 * brings back what was cut off has failed. */
static DcmmSolution *
solve_exactly (Search *s, guint8 **chosen)
{
    g_autofree guint8 *before = NULL;

    for (;;) {
        DcmmSolution *solution = solve (s);
        g_autofree guint8 *set = solution->found ? chosen_of (s, solution) : NULL;
        gint64 score = DEMANDS;

        *chosen = NULL;
        if (!set)
            return solution;
        if (!is_sound (s, set)) {
            solution->status = DCMM_FAILED;
            return solution;
        }
        dcmm_effect_of (s->effect, set);
        if (dcmm_demands_hold (s->problem->demands, s->effect->after)) {
            score = s->effect->after->printed;
            if (!s->problem->best || score >= solution->values[s->f->score]) {
                *chosen = g_steal_pointer (&set);
                return solution;
            }
        }
        if (before && memcmp (before, set, s->n) == 0) {
            solution->status = DCMM_FAILED;
            return solution;
        }
        g_free (before);
        before = g_memdup2 (set, s->n + 1);
        cut_off (s, set, score);
        dcmm_solution_free (solution);
    }
}

static gboolean
has_limits (const DcmmProblem *problem)
{
    gboolean any = problem->budget >= 0;

    for (guint r = 0; problem->capacity && r < problem->effect->actions->roles->n_roles; r++)
        any |= problem->capacity[r] >= 0;
    return any;
}

static gboolean
fail_solver (GError **error)
{
    return dcmm_fail (error, DCMM_SURROUNDINGS, _("the solver (%s) gave up on a plan that exists; this is a fault of the program or of the solver"),
                      dcmm_solver_name ());
}

/* What can be said without a solution of the solver's. */
static gboolean
without_solution (Search *s, DcmmSolverStatus status, GError **error)
{
    if (status == DCMM_INFEASIBLE && has_limits (s->problem)) {
        s->choice->status = DCMM_CHOICE_LIMITED;
        return TRUE;
    }
    if (status == DCMM_INFEASIBLE || status == DCMM_FAILED)
        return fail_solver (error);
    s->choice->chosen = dcmm_greedy (s->problem);
    g_assert (s->choice->chosen);               /* everything is enough: is_settled() has seen to it */
    s->choice->status = DCMM_CHOICE_GREEDY;     /* over a capacity, maybe: the calendar then takes longer */
    if (s->problem->budget >= 0 && !is_sound (s, s->choice->chosen)) {
        g_clear_pointer (&s->choice->chosen, g_free);
        s->choice->status = DCMM_CHOICE_LIMITED;
        return TRUE;
    }
    s->choice->effort = dcmm_effort_of (s->actions, s->choice->chosen, s->problem->fixed);
    return TRUE;
}

/* A search that was stopped may have less than a checklist would cost. */
static void
compare_with_greedy (Search *s)
{
    g_autofree guint8 *greedy = dcmm_greedy (s->problem);

    if (!greedy || !is_sound (s, greedy) || dcmm_effort_of (s->actions, greedy, s->problem->fixed) >= s->choice->effort)
        return;
    g_free (s->choice->chosen);
    s->choice->chosen = g_steal_pointer (&greedy);
    s->choice->effort = dcmm_effort_of (s->actions, s->choice->chosen, s->problem->fixed);
    s->choice->status = DCMM_CHOICE_GREEDY;
}

static gboolean
least_effort (Search *s, GError **error)
{
    g_autofree guint8 *chosen = NULL;
    g_autoptr (DcmmSolution) solution = solve_exactly (s, &chosen);
    DcmmChoice *choice = s->choice;

    choice->bound = dcmm_formulation_days (s->f, solution->bound);
    if (!chosen || solution->status == DCMM_FAILED) {
        if (!without_solution (s, solution->status, error))
            return FALSE;
    } else {
        choice->chosen = g_steal_pointer (&chosen);
        choice->effort = dcmm_effort_of (s->actions, choice->chosen, s->problem->fixed);
        choice->status = solution->status == DCMM_SOLVED || choice->bound >= choice->effort ? DCMM_CHOICE_OPTIMAL : DCMM_CHOICE_FOUND;
        if (choice->status != DCMM_CHOICE_OPTIMAL)
            compare_with_greedy (s);
    }
    choice->bound = choice->status == DCMM_CHOICE_OPTIMAL ? choice->effort : MIN (choice->bound, choice->effort);
    return TRUE;
}

static Search *
search_new (const DcmmProblem *problem, gint64 deadline)
{
    Search *s = g_new0 (Search, 1);

    s->problem = problem;
    s->effect = problem->effect;
    s->actions = problem->effect->actions;
    s->n = s->actions->n_actions;
    s->choice = g_new0 (DcmmChoice, 1);
    s->deadline = deadline;
    return s;
}

static void
search_free (Search *s)
{
    if (!s)
        return;
    dcmm_formulation_free (s->f);
    dcmm_choice_free (s->choice);
    g_free (s);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Search, search_free)

/* The two ends need no solver: everything is not enough, or nothing more is needed. */
static gboolean
is_settled (Search *s)
{
    g_autofree guint8 *all = g_new0 (guint8, s->n + 1);

    for (guint a = 0; a < s->n; a++)
        all[a] = s->problem->fixed[a] || s->problem->free[a];
    dcmm_effect_of (s->effect, all);
    if (!dcmm_demands_hold (s->problem->demands, s->effect->after)) {
        s->choice->status = DCMM_CHOICE_UNREACHABLE;
        return TRUE;
    }
    if (s->problem->best)
        return FALSE;
    dcmm_effect_of (s->effect, s->problem->fixed);
    if (!dcmm_demands_hold (s->problem->demands, s->effect->after))
        return FALSE;
    s->choice->status = DCMM_CHOICE_OPTIMAL;
    s->choice->chosen = g_memdup2 (s->problem->fixed, s->n + 1);
    return TRUE;
}

/* ---- the best score ---- */

/* What the solver had when it was stopped, or what can be had without it, whichever leads further. */
static void
better_greedy (Search *s, guint8 **chosen)
{
    guint8 *greedy = dcmm_greedy_best (s->problem);
    gint64 score = -1;

    if (*chosen) {
        dcmm_effect_of (s->effect, *chosen);
        score = s->effect->after->printed;
    }
    dcmm_effect_of (s->effect, greedy);
    if (s->effect->after->printed <= score) {
        g_free (greedy);
        return;
    }
    g_free (*chosen);
    *chosen = greedy;
}

/* The greatest printed score within the limits; *@proved. FALSE where the solver had nothing. */
static gboolean
best_score (Search *s, gboolean *proved, GError **error)
{
    g_autofree guint8 *chosen = NULL;
    g_autoptr (DcmmSolution) solution = NULL;
    DcmmChoice *choice = s->choice;

    solution = solve_exactly (s, &chosen);
    *proved = solution->status == DCMM_SOLVED && chosen;
    if (solution->status == DCMM_FAILED || (solution->status == DCMM_INFEASIBLE && !has_limits (s->problem)))
        return without_solution (s, solution->status, error);
    if (solution->status == DCMM_INFEASIBLE) {
        choice->status = DCMM_CHOICE_LIMITED;
        return TRUE;
    }
    if (!*proved)
        better_greedy (s, &chosen);
    dcmm_effect_of (s->effect, chosen);
    if (!dcmm_demands_hold (s->problem->demands, s->effect->after))
        return without_solution (s, DCMM_STOPPED, error);
    choice->chosen = g_steal_pointer (&chosen);
    choice->score = s->effect->after->printed;
    choice->effort = dcmm_effort_of (s->actions, choice->chosen, s->problem->fixed);
    choice->score_bound = solution->bound == G_MININT64 ? SCORE_MAX : MIN (-solution->bound, SCORE_MAX);
    choice->status = *proved ? DCMM_CHOICE_OPTIMAL : DCMM_CHOICE_FOUND;
    return TRUE;
}

static void
take_over (DcmmChoice *into, DcmmChoice *from)
{
    g_free (into->chosen);
    into->chosen = g_steal_pointer (&from->chosen);
    into->effort = from->effort;
    into->bound = from->bound;
    into->status = from->status;
}

static void
count_in (DcmmChoice *into, const DcmmChoice *from)
{
    into->solves += from->solves;
    into->cuts += from->cuts;
    into->said += from->said;
    into->solving += from->solving;
}

/* Above the bonus' cap the bonus counts for nothing: asked for apart, and taken where it leads further. */
static gboolean
try_plain (const DcmmProblem *problem, DcmmChoice *choice, gint64 deadline, gboolean *proved, GError **error)
{
    DcmmProblem plain = *problem;
    const DcmmScores *s = problem->effect->before;
    gboolean this_proved;

    if (mpq_sgn (s->bonus) <= 0 || choice->status == DCMM_CHOICE_LIMITED || choice->score < dcmm_rational_hundredths (s->policy->bonus_max))
        return TRUE;
    plain.plain = TRUE;
    g_autoptr (Search) search = search_new (&plain, deadline);
    search->f = dcmm_formulate (&plain);
    if (!best_score (search, &this_proved, error))
        return FALSE;
    count_in (choice, search->choice);
    *proved &= this_proved;
    choice->score_bound = MAX (choice->score_bound, search->choice->score_bound);
    if (search->choice->status <= DCMM_CHOICE_GREEDY && search->choice->score > choice->score) {
        choice->score = search->choice->score;
        take_over (choice, search->choice);
    }
    return TRUE;
}

/* First the best printed score, then the least effort for that. */
static DcmmChoice *
choose_best (const DcmmProblem *problem, gint64 deadline, GError **error)
{
    g_autoptr (Search) s = search_new (problem, deadline);
    g_autoptr (GArray) demands = g_array_copy ((GArray *) problem->demands);
    DcmmProblem least = *problem;
    gboolean proved = FALSE;

    if (is_settled (s))
        return g_steal_pointer (&s->choice);
    s->f = dcmm_formulate (problem);
    if (!best_score (s, &proved, error) || !try_plain (problem, s->choice, deadline, &proved, error))
        return NULL;
    if (s->choice->status > DCMM_CHOICE_GREEDY)
        return g_steal_pointer (&s->choice);
    dcmm_effect_of (s->effect, problem->fixed);
    if (dcmm_demands_hold (problem->demands, s->effect->after) && s->choice->score <= s->effect->after->printed) {
        memcpy (s->choice->chosen, problem->fixed, s->n);           /* nothing leads further: nothing is the least */
        s->choice->effort = s->choice->bound = 0;
        return g_steal_pointer (&s->choice);
    }
    least.best = FALSE;
    least.demands = demands;
    dcmm_demand_add (demands, (DcmmDemand) { DCMM_ON_WHOLE, 0, s->choice->score, 0, TRUE });
    g_autoptr (DcmmChoice) cheapest = dcmm_choose (&least, deadline, NULL);
    if (cheapest && cheapest->status <= DCMM_CHOICE_GREEDY && cheapest->effort <= s->choice->effort) {
        count_in (s->choice, cheapest);
        take_over (s->choice, cheapest);
    } else {
        proved = FALSE;
    }
    if (!proved && s->choice->status == DCMM_CHOICE_OPTIMAL)
        s->choice->status = DCMM_CHOICE_FOUND;
    return g_steal_pointer (&s->choice);
}

/* ---- from outside ---- */

DcmmChoice *
dcmm_choose (const DcmmProblem *problem, gint64 deadline, GError **error)
{
    if (problem->best)
        return choose_best (problem, deadline, error);

    g_autoptr (Search) s = search_new (problem, deadline);
    if (is_settled (s))
        return g_steal_pointer (&s->choice);
    s->f = dcmm_formulate (problem);
    return least_effort (s, error) ? g_steal_pointer (&s->choice) : NULL;
}

DcmmChoice *
dcmm_choose_other (const DcmmProblem *problem, const guint8 *than, gint64 deadline, GError **error)
{
    g_autoptr (Search) s = search_new (problem, deadline);
    g_autoptr (DcmmLinear) row = dcmm_linear_new ();
    gint64 n = 0;

    s->f = dcmm_formulate (problem);
    for (guint a = 0; a < s->n; a++)
        if (than[a] && !problem->fixed[a] && s->f->column[a] != DCMM_NONE) {
            dcmm_linear_add_whole (row, s->f->column[a], -1);
            n++;
        }
    dcmm_program_limit (s->f->program, row, 1 - n);
    g_autofree guint8 *chosen = NULL;
    g_autoptr (DcmmSolution) solution = solve_exactly (s, &chosen);
    if (solution->status == DCMM_FAILED) {
        fail_solver (error);
        return NULL;
    }
    if (!chosen) {
        s->choice->status = solution->status == DCMM_INFEASIBLE ? DCMM_CHOICE_UNREACHABLE : DCMM_CHOICE_LIMITED;
        return g_steal_pointer (&s->choice);
    }
    s->choice->bound = dcmm_formulation_days (s->f, solution->bound);
    s->choice->effort = dcmm_effort_of (s->actions, chosen, problem->fixed);
    s->choice->chosen = g_steal_pointer (&chosen);
    s->choice->status = solution->status == DCMM_SOLVED ? DCMM_CHOICE_OPTIMAL : DCMM_CHOICE_FOUND;
    return g_steal_pointer (&s->choice);
}

void
dcmm_choice_free (DcmmChoice *choice)
{
    if (!choice)
        return;
    g_free (choice->chosen);
    g_free (choice);
}

void
dcmm_choose_mps (const DcmmProblem *problem, const char *name, GString *out)
{
    g_autoptr (DcmmFormulation) f = dcmm_formulate (problem);

    dcmm_program_mps (f->program, name, out);
}
