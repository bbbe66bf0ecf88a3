#include "model/model-private.h"

#include <stdlib.h>
#include <string.h>

#define NS_XINCLUDE "http://www.w3.org/2001/XInclude"

typedef struct {
    DcmmQuestionnaire q;
    GStringChunk     *strings;
    GHashTable       *refs;     /* id of a criterion ► index + 1 */
} Whole;

typedef struct {
    DcmmWordReader  words;
    Whole          *whole;
    GArray         *domains, *items, *criteria;
    GHashTable     *seen;       /* id ► line, to name the first of two */
    GHashTable     *places;     /* overlay: id ► index + 1 in criteria */
    DcmmProblems   *problems;
    char           *folder;
    const char     *path;
    DcmmCriterion  *criterion;  /* the one being read */
    DcmmCriterion   patch;      /* overlay: what an element says, before it is laid over */
    gboolean        overlay;
    gboolean        skip;       /* overlay for another questionnaire */
    guint           depth;      /* of includes */
} Reading;

static gboolean read_include (DcmmReader *reader, gpointer data, GError **error);

static gboolean
on_questionnaire (DcmmReader *reader, gpointer data, GError **error)
{
    Reading *r = data;
    DcmmQuestionnaire *q = &r->whole->q;
    const char *id = dcmm_reader_need (reader, "id", error);

    if (!id)
        return FALSE;
    q->id = dcmm_keep (r->words.chunk, id);
    const char *standard = dcmm_reader_attribute (reader, "standard");
    q->standard = dcmm_keep (r->words.chunk, standard ? standard : id);
    const char *version = dcmm_reader_attribute (reader, "version");
    q->version = dcmm_keep (r->words.chunk, version ? version : "1");
    q->edition_date = dcmm_keep (r->words.chunk, dcmm_reader_attribute (reader, "replaced-on"));
    if (dcmm_reader_attribute (reader, "counted"))
        return dcmm_need_number (reader, "counted", 0, 100000, &q->counted, error);
    return TRUE;
}

static gboolean
on_level (DcmmReader *reader, gpointer data, GError **error)
{
    Reading *r = data;
    guint no;

    if (!dcmm_need_number (reader, "no", 1, DCMM_LEVELS, &no, error))
        return FALSE;
    for (guint i = 0; i < DCMM_LEVELS; i++)
        if (!r->whole->q.levels[i].no) {
            if (no != i + 1)
                return dcmm_fail_at (error, dcmm_reader_where (reader), _("level %u stands where level %u is expected"), no, i + 1);
            r->whole->q.levels[i].no = no;
            return TRUE;
        }
    return dcmm_fail_at (error, dcmm_reader_where (reader), _("there are more than %d levels"), DCMM_LEVELS);
}

static DcmmLevel *
last_level (Reading *r)
{
    guint i = DCMM_LEVELS;

    while (i > 1 && !r->whole->q.levels[i - 1].no)
        i--;
    return &r->whole->q.levels[i - 1];
}

/* Ids are promises: one that stands twice would let an answer count for two criteria. */
static gboolean
new_id (Reading *r, DcmmReader *reader, const char *id)
{
    const DcmmWhere where = dcmm_reader_where (reader);
    const gpointer  line = g_hash_table_lookup (r->seen, id);

    if (line) {
        dcmm_problems_add (r->problems, DCMM_WRONG, where, _("'%s' stands twice, first on line %u; give it an id of its own"), id, GPOINTER_TO_UINT (line));
        return FALSE;
    }
    g_hash_table_insert (r->seen, (gpointer) id, GUINT_TO_POINTER (MAX (where.line, 1)));
    return TRUE;
}

static gboolean
on_domain (DcmmReader *reader, gpointer data, GError **error)
{
    Reading *r = data;
    const char *id = dcmm_reader_need (reader, "id", error);

    if (!id)
        return FALSE;
    DcmmDomain domain = { .id = dcmm_keep (r->words.chunk, id), .first = r->items->len };
    new_id (r, reader, domain.id);
    g_array_append_val (r->domains, domain);
    return TRUE;
}

static gboolean
on_item (DcmmReader *reader, gpointer data, GError **error)
{
    Reading *r = data;
    const char *id = dcmm_reader_need (reader, "id", error);

    if (!id)
        return FALSE;
    DcmmItem item = { .id = dcmm_keep (r->words.chunk, id), .domain = r->domains->len - 1, .first = r->criteria->len };
    new_id (r, reader, item.id);
    g_array_append_val (r->items, item);
    g_array_index (r->domains, DcmmDomain, r->domains->len - 1).n++;
    return TRUE;
}

/* "6.1-2.3": item, level, number within the level. */
static gboolean
split_id (const char *id, char **item, guint *level, guint *number)
{
    const char *dash = strrchr (id, '-');
    char *rest;

    if (!dash || dash == id || !g_ascii_isdigit (dash[1]))
        return FALSE;
    *level = (guint) strtoul (dash + 1, &rest, 10);
    if (*rest != '.' || !g_ascii_isdigit (rest[1]))
        return FALSE;
    *number = (guint) strtoul (rest + 1, &rest, 10);
    if (*rest || *level < 1 || *level > DCMM_LEVELS)
        return FALSE;
    *item = g_strndup (id, (gsize) (dash - id));
    return TRUE;
}

static void
read_dimension (Reading *r, DcmmReader *reader, DcmmCriterion *criterion)
{
    const char *told = dcmm_reader_attribute (reader, "dimension");

    for (guint i = 0; told && i < DCMM_DIMENSIONS; i++)
        if (strcmp (told, dcmm_dimension_ids[i]) == 0) {
            criterion->dimension = i;
            return;
        }
    criterion->dimension = DCMM_PROCESS;
    if (told)
        dcmm_problems_add (r->problems, DCMM_WRONG, dcmm_reader_where (reader),
                           _("dimension='%s' is unknown; use organisation, policy, process or technology"), told);
}

static void
read_confidence (Reading *r, DcmmReader *reader, DcmmCriterion *criterion)
{
    const char *told = dcmm_reader_attribute (reader, "confidence");

    criterion->confidence = dcmm_keep (r->words.chunk, told);
    if (!told)
        criterion->origin = DCMM_ORIGIN_UNKNOWN;
    else if (strcmp (told, "low") == 0)
        criterion->origin = DCMM_ORIGIN_RECONSTRUCTED;
    else if (strcmp (told, "high") == 0 || strcmp (told, "medium") == 0)
        criterion->origin = DCMM_ORIGIN_WORDED;
    else
        dcmm_problems_add (r->problems, DCMM_WRONG, dcmm_reader_where (reader), _("confidence='%s' is unknown; use high, medium or low"), told);
}

static void
read_weight (Reading *r, DcmmReader *reader, DcmmCriterion *criterion)
{
    const char *told = dcmm_reader_attribute (reader, "weight");
    DcmmRational weight;

    criterion->weight = "1";
    if (!told)
        return;
    mpq_init (weight);
    if (dcmm_rational_parse (told, weight) && mpq_sgn (weight) > 0)
        criterion->weight = dcmm_keep (r->words.chunk, told);
    else
        dcmm_problems_add (r->problems, DCMM_WRONG, dcmm_reader_where (reader), _("weight='%s' is not a number above 0"), told);
    mpq_clear (weight);
}

static gboolean
on_criterion (DcmmReader *reader, gpointer data, GError **error)
{
    Reading *r = data;
    const char *id = dcmm_reader_need (reader, "id", error), *level;
    const DcmmWhere where = dcmm_reader_where (reader);
    g_autofree char *item = NULL;
    DcmmCriterion criterion = { 0 };

    if (!id)
        return FALSE;
    if (!split_id (id, &item, &criterion.level, &criterion.number))
        return dcmm_fail_at (error, where, _("criterion id '%s' is not of the form ITEM-LEVEL.NUMBER, such as 6.1-2.3"), id);
    criterion.id = dcmm_keep (r->words.chunk, id);
    level = dcmm_reader_attribute (reader, "level");
    if (level && (guint) strtoul (level, NULL, 10) != criterion.level)
        dcmm_problems_add (r->problems, DCMM_WRONG, where, _("criterion '%s' says level %s; its id says %u"), id, level, criterion.level);
    read_dimension (r, reader, &criterion);
    read_confidence (r, reader, &criterion);
    read_weight (r, reader, &criterion);
    if (r->overlay) {
        new_id (r, reader, criterion.id);
        r->patch = criterion;
        r->patch.origin = DCMM_ORIGIN_OVERLAY;
        r->criterion = &r->patch;
        return TRUE;
    }
    const DcmmItem *around = &g_array_index (r->items, DcmmItem, r->items->len - 1);
    if (strcmp (around->id, item) != 0)
        dcmm_problems_add (r->problems, DCMM_WRONG, where, _("criterion '%s' stands in item %s"), id, around->id);
    criterion.item = r->items->len - 1;
    if (!new_id (r, reader, criterion.id)) {
        r->patch = criterion;
        r->criterion = &r->patch;       /* read on, but keep it out */
        return TRUE;
    }
    g_array_append_val (r->criteria, criterion);
    g_array_index (r->items, DcmmItem, r->items->len - 1).n++;
    r->criterion = &g_array_index (r->criteria, DcmmCriterion, r->criteria->len - 1);
    return TRUE;
}

static gboolean
end_criterion (DcmmReader *reader, gpointer data, const char *text, GError **error)
{
    Reading *r = data;

    (void) text, (void) error;
    if (!r->criterion->text.in[DCMM_ZH] && !r->criterion->text.in[DCMM_EN])
        dcmm_problems_add (r->problems, DCMM_WRONG, dcmm_reader_began (reader), _("criterion '%s' has no <text>"), r->criterion->id);
    return TRUE;
}

#define WORDS(name, place)                                                                          \
    static gboolean name (DcmmReader *reader, gpointer data, const char *text, GError **error)      \
    {                                                                                               \
        Reading *r = data;                                                                          \
        return dcmm_words_end (&r->words, &(place), text, reader, error);                           \
    }
#define LAST(array, type) g_array_index (r->array, type, r->array->len - 1)

static gboolean
on_words (DcmmReader *reader, gpointer data, GError **error)
{
    return dcmm_words_start (&((Reading *) data)->words, reader, error);
}

WORDS (end_title, r->whole->q.title)
WORDS (end_level_name, last_level (r)->name)
WORDS (end_level_short, last_level (r)->short_name)
WORDS (end_domain_name, LAST (domains, DcmmDomain).name)
WORDS (end_domain_short, LAST (domains, DcmmDomain).short_name)
WORDS (end_domain_purpose, LAST (domains, DcmmDomain).purpose)
WORDS (end_item_name, LAST (items, DcmmItem).name)
WORDS (end_item_short, LAST (items, DcmmItem).short_name)
WORDS (end_item_purpose, LAST (items, DcmmItem).purpose)
WORDS (end_item_risk, LAST (items, DcmmItem).risk)
WORDS (end_text, r->criterion->text)
WORDS (end_hint, r->criterion->hint)
WORDS (end_evidence, r->criterion->evidence)

static const DcmmElement elements[] = {
    { "questionnaire", NULL,            on_questionnaire, NULL,               FALSE },
    { "title",         "questionnaire", on_words,         end_title,          FALSE },
    { "level",         "questionnaire", on_level,         NULL,               FALSE },
    { "name",          "level",         on_words,         end_level_name,     FALSE },
    { "short",         "level",         on_words,         end_level_short,    FALSE },
    { "include",       "questionnaire", read_include,     NULL,               FALSE },
    { "domain",        "questionnaire", on_domain,        NULL,               FALSE },
    { "name",          "domain",        on_words,         end_domain_name,    FALSE },
    { "short",         "domain",        on_words,         end_domain_short,   FALSE },
    { "purpose",       "domain",        on_words,         end_domain_purpose, FALSE },
    { "item",          "domain",        on_item,          NULL,               FALSE },
    { "name",          "item",          on_words,         end_item_name,      FALSE },
    { "short",         "item",          on_words,         end_item_short,     FALSE },
    { "purpose",       "item",          on_words,         end_item_purpose,   FALSE },
    { "risk",          "item",          on_words,         end_item_risk,      FALSE },
    { "criterion",     "item",          on_criterion,     end_criterion,      FALSE },
    { "text",          "criterion",     on_words,         end_text,           FALSE },
    { "hint",          "criterion",     on_words,         end_hint,           FALSE },
    { "evidence",      "criterion",     on_words,         end_evidence,       FALSE },
    { .name = NULL }
};

/* XInclude is resolved here and not by libxml2: only files beside the questionnaire, only whole ones, one level deep. */
static gboolean
read_include (DcmmReader *reader, gpointer data, GError **error)
{
    Reading *r = data;
    const char *href = dcmm_reader_need (reader, "href", error);

    if (!href)
        return FALSE;
    if (strchr (href, '/') || strchr (href, ':') || g_str_has_prefix (href, ".") || r->depth)
        return dcmm_fail_at (error, dcmm_reader_where (reader), _("'%s' is not included: only a file in the same folder may be"), href);

    g_autofree char *path = g_build_filename (r->folder, href, NULL);
    const char *path_before = r->path;
    r->depth++;
    r->path = path;
    const gboolean good = dcmm_read_xml_part (path, DCMM_NS_QUESTIONNAIRE, elements, "questionnaire", r, error);
    r->path = path_before;
    r->depth--;
    return good;
}

/* ---- overlay ---- */

static gboolean
on_overlay (DcmmReader *reader, gpointer data, GError **error)
{
    Reading *r = data;
    const char *id = dcmm_reader_need (reader, "questionnaire", error);

    if (!id)
        return FALSE;
    r->skip = strcmp (id, r->whole->q.id) != 0;
    return TRUE;
}

static void
lay_over (DcmmWords *words, const DcmmWords *patch)
{
    for (guint i = 0; i < DCMM_LANGS; i++)
        if (patch->in[i])
            words->in[i] = patch->in[i];
}

static gboolean
end_overlay_criterion (DcmmReader *reader, gpointer data, const char *text, GError **error)
{
    Reading *r = data;
    const gpointer at = g_hash_table_lookup (r->places, r->patch.id);
    g_autofree char *item = NULL;
    guint level, number;

    (void) text, (void) error;
    if (r->skip)
        return TRUE;
    if (at) {
        DcmmCriterion *criterion = &g_array_index (r->criteria, DcmmCriterion, GPOINTER_TO_UINT (at) - 1);
        lay_over (&criterion->text, &r->patch.text);
        lay_over (&criterion->hint, &r->patch.hint);
        lay_over (&criterion->evidence, &r->patch.evidence);
        if (strcmp (r->patch.weight, "1") != 0)
            criterion->weight = r->patch.weight;
        if (r->patch.text.in[DCMM_ZH] || r->patch.text.in[DCMM_EN])
            criterion->origin = DCMM_ORIGIN_OVERLAY;
        return TRUE;
    }
    split_id (r->patch.id, &item, &level, &number);
    for (guint i = 0; i < r->items->len; i++)
        if (strcmp (g_array_index (r->items, DcmmItem, i).id, item) == 0) {
            r->patch.item = i;
            if (!r->patch.text.in[DCMM_ZH] && !r->patch.text.in[DCMM_EN])
                dcmm_problems_add (r->problems, DCMM_WRONG, dcmm_reader_began (reader), _("criterion '%s' has no <text>"), r->patch.id);
            g_array_append_val (r->criteria, r->patch);
            return TRUE;
        }
    dcmm_problems_add (r->problems, DCMM_WRONG, dcmm_reader_began (reader), _("'%s' belongs to item %s, which %s does not have"),
                       r->patch.id, item, r->whole->q.id);
    return TRUE;
}

static const DcmmElement overlay_elements[] = {
    { "overlay",   NULL,        on_overlay,   NULL,                  FALSE },
    { "criterion", "overlay",   on_criterion, end_overlay_criterion, FALSE },
    { "text",      "criterion", on_words,     end_text,              FALSE },
    { "hint",      "criterion", on_words,     end_hint,              FALSE },
    { "evidence",  "criterion", on_words,     end_evidence,          FALSE },
    { .name = NULL }
};

static gboolean
read_overlay (Reading *r, const char *path, GError **error)
{
    r->overlay = TRUE;
    g_hash_table_remove_all (r->seen);
    r->places = g_hash_table_new (g_str_hash, g_str_equal);
    for (guint i = 0; i < r->criteria->len; i++)
        g_hash_table_insert (r->places, (gpointer) g_array_index (r->criteria, DcmmCriterion, i).id, GUINT_TO_POINTER (i + 1));
    if (!dcmm_read_xml (path, DCMM_NS_OVERLAY, overlay_elements, r, error))
        return FALSE;
    if (r->skip)
        return TRUE;
    r->whole->q.overlay_sha256 = dcmm_sha256_file (path, error);
    r->whole->q.overlay_name = g_path_get_basename (path);
    return r->whole->q.overlay_sha256 != NULL;
}

/* ---- put together ---- */

static int
by_place (gconstpointer a, gconstpointer b)
{
    const DcmmCriterion *x = a, *y = b;

    if (x->item != y->item)
        return x->item < y->item ? -1 : 1;
    if (x->level != y->level)
        return x->level < y->level ? -1 : 1;
    return x->number < y->number ? -1 : x->number > y->number;
}

static void
put_together (Reading *r)
{
    DcmmQuestionnaire *q = &r->whole->q;

    g_array_sort (r->criteria, by_place);
    q->n_domains = r->domains->len;
    q->n_items = r->items->len;
    q->n_criteria = r->criteria->len;
    q->domains = (DcmmDomain *) (void *) g_array_free (g_steal_pointer (&r->domains), FALSE);
    q->items = (DcmmItem *) (void *) g_array_free (g_steal_pointer (&r->items), FALSE);
    q->criteria = (DcmmCriterion *) (void *) g_array_free (g_steal_pointer (&r->criteria), FALSE);
    for (guint i = 0; i < q->n_items; i++)
        q->items[i].n = 0;
    for (guint i = 0; i < q->n_criteria; i++) {
        DcmmItem *item = &q->items[q->criteria[i].item];
        if (!item->n++)
            item->first = i;
        g_hash_table_insert (r->whole->refs, (gpointer) q->criteria[i].id, GUINT_TO_POINTER (i + 1));
    }
}

static void
check_whole (const DcmmQuestionnaire *q, DcmmProblems *problems)
{
    const DcmmWhere where = { q->path, 0 };

    if (!q->levels[DCMM_LEVELS - 1].no)
        dcmm_problems_add (problems, DCMM_WRONG, where, _("has fewer than %d <level> elements"), DCMM_LEVELS);
    for (guint i = 0; i < q->n_domains; i++)
        if (!q->domains[i].n)
            dcmm_problems_add (problems, DCMM_WRONG, where, _("domain %s has no item"), q->domains[i].id);
    for (guint i = 0; i < q->n_items; i++)
        if (!q->items[i].n)
            dcmm_problems_add (problems, DCMM_WRONG, where, _("item %s has no criterion"), q->items[i].id);
    if (!q->n_domains)
        dcmm_problems_add (problems, DCMM_WRONG, where, _("has no domain"));
}

DcmmQuestionnaire *
dcmm_questionnaire_load (const char *path, const char *overlay, DcmmProblems *problems, GError **error)
{
    Whole *whole = g_new0 (Whole, 1);
    g_autoptr (DcmmQuestionnaire) q = &whole->q;
    Reading r = {
        .whole = whole, .problems = problems, .path = path, .folder = g_path_get_dirname (path),
        .domains = g_array_new (FALSE, TRUE, sizeof (DcmmDomain)),
        .items = g_array_new (FALSE, TRUE, sizeof (DcmmItem)),
        .criteria = g_array_sized_new (FALSE, TRUE, sizeof (DcmmCriterion), 512),
        .seen = g_hash_table_new (g_str_hash, g_str_equal),
    };

    whole->strings = r.words.chunk = g_string_chunk_new (64 * 1024);
    whole->refs = g_hash_table_new (g_str_hash, g_str_equal);
    q->path = dcmm_keep (whole->strings, path);
    gboolean good = dcmm_read_xml (path, DCMM_NS_QUESTIONNAIRE, elements, &r, error);
    if (good && overlay)
        good = read_overlay (&r, overlay, error);
    if (good) {
        put_together (&r);
        check_whole (q, problems);
    }
    if (r.domains)
        g_array_unref (r.domains);
    if (r.items)
        g_array_unref (r.items);
    if (r.criteria)
        g_array_unref (r.criteria);
    g_hash_table_unref (r.seen);
    g_clear_pointer (&r.places, g_hash_table_unref);
    g_free (r.folder);
    return good ? g_steal_pointer (&q) : NULL;
}

void
dcmm_questionnaire_free (DcmmQuestionnaire *q)
{
    Whole *whole = (Whole *) q;

    if (!q)
        return;
    g_free (q->domains);
    g_free (q->items);
    g_free (q->criteria);
    g_free (q->overlay_name);
    g_free (q->overlay_sha256);
    g_hash_table_unref (whole->refs);
    g_string_chunk_free (whole->strings);
    g_free (whole);
}

int
dcmm_questionnaire_criterion (const DcmmQuestionnaire *q, const char *ref)
{
    return GPOINTER_TO_INT (g_hash_table_lookup (((const Whole *) q)->refs, ref)) - 1;
}

int
dcmm_questionnaire_item (const DcmmQuestionnaire *q, const char *ref)
{
    for (guint i = 0; i < q->n_items; i++)
        if (strcmp (q->items[i].id, ref) == 0)
            return (int) i;
    return -1;
}

int
dcmm_questionnaire_domain (const DcmmQuestionnaire *q, const char *ref)
{
    for (guint i = 0; i < q->n_domains; i++)
        if (strcmp (q->domains[i].id, ref) == 0)
            return (int) i;
    return -1;
}
