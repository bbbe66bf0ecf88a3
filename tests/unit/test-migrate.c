/* assess/migrate and model/crosswalk: what several answers make of one, what becomes of a criterion, and that a
 * crosswalk is found by the editions that it names. The editions are those of tests/data/editions. */
#include "assess/assess.h"

#include <glib/gstdio.h>
#include <string.h>

static char             *folder;
static DcmmLibrary      *library;
static const DcmmPolicy *policy;

static char *
put (const char *name, const char *text)
{
    char *path = g_build_filename (folder, name, NULL);

    g_assert_true (g_file_set_contents (path, text, -1, NULL));
    return path;
}

/* Answers to the old edition from what stands inside <answers>. */
static DcmmAnswers *
parse (const char *inside, const DcmmPolicy *under)
{
    g_autofree char *text = g_strdup_printf ("<answers xmlns=\"urn:dcmm:answers:1\" questionnaire=\"old\" id=\"i\">%s</answers>", inside);
    g_autofree char *path = put ("answers.xml", text);
    g_autoptr (GError) error = NULL;
    DcmmAnswers *a = dcmm_answers_open (path, library, under, &error);

    g_assert_no_error (error);
    return a;
}

static const DcmmCrosswalk *
crosswalk (void)
{
    g_autoptr (GError) error = NULL;
    const DcmmCrosswalk *c = dcmm_library_crosswalk (library, "old", "young", &error);

    g_assert_no_error (error);
    return c;
}

static const DcmmAnswer *
after (const DcmmMigration *m, const char *ref)
{
    return dcmm_answers_of (m->after, (guint) dcmm_questionnaire_criterion (m->crosswalk->to, ref));
}

/* The tiles: two forebears of one heir. */
static char *
tiles (const char *first, const char *second)
{
    return g_strdup_printf ("<answer ref=\"2.1-1.1\" %s</answer><answer ref=\"2.1-2.1\" %s</answer>", first, second);
}

/* ---- the crosswalk ---- */

static void
test_fates (void)
{
    static const struct { const char *ref; DcmmFate fate; } rows[] = {
        { "1.1-1.1", DCMM_FATE_KEPT },   { "1.1-2.1", DCMM_FATE_CHANGED }, { "1.2-1.1", DCMM_FATE_KEPT }, { "1.2-2.1", DCMM_FATE_SPLIT },
        { "2.1-1.1", DCMM_FATE_MERGED }, { "2.1-2.1", DCMM_FATE_MERGED },  { "2.1-3.1", DCMM_FATE_LEFT },
    };
    const DcmmCrosswalk *c = crosswalk ();

    for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
        g_assert_cmpint (dcmm_crosswalk_fate (c, (guint) dcmm_questionnaire_criterion (c->from, rows[i].ref)), ==, rows[i].fate);
}

static void
test_origin (void)
{
    static const struct { const char *ref, *origin; gboolean same; } rows[] = {
        { "1.1-1.1", "1.1-1.1 same", TRUE },
        { "1.1-2.1", "1.1-2.1 broader", FALSE },
        { "1.2-2.2", "1.2-2.1 narrower", FALSE },
        { "3.1-1.1", "2.1-1.1 intersects, 2.1-2.1 broader", FALSE },
        { "3.1-2.1", "new", FALSE },
    };
    const DcmmCrosswalk *c = crosswalk ();

    for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
        const guint to = (guint) dcmm_questionnaire_criterion (c->to, rows[i].ref);
        g_autofree char *origin = dcmm_crosswalk_origin (c, to);
        g_assert_cmpstr (origin, ==, rows[i].origin);
        g_assert_cmpint (dcmm_crosswalk_same (c, to), ==, rows[i].same);
    }
}

/* Each map is found from both of its ends, and nothing else is. */
static void
test_both_ways (void)
{
    const DcmmCrosswalk *c = crosswalk ();
    guint from = 0, to = 0;

    for (guint i = 0; i < c->from->n_criteria; i++)
        for (guint k = 0; k < c->by_from[i].n; k++, from++)
            g_assert_cmpint (c->maps[c->by_from[i].maps[k]].from, ==, (int) i);
    for (guint i = 0; i < c->to->n_criteria; i++)
        for (guint k = 0; k < c->by_to[i].n; k++, to++)
            g_assert_cmpint (c->maps[c->by_to[i].maps[k]].to, ==, (int) i);
    g_assert_cmpuint (c->n_maps, ==, 10);
    g_assert_cmpuint (from, ==, 8);     /* all but the two that are new */
    g_assert_cmpuint (to, ==, 9);       /* all but the one that is withdrawn */
}

static void
test_library (void)
{
    g_autoptr (GError) error = NULL;

    g_assert_true (crosswalk () == crosswalk ());
    g_assert_true (dcmm_library_has_crosswalk (library, "old", "young"));
    g_assert_false (dcmm_library_has_crosswalk (library, "young", "old"));
    g_assert_null (dcmm_library_crosswalk (library, "young", "old", &error));
    g_assert_error (error, DCMM_ERROR, DCMM_INPUT);
    g_assert_nonnull (strstr (error->message, "crosswalk-old-young.xml:2: "));
}

static gpointer
ask (gpointer data)
{
    (void) data;
    return (gpointer) crosswalk ();
}

static void
test_threads (void)
{
    for (guint round = 0; round < 20; round++) {
        g_autoptr (DcmmLibrary) own = dcmm_library_new (NULL);
        DcmmLibrary *before = library;
        GThread *threads[8];
        gconstpointer first = NULL;

        library = own;
        for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
            threads[i] = g_thread_new ("ask", ask, NULL);
        for (guint i = 0; i < G_N_ELEMENTS (threads); i++) {
            gconstpointer c = g_thread_join (threads[i]);
            g_assert_true (!first || c == first);
            first = c;
        }
        library = before;
    }
}

/* ---- several to one ---- */

static void
test_lowest (void)
{
    static const char *const scale[] = { "na", "full", "large", "part", "none" };      /* from what gives way */

    for (guint a = 0; a < G_N_ELEMENTS (scale); a++)
        for (guint b = 0; b < G_N_ELEMENTS (scale); b++) {
            g_autofree char *first = g_strdup_printf ("value=\"%s\"><note>n</note>", scale[a]), *second = g_strdup_printf ("value=\"%s\"><note>n</note>", scale[b]);
            g_autofree char *both = tiles (first, second);
            g_autoptr (DcmmAnswers) answers = parse (both, policy);
            g_autoptr (DcmmMigration) m = dcmm_migrate (answers, crosswalk (), policy);
            g_assert_cmpstr (after (m, "3.1-1.1")->value, ==, scale[MAX (a, b)]);
            g_assert_cmpstr (after (m, "3.1-1.1")->note, ==, "n");
        }
}

/* Of two values that count the same, the first one; a scale of one's own decides what is low. */
static void
test_own_scale (void)
{
    static const char text[] =
        "<policy xmlns=\"urn:dcmm:policy:1\" id=\"own\" version=\"1\"><scale><value id=\"ja\" compliance=\"1\"/><value id=\"doch\" compliance=\"1\"/>"
        "<value id=\"nein\" compliance=\"0.3\"/><value id=\"egal\"/></scale><item combine=\"sum\"/><levels><level no=\"1\" from=\"0\"/>"
        "<level no=\"2\" from=\"1.5\"/><level no=\"3\" from=\"2.5\"/><level no=\"4\" from=\"3.5\"/><level no=\"5\" from=\"4.5\"/></levels></policy>";
    static const struct { const char *first, *second, *want; } rows[] = {
        { "ja", "doch", "ja" }, { "doch", "ja", "doch" }, { "ja", "nein", "nein" }, { "egal", "nein", "nein" }, { "egal", "egal", "egal" },
    };
    g_autofree char *path = put ("own.xml", text);
    const DcmmPolicy *own = dcmm_library_policy (library, path, NULL);

    for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
        g_autofree char *first = g_strdup_printf ("value=\"%s\">", rows[i].first), *second = g_strdup_printf ("value=\"%s\">", rows[i].second);
        g_autofree char *both = tiles (first, second);
        g_autoptr (DcmmAnswers) answers = parse (both, own);
        g_autoptr (DcmmMigration) m = dcmm_migrate (answers, crosswalk (), own);
        g_assert_cmpstr (after (m, "3.1-1.1")->value, ==, rows[i].want);
    }
}

/* Scored by second opinions, the heir counts as the lowest of what the forebears counted. */
static void
test_second_opinions (void)
{
    static const struct { const char *first, *second, *want, *note; } rows[] = {
        { "value=\"full\">", "value=\"full\">", NULL, NULL },
        { "value=\"full\"><verified value=\"large\"><note>a</note></verified>", "value=\"full\">", "large", "a" },
        { "value=\"full\"><verified value=\"large\"><note>a</note></verified>", "value=\"part\">", "part", "a" },
        { "value=\"none\"><verified value=\"full\"><note>a</note></verified>", "value=\"none\"><verified value=\"large\"><note>b</note></verified>", "large", "a\nb" },
        { "value=\"full\"><verified value=\"full\"><note>a</note></verified>", "value=\"full\"><verified value=\"none\"><note>a</note></verified>", "none", "a" },
    };

    for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
        g_autofree char *both = tiles (rows[i].first, rows[i].second);
        g_autoptr (DcmmAnswers) answers = parse (both, policy);
        g_autoptr (DcmmMigration) m = dcmm_migrate (answers, crosswalk (), policy);
        g_assert_cmpstr (after (m, "3.1-1.1")->verified.value, ==, rows[i].want);
        g_assert_cmpstr (after (m, "3.1-1.1")->verified.note, ==, rows[i].note);
    }
}

static void
test_one_of_two (void)
{
    g_autoptr (DcmmAnswers) answers = parse ("<answer ref=\"2.1-2.1\" value=\"full\" review=\"9-1.1 broader\"/>", policy);
    g_autoptr (DcmmMigration) m = dcmm_migrate (answers, crosswalk (), policy);

    g_assert_cmpstr (after (m, "3.1-1.1")->value, ==, "full");
    g_assert_cmpstr (after (m, "3.1-1.1")->review, ==, "2.1-1.1 intersects, 2.1-2.1 broader, 9-1.1 broader");
    g_assert_cmpuint (m->tally.carried, ==, 1);
    g_assert_cmpuint (m->tally.waiting, ==, 5);
    g_assert_cmpuint (m->tally.fresh, ==, 2);
}

static void
test_who_and_when (void)
{
    static const struct { const char *first, *second, *by, *at, *confidence; } rows[] = {
        { "value=\"full\" by=\"A\" at=\"2026-01-01T10:00:00+08:00\" confidence=\"sure\">", "value=\"full\" by=\"A\" at=\"2026-01-01T09:00:00Z\" confidence=\"fairly\">",
          "A", "2026-01-01T09:00:00Z", "fairly" },
        { "value=\"full\" by=\"A\" at=\"2026-01-02T10:00:00+08:00\">", "value=\"full\" by=\"B\" confidence=\"guess\">", "A, B", "2026-01-02T10:00:00+08:00", "guess" },
        { "value=\"full\" at=\"spring\">", "value=\"full\" at=\"2026-01-02T10:00:00+08:00\">", NULL, "2026-01-02T10:00:00+08:00", NULL },
        { "value=\"full\" at=\"spring\">", "value=\"full\">", NULL, "spring", NULL },
        { "value=\"full\">", "value=\"full\">", NULL, NULL, NULL },
    };

    for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
        g_autofree char *both = tiles (rows[i].first, rows[i].second);
        g_autoptr (DcmmAnswers) answers = parse (both, policy);
        g_autoptr (DcmmMigration) m = dcmm_migrate (answers, crosswalk (), policy);
        g_assert_cmpstr (after (m, "3.1-1.1")->by, ==, rows[i].by);
        g_assert_cmpstr (after (m, "3.1-1.1")->at, ==, rows[i].at);
        g_assert_cmpstr (after (m, "3.1-1.1")->confidence, ==, rows[i].confidence);
    }
}

/* Evidence is the same only where all that is said of it is. */
static void
test_evidence (void)
{
    g_autofree char *both = tiles ("value=\"full\"><evidence title=\"a\"/><evidence title=\"a\"/><evidence title=\"a\" date=\"2026-01-01\"/>",
                                   "value=\"full\"><evidence title=\"b\"/><evidence title=\"a\"/><evidence title=\"a\" href=\"x\"/>");
    g_autoptr (DcmmAnswers) answers = parse (both, policy);
    g_autoptr (DcmmMigration) m = dcmm_migrate (answers, crosswalk (), policy);
    const DcmmAnswer *a = after (m, "3.1-1.1");

    g_assert_cmpuint (a->n_evidence, ==, 4);
    g_assert_cmpstr (dcmm_answer_evidence (m->after, a, 1)->date, ==, "2026-01-01");
    g_assert_cmpstr (dcmm_answer_evidence (m->after, a, 2)->title, ==, "b");
    g_assert_cmpstr (dcmm_answer_evidence (m->after, a, 3)->href, ==, "x");
}

/* What is written can be read back as answers to the new edition, and says the same. */
static void
test_round_trip (void)
{
    g_autofree char *both = tiles ("value=\"full\"><note>a &lt;b\n c</note>", "value=\"part\"><verified value=\"na\"><note>x</note></verified>");
    g_autoptr (DcmmAnswers) answers = parse (both, policy);
    g_autoptr (DcmmMigration) m = dcmm_migrate (answers, crosswalk (), policy);
    g_autoptr (GString) once = g_string_new (NULL), twice = g_string_new (NULL);
    g_autoptr (GError) error = NULL;

    dcmm_answers_write (m->after, once);
    g_autofree char *path = put ("young.xml", once->str);
    g_autoptr (DcmmAnswers) again = dcmm_answers_open (path, library, policy, &error);
    g_assert_no_error (error);
    dcmm_answers_write (again, twice);
    g_assert_cmpstr (once->str, ==, twice->str);
}

static void
test_domains (void)
{
    static const struct { const char *before, *after; } rows[] = {
        { "1,2", "1,3" }, { "2", "3" }, { "1", "1" }, { " 1 , 2 ", "1,3" }, { "2,other,2", "3,other" }, { "", "" }, { "1 ,9", "1 ,9" },
    };

    for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
        g_autofree char *text = g_strdup_printf ("<enterprise><attribute key=\"policy_domains\">%s</attribute><attribute key=\"other\">1,2</attribute></enterprise>",
                                                 rows[i].before);
        g_autoptr (DcmmAnswers) answers = parse (text, policy);
        g_autoptr (DcmmMigration) m = dcmm_migrate (answers, crosswalk (), policy);
        g_assert_cmpstr (dcmm_answers_attribute (m->after, "policy_domains"), ==, rows[i].after);
        g_assert_cmpstr (dcmm_answers_attribute (m->after, "other"), ==, "1,2");
    }
}

int
main (int argc, char **argv)
{
    const char *root = g_getenv ("DCMM_ROOT");
    g_autofree char *data = g_build_filename (root ? root : ".", "tests", "data", "editions", NULL);

    g_test_init (&argc, &argv, NULL);
    dcmm_i18n_init (DCMM_EN);
    dcmm_path_set_data (data);
    folder = g_dir_make_tmp ("dcmm-migrate-XXXXXX", NULL);
    library = dcmm_library_new (NULL);
    policy = dcmm_library_policy (library, NULL, NULL);
    g_test_add_func ("/crosswalk/fates", test_fates);
    g_test_add_func ("/crosswalk/origin", test_origin);
    g_test_add_func ("/crosswalk/both-ways", test_both_ways);
    g_test_add_func ("/crosswalk/library", test_library);
    g_test_add_func ("/crosswalk/threads", test_threads);
    g_test_add_func ("/migrate/lowest", test_lowest);
    g_test_add_func ("/migrate/own-scale", test_own_scale);
    g_test_add_func ("/migrate/second-opinions", test_second_opinions);
    g_test_add_func ("/migrate/one-of-two", test_one_of_two);
    g_test_add_func ("/migrate/who-and-when", test_who_and_when);
    g_test_add_func ("/migrate/evidence", test_evidence);
    g_test_add_func ("/migrate/round-trip", test_round_trip);
    g_test_add_func ("/migrate/domains", test_domains);
    const int code = g_test_run ();

    dcmm_library_free (library);
    for (const char *const *name = (const char *const[]) { "answers.xml", "young.xml", "own.xml", NULL }; *name; name++) {
        g_autofree char *path = g_build_filename (folder, *name, NULL);
        g_unlink (path);
    }
    g_rmdir (folder);
    g_free (folder);
    return code;
}
