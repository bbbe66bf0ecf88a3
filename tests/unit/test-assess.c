/* assess/: identity, dates, answers there and back, scores that follow a change, the analysis that leaves no trace. */
#include "assess/assess.h"

#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>

static char        *scratch;
static DcmmLibrary *library;

static char *
put (const char *name, const char *text)
{
    char *path = g_build_filename (scratch, name, NULL);

    g_assert_true (g_file_set_contents (path, text, -1, NULL));
    return path;
}

/* ---- who is assessed: domain/enterprise-profile.md, section 2 ---- */

static void
test_uscc (void)
{
    static const struct { const char *code; DcmmUsccVerdict verdict; } codes[] = {
        { "91330282M000001A9H", DCMM_USCC_GOOD }, { "91330282M000002B3M", DCMM_USCC_GOOD }, { "91330200M000003C83", DCMM_USCC_GOOD }, { "92330282M000004D2W", DCMM_USCC_GOOD },
        { "12330282M000006E3L", DCMM_USCC_GOOD }, { "91330282M000002970", DCMM_USCC_GOOD }, { "91330282M0000006XM", DCMM_USCC_GOOD }, { "91350100M000100Y43", DCMM_USCC_GOOD },
        { "91330282M000001A9J", DCMM_USCC_CHECK }, { "91330282M000001A9", DCMM_USCC_LENGTH }, { "91330282O000001A9H", DCMM_USCC_LETTER }, { "91350100M000100Y4Z", DCMM_USCC_LETTER },
        { "91330282M000002B0C", DCMM_USCC_ORGANISATION }, { "9133O282M000003C83", DCMM_USCC_LETTER }, { "", DCMM_USCC_LENGTH }, { "九一三三〇二八二九一三三〇二八二九一", DCMM_USCC_LETTER },
        { "330282199003071234", DCMM_USCC_CITIZEN }, { "11010519491231002X", DCMM_USCC_CITIZEN }, { "330282900307123", DCMM_USCC_CITIZEN }, { "330282-19900307-1234", DCMM_USCC_CITIZEN },
    };

    for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
        g_assert_cmpint (dcmm_uscc_check (codes[i].code), ==, codes[i].verdict);
}

/* Of the 31 characters exactly one is the check; a digit changed or two neighbours swapped are found (GB 32100-2015). */
static void
test_uscc_check (void)
{
    static const char alphabet[] = "0123456789ABCDEFGHJKLMNPQRTUWXY", good[] = "91330282M000001A9H";
    guint accepted = 0;

    for (guint i = 0; i < 31; i++) {
        char code[19];
        memcpy (code, good, 19);
        code[17] = alphabet[i];
        accepted += dcmm_uscc_check (code) == DCMM_USCC_GOOD;
    }
    g_assert_cmpuint (accepted, ==, 1);
    for (guint at = 0; at < 17; at++)
        for (guint i = 0; i < 31; i++) {
            char code[19];
            memcpy (code, good, 19);
            if (code[at] == alphabet[i])
                continue;
            code[at] = alphabet[i];
            g_assert_cmpint (dcmm_uscc_check (code), ==, DCMM_USCC_CHECK);
        }
    for (guint at = 0; at < 16; at++) {
        char code[19];
        memcpy (code, good, 19);
        code[at] = good[at + 1], code[at + 1] = good[at];
        if (code[at] != code[at + 1])
            g_assert_cmpint (dcmm_uscc_check (code), ==, DCMM_USCC_CHECK);
    }
}

static void
test_uscc_normal (void)
{
    static const char *const written[] = { "91330282M000001A9H", " 9133 0282 M000001A9H\n", "91330282m000001a9h", "９１３３０２８２Ｍ０００００１Ａ９Ｈ", "91330282　M000001A9H" };

    for (guint i = 0; i < G_N_ELEMENTS (written); i++) {
        g_autofree char *code = dcmm_uscc_normal (written[i]);
        g_assert_cmpstr (code, ==, "91330282M000001A9H");
    }
    g_autofree char *kept = dcmm_uscc_normal ("91330282O000001A9H");
    g_assert_cmpstr (kept, ==, "91330282O000001A9H");       /* O is not "corrected" to 0 */
}

static void
test_dates (void)
{
    static const char *const good[] = { "2026-11-20", "2024-02-29", "2000-02-29", "1999-12-31", "2026-01-01" };
    static const char *const bad[] = { "", "2026-02-29", "2025-02-30", "1900-02-29", "2026-13-01", "2026-00-01", "2026-01-00", "2026-1-1", "2026/11/20", "20-11-2026", "2026-11-20T00:00",
                                       " 2026-11-20", "2026-11-2O", "+026-11-20", "2026-11-+1", "today" };
    static const struct { const char *from, *to; int years, days; } spans[] = {
        { "2023-11-20", "2026-11-20", 3, 1096 }, { "2023-11-21", "2026-11-20", 2, 1095 }, { "2024-02-29", "2025-02-28", 0, 365 }, { "2024-02-29", "2025-03-01", 1, 366 },
        { "2026-11-20", "2026-11-20", 0, 0 }, { "2025-12-31", "2026-01-01", 0, 1 },
    };
    static const struct { const char *date; int months; const char *to; } moves[] = {
        { "2024-02-29", 12, "2025-02-28" }, { "2026-01-31", 1, "2026-02-28" }, { "2026-03-31", -1, "2026-02-28" }, { "2026-11-20", -12, "2025-11-20" }, { "2024-06-18", 36, "2027-06-18" },
        { "2026-12-01", 1, "2027-01-01" },
    };

    for (guint i = 0; i < G_N_ELEMENTS (good); i++)
        g_assert_true (dcmm_date_valid (good[i]));
    for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
        if (dcmm_date_valid (bad[i]))
            g_test_fail_printf ("'%s' was taken for a date", bad[i]);
    g_assert_false (dcmm_date_valid (NULL));
    for (guint i = 0; i < G_N_ELEMENTS (spans); i++) {
        g_assert_cmpint (dcmm_date_years (spans[i].from, spans[i].to), ==, spans[i].years);
        g_assert_cmpint (dcmm_date_days (spans[i].from, spans[i].to), ==, spans[i].days);
    }
    for (guint i = 0; i < G_N_ELEMENTS (moves); i++) {
        char to[16];
        dcmm_date_add_months (moves[i].date, moves[i].months, to);
        g_assert_cmpstr (to, ==, moves[i].to);
    }
}

/* ---- answers ---- */

#define FULL_FILE                                                                                                                      \
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"                                                                                     \
    "<answers xmlns=\"urn:dcmm:answers:1\" questionnaire=\"dcmm-2018\" id=\"0b5e\" date=\"2026-11-20\">\n"                             \
    "  <enterprise uscc=\"91330282M000001A9J\" uscc-verified=\"seen &quot;it&quot;\">\n"                                               \
    "    <name>A &amp; B &lt;c&gt;</name>\n"                                                                                           \
    "    <attribute key=\"staff\">88</attribute>\n"                                                                                    \
    "    <attribute key=\"my own\">x, y</attribute>\n"                                                                                 \
    "  </enterprise>\n"                                                                                                                \
    "  <respondent role=\"cdo\" name=\"喆䶮\"/>\n"                                                                                      \
    "  <respondent name=\"𠮷\"/>\n"                                                                                                     \
    "  <bonus kind=\"data_manager\" count=\"2\"/>\n"                                                                                   \
    "  <answer ref=\"13.4-1.1\" value=\"na\" by=\"a\" at=\"2026-11-20T09:30:00+08:00\" confidence=\"guess\" review=\"1.1-1.1 broader\">\n" \
    "    <note>line one&#10;&#9;line two &amp; more</note>\n"                                                                          \
    "    <evidence title=\"t &lt;1&gt;\" href=\"a b.pdf\" sha256=\"" "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef" \
    "\" size=\"12\" date=\"2026-03-31\" valid-until=\"2027-03-31\"/>\n"                                                                \
    "    <evidence title=\"second\"/>\n"                                                                                               \
    "    <verified value=\"part\" by=\"b\" at=\"2026-11-21\">\n"                                                                       \
    "      <note>seen</note>\n"                                                                                                        \
    "    </verified>\n"                                                                                                                \
    "  </answer>\n"                                                                                                                    \
    "  <answer ref=\"6.1-1.1\" value=\"full\"/>\n"                                                                                     \
    "</answers>\n"

static DcmmAnswers *
opened (const char *path)
{
    g_autoptr (GError) error = NULL;
    DcmmAnswers *answers = dcmm_answers_open (path, library, dcmm_library_policy (library, NULL, NULL), &error);

    g_assert_no_error (error);
    return answers;
}

/* All that a file may hold comes back byte by byte, in the order of the file. */
static void
test_round_trip (void)
{
    g_autofree char *path = put ("full.xml", FULL_FILE);
    g_autoptr (DcmmAnswers) answers = opened (path);
    g_autoptr (GString) out = g_string_new (NULL);

    dcmm_answers_write (answers, out);
    g_assert_cmpstr (out->str, ==, FULL_FILE);
    g_assert_cmpuint (dcmm_answers_answered (answers), ==, 2);
    const DcmmAnswer *answer = dcmm_answers_of (answers, (guint) dcmm_questionnaire_criterion (answers->questionnaire, "13.4-1.1"));
    g_assert_cmpstr (answer->note, ==, "line one\n\tline two & more");
    g_assert_cmpuint (answer->n_evidence, ==, 2);
    g_assert_cmpstr (dcmm_answer_evidence (answers, answer, 1)->title, ==, "second");
    g_assert_null (dcmm_answer_evidence (answers, answer, 1)->date);
    g_assert_cmpstr (dcmm_answers_attribute (answers, "my own"), ==, "x, y");
    g_assert_null (dcmm_answers_attribute (answers, "size"));
    g_assert_null (dcmm_answers_of (answers, (guint) dcmm_questionnaire_criterion (answers->questionnaire, "6.1-2.1")));
}

static void
test_samples (void)
{
    static const char *const names[] = { "machining", "appliance", "provider" };

    for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
        g_autofree char *path = g_strdup_printf ("%s/questionnaires/samples/%s-2018.xml", dcmm_path_data (), names[i]);
        g_autoptr (DcmmAnswers) answers = opened (path), again = NULL;
        g_autoptr (GString) once = g_string_new (NULL), twice = g_string_new (NULL);
        dcmm_answers_write (answers, once);
        g_autofree char *copy = put ("again.xml", once->str);
        again = opened (copy);
        dcmm_answers_write (again, twice);
        g_assert_cmpstr (once->str, ==, twice->str);
        g_assert_cmpuint (dcmm_answers_answered (answers), ==, answers->questionnaire->n_criteria);
    }
}

/* Every criterion of a blank file can be uncommented, and then it is an answer. */
static void
test_blank (void)
{
    const DcmmQuestionnaire *q = dcmm_library_questionnaire (library, "dcmm-2018", NULL);
    const DcmmPolicy *policy = dcmm_library_policy (library, NULL, NULL);

    for (guint lang = 0; lang < DCMM_LANGS; lang++) {
        g_autoptr (DcmmAnswers) blank = dcmm_answers_new (q, "blank.xml");
        g_autoptr (GString) out = g_string_new (NULL);
        dcmm_answers_write_blank (blank, policy, dcmm_library_roles (library, NULL), lang, out);
        g_autofree char *path = put ("blank.xml", out->str);
        g_autoptr (DcmmAnswers) read = opened (path);
        g_assert_cmpuint (dcmm_answers_answered (read), ==, 0);
        g_string_replace (out, "<!-- <answer ", "<answer ", 0);
        g_string_replace (out, "</answer> -->", "</answer>", 0);
        g_string_replace (out, "value=\"\"><note>", "value=\"large\"><note>", 0);
        g_autofree char *filled = put ("filled.xml", out->str);
        g_autoptr (DcmmAnswers) all = opened (filled);
        g_assert_cmpuint (dcmm_answers_answered (all), ==, q->n_criteria);
    }
}

/* ---- scores ---- */

static char *
all_scores (const DcmmScores *s)
{
    GString *out = g_string_new (NULL);

    for (guint i = 0; i < s->questionnaire->n_items; i++) {
        g_autofree char *text = dcmm_rational_text (s->items[i].score);
        g_string_append_printf (out, "%s/%u/%d/%u ", text, s->items[i].applicable, s->items[i].level, s->items[i].counted);
    }
    for (guint d = 0; d < s->questionnaire->n_domains; d++) {
        g_autofree char *text = dcmm_rational_text (s->domains[d].score);
        g_string_append_printf (out, "%s/%u/%d ", text, s->domains[d].applicable, s->domains[d].level);
    }
    g_autofree char *overall = dcmm_rational_text (s->overall);
    g_string_append_printf (out, "%s/%d", overall, s->level);
    return g_string_free (out, FALSE);
}

/* One change at a time gives the same as everything anew, under every policy. */
static void
test_set (void)
{
    static const char *const policies[] = { "practice", "gated", "strict" };
    const DcmmQuestionnaire *q = dcmm_library_questionnaire (library, "dcmm-2018", NULL);
    g_autoptr (GRand) rand = g_rand_new_with_seed (36073);

    for (guint p = 0; p < G_N_ELEMENTS (policies); p++) {
        const DcmmPolicy *policy = dcmm_library_policy (library, policies[p], NULL);
        g_autoptr (DcmmScores) one = dcmm_scores_new (q, policy), all = dcmm_scores_new (q, policy);
        dcmm_scores_update (one);
        for (guint n = 0; n < 600; n++) {
            const guint c = (guint) g_rand_int_range (rand, 0, (gint32) q->n_criteria);
            const guint8 value = g_rand_int_range (rand, 0, 8) ? (guint8) g_rand_int_range (rand, 0, (gint32) policy->n_values) : DCMM_UNANSWERED;
            dcmm_scores_set (one, c, value);
            all->values[c] = value;
            if (n % 20 != 19)
                continue;
            dcmm_scores_update (all);
            g_autofree char *a = all_scores (one), *b = all_scores (all);
            if (strcmp (a, b) != 0) {
                g_test_fail_printf ("%s, after %u changes:\n%s\n%s", policies[p], n, a, b);
                break;
            }
        }
    }
}

/* Analysing uses the scores as a scratch pad, and leaves them as they were. */
static void
test_analysis_leaves_no_trace (void)
{
    static const char *const policies[] = { "practice", "gated", "strict" };
    g_autofree char *path = g_strdup_printf ("%s/questionnaires/samples/appliance-2018.xml", dcmm_path_data ());
    g_autoptr (DcmmAnswers) answers = opened (path);

    for (guint p = 0; p < G_N_ELEMENTS (policies); p++)
        for (guint target = 0; target <= DCMM_LEVELS; target++) {
            g_autoptr (DcmmScores) s = dcmm_scores_new (answers->questionnaire, dcmm_library_policy (library, policies[p], NULL));
            g_assert_true (dcmm_scores_take (s, answers, DCMM_SELF, NULL));
            g_autofree char *before = all_scores (s);
            g_autofree guint8 *values = g_memdup2 (s->values, answers->questionnaire->n_criteria);
            g_autoptr (DcmmAnalysis) analysis = dcmm_analyse (s, answers, target);
            g_autofree char *after = all_scores (s);
            g_assert_cmpstr (before, ==, after);
            g_assert_cmpint (memcmp (values, s->values, answers->questionnaire->n_criteria), ==, 0);
            g_assert_cmpuint (analysis->target, ==, target ? target : (guint) MIN (5, s->level + 1));
        }
}

/* Exact 0 and 1 alone give 0 and 100; all else is held within 1 to 99 (storyboard, 2.4). */
static void
test_percent (void)
{
    static const struct { long above; unsigned long below; int percent; } cases[] = {
        { 0, 1, 0 }, { 1, 1, 100 }, { 1, 1000, 1 }, { 999, 1000, 99 }, { 1, 2, 50 }, { 1, 3, 33 }, { 2, 3, 67 }, { 5, 1000, 1 }, { 15, 1000, 2 }, { 145, 1000, 15 }, { 995, 1000, 99 },
    };
    DcmmRational q;

    mpq_init (q);
    for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
        mpq_set_si (q, cases[i].above, cases[i].below);
        mpq_canonicalize (q);
        g_assert_cmpint (dcmm_percent (q), ==, cases[i].percent);
    }
    mpq_clear (q);
}

/* A threshold of more than two decimals is met from the next hundredth up. */
static void
test_threshold (void)
{
    g_autofree char *path = put ("p.xml", "<policy xmlns='urn:dcmm:policy:1' id='p'><scale><value id='full' compliance='1'/></scale><item combine='sum'/><levels><level no='1' from='0'/>"
                                          "<level no='2' from='1.494'/><level no='3' from='2.5'/><level no='4' from='3.001'/><level no='5' from='5'/></levels></policy>");
    g_autoptr (DcmmProblems) problems = dcmm_problems_new ();
    g_autoptr (DcmmPolicy) p = dcmm_policy_load (path, problems, NULL);

    g_assert_cmpint (dcmm_policy_threshold (p, 1), ==, 0);
    g_assert_cmpint (dcmm_policy_threshold (p, 2), ==, 150);
    g_assert_cmpint (dcmm_policy_threshold (p, 3), ==, 250);
    g_assert_cmpint (dcmm_policy_threshold (p, 4), ==, 301);
    g_assert_cmpint (dcmm_policy_level (p, 149), ==, 1);
    g_assert_cmpint (dcmm_policy_level (p, 150), ==, 2);
    g_assert_cmpint (dcmm_policy_level (p, 300), ==, 3);
    g_assert_cmpint (dcmm_policy_level (p, 301), ==, 4);
    g_assert_cmpint (dcmm_policy_level (p, 500), ==, 5);
}

/* ---- may we apply: the figures are held by tests/checks/eligible.py, here the row by itself ---- */

static void
test_eligible (void)
{
    g_autofree char *path = put ("e.xml", "<answers xmlns='urn:dcmm:answers:1' questionnaire='dcmm-2018' date='2026-11-20'><enterprise><attribute key='insured_staff'>88</attribute>"
                                          "<attribute key='established_on'>2024-06-18</attribute><attribute key='staff'>900</attribute></enterprise></answers>");
    g_autoptr (DcmmAnswers) answers = opened (path);
    g_autoptr (DcmmEligible) e = dcmm_eligible (dcmm_library_eligibility (library, "2026", NULL), answers, 3);
    guint seen = 0;

    g_assert_cmpint (e->verdict, ==, DCMM_COND_MISSING);
    g_assert_cmpuint (e->missing, ==, 2);
    g_assert_cmpuint (e->highest, ==, 0);
    g_assert_cmpuint (e->highest_open, ==, 2);
    for (guint i = 0; i < e->n_rows; i++) {
        const DcmmEligRow *row = &e->rows[i];
        if (!row->rules[2] || row->states[2] != DCMM_COND_MISSING)
            continue;
        g_autofree char *zh = dcmm_eligible_distance (e, row, 3, DCMM_ZH), *en = dcmm_eligible_distance (e, row, 3, DCMM_EN);
        seen++;
        if (strcmp (row->column->key, "min_staff") == 0)
            g_assert_cmpstr (en, ==, "12 more insured staff (88 now, 100 required)");
        else
            g_assert_true (strstr (en, "2027") && strstr (zh, "2027"));
    }
    g_assert_cmpuint (seen, ==, 2);
    g_assert_true (dcmm_eligible_reads (e, "insured_staff"));
    g_assert_false (dcmm_eligible_reads (e, "staff"));
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_set_nonfatal_assertions ();
    dcmm_i18n_init (DCMM_EN);
    dcmm_path_set_data (g_getenv ("DCMM_ROOT") ? g_getenv ("DCMM_ROOT") : ".");
    scratch = g_dir_make_tmp ("dcmm-assess-XXXXXX", NULL);
    library = dcmm_library_new (NULL);
    g_test_add_func ("/assess/uscc/table", test_uscc);
    g_test_add_func ("/assess/uscc/check", test_uscc_check);
    g_test_add_func ("/assess/uscc/normal", test_uscc_normal);
    g_test_add_func ("/assess/dates", test_dates);
    g_test_add_func ("/assess/answers/round-trip", test_round_trip);
    g_test_add_func ("/assess/answers/samples", test_samples);
    g_test_add_func ("/assess/answers/blank", test_blank);
    g_test_add_func ("/assess/scores/set", test_set);
    g_test_add_func ("/assess/scores/threshold", test_threshold);
    g_test_add_func ("/assess/analysis/no-trace", test_analysis_leaves_no_trace);
    g_test_add_func ("/assess/analysis/percent", test_percent);
    g_test_add_func ("/assess/eligible", test_eligible);
    const int code = g_test_run ();
    dcmm_library_free (library);
    g_autofree char *remove = g_strdup_printf ("rm -rf '%s'", scratch);
    if (system (remove) != 0)
        g_printerr ("%s is left behind\n", scratch);
    g_free (scratch);
    return code;
}
