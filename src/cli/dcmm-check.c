#include "cli/dcmm.h"

#include <libxml/relaxng.h>
#include <libxml/xinclude.h>
#include <string.h>

typedef struct {
    DcmmLibrary      *library;
    const DcmmPolicy *policy;
    const char       *overlay;
    gboolean          strict, complete;
} Check;

/* What a root element is: how its content is checked, and the schema that is held against it with --strict. */
typedef struct {
    const char *root, *ns, *schema;
    gboolean  (*check) (const Check *check, const char *path, DcmmProblems *problems, GError **error);
} Kind;

static gboolean
check_answers (const Check *check, const char *path, DcmmProblems *problems, GError **error)
{
    g_autoptr (DcmmAnswers) answers = dcmm_answers_load (path, check->library, check->policy, problems, error);

    if (!answers)
        return FALSE;
    const guint n = answers->questionnaire->n_criteria, left = n - MIN (n, dcmm_answers_answered (answers));
    guint marked = 0;
    for (guint i = 0; i < answers->answers->len; i++)
        marked += g_array_index (answers->answers, DcmmAnswer, i).review != NULL;
    if (marked)
        dcmm_problems_add (problems, DCMM_WARNING, (DcmmWhere) { path, 0 },
                           ngettext ("%u answer came from another edition and is marked with 'review'; look at it again, then take the mark away",
                                     "%u answers came from another edition and are marked with 'review'; look at them again, then take the marks away", marked), marked);
    if (left)
        dcmm_problems_add (problems, check->complete ? DCMM_WRONG : DCMM_WARNING, (DcmmWhere) { path, 0 },
                           _("%u of %u criteria have no answer; answer them, or mark with 'na' what does not apply"), left, n);
    return TRUE;
}

static gboolean
check_profile (const Check *check, const char *path, DcmmProblems *problems, GError **error)
{
    g_autoptr (DcmmAnswers) answers = dcmm_answers_new (NULL, path);

    (void) check;
    return dcmm_profile_load (path, answers, problems, error);
}

static gboolean
check_questionnaire (const Check *check, const char *path, DcmmProblems *problems, GError **error)
{
    g_autoptr (DcmmQuestionnaire) q = dcmm_questionnaire_load (path, check->overlay, problems, error);
    const DcmmRoles *roles = q ? dcmm_library_roles (check->library, error) : NULL;

    for (guint i = 0; roles && i < q->n_criteria; i++)
        if (q->criteria[i].who && dcmm_roles_find (roles, q->criteria[i].who) < 0)
            dcmm_roles_unknown (roles, q->criteria[i].who, (DcmmWhere) { path, 0 }, problems);
    return roles != NULL;
}

static gboolean
check_policy (const Check *check, const char *path, DcmmProblems *problems, GError **error)
{
    g_autoptr (DcmmPolicy) p = dcmm_policy_load (path, problems, error);

    (void) check;
    return p != NULL;
}

static gboolean
check_eligibility (const Check *check, const char *path, DcmmProblems *problems, GError **error)
{
    g_autoptr (DcmmEligibility) e = dcmm_eligibility_load (path, problems, error);

    (void) check;
    return e != NULL;
}

static gboolean
check_crosswalk (const Check *check, const char *path, DcmmProblems *problems, GError **error)
{
    g_autoptr (DcmmCrosswalk) c = dcmm_crosswalk_load (path, check->library, problems, error);

    return c != NULL;
}

/* An overlay is checked as it is laid over the questionnaire that it names. */
static gboolean
check_overlay (const Check *check, const char *path, DcmmProblems *problems, GError **error)
{
    g_auto (GStrv) ids = dcmm_library_questionnaires (check->library);

    for (guint i = 0; ids[i]; i++) {
        g_autofree char *whole = g_build_filename (dcmm_path_data (), "questionnaires", ids[i], "questionnaire.xml", NULL);
        g_autoptr (DcmmQuestionnaire) q = dcmm_questionnaire_load (whole, path, problems, error);
        if (!q)
            return FALSE;
        if (q->overlay_name)
            return TRUE;
    }
    dcmm_problems_add (problems, DCMM_WRONG, (DcmmWhere) { path, 0 }, _("lies over a questionnaire that is not here"));
    return TRUE;
}

static gboolean
check_roles (const Check *check, const char *path, DcmmProblems *problems, GError **error)
{
    g_autoptr (DcmmRoles) roles = dcmm_roles_load (path, problems, error);

    (void) check;
    return roles != NULL;
}

static gboolean
check_programmes (const Check *check, const char *path, DcmmProblems *problems, GError **error)
{
    g_autoptr (DcmmProgrammes) programmes = dcmm_programmes_load (path, problems, error);

    (void) check;
    return programmes != NULL;
}

static gboolean
check_actions (const Check *check, const char *path, DcmmProblems *problems, GError **error)
{
    g_autoptr (DcmmActions) actions = dcmm_actions_load (path, check->library, NULL, problems, error);

    if (!actions)
        return FALSE;
    dcmm_actions_fit (actions, check->policy, problems);
    return TRUE;
}

/* What dcmm writes and does not read here: the schema alone speaks. */
static gboolean
check_nothing (const Check *check, const char *path, DcmmProblems *problems, GError **error)
{
    (void) check, (void) path, (void) problems, (void) error;
    return TRUE;
}

static const Kind kinds[] = {
    { "answers",       DCMM_NS_ANSWERS,       "answers",       check_answers       },
    { "enterprise",    DCMM_NS_ANSWERS,       "enterprise",    check_profile       },
    { "questionnaire", DCMM_NS_QUESTIONNAIRE, "questionnaire", check_questionnaire },
    { "policy",        DCMM_NS_POLICY,        "policy",        check_policy        },
    { "overlay",       DCMM_NS_OVERLAY,       "overlay",       check_overlay       },
    { "eligibility",   DCMM_NS_ELIGIBILITY,   "eligibility",   check_eligibility   },
    { "programmes",    DCMM_NS_PROGRAMMES,    "programmes",    check_programmes    },
    { "roles",         DCMM_NS_ROLES,         "roles",         check_roles         },
    { "actions",       DCMM_NS_ACTIONS,       "actions",       check_actions       },
    { "plan",          "urn:dcmm:plan:1",     "plan",          check_nothing       },
    { "crosswalk",     DCMM_NS_CROSSWALK,     "crosswalk",     check_crosswalk     },
    { "result",        DCMM_NS_RESULT,        "result",        check_nothing       },
    { "results",       DCMM_NS_RESULT,        "results",       check_nothing       },
};

static void
on_schema_error (void *data, xmlErrorPtr e)
{
    struct { DcmmProblems *problems; const char *path; } *to = data;
    g_autofree char *told = g_strstrip (g_strdup (e->message ? e->message : ""));

    dcmm_problems_add (to->problems, DCMM_WRONG, (DcmmWhere) { e->file ? e->file : to->path, (guint) MAX (e->line, 0) }, _("against the schema: %s"), told);
}

/* The published contract, held against a file that our own readers have found well-formed and within the limits. */
static gboolean
hold_against_schema (const Kind *kind, const char *path, DcmmProblems *problems, GError **error)
{
    g_autofree char *name = g_strconcat (kind->schema, ".rng", NULL);
    g_autofree char *schema_path = g_build_filename (dcmm_path_data (), "questionnaires", "schema", name, NULL);
    xmlRelaxNGParserCtxtPtr parser = xmlRelaxNGNewParserCtxt (schema_path);
    xmlRelaxNGPtr schema = parser ? xmlRelaxNGParse (parser) : NULL;
    xmlDocPtr doc = xmlReadFile (path, NULL, XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_BIG_LINES);
    struct { DcmmProblems *problems; const char *path; } to = { problems, path };
    gboolean good = schema && doc;

    if (good && strcmp (kind->root, "questionnaire") == 0)
        good = xmlXIncludeProcessFlags (doc, XML_PARSE_NONET | XML_PARSE_NOBASEFIX) >= 0;
    if (good) {
        xmlRelaxNGValidCtxtPtr valid = xmlRelaxNGNewValidCtxt (schema);
        xmlRelaxNGSetValidStructuredErrors (valid, (xmlStructuredErrorFunc) on_schema_error, &to);
        xmlRelaxNGValidateDoc (valid, doc);
        xmlRelaxNGFreeValidCtxt (valid);
    }
    if (doc)
        xmlFreeDoc (doc);
    if (schema)
        xmlRelaxNGFree (schema);
    if (parser)
        xmlRelaxNGFreeParserCtxt (parser);
    return good ? TRUE : dcmm_fail (error, DCMM_SURROUNDINGS, _("the schema %s cannot be used"), schema_path);
}

static gboolean
check_file (const Check *check, const char *path, DcmmProblems *problems, GError **error)
{
    g_autofree char *root = NULL, *ns = NULL;

    if (!dcmm_read_root (path, &root, &ns, error))
        return FALSE;
    for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
        if (strcmp (root, kinds[i].root) == 0 && strcmp (ns, kinds[i].ns) == 0)
            return kinds[i].check (check, path, problems, error) &&
                   (!check->strict || hold_against_schema (&kinds[i], path, problems, error));
    return dcmm_fail_at (error, (DcmmWhere) { path, 0 }, _("<%s> of namespace '%s' is none of dcmm's documents"), root, ns);
}

static int
check_files (const Check *check, DcmmCli *cli)
{
    int worst = DCMM_DONE;

    for (guint i = 0; i < cli->n_rest; i++) {
        g_autoptr (DcmmProblems) problems = dcmm_problems_new ();
        g_autoptr (GError) error = NULL;

        if (!check_file (check, cli->rest[i], problems, &error)) {
            dcmm_error_become (&error, DCMM_INPUT);
            worst = MAX (worst, error->code);
        }
        for (guint p = 0; p < dcmm_problems_all (problems); p++) {
            DcmmSeverity severity;
            const char *text = dcmm_problems_text (problems, p, &severity);
            if (severity >= DCMM_WRONG)
                dcmm_say ("%s", text);
            else if (!cli->quiet)
                dcmm_say (_("%s (a remark only)"), text);
        }
        if (dcmm_problems_more (problems))
            dcmm_say (ngettext ("… and %u more", "… and %u more", dcmm_problems_more (problems)), dcmm_problems_more (problems));
        if (error)
            dcmm_say ("%s", error->message);
        else if (dcmm_problems_count (problems, DCMM_WRONG))
            worst = MAX (worst, DCMM_SHORT);
        else if (!cli->quiet)
            printf (_("%s: in order\n"), cli->rest[i]);
    }
    return worst;
}

int
dcmm_cmd_check (DcmmCli *cli, int argc, char **argv, GError **error)
{
    g_autofree char *policy = NULL, *overlay = NULL;
    gboolean strict = FALSE, complete = FALSE;
    const GOptionEntry options[] = {
        { "strict",   0, 0, G_OPTION_ARG_NONE,     &strict,   N_("holds the published schema against each file as well"), NULL },
        { "complete", 0, 0, G_OPTION_ARG_NONE,     &complete, N_("every criterion must be answered"), NULL },
        { "policy",   0, 0, G_OPTION_ARG_FILENAME, &policy,   N_("the policy whose values are allowed"), N_("ID|FILE") },
        { "overlay",  0, 0, G_OPTION_ARG_FILENAME, &overlay,  N_("texts laid over the questionnaire"), N_("FILE") },
        G_OPTION_ENTRY_NULL
    };

    if (!dcmm_cli_parse (cli, options, argc, argv, error))
        return -1;
    g_autoptr (DcmmLibrary) library = dcmm_library_new (overlay);
    const Check check = { library, dcmm_library_policy (library, policy, error), overlay, strict, complete };
    if (!check.policy)
        return -1;
    return check_files (&check, cli);
}
