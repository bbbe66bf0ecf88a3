#include "cli/cli.h"

static guint
wide (gunichar u)
{
    return g_unichar_iszerowidth (u) ? 0 : g_unichar_iswide (u) ? 2 : 1;
}

guint
dcmm_text_columns (const char *text)
{
    guint n = 0;

    for (const char *c = text; *c; c = g_utf8_next_char (c))
        n += wide (g_utf8_get_char (c));
    return n;
}

void
dcmm_text_pad (GString *out, const char *text, guint columns)
{
    const guint n = dcmm_text_columns (text);

    g_string_append (out, text);
    for (guint i = n; i < columns; i++)
        g_string_append_c (out, ' ');
}

/* A mark that may not begin a line. */
static gboolean
closes (gunichar u)
{
    const GUnicodeType type = g_unichar_type (u);

    return type == G_UNICODE_CLOSE_PUNCTUATION || type == G_UNICODE_FINAL_PUNCTUATION || type == G_UNICODE_OTHER_PUNCTUATION;
}

/* Where the word that begins at @c ends: one Han character with the marks after it, or a run of anything else up to a
 * blank or a Han character. */
static const char *
word_end (const char *c)
{
    const gboolean han = wide (g_utf8_get_char (c)) == 2;

    c = g_utf8_next_char (c);
    if (!han)
        while (*c && *c != ' ' && wide (g_utf8_get_char (c)) != 2)
            c = g_utf8_next_char (c);
    while (*c && *c != ' ' && closes (g_utf8_get_char (c)))
        c = g_utf8_next_char (c);
    return c;
}

void
dcmm_text_wrap (GString *out, const char *text, guint indent, guint columns)
{
    guint at = indent;
    gboolean fresh = TRUE;

    for (const char *c = text; *c;) {
        if (*c == ' ') {
            c++;
            if (!fresh && at < columns) {
                g_string_append_c (out, ' ');
                at++;
            }
            continue;
        }
        const char *end = word_end (c);
        g_autofree char *word = g_strndup (c, (gsize) (end - c));
        const guint n = dcmm_text_columns (word);
        if (!fresh && at + n > columns) {
            while (out->len && out->str[out->len - 1] == ' ')
                g_string_truncate (out, out->len - 1);
            g_string_append_printf (out, "\n%*s", (int) indent, "");
            at = indent;
        }
        g_string_append (out, word);
        at += n;
        fresh = FALSE;
        c = end;
    }
}
