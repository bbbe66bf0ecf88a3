/* model/: what is shipped, questionnaires of one's own, overlays, policies, rule sets, and what is said of wrong ones. */
#include "model/model.h"

#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>

static char *scratch;

static char *
put (const char *name, const char *text)
{
    char *path = g_build_filename (scratch, name, NULL);

    g_assert_true (g_file_set_contents (path, text, -1, NULL));
    return path;
}

/* ---- what is shipped ---- */

static void
test_shipped (void)
{
    static const struct { const char *id; guint items; } domains[] = {      /* GB/T 36073-2018, clauses 6 to 13 */
        { "6", 3 }, { "7", 3 }, { "8", 4 }, { "9", 3 }, { "10", 3 }, { "11", 4 }, { "12", 4 }, { "13", 4 },
    };
    g_autoptr (DcmmLibrary) library = dcmm_library_new (NULL);
    g_autoptr (GError) error = NULL;
    g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);
    const DcmmQuestionnaire *q = dcmm_library_questionnaire (library, "dcmm-2018", &error);

    g_assert_no_error (error);
    g_assert_cmpstr (q->standard, ==, "GB/T 36073-2018");
    g_assert_cmpuint (q->counted, ==, 441);
    g_assert_cmpuint (q->n_domains, ==, 8);
    g_assert_cmpuint (q->n_items, ==, 28);
    g_assert_cmpuint (q->n_criteria, ==, 409);
    for (guint d = 0; d < q->n_domains; d++) {
        g_assert_cmpstr (q->domains[d].id, ==, domains[d].id);
        g_assert_cmpuint (q->domains[d].n, ==, domains[d].items);
    }
    for (guint i = 0; i < q->n_items; i++) {
        const DcmmItem *item = &q->items[i];
        gboolean levels[DCMM_LEVELS + 1] = { FALSE };
        for (guint l = 0; l < DCMM_LANGS; l++)
            g_assert_true (item->name.in[l] && item->purpose.in[l] && item->risk.in[l]);
        for (guint c = item->first; c < item->first + item->n; c++)
            levels[q->criteria[c].level] = TRUE;
        for (guint l = 1; l <= DCMM_LEVELS; l++)
            g_assert_true (levels[l]);
    }
    for (guint c = 0; c < q->n_criteria; c++) {
        const DcmmCriterion *criterion = &q->criteria[c];
        g_autofree char *id = g_strdup_printf ("%s-%u.%u", q->items[criterion->item].id, criterion->level, criterion->number);
        g_assert_cmpstr (criterion->id, ==, id);
        g_assert_true (g_hash_table_add (ids, (gpointer) criterion->id));
        g_assert_cmpint (dcmm_questionnaire_criterion (q, criterion->id), ==, (int) c);
        g_assert_nonnull (criterion->confidence);
        for (guint l = 0; l < DCMM_LANGS; l++)
            g_assert_true (criterion->text.in[l] && criterion->hint.in[l] && criterion->evidence.in[l]);
        if (c)      /* in the order of the standard: item, level, number */
            g_assert_true (criterion->item > criterion[-1].item || criterion->level > criterion[-1].level ||
                           (criterion->level == criterion[-1].level && criterion->number == criterion[-1].number + 1));
    }
    g_assert_cmpint (dcmm_questionnaire_criterion (q, "6.1-9.9"), ==, -1);
    g_assert_cmpint (dcmm_questionnaire_item (q, "13.4"), ==, 27);
    g_assert_cmpint (dcmm_questionnaire_domain (q, "13"), ==, 7);
    g_assert_cmpint (dcmm_questionnaire_domain (q, "13.4"), ==, -1);
}

static void
test_library (void)
{
    g_autoptr (DcmmLibrary) library = dcmm_library_new (NULL);
    g_auto (GStrv) questionnaires = dcmm_library_questionnaires (library), policies = dcmm_library_policies (library);
    static const char *const bad[] = { "", ".", "..", "../policies/practice", "practice.xml", "/etc/passwd", "nothing", "eligibility-2026" };
    const DcmmPolicy *practice = dcmm_library_policy (library, NULL, NULL);
    const DcmmEligibility *newest = dcmm_library_eligibility (library, NULL, NULL);

    g_assert_true (g_strv_contains ((const char *const *) questionnaires, "dcmm-2018"));
    g_assert_true (g_strv_contains ((const char *const *) policies, "practice"));
    g_assert_true (g_strv_contains ((const char *const *) policies, "gated"));
    g_assert_true (g_strv_contains ((const char *const *) policies, "strict"));
    for (guint i = 0; policies[i]; i++)
        g_assert_false (g_str_has_prefix (policies[i], "eligibility"));
    g_assert_cmpstr (practice->id, ==, "practice");
    g_assert_true (practice == dcmm_library_policy (library, "practice", NULL));    /* kept, not loaded again */
    g_assert_cmpstr (newest->id, ==, "2026");
    for (guint i = 0; i < G_N_ELEMENTS (bad); i++) {
        g_autoptr (GError) error = NULL;
        if (strcmp (bad[i], "eligibility-2026") != 0)
            g_assert_null (dcmm_library_policy (library, bad[i], &error));
        else
            g_assert_null (dcmm_library_questionnaire (library, bad[i], &error));
        g_assert_error (error, DCMM_ERROR, DCMM_INPUT);
    }
}

static gpointer
ask (gpointer library)
{
    for (guint i = 0; i < 50; i++)
        if (dcmm_library_questionnaire (library, "dcmm-2018", NULL)->n_criteria != 409 || !dcmm_library_policy (library, "gated", NULL))
            return GINT_TO_POINTER (1);
    return NULL;
}

static void
test_threads (void)
{
    g_autoptr (DcmmLibrary) library = dcmm_library_new (NULL);
    GThread *threads[8];

    for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
        threads[i] = g_thread_new ("ask", ask, library);
    for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
        g_assert_null (g_thread_join (threads[i]));
}

static void
test_policies (void)
{
    g_autoptr (DcmmLibrary) library = dcmm_library_new (NULL);
    const DcmmPolicy *p = dcmm_library_policy (library, "practice", NULL), *gated = dcmm_library_policy (library, "gated", NULL);
    static const struct { const char *word, *id; } words[] = {
        { "full", "full" }, { "FULL", "full" }, { "完全符合", "full" }, { "Fully met", "full" }, { "fully met", "full" }, { "大部分符合", "large" }, { "部分符合", "part" },
        { "不符合", "none" }, { "不适用", "na" }, { "Not applicable", "na" }, { "", NULL }, { "符合", NULL }, { "yes", NULL },
    };

    for (guint i = 0; i < G_N_ELEMENTS (words); i++) {
        const int value = dcmm_policy_value_by_word (p, words[i].word);
        g_assert_cmpstr (value < 0 ? NULL : p->values[value].id, ==, words[i].id);
    }
    g_assert_cmpint (p->combine, ==, DCMM_SUM);
    g_assert_false (p->has_gate);
    g_assert_true (p->has_bonus);
    g_assert_cmpint (gated->combine, ==, DCMM_GATED);
    g_assert_cmpint (mpq_cmp_si (gated->gate, 4, 5), ==, 0);
    g_assert_cmpuint (gated->levels[2].n_conditions, ==, 1);
    g_assert_cmpint (mpq_cmp_si (gated->levels[2].conditions[0].from, 9, 5), ==, 0);
    g_assert_cmpstr (dcmm_policy_word (p, (guint) dcmm_policy_value (p, "na"), DCMM_ZH), ==, "不适用");
}

/* ---- questionnaires of one's own ---- */

#define LEVEL(n) "<level no='" #n "'><name xml:lang='en'>L" #n "</name></level>"
#define LEVELS LEVEL (1) LEVEL (2) LEVEL (3) LEVEL (4) LEVEL (5)
#define CRITERION "<criterion id='1.1-1.1' level='1' dimension='policy'><text xml:lang='en'>t</text></criterion>"
#define WHOLE(levels, inside) "<questionnaire xmlns='urn:dcmm:questionnaire:1' id='own'>\n" levels "\n<domain id='1'><name xml:lang='en'>d</name>\n" \
                              "<item id='1.1'><name xml:lang='zh'>项</name>\n" inside "</item></domain></questionnaire>"

static DcmmQuestionnaire *
load (const char *text, const char *overlay, char **wrong)
{
    g_autofree char *path = put ("own.xml", text);
    g_autoptr (DcmmProblems) problems = dcmm_problems_new ();
    g_autoptr (GError) error = NULL;
    g_autoptr (DcmmQuestionnaire) q = dcmm_questionnaire_load (path, overlay, problems, &error);

    *wrong = NULL;
    if (!q || !dcmm_problems_none (problems, &error)) {
        *wrong = g_strdup (error->message);
        return NULL;
    }
    return g_steal_pointer (&q);
}

static void
test_own (void)
{
    g_autofree char *wrong = NULL;
    g_autoptr (DcmmQuestionnaire) q = load (WHOLE (LEVELS, CRITERION "<criterion id='1.1-3.2' level='3'><text xml:lang='zh'>三</text></criterion>"), NULL, &wrong);

    g_assert_cmpstr (wrong, ==, NULL);
    g_assert_cmpuint (q->n_criteria, ==, 2);
    g_assert_cmpuint (q->criteria[1].number, ==, 2);
    g_assert_cmpint (q->criteria[0].origin, ==, DCMM_ORIGIN_UNKNOWN);
    g_assert_cmpstr (dcmm_words (&q->items[0].name, DCMM_EN), ==, "项");        /* the other language where one is missing */
    g_assert_cmpstr (dcmm_words (&q->items[0].purpose, DCMM_EN), ==, "");
}

static void
test_wrong (void)
{
    static const struct { const char *text, *says; } cases[] = {
        { WHOLE ("", CRITERION), "level" },
        { WHOLE (LEVEL (2), CRITERION), ":2: level 2 .*level 1" },
        { WHOLE (LEVELS LEVEL (5), CRITERION), ":2: .*level" },
        { WHOLE (LEVELS, ""), "item 1\\.1 has no criterion" },
        { WHOLE (LEVELS, CRITERION "\n" CRITERION), ":6: '1\\.1-1\\.1' stands twice" },
        { WHOLE (LEVELS, "<criterion id='1.1-1.1' level='2'><text xml:lang='en'>t</text></criterion>"), "1\\.1-1\\.1.*level 2" },
        { WHOLE (LEVELS, "<criterion id='1.2-1.1' level='1'><text xml:lang='en'>t</text></criterion>"), "1\\.2-1\\.1" },
        { WHOLE (LEVELS, "<criterion id='1.1-6.1'><text xml:lang='en'>t</text></criterion>"), "ITEM-LEVEL" },
        { WHOLE (LEVELS, "<criterion id='x'><text xml:lang='en'>t</text></criterion>"), "ITEM-LEVEL" },
        { WHOLE (LEVELS, "<criterion id='1.1-1.1'/>"), "no <text>" },
        { WHOLE (LEVELS, "<criterion id='1.1-1.1'><text>t</text></criterion>"), "xml:lang" },
        { WHOLE (LEVELS, "<criterion id='1.1-1.1'><text xml:lang='fr'>t</text></criterion>"), "fr" },
        { WHOLE (LEVELS, "<criterion id='1.1-1.1'><text xml:lang='en'>t</text>\n<text xml:lang='en'>u</text></criterion>"), ":6: .*twice" },
        { WHOLE (LEVELS, "<criterion id='1.1-1.1' weight='0'><text xml:lang='en'>t</text></criterion>"), "weight='0'" },
        { WHOLE (LEVELS, "<criterion id='1.1-1.1' weight='-1'><text xml:lang='en'>t</text></criterion>"), "weight='-1'" },
        { WHOLE (LEVELS, "<criterion id='1.1-1.1' weight='heavy'><text xml:lang='en'>t</text></criterion>"), "heavy" },
        { WHOLE (LEVELS, "<criterion id='1.1-1.1' dimension='colour'><text xml:lang='en'>t</text></criterion>"), "colour.*organisation" },
        { WHOLE (LEVELS, "<criterion id='1.1-1.1' confidence='sure'><text xml:lang='en'>t</text></criterion>"), "sure.*high" },
        { "<questionnaire xmlns='urn:dcmm:questionnaire:1'>" LEVELS "</questionnaire>", "'id'" },
        { "<questionnaire xmlns='urn:dcmm:questionnaire:1' id='own'>" LEVELS "</questionnaire>", "no domain" },
        { "<questionnaire xmlns='urn:dcmm:questionnaire:1' id='own' xmlns:xi='http://www.w3.org/2001/XInclude'>" LEVELS "<xi:include href='../own.xml'/></questionnaire>", "same folder" },
        { "<questionnaire xmlns='urn:dcmm:questionnaire:1' id='own' xmlns:xi='http://www.w3.org/2001/XInclude'>" LEVELS "<xi:include href='/etc/passwd'/></questionnaire>", "same folder" },
        { "<questionnaire xmlns='urn:dcmm:questionnaire:1' id='own' xmlns:xi='http://www.w3.org/2001/XInclude'>" LEVELS "<xi:include href='http://example.com/a.xml'/></questionnaire>", "same folder" },
        { "<questionnaire xmlns='urn:dcmm:questionnaire:1' id='own' xmlns:xi='http://www.w3.org/2001/XInclude'>" LEVELS "<xi:include href='nothing.xml'/></questionnaire>", "nothing\\.xml" },
        { "<questionnaire xmlns='urn:dcmm:questionnaire:1' id='own' xmlns:xi='http://www.w3.org/2001/XInclude'>" LEVELS "<xi:include href='own.xml'/></questionnaire>", "own\\.xml" },
    };

    for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
        g_autofree char *wrong = NULL;
        g_autoptr (DcmmQuestionnaire) q = load (cases[i].text, NULL, &wrong);
        if (q)
            g_test_message ("accepted: %s", cases[i].text);
        else if (!g_regex_match_simple (cases[i].says, wrong, G_REGEX_DOTALL, 0) || !strstr (wrong, ".xml"))
            g_test_message ("'%s' does not say /%s/", wrong, cases[i].says);
        else
            continue;
        g_test_fail ();
    }
}

static void
test_overlay (void)
{
    g_autofree char *path = put ("over.xml", "<overlay xmlns='urn:dcmm:overlay:1' questionnaire='own'><criterion id='1.1-1.1'><text xml:lang='en'>licensed</text></criterion>"
                                             "<criterion id='1.1-2.7' dimension='policy' weight='2'><text xml:lang='zh'>新</text></criterion></overlay>");
    g_autofree char *foreign = put ("foreign.xml", "<overlay xmlns='urn:dcmm:overlay:1' questionnaire='other'><criterion id='9.9-1.1'><text xml:lang='en'>no</text></criterion></overlay>");
    g_autofree char *lost = put ("lost.xml", "<overlay xmlns='urn:dcmm:overlay:1' questionnaire='own'>\n<criterion id='9.9-1.1'><text xml:lang='en'>no</text></criterion></overlay>");
    g_autofree char *wrong = NULL;
    g_autoptr (DcmmQuestionnaire) q = load (WHOLE (LEVELS, CRITERION), path, &wrong);

    g_assert_cmpstr (wrong, ==, NULL);
    g_assert_cmpuint (q->n_criteria, ==, 2);
    g_assert_cmpstr (q->criteria[0].text.in[DCMM_EN], ==, "licensed");
    g_assert_cmpint (q->criteria[0].origin, ==, DCMM_ORIGIN_OVERLAY);
    g_assert_cmpstr (q->criteria[1].id, ==, "1.1-2.7");
    g_assert_cmpstr (q->criteria[1].weight, ==, "2");
    g_assert_cmpstr (q->overlay_name, ==, "over.xml");
    g_assert_cmpuint (strlen (q->overlay_sha256), ==, 64);
    g_autoptr (DcmmQuestionnaire) plain = load (WHOLE (LEVELS, CRITERION), foreign, &wrong);
    g_assert_cmpstr (wrong, ==, NULL);
    g_assert_cmpuint (plain->n_criteria, ==, 1);
    g_assert_null (plain->overlay_name);
    g_assert_null (load (WHOLE (LEVELS, CRITERION), lost, &wrong));
    g_assert_nonnull (strstr (wrong, "lost.xml:2: "));
}

/* ---- rule sets ---- */

static void
test_eligibility (void)
{
    static const char *const sets[] = { "2022", "2023", "2026" };
    g_autoptr (DcmmLibrary) library = dcmm_library_new (NULL);

    for (guint i = 0; i < G_N_ELEMENTS (sets); i++) {
        g_autoptr (GError) error = NULL;
        const DcmmEligibility *e = dcmm_library_eligibility (library, sets[i], &error);
        g_assert_no_error (error);
        g_assert_cmpstr (e->id, ==, sets[i]);
        g_assert_cmpstr (e->roles[0].role, ==, "owner");
        for (guint r = 0; r < e->n_roles; r++)
            for (guint n = 0; n < e->roles[r].n_rules; n++) {
                g_assert_nonnull (e->roles[r].rules[n].source);
                g_assert_nonnull (e->roles[r].rules[n].confidence);
                g_assert_cmpuint (e->roles[r].rules[n].column, <, e->n_columns);
            }
        for (guint c = 0; c < e->n_columns; c++)
            for (guint l = 0; l < DCMM_LANGS; l++)
                g_assert_true (e->columns[c].name.in[l] && e->columns[c].missing.in[l]);
    }
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_set_nonfatal_assertions ();
    dcmm_i18n_init (DCMM_EN);
    dcmm_path_set_data (g_getenv ("DCMM_ROOT") ? g_getenv ("DCMM_ROOT") : ".");
    scratch = g_dir_make_tmp ("dcmm-model-XXXXXX", NULL);
    g_test_add_func ("/model/shipped", test_shipped);
    g_test_add_func ("/model/library", test_library);
    g_test_add_func ("/model/threads", test_threads);
    g_test_add_func ("/model/policies", test_policies);
    g_test_add_func ("/model/own", test_own);
    g_test_add_func ("/model/wrong", test_wrong);
    g_test_add_func ("/model/overlay", test_overlay);
    g_test_add_func ("/model/eligibility", test_eligibility);
    const int code = g_test_run ();
    g_autofree char *remove = g_strdup_printf ("rm -rf '%s'", scratch);
    if (system (remove) != 0)
        g_printerr ("%s is left behind\n", scratch);
    g_free (scratch);
    return code;
}
