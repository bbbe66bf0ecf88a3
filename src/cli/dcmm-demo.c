#include "cli/dcmm.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/wait.h>

typedef struct { const char *name, *target; } Sample;

/* In the order in which an enterprise grows. */
static const Sample samples[] = {
    { "machining", "2" },
    { "appliance", "3" },
    { "provider",  "4" },
};

typedef struct {
    char       *folder;
    char       *program;
    gboolean    quiet;
    GError    **error;
} Demo;

/* Runs dcmm itself: the demo does nothing that a user cannot do. */
static gboolean
run (Demo *demo, const char *lang, const char *const *words)
{
    g_autoptr (GPtrArray) argv = g_ptr_array_new ();
    g_autofree char *data = g_strdup_printf ("--data=%s", dcmm_path_data ());
    int status;

    g_ptr_array_add (argv, demo->program);
    for (guint i = 0; words[i]; i++)
        g_ptr_array_add (argv, (gpointer) words[i]);
    g_ptr_array_add (argv, (gpointer) "--lang");
    g_ptr_array_add (argv, (gpointer) lang);
    g_ptr_array_add (argv, data);
    g_ptr_array_add (argv, (gpointer) "--quiet");
    g_ptr_array_add (argv, NULL);
    if (!g_spawn_sync (NULL, (char **) argv->pdata, NULL, G_SPAWN_DEFAULT, NULL, NULL, NULL, NULL, &status, demo->error)) {
        dcmm_error_become (demo->error, DCMM_SURROUNDINGS);
        return FALSE;
    }
    /* Short of what was asked for, as an enterprise that may not apply yet, is a result, too. */
    if (WIFEXITED (status) && (WEXITSTATUS (status) == DCMM_DONE || (WEXITSTATUS (status) == DCMM_SHORT && strcmp (words[0], "eligible") == 0)))
        return TRUE;
    /* What the command had to say stands on standard error already. */
    return dcmm_fail (demo->error, WIFEXITED (status) ? (DcmmExit) WEXITSTATUS (status) : DCMM_SURROUNDINGS, _("'dcmm %s' failed; the demo stops here"), words[0]);
}

static void
name_file (const Demo *demo, const char *path, const char *what)
{
    g_autoptr (GString) line = g_string_new ("  ");

    if (demo->quiet)
        return;
    dcmm_text_pad (line, path, 44);
    printf ("%s %s\n", line->str, what);
    fflush (stdout);
}

static gboolean
copy (Demo *demo, const char *from, const char *to)
{
    g_autofree char *text = NULL;
    gsize length;

    if (!g_file_get_contents (from, &text, &length, demo->error)) {
        dcmm_error_become (demo->error, DCMM_INPUT);
        return FALSE;
    }
    return dcmm_write_file (to, text, length, demo->error);
}

static char *
in (const Demo *demo, const char *name, const char *suffix)
{
    return g_strdup_printf ("%s/%s%s", demo->folder, name, suffix);
}

/* What is made for each enterprise, in this order: FOLDER/NAME and the suffix. Of the words of a command, "@OLD" stands for the
 * answers to the edition before, "@" for those to the edition in force, "@PLAN" for the plan, "=" for the target. */
typedef struct {
    const char *suffix, *what;
    const char *lang;           /* NULL: that of the messages */
    const char *words[10];      /* none: a copy of the shipped answers */
} Step;

static const Step steps[] = {
    { "-2018.xml",        N_("answers of an earlier date, to the edition of 2018"),       NULL,    { NULL } },
    { "-migrated.xml",    N_("the same carried over to the edition in force"),            NULL,    { "migrate", "@OLD", "--to", "dcmm-2025", NULL } },
    { "-migration.txt",   N_("what was kept, changed, split and merged on the way"),      NULL,    { "migrate", "@OLD", "--to", "dcmm-2025", "--report", NULL } },
    { ".xml",             N_("answers to the edition in force"),                          NULL,    { NULL } },
    { ".csv",             N_("the same as a sheet for Excel or WPS"),                     NULL,    { "convert", "@", NULL } },
    { ".result.json",     N_("the result, for programs"),                                 NULL,    { "score", "@", "--format", "json", NULL } },
    { ".result.txt",      N_("the result, to read"),                                      NULL,    { "score", "@", "--target", "=", "--format", "text", NULL } },
    { "-eligible.txt",    N_("whether it may apply, and for what"),                       NULL,    { "eligible", "@", "--target", "=", NULL } },
    { "-gap.zh.pdf",      N_("gap analysis in Chinese"),                                  "zh_CN", { "report", "gap", "@", "--target", "=", NULL } },
    { "-gap.en.pdf",      N_("gap analysis in English"),                                  "en",    { "report", "gap", "@", "--target", "=", NULL } },
    { "-gap.zh.html",     N_("the same as a page, Chinese"),                              "zh_CN", { "report", "gap", "@", "--target", "=", NULL } },
    { "-gap.en.html",     N_("the same as a page, English"),                              "en",    { "report", "gap", "@", "--target", "=", NULL } },
    { "-gap.zh.docx",     N_("the same for Word, to go on writing in, Chinese"),          "zh_CN", { "report", "gap", "@", "--target", "=", NULL } },
    { "-gap.en.docx",     N_("the same for Word, to go on writing in, English"),          "en",    { "report", "gap", "@", "--target", "=", NULL } },
    { "-plan.xml",        N_("the improvement plan, the least work to the target"),       NULL,    { "plan", "@", "--target", "=", "--start", "2027-01-04", "--alternatives", NULL } },
    { "-plan.zh.pdf",     N_("improvement plan in Chinese"),                              "zh_CN", { "report", "plan", "@", "--target", "=", "--start", "2027-01-04", NULL } },
    { "-plan.en.pdf",     N_("improvement plan in English"),                              "en",    { "report", "plan", "@", "--target", "=", "--start", "2027-01-04", NULL } },
    { "-plan.xlsx",       N_("its actions as a workbook, to track them in"),              NULL,    { "convert", "@PLAN", NULL } },
    { "-plan.ics",        N_("its dates for a calendar"),                                 NULL,    { "convert", "@PLAN", NULL } },
    { "-compare.zh.pdf",  N_("then and now, in Chinese"),                                 "zh_CN", { "report", "compare", "@OLD", "@", NULL } },
    { "-compare.en.pdf",  N_("then and now, in English"),                                 "en",    { "report", "compare", "@OLD", "@", NULL } },
};

/* Three commands have their own way to name what they write; all others take -o. */
static void
add_output (GPtrArray *words, const Step *step, const char *path)
{
    const char *last = words->pdata[words->len - 1];

    if (strcmp (step->words[0], "convert") != 0 && strcmp (last, "--report") != 0)
        g_ptr_array_add (words, (gpointer) "-o");
    g_ptr_array_add (words, (gpointer) path);
    if (strcmp (last, "--report") == 0) {
        g_ptr_array_add (words, (gpointer) "-o");
        g_ptr_array_add (words, (gpointer) "/dev/null");
    }
}

static gboolean
make (Demo *demo, const Sample *sample, const Step *step)
{
    const struct { const char *sign, *suffix; } signs[] = { { "@OLD", "-2018.xml" }, { "@", ".xml" }, { "@PLAN", "-plan.xml" } };
    g_autoptr (GPtrArray) words = g_ptr_array_new (), paths = g_ptr_array_new_with_free_func (g_free);
    char *path = in (demo, sample->name, step->suffix);

    g_ptr_array_add (paths, path);
    if (!step->words[0]) {
        g_autofree char *file = g_strconcat (sample->name, strcmp (step->suffix, ".xml") == 0 ? "-2025" : "", step->suffix, NULL);
        g_autofree char *shipped = g_build_filename (dcmm_path_data (), "questionnaires", "samples", file, NULL);
        if (!copy (demo, shipped, path))
            return FALSE;
    }
    for (guint i = 0; step->words[i]; i++) {
        const char *word = strcmp (step->words[i], "=") == 0 ? sample->target : step->words[i];
        for (guint k = 0; k < G_N_ELEMENTS (signs); k++)
            if (strcmp (word, signs[k].sign) == 0) {
                g_ptr_array_add (paths, in (demo, sample->name, signs[k].suffix));
                word = paths->pdata[paths->len - 1];
                break;
            }
        g_ptr_array_add (words, (gpointer) word);
    }
    if (words->len) {
        add_output (words, step, path);
        g_ptr_array_add (words, NULL);
        if (!run (demo, step->lang ? step->lang : dcmm_lang () == DCMM_ZH ? "zh_CN" : "en", (const char *const *) words->pdata))
            return FALSE;
    }
    name_file (demo, path, _(step->what));
    return TRUE;
}

static gboolean
show (Demo *demo, const Sample *sample)
{
    if (!demo->quiet)
        printf ("\n");
    for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
        if (!make (demo, sample, &steps[i]))
            return FALSE;
    return TRUE;
}

/* What to type to run us again: after `make demo` there is no dcmm in the PATH, but a build/dcmm. Yours. */
static char *
how_to_call (const char *program)
{
    g_autofree char *found = g_find_program_in_path ("dcmm"), *here = g_get_current_dir (), *inside = g_strconcat (here, "/", NULL);

    if (found || !program)
        return g_strdup ("dcmm");
    return g_strdup (g_str_has_prefix (program, inside) ? program + strlen (inside) : program);
}

int
dcmm_cmd_demo (DcmmCli *cli, int argc, char **argv, GError **error)
{
    const GOptionEntry options[] = { G_OPTION_ENTRY_NULL };
    g_autofree char *folder = NULL, *program = NULL, *called = NULL;

    if (!dcmm_cli_parse (cli, options, argc, argv, error))
        return -1;
    folder = g_strdup (cli->n_rest ? cli->rest[0] : "dcmm-demo");
    while (strlen (folder) > 1 && g_str_has_suffix (folder, "/"))
        folder[strlen (folder) - 1] = '\0';
    program = g_file_read_link ("/proc/self/exe", NULL);
    called = how_to_call (program);
    if (g_mkdir_with_parents (folder, 0777) != 0) {
        dcmm_fail (error, DCMM_SURROUNDINGS, _("%s cannot be made: %s"), folder, g_strerror (errno));
        return -1;
    }
    Demo demo = { folder, program, cli->quiet, error };
    if (!cli->quiet)
        printf (_("Three sample enterprises, from answers to a printed gap analysis, a plan and a comparison, in %s/:\n"), folder);
    for (guint i = 0; i < G_N_ELEMENTS (samples); i++)
        if (!show (&demo, &samples[i]))
            return -1;
    if (!cli->quiet)
        printf (_("\nOpen %s/%s-gap.%s.pdf first, then %s-plan.%s.pdf. Your own: %s new -o mine.csv\n"), folder, samples[1].name,
                dcmm_lang () == DCMM_ZH ? "zh" : "en", samples[1].name, dcmm_lang () == DCMM_ZH ? "zh" : "en", called);
    return DCMM_DONE;
}
