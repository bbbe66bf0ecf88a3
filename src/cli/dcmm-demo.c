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
    if (WIFEXITED (status) && WEXITSTATUS (status) == DCMM_DONE)
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

static gboolean
report (Demo *demo, const Sample *sample, const char *answers, const char *lang, const char *suffix, const char *what)
{
    g_autofree char *path = in (demo, sample->name, suffix);

    if (!run (demo, lang, (const char *const[]) { "report", "gap", answers, "--target", sample->target, "-o", path, NULL }))
        return FALSE;
    name_file (demo, path, what);
    return TRUE;
}

static gboolean
show (Demo *demo, const Sample *sample)
{
    const char *lang = dcmm_lang () == DCMM_ZH ? "zh_CN" : "en";
    g_autofree char *file = g_strconcat (sample->name, "-2018.xml", NULL);
    g_autofree char *shipped = g_build_filename (dcmm_path_data (), "questionnaires", "samples", file, NULL);
    g_autofree char *answers = in (demo, sample->name, ".xml"), *json = in (demo, sample->name, ".result.json");
    g_autofree char *text = in (demo, sample->name, ".result.txt"), *sheet = in (demo, sample->name, ".csv");

    if (!demo->quiet)
        printf ("\n");
    if (!copy (demo, shipped, answers))
        return FALSE;
    name_file (demo, answers, _("the answers"));
    if (!run (demo, lang, (const char *const[]) { "convert", answers, sheet, NULL }))
        return FALSE;
    name_file (demo, sheet, _("the same as a sheet for Excel or WPS"));
    if (!run (demo, lang, (const char *const[]) { "score", answers, "--format", "json", "-o", json, NULL }) ||
        !run (demo, lang, (const char *const[]) { "score", answers, "--target", sample->target, "--format", "text", "-o", text, NULL }))
        return FALSE;
    name_file (demo, json, _("the result, for programs"));
    name_file (demo, text, _("the result, to read"));
    return report (demo, sample, answers, "zh_CN", "-gap.zh.pdf", _("gap analysis in Chinese")) &&
           report (demo, sample, answers, "en", "-gap.en.pdf", _("gap analysis in English")) &&
           report (demo, sample, answers, "zh_CN", "-gap.zh.html", _("the same as a page, Chinese")) &&
           report (demo, sample, answers, "en", "-gap.en.html", _("the same as a page, English"));
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
        printf (_("Three sample enterprises, from answers to a printed gap analysis, in %s/:\n"), folder);
    for (guint i = 0; i < G_N_ELEMENTS (samples); i++)
        if (!show (&demo, &samples[i]))
            return -1;
    if (!cli->quiet)
        printf (_("\nOpen %s/%s-gap.%s.pdf first. Your own: %s new -o mine.csv\n"), folder, samples[1].name, dcmm_lang () == DCMM_ZH ? "zh" : "en", called);
    return DCMM_DONE;
}
