/* cli/: every command, one file each; the only room that prints.
 *
 * commands.c lists them all, for every program's --help; each program maps the names that are its own to functions.
 * A command parses its own options, calls the rooms below and gives an exit code, or -1 with an error that holds one.
 * Start reading at commands.c, then dcmm.c.
 */
#pragma once
#include "base/base.h"

typedef struct {
    const char *name;           /* NULL: a heading of --help */
    const char *program;
    guint       least, most;    /* arguments after the command's name */
    const char *arguments;      /* N_() */
    const char *does;           /* N_() */
} DcmmCommand;

extern const DcmmCommand dcmm_commands[];       /* ends with a row that is all NULL */

typedef struct {
    const DcmmCommand *command;
    gboolean quiet;
    char   **rest;              /* after parsing: the arguments that are no options; NULL-terminated */
    guint    n_rest;
} DcmmCli;

typedef int (*DcmmHandler) (DcmmCli *cli, int argc, char **argv, GError **error);
typedef struct { const char *name; DcmmHandler run; } DcmmOwn;

/* main() of each program: takes --lang, --data and --quiet wherever they stand, finds the command among @own, runs it
 * and prints its error. A name that is another program's is executed (dcmm alone). */
int dcmm_main (int argc, char **argv, const DcmmOwn *own);

/* Parses @options of a command and checks the number of arguments; FALSE with DCMM_USE. --help prints and leaves. */
gboolean dcmm_cli_parse (DcmmCli *cli, const GOptionEntry *options, int argc, char **argv, GError **error);

/* What every command that scores takes. */
typedef struct {
    char *policy, *values, *overlay;
} DcmmScoring;
#define DCMM_SCORING_OPTIONS(s)                                                                                              \
    { "policy",  0, 0, G_OPTION_ARG_FILENAME, &(s).policy,  N_("a shipped scoring policy, or a file"), N_("ID|FILE") },      \
    { "values",  0, 0, G_OPTION_ARG_STRING,   &(s).values,  N_("self (default) or verified: second opinions count where there are any"), "self|verified" }, \
    { "overlay", 0, 0, G_OPTION_ARG_FILENAME, &(s).overlay, N_("texts laid over the questionnaire"), N_("FILE") }
void     dcmm_scoring_clear (DcmmScoring *scoring);
gboolean dcmm_scoring_which (const DcmmScoring *scoring, int *which, GError **error);

/* --format, else the extension of @path, else the first of @formats; its index, or -1 with DCMM_USE. */
int dcmm_choose_format (const char *format, const char *path, const char *const *formats, GError **error);
/* "3" as a level 1 to 5. */
gboolean dcmm_parse_target (const char *text, guint *target, GError **error);

/* Whether text written to @path (NULL: standard output) may be coloured: a terminal, and nobody against it. */
gboolean dcmm_wants_colour (const char *path);

/* Messages go to standard error. */
void dcmm_say (const char *format, ...) G_GNUC_PRINTF (1, 2);
/* What of @problems is no more than a remark; the wrong ones are the error. */
void dcmm_say_remarks (const DcmmCli *cli, const DcmmProblems *problems);
/* That an overlay has changed nothing, where dcmm_library_idle_overlay() gives one. */
void dcmm_say_idle_overlay (const DcmmCli *cli, const char *overlay);

/* Text in columns: Han characters are two wide. */
guint dcmm_text_columns (const char *text);
void  dcmm_text_pad     (GString *out, const char *text, guint columns);
/* Broken at @columns after a hanging @indent. */
void  dcmm_text_wrap    (GString *out, const char *text, guint indent, guint columns);
