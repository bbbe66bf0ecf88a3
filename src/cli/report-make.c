#include "cli/report.h"
#include "assess/assess.h"
#include "document/document.h"
#include "report/report.h"

#include <errno.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static const char *const kinds[] = { "gap", "plan", "compare", NULL };

typedef gboolean (*Write) (DcmmPress *press, const DcmmNode *document, GString *out, GError **error);

static const char *const formats[] = { "pdf", "html", "docx", "trace", NULL };
static const Write writers[] = { dcmm_write_pdf, dcmm_write_html, dcmm_write_docx, dcmm_write_trace };
enum { PDF, HTML, DOCX, TRACE };

typedef struct {
    const char  *kind, *only, *overlay, *policy_id, *values, *theme, *rules, *programmes_path, *actions;
    char       **words[DCMM_PLAN_WORDS];        /* of `report plan`, for dcmm-plan */
    guint        target;
    gboolean     together;      /* all inputs make one report */
    DcmmWhich    which;
    int          format;
    const char  *path;          /* -o; for a batch a folder */
    DcmmLibrary *library;
    const DcmmPolicy      *policy;
    const DcmmEligibility *eligibility;
    const DcmmProgrammes  *programmes;
    DcmmTemplate *sheet;
    DcmmPress    *press;
} Job;

/* ---- one report ---- */

/* A plan document without the answers behind it: what it says of them stands in their place. */
static xmlDoc *
plan_document (const Job *job, const DcmmPlanJob *wanted, const char *path, GError **error)
{
    g_autoptr (DcmmPlanPart) part = dcmm_report_plan_read (wanted, path, error);
    g_autofree char *sha256 = part ? dcmm_input_sha256 (path, error) : NULL;
    const DcmmPolicy *policy = sha256 ? dcmm_library_policy (job->library, job->policy_id ? job->policy_id : part->policy, error) : NULL;

    if (!policy)
        return NULL;
    g_autoptr (DcmmAnswers) answers = dcmm_answers_new (part->questionnaire, path);
    g_autoptr (DcmmScores) scores = dcmm_scores_new (part->questionnaire, policy);
    answers->id = part->id, answers->date = part->date, answers->name = part->name, answers->uscc = part->uscc;
    const DcmmDossier dossier = {
        .kind = job->kind, .scores = scores, .answers = answers, .plan = part, .which = job->which, .policy_default = strcmp (policy->id, "practice") == 0,
        .answers_sha256 = sha256,
    };
    return dcmm_dossier_new (&dossier, error);
}

static xmlDoc *
make_dossier (const Job *job, const char *path, GError **error)
{
    const gboolean planned = strcmp (job->kind, "plan") == 0;

    const DcmmPlanJob wanted = { job->library, job->target, job->policy_id, job->values, job->overlay, job->actions, job->words };

    if (planned && dcmm_report_is_plan (path))
        return plan_document (job, &wanted, path, error);
    g_autoptr (DcmmAnswers) answers = dcmm_answers_open (path, job->library, job->policy, error);
    g_autoptr (DcmmProblems) problems = dcmm_problems_new ();
    g_autoptr (DcmmEligible) eligible = NULL;
    g_autoptr (DcmmOffers) offers = NULL;
    g_autoptr (DcmmPlanPart) plan = NULL;
    g_autofree char *sha256 = NULL;

    if (!answers || (job->only && !dcmm_dossier_only (job->only, answers->questionnaire, error)))
        return NULL;
    if (!dcmm_policy_fits (job->policy, answers->questionnaire, problems)) {
        dcmm_problems_none (problems, error);
        return NULL;
    }
    if (!(sha256 = dcmm_input_sha256 (path, error)) || (planned && !(plan = dcmm_report_plan (&wanted, path, error))))
        return NULL;
    g_autoptr (DcmmScores) scores = dcmm_scores_new (answers->questionnaire, job->policy);
    if (!dcmm_scores_take (scores, answers, job->which, error))
        return NULL;
    g_autoptr (DcmmAnalysis) analysis = dcmm_analyse (scores, answers, plan ? plan->target : job->target);
    if (answers->attributes->len) {
        eligible = dcmm_eligible (job->eligibility, answers, analysis->target);
        offers = dcmm_offers (job->programmes, answers, analysis->target);
    }
    const DcmmDossier dossier = {
        .kind = job->kind, .only = job->only, .scores = scores, .answers = answers, .analysis = analysis, .eligible = eligible, .offers = offers,
        .plan = plan, .which = job->which, .policy_default = strcmp (job->policy->id, "practice") == 0, .answers_sha256 = sha256,
    };
    return dcmm_dossier_new (&dossier, error);
}

/* Takes the dossier; NULL is what making it has given. */
static gboolean
print_report (const Job *job, xmlDoc *dossier, const char *to, GError **error)
{
    g_autoptr (GString) out = g_string_sized_new (256 * 1024);
    g_autoptr (DcmmTree) tree = NULL;

    if (!dossier)
        return FALSE;
    xmlDoc *page = dcmm_template_apply (job->sheet, dossier, error);
    xmlFreeDoc (dossier);
    if (!page)
        return FALSE;
    tree = dcmm_tree_new (page, job->kind, error);
    xmlFreeDoc (page);
    return tree && writers[job->format] (job->press, dcmm_tree_root (tree), out, error) && dcmm_write_file (to, out->str, out->len, error);
}

static gboolean
make_report (const Job *job, const char *path, const char *to, GError **error)
{
    return print_report (job, make_dossier (job, path, error), to, error);
}

static gboolean
make_comparison (const Job *job, const DcmmCli *cli, const char *to, GError **error)
{
    const DcmmCompareJob compare = { cli->rest + 1, job->library, job->policy, job->which, job->target };
    g_autoptr (GPtrArray) remarks = g_ptr_array_new_with_free_func (g_free);

    if (!print_report (job, dcmm_report_compare (&compare, remarks, error), to, error))
        return FALSE;
    for (guint i = 0; !cli->quiet && i < remarks->len; i++)
        dcmm_say ("%s", (const char *) remarks->pdata[i]);
    return TRUE;
}

/* ---- a batch: as many processes as cores, each with its own copy of what is loaded ---- */

static char *
batch_path (const Job *job, const char *input)
{
    g_autofree char *name = g_path_get_basename (input), *folder = g_strdup (job->path);
    char *dot = strrchr (name, '.');

    if (dot && dot != name)
        *dot = '\0';
    while (strlen (folder) > 1 && g_str_has_suffix (folder, "/"))
        folder[strlen (folder) - 1] = '\0';
    return g_strdup_printf ("%s/%s-%s.%s", folder, name, job->kind, formats[job->format]);
}

static gboolean
names_differ (const Job *job, const DcmmCli *cli, GError **error)
{
    g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

    for (guint i = 1; i < cli->n_rest; i++) {
        char *path = batch_path (job, cli->rest[i]);
        if (g_hash_table_contains (seen, path)) {
            g_autofree char *twice = path;
            return dcmm_fail (error, DCMM_USE, _("two inputs would both be written to %s; give them different names"), twice);
        }
        g_hash_table_add (seen, path);
    }
    return TRUE;
}

typedef struct { gint next, worst; } Shared;

static int
work (const Job *job, const DcmmCli *cli, Shared *shared)
{
    for (;;) {
        const guint i = (guint) g_atomic_int_add (&shared->next, 1);
        g_autofree char *to = i < cli->n_rest ? batch_path (job, cli->rest[i]) : NULL;
        g_autoptr (GError) error = NULL;
        if (!to)
            return 0;
        if (make_report (job, cli->rest[i], to, &error))
            continue;
        dcmm_error_become (&error, DCMM_INPUT);
        dcmm_say ("%s", error->message);
        for (gint worst = g_atomic_int_get (&shared->worst); worst < error->code; worst = g_atomic_int_get (&shared->worst))
            if (g_atomic_int_compare_and_exchange (&shared->worst, worst, error->code))
                break;
    }
}

static void
progress (const DcmmCli *cli, const Shared *shared)
{
    if (cli->quiet || !isatty (STDERR_FILENO))
        return;
    const guint done = MIN ((guint) g_atomic_int_get (&shared->next), cli->n_rest) - 1;
    fprintf (stderr, "\r%u / %u", done, cli->n_rest - 1);
    if (done + 1 == cli->n_rest)
        fputc ('\n', stderr);
}

static int
run_batch (const Job *job, const DcmmCli *cli, GError **error)
{
    const guint n = MIN (MAX (g_get_num_processors (), 1), cli->n_rest - 1);
    Shared *shared = mmap (NULL, sizeof *shared, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    const pid_t parent = getpid ();
    gboolean died = FALSE;

    if (shared == MAP_FAILED) {
        dcmm_fail (error, DCMM_SURROUNDINGS, _("out of memory"));
        return -1;
    }
    shared->next = 1;
    fflush (NULL);
    for (guint i = 0; i < n; i++) {
        const pid_t child = fork ();
        if (child == 0) {
            prctl (PR_SET_PDEATHSIG, SIGTERM);      /* who ends the batch ends all of it */
            if (getppid () == parent)
                _exit (work (job, cli, shared));
            _exit (DCMM_SURROUNDINGS);
        }
        if (child < 0 && i == 0)
            work (job, cli, shared);
    }
    for (;;) {
        int status;
        const pid_t child = waitpid (-1, &status, isatty (STDERR_FILENO) ? WNOHANG : 0);
        if (child < 0 && errno != EINTR)
            break;
        died |= child > 0 && (!WIFEXITED (status) || WEXITSTATUS (status) != 0);
        progress (cli, shared);
        if (child == 0)
            g_usleep (100 * 1000);
    }
    const int worst = died ? DCMM_SURROUNDINGS : shared->worst;
    munmap (shared, sizeof *shared);
    if (died) {
        dcmm_fail (error, DCMM_SURROUNDINGS, _("a report process ended early; its report was not written"));
        return -1;
    }
    return worst;
}

/* ---- what is loaded once ---- */

static gboolean
is_folder (const char *path)
{
    struct stat about;

    return g_str_has_suffix (path, "/") || (stat (path, &about) == 0 && S_ISDIR (about.st_mode));
}

static gboolean
is_batch (const Job *job, const DcmmCli *cli)
{
    return cli->n_rest > 2 && !job->together;
}

static gboolean
check_use (const Job *job, const DcmmCli *cli, GError **error)
{
    gboolean known = FALSE;

    for (guint i = 0; kinds[i]; i++)
        known |= strcmp (kinds[i], job->kind) == 0;
    if (!known)
        return dcmm_fail (error, DCMM_USE, _("there is no report '%s'; there are: gap, plan, compare"), job->kind);
    if (job->only && strcmp (job->kind, "gap") != 0)
        return dcmm_fail (error, DCMM_USE, _("--only is for the report 'gap': a plan or a comparison is one whole"));
    if (dcmm_report_plan_word (job->words) && strcmp (job->kind, "plan") != 0)
        return dcmm_fail (error, DCMM_USE, _("--%s is for the report 'plan'"), dcmm_report_plan_word (job->words));
    if (job->together && cli->n_rest < 3)
        return dcmm_fail (error, DCMM_USE, _("a comparison wants two sets of answers at least; the newest alone is 'report gap'"));
    if (is_batch (job, cli) && !job->path)
        return dcmm_fail (error, DCMM_USE, _("several answers make several reports: name a folder with -o DIR/"));
    if (is_batch (job, cli) && !is_folder (job->path))
        return dcmm_fail (error, DCMM_USE, _("several answers make several reports: '%s' is not a folder; end it in a slash"), job->path);
    if ((!job->path || strcmp (job->path, "-") == 0) && job->format == PDF && isatty (STDOUT_FILENO))
        return dcmm_fail (error, DCMM_USE, _("a PDF is not for a terminal: name a file with -o FILE.pdf"));
    if (!job->path && job->format == DOCX && isatty (STDOUT_FILENO))
        return dcmm_fail (error, DCMM_USE, _("a DOCX is not for a terminal: name a file with -o FILE.docx"));
    return TRUE;
}

static gboolean
load (Job *job, GError **error)
{
    return (job->policy = dcmm_library_policy (job->library, job->policy_id, error)) != NULL &&
           (job->eligibility = dcmm_library_eligibility (job->library, job->rules, error)) != NULL &&
           (job->programmes = dcmm_library_programmes (job->library, job->programmes_path, error)) != NULL &&
           (job->sheet = dcmm_template_load (job->kind, error)) != NULL &&
           (job->press = dcmm_press_new (job->theme, error)) != NULL;
}

static int
make_all (Job *job, const DcmmCli *cli, GError **error)
{
    if (!check_use (job, cli, error))
        return -1;
    const gboolean folder = job->path && is_folder (job->path);
    if (folder && g_mkdir_with_parents (job->path, 0777) != 0) {
        dcmm_fail (error, DCMM_SURROUNDINGS, _("%s cannot be made: %s"), job->path, g_strerror (errno));
        return -1;
    }
    if (folder && is_batch (job, cli) && !names_differ (job, cli, error))
        return -1;
    if (!load (job, error))
        return -1;
    if (is_batch (job, cli))
        return run_batch (job, cli, error);
    g_autofree char *to = folder ? batch_path (job, cli->rest[cli->n_rest - 1]) : g_strdup (job->path);
    if (!(job->together ? make_comparison (job, cli, to, error) : make_report (job, cli->rest[1], to, error)))
        return -1;
    dcmm_say_idle_overlay (cli, dcmm_library_idle_overlay (job->library));
    return DCMM_DONE;
}

int
dcmm_cmd_report (DcmmCli *cli, int argc, char **argv, GError **error)
{
    DcmmScoring scoring = { 0 };
    Job job = { 0 };
    g_autofree char *format = NULL, *target = NULL, *only = NULL, *theme = NULL, *path = NULL, *rules = NULL, *programmes = NULL, *actions = NULL;
    const GOptionEntry options[] = {
        { "target", 0,   0, G_OPTION_ARG_STRING,   &target, N_("the level aimed at (default: the one after the level reached)"), N_("1-5") },
        { "output", 'o', 0, G_OPTION_ARG_FILENAME, &path,   N_("the file to write, or a folder for several"), N_("FILE|DIR/") },
        { "format", 0,   0, G_OPTION_ARG_STRING,   &format, N_("pdf, html or docx"), N_("FORMAT") },
        { "only",   0,   0, G_OPTION_ARG_STRING,   &only,   N_("these domains and items alone"), N_("REF,…") },
        DCMM_SCORING_OPTIONS (scoring),
        { "programmes", 0, 0, G_OPTION_ARG_FILENAME, &programmes, N_("a table of pilots and subsidies in place of the shipped one"), N_("FILE") },
        { "rules",  0,   0, G_OPTION_ARG_FILENAME, &rules,  N_("the rule set for eligibility (default: the newest), or a file"), N_("ID|FILE") },
        { "actions", 0,  0, G_OPTION_ARG_FILENAME, &actions, N_("improvement actions of your own in place of the shipped ones"), N_("FILE") },
        { "theme",  0,   0, G_OPTION_ARG_FILENAME, &theme,  N_("colours, logo and issuer"), N_("FILE") },
        DCMM_PLAN_OPTIONS (job.words),
        G_OPTION_ENTRY_NULL
    };
    int which, code = -1;

    if (dcmm_cli_parse (cli, options, argc, argv, error) && dcmm_scoring_which (&scoring, &which, error) &&
        (job.format = dcmm_choose_format (format, path, formats, error)) >= 0 && (!target || dcmm_parse_target (target, &job.target, error))) {
        job.kind = cli->rest[0];
        job.together = strcmp (job.kind, "compare") == 0;
        job.only = only;
        job.theme = theme;
        job.path = path;
        job.rules = rules;
        job.programmes_path = programmes;
        job.which = which;
        job.actions = actions;
        job.policy_id = scoring.policy;
        job.values = scoring.values;
        job.overlay = scoring.overlay;
        job.library = dcmm_library_new (scoring.overlay);
        code = make_all (&job, cli, error);
        dcmm_template_free (job.sheet);
        dcmm_press_free (job.press);
        dcmm_library_free (job.library);
    }
    dcmm_scoring_clear (&scoring);
    for (guint i = 0; i < DCMM_PLAN_WORDS; i++)
        g_strfreev (job.words[i]);
    return code;
}
