#include "model/model-private.h"

#include <string.h>

#define PROGRAMMES_MAX 2000
#define NEEDS_MAX      10000

typedef struct {
    DcmmProgrammes p;
    GStringChunk  *strings;
    GArray        *all, *needs;
} Whole;

typedef struct {
    DcmmWordReader words;
    Whole         *whole;
    DcmmProblems  *problems;
} Reading;

const char *const dcmm_kind_ids[DCMM_KINDS] = { "pilot", "reward", "share", "voucher", "policy" };

#define LAST(array, type) g_array_index (r->whole->array, type, r->whole->array->len - 1)
#define WORDS(name, place)                                                                          \
    static gboolean name (DcmmReader *reader, gpointer data, const char *text, GError **error)      \
    {                                                                                               \
        Reading *r = data;                                                                          \
        return dcmm_words_end (&r->words, &(place), text, reader, error);                           \
    }

WORDS (end_name, r->whole->p.name)
WORDS (end_title, LAST (all, DcmmProgramme).title)
WORDS (end_region, LAST (all, DcmmProgramme).region_name)
WORDS (end_text, LAST (all, DcmmProgramme).text)
WORDS (end_need, LAST (needs, DcmmProgrammeNeed).text)

static gboolean
on_words (DcmmReader *reader, gpointer data, GError **error)
{
    return dcmm_words_start (&((Reading *) data)->words, reader, error);
}

static const char *
kept (const Reading *r, DcmmReader *reader, const char *name)
{
    return dcmm_keep (r->words.chunk, dcmm_reader_attribute (reader, name));
}

/* NULL where there is none. */
static void
take_day (Reading *r, DcmmReader *reader, const char *name, const char **day)
{
    *day = kept (r, reader, name);
    if (*day && !dcmm_date_valid (*day))
        dcmm_problems_add (r->problems, DCMM_WRONG, dcmm_reader_where (reader), _("%s='%s' is not a date such as 2026-11-20"), name, *day);
}

static gboolean
on_programmes (DcmmReader *reader, gpointer data, GError **error)
{
    Reading *r = data;

    (void) error;
    take_day (r, reader, "date", &r->whole->p.date);
    return TRUE;
}

/* Amounts are whole yuan, a share a decimal above 0 and at most 1: as the document has them, never reckoned with. */
static void
take_money (Reading *r, DcmmReader *reader, const char *name, const char **money)
{
    guint64 yuan;

    *money = kept (r, reader, name);
    if (*money && !g_ascii_string_to_unsigned (*money, 10, 1, G_MAXINT64, &yuan, NULL))
        dcmm_problems_add (r->problems, DCMM_WRONG, dcmm_reader_where (reader), _("%s='%s' is not an amount in whole yuan; leave it out where it is not known"),
                           name, *money);
}

static void
take_share (Reading *r, DcmmReader *reader, DcmmProgramme *programme)
{
    DcmmRational share;

    mpq_init (share);
    programme->share = kept (r, reader, "share");
    if (programme->share && (!dcmm_rational_parse (programme->share, share) || mpq_sgn (share) <= 0 || mpq_cmp_ui (share, 1, 1) > 0))
        dcmm_problems_add (r->problems, DCMM_WRONG, dcmm_reader_where (reader), _("share='%s' is not a part of the cost such as 0.3"), programme->share);
    mpq_clear (share);
}

/* Sources give a day, or no more than a month or a year. */
static gboolean
is_time (const char *text)
{
    g_autofree char *day = g_strconcat (text, strlen (text) == 4 ? "-01-01" : strlen (text) == 7 ? "-01" : "", NULL);

    return dcmm_date_valid (day);
}

static gboolean
is_region (const char *region)
{
    return strlen (region) == 6 && strspn (region, "0123456789") == 6;
}

static gboolean
on_programme (DcmmReader *reader, gpointer data, GError **error)
{
    static const char *const confidences[] = { "high", "medium", "low", "unknown", NULL };
    Reading *r = data;
    const DcmmWhere where = dcmm_reader_where (reader);
    const char *id = dcmm_reader_need (reader, "id", error), *kind, *region, *source, *date, *confidence;
    DcmmProgramme programme = { .first = r->whole->needs->len };

    /* Nothing is promised that is not sourced. */
    if (!id || !(kind = dcmm_reader_need (reader, "kind", error)) || !(region = dcmm_reader_need (reader, "region", error)) ||
        !(source = dcmm_reader_need (reader, "source", error)) || !(date = dcmm_reader_need (reader, "date", error)) ||
        !(confidence = dcmm_reader_need (reader, "confidence", error)))
        return FALSE;
    if (r->whole->all->len == PROGRAMMES_MAX)
        return dcmm_fail_at (error, where, _("there are more than %d programmes"), PROGRAMMES_MAX);
    for (guint i = 0; i < r->whole->all->len; i++)
        if (strcmp (g_array_index (r->whole->all, DcmmProgramme, i).id, id) == 0)
            dcmm_problems_add (r->problems, DCMM_WRONG, where, _("programme '%s' stands twice; keep one"), id);
    programme.id = dcmm_keep (r->words.chunk, id);
    while (programme.kind < DCMM_KINDS && strcmp (dcmm_kind_ids[programme.kind], kind) != 0)
        programme.kind++;
    if (programme.kind == DCMM_KINDS) {
        dcmm_problems_add (r->problems, DCMM_WRONG, where, _("kind='%s' is unknown; use pilot, reward, share, voucher or policy"), kind);
        programme.kind = DCMM_KIND_POLICY;
    }
    if (!g_strv_contains (confidences, confidence))
        dcmm_problems_add (r->problems, DCMM_WRONG, where, _("confidence='%s' is unknown; use high, medium, low or unknown"), confidence);
    if (!is_region (region))
        dcmm_problems_add (r->problems, DCMM_WRONG, where, _("region='%s' is not a code of six digits such as 330282 (000000 is the whole country)"), region);
    programme.region = dcmm_keep (r->words.chunk, region);
    if (dcmm_reader_attribute (reader, "level") && !dcmm_need_number (reader, "level", 1, DCMM_LEVELS, &programme.level, error))
        return FALSE;
    programme.role = kept (r, reader, "role");
    take_day (r, reader, "from", &programme.from);
    take_day (r, reader, "to", &programme.to);
    take_day (r, reader, "checked-on", &programme.checked_on);
    take_money (r, reader, "amount", &programme.amount);
    take_money (r, reader, "cap", &programme.cap);
    take_share (r, reader, &programme);
    if (programme.from && programme.to && strcmp (programme.from, programme.to) > 0)
        dcmm_problems_add (r->problems, DCMM_WRONG, where, _("ends on %s, before it begins on %s"), programme.to, programme.from);
    if (!is_time (date))
        dcmm_problems_add (r->problems, DCMM_WRONG, where, _("date='%s' is not a day, a month or a year, such as 2026-11-20, 2026-11 or 2026"), date);
    programme.source = dcmm_keep (r->words.chunk, source);
    programme.date = dcmm_keep (r->words.chunk, date);
    programme.confidence = dcmm_keep (r->words.chunk, confidence);
    g_array_append_val (r->whole->all, programme);
    return TRUE;
}

static gboolean
end_programme (DcmmReader *reader, gpointer data, const char *text, GError **error)
{
    Reading *r = data;
    const DcmmProgramme *programme = &LAST (all, DcmmProgramme);

    (void) text, (void) error;
    if (!*dcmm_words (&programme->title, DCMM_ZH))
        dcmm_problems_add (r->problems, DCMM_WRONG, dcmm_reader_began (reader), _("programme '%s' has no <title>"), programme->id);
    return TRUE;
}

static gboolean
on_need (DcmmReader *reader, gpointer data, GError **error)
{
    Reading *r = data;
    const char *attribute = dcmm_reader_need (reader, "attribute", error), *counting = dcmm_reader_attribute (reader, "counting");
    DcmmProgrammeNeed need = { .counting = DCMM_COUNT_NUMBER };
    DcmmRational from;

    if (!attribute)
        return FALSE;
    if (r->whole->needs->len == NEEDS_MAX)
        return dcmm_fail_at (error, dcmm_reader_where (reader), _("there are more than %d elements <%s>"), NEEDS_MAX, dcmm_reader_element (reader));
    need.attribute = dcmm_keep (r->words.chunk, attribute);
    need.one_of = kept (r, reader, "one-of");
    need.from = kept (r, reader, "from");
    if (!need.one_of == !need.from)
        return dcmm_fail_at (error, dcmm_reader_where (reader), _("a <need> says either from=\"2\" or one-of=\"micro,small\""));
    mpq_init (from);
    if (need.from && (!dcmm_rational_parse (need.from, from) || mpq_sgn (from) < 0))
        dcmm_problems_add (r->problems, DCMM_WRONG, dcmm_reader_where (reader), _("%s='%s' is not a number such as 0.8"), "from", need.from);
    mpq_clear (from);
    if (counting && !dcmm_counting_parse (counting, &need.counting))
        dcmm_problems_add (r->problems, DCMM_WRONG, dcmm_reader_where (reader), _("counting='%s' is unknown; use years, number or list"), counting);
    g_array_append_val (r->whole->needs, need);
    LAST (all, DcmmProgramme).n++;
    return TRUE;
}

static const DcmmElement elements[] = {
    { "programmes", NULL,         on_programmes, NULL,          FALSE },
    { "name",       "programmes", on_words,      end_name,      FALSE },
    { "programme",  "programmes", on_programme,  end_programme, FALSE },
    { "title",      "programme",  on_words,      end_title,     FALSE },
    { "place",      "programme",  on_words,      end_region,    FALSE },
    { "text",       "programme",  on_words,      end_text,      FALSE },
    { "need",       "programme",  on_need,       NULL,          FALSE },
    { "text",       "need",       on_words,      end_need,      FALSE },
    { .name = NULL }
};

DcmmProgrammes *
dcmm_programmes_load (const char *path, DcmmProblems *problems, GError **error)
{
    Whole *whole = g_new0 (Whole, 1);
    g_autoptr (DcmmProgrammes) programmes = &whole->p;
    Reading r = { .whole = whole, .problems = problems };

    whole->strings = r.words.chunk = g_string_chunk_new (4096);
    whole->all = g_array_new (FALSE, TRUE, sizeof (DcmmProgramme));
    whole->needs = g_array_new (FALSE, TRUE, sizeof (DcmmProgrammeNeed));
    programmes->path = dcmm_keep (whole->strings, path);
    if (path && !dcmm_read_xml (path, DCMM_NS_PROGRAMMES, elements, &r, error))
        return NULL;
    programmes->programmes = (const DcmmProgramme *) (const void *) whole->all->data;
    programmes->n_programmes = whole->all->len;
    programmes->needs = (const DcmmProgrammeNeed *) (const void *) whole->needs->data;
    return g_steal_pointer (&programmes);
}

void
dcmm_programmes_free (DcmmProgrammes *programmes)
{
    Whole *whole = (Whole *) programmes;

    if (!programmes)
        return;
    g_array_unref (whole->all);
    g_array_unref (whole->needs);
    g_string_chunk_free (whole->strings);
    g_free (whole);
}
