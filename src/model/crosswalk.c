#include "model/model-private.h"

#include <string.h>

const char *const dcmm_relation_ids[DCMM_RELATIONS] = {
    [DCMM_SAME] = "same",             [DCMM_NARROWER] = "narrower", [DCMM_BROADER] = "broader",
    [DCMM_INTERSECTS] = "intersects", [DCMM_NEW] = "new",           [DCMM_WITHDRAWN] = "withdrawn",
};

const char *
dcmm_relation_word (DcmmRelation relation)
{
    static const char *const words[DCMM_RELATIONS] = {
        [DCMM_SAME] = N_("the same"),           [DCMM_NARROWER] = N_("asks for less"), [DCMM_BROADER] = N_("asks for more"),
        [DCMM_INTERSECTS] = N_("in part alike"), [DCMM_NEW] = N_("new"),                [DCMM_WITHDRAWN] = N_("withdrawn"),
    };

    return _(words[relation]);
}

typedef struct {
    DcmmCrosswalk c;
    char         *path;
    guint        *places;       /* the indices that by_from and by_to point into */
} Whole;

typedef struct {
    Whole        *whole;
    DcmmLibrary  *library;
    DcmmProblems *problems;
    GArray       *maps;         /* of DcmmMap */
    GHashTable   *pairs;        /* from and to as one number ► line + 1 */
} Reading;

/* An edition by its id, never by a path: a crosswalk that is checked may come from outside. */
static const DcmmQuestionnaire *
edition (Reading *r, DcmmReader *reader, const char *attribute, GError **error)
{
    const DcmmWhere where = dcmm_reader_where (reader);
    const char *id = dcmm_reader_need (reader, attribute, error);

    if (!id)
        return NULL;
    if (strchr (id, '/') || strchr (id, '.')) {
        dcmm_fail_at (error, where, _("%s='%s' is not an id such as dcmm-2018"), attribute, id);
        return NULL;
    }
    const DcmmQuestionnaire *q = dcmm_library_questionnaire (r->library, id, error);
    if (!q)
        g_prefix_error (error, "%s:%u: ", where.file, where.line);
    return q;
}

static gboolean
on_crosswalk (DcmmReader *reader, gpointer data, GError **error)
{
    Reading *r = data;
    DcmmCrosswalk *c = &r->whole->c;

    c->line = dcmm_reader_where (reader).line;
    if (!(c->from = edition (r, reader, "from", error)) || !(c->to = edition (r, reader, "to", error)))
        return FALSE;
    if (c->from == c->to)
        return dcmm_fail_at (error, dcmm_reader_where (reader), _("leads from %s to itself"), c->from->id);
    return TRUE;
}

static gboolean
relation_of (DcmmReader *reader, DcmmRelation *relation, GError **error)
{
    const char *text = dcmm_reader_need (reader, "relation", error);

    if (!text)
        return FALSE;
    for (guint i = 0; i < DCMM_RELATIONS; i++)
        if (strcmp (text, dcmm_relation_ids[i]) == 0) {
            *relation = i;
            return TRUE;
        }
    return dcmm_fail_at (error, dcmm_reader_where (reader),
                         _("relation='%s' is unknown; use same, narrower, broader, intersects, new or withdrawn"), text);
}

/* One end of a map: its criterion, or -1. FALSE (and a problem) where it is not there and should be, the other way
 * round, or in no edition. */
static gboolean
end_of (Reading *r, DcmmReader *reader, const char *attribute, const DcmmQuestionnaire *q, DcmmRelation relation, gboolean wanted,
        int *criterion)
{
    const char *ref = dcmm_reader_attribute (reader, attribute);
    const DcmmWhere where = dcmm_reader_where (reader);

    *criterion = -1;
    if (!wanted) {
        if (ref)
            dcmm_problems_add (r->problems, DCMM_WRONG, where, _("relation '%s' has no '%s'; take it out, or choose another relation"),
                               dcmm_relation_ids[relation], attribute);
        return !ref;
    }
    if (!ref) {
        dcmm_problems_add (r->problems, DCMM_WRONG, where, _("relation '%s' needs '%s'"), dcmm_relation_ids[relation], attribute);
        return FALSE;
    }
    *criterion = dcmm_questionnaire_criterion (q, ref);
    if (*criterion < 0)
        dcmm_problems_add (r->problems, DCMM_WRONG, where, _("%s: criterion '%s' is not in %s; correct it"), attribute, ref, q->id);
    return *criterion >= 0;
}

static gboolean
on_map (DcmmReader *reader, gpointer data, GError **error)
{
    Reading *r = data;
    const DcmmCrosswalk *c = &r->whole->c;
    const DcmmWhere where = dcmm_reader_where (reader);
    DcmmMap map = { .line = where.line };

    if (!relation_of (reader, &map.relation, error))
        return FALSE;
    const gboolean has_from = end_of (r, reader, "from", c->from, map.relation, map.relation != DCMM_NEW, &map.from);
    const gboolean has_to = end_of (r, reader, "to", c->to, map.relation, map.relation != DCMM_WITHDRAWN, &map.to);
    if (!has_from || !has_to)
        return TRUE;

    gpointer pair = GSIZE_TO_POINTER ((gsize) (map.from + 1) * (c->to->n_criteria + 1) + (gsize) (map.to + 1));
    const guint first = GPOINTER_TO_UINT (g_hash_table_lookup (r->pairs, pair));
    if (first) {
        dcmm_problems_add (r->problems, DCMM_WRONG, where, _("'%s' is mapped to '%s' twice, first on line %u; keep one"),
                           map.from < 0 ? "" : c->from->criteria[map.from].id, map.to < 0 ? "" : c->to->criteria[map.to].id, first - 1);
        return TRUE;
    }
    g_hash_table_insert (r->pairs, pair, GUINT_TO_POINTER (where.line + 1));
    g_array_append_val (r->maps, map);
    return TRUE;
}

static const DcmmElement elements[] = {
    { "crosswalk", NULL,        on_crosswalk, NULL, FALSE },
    { "map",       "crosswalk", on_map,       NULL, FALSE },
    { .name = NULL }
};

/* The maps of each criterion of one edition, in the order of the file: counted, laid out one after the other in
 * @places, filled. Gives where the next side may begin. */
static guint *
index_side (const DcmmCrosswalk *c, gboolean forebears, guint n_criteria, DcmmMaps *side, guint *places)
{
    g_autofree guint **next = g_new0 (guint *, n_criteria + 1);

    for (guint m = 0; m < c->n_maps; m++) {
        const int i = forebears ? c->maps[m].from : c->maps[m].to;
        if (i >= 0)
            side[i].n++;
    }
    for (guint i = 0; i < n_criteria; i++) {
        side[i].maps = next[i] = places;
        places += side[i].n;
    }
    for (guint m = 0; m < c->n_maps; m++) {
        const int i = forebears ? c->maps[m].from : c->maps[m].to;
        if (i >= 0)
            *next[i]++ = m;
    }
    return places;
}

/* Every criterion has a word said about it, and not two that contradict each other. */
static void
check_side (const DcmmCrosswalk *c, const DcmmQuestionnaire *q, const DcmmMaps *side, DcmmRelation alone, DcmmProblems *problems)
{
    for (guint i = 0; i < q->n_criteria; i++) {
        if (!side[i].n && !(q->overlay_name && q->criteria[i].origin == DCMM_ORIGIN_OVERLAY))
            dcmm_problems_add (problems, DCMM_WRONG, (DcmmWhere) { c->path, c->line },
                               _("criterion '%s' of %s is not named; map it, or say relation=\"%s\""), q->criteria[i].id, q->id,
                               dcmm_relation_ids[alone]);
        for (guint j = 0; side[i].n > 1 && j < side[i].n; j++)
            if (c->maps[side[i].maps[j]].relation == alone)
                dcmm_problems_add (problems, DCMM_WRONG, (DcmmWhere) { c->path, c->maps[side[i].maps[j]].line },
                                   _("criterion '%s' of %s is '%s' and mapped as well; keep one"), q->criteria[i].id, q->id,
                                   dcmm_relation_ids[alone]);
    }
}

static void
put_together (Reading *r)
{
    DcmmCrosswalk *c = &r->whole->c;

    c->n_maps = r->maps->len;
    c->maps = (DcmmMap *) (void *) g_array_free (r->maps, FALSE);
    if (!c->from || !c->to)
        return;
    c->by_from = g_new0 (DcmmMaps, c->from->n_criteria);
    c->by_to = g_new0 (DcmmMaps, c->to->n_criteria);
    r->whole->places = g_new (guint, 2 * c->n_maps + 1);
    guint *next = index_side (c, TRUE, c->from->n_criteria, c->by_from, r->whole->places);
    index_side (c, FALSE, c->to->n_criteria, c->by_to, next);
}

DcmmCrosswalk *
dcmm_crosswalk_load (const char *path, DcmmLibrary *library, DcmmProblems *problems, GError **error)
{
    Whole *whole = g_new0 (Whole, 1);
    g_autoptr (DcmmCrosswalk) c = &whole->c;
    g_autoptr (GHashTable) pairs = g_hash_table_new (NULL, NULL);
    Reading r = { whole, library, problems, g_array_new (FALSE, TRUE, sizeof (DcmmMap)), pairs };

    c->path = whole->path = g_strdup (path);
    const gboolean good = dcmm_read_xml (path, DCMM_NS_CROSSWALK, elements, &r, error);
    put_together (&r);
    if (!good)
        return NULL;
    check_side (c, c->from, c->by_from, DCMM_WITHDRAWN, problems);
    check_side (c, c->to, c->by_to, DCMM_NEW, problems);
    return g_steal_pointer (&c);
}

void
dcmm_crosswalk_free (DcmmCrosswalk *c)
{
    Whole *whole = (Whole *) c;

    if (!c)
        return;
    g_free (c->maps);
    g_free (c->by_from);
    g_free (c->by_to);
    g_free (whole->places);
    g_free (whole->path);
    g_free (whole);
}

/* ---- which editions a file leads between, without the rest ---- */

static gboolean
on_ends (DcmmReader *reader, gpointer data, GError **error)
{
    DcmmEnds *ends = data;
    const char *from = dcmm_reader_need (reader, "from", error), *to = from ? dcmm_reader_need (reader, "to", error) : NULL;

    if (!to)
        return FALSE;
    ends->from = g_strdup (from);
    ends->to = g_strdup (to);
    ends->line = dcmm_reader_where (reader).line;
    return dcmm_fail (error, DCMM_INPUT, "enough");     /* reading stops here; nobody sees the message */
}

gboolean
dcmm_crosswalk_ends (const char *path, DcmmEnds *ends, GError **error)
{
    static const DcmmElement head[] = { { "crosswalk", NULL, on_ends, NULL, FALSE }, { .name = NULL } };
    g_autoptr (GError) stopped = NULL;

    *ends = (DcmmEnds) { NULL };
    dcmm_read_xml (path, DCMM_NS_CROSSWALK, head, ends, &stopped);
    if (ends->to)
        return TRUE;
    if (stopped)
        g_propagate_error (error, g_steal_pointer (&stopped));
    else
        dcmm_fail_at (error, (DcmmWhere) { path, 0 }, _("holds no crosswalk"));
    return FALSE;
}

void
dcmm_ends_clear (DcmmEnds *ends)
{
    g_free (ends->from);
    g_free (ends->to);
}
