#include "model/model-private.h"

#include <stdlib.h>
#include <string.h>

/* Files that one questionnaire includes: each takes room before it is read (300,000 of them, in 16 MiB: gigabytes). */
#define PARTS_MAX 100

typedef struct {
    DcmmQuestionnaire q;
    GPtrArray        *strings;  /* of GStringChunk: one for each file */
    GHashTable       *refs;     /* id of a criterion ► index + 1 */
} Whole;

/* One file being read: the questionnaire itself, a part that it includes, or an overlay. */
typedef struct {
    DcmmWordReader  words;
    Whole          *whole;
    GArray         *domains, *items, *criteria;
    GArray         *ids;        /* of Id, in the order of the file */
    GPtrArray      *parts;      /* of Part, in the order of the file; NULL inside one */
    GHashTable     *places;     /* overlay: id ► index + 1 in criteria */
    DcmmProblems   *problems;
    const char     *path;
    DcmmCriterion  *criterion;  /* the one being read */
    DcmmCriterion   patch;      /* overlay: what an element says, before it is laid over */
    gboolean        overlay;
    gboolean        skip;       /* overlay for another questionnaire */
} Reading;

typedef struct {
    const char *id, *file;
    guint       line;
} Id;

/* A file that the questionnaire includes. */
typedef struct {
    Reading  r;
    char    *path;
    guint    before;            /* domains that stand in the questionnaire itself before it */
    GError  *error;
    gboolean good;
} Part;

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

static void
note_id (Reading *r, DcmmReader *reader, const char *id)
{
    const Id entry = { id, r->path, dcmm_reader_where (reader).line };

    g_array_append_val (r->ids, entry);
}

/* Ids are promises: one that stands twice would let an answer count for two criteria. */
static void
check_ids (const GArray *ids, GHashTable *seen, DcmmProblems *problems)
{
    for (guint i = 0; i < ids->len; i++) {
        const Id *id = &g_array_index (ids, Id, i), *first = g_hash_table_lookup (seen, id->id);
        if (first)
            dcmm_problems_add (problems, DCMM_WRONG, (DcmmWhere) { id->file, id->line }, _("'%s' stands twice, first on line %u of %s; give it an id of its own"),
                               id->id, first->line, first->file);
        else
            g_hash_table_insert (seen, (gpointer) id->id, (gpointer) id);
    }
}

static gboolean
on_domain (DcmmReader *reader, gpointer data, GError **error)
{
    Reading *r = data;
    const char *id = dcmm_reader_need (reader, "id", error);

    if (!id)
        return FALSE;
    DcmmDomain domain = { .id = dcmm_keep (r->words.chunk, id), .first = r->items->len };
    note_id (r, reader, domain.id);
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
    note_id (r, reader, item.id);
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
    note_id (r, reader, criterion.id);
    if (r->overlay) {
        r->patch = criterion;
        r->patch.origin = DCMM_ORIGIN_OVERLAY;
        r->criterion = &r->patch;
        return TRUE;
    }
    const DcmmItem *around = &g_array_index (r->items, DcmmItem, r->items->len - 1);
    if (strcmp (around->id, item) != 0)
        dcmm_problems_add (r->problems, DCMM_WRONG, where, _("criterion '%s' stands in item %s"), id, around->id);
    criterion.item = r->items->len - 1;
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
WORDS (end_item_start, LAST (items, DcmmItem).start)
WORDS (end_degree, r->criterion->degree)
WORDS (end_suffices, r->criterion->suffices)
WORDS (end_lacks, r->criterion->lacks)

static gboolean
on_who (DcmmReader *reader, gpointer data, GError **error)
{
    Reading *r = data;
    const char *ref = dcmm_reader_need (reader, "ref", error);

    if (!ref)
        return FALSE;
    if (r->criterion->who)
        return dcmm_fail_at (error, dcmm_reader_where (reader), _("<%s> stands twice; keep one"), dcmm_reader_element (reader));
    r->criterion->who = dcmm_keep (r->words.chunk, ref);
    return TRUE;
}

static gboolean
on_degree (DcmmReader *reader, gpointer data, GError **error)
{
    Reading *r = data;
    const char *from = dcmm_reader_need (reader, "from", error), *to;

    if (!from || !(to = dcmm_reader_need (reader, "to", error)))
        return FALSE;
    if (r->criterion->from && (strcmp (r->criterion->from, from) != 0 || strcmp (r->criterion->to, to) != 0))
        return dcmm_fail_at (error, dcmm_reader_where (reader), _("<%s> tells '%s' from '%s' here, and '%s' from '%s' in the other language"),
                             dcmm_reader_element (reader), from, to, r->criterion->from, r->criterion->to);
    if (!r->criterion->from) {
        r->criterion->from = dcmm_keep (r->words.chunk, from);
        r->criterion->to = dcmm_keep (r->words.chunk, to);
    }
    return on_words (reader, data, error);
}

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
    { "start",         "item",          on_words,         end_item_start,     FALSE },
    { "criterion",     "item",          on_criterion,     end_criterion,      FALSE },
    { "text",          "criterion",     on_words,         end_text,           FALSE },
    { "hint",          "criterion",     on_words,         end_hint,           FALSE },
    { "evidence",      "criterion",     on_words,         end_evidence,       FALSE },
    { "who",           "criterion",     on_who,           NULL,               FALSE },
    { "degree",        "criterion",     on_degree,        end_degree,         FALSE },
    { "suffices",      "criterion",     on_words,         end_suffices,       FALSE },
    { "lacks",         "criterion",     on_words,         end_lacks,          FALSE },
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
    if (r->parts && r->parts->len >= PARTS_MAX)
        return dcmm_fail_at (error, dcmm_reader_where (reader), _("there are more than %d elements <%s>"), PARTS_MAX, dcmm_reader_element (reader));
    if (strchr (href, '/') || strchr (href, ':') || g_str_has_prefix (href, ".") || !r->parts)
        return dcmm_fail_at (error, dcmm_reader_where (reader), _("'%s' is not included: only a file in the same folder may be"), href);

    g_autofree char *folder = g_path_get_dirname (r->path);
    Part *part = g_new0 (Part, 1);
    part->path = g_build_filename (folder, href, NULL);
    part->before = r->domains->len;
    g_ptr_array_add (r->parts, part);
    return TRUE;
}

static void
reading_begin (Reading *r, Whole *whole, const char *path, DcmmProblems *problems)
{
    r->whole = whole;
    r->path = path;
    r->problems = problems;
    r->words.chunk = g_string_chunk_new (16 * 1024);
    r->domains = g_array_new (FALSE, TRUE, sizeof (DcmmDomain));
    r->items = g_array_new (FALSE, TRUE, sizeof (DcmmItem));
    r->criteria = g_array_sized_new (FALSE, TRUE, sizeof (DcmmCriterion), 64);
    r->ids = g_array_new (FALSE, TRUE, sizeof (Id));
    g_ptr_array_add (whole->strings, r->words.chunk);
}

static void
reading_end (Reading *r)
{
    g_clear_pointer (&r->domains, g_array_unref);
    g_clear_pointer (&r->items, g_array_unref);
    g_clear_pointer (&r->criteria, g_array_unref);
    g_clear_pointer (&r->ids, g_array_unref);
}

typedef struct {
    GPtrArray *parts;
    gint       next;            /* atomic */
} Parts;

static gpointer
read_parts (gpointer data)
{
    Parts *parts = data;

    for (;;) {
        const guint i = (guint) g_atomic_int_add (&parts->next, 1);
        if (i >= parts->parts->len)
            return NULL;
        Part *part = parts->parts->pdata[i];
        part->good = dcmm_read_xml_part (part->path, DCMM_NS_QUESTIONNAIRE, elements, "questionnaire", &part->r, &part->error);
    }
}

/* Domains, items and criteria of one file after those that are there already. */
static void
append (Reading *into, const Reading *from, guint first, guint n)
{
    const guint items = into->items->len, criteria = into->criteria->len;
    guint skip_items = 0, skip_criteria = 0;

    for (guint d = 0; d < first; d++)
        skip_items += g_array_index (from->domains, DcmmDomain, d).n;
    for (guint i = 0; i < skip_items; i++)
        skip_criteria += g_array_index (from->items, DcmmItem, i).n;
    for (guint d = first; d < first + n; d++) {
        DcmmDomain domain = g_array_index (from->domains, DcmmDomain, d);
        const guint end = domain.first + domain.n;
        for (guint i = domain.first; i < end; i++) {
            DcmmItem item = g_array_index (from->items, DcmmItem, i);
            for (guint c = item.first; c < item.first + item.n; c++) {
                DcmmCriterion criterion = g_array_index (from->criteria, DcmmCriterion, c);
                criterion.item = into->items->len;
                g_array_append_val (into->criteria, criterion);
            }
            item.domain = into->domains->len;
            item.first = item.first - skip_criteria + criteria;
            g_array_append_val (into->items, item);
        }
        domain.first = domain.first - skip_items + items;
        g_array_append_val (into->domains, domain);
    }
}

/* The parts are read side by side, one half of the work of a cold start, and put together in the order of the file. */
static gboolean
take_parts (Reading *r, GHashTable *seen, GError **error)
{
    Parts parts = { r->parts, 0 };
    Reading all = { 0 };
    GThread *helper = NULL;
    gboolean good = TRUE;
    guint    own = 0;

    for (guint i = 0; i < r->parts->len; i++) {
        Part *part = r->parts->pdata[i];
        reading_begin (&part->r, r->whole, part->path, dcmm_problems_new ());
    }
    if (r->parts->len > 1 && g_get_num_processors () > 1)
        helper = g_thread_new ("questionnaire", read_parts, &parts);
    read_parts (&parts);
    if (helper)
        g_thread_join (helper);

    reading_begin (&all, r->whole, r->path, r->problems);
    check_ids (r->ids, seen, r->problems);
    for (guint i = 0; i < r->parts->len; i++) {
        Part *part = r->parts->pdata[i];
        append (&all, r, own, part->before - own);
        own = part->before;
        append (&all, &part->r, 0, part->r.domains->len);
        dcmm_problems_take (r->problems, part->r.problems);
        check_ids (part->r.ids, seen, r->problems);
        if (good && !part->good) {
            g_propagate_error (error, g_steal_pointer (&part->error));
            good = FALSE;
        }
    }
    append (&all, r, own, r->domains->len - own);
    g_array_unref (r->domains);
    g_array_unref (r->items);
    g_array_unref (r->criteria);
    g_array_unref (all.ids);
    r->domains = all.domains;
    r->items = all.items;
    r->criteria = all.criteria;
    return good;
}

static void
part_free (gpointer data)
{
    Part *part = data;

    reading_end (&part->r);
    g_clear_error (&part->error);
    g_free (part->path);
    g_free (part);
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
        lay_over (&criterion->suffices, &r->patch.suffices);
        lay_over (&criterion->lacks, &r->patch.lacks);
        if (r->patch.who)
            criterion->who = r->patch.who;
        if (r->patch.from) {
            criterion->degree = r->patch.degree;
            criterion->from = r->patch.from;
            criterion->to = r->patch.to;
        }
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
    { "who",       "criterion", on_who,       NULL,                  FALSE },
    { "degree",    "criterion", on_degree,    end_degree,            FALSE },
    { "suffices",  "criterion", on_words,     end_suffices,          FALSE },
    { "lacks",     "criterion", on_words,     end_lacks,             FALSE },
    { .name = NULL }
};

static gboolean
read_overlay (Reading *r, const char *path, GError **error)
{
    Reading over = { .overlay = TRUE };
    g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
    gboolean good;

    reading_begin (&over, r->whole, path, r->problems);
    g_array_unref (over.items);
    g_array_unref (over.criteria);
    over.items = g_array_ref (r->items);
    over.criteria = g_array_ref (r->criteria);
    over.places = g_hash_table_new (g_str_hash, g_str_equal);
    for (guint i = 0; i < r->criteria->len; i++)
        g_hash_table_insert (over.places, (gpointer) g_array_index (r->criteria, DcmmCriterion, i).id, GUINT_TO_POINTER (i + 1));
    good = dcmm_read_xml (path, DCMM_NS_OVERLAY, overlay_elements, &over, error);
    check_ids (over.ids, seen, r->problems);
    g_hash_table_unref (over.places);
    reading_end (&over);
    if (!good)
        return FALSE;
    if (over.skip)
        return TRUE;
    r->whole->q.overlay_sha256 = dcmm_input_sha256 (path, error);
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

static void
chunk_free (gpointer chunk)
{
    g_string_chunk_free (chunk);
}

DcmmQuestionnaire *
dcmm_questionnaire_load (const char *path, const char *overlay, DcmmProblems *problems, GError **error)
{
    Whole *whole = g_new0 (Whole, 1);
    g_autoptr (DcmmQuestionnaire) q = &whole->q;
    g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
    Reading r = { .parts = g_ptr_array_new_with_free_func (part_free) };

    whole->strings = g_ptr_array_new_with_free_func (chunk_free);
    whole->refs = g_hash_table_new (g_str_hash, g_str_equal);
    reading_begin (&r, whole, path, problems);
    q->path = dcmm_keep (r.words.chunk, path);
    gboolean good = dcmm_read_xml (path, DCMM_NS_QUESTIONNAIRE, elements, &r, error) && take_parts (&r, seen, error);
    if (good && overlay)
        good = read_overlay (&r, overlay, error);
    if (good) {
        put_together (&r);
        check_whole (q, problems);
    }
    g_ptr_array_unref (r.parts);
    reading_end (&r);
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
    g_ptr_array_unref (whole->strings);
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
