#include "cli/cli.h"
#include "exchange/calendar.h"
#include "exchange/exchange.h"
#include "exchange/plan-sheet.h"
#include "exchange/workbook-read.h"

#include <string.h>

typedef struct { const char *in, *out, *policy, *overlay, *actions; } Job;

static gboolean
ends_in (const char *path, const char *extension)
{
    const char *dot = strrchr (path, '.');

    return dot && g_ascii_strcasecmp (dot, extension) == 0;
}

/* ---- a plan: to the lists that are made of it ---- */

static int
convert_plan (const DcmmCli *cli, const Job *job, GError **error)
{
    const gboolean calendar = ends_in (job->out, ".ics");
    g_autoptr (DcmmLibrary) library = dcmm_library_new (job->overlay);
    g_autoptr (GString) text = g_string_new (NULL);

    if (!calendar && !ends_in (job->out, ".xlsx")) {
        dcmm_fail (error, DCMM_USE, _("'%s': a plan becomes .xlsx or .ics"), job->out);
        return -1;
    }
    g_autoptr (DcmmPlanDocument) document = dcmm_plan_document_load (job->in, library, job->actions, job->policy, error);
    if (!document)
        return -1;
    if (calendar && !document->start) {
        dcmm_fail_at (error, (DcmmWhere) { job->in, 0 }, _("this plan has no dates; make it again with --start"));
        return -1;
    }
    if (calendar)
        dcmm_calendar_write (document, NULL, dcmm_lang (), NULL, text);
    if ((!calendar && !dcmm_plan_sheet_write (document, dcmm_lang (), job->out, text, error)) || !dcmm_write_file (job->out, text->str, text->len, error))
        return -1;
    if (!cli->quiet)
        dcmm_say (ngettext ("%s: %u action", "%s: %u actions", document->steps->len), job->out, document->steps->len);
    return DCMM_DONE;
}

/* ---- answers ---- */

/* What of them runs out, and when. */
static int
convert_to_calendar (const DcmmCli *cli, const Job *job, GError **error)
{
    g_autoptr (DcmmLibrary) library = dcmm_library_new (job->overlay);
    const DcmmPolicy *policy = dcmm_library_policy (library, job->policy, error);
    g_autoptr (DcmmAnswers) answers = policy ? dcmm_answers_open (job->in, library, policy, error) : NULL;
    g_autoptr (GString) text = g_string_new (NULL);

    if (!answers)
        return -1;
    g_autoptr (DcmmProblems) remarks = dcmm_problems_new ();
    dcmm_calendar_write (NULL, answers, dcmm_lang (), remarks, text);
    dcmm_say_remarks (cli, remarks);
    return dcmm_write_file (job->out, text->str, text->len, error) ? DCMM_DONE : -1;
}

/* An empty sheet, as `dcmm new` makes one, does not take the place of one that somebody has filled in. */
static gboolean
would_lose (const DcmmAnswers *answers, const DcmmFormat *to, const char *out, DcmmLibrary *library, const DcmmPolicy *policy, GError **error)
{
    g_autoptr (DcmmProblems) problems = dcmm_problems_new ();

    if (dcmm_answers_answered (answers) || !g_file_test (out, G_FILE_TEST_IS_REGULAR))
        return FALSE;
    g_autoptr (DcmmAnswers) there = to->load (out, library, policy, problems, NULL);
    dcmm_input_forget (out);
    return there && dcmm_answers_answered (there) && !dcmm_fail (error, DCMM_USE, _("'%s' holds answers; name another file, or move it away"), out);
}

static int
convert_answers (const DcmmCli *cli, const Job *job, GError **error)
{
    const char *in = job->in, *out = job->out;
    const DcmmFormat *from = dcmm_format_of (in, error), *to = from ? dcmm_format_of (out, error) : NULL;
    g_autoptr (DcmmProblems) problems = dcmm_problems_new ();
    g_autoptr (GString) text = g_string_new (NULL);
    const DcmmPolicy *policy;
    const DcmmRoles *roles;

    if (!to)
        return -1;
    g_autoptr (DcmmLibrary) library = dcmm_library_new (job->overlay);
    if (!(policy = dcmm_library_policy (library, job->policy, error)) || !(roles = dcmm_library_roles (library, error)))
        return -1;
    g_autoptr (DcmmAnswers) answers = from->load (in, library, policy, problems, error);
    const gboolean good = answers && dcmm_problems_none (problems, error) && !would_lose (answers, to, out, library, policy, error) && to->write (answers, policy, roles, dcmm_lang (), out, problems, text, error);
    dcmm_say_remarks (cli, problems);
    if (!good || !dcmm_write_file (out, text->str, text->len, error))
        return -1;
    if (!cli->quiet)
        dcmm_say (_("%s: %u of %u criteria answered"), out, dcmm_answers_answered (answers), answers->questionnaire->n_criteria);
    return DCMM_DONE;
}

static int
cmd_convert (DcmmCli *cli, int argc, char **argv, GError **error)
{
    g_autofree char *policy = NULL, *overlay = NULL, *actions = NULL;
    const GOptionEntry options[] = {
        { "policy",  0, 0, G_OPTION_ARG_FILENAME, &policy,  N_("the policy whose values are allowed"), N_("ID|FILE") },
        { "overlay", 0, 0, G_OPTION_ARG_FILENAME, &overlay, N_("texts laid over the questionnaire"), N_("FILE") },
        { "actions", 0, 0, G_OPTION_ARG_FILENAME, &actions, N_("for a plan: the improvement actions that it was made with, if they are not the shipped ones"), N_("FILE") },
        G_OPTION_ENTRY_NULL
    };

    if (!dcmm_cli_parse (cli, options, argc, argv, error))
        return -1;
    const Job job = { cli->rest[0], cli->rest[1], policy, overlay, actions };
    if (dcmm_is_workbook (job.in)) {
        dcmm_fail (error, DCMM_USE, _("'%s': of a workbook only the marks of a plan are read: dcmm plan ANSWERS --continue FILE.xlsx; answers come from .csv (“CSV UTF-8”)"), job.in);
        return -1;
    }
    if (ends_in (job.in, ".xml") && dcmm_is_plan_document (job.in))
        return convert_plan (cli, &job, error);
    if (ends_in (job.in, ".xml") && ends_in (job.out, ".ics"))
        return convert_to_calendar (cli, &job, error);
    return convert_answers (cli, &job, error);
}

static const DcmmOwn own[] = {
    { "convert", cmd_convert },
    { NULL,      NULL        },
};

int
main (int argc, char **argv)
{
    return dcmm_main (argc, argv, own);
}
