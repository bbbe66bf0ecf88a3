#include "cli/dcmm.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

/* The last second of the year 9999: a date has four digits for its year. */
#define EPOCH_MAX G_GUINT64_CONSTANT (253402300799)

/* Today in the local time zone, or the day of SOURCE_DATE_EPOCH in UTC, as its specification has it. */
static void
today (char out[16])
{
    const char *told = g_getenv ("SOURCE_DATE_EPOCH");
    guint64 seconds = 0;
    time_t now;
    struct tm day;

    if (told && !g_ascii_string_to_unsigned (told, 10, 0, EPOCH_MAX, &seconds, NULL))
        told = NULL;
    now = told ? (time_t) seconds : time (NULL);
    if (told)
        gmtime_r (&now, &day);
    else
        localtime_r (&now, &day);
    strftime (out, 16, "%Y-%m-%d", &day);
}

/* What has an extension other than .xml: which of them there are is for `dcmm convert` to say. */
static gboolean
is_sheet (const char *path)
{
    const char *dot = path ? strrchr (path, '.') : NULL;

    return dot && dot[1] && !strchr (dot, '/') && g_ascii_strcasecmp (dot, ".xml") != 0;
}

/* A sheet is exchange/'s affair: the blank XML goes through `dcmm convert`. */
static int
as_sheet (const DcmmCli *cli, const GString *xml, const char *path, GError **error)
{
    g_autofree char *program = dcmm_path_program ("dcmm-exchange"), *beside = NULL, *lang = NULL, *data = NULL;
    int fd, status;

    fd = g_file_open_tmp ("dcmm-XXXXXX.xml", &beside, error);
    if (fd < 0) {
        dcmm_error_become (error, DCMM_SURROUNDINGS);
        return -1;
    }
    close (fd);
    if (!dcmm_write_file (beside, xml->str, xml->len, error)) {
        unlink (beside);
        return -1;
    }
    lang = g_strdup_printf ("--lang=%s", dcmm_lang () == DCMM_ZH ? "zh_CN" : "en");
    data = g_strdup_printf ("--data=%s", dcmm_path_data ());
    char *argv[] = { program, (char *) "convert", lang, data, beside, (char *) path, (char *) (cli->quiet ? "--quiet" : NULL), NULL };
    const gboolean ran = g_spawn_sync (NULL, argv, NULL, G_SPAWN_CHILD_INHERITS_STDIN, NULL, NULL, NULL, NULL, &status, error);
    unlink (beside);
    if (!ran) {
        dcmm_error_become (error, DCMM_SURROUNDINGS);
        return -1;
    }
    return WIFEXITED (status) ? WEXITSTATUS (status) : DCMM_SURROUNDINGS;
}

/* How many answers stand in a file already. */
static guint
answered (const char *path, DcmmLibrary *library, const DcmmPolicy *policy)
{
    g_autoptr (DcmmProblems) problems = dcmm_problems_new ();
    g_autoptr (DcmmAnswers) answers = g_file_test (path, G_FILE_TEST_IS_REGULAR) ? dcmm_answers_load (path, library, policy, problems, NULL) : NULL;

    dcmm_input_forget (path);
    return answers ? dcmm_answers_answered (answers) : 0;
}

static int
new_answers (DcmmCli *cli, const char *model, const char *profile, const char *path, GError **error)
{
    g_autoptr (DcmmLibrary) library = dcmm_library_new (NULL);
    g_autoptr (DcmmProblems) problems = dcmm_problems_new ();
    g_auto (GStrv) shipped = dcmm_library_questionnaires (library);
    g_autofree char *uuid = g_uuid_string_random ();
    g_autoptr (GString) text = g_string_new (NULL);
    const DcmmPolicy *policy = dcmm_library_policy (library, NULL, error);
    const DcmmRoles *roles = policy ? dcmm_library_roles (library, error) : NULL;
    const DcmmQuestionnaire *q;
    char day[16];

    if (!roles)
        return -1;
    if (!model && !shipped[0]) {
        dcmm_fail (error, DCMM_INPUT, _("%s holds no questionnaire"), dcmm_path_data ());
        return -1;
    }
    q = dcmm_library_questionnaire (library, model ? model : shipped[g_strv_length (shipped) - 1], error);
    if (!q)
        return -1;
    g_autoptr (DcmmAnswers) answers = dcmm_answers_new (q, path);
    if (profile && (!dcmm_profile_load (profile, answers, problems, error) || !dcmm_problems_none (problems, error)))
        return -1;
    today (day);
    answers->id = uuid;
    answers->date = day;
    dcmm_answers_write_blank (answers, policy, roles, dcmm_lang (), text);
    if (is_sheet (path))
        return as_sheet (cli, text, path, error);
    if (path && answered (path, library, policy)) {
        dcmm_fail (error, DCMM_USE, _("'%s' holds answers; name another file, or move it away"), path);
        return -1;
    }
    if (!dcmm_write_file (path, text->str, text->len, error))
        return -1;
    if (!cli->quiet && path && strcmp (path, "-") != 0)
        dcmm_say (_("%s: %u criteria to answer; then: dcmm score %s"), path, q->n_criteria, path);
    return DCMM_DONE;
}

int
dcmm_cmd_new (DcmmCli *cli, int argc, char **argv, GError **error)
{
    g_autofree char *model = NULL, *profile = NULL, *path = NULL;
    const GOptionEntry options[] = {
        { "model",   0,   0, G_OPTION_ARG_STRING,   &model,   N_("the questionnaire (default: the newest edition)"), N_("ID") },
        { "profile", 0,   0, G_OPTION_ARG_FILENAME, &profile, N_("a profile file whose enterprise is taken over"), N_("FILE") },
        { "output",  'o', 0, G_OPTION_ARG_FILENAME, &path,    N_("the file to write: .xml, or .csv for a sheet"), N_("FILE") },
        G_OPTION_ENTRY_NULL
    };

    if (!dcmm_cli_parse (cli, options, argc, argv, error))
        return -1;
    return new_answers (cli, model, profile, path, error);
}
