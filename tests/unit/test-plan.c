/* plan/: the chosen actions are the cheapest that there are (against all 2^n sets), the solver is silent and its settings
 * hold, the schedule keeps what it promises, and the same input gives the same bytes. */
#include "plan/choose.h"
#include "plan/plan.h"
#include "plan/schedule.h"

#include <glib/gstdio.h>
#include <string.h>

static char *folder;                    /* of data of the test's own */

/* ---- small random cases ---- */

#define SMALL_ACTIONS 10

typedef struct {
    GRand             *rand;
    guint              seed, n_criteria, n_actions;
    char              *ids[200];
    guint              levels[200];
    const DcmmQuestionnaire *q;
    DcmmLibrary       *library;
    DcmmPolicy        *policy;
    DcmmActions       *actions;
    DcmmAnswers       *answers;
    DcmmScores        *scores;
} Case;

static const char *const values[] = { "full", "large", "part", "none", "na" };
static const char *const weights[] = { "1", "2", "3", "0.5", "1.5", "0.333", "7", "0.01" };

static gboolean
one_in (Case *c, gint n)
{
    return g_rand_int_range (c->rand, 0, n) == 0;
}

static guint
upto (Case *c, gint low, gint high)
{
    return (guint) g_rand_int_range (c->rand, low, high + 1);
}

static char *
keep (const Case *c, const char *name, const GString *text)
{
    char *path = g_build_filename (folder, "questionnaires", "small", name, NULL);
    FILE *file = g_fopen (path, "w");

    (void) c;

    g_assert_cmpuint (file ? fwrite (text->str, 1, text->len, file) : 0, ==, text->len);
    g_assert_cmpint (file ? fclose (file) : -1, ==, 0);
    return path;
}

static char *
questionnaire (Case *c)
{
    g_autoptr (GString) x = g_string_new ("<questionnaire xmlns=\"urn:dcmm:questionnaire:1\" id=\"small\">");
    const gboolean weighted = one_in (c, 2);
    const guint domains = upto (c, 1, 3);

    for (guint l = 1; l <= DCMM_LEVELS; l++)
        g_string_append_printf (x, "<level no=\"%u\"><name xml:lang=\"en\">%u</name></level>", l, l);
    for (guint d = 1; d <= domains; d++) {
        const guint items = upto (c, 1, 2);
        g_string_append_printf (x, "<domain id=\"%u\"><name xml:lang=\"en\">d</name>", d);
        for (guint i = 1; i <= items; i++) {
            guint n_before = c->n_criteria;
            g_string_append_printf (x, "<item id=\"%u.%u\"><name xml:lang=\"en\">i</name>", d, i);
            for (guint l = 1; l <= DCMM_LEVELS; l++) {
                guint n = upto (c, 0, 2);
                if (l == DCMM_LEVELS && c->n_criteria == n_before && !n)
                    n = 1;
                for (guint k = 1; k <= n; k++) {
                    c->levels[c->n_criteria] = l;
                    c->ids[c->n_criteria] = g_strdup_printf ("%u.%u-%u.%u", d, i, l, k);
                    g_string_append_printf (x, "<criterion id=\"%s\" level=\"%u\" dimension=\"policy\"", c->ids[c->n_criteria++], l);
                    if (weighted && one_in (c, 2))
                        g_string_append_printf (x, " weight=\"%s\"", weights[upto (c, 0, G_N_ELEMENTS (weights) - 1)]);
                    g_string_append (x, "><text xml:lang=\"en\">t</text></criterion>");
                }
            }
            g_string_append (x, "</item>");
        }
        g_string_append (x, "</domain>");
    }
    g_string_append (x, "</questionnaire>");
    return keep (c, "questionnaire.xml", x);
}

static void
add_condition (Case *c, GString *x, double threshold)
{
    static const char *const scopes[] = { "each=\"domain\"", "each=\"item\"", "ref=\"1\"", "ref=\"1.1\"" };
    char from[G_ASCII_DTOSTR_BUF_SIZE];

    g_ascii_formatd (from, sizeof from, "%.2f", MAX (0, threshold * g_rand_double_range (c->rand, 0.2, 1.0)));
    g_string_append_printf (x, "<condition %s from=\"%s\"/>", scopes[upto (c, 0, 3)], from);
}

static char *
policy_of (Case *c)
{
    static const char *const combines[] = { "sum", "gated", "gated", "highest" }, *const gates[] = { "0.8", "0.5", "1", "0.75", "0.6667", "0", "0.9" };
    g_autoptr (GString) x = g_string_new ("<policy xmlns=\"urn:dcmm:policy:1\" id=\"small\"><scale><value id=\"full\" compliance=\"1\"/><value id=\"large\" "
                                          "compliance=\"0.8\"/><value id=\"part\" compliance=\"0.5\"/><value id=\"none\" compliance=\"0\"/><value id=\"na\"/></scale>");
    double threshold = 0;

    g_string_append_printf (x, "<item combine=\"%s\" gate=\"%s\"/>", combines[upto (c, 0, 3)], gates[upto (c, 0, 6)]);
    if (one_in (c, 3))
        g_string_append_printf (x, "<weights><domain ref=\"1\" weight=\"%s\"/><item ref=\"1.1\" weight=\"%s\"/></weights>",
                                weights[upto (c, 0, G_N_ELEMENTS (weights) - 1)], weights[upto (c, 0, G_N_ELEMENTS (weights) - 1)]);
    if (one_in (c, 3))
        g_string_append_printf (x, "<bonus each=\"0.03\" cap=\"0.2\" max=\"%s\"/>", one_in (c, 2) ? "2.345" : "5");
    g_string_append (x, "<levels>");
    for (guint l = 1; l <= DCMM_LEVELS; l++) {
        char from[G_ASCII_DTOSTR_BUF_SIZE];
        threshold += g_rand_double_range (c->rand, 0.3, 1.0);
        g_ascii_formatd (from, sizeof from, one_in (c, 2) ? "%.2f" : "%.3f", threshold);
        g_string_append_printf (x, "<level no=\"%u\" from=\"%s\">", l, from);
        while (one_in (c, 3))
            add_condition (c, x, threshold);
        g_string_append (x, "</level>");
    }
    g_string_append (x, "</levels></policy>");
    return keep (c, "policy.xml", x);
}

static char *
actions_of (Case *c)
{
    g_autoptr (GString) x = g_string_new ("<actions xmlns=\"urn:dcmm:actions:1\" questionnaire=\"small\">");
    static const char *const roles[] = { "cdo", "it", "quality" };

    c->n_actions = upto (c, 6, SMALL_ACTIONS);
    for (guint a = 0; a < c->n_actions; a++) {
        const guint from = upto (c, 0, (gint) c->n_criteria - 1), n = upto (c, 1, 5), days = one_in (c, 20) ? 0 : upto (c, 1, one_in (c, 2) ? 12 : 4) * (one_in (c, 3) ? 5 : 1);
        g_string_append_printf (x, "<action id=\"a%u\" role=\"%s\"><title xml:lang=\"en\">A%u</title><effort low=\"0\" likely=\"%u\" high=\"99\"/>", a,
                                roles[upto (c, 0, 2)], a, days);
        for (guint k = 0; k < upto (c, 0, 2) && a; k++)
            if (one_in (c, 2))
                g_string_append_printf (x, "<requires ref=\"a%u\"/>", upto (c, 0, (gint) a - 1));
        for (guint k = from; k < MIN (from + n, c->n_criteria); k++)
            g_string_append_printf (x, "<raises ref=\"%s\" to=\"%s\"/>", c->ids[k], one_in (c, 3) ? values[upto (c, 1, 2)] : "full");
        g_string_append (x, "</action>");
    }
    g_string_append (x, "</actions>");
    return keep (c, "actions.xml", x);
}

static char *
answers_of (Case *c)
{
    g_autoptr (GString) x = g_string_new (NULL);
    const double reach = g_rand_double_range (c->rand, 0, 4);
    const gboolean many_na = one_in (c, 5);

    g_string_append (x, "<answers xmlns=\"urn:dcmm:answers:1\" questionnaire=\"small\">");
    g_string_append_printf (x, "<bonus kind=\"k\" count=\"%u\"/>", upto (c, 0, 5));
    for (guint k = 0; k < c->n_criteria; k++) {
        const char *value = c->levels[k] <= reach ? values[upto (c, 0, 1)] : values[upto (c, 1, 3)];
        if (one_in (c, many_na ? 3 : 20))
            value = "na";
        if (!one_in (c, 12))
            g_string_append_printf (x, "<answer ref=\"%s\" value=\"%s\"/>", c->ids[k], value);
    }
    g_string_append (x, "</answers>");
    return keep (c, "answers.xml", x);
}

static void
case_free (Case *c)
{
    if (!c)
        return;
    for (guint k = 0; k < c->n_criteria; k++)
        g_free (c->ids[k]);
    dcmm_scores_free (c->scores);
    dcmm_answers_free (c->answers);
    dcmm_actions_free (c->actions);
    dcmm_policy_free (c->policy);
    dcmm_library_free (c->library);
    g_rand_free (c->rand);
    g_free (c);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Case, case_free)

static Case *
case_new (guint seed)
{
    g_autoptr (Case) c = g_new0 (Case, 1);
    g_autoptr (DcmmProblems) problems = dcmm_problems_new ();
    g_autoptr (GError) error = NULL;

    c->seed = seed;
    c->rand = g_rand_new_with_seed (seed);
    c->library = dcmm_library_new (NULL);
    g_autofree char *q = questionnaire (c), *policy = policy_of (c), *actions = actions_of (c), *answers = answers_of (c);
    c->q = dcmm_library_questionnaire (c->library, "small", &error);
    g_assert_no_error (error);
    c->policy = dcmm_policy_load (policy, problems, &error);
    g_assert_no_error (error);
    c->actions = dcmm_actions_load (actions, c->library, c->q, problems, &error);
    g_assert_no_error (error);
    c->answers = dcmm_answers_load (answers, c->library, c->policy, problems, &error);
    g_assert_no_error (error);
    dcmm_problems_none (problems, &error);
    g_assert_no_error (error);
    c->scores = dcmm_scores_new (c->q, c->policy);
    g_assert_true (dcmm_scores_take (c->scores, c->answers, DCMM_SELF, &error));
    return g_steal_pointer (&c);
}

/* ---- all 2^n sets ---- */

typedef struct { gint64 effort; guint count; gint64 score; } Truth;     /* effort -1: no set reaches it */

static gboolean
is_closed (const DcmmActions *actions, guint set)
{
    for (guint a = 0; a < actions->n_actions; a++)
        for (guint k = 0; (set >> a & 1) && k < actions->actions[a].n_requires; k++)
            if (!(set >> actions->actions[a].requires[k] & 1))
                return FALSE;
    return TRUE;
}

static gboolean
keeps_limits (const DcmmProblem *problem, const DcmmActions *actions, guint set)
{
    gint64 days = 0;

    for (guint r = 0; problem->capacity && r < actions->roles->n_roles; r++) {
        gint64 of_role = 0;
        for (guint a = 0; a < actions->n_actions; a++)
            of_role += (set >> a & 1) && actions->actions[a].role == r ? actions->actions[a].likely : 0;
        if (problem->capacity[r] >= 0 && of_role > problem->capacity[r])
            return FALSE;
    }
    for (guint a = 0; a < actions->n_actions; a++)
        days += set >> a & 1 ? actions->actions[a].likely : 0;
    return problem->budget < 0 || days <= problem->budget;
}

/* In Gray code's order, so that each set differs from the one before in one action. */
static Truth
exhaustive (const Case *c, const DcmmProblem *problem)
{
    g_autoptr (DcmmEffect) effect = dcmm_effect_new (c->scores, c->actions);
    Truth best = { -1, 0, -1 };
    guint set = 0;

    for (guint i = 0; i < 1u << c->actions->n_actions; i++) {
        const guint next = i ^ (i >> 1);
        gint64 effort = 0;
        guint count = 0;
        gboolean allowed = TRUE;
        for (guint a = 0; a < c->actions->n_actions; a++) {
            if ((set ^ next) >> a & 1)
                dcmm_effect_toggle (effect, a);
            effort += next >> a & 1 ? c->actions->actions[a].likely : 0;
            count += next >> a & 1;
            allowed &= !(next >> a & 1) || problem->free[a];
        }
        set = next;
        if (!allowed || !is_closed (c->actions, set) || !keeps_limits (problem, c->actions, set) || !dcmm_demands_hold (problem->demands, effect->after))
            continue;
        const gboolean better = best.effort < 0 ||
            (problem->best ? effect->after->printed > best.score || (effect->after->printed == best.score && effort < best.effort)
                           : effort < best.effort || (effort == best.effort && count < best.count));
        if (better)
            best = (Truth) { effort, count, effect->after->printed };
    }
    return best;
}

static guint
count_of (const DcmmActions *actions, const guint8 *chosen)
{
    guint n = 0;

    for (guint a = 0; a < actions->n_actions; a++)
        n += chosen[a];
    return n;
}

typedef struct { guint solved, unreachable, limited, settled, cuts, failed; } Tally;

static void
compare (Case *c, const DcmmProblem *problem, const char *what, Tally *tally)
{
    g_autoptr (GError) error = NULL;
    const Truth truth = exhaustive (c, problem);
    g_autoptr (DcmmChoice) choice = dcmm_choose (problem, g_get_monotonic_time () + 60 * G_USEC_PER_SEC, &error);

    g_assert_no_error (error);
    if (!choice)
        return;
    g_assert_cmpuint (choice->said, ==, 0);
    tally->cuts += choice->cuts;
    if (truth.effort < 0) {
        tally->unreachable += choice->status == DCMM_CHOICE_UNREACHABLE;
        tally->limited += choice->status == DCMM_CHOICE_LIMITED;
        if (choice->status < DCMM_CHOICE_UNREACHABLE)
            g_test_message ("seed %u, %s: a plan where there is none", c->seed, what);
        g_assert_cmpint (choice->status, >=, DCMM_CHOICE_UNREACHABLE);
        return;
    }
    if (choice->status != DCMM_CHOICE_OPTIMAL || choice->effort != truth.effort || (problem->best && choice->score != truth.score)) {
        g_test_message ("seed %u, %s: status %d, effort %d (truth %d), score %d (truth %d)", c->seed, what, choice->status, (int) choice->effort, (int) truth.effort,
                        (int) choice->score, (int) truth.score);
        tally->failed++;
    }
    g_assert_cmpint (choice->status, ==, DCMM_CHOICE_OPTIMAL);
    g_assert_cmpint (choice->effort, ==, truth.effort);
    g_assert_cmpint (choice->bound, ==, truth.effort);
    if (problem->best)
        g_assert_cmpint (choice->score, ==, truth.score);
    else if (choice->chosen)
        g_assert_cmpuint (count_of (c->actions, choice->chosen), ==, truth.count);
    tally->solved += choice->solves > 0;
    tally->settled += choice->solves == 0;
}

/* A level one or two up, sometimes with a target of a domain or item of its own; then the best score for half of that. */
static void
compare_case (guint seed, guint crush_bits, Tally *tally)
{
    g_autoptr (Case) c = case_new (seed);
    g_autoptr (DcmmEffect) effect = dcmm_effect_new (c->scores, c->actions);
    g_autoptr (GArray) demands = g_array_new (FALSE, FALSE, sizeof (DcmmDemand)), none = g_array_new (FALSE, FALSE, sizeof (DcmmDemand));
    guint8 fixed[SMALL_ACTIONS + 1] = { 0 }, may[SMALL_ACTIONS + 1];
    gint64 capacity[100];
    DcmmProblem problem = { effect, fixed, may, demands, NULL, -1, FALSE, FALSE, crush_bits };
    const guint up = upto (c, 1, 2), level = MIN (DCMM_LEVELS, (guint) MAX (c->scores->level, 0) + up);

    memset (may, TRUE, sizeof may);
    for (guint a = 0; a < c->actions->n_actions; a++)       /* forbidden, with the closure of what requires it */
        for (guint k = 0; k <= c->actions->actions[a].n_requires; k++)
            may[a] &= k < c->actions->actions[a].n_requires ? may[c->actions->actions[a].requires[k]] : !one_in (c, 25);
    dcmm_demand_level (demands, c->q, c->policy, level);
    if (one_in (c, 3))
        dcmm_demand_add (demands, (DcmmDemand) { one_in (c, 2) ? DCMM_ON_ITEM : DCMM_ON_DOMAIN, 0, dcmm_policy_threshold (c->policy, upto (c, 1, 3)), 0, TRUE });
    compare (c, &problem, "least effort", tally);

    for (guint r = 0; r < 100; r++)
        capacity[r] = one_in (c, 2) ? (gint64) upto (c, 0, 40) : -1;
    problem.capacity = capacity;
    compare (c, &problem, "capacity", tally);
    if (crush_bits)             /* a score known to one part in 32 would take a cut for nearly every set */
        return;
    problem.capacity = NULL;
    problem.demands = none;
    problem.best = TRUE;
    problem.budget = upto (c, 0, 40);
    compare (c, &problem, "budget", tally);
}

static void
compare_cases (guint from, guint n, guint crush_bits)
{
    Tally tally = { 0 };

    for (guint seed = from; seed < from + n; seed++)
        compare_case (seed, crush_bits, &tally);
    g_test_message ("%u solved, %u settled without, %u unreachable, %u limited, %u cuts", tally.solved, tally.settled, tally.unreachable, tally.limited, tally.cuts);
    g_assert_cmpuint (tally.failed, ==, 0);
    g_assert_cmpuint (tally.solved, >, n / 2);
    g_assert_cmpuint (tally.unreachable, >, n / 20);
    if (crush_bits)
        g_assert_cmpuint (tally.cuts, >, 0);
}

static guint
cases (void)
{
    const char *n = g_getenv ("DCMM_PLAN_CASES");

#ifdef __SANITIZE_ADDRESS__
    return n ? (guint) g_ascii_strtoull (n, NULL, 10) : 40;
#else
    return n ? (guint) g_ascii_strtoull (n, NULL, 10) : 300;
#endif
}

static void
test_exhaustive (void)
{
    compare_cases (1, cases (), 0);
}

/* With factors crushed to five bits rounding and cuts run all the time; the answers are the same. */
static void
test_crushed (void)
{
    compare_cases (100001, cases (), 5);
}

/* ---- the solver ---- */

static guint
find_name (GPtrArray *names, const char *name)
{
    guint at;

    if (!g_ptr_array_find_with_equal_func (names, name, g_str_equal, &at)) {
        at = names->len;
        g_ptr_array_add (names, g_strdup (name));
    }
    return at;
}

/* As much of free MPS as dcmm_program_mps() writes. */
static DcmmProgram *
read_mps (const char *path)
{
    DcmmProgram *p = dcmm_program_new ();
    g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (g_free), columns = g_ptr_array_new_with_free_func (g_free);
    g_autoptr (GPtrArray) linears = g_ptr_array_new_with_free_func ((GDestroyNotify) dcmm_linear_free);
    g_autofree char *text = NULL;
    g_autoptr (GError) error = NULL;
    gint64 least[100] = { 0 };
    const char *section = "";
    gboolean integer = FALSE;

    g_file_get_contents (path, &text, NULL, &error);
    g_assert_no_error (error);
    g_auto (GStrv) lines = g_strsplit (text ? text : "", "\n", -1);
    for (guint i = 0; lines[i]; i++) {
        g_auto (GStrv) w = g_strsplit (g_strstrip (lines[i]), " ", -1);
        const guint n = g_strv_length (w);
        if (n == 1 || (n == 2 && strcmp (w[0], "NAME") == 0))
            section = n == 1 ? (const char *) g_intern_string (w[0]) : "";
        else if (strcmp (section, "ROWS") == 0 && strcmp (w[0], "G") == 0) {
            find_name (rows, w[1]);
            g_ptr_array_add (linears, dcmm_linear_new ());
        } else if (strcmp (section, "COLUMNS") == 0 && strcmp (w[1], "'MARKER'") == 0)
            integer = strcmp (w[2], "'INTORG'") == 0;
        else if (strcmp (section, "COLUMNS") == 0) {
            const gint64 factor = g_ascii_strtoll (w[2], NULL, 10);
            const guint column = find_name (columns, w[0]);
            if (column == p->columns->len)
                dcmm_program_column (p, DCMM_COLUMN_ACTION, column, 0, 0, 1, integer);
            if (strcmp (w[1], "obj") == 0)
                dcmm_program_at (p, column)->cost = factor;
            else
                dcmm_linear_add_whole (g_ptr_array_index (linears, find_name (rows, w[1])), column, factor);
        } else if (strcmp (section, "RHS") == 0)
            least[find_name (rows, w[1])] = g_ascii_strtoll (w[2], NULL, 10);
        else if (strcmp (section, "BOUNDS") == 0 && strcmp (w[0], "UP") == 0)
            dcmm_program_at (p, find_name (columns, w[2]))->upper = g_ascii_strtoll (w[3], NULL, 10);
    }
    for (guint r = 0; r < linears->len; r++)
        dcmm_program_row_whole (p, g_ptr_array_index (linears, r), least[r]);
    return p;
}

/* CBC's default preprocessing calls 36 optimal; 26 is. Guards the setting. */
static void
test_wrong_optimum (void)
{
    g_autofree char *path = g_test_build_filename (G_TEST_DIST, "wrong-optimum.mps", NULL);
    g_autoptr (DcmmProgram) p = read_mps (path);
    g_autoptr (DcmmSolution) s = dcmm_solve (p, NULL, g_get_monotonic_time () + 10 * G_USEC_PER_SEC);

    g_assert_cmpuint (p->rows->len, ==, 8);
    g_assert_cmpint (s->status, ==, DCMM_SOLVED);
    g_assert_cmpint (s->cost, ==, 26);
    g_assert_cmpint (s->bound, ==, 26);
    g_assert_cmpuint (s->said, ==, 0);
}

/* A program that keeps CBC busy for minutes: equal rows of a knapsack. */
static DcmmProgram *
hard_program (void)
{
    DcmmProgram *p = dcmm_program_new ();
    g_autoptr (GRand) rand = g_rand_new_with_seed (3);

    for (guint c = 0; c < 120; c++)
        dcmm_program_column (p, DCMM_COLUMN_ACTION, c, 0, g_rand_int_range (rand, 1000, 1050), 1, TRUE);
    for (guint r = 0; r < 60; r++) {
        g_autoptr (DcmmLinear) row = dcmm_linear_new ();
        gint64 sum = 0;
        for (guint c = 0; c < 120; c++) {
            const gint64 factor = g_rand_int_range (rand, 1000, 1997);
            dcmm_linear_add_whole (row, c, factor);
            sum += factor;
        }
        dcmm_program_row_whole (p, row, sum / 2);
    }
    return p;
}

static void
check_stopped (const DcmmSolution *s, gint64 began, double most)
{
    g_assert_cmpint (s->status, ==, DCMM_STOPPED);
    g_assert_cmpuint (s->said, ==, 0);
    g_assert_cmpint (s->bound, >, 0);
    if (s->found)
        g_assert_cmpint (s->bound, <=, s->cost);
    g_assert_cmpfloat ((double) (g_get_monotonic_time () - began) / G_USEC_PER_SEC, <, most);
}

static void
test_time (void)
{
    g_autoptr (DcmmProgram) p = hard_program ();
    const gint64 began = g_get_monotonic_time ();
    g_autoptr (DcmmSolution) s = dcmm_solve (p, NULL, began + G_USEC_PER_SEC / 2);

    check_stopped (s, began, 5);
    g_assert_true (s->found);
}

static gpointer
stop_soon (gpointer data)
{
    g_usleep (500 * 1000);
    dcmm_solver_stop ();
    return data;
}

/* Stopped from outside: the best so far is kept, and what would start later does not. */
static void
test_stop (void)
{
    g_autoptr (DcmmProgram) p = hard_program ();
    const gint64 began = g_get_monotonic_time ();
    GThread *thread = g_thread_new ("stop", stop_soon, NULL);
    g_autoptr (DcmmSolution) s = dcmm_solve (p, NULL, began + 60 * G_USEC_PER_SEC);
    g_autoptr (DcmmSolution) later = dcmm_solve (p, NULL, began + 60 * G_USEC_PER_SEC);

    g_thread_join (thread);
    dcmm_solver_go_on ();
    check_stopped (s, began, 10);
    g_assert_true (s->found);
    g_assert_cmpint (later->status, ==, DCMM_STOPPED);
    g_assert_false (later->found);
}

static gpointer
solve_small (gpointer data)
{
    g_autofree char *path = g_test_build_filename (G_TEST_DIST, "wrong-optimum.mps", NULL);
    g_autoptr (DcmmProgram) p = read_mps (path);

    for (guint i = 0; i < 20; i++) {
        g_autoptr (DcmmSolution) s = dcmm_solve (p, NULL, g_get_monotonic_time () + 10 * G_USEC_PER_SEC);
        if (s->status != DCMM_SOLVED || s->cost != 26 || s->said)
            (*(guint *) data)++;
    }
    return NULL;
}

/* CBC's parser of parameters is global: side by side without a lock, settings change places. */
static void
test_threads (void)
{
    GThread *threads[4];
    guint    wrong[4] = { 0 };

    for (guint i = 0; i < 4; i++)
        threads[i] = g_thread_new ("solve", solve_small, &wrong[i]);
    for (guint i = 0; i < 4; i++)
        g_thread_join (threads[i]);
    g_assert_cmpuint (wrong[0] + wrong[1] + wrong[2] + wrong[3], ==, 0);
}

/* Programs that are nobody's business but ours. */
static void
test_trivial (void)
{
    g_autoptr (DcmmProgram) p = dcmm_program_new ();
    g_autoptr (DcmmLinear) nothing = dcmm_linear_new ();
    const gint64 deadline = g_get_monotonic_time () + G_USEC_PER_SEC;

    dcmm_program_column (p, DCMM_COLUMN_ACTION, 0, 0, 3, 1, TRUE);
    dcmm_program_row_whole (p, nothing, 0);
    g_autoptr (DcmmSolution) free_of_rows = dcmm_solve (p, NULL, deadline);
    g_assert_cmpint (free_of_rows->status, ==, DCMM_SOLVED);
    g_assert_cmpint (free_of_rows->cost, ==, 0);
    dcmm_program_row_whole (p, nothing, 1);
    g_autoptr (DcmmSolution) impossible = dcmm_solve (p, NULL, deadline);
    g_assert_cmpint (impossible->status, ==, DCMM_INFEASIBLE);
    g_assert_false (impossible->found);
}

/* ---- rows ---- */

static const DcmmRow *
only_row (const DcmmProgram *p)
{
    g_assert_cmpuint (p->rows->len, ==, 1);
    return &g_array_index (p->rows, DcmmRow, 0);
}

static gint64
factor (const DcmmProgram *p, guint i)
{
    return g_array_index (p->terms, DcmmTerm, i).factor;
}

static void
add (DcmmLinear *linear, guint column, long above, unsigned long below)
{
    DcmmRational q;

    mpq_init (q);
    mpq_set_si (q, above, below);
    mpq_canonicalize (q);
    dcmm_linear_add (linear, column, q);
    mpq_clear (q);
}

static void
test_rows (void)
{
    g_autoptr (DcmmProgram) p = dcmm_program_new (), crushed = dcmm_program_new ();
    g_autoptr (DcmmLinear) row = dcmm_linear_new ();
    DcmmRational least;

    for (guint c = 0; c < 3; c++) {
        dcmm_program_column (p, DCMM_COLUMN_ACTION, c, 0, 1, 1, TRUE);
        dcmm_program_column (crushed, DCMM_COLUMN_ACTION, c, 0, 1, 1, TRUE);
    }
    /* 1/2 a + 1/3 b + (1/3 + 1/3) b - 0 c ≥ 0.7  ►  times 6, by 3: a + 2 b ≥ 1.4, so ≥ 2 */
    add (row, 0, 1, 2), add (row, 1, 1, 3), add (row, 1, 2, 3), add (row, 2, 0, 1);
    mpq_init (least);
    mpq_set_si (least, 7, 10);
    dcmm_program_row (p, row, least);
    g_assert_cmpuint (only_row (p)->n, ==, 2);
    g_assert_cmpint (factor (p, 0), ==, 1);
    g_assert_cmpint (factor (p, 1), ==, 2);
    g_assert_cmpint (only_row (p)->least, ==, 2);
    g_assert_false (only_row (p)->half);
    /* 1000 a + 2001 b ≥ 1501 in 5 bits: shifted by 6, up 16 and 32, down 23, and half a unit of slack from 1,000 on only */
    g_autoptr (DcmmLinear) large = dcmm_linear_new ();
    dcmm_linear_add_whole (large, 0, 1000), dcmm_linear_add_whole (large, 1, 2001);
    crushed->crush_bits = 5;
    dcmm_program_row_whole (crushed, large, 1501);
    g_assert_cmpint (factor (crushed, 0), ==, 16);
    g_assert_cmpint (factor (crushed, 1), ==, 32);
    g_assert_cmpint (only_row (crushed)->least, ==, 23);
    g_assert_false (only_row (crushed)->half);
    /* What holds by itself is no row. */
    dcmm_program_row_whole (p, large, 0);
    g_assert_cmpuint (p->rows->len, ==, 1);
    dcmm_program_row_whole (p, large, 1501);
    g_assert_true (g_array_index (p->rows, DcmmRow, 1).half);
    g_autoptr (GString) mps = g_string_new (NULL);
    dcmm_program_mps (p, "rows", mps);
    g_assert_nonnull (strstr (mps->str, " RHS r0 2\n RHS r1 1500.5\n"));
    mpq_clear (least);
}

/* ---- the schedule ---- */

static GArray *
random_tasks (GRand *rand, guint n_roles, guint n)
{
    GArray *tasks = g_array_new (FALSE, TRUE, sizeof (DcmmTask));

    for (guint t = 0; t < n; t++) {
        DcmmTask task = { .role = (guint) g_rand_int_range (rand, 0, (gint) n_roles), .effort = (guint) g_rand_int_range (rand, 0, 40),
                          .duration = g_rand_boolean (rand) ? (guint) g_rand_int_range (rand, 1, 50) : 0, .gain = g_rand_int_range (rand, 0, 100000),
                          .begun = t < 2 && g_rand_boolean (rand), .requires = g_new (guint, 4) };
        for (guint k = 0; t && k < 3; k++)
            if (g_rand_int_range (rand, 0, 3) == 0)
                task.requires[task.n_requires++] = (guint) g_rand_int_range (rand, 0, (gint) t);
        g_array_append_val (tasks, task);
    }
    return tasks;
}

static gint64
load_of (const DcmmSchedule *s, guint role, guint quarter)
{
    gint64 load = 0;

    for (guint t = 0; t < s->n; t++)
        if (s->tasks[t].role == role)
            load += dcmm_task_done (&s->tasks[t], (quarter + 1) * DCMM_QUARTER) - dcmm_task_done (&s->tasks[t], quarter * DCMM_QUARTER);
    return load;
}

static void
check_schedule (const DcmmSchedule *s)
{
    gint64 begun[4] = { 0 };

    for (guint t = 0; t < s->n; t++) {
        g_assert_cmpuint (s->tasks[t].end, >, s->tasks[t].start);
        g_assert_cmpuint (s->tasks[t].end, <=, s->used * DCMM_QUARTER);
        if (s->tasks[t].begun) {
            g_assert_cmpuint (s->tasks[t].start, ==, 0);
            begun[s->tasks[t].role] += s->tasks[t].effort;
            continue;
        }
        for (guint k = 0; k < s->tasks[t].n_requires; k++)
            g_assert_cmpuint (s->tasks[s->tasks[t].requires[k]].end, <=, s->tasks[t].start);
    }
    for (guint r = 0; r < s->n_roles; r++)
        for (guint q = 0; s->capacity[r] >= 0 && q < s->used; q++)      /* what is begun already goes on whatever the capacity */
            g_assert_cmpint (load_of (s, r, q), <=, MAX (s->capacity[r], begun[r]));
}

/* Requirements and capacities are kept, whatever it takes; and where a quarter of the capacity is spare, the quarters too. */
static void
test_schedule (void)
{
    g_autoptr (GRand) rand = g_rand_new_with_seed (60);
    guint by_program = 0;

    for (guint i = 0; i < cases (); i++) {
        g_autoptr (GArray) tasks = random_tasks (rand, 3, (guint) g_rand_int_range (rand, 1, 25));
        gint64 capacity[3] = { -1, -1, -1 }, days[3] = { 0 };
        DcmmSchedule s = { .tasks = (DcmmTask *) (void *) tasks->data, .n = tasks->len, .n_roles = 3, .capacity = capacity, .quarters = 4,
                           .deadline = g_get_monotonic_time () + 10 * G_USEC_PER_SEC };
        for (guint t = 0; t < s.n; t++)
            days[s.tasks[t].role] += s.tasks[t].effort;
        for (guint r = 0; r < 3; r++)
            if (g_rand_boolean (rand))
                capacity[r] = MAX (days[r] * 5 / 16 + 1, i % 2 ? 45 : 3);
        dcmm_schedule (&s);
        check_schedule (&s);
        g_assert_cmpuint (s.said, ==, 0);
        by_program += s.by_program ? 1 : 0;
        if (i % 2)
            g_assert_cmpuint (s.used, <=, 4);
        for (guint t = 0; t < s.n; t++)
            g_free (s.tasks[t].requires);
    }
    g_test_message ("%u bettered by the program", by_program);
    g_assert_cmpuint (by_program, >, 0);
}

/* Two tasks that one capacity cannot hold together: the one with more gain a day first, whatever their order. */
static void
test_quick_wins (void)
{
    DcmmTask tasks[3] = { { .effort = 20, .gain = 100 }, { .effort = 20, .gain = 300 }, { .effort = 5, .gain = 10 } };
    const gint64 capacity[1] = { 25 };
    DcmmSchedule s = { .tasks = tasks, .n = 3, .n_roles = 1, .capacity = capacity, .quarters = 4, .deadline = g_get_monotonic_time () + 10 * G_USEC_PER_SEC };

    dcmm_schedule (&s);
    g_assert_cmpuint (tasks[1].start, ==, 0);
    g_assert_cmpuint (tasks[0].start, >=, DCMM_QUARTER);
    g_assert_cmpuint (tasks[2].end, <=, DCMM_QUARTER);
    g_assert_cmpuint (s.used, ==, 2);
}

/* More than a quarter can take is spread over several, never more than the capacity in any. */
static void
test_long_action (void)
{
    DcmmTask tasks[1] = { { .effort = 50, .gain = 1 } };
    const gint64 capacity[1] = { 15 };
    DcmmSchedule s = { .tasks = tasks, .n = 1, .n_roles = 1, .capacity = capacity, .quarters = 4 };

    dcmm_schedule (&s);
    g_assert_cmpuint (tasks[0].start, ==, 0);
    g_assert_cmpuint (s.used, ==, 4);
    for (guint q = 0; q < 4; q++)
        g_assert_cmpint (load_of (&s, 0, q), <=, 15);
}

/* ---- whole plans over a small enterprise ---- */

#define LEVELS5 "<level no=\"1\"><name xml:lang=\"en\">1</name></level><level no=\"2\"><name xml:lang=\"en\">2</name></level><level no=\"3\"><name xml:lang=\"en\">3</name></level>" \
                "<level no=\"4\"><name xml:lang=\"en\">4</name></level><level no=\"5\"><name xml:lang=\"en\">5</name></level>"
#define SCALE   "<scale><value id=\"full\" compliance=\"1\"/><value id=\"part\" compliance=\"0.5\"/><value id=\"none\" compliance=\"0\"/><value id=\"na\"/></scale>"

static void
put (const char *name, const char *text)
{
    g_autoptr (GString) all = g_string_new (text);
    g_autofree char *path = keep (NULL, name, all);

    g_assert_nonnull (path);
}

/* A case of given parts: the inside of the questionnaire, of the policy after its scale, of the actions, of the answers. */
static Case *
case_of (const char *domains, const char *policy, const char *actions, const char *answers)
{
    Case *c = g_new0 (Case, 1);
    g_autoptr (DcmmProblems) problems = dcmm_problems_new ();
    g_autoptr (GError) error = NULL;
    g_autofree char *q = g_strconcat ("<questionnaire xmlns=\"urn:dcmm:questionnaire:1\" id=\"small\">", LEVELS5, domains, "</questionnaire>", NULL);
    g_autofree char *p = g_strconcat ("<policy xmlns=\"urn:dcmm:policy:1\" id=\"p\">", SCALE, policy, "</policy>", NULL);
    g_autofree char *a = g_strconcat ("<actions xmlns=\"urn:dcmm:actions:1\" questionnaire=\"small\">", actions, "</actions>", NULL);
    g_autofree char *answered = g_strconcat ("<answers xmlns=\"urn:dcmm:answers:1\" questionnaire=\"small\" date=\"2026-11-20\">", answers, "</answers>", NULL);
    g_autofree char *policy_path = g_build_filename (folder, "questionnaires", "small", "policy.xml", NULL);
    g_autofree char *answers_path = g_build_filename (folder, "questionnaires", "small", "answers.xml", NULL);
    g_autofree char *actions_path = g_build_filename (folder, "questionnaires", "small", "actions.xml", NULL);

    put ("questionnaire.xml", q), put ("policy.xml", p), put ("actions.xml", a), put ("answers.xml", answered);
    c->rand = g_rand_new_with_seed (1);
    c->library = dcmm_library_new (NULL);
    c->q = dcmm_library_questionnaire (c->library, "small", &error);
    g_assert_no_error (error);
    c->policy = dcmm_policy_load (policy_path, problems, &error);
    g_assert_no_error (error);
    c->actions = dcmm_actions_load (actions_path, c->library, c->q, problems, &error);
    g_assert_no_error (error);
    c->answers = dcmm_answers_load (answers_path, c->library, c->policy, problems, &error);
    g_assert_no_error (error);
    dcmm_problems_none (problems, &error);
    g_assert_no_error (error);
    c->scores = dcmm_scores_new (c->q, c->policy);
    g_assert_true (dcmm_scores_take (c->scores, c->answers, DCMM_SELF, &error));
    return c;
}

#define ITEM(id, criteria)  "<item id=\"" id "\"><name xml:lang=\"en\">i</name>" criteria "</item>"
#define DOMAIN(id, items)   "<domain id=\"" id "\"><name xml:lang=\"en\">d</name>" items "</domain>"
#define CRITERION(id, level, weight) "<criterion id=\"" id "\" level=\"" level "\" dimension=\"policy\" weight=\"" weight "\"><text xml:lang=\"en\">t</text></criterion>"
#define ACTION(id, role, days, rest) "<action id=\"" id "\" role=\"" role "\"><title xml:lang=\"en\">" id "</title><effort likely=\"" days "\"/>" rest "</action>"
#define RAISES(ref) "<raises ref=\"" ref "\" to=\"full\"/>"
#define REQUIRES(ref) "<requires ref=\"" ref "\"/>"
#define PRACTICE "<item combine=\"sum\"/><levels><level no=\"1\" from=\"0.5\"/><level no=\"2\" from=\"1.5\"/><level no=\"3\" from=\"2.5\"/><level no=\"4\" from=\"3.5\"/><level no=\"5\" from=\"4.5\"/></levels>"

/* Two domains of one item each; at each level one criterion; level 1 met. */
#define TWO DOMAIN ("1", ITEM ("1.1", CRITERION ("1.1-1.1", "1", "1") CRITERION ("1.1-2.1", "2", "1") CRITERION ("1.1-3.1", "3", "1") CRITERION ("1.1-4.1", "4", "1"))) \
            DOMAIN ("2", ITEM ("2.1", CRITERION ("2.1-1.1", "1", "1") CRITERION ("2.1-2.1", "2", "1") CRITERION ("2.1-3.1", "3", "1") CRITERION ("2.1-5.1", "5", "1")))
#define TWO_ACTIONS \
    ACTION ("base", "cdo", "4", RAISES ("1.1-2.1")) \
    ACTION ("cheap", "it", "6", REQUIRES ("base") RAISES ("1.1-3.1") RAISES ("2.1-2.1")) \
    ACTION ("dear", "it", "20", RAISES ("2.1-2.1") RAISES ("2.1-3.1")) \
    ACTION ("late", "quality", "9", REQUIRES ("cheap") RAISES ("1.1-4.1")) \
    ACTION ("free", "cdo", "0", RAISES ("2.1-2.1"))
#define TWO_ANSWERS "<answer ref=\"1.1-1.1\" value=\"full\"/><answer ref=\"2.1-1.1\" value=\"full\"/><answer ref=\"1.1-2.1\" value=\"none\"/><answer ref=\"2.1-2.1\" value=\"part\"/>"

static Case *
two (void)
{
    return case_of (TWO, PRACTICE, TWO_ACTIONS, TWO_ANSWERS);
}

static DcmmPlan *
plan_of (Case *c, DcmmWish *wish)
{
    g_autoptr (GError) error = NULL;
    DcmmPlan *plan = dcmm_plan (c->scores, c->answers, wish, &error);

    g_assert_no_error (error);
    return plan;
}

static char *
ids_of (const DcmmPlan *plan)
{
    GString *ids = g_string_new (NULL);

    for (guint i = 0; i < plan->actions->len; i++)
        g_string_append_printf (ids, "%s%s", i ? " " : "", dcmm_planned_action (plan, &g_array_index (plan->actions, DcmmPlanned, i))->id);
    return g_string_free (ids, FALSE);
}

/* Now (1 + 1.5) / 2 = 1.25; an empty level counts as the one below it: 1.1's fifth as its fourth, 2.1's fourth as its third. */
static void
check_plan (const char *target, gint64 effort, const char *ids, gint64 score)
{
    g_autoptr (Case) c = two ();
    g_autoptr (DcmmWish) wish = dcmm_wish_new (c->actions);
    g_assert_true (dcmm_wish_target (wish, target, NULL));
    g_autoptr (DcmmPlan) plan = plan_of (c, wish);
    g_autofree char *chosen = ids_of (plan);

    g_assert_true (plan->reachable);
    g_assert_true (plan->optimal);
    g_assert_cmpint (plan->effort, ==, effort);
    g_assert_cmpint (plan->bound, ==, effort);
    g_assert_cmpstr (chosen, ==, ids);
    g_assert_cmpint (plan->score_after, ==, score);
    g_assert_true (dcmm_plan_reaches (plan));
}

static void
test_by_hand (void)
{
    check_plan ("1", 0, "", 125);               /* there already */
    check_plan ("2", 0, "free", 150);           /* 1.25 + 0.25 */
    check_plan ("3", 10, "base cheap", 250);    /* (3 + 2) / 2 */
    check_plan ("4", 19, "base cheap late", 350);               /* (5 + 2) / 2 */
    check_plan ("1.1=3", 10, "base cheap", 250);
    check_plan ("2=3", 20, "dear", 250);        /* (1 + 4) / 2 */
}

static void
test_fixed_and_forbidden (void)
{
    g_autoptr (Case) c = two ();
    g_autoptr (DcmmWish) wish = dcmm_wish_new (c->actions), no_base = dcmm_wish_new (c->actions), torn = dcmm_wish_new (c->actions), keep_one = dcmm_wish_new (c->actions);
    g_autoptr (GError) error = NULL;

    g_assert_true (dcmm_wish_target (wish, "2", NULL) && dcmm_wish_fix (wish, "late", NULL));
    g_autoptr (DcmmPlan) fixed = plan_of (c, wish);
    g_assert_cmpint (fixed->effort, ==, 19);                    /* late, and what it requires */
    g_assert_true (fixed->optimal);

    g_assert_true (dcmm_wish_target (no_base, "3", NULL) && dcmm_wish_forbid (no_base, "base", NULL) && dcmm_wish_forbid (no_base, "dear", NULL));
    g_autoptr (DcmmPlan) forbidden = plan_of (c, no_base);
    g_assert_false (forbidden->reachable);                      /* nor what requires it: only the free one is left */
    g_assert_cmpint (g_array_index (forbidden->blocking, DcmmBlocking, 0).most, ==, 150);
    g_autofree char *why = dcmm_plan_why (forbidden);
    g_assert_nonnull (strstr (why, "1.50"));

    g_assert_true (dcmm_wish_target (torn, "2", NULL) && dcmm_wish_fix (torn, "cheap", NULL) && dcmm_wish_forbid (torn, "base", NULL));
    g_assert_null (dcmm_plan (c->scores, c->answers, torn, &error));
    g_assert_error (error, DCMM_ERROR, DCMM_USE);
    g_assert_nonnull (error ? strstr (error->message, "base") : NULL);

    g_assert_true (dcmm_wish_target (keep_one, "1.1=2", NULL) && dcmm_wish_keep (keep_one, "2", NULL));
    g_autoptr (DcmmPlan) kept = plan_of (c, keep_one);          /* base alone: cheap would change domain 2 */
    g_autofree char *chosen = ids_of (kept);
    g_assert_cmpstr (chosen, ==, "base");
}

static void
test_budget_and_capacity (void)
{
    g_autoptr (Case) c = two ();
    g_autoptr (DcmmWish) little = dcmm_wish_new (c->actions), tight = dcmm_wish_new (c->actions), nothing = dcmm_wish_new (c->actions);

    g_assert_true (dcmm_wish_target (little, "3", NULL));
    little->budget = 5;
    g_autoptr (DcmmPlan) best = plan_of (c, little);
    g_autofree char *chosen = ids_of (best);
    g_assert_true (best->reachable && best->best && best->optimal);
    g_assert_cmpstr (chosen, ==, "base free");                  /* 1.25 + 0.5 + 0.25 */
    g_assert_cmpint (best->score_after, ==, 200);
    g_assert_cmpint (best->effort, ==, 4);
    g_assert_false (dcmm_plan_reaches (best));

    g_assert_true (dcmm_wish_target (tight, "3", NULL) && dcmm_wish_capacity (tight, "it=5", NULL));
    tight->quarters = 1;
    g_autoptr (DcmmPlan) limited = plan_of (c, tight);          /* cheap is 6 days of it, dear 20 */
    g_assert_false (limited->reachable);
    g_assert_cmpuint (limited->shortages->len, ==, 1);
    g_assert_cmpint (g_array_index (limited->shortages, DcmmShortage, 0).need, ==, 6);
    tight->quarters = 2;
    g_autoptr (DcmmPlan) spread = plan_of (c, tight);           /* 6 days over two quarters of 5 */
    g_assert_true (spread->optimal);
    g_assert_cmpuint (spread->quarters, ==, 2);

    nothing->budget = 0;
    g_autoptr (DcmmPlan) free_only = plan_of (c, nothing);
    g_assert_cmpint (free_only->score_after, ==, 150);
}

/* No time: the greedy plan, with its bound, and it says so. */
static void
test_no_time (void)
{
    g_autoptr (Case) c = two ();
    g_autoptr (DcmmWish) wish = dcmm_wish_new (c->actions);

    g_assert_true (dcmm_wish_target (wish, "3", NULL));
    wish->limit = 0;
    g_autoptr (DcmmPlan) plan = plan_of (c, wish);
    g_assert_true (plan->reachable && plan->greedy && !plan->optimal);
    g_assert_true (dcmm_plan_reaches (plan));
    g_assert_cmpint (plan->effort, >=, 10);
    g_assert_cmpint (plan->bound, <=, 10);
}

/* 2.495 is printed as 2.50 and reaches 2.5; 2.494999 does not, however cheap. */
static void
test_boundaries (void)
{
    const char *domain = DOMAIN ("1", ITEM ("1.1", CRITERION ("1.1-1.1", "1", "1") CRITERION ("1.1-2.1", "2", "1")
                                            CRITERION ("1.1-3.1", "3", "495000") CRITERION ("1.1-3.2", "3", "494999") CRITERION ("1.1-3.3", "3", "10001")
                                            CRITERION ("1.1-5.1", "5", "1")));
    const char *actions = ACTION ("enough", "cdo", "10", RAISES ("1.1-3.1")) ACTION ("nearly", "cdo", "5", RAISES ("1.1-3.2"));
    const char *met = "<answer ref=\"1.1-1.1\" value=\"full\"/><answer ref=\"1.1-2.1\" value=\"full\"/><answer ref=\"1.1-5.1\" value=\"none\"/>";
    g_autoptr (Case) c = case_of (domain, "<item combine=\"gated\" gate=\"1\"/><levels><level no=\"1\" from=\"0.5\"/><level no=\"2\" from=\"1.5\"/><level no=\"3\" from=\"2.5\"/>"
                                       "<level no=\"4\" from=\"3.5\"/><level no=\"5\" from=\"4.5\"/></levels>", actions, met);
    g_autoptr (DcmmWish) wish = dcmm_wish_new (c->actions);
    g_assert_true (dcmm_wish_target (wish, "3", NULL));
    g_autoptr (DcmmPlan) plan = plan_of (c, wish);
    g_autofree char *chosen = ids_of (plan);

    g_assert_cmpstr (chosen, ==, "enough");
    g_assert_cmpint (plan->score_after, ==, 250);
}

/* Four of five full is a gate of 0.8 met exactly; three and a half is not. */
static void
test_gate (void)
{
    const char *domain = DOMAIN ("1", ITEM ("1.1", CRITERION ("1.1-1.1", "1", "1") CRITERION ("1.1-2.1", "2", "1") CRITERION ("1.1-2.2", "2", "1") CRITERION ("1.1-2.3", "2", "1")
                                            CRITERION ("1.1-2.4", "2", "1") CRITERION ("1.1-2.5", "2", "1") CRITERION ("1.1-3.1", "3", "1")));
    const char *actions = ACTION ("half", "cdo", "1", "<raises ref=\"1.1-2.4\" to=\"part\"/>") ACTION ("whole", "cdo", "7", RAISES ("1.1-2.4"));
    const char *answers = "<answer ref=\"1.1-1.1\" value=\"full\"/><answer ref=\"1.1-2.1\" value=\"full\"/><answer ref=\"1.1-2.2\" value=\"full\"/>"
                          "<answer ref=\"1.1-2.3\" value=\"full\"/><answer ref=\"1.1-3.1\" value=\"full\"/>";
    g_autoptr (Case) c = case_of (domain, "<item combine=\"gated\" gate=\"0.8\"/><levels><level no=\"1\" from=\"0.8\"/><level no=\"2\" from=\"1.75\"/><level no=\"3\" from=\"2.75\"/>"
                                          "<level no=\"4\" from=\"3.8\"/><level no=\"5\" from=\"4.8\"/></levels>", actions, answers);
    g_autoptr (DcmmWish) wish = dcmm_wish_new (c->actions);
    g_assert_true (dcmm_wish_target (wish, "3", NULL));
    g_autoptr (DcmmPlan) plan = plan_of (c, wish);
    g_autofree char *chosen = ids_of (plan);

    g_assert_cmpstr (chosen, ==, "whole");
    g_assert_cmpint (plan->effort, ==, 7);
}

static GString *
written (const DcmmPlan *plan)
{
    GString *out = g_string_new (NULL);
    DcmmJson json;

    dcmm_plan_xml (plan, out);
    dcmm_json_init (&json, out);
    dcmm_plan_json (plan, &json);
    return out;
}

/* The same input twice: the same bytes, alternatives and what is left included. */
static void
test_same_bytes (void)
{
    for (guint seed = 1; seed <= 40; seed++) {
        g_autoptr (Case) c = case_new (seed);
        g_autoptr (DcmmWish) wish = dcmm_wish_new (c->actions);
        g_autoptr (GString) first = NULL, second = NULL;
        wish->target = (guint) MIN (c->scores->level + 1, DCMM_LEVELS);
        for (guint round = 0; round < 2; round++) {
            g_autoptr (DcmmPlan) plan = plan_of (c, wish);
            dcmm_plan_add_left (plan);
            g_assert_true (dcmm_plan_add_others (plan, NULL));
            *(round ? &second : &first) = written (plan);
        }
        g_assert_cmpstr (first->str, ==, second->str);
    }
}

/* The next cheapest plan is another one and no cheaper; half a level less no dearer; half the people no less time. */
static void
test_others (void)
{
    guint n = 0;

    for (guint seed = 1; seed <= 60; seed++) {
        g_autoptr (Case) c = case_new (seed);
        g_autoptr (DcmmWish) wish = dcmm_wish_new (c->actions);
        wish->target = (guint) MIN (c->scores->level + 1, DCMM_LEVELS);
        g_autoptr (DcmmPlan) plan = plan_of (c, wish);
        g_assert_true (dcmm_plan_add_others (plan, NULL));
        for (guint i = 0; i < plan->others->len; i++) {
            const DcmmOther *o = &g_array_index (plan->others, DcmmOther, i);
            if (!o->there)
                continue;
            n++;
            if (o->kind == DCMM_OTHER_NEXT) {
                g_assert_cmpint (o->effort, >=, plan->effort);
                g_assert_cmpint (memcmp (o->chosen, plan->chosen, c->actions->n_actions), !=, 0);
            } else if (o->kind == DCMM_OTHER_HALF_LEVEL) {
                g_assert_cmpint (o->effort, <=, plan->effort);
            } else {
                g_assert_cmpuint (o->quarters, >=, plan->quarters);
                g_assert_cmpint (o->effort, ==, plan->effort);
            }
        }
    }
    g_assert_cmpuint (n, >, 60);
}

/* ---- continued ---- */

static char *
marked (const GString *xml, const char *id, const char *marks)
{
    g_autofree char *from = g_strdup_printf ("<action id=\"%s\"", id);
    const char *at = strstr (xml->str, from), *state = at ? strstr (at, "state=\"open\"") : NULL;

    g_assert_nonnull (state);
    return state ? g_strdup_printf ("%.*s%s%s", (int) (state - xml->str), xml->str, marks, state + strlen ("state=\"open\"")) : NULL;
}

static void
test_continue (void)
{
    g_autoptr (Case) c = two ();
    g_autoptr (DcmmWish) wish = dcmm_wish_new (c->actions), again = dcmm_wish_new (c->actions);
    g_autoptr (GString) xml = g_string_new (NULL);
    g_autoptr (GError) error = NULL;
    g_autofree char *path = g_build_filename (folder, "questionnaires", "small", "plan.xml", NULL);

    g_assert_true (dcmm_wish_target (wish, "4", NULL));
    g_autoptr (DcmmPlan) plan = plan_of (c, wish);              /* base, cheap, late */
    g_assert_cmpint (plan->effort, ==, 19);
    dcmm_plan_xml (plan, xml);
    g_autofree char *one = marked (xml, "base", "state=\"done\" on=\"2027-02-01\" owner=\"Wang\"");
    g_string_assign (xml, one);
    g_autofree char *both = marked (xml, "cheap", "state=\"started\"");
    put ("plan.xml", both);

    g_assert_true (dcmm_wish_continue (again, path, &error));
    g_assert_no_error (error);
    g_assert_cmpuint (again->target, ==, 4);                    /* the plan's own, since none was given */
    g_assert_cmpint (again->baseline.effort, ==, 19);
    g_autoptr (DcmmPlan) next = plan_of (c, again);
    const DcmmPlanned *first = &g_array_index (next->actions, DcmmPlanned, 0), *second = &g_array_index (next->actions, DcmmPlanned, 1);
    g_assert_cmpint (next->effort, ==, 19);
    g_assert_cmpint (next->remaining, ==, 15);
    g_assert_cmpint (first->state, ==, DCMM_ACTION_DONE);
    g_assert_cmpuint (first->quarter, ==, 0);
    g_assert_cmpstr (again->of[first->action].owner, ==, "Wang");
    g_assert_cmpint (second->state, ==, DCMM_ACTION_STARTED);
    g_assert_cmpuint (second->start, ==, 0);
    /* Continued again, the first plan stays the first. */
    g_string_truncate (xml, 0);
    dcmm_plan_xml (next, xml);
    put ("plan.xml", xml->str);
    g_autoptr (DcmmWish) third = dcmm_wish_new (c->actions);
    g_assert_true (dcmm_wish_continue (third, path, NULL));
    g_assert_cmpint (third->baseline.effort, ==, 19);
    g_assert_cmpint (third->of[first->action].state, ==, DCMM_ACTION_DONE);
    g_remove (path);
}

/* What is begun although something before it was dropped goes on; what is not begun does not. */
static void
test_dropped (void)
{
    g_autoptr (Case) c = two ();
    g_autoptr (DcmmWish) wish = dcmm_wish_new (c->actions);

    g_assert_true (dcmm_wish_target (wish, "3", NULL));
    wish->of[0].state = DCMM_ACTION_DROPPED;                    /* base */
    wish->of[2].forbid = TRUE;                                  /* dear */
    g_autoptr (DcmmPlan) without = plan_of (c, wish);
    g_assert_false (without->reachable);
    wish->of[1].state = DCMM_ACTION_STARTED;                    /* cheap, which requires it */
    g_autoptr (DcmmPlan) with = plan_of (c, wish);
    g_autofree char *chosen = ids_of (with);
    g_assert_true (with->reachable && with->optimal);
    g_assert_cmpstr (chosen, ==, "cheap late base");            /* (4 + 2) / 2; the dropped one is listed last */
    g_assert_cmpint (with->effort, ==, 15);
}

static void
check_refused (DcmmWish *wish, const char *xml, const char *line, const char *words)
{
    g_autofree char *path = g_build_filename (folder, "questionnaires", "small", "plan.xml", NULL);
    g_autoptr (GError) error = NULL;

    put ("plan.xml", xml);
    g_assert_false (dcmm_wish_continue (wish, path, &error));
    g_assert_error (error, DCMM_ERROR, DCMM_INPUT);
    if (!error || !strstr (error->message, line) || !strstr (error->message, words))
        g_test_message ("'%s' lacks '%s' or '%s'", error ? error->message : "", line, words);
    g_assert_nonnull (error ? strstr (error->message, line) : NULL);
    g_assert_nonnull (error ? strstr (error->message, words) : NULL);
    g_remove (path);
}

#define PLAN(inside) "<plan xmlns=\"urn:dcmm:plan:1\" questionnaire=\"small\" policy=\"p\">\n<actions>\n" inside "</actions></plan>"

static void
test_wrong_plans (void)
{
    g_autoptr (Case) c = two ();
    g_autoptr (DcmmWish) wish = dcmm_wish_new (c->actions);

    check_refused (wish, "<plan xmlns=\"urn:dcmm:plan:1\" questionnaire=\"dcmm-2025\" policy=\"p\"/>", "plan.xml:1:", "dcmm-2025");
    check_refused (wish, PLAN ("<action id=\"unknown\"/>"), "plan.xml:3:", "unknown");
    check_refused (wish, PLAN ("<action id=\"base\"/>\n<action id=\"base\"/>"), "plan.xml:4:", "first on line 3");
    check_refused (wish, PLAN ("<action id=\"base\" state=\"finished\"/>"), "plan.xml:3:", "finished");
    check_refused (wish, PLAN ("<action id=\"base\" on=\"2027-02-30\"/>"), "plan.xml:3:", "2027-02-30");
    check_refused (wish, PLAN ("<action id=\"base\" days=\"-4\"/>"), "plan.xml:3:", "-4");
    check_refused (wish, PLAN ("<action id=\"base\"><requires ref=\"cheap\"/></action>"), "plan.xml:3:", "cheap");
}

/* ---- dates ---- */

static void
test_dates (void)
{
    static const struct { const char *start; guint day; const char *date; } rows[] = {
        { "2027-01-04", 0, "2027-01-04" }, { "2027-01-04", 4, "2027-01-08" }, { "2027-01-04", 5, "2027-01-11" }, { "2027-01-04", 59, "2027-03-26" },
        { "2027-01-02", 0, "2027-01-04" }, { "2027-01-03", 1, "2027-01-05" }, { "2027-01-08", 1, "2027-01-11" }, { "2027-01-07", 3, "2027-01-12" },
        { "2028-02-28", 1, "2028-02-29" }, { "", 3, "" },
    };
    g_autoptr (Case) c = two ();
    g_autoptr (DcmmWish) wish = dcmm_wish_new (c->actions);
    g_assert_true (dcmm_wish_target (wish, "1", NULL));

    for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
        char date[16];
        g_strlcpy (wish->start, rows[i].start, sizeof wish->start);
        g_autoptr (DcmmPlan) plan = plan_of (c, wish);
        dcmm_plan_date (plan, rows[i].day, date);
        g_assert_cmpstr (date, ==, rows[i].date);
    }
    g_assert_false (dcmm_wish_start (wish, "2027-02-30", NULL));
}

/* A folder of data with the shipped roles and one questionnaire, which each case writes anew. */
static void
own_data (const char *roles)
{
    g_autofree char *inside = NULL, *copy = NULL, *text = NULL;

    folder = g_dir_make_tmp ("dcmm-test-XXXXXX", NULL);
    inside = g_build_filename (folder, "questionnaires", "small", NULL);
    copy = g_build_filename (folder, "questionnaires", "roles.xml", NULL);
    g_mkdir_with_parents (inside, 0700);
    if (!g_file_get_contents (roles, &text, NULL, NULL) || !g_file_set_contents (copy, text, -1, NULL))
        g_error ("%s cannot be copied", roles);
    dcmm_path_set_data (folder);
}

static void
tidy_up (void)
{
    static const char *const files[] = { "small/questionnaire.xml", "small/policy.xml", "small/actions.xml", "small/answers.xml", "roles.xml", "small", "" };

    for (guint i = 0; i < G_N_ELEMENTS (files); i++) {
        g_autofree char *path = g_build_filename (folder, "questionnaires", files[i], NULL);
        g_remove (path);
    }
    g_rmdir (folder);
    g_free (folder);
}

static void
find_data (void)
{
    g_autofree char *at = g_file_read_link ("/proc/self/exe", NULL);

    while (!g_getenv ("DCMM_DATADIR") && at && strcmp (at, "/") != 0) {
        char *above = g_path_get_dirname (at);
        g_autofree char *probe = g_build_filename (above, "questionnaires", "roles.xml", NULL), *data = g_build_filename (above, "tests", "data", "plan", NULL);
        g_free (at);
        at = above;
        if (g_file_test (probe, G_FILE_TEST_EXISTS)) {
            g_setenv ("G_TEST_SRCDIR", data, TRUE);
            own_data (probe);
            return;
        }
    }
}

int
main (int argc, char **argv)
{
    find_data ();
    g_test_init (&argc, &argv, NULL);
    g_test_set_nonfatal_assertions ();
    dcmm_i18n_init (DCMM_EN);

    g_test_add_func ("/plan/rows", test_rows);
    g_test_add_func ("/plan/wrong-optimum", test_wrong_optimum);
    g_test_add_func ("/plan/trivial", test_trivial);
    g_test_add_func ("/plan/time", test_time);
    g_test_add_func ("/plan/stop", test_stop);
    g_test_add_func ("/plan/threads", test_threads);
    g_test_add_func ("/plan/exhaustive", test_exhaustive);
    g_test_add_func ("/plan/crushed", test_crushed);
    g_test_add_func ("/plan/schedule", test_schedule);
    g_test_add_func ("/plan/quick-wins", test_quick_wins);
    g_test_add_func ("/plan/long-action", test_long_action);
    g_test_add_func ("/plan/by-hand", test_by_hand);
    g_test_add_func ("/plan/fixed-and-forbidden", test_fixed_and_forbidden);
    g_test_add_func ("/plan/budget-and-capacity", test_budget_and_capacity);
    g_test_add_func ("/plan/no-time", test_no_time);
    g_test_add_func ("/plan/boundaries", test_boundaries);
    g_test_add_func ("/plan/gate", test_gate);
    g_test_add_func ("/plan/same-bytes", test_same_bytes);
    g_test_add_func ("/plan/others", test_others);
    g_test_add_func ("/plan/continue", test_continue);
    g_test_add_func ("/plan/dropped", test_dropped);
    g_test_add_func ("/plan/wrong-plans", test_wrong_plans);
    g_test_add_func ("/plan/dates", test_dates);
    const int code = g_test_run ();

    tidy_up ();
    return code;
}
