#include "cli/cli.h"
#include "exchange/exchange.h"

#include <glib/gstdio.h>

/* The wrong ones are the error; what remains is said here. */
static void
say_remarks (const DcmmCli *cli, const DcmmProblems *problems)
{
    for (guint i = 0; !cli->quiet && i < dcmm_problems_all (problems); i++) {
        DcmmSeverity severity;
        const char *text = dcmm_problems_text (problems, i, &severity);
        if (severity < DCMM_WRONG)
            dcmm_say (_("%s (a remark only)"), text);
    }
}

/* A sheet that people fill in is theirs: it is not written anew over itself. */
static gboolean
is_same_file (const char *a, const char *b)
{
    GStatBuf x, y;

    return g_stat (a, &x) == 0 && g_stat (b, &y) == 0 && x.st_dev == y.st_dev && x.st_ino == y.st_ino && S_ISREG (x.st_mode);
}

static int
convert (DcmmCli *cli, const char *in, const char *out, const char *policy_id, const char *overlay, GError **error)
{
    const DcmmFormat *from = dcmm_format_of (in, error), *to = from ? dcmm_format_of (out, error) : NULL;
    g_autoptr (DcmmProblems) problems = dcmm_problems_new ();
    g_autoptr (GString) text = g_string_new (NULL);
    const DcmmPolicy *policy;
    const DcmmRoles *roles;

    if (!to)
        return -1;
    if (is_same_file (in, out))
        return dcmm_fail (error, DCMM_USE, _("'%s' is the input itself; write to another file"), out), -1;
    g_autoptr (DcmmLibrary) library = dcmm_library_new (overlay);
    if (!(policy = dcmm_library_policy (library, policy_id, error)) || !(roles = dcmm_library_roles (library, error)))
        return -1;
    g_autoptr (DcmmAnswers) answers = from->load (in, library, policy, problems, error);
    const gboolean good = answers && dcmm_problems_none (problems, error) && to->write (answers, policy, roles, dcmm_lang (), out, problems, text, error);
    say_remarks (cli, problems);
    if (!good || !dcmm_write_file (out, text->str, text->len, error))
        return -1;
    if (!cli->quiet)
        dcmm_say (_("%s: %u of %u criteria answered"), out, dcmm_answers_answered (answers), answers->questionnaire->n_criteria);
    return DCMM_DONE;
}

static int
cmd_convert (DcmmCli *cli, int argc, char **argv, GError **error)
{
    g_autofree char *policy = NULL, *overlay = NULL;
    const GOptionEntry options[] = {
        { "policy",  0, 0, G_OPTION_ARG_FILENAME, &policy,  N_("the policy whose values are allowed"), N_("ID|FILE") },
        { "overlay", 0, 0, G_OPTION_ARG_FILENAME, &overlay, N_("texts laid over the questionnaire"), N_("FILE") },
        G_OPTION_ENTRY_NULL
    };

    if (!dcmm_cli_parse (cli, options, argc, argv, error))
        return -1;
    return convert (cli, cli->rest[0], cli->rest[1], policy, overlay, error);
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
