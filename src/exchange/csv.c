#include "exchange/exchange-private.h"

#include <string.h>

/* libcsv (3.0.3, in Debian 12) was tried first. It passes over empty lines, or with CSV_REPALL_NL reports CR and LF each
 * as a row, so that no row number is that of the spreadsheet; trims blanks that nobody asked it to; says neither row nor
 * column of a quote that is not closed; and after text behind a closing quote swallows the rest of the file into one
 * cell without a word, or in strict mode stops without a place. What is left of it to use is shorter than its setting up. */

void
dcmm_csv_init (DcmmCsv *csv, const char *path, const char *text, gsize length)
{
    *csv = (DcmmCsv) {
        .path = path, .begin = text, .at = text, .end = text + length, .delimiter = ',',
        .cells = g_string_sized_new (4096), .starts = g_array_new (FALSE, FALSE, sizeof (gsize)),
        .bare_cr = memchr (text, '\n', length) == NULL,
    };
}

void
dcmm_csv_clear (DcmmCsv *csv)
{
    if (!csv->cells)
        return;
    g_string_free (csv->cells, TRUE);
    g_array_unref (csv->starts);
}

void
dcmm_csv_rewind (DcmmCsv *csv, char delimiter)
{
    csv->at = csv->begin;
    csv->row = csv->odd_row = 0;
    csv->failed = FALSE;
    csv->delimiter = delimiter;
}

const char *
dcmm_csv_cell (const DcmmCsv *csv, guint i)
{
    return i < csv->starts->len ? csv->cells->str + g_array_index (csv->starts, gsize, i) : "";
}

char *
dcmm_csv_column (const DcmmCsv *csv, guint i)
{
    const char *name = csv->names && i < csv->names->len ? csv->names->pdata[i] : NULL;

    if (name && *name)
        return g_strdup (name);
    if (i < 26)
        return g_strdup_printf ("%c", 'A' + (int) i);
    return g_strdup_printf ("%c%c", 'A' + (int) (i / 26) - 1, 'A' + (int) (i % 26));
}

static gboolean
fail (DcmmCsv *csv, GError **error, const char *told)
{
    g_autofree char *column = dcmm_csv_column (csv, csv->starts->len - 1);

    csv->failed = TRUE;
    return dcmm_fail_at (error, (DcmmWhere) { csv->path, csv->row }, _("column %s: %s"), column, told);
}

/* Characters that XML cannot hold, or a terminal obeys (control characters, U+FFFE, U+FFFF), become blanks: a line break of Word's that a cell
 * was pasted with is no reason to refuse the file. */
static void
clean (DcmmCsv *csv, gsize from)
{
    guchar *s = (guchar *) csv->cells->str;

    for (gsize i = from; i < csv->cells->len; i++) {
        const gboolean none = s[i] == 0xEF && s[i + 1] == 0xBF && s[i + 2] >= 0xBE, two = s[i] == 0xC2 && s[i + 1] < 0xA0;
        if (G_LIKELY ((s[i] >= 0x20 && s[i] != 0x7F && !none && !two) || s[i] == '\t' || s[i] == '\n' || (s[i] == '\r' && !csv->bare_cr)))
            continue;
        if (s[i] == '\r') {
            s[i] = '\n';
            continue;
        }
        if (!csv->odd_row) {
            csv->odd_row = csv->row;
            csv->odd_cell = csv->starts->len - 1;
        }
        memset (s + i, ' ', none ? 3 : two ? 2 : 1);
    }
}

static gboolean
append (DcmmCsv *csv, const char *from, gsize n, GError **error)
{
    const gsize start = g_array_index (csv->starts, gsize, csv->starts->len - 1), before = csv->cells->len;
    g_autofree char *told = NULL;

    /* One more where an apostrophe stands before the text. */
    if (before - start + n > DCMM_TOKEN_MAX + (before > start ? csv->cells->str[start] == '\'' : *from == '\'')) {
        told = g_strdup_printf (_("a cell is longer than %d KiB; shorten it, or close the quote before it"), DCMM_TOKEN_MAX / 1024);
        return fail (csv, error, told);
    }
    g_string_append_len (csv->cells, from, (gssize) n);
    clean (csv, before);
    return TRUE;
}

static gboolean
is_end (const DcmmCsv *csv, const char *c)
{
    return c == csv->end || *c == csv->delimiter || *c == '\n' || *c == '\r';
}

static gboolean
read_plain (DcmmCsv *csv, GError **error)
{
    const char *from = csv->at;

    while (!is_end (csv, csv->at))
        csv->at++;
    return csv->at == from || append (csv, from, (gsize) (csv->at - from), error);
}

static gboolean
read_quoted (DcmmCsv *csv, GError **error)
{
    for (;;) {
        const char *from = csv->at, *quote = memchr (from, '"', (gsize) (csv->end - from));
        if (!quote)
            return fail (csv, error, _("a quote is opened and never closed; close it with another one"));
        const gboolean two = quote + 1 < csv->end && quote[1] == '"';
        csv->at = quote + (two ? 2 : 1);
        if (quote + two > from && !append (csv, from, (gsize) (quote + two - from), error))
            return FALSE;
        if (!two)
            break;
    }
    while (csv->at < csv->end && *csv->at == ' ')
        csv->at++;
    return is_end (csv, csv->at) || fail (csv, error, _("text stands behind the closing quote; write a quote inside as two quotes"));
}

static gboolean
read_cell (DcmmCsv *csv, GError **error)
{
    const char *c = csv->at;

    while (c < csv->end && *c == ' ')
        c++;
    if (c == csv->end || *c != '"')
        return read_plain (csv, error);
    csv->at = c + 1;
    return read_quoted (csv, error);
}

gboolean
dcmm_csv_next (DcmmCsv *csv, GError **error)
{
    gboolean more;

    if (csv->at == csv->end)
        return FALSE;
    csv->row++;
    g_string_truncate (csv->cells, 0);
    g_array_set_size (csv->starts, 0);
    do {
        if (csv->starts->len == DCMM_SHEET_CELLS_MAX) {
            csv->failed = TRUE;
            return dcmm_fail_at (error, (DcmmWhere) { csv->path, csv->row }, _("has more than %d columns"), DCMM_SHEET_CELLS_MAX);
        }
        g_array_append_val (csv->starts, csv->cells->len);
        if (!read_cell (csv, error))
            return FALSE;
        g_string_append_c (csv->cells, '\0');
        more = csv->at < csv->end && *csv->at == csv->delimiter;
        csv->at += more;
    } while (more);
    if (csv->at + 1 < csv->end && csv->at[0] == '\r' && csv->at[1] == '\n')
        csv->at++;
    csv->at += csv->at < csv->end;
    return TRUE;
}
