#include "model/model-private.h"

#include <string.h>

const char *const dcmm_dimension_ids[DCMM_DIMENSIONS] = { "organisation", "policy", "process", "technology" };

const char *
dcmm_words (const DcmmWords *words, DcmmLang lang)
{
    if (words->in[lang])
        return words->in[lang];
    for (guint i = 0; i < DCMM_LANGS; i++)
        if (words->in[i])
            return words->in[i];
    return "";
}

const char *
dcmm_keep (GStringChunk *chunk, const char *text)
{
    return text ? g_string_chunk_insert (chunk, text) : NULL;
}

gboolean
dcmm_words_start (DcmmWordReader *words, DcmmReader *reader, GError **error)
{
    const char *lang = dcmm_reader_attribute (reader, "xml:lang");

    if (!lang)
        return dcmm_fail_at (error, dcmm_reader_where (reader), _("<%s> has no xml:lang; add xml:lang=\"zh\" or \"en\""),
                             dcmm_reader_element (reader));
    if (!dcmm_lang_parse (lang, &words->lang))
        return dcmm_fail_at (error, dcmm_reader_where (reader), _("xml:lang='%s' is not read; use \"zh\" or \"en\""), lang);
    return TRUE;
}

gboolean
dcmm_words_end (DcmmWordReader *words, DcmmWords *into, const char *text, DcmmReader *reader, GError **error)
{
    if (into->in[words->lang])
        return dcmm_fail_at (error, dcmm_reader_began (reader), _("<%s> stands twice in one language; keep one"), dcmm_reader_element (reader));
    into->in[words->lang] = dcmm_keep (words->chunk, text);
    return TRUE;
}

gboolean
dcmm_need_number (DcmmReader *reader, const char *name, guint low, guint high, guint *number, GError **error)
{
    const char *text = dcmm_reader_need (reader, name, error);
    guint64     value;

    if (!text)
        return FALSE;
    if (!g_ascii_string_to_unsigned (text, 10, low, high, &value, NULL))
        return dcmm_fail_at (error, dcmm_reader_where (reader), _("%s='%s' is not a whole number from %u to %u"), name, text, low, high);
    *number = (guint) value;
    return TRUE;
}

/* Nothing that is scored or counted comes near it, and a hundred thousand times as much is still a gint64, which is what a
 * score is printed from. */
#define RATIONAL_MAX G_GUINT64_CONSTANT (1000000000000)

gboolean
dcmm_need_rational (DcmmReader *reader, const char *name, DcmmRational q, GError **error)
{
    const char *text = dcmm_reader_need (reader, name, error);

    if (!text)
        return FALSE;
    if (!dcmm_rational_parse (text, q))
        return dcmm_fail_at (error, dcmm_reader_where (reader), _("%s='%s' is not a number such as 0.8"), name, text);
    if (mpq_cmp_ui (q, RATIONAL_MAX, 1) > 0)
        return dcmm_fail_at (error, dcmm_reader_where (reader), _("%s='%s' is too large a number"), name, text);
    return TRUE;
}
