#include "exchange/exchange-private.h"

#include <string.h>

/* What stands for what behind a backslash. But for the first two, which the contract names, they are characters that no
 * file name of Windows has: C:\new\report.pdf, typed by hand, stays what it is. */
static const struct { char letter, is; } escapes[] = {
    { '|',  '|'  },
    { '\\', '\\' },
    { '/',  '\n' },             /* as a line of verse ends within a paragraph */
    { '<',  '\r' },             /* back to the left */
    { ':',  ' '  },             /* a blank at an end, where blanks do not count */
    { '>',  '\0' },             /* there, and empty */
};

static char
escape_of (char is)
{
    for (guint i = 0; i < G_N_ELEMENTS (escapes); i++)
        if (escapes[i].is == is)
            return escapes[i].letter;
    return 0;
}

static int
escaped (char letter)
{
    for (guint i = 0; i < G_N_ELEMENTS (escapes); i++)
        if (escapes[i].letter == letter)
            return (guchar) escapes[i].is;
    return -1;
}

static void
append_field (GString *out, const char *field)
{
    const gsize length = strlen (field);

    if (!length)
        g_string_append (out, "\\>");
    for (gsize i = 0; i < length; i++) {
        const char letter = field[i] == ' ' && i && i + 1 < length ? 0 : escape_of (field[i]);
        if (letter)
            g_string_append_c (out, '\\');
        g_string_append_c (out, letter ? letter : field[i]);
    }
}

void
dcmm_fields_join (GString *out, const char *const *fields, guint n)
{
    while (n && !fields[n - 1])
        n--;
    for (guint i = 0; i < n; i++) {
        if (i)
            g_string_append (out, " | ");
        if (fields[i])
            append_field (out, fields[i]);
    }
}

static char *
take_field (const char *from, const char *to)
{
    g_autoptr (GString) field = NULL;

    while (from < to && *from == ' ')
        from++;
    while (to > from && to[-1] == ' ')
        to--;
    if (from == to)
        return NULL;
    field = g_string_sized_new ((gsize) (to - from));
    for (const char *c = from; c < to; c++) {
        const int is = *c == '\\' && c + 1 < to ? escaped (c[1]) : -1;
        if (is < 0)
            g_string_append_c (field, *c);
        else if (is)
            g_string_append_c (field, (char) is);
        c += is >= 0;
    }
    return g_string_free (g_steal_pointer (&field), FALSE);
}

guint
dcmm_fields_split (const char *line, gsize length, char **fields, guint n)
{
    const char *from = line, *end = line + length;
    guint count = 0;

    memset (fields, 0, n * sizeof *fields);
    for (const char *c = line;; c++) {
        if (c < end && *c == '\\' && c + 1 < end && escaped (c[1]) >= 0) {
            c++;
            continue;
        }
        if (c < end && *c != '|')
            continue;
        if (count < n)
            fields[count] = take_field (from, c);
        count++;
        if (c == end)
            return count;
        from = c + 1;
    }
}
