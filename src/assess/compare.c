#include "assess/compare.h"

#include <stdlib.h>
#include <string.h>

#include "assess/exact.h"

const char *const dcmm_move_ids[DCMM_MOVES] = { [DCMM_MOVE_UP] = "up", [DCMM_MOVE_DOWN] = "down", [DCMM_MOVE_OTHER] = "other" };

/* ---- order ---- */

/* Whether @a stands after @b: by date, undated last; of one date an edition after the one that it follows. */
static gboolean
after (const DcmmAnswers *a, const DcmmAnswers *b, DcmmLibrary *library)
{
    const int by_date = a->date && b->date ? strcmp (a->date, b->date) : (b->date != NULL) - (a->date != NULL);

    if (by_date)
        return by_date > 0;
    return a->questionnaire != b->questionnaire && dcmm_library_has_crosswalk (library, b->questionnaire->id, a->questionnaire->id);
}

/* By insertion: stable, and of no order but the one above is anything asked. */
static void
put_in_order (DcmmComparison *c, const GPtrArray *answers, DcmmLibrary *library)
{
    for (guint i = 0; i < answers->len; i++) {
        guint at = i;
        while (at && after (c->sets[at - 1].answers, answers->pdata[i], library)) {
            c->sets[at].answers = c->sets[at - 1].answers;
            at--;
        }
        c->sets[at].answers = answers->pdata[i];
    }
}

static gboolean
strangers (const DcmmAnswers *a, const DcmmAnswers *b)
{
    if (a->uscc && b->uscc)
        return strcmp (a->uscc, b->uscc) != 0;
    return a->name && b->name && strcmp (a->name, b->name) != 0;
}

/* ---- series ---- */

static void
series_free (gpointer data)
{
    g_array_unref (((DcmmSeries *) data)->sets);
    g_free (data);
}

static void
join_series (DcmmComparison *c, guint set)
{
    const DcmmQuestionnaire *q = c->sets[set].answers->questionnaire;
    guint i = 0;

    while (i < c->series->len && ((DcmmSeries *) c->series->pdata[i])->questionnaire != q)
        i++;
    if (i == c->series->len) {
        DcmmSeries *series = g_new (DcmmSeries, 1);
        *series = (DcmmSeries) { q, g_array_new (FALSE, FALSE, sizeof (guint)) };
        g_ptr_array_add (c->series, series);
    }
    c->sets[set].series = i;
    g_array_append_val (((DcmmSeries *) c->series->pdata[i])->sets, set);
}

/* ---- steps ---- */

static void
step_free (gpointer data)
{
    g_array_unref (((DcmmCompareStep *) data)->changes);
    g_free (data);
}

static DcmmMove
move_of (const DcmmScores *scores, guint8 from, guint8 to)
{
    DcmmRational a, b;
    DcmmMove move = DCMM_MOVE_OTHER;

    mpq_inits (a, b, NULL);
    if (dcmm_scores_compliance (scores, from, a) && dcmm_scores_compliance (scores, to, b)) {
        const int cmp = mpq_cmp (b, a);
        move = cmp > 0 ? DCMM_MOVE_UP : cmp < 0 ? DCMM_MOVE_DOWN : DCMM_MOVE_OTHER;
    }
    mpq_clears (a, b, NULL);
    return move;
}

/* Both are answers to the step's questionnaire. */
static void
find_changes (DcmmCompareStep *step, const DcmmScores *before, const DcmmScores *now)
{
    const DcmmCrosswalk *c = step->crosswalk;

    for (guint i = 0; i < step->questionnaire->n_criteria; i++) {
        DcmmChange change = { .criterion = i, .from = before->values[i], .to = now->values[i], .marked = c && !dcmm_crosswalk_same (c, i) };
        if (c && (!c->by_to[i].n || c->maps[c->by_to[i].maps[0]].relation == DCMM_NEW)) {
            step->fresh++;
            continue;
        }
        step->compared++;
        if (change.from == change.to)
            continue;
        change.move = move_of (now, change.from, change.to);
        step->moves[change.move]++;
        g_array_append_val (step->changes, change);
    }
}

/* The set that answers the old edition is carried over in memory, whichever of the two it is. */
static gboolean
find_changes_between (DcmmCompareStep *step, const DcmmComparison *c, GError **error)
{
    const DcmmCompared *from = &c->sets[step->from], *to = &c->sets[step->to], *old = step->backwards ? to : from;
    g_autoptr (DcmmMigration) migration = dcmm_migrate (old->answers, step->crosswalk, c->policy);
    g_autoptr (DcmmScores) carried = dcmm_scores_new (step->crosswalk->to, c->policy);

    if (!dcmm_scores_take (carried, migration->after, c->which, error))
        return FALSE;
    find_changes (step, step->backwards ? from->scores : carried, step->backwards ? carried : to->scores);
    return TRUE;
}

static gboolean
take_step (DcmmComparison *c, guint to, DcmmLibrary *library, GError **error)
{
    const DcmmQuestionnaire *a = c->sets[to - 1].answers->questionnaire, *b = c->sets[to].answers->questionnaire;
    DcmmCompareStep *step = g_new (DcmmCompareStep, 1);

    *step = (DcmmCompareStep) { .from = to - 1, .to = to, .changes = g_array_new (FALSE, FALSE, sizeof (DcmmChange)) };
    g_ptr_array_add (c->steps, step);
    if (a == b) {
        step->questionnaire = a;
        find_changes (step, c->sets[to - 1].scores, c->sets[to].scores);
        return TRUE;
    }
    step->backwards = !dcmm_library_has_crosswalk (library, a->id, b->id);
    if (step->backwards && !dcmm_library_has_crosswalk (library, b->id, a->id))
        return TRUE;            /* side by side, and that is all */
    step->crosswalk = step->backwards ? dcmm_library_crosswalk (library, b->id, a->id, error) : dcmm_library_crosswalk (library, a->id, b->id, error);
    if (!step->crosswalk)
        return FALSE;
    step->questionnaire = step->crosswalk->to;
    return find_changes_between (step, c, error);
}

static gboolean
score_set (DcmmComparison *c, guint set, GError **error)
{
    DcmmCompared *compared = &c->sets[set];
    g_autoptr (DcmmProblems) problems = dcmm_problems_new ();

    if (!dcmm_policy_fits (c->policy, compared->answers->questionnaire, problems))
        return dcmm_problems_none (problems, error);
    compared->scores = dcmm_scores_new (compared->answers->questionnaire, c->policy);
    return dcmm_scores_take (compared->scores, compared->answers, c->which, error);
}

DcmmComparison *
dcmm_compare (const GPtrArray *answers, DcmmLibrary *library, const DcmmPolicy *policy, DcmmWhich which, GError **error)
{
    g_autoptr (DcmmComparison) c = g_new0 (DcmmComparison, 1);

    c->policy = policy;
    c->which = which;
    c->sets = g_new0 (DcmmCompared, answers->len);
    c->n_sets = answers->len;
    c->series = g_ptr_array_new_with_free_func (series_free);
    c->steps = g_ptr_array_new_with_free_func (step_free);
    put_in_order (c, answers, library);
    for (guint i = 0; i < c->n_sets; i++) {
        join_series (c, i);
        c->strangers |= strangers (c->sets[0].answers, c->sets[i].answers);
        if (!score_set (c, i, error) || (i && !take_step (c, i, library, error)))
            return NULL;
    }
    return g_steal_pointer (&c);
}

void
dcmm_comparison_free (DcmmComparison *c)
{
    if (!c)
        return;
    for (guint i = 0; i < c->n_sets; i++)
        dcmm_scores_free (c->sets[i].scores);
    g_free (c->sets);
    g_ptr_array_unref (c->series);
    g_ptr_array_unref (c->steps);
    g_free (c);
}

/* ---- the same twice ---- */

static gboolean
are_twins (const DcmmCompared *a, const DcmmCompared *b)
{
    return a->answers->questionnaire == b->answers->questionnaire && g_strcmp0 (a->answers->date, b->answers->date) == 0 &&
           memcmp (a->scores->values, b->scores->values, a->scores->questionnaire->n_criteria * sizeof *a->scores->values) == 0;
}

GPtrArray *
dcmm_comparison_twice (const DcmmComparison *c)
{
    GPtrArray *found = g_ptr_array_new_with_free_func (g_free);

    for (guint i = 1; i < c->n_sets; i++) {
        const char *path = c->sets[i].answers->path;
        guint k = 0;
        while (k < i && !are_twins (&c->sets[k], &c->sets[i]))
            k++;
        if (k == i)
            continue;
        const char *other = c->sets[k].answers->path;
        g_ptr_array_add (found, strcmp (path, other) == 0 ? g_strdup_printf (_("%s is given twice: nothing can differ between the two."), path)
                                : g_strdup_printf (_("%s and %s hold the same answers of the same date: nothing can differ between the two."), other, path));
    }
    return found;
}

/* ---- items side by side ---- */

typedef struct { guint item, n; } Share;

static int
by_share (gconstpointer a, gconstpointer b)
{
    const Share *x = a, *y = b;

    return x->n != y->n ? (x->n < y->n ? 1 : -1) : x->item < y->item ? -1 : x->item > y->item;
}

GArray *
dcmm_crosswalk_items (const DcmmCrosswalk *c, guint item)
{
    g_autofree Share *shares = g_new0 (Share, c->from->n_items + 1);
    const DcmmItem *to = &c->to->items[item];
    GArray *found = g_array_new (FALSE, FALSE, sizeof (guint));

    for (guint i = 0; i < c->from->n_items; i++)
        shares[i].item = i;
    for (guint k = to->first; k < to->first + to->n; k++)
        for (guint i = 0; i < c->by_to[k].n; i++) {
            const DcmmMap *map = &c->maps[c->by_to[k].maps[i]];
            if (map->from >= 0)
                shares[c->from->criteria[map->from].item].n++;
        }
    qsort (shares, c->from->n_items, sizeof *shares, by_share);
    for (guint i = 0; i < c->from->n_items && shares[i].n; i++)
        g_array_append_val (found, shares[i].item);
    return found;
}
