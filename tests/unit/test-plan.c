/* plan/: the chosen actions are the cheapest that there are (against all 2^n sets), the solver is silent and its settings
 * hold, the schedule keeps what it promises, and the same input gives the same bytes. */
#include "plan/choose.h"

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

    return n ? (guint) g_ascii_strtoull (n, NULL, 10) : 300;
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
    const int code = g_test_run ();

    tidy_up ();
    return code;
}
