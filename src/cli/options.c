#include "cli/cli.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

void
dcmm_say (const char *format, ...)
{
    va_list args;

    va_start (args, format);
    g_autofree char *text = g_strdup_vprintf (format, args);
    va_end (args);
    fprintf (stderr, "%s\n", text);
}

gboolean
dcmm_wants_colour (const char *path)
{
    const char *no = g_getenv ("NO_COLOR"), *term = g_getenv ("TERM");

    return (!path || strcmp (path, "-") == 0) && isatty (STDOUT_FILENO) && !(no && *no) && !(term && strcmp (term, "dumb") == 0);
}

void
dcmm_say_remarks (const DcmmCli *cli, const DcmmProblems *problems)
{
    for (guint i = 0; !cli->quiet && i < dcmm_problems_all (problems); i++) {
        DcmmSeverity severity;
        const char *text = dcmm_problems_text (problems, i, &severity);
        if (severity < DCMM_WRONG)
            dcmm_say (_("%s (a remark only)"), text);
    }
}

void
dcmm_say_idle_overlay (const DcmmCli *cli, const char *overlay)
{
    if (overlay && !cli->quiet)
        dcmm_say (_("%s: lies over another questionnaire than these answers; nothing of it was used"), overlay);
}

void
dcmm_scoring_clear (DcmmScoring *scoring)
{
    g_free (scoring->policy);
    g_free (scoring->values);
    g_free (scoring->overlay);
}

gboolean
dcmm_scoring_which (const DcmmScoring *scoring, int *which, GError **error)
{
    *which = 0;
    if (!scoring->values || strcmp (scoring->values, "self") == 0)
        return TRUE;
    *which = 1;
    if (strcmp (scoring->values, "verified") == 0)
        return TRUE;
    return dcmm_fail (error, DCMM_USE, _("--values is self or verified, not '%s'"), scoring->values);
}

int
dcmm_choose_format (const char *format, const char *path, const char *const *formats, GError **error)
{
    const char *dot = path ? strrchr (path, '.') : NULL;
    g_autofree char *known = NULL;

    if (!format && dot && !strchr (dot, '/'))
        for (int i = 0; formats[i]; i++)
            if (g_ascii_strcasecmp (formats[i], dot + 1) == 0 || (strcmp (formats[i], "text") == 0 && g_ascii_strcasecmp (dot, ".txt") == 0))
                return i;
    if (!format && dot && dot[1] && !strchr (dot, '/') && !g_file_test (path, G_FILE_TEST_IS_DIR)) {
        known = g_strjoinv (", ", (char **) formats);
        dcmm_fail (error, DCMM_USE, _("'%s': the extension %s is none of %s; choose one of them, or say --format"), path, dot, known);
        return -1;
    }
    if (!format)
        return 0;
    for (int i = 0; formats[i]; i++)
        if (strcmp (formats[i], format) == 0)
            return i;
    known = g_strjoinv (", ", (char **) formats);
    dcmm_fail (error, DCMM_USE, _("--format is one of %s, not '%s'"), known, format);
    return -1;
}

gboolean
dcmm_parse_target (const char *text, guint *target, GError **error)
{
    if (text && strlen (text) == 1 && text[0] >= '1' && text[0] <= '5') {
        *target = (guint) (text[0] - '0');
        return TRUE;
    }
    if (!text)
        return dcmm_fail (error, DCMM_USE, _("which level? --target says it, from 1 to 5"));
    return dcmm_fail (error, DCMM_USE, _("--target is a level from 1 to 5, not '%s'"), text);
}

/* ---- help ---- */

static void
print_row (const char *left, int width, const char *right)
{
    g_autoptr (GString) line = g_string_new ("  ");

    dcmm_text_pad (line, left, (guint) width);
    g_string_append (line, "  ");
    dcmm_text_wrap (line, right, (guint) width + 4, 80);
    printf ("%s\n", line->str);
}

static void
print_wrapped (const char *text)
{
    g_autoptr (GString) out = g_string_new (NULL);

    dcmm_text_wrap (out, text, 0, 80);
    printf ("%s\n", out->str);
}

static void
print_help (void)
{
    print_wrapped (_("dcmm: data-management capability maturity (GB/T 36073), from answers to a printed report"));
    printf ("\n%s\n", _("Usage: dcmm COMMAND [OPTION…] ARGUMENTS; dcmm COMMAND --help says more."));
    for (const DcmmCommand *row = dcmm_commands; row->does; row++) {
        if (!row->name) {
            printf ("\n%s\n", _(row->does));
            continue;
        }
        g_autofree char *left = g_strdup_printf ("%s %s", row->name, *row->arguments ? _(row->arguments) : "");
        print_row (left, 24, _(row->does));
    }
    printf ("\n%s\n", _("Everywhere"));
    print_row ("--lang zh_CN|en", 24, _("language of texts and messages (default: the locale's; Chinese where there is none)"));
    print_row (_("--data DIR"), 24, _("a folder with questionnaires/ and templates/ in place of the shipped ones"));
    print_row ("--quiet", 24, _("nothing but errors on standard error"));
    print_row ("--version", 24, _("the version"));
    printf ("\n");
    print_wrapped (_("Exit codes: 0 done; 1 done, and what was checked falls short; 2 wrong use; 3 an input cannot be read or is wrong; 4 disk, font or other surroundings failed."));
}

static int
option_width (const GOptionEntry *option)
{
    return 4 + (int) strlen (option->long_name) + (option->arg_description ? 1 + (int) dcmm_text_columns (_(option->arg_description)) : 0);
}

static void
print_command_help (const DcmmCommand *command, const GOptionEntry *options)
{
    int width = 16;

    if (*command->arguments)
        printf (_("Usage: dcmm %s [OPTION…] %s"), command->name, _(command->arguments));
    else
        printf (_("Usage: dcmm %s [OPTION…]"), command->name);
    printf ("\n\n%s\n", _(command->does));
    for (const GOptionEntry *o = options; o && o->long_name; o++)
        width = MAX (width, option_width (o));
    if (options && options->long_name)
        printf ("\n%s\n", _("Options"));
    for (const GOptionEntry *o = options; o && o->long_name; o++) {
        g_autofree char *left = g_strdup_printf ("%s--%s%s%s", o->short_name ? "" : "", o->long_name, o->arg_description ? " " : "",
                                                 o->arg_description ? _(o->arg_description) : "");
        if (o->short_name) {
            char *with = g_strdup_printf ("-%c, %s", o->short_name, left);
            g_free (left);
            left = with;
        }
        print_row (left, width + 4, o->description ? _(o->description) : "");
    }
    printf ("\n%s\n", _("Everywhere: --lang zh_CN|en, --data DIR, --quiet, --help"));
}

/* ---- parsing ---- */

static gboolean
wrong_number (const DcmmCli *cli, GError **error)
{
    const DcmmCommand *command = cli->command;

    if (!*command->arguments)
        return dcmm_fail (error, DCMM_USE, _("'dcmm %s' takes nothing but options, not '%s'; 'dcmm %s --help' lists them"), command->name, cli->rest[0],
                          command->name);
    return dcmm_fail (error, DCMM_USE, _("usage: dcmm %s [OPTION…] %s; 'dcmm %s --help' says more"), command->name, _(command->arguments), command->name);
}

gboolean
dcmm_cli_parse (DcmmCli *cli, const GOptionEntry *options, int argc, char **argv, GError **error)
{
    g_autoptr (GOptionContext) context = g_option_context_new (NULL);
    g_auto (GStrv) words = g_new0 (char *, (gsize) argc + 1);

    for (int i = 0; i < argc; i++) {
        if (strcmp (argv[i], "--") == 0)
            break;
        if (strcmp (argv[i], "--help") == 0 || strcmp (argv[i], "-h") == 0) {
            print_command_help (cli->command, options);
            if (fflush (stdout) != 0)
                return dcmm_fail (error, DCMM_SURROUNDINGS, _("%s: cannot be written: %s"), _("standard output"), g_strerror (errno));
            exit (DCMM_DONE);
        }
    }
    for (int i = 0; i < argc; i++)
        words[i] = g_strdup (argv[i]);
    g_option_context_set_help_enabled (context, FALSE);
    if (options)
        g_option_context_add_main_entries (context, options, NULL);
    if (!g_option_context_parse_strv (context, &words, error)) {
        g_autofree char *told = g_strdup ((*error)->message);
        g_clear_error (error);
        return dcmm_fail (error, DCMM_USE, _("%s; 'dcmm %s --help' lists what there is"), told, cli->command->name);
    }
    cli->n_rest = g_strv_length (words) - 1;
    if (cli->n_rest && strcmp (words[1], "--") == 0) {
        g_free (words[1]);
        memmove (words + 1, words + 2, sizeof *words * cli->n_rest);
        cli->n_rest--;
    }
    g_strfreev (cli->rest);
    cli->rest = g_strdupv (words + 1);
    if (cli->n_rest < cli->command->least || cli->n_rest > cli->command->most)
        return wrong_number (cli, error);
    return TRUE;
}

/* --lang, --data and --quiet stand wherever one likes, also before the command; they are taken out here. */
typedef struct {
    DcmmLang    lang;
    gboolean    quiet;
    const char *wrong_lang, *lacking;
    char      **argv;           /* what is left */
    int         argc;
} Global;

static const char *
take_value (const char *name, int *i, int argc, char **argv, Global *global)
{
    const gsize n = strlen (name);

    if (strncmp (argv[*i], name, n) != 0 || (argv[*i][n] && argv[*i][n] != '='))
        return NULL;
    if (argv[*i][n] == '=')
        return argv[*i] + n + 1;
    if (*i + 1 < argc)
        return argv[++*i];
    global->lacking = name;
    return "";
}

static void
take_global (Global *global, int argc, char **argv)
{
    gboolean plain = FALSE;
    const char *value;

    global->lang = dcmm_lang_from_environment ();
    global->argv = g_new0 (char *, (gsize) argc + 1);
    for (int i = 0; i < argc; i++) {
        if (!plain && i > 0) {
            if (strcmp (argv[i], "--") == 0)
                plain = TRUE;
            else if (strcmp (argv[i], "--quiet") == 0 || strcmp (argv[i], "-q") == 0) {
                global->quiet = TRUE;
                continue;
            } else if ((value = take_value ("--lang", &i, argc, argv, global))) {
                if (!global->lacking && !dcmm_lang_parse (value, &global->lang))
                    global->wrong_lang = value;
                continue;
            } else if ((value = take_value ("--data", &i, argc, argv, global))) {
                if (!global->lacking)
                    dcmm_path_set_data (value);
                continue;
            }
        }
        global->argv[global->argc++] = argv[i];
    }
}

static const DcmmCommand *
find_command (const char *name)
{
    for (const DcmmCommand *row = dcmm_commands; row->does; row++)
        if (row->name && strcmp (row->name, name) == 0)
            return row;
    return NULL;
}

/* Another program's command: run it in our place, with what was said of language, data and quiet. */
static int
hand_over (const DcmmCommand *command, const Global *global, GError **error)
{
    g_autofree char *path = dcmm_path_program (command->program);
    g_autoptr (GPtrArray) words = g_ptr_array_new ();
    g_autofree char *lang = g_strdup_printf ("--lang=%s", global->lang == DCMM_ZH ? "zh_CN" : "en");
    g_autofree char *data = g_strdup_printf ("--data=%s", dcmm_path_data ());

    g_ptr_array_add (words, path);
    g_ptr_array_add (words, global->argv[1]);
    g_ptr_array_add (words, lang);
    g_ptr_array_add (words, data);
    if (global->quiet)
        g_ptr_array_add (words, (gpointer) "--quiet");
    for (int i = 2; i < global->argc; i++)
        g_ptr_array_add (words, global->argv[i]);
    g_ptr_array_add (words, NULL);
    execv (path, (char *const *) words->pdata);
    dcmm_fail (error, DCMM_SURROUNDINGS, _("%s cannot be run: %s"), path, g_strerror (errno));
    return -1;
}

static int
run (Global *global, const DcmmOwn *own, GError **error)
{
    DcmmCli cli = { .quiet = global->quiet };
    int code;

    if (global->lacking) {
        dcmm_fail (error, DCMM_USE, _("%s needs a value"), global->lacking);
        return -1;
    }
    if (global->wrong_lang) {
        dcmm_fail (error, DCMM_USE, _("--lang is zh_CN or en, not '%s'"), global->wrong_lang);
        return -1;
    }
    if (global->argc > 2 && strcmp (global->argv[1], "help") == 0 && find_command (global->argv[2])) {      /* as COMMAND --help */
        global->argv[1] = global->argv[2];
        global->argv[2] = (char *) "--help";
    }
    if (global->argc > 1 && (strcmp (global->argv[1], "--help") == 0 || strcmp (global->argv[1], "-h") == 0 || strcmp (global->argv[1], "help") == 0)) {
        print_help ();
        return DCMM_DONE;
    }
    if (global->argc > 1 && strcmp (global->argv[1], "--version") == 0) {
        printf ("dcmm %s\n", DCMM_VERSION);
        return DCMM_DONE;
    }
    if (global->argc < 2) {
        dcmm_fail (error, DCMM_USE, _("no command; 'dcmm --help' lists them, 'dcmm demo' shows what there is"));
        return -1;
    }
    cli.command = find_command (global->argv[1]);
    if (!cli.command) {
        dcmm_fail (error, DCMM_USE, _("there is no command '%s'; 'dcmm --help' lists them"), global->argv[1]);
        return -1;
    }
    for (const DcmmOwn *o = own; o->name; o++)
        if (strcmp (o->name, cli.command->name) == 0) {
            code = o->run (&cli, global->argc - 1, global->argv + 1, error);
            g_strfreev (cli.rest);
            return code;
        }
    return hand_over (cli.command, global, error);
}

/* A standard stream that is closed must not become the next file that is opened: what belongs to the one would end up in
 * the other. Opened the wrong way round, so that writing to it fails, as it should. And a limit on the size of files is
 * an error to report, not a signal to die of with a file left half-way. */
static void
prepare_streams (void)
{
    for (int fd = 0; fd <= 2; fd++)
        if (fcntl (fd, F_GETFD) < 0)
            open ("/dev/null", fd == 0 ? O_WRONLY : O_RDONLY);
    signal (SIGXFSZ, SIG_IGN);
}

int
dcmm_main (int argc, char **argv, const DcmmOwn *own)
{
    Global global = { 0 };
    g_autoptr (GError) error = NULL;
    int code;

    prepare_streams ();
    take_global (&global, argc, argv);
    dcmm_i18n_init (global.lang);
    code = run (&global, own, &error);
    errno = 0;
    if (code >= 0 && (fflush (stdout) != 0 || ferror (stdout))) {
        code = -1;
        dcmm_fail (&error, DCMM_SURROUNDINGS, _("%s: cannot be written: %s"), _("standard output"), g_strerror (errno ? errno : EIO));
    }
    if (code < 0) {
        dcmm_error_become (&error, DCMM_INPUT);
        dcmm_say ("%s", error->message);
        code = error->code;
    }
    g_free (global.argv);
    return code;
}
