#include "cli/cli.h"
#include "exchange/exchange.h"

static int
convert (DcmmCli *cli, const char *in, const char *out, const char *policy_id, const char *overlay, GError **error)
{
    const DcmmFormat *from = dcmm_format_of (in, error), *to = from ? dcmm_format_of (out, error) : NULL;
    g_autoptr (DcmmProblems) problems = dcmm_problems_new ();
    g_autoptr (GString) text = g_string_new (NULL);
    const DcmmPolicy *policy;

    if (!to)
        return -1;
    g_autoptr (DcmmLibrary) library = dcmm_library_new (overlay);
    if (!(policy = dcmm_library_policy (library, policy_id, error)))
        return -1;
    g_autoptr (DcmmAnswers) answers = from->load (in, library, policy, problems, error);
    const gboolean good = answers && dcmm_problems_none (problems, error) && to->write (answers, policy, dcmm_lang (), out, problems, text, error);
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
