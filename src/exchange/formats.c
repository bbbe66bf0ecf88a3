#include "exchange/exchange.h"

#include <string.h>

static int
by_criterion (gconstpointer a, gconstpointer b)
{
    const guint x = ((const DcmmAnswer *) a)->criterion, y = ((const DcmmAnswer *) b)->criterion;

    return x < y ? -1 : x > y;
}

/* libxml2's limits hold for a whole start tag, a sheet's for one cell: several long cells may be too much together. */
static gboolean
can_be_read_back (const GString *xml, const char *path, GError **error)
{
    const DcmmWhere where = { path, 0 };

    if (xml->len > DCMM_INPUT_MAX)
        return dcmm_fail_at (error, where, _("would be larger than %d MiB, the limit for an input"), DCMM_INPUT_MAX >> 20);
    for (const char *tag = xml->str; (tag = strchr (tag, '<')); tag++) {
        const char *end = strchr (tag, '>');
        if (end && end - tag > DCMM_TOKEN_MAX)
            return dcmm_fail_at (error, where, _("the cells of one row would make a tag longer than %d KiB, which is not read back; shorten them"),
                                 DCMM_TOKEN_MAX / 1024);
    }
    return TRUE;
}

/* In the questionnaire's order, whatever order they were read in: the same answers, the same bytes. */
static gboolean
write_xml (const DcmmAnswers *answers, const DcmmPolicy *policy, const DcmmRoles *roles, DcmmLang lang, const char *path, DcmmProblems *remarks, GString *out,
           GError **error)
{
    g_autoptr (GArray) sorted = g_array_copy (answers->answers);
    DcmmAnswers view = *answers;

    (void) policy, (void) roles, (void) lang, (void) remarks;
    g_array_sort (sorted, by_criterion);
    view.answers = sorted;
    dcmm_answers_write (&view, out);
    return can_be_read_back (out, path, error);
}

static const DcmmFormat formats[] = {
    { "xml",  dcmm_answers_load, write_xml        },
    { "csv",  dcmm_sheet_load,   dcmm_sheet_write },
    { "json", NULL,              NULL             },
    { "xlsx", NULL,              NULL             },
};

static char *
known (void)
{
    g_autoptr (GString) names = g_string_new (NULL);

    for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
        if (formats[i].load)
            g_string_append_printf (names, "%s.%s", names->len ? ", " : "", formats[i].extension);
    return g_string_free (g_steal_pointer (&names), FALSE);
}

const DcmmFormat *
dcmm_format_of (const char *path, GError **error)
{
    const char *dot = strrchr (path, '.');
    g_autofree char *names = known ();

    if (!dot || strchr (dot, '/')) {
        dcmm_fail (error, DCMM_USE, _("'%s' has no extension to tell its format by; there are: %s"), path, names);
        return NULL;
    }
    for (guint i = 0; i < G_N_ELEMENTS (formats); i++) {
        if (g_ascii_strcasecmp (dot + 1, formats[i].extension) != 0)
            continue;
        if (formats[i].load)
            return &formats[i];
        dcmm_fail (error, DCMM_USE, _("'%s': .%s is not there yet; there are: %s (Excel and WPS save a sheet as \"CSV UTF-8\")"), path, formats[i].extension, names);
        return NULL;
    }
    dcmm_fail (error, DCMM_USE, _("'%s': the extension %s is not known; there are: %s"), path, dot, names);
    return NULL;
}
