#include "assess/migrate.h"

#include <string.h>

#include "assess/exact.h"

#define DOMAINS_KEY "policy_domains"    /* the attribute that names domains by their number, which an edition may change */

/* ---- what the crosswalk alone says ---- */

static guint
heirs_of (const DcmmCrosswalk *c, guint from)
{
    const DcmmMaps *maps = &c->by_from[from];

    return maps->n && c->maps[maps->maps[0]].relation != DCMM_WITHDRAWN ? maps->n : 0;
}

static guint
forebears_of (const DcmmCrosswalk *c, guint to)
{
    const DcmmMaps *maps = &c->by_to[to];

    return maps->n && c->maps[maps->maps[0]].relation != DCMM_NEW ? maps->n : 0;
}

DcmmFate
dcmm_crosswalk_fate (const DcmmCrosswalk *c, guint from)
{
    const guint n = heirs_of (c, from);
    gboolean shared = FALSE;

    if (!n)
        return DCMM_FATE_LEFT;
    for (guint i = 0; i < n; i++)
        shared |= forebears_of (c, (guint) c->maps[c->by_from[from].maps[i]].to) > 1;
    if (n > 1)
        return shared ? DCMM_FATE_BOTH : DCMM_FATE_SPLIT;
    if (shared)
        return DCMM_FATE_MERGED;
    return c->maps[c->by_from[from].maps[0]].relation == DCMM_SAME ? DCMM_FATE_KEPT : DCMM_FATE_CHANGED;
}

gboolean
dcmm_crosswalk_same (const DcmmCrosswalk *c, guint to)
{
    return forebears_of (c, to) == 1 && c->maps[c->by_to[to].maps[0]].relation == DCMM_SAME;
}

char *
dcmm_crosswalk_origin (const DcmmCrosswalk *c, guint to)
{
    const guint n = forebears_of (c, to);
    GString *out = g_string_new (n ? NULL : dcmm_relation_ids[DCMM_NEW]);

    for (guint i = 0; i < n; i++) {
        const DcmmMap *map = &c->maps[c->by_to[to].maps[i]];
        g_string_append_printf (out, "%s%s %s", i ? ", " : "", c->from->criteria[map->from].id, dcmm_relation_ids[map->relation]);
    }
    return g_string_free (out, FALSE);
}

/* ---- several to one ---- */

typedef struct {
    const DcmmAnswers   *before;
    const DcmmCrosswalk *c;
    const DcmmPolicy    *policy;
    DcmmAnswers         *after;
} Carrying;

static const char *
keep (Carrying *m, const char *text)
{
    return text ? g_string_chunk_insert_const (m->after->strings, text) : NULL;
}

/* The lower of two values of the scale, -1 being none yet: what does not count gives way to what does. */
static int
lower (const DcmmPolicy *policy, int a, int b)
{
    if (a < 0 || !policy->values[a].counts)
        return b < 0 ? a : b;
    if (b < 0 || !policy->values[b].counts)
        return a;
    return mpq_cmp (policy->values[b].compliance, policy->values[a].compliance) < 0 ? b : a;
}

/* Texts joined in the order found, each once. */
typedef struct {
    GPtrArray  *parts;          /* borrowed strings */
    const char *between;
} Joined;

static void
join (Joined *joined, const char *text)
{
    if (!text || !*text)
        return;
    for (guint i = 0; i < joined->parts->len; i++)
        if (strcmp (joined->parts->pdata[i], text) == 0)
            return;
    g_ptr_array_add (joined->parts, (gpointer) text);
}

static const char *
joined_text (Carrying *m, Joined *joined)
{
    g_autoptr (GString) text = g_string_new (NULL);

    for (guint i = 0; i < joined->parts->len; i++)
        g_string_append_printf (text, "%s%s", i ? joined->between : "", (const char *) joined->parts->pdata[i]);
    return text->len ? keep (m, text->str) : NULL;
}

/* The later of two times, of which either may be missing or none at all. */
static const char *
later (const char *a, const char *b)
{
    g_autoptr (GDateTime) ta = a ? g_date_time_new_from_iso8601 (a, NULL) : NULL;
    g_autoptr (GDateTime) tb = b ? g_date_time_new_from_iso8601 (b, NULL) : NULL;

    if (!ta || !tb)
        return tb || !a ? b : a;
    return g_date_time_compare (tb, ta) > 0 ? b : a;
}

/* The one less sure. */
static const char *
less_sure (const char *a, const char *b)
{
    static const char *const degrees[] = { "guess", "fairly", "sure" };

    for (guint i = 0; i < G_N_ELEMENTS (degrees); i++)
        if ((a && strcmp (a, degrees[i]) == 0) || (b && strcmp (b, degrees[i]) == 0))
            return degrees[i];
    return a ? a : b;
}

static void
add_evidence (Carrying *m, DcmmAnswer *answer, const DcmmEvidence *e)
{
    for (guint i = 0; i < answer->n_evidence; i++) {
        const DcmmEvidence *there = dcmm_answer_evidence (m->after, answer, i);
        if (g_strcmp0 (there->title, e->title) == 0 && g_strcmp0 (there->href, e->href) == 0 && g_strcmp0 (there->sha256, e->sha256) == 0 &&
            g_strcmp0 (there->size, e->size) == 0 && g_strcmp0 (there->date, e->date) == 0 &&
            g_strcmp0 (there->valid_until, e->valid_until) == 0)
            return;
    }
    const DcmmEvidence copy = {
        keep (m, e->title), keep (m, e->href), keep (m, e->sha256), keep (m, e->size), keep (m, e->date), keep (m, e->valid_until), 0,
    };
    g_array_append_val (m->after->evidence, copy);
    answer->n_evidence++;
}

/* The answers that the forebears of an heir have, in the order of the crosswalk. */
static void
answers_before (const Carrying *m, guint to, GPtrArray *found)
{
    const DcmmMaps *maps = &m->c->by_to[to];

    for (guint i = 0; i < maps->n; i++) {
        const DcmmMap *map = &m->c->maps[maps->maps[i]];
        const DcmmAnswer *answer = map->from < 0 ? NULL : dcmm_answers_of (m->before, (guint) map->from);
        if (answer)
            g_ptr_array_add (found, (gpointer) answer);
    }
}

/* The second opinion of an heir, where any forebear has one. Under `--values verified` it must count as the forebears
 * did: a forebear that nobody has looked at twice goes in with its own value, or two answers of which one was
 * confirmed as "full" would make the other one "full", too. */
static DcmmVerified
second_opinion (Carrying *m, const GPtrArray *forebears)
{
    g_autoptr (GPtrArray) notes = g_ptr_array_new (), people = g_ptr_array_new ();
    Joined note = { notes, "\n" }, by = { people, ", " };
    DcmmVerified v = { NULL };
    int value = -1;

    for (guint i = 0; i < forebears->len; i++) {
        const DcmmAnswer *a = forebears->pdata[i];
        value = lower (m->policy, value, dcmm_policy_value (m->policy, a->verified.value ? a->verified.value : a->value));
        if (!a->verified.value)
            continue;
        v.value = a->verified.value;
        v.at = later (v.at, a->verified.at);
        join (&note, a->verified.note);
        join (&by, a->verified.by);
    }
    if (!v.value)
        return v;
    v.value = m->policy->values[value].id;
    v.at = keep (m, v.at);
    v.by = joined_text (m, &by);
    v.note = joined_text (m, &note);
    return v;
}

static DcmmAnswer
merged (Carrying *m, guint to, const GPtrArray *forebears)
{
    g_autoptr (GPtrArray) notes = g_ptr_array_new (), people = g_ptr_array_new (), marks = g_ptr_array_new ();
    g_autofree char *origin = dcmm_crosswalk_same (m->c, to) ? NULL : dcmm_crosswalk_origin (m->c, to);
    Joined note = { notes, "\n" }, by = { people, ", " }, review = { marks, ", " };
    DcmmAnswer answer = { .criterion = to, .first_evidence = m->after->evidence->len };
    int value = -1;

    join (&review, origin);
    for (guint i = 0; i < forebears->len; i++) {
        const DcmmAnswer *a = forebears->pdata[i];
        value = lower (m->policy, value, dcmm_policy_value (m->policy, a->value));
        answer.at = later (answer.at, a->at);
        answer.confidence = less_sure (answer.confidence, a->confidence);
        join (&by, a->by);
        join (&note, a->note);
        join (&review, a->review);      /* a mark of an earlier migration that nobody has settled */
        for (guint e = 0; e < a->n_evidence; e++)
            add_evidence (m, &answer, dcmm_answer_evidence (m->before, a, e));
    }
    answer.value = m->policy->values[value].id;
    answer.at = keep (m, answer.at);
    answer.confidence = keep (m, answer.confidence);
    answer.by = joined_text (m, &by);
    answer.note = joined_text (m, &note);
    answer.review = joined_text (m, &review);
    answer.verified = second_opinion (m, forebears);
    return answer;
}

static void
carry (Carrying *m, DcmmMigrationTally *tally)
{
    g_autoptr (GPtrArray) forebears = g_ptr_array_new ();

    for (guint to = 0; to < m->c->to->n_criteria; to++) {
        g_ptr_array_set_size (forebears, 0);
        answers_before (m, to, forebears);
        if (!forebears->len) {
            *(forebears_of (m->c, to) ? &tally->waiting : &tally->fresh) += 1;
            continue;
        }
        const DcmmAnswer answer = merged (m, to, forebears);
        m->after->by_criterion[to] = (int) m->after->answers->len;
        g_array_append_val (m->after->answers, answer);
        tally->carried++;
        tally->marked += answer.review != NULL;
    }
}

static void
count_fates (const Carrying *m, DcmmMigrationTally *tally)
{
    for (guint i = 0; i < m->before->answers->len; i++) {
        const DcmmFate fate = dcmm_crosswalk_fate (m->c, g_array_index (m->before->answers, DcmmAnswer, i).criterion);
        tally->answers++;
        tally->kept += fate == DCMM_FATE_KEPT;
        tally->changed += fate == DCMM_FATE_CHANGED;
        tally->split += fate == DCMM_FATE_SPLIT || fate == DCMM_FATE_BOTH;
        tally->merged += fate == DCMM_FATE_MERGED || fate == DCMM_FATE_BOTH;
        tally->both += fate == DCMM_FATE_BOTH;
        tally->left += fate == DCMM_FATE_LEFT;
    }
}

/* ---- what stands above the answers ---- */

/* The domain that most of a domain's criteria have gone to, or -1. */
static int
domain_after (const DcmmCrosswalk *c, guint domain)
{
    g_autofree guint *gone = g_new0 (guint, c->to->n_domains + 1);
    int most = -1;

    for (guint i = 0; i < c->n_maps; i++)
        if (c->maps[i].from >= 0 && c->maps[i].to >= 0) {
            const DcmmItem *item = &c->from->items[c->from->criteria[c->maps[i].from].item];
            if (item->domain == domain)
                gone[c->to->items[c->to->criteria[c->maps[i].to].item].domain]++;
        }
    for (guint d = 0; d < c->to->n_domains; d++)
        if (gone[d] && (most < 0 || gone[d] > gone[most]))
            most = (int) d;
    return most;
}

/* "10,12" are security and standards in 2018, standards and security in 2025. NULL where all keep their numbers. */
static const char *
domains_after (Carrying *m, const char *list)
{
    gboolean moved = FALSE;
    g_auto (GStrv) ids = g_strsplit (list, ",", -1);
    g_autoptr (GPtrArray) parts = g_ptr_array_new ();
    Joined domains = { parts, "," };

    for (guint i = 0; ids[i]; i++) {
        const int d = dcmm_questionnaire_domain (m->c->from, g_strstrip (ids[i])), after = d < 0 ? -1 : domain_after (m->c, (guint) d);
        const char *id = after < 0 ? ids[i] : m->c->to->domains[after].id;
        moved |= strcmp (id, ids[i]) != 0;
        join (&domains, id);
    }
    return moved ? joined_text (m, &domains) : NULL;
}

static void
carry_enterprise (Carrying *m, DcmmMigration *migration)
{
    const DcmmAnswers *b = m->before;
    DcmmAnswers *a = m->after;

    a->uscc = keep (m, b->uscc);
    a->uscc_verified = keep (m, b->uscc_verified);
    a->name = keep (m, b->name);
    for (guint i = 0; i < b->attributes->len; i++) {
        const DcmmAttribute *from = &g_array_index (b->attributes, DcmmAttribute, i);
        DcmmAttribute attribute = { keep (m, from->key), keep (m, from->value), 0 };
        const char *moved = strcmp (from->key, DOMAINS_KEY) == 0 ? domains_after (m, from->value) : NULL;
        if (moved) {
            migration->domains_before = from->value;
            migration->domains_after = attribute.value = moved;
        }
        g_array_append_val (a->attributes, attribute);
    }
    for (guint i = 0; i < b->respondents->len; i++) {
        const DcmmRespondent *from = &g_array_index (b->respondents, DcmmRespondent, i);
        const DcmmRespondent respondent = { keep (m, from->role), keep (m, from->name) };
        g_array_append_val (a->respondents, respondent);
    }
    for (guint i = 0; i < b->bonuses->len; i++) {
        const DcmmBonus *from = &g_array_index (b->bonuses, DcmmBonus, i);
        const DcmmBonus bonus = { keep (m, from->kind), from->count };
        g_array_append_val (a->bonuses, bonus);
    }
}

/* Another set of answers has another id, but the same one each time: a UUID of version 8 (RFC 9562) from the old id
 * and the new edition. */
static const char *
id_after (Carrying *m)
{
    g_autofree char *named = m->before->id ? g_strdup_printf ("%s %s", m->before->id, m->c->to->id) : NULL;
    g_autofree char *hash = named ? g_compute_checksum_for_string (G_CHECKSUM_SHA256, named, -1) : NULL;
    g_autofree char *id = NULL;

    if (!hash)
        return NULL;
    id = g_strdup_printf ("%.8s-%.4s-8%.3s-8%.3s-%.12s", hash, hash + 8, hash + 12, hash + 15, hash + 18);
    return keep (m, id);
}

DcmmMigration *
dcmm_migrate (const DcmmAnswers *answers, const DcmmCrosswalk *crosswalk, const DcmmPolicy *policy)
{
    DcmmMigration *migration = g_new0 (DcmmMigration, 1);
    Carrying m = { answers, crosswalk, policy, dcmm_answers_new (crosswalk->to, answers->path) };

    g_assert (answers->questionnaire == crosswalk->from);
    migration->before = answers;
    migration->crosswalk = crosswalk;
    migration->policy = policy;
    migration->after = m.after;
    m.after->id = id_after (&m);
    m.after->date = keep (&m, answers->date);       /* the day to which the evidence speaks has not moved */
    carry_enterprise (&m, migration);
    carry (&m, &migration->tally);
    count_fates (&m, &migration->tally);
    return migration;
}

void
dcmm_migration_free (DcmmMigration *migration)
{
    if (!migration)
        return;
    dcmm_answers_free (migration->after);
    g_free (migration);
}
