#include "base/error.h"
#include "base/i18n.h"

#include <string.h>

G_DEFINE_QUARK (dcmm-error-quark, dcmm_error)

typedef struct {
    DcmmSeverity severity;
    char        *text;
} Problem;

/* A 16 MiB file can hold 400,000 mistakes, and their sentences would take more than the memory that a refusal may cost. */
#define PROBLEMS_KEPT 10000

struct _DcmmProblems {
    GArray *rows;               /* of Problem, in the order found */
    guint   more[DCMM_WRONG + 1];       /* how many beyond those that are kept, by severity */
};

/* More of it than this helps nobody: a scale of a hundred values, each of 60 KB, would be told for every wrong answer. */
#define MESSAGE_MAX 4096

/* What a caller hands in may hold a line break or an escape sequence from an input or of a file's name, which must not
 * reach a terminal; U+009B, two bytes in UTF-8, is one that begins a sequence by itself. In place. */
static char *
one_line (char *text)
{
    for (guchar *c = (guchar *) text; *c; c++) {
        if (*c < 0x20 || *c == 0x7f)
            *c = ' ';
        else if (*c == 0xc2 && c[1] >= 0x80 && c[1] < 0xa0)
            c[0] = c[1] = ' ';
    }
    return text;
}

/* The same, and cut where it is too long; takes @text. */
static char *
sentence (char *text)
{
    gsize end = MESSAGE_MAX;

    if (strnlen (text, MESSAGE_MAX + 1) <= MESSAGE_MAX)
        return one_line (text);
    while (((guchar) text[end] & 0xc0) == 0x80)         /* not in the middle of a character */
        end--;
    text[end] = '\0';
    char *cut = g_strconcat (one_line (text), "…", NULL);
    g_free (text);
    return cut;
}

gboolean
dcmm_fail (GError **error, DcmmExit code, const char *format, ...)
{
    va_list args;

    va_start (args, format);
    if (error) {
        g_autofree char *text = sentence (g_strdup_vprintf (format, args));
        g_set_error_literal (error, DCMM_ERROR, (int) code, text);
    }
    va_end (args);
    return FALSE;
}

static char *
placed (DcmmWhere where, const char *format, va_list args)
{
    g_autofree char *text = sentence (g_strdup_vprintf (format, args));
    g_autofree char *file = where.file ? one_line (g_strdup (where.file)) : NULL;

    if (!file)
        return g_steal_pointer (&text);
    if (!where.line)
        return g_strdup_printf ("%s: %s", file, text);
    return g_strdup_printf ("%s:%u: %s", file, where.line, text);
}

gboolean
dcmm_fail_at (GError **error, DcmmWhere where, const char *format, ...)
{
    va_list args;

    va_start (args, format);
    if (error) {
        g_autofree char *text = placed (where, format, args);
        g_set_error_literal (error, DCMM_ERROR, DCMM_INPUT, text);
    }
    va_end (args);
    return FALSE;
}

void
dcmm_error_become (GError **error, DcmmExit code)
{
    if (error && *error && (*error)->domain != DCMM_ERROR) {
        one_line ((*error)->message);
        (*error)->domain = DCMM_ERROR;
        (*error)->code = (int) code;
    }
}

static void
problem_clear (gpointer row)
{
    g_free (((Problem *) row)->text);
}

DcmmProblems *
dcmm_problems_new (void)
{
    DcmmProblems *problems = g_new0 (DcmmProblems, 1);

    problems->rows = g_array_new (FALSE, FALSE, sizeof (Problem));
    g_array_set_clear_func (problems->rows, problem_clear);
    return problems;
}

void
dcmm_problems_free (DcmmProblems *problems)
{
    if (!problems)
        return;
    g_array_unref (problems->rows);
    g_free (problems);
}

void
dcmm_problems_add (DcmmProblems *problems, DcmmSeverity severity, DcmmWhere where, const char *format, ...)
{
    va_list args;

    if (!problems)
        return;
    if (problems->rows->len >= PROBLEMS_KEPT) {
        problems->more[severity]++;
        return;
    }
    va_start (args, format);
    Problem row = { severity, placed (where, format, args) };
    va_end (args);
    g_array_append_val (problems->rows, row);
}

void
dcmm_problems_take (DcmmProblems *problems, DcmmProblems *from)
{
    for (guint i = 0; i < from->rows->len; i++) {
        Problem row = g_array_index (from->rows, Problem, i);
        if (problems->rows->len >= PROBLEMS_KEPT) {
            problems->more[row.severity]++;
            continue;
        }
        row.text = g_strdup (row.text);
        g_array_append_val (problems->rows, row);
    }
    for (guint severity = DCMM_WARNING; severity <= DCMM_WRONG; severity++)
        problems->more[severity] += from->more[severity];
    dcmm_problems_free (from);
}

guint
dcmm_problems_all (const DcmmProblems *problems)
{
    return problems->rows->len;
}

guint
dcmm_problems_count (const DcmmProblems *problems, DcmmSeverity at_least)
{
    guint n = 0;

    for (guint i = 0; i < problems->rows->len; i++)
        n += g_array_index (problems->rows, Problem, i).severity >= at_least;
    for (guint severity = at_least; severity <= DCMM_WRONG; severity++)
        n += problems->more[severity];
    return n;
}

guint
dcmm_problems_more (const DcmmProblems *problems)
{
    return problems->more[DCMM_WARNING] + problems->more[DCMM_WRONG];
}

const char *
dcmm_problems_text (const DcmmProblems *problems, guint i, DcmmSeverity *severity)
{
    const Problem *row = &g_array_index (problems->rows, Problem, i);

    if (severity)
        *severity = row->severity;
    return row->text;
}

gboolean
dcmm_problems_none (const DcmmProblems *problems, GError **error)
{
    const guint wrong = dcmm_problems_count (problems, DCMM_WRONG);
    guint       told = 0;

    if (!wrong)
        return TRUE;

    g_autoptr (GString) text = g_string_new (NULL);
    for (guint i = 0; i < problems->rows->len && told < 20; i++) {
        const Problem *row = &g_array_index (problems->rows, Problem, i);
        if (row->severity < DCMM_WRONG)
            continue;
        g_string_append_printf (text, "%s%s", told++ ? "\n" : "", row->text);
    }
    if (wrong > told)
        g_string_append_printf (text, ngettext ("\n… and %u more", "\n… and %u more", wrong - told), wrong - told);
    g_set_error_literal (error, DCMM_ERROR, DCMM_INPUT, text->str);
    return FALSE;
}
