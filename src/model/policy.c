#include "model/model-private.h"

#include <string.h>

typedef struct {
    DcmmPolicy    p;
    GStringChunk *strings;
} Whole;

/* A value is one byte wherever there is one for every criterion (DcmmScores.values), a weight is looked for one by one, and
 * every condition is looked at again for every what-if of the analysis. */
#define VALUES_MAX     100
#define WEIGHTS_MAX    2000
#define CONDITIONS_MAX 500

typedef struct {
    DcmmWordReader words;
    DcmmPolicy    *p;
    DcmmProblems  *problems;
    GArray        *values, *weights, *conditions;
    gboolean       has_item;
    guint          levels;
} Reading;

static gboolean
on_words (DcmmReader *reader, gpointer data, GError **error)
{
    return dcmm_words_start (&((Reading *) data)->words, reader, error);
}

static gboolean
end_name (DcmmReader *reader, gpointer data, const char *text, GError **error)
{
    Reading *r = data;

    return dcmm_words_end (&r->words, &r->p->name, text, reader, error);
}

static gboolean
end_value_name (DcmmReader *reader, gpointer data, const char *text, GError **error)
{
    Reading *r = data;

    return dcmm_words_end (&r->words, &g_array_index (r->values, DcmmValue, r->values->len - 1).name, text, reader, error);
}

static gboolean
on_policy (DcmmReader *reader, gpointer data, GError **error)
{
    Reading *r = data;
    const char *id = dcmm_reader_need (reader, "id", error), *version;

    if (!id)
        return FALSE;
    r->p->id = dcmm_keep (r->words.chunk, id);
    version = dcmm_reader_attribute (reader, "version");
    r->p->version = dcmm_keep (r->words.chunk, version ? version : "1");
    return TRUE;
}

static gboolean
on_value (DcmmReader *reader, gpointer data, GError **error)
{
    Reading *r = data;
    const char *id = dcmm_reader_need (reader, "id", error);
    DcmmValue value = { 0 };

    if (!id)
        return FALSE;
    if (r->values->len >= VALUES_MAX)
        return dcmm_fail_at (error, dcmm_reader_where (reader), _("there are more than %d elements <%s>"), VALUES_MAX, dcmm_reader_element (reader));
    for (guint i = 0; i < r->values->len; i++)
        if (strcmp (g_array_index (r->values, DcmmValue, i).id, id) == 0)
            return dcmm_fail_at (error, dcmm_reader_where (reader), _("value '%s' stands twice in the scale; keep one"), id);
    value.id = dcmm_keep (r->words.chunk, id);
    mpq_init (value.compliance);
    value.counts = dcmm_reader_attribute (reader, "compliance") != NULL;
    if (value.counts && !dcmm_need_rational (reader, "compliance", value.compliance, error)) {
        mpq_clear (value.compliance);
        return FALSE;
    }
    if (value.counts && mpq_cmp_ui (value.compliance, 1, 1) > 0)
        dcmm_problems_add (r->problems, DCMM_WRONG, dcmm_reader_where (reader), _("compliance='%s' is above 1"),
                           dcmm_reader_attribute (reader, "compliance"));
    g_array_append_val (r->values, value);
    return TRUE;
}

static gboolean
on_combine (DcmmReader *reader, gpointer data, GError **error)
{
    static const char *const names[] = { [DCMM_SUM] = "sum", [DCMM_GATED] = "gated", [DCMM_HIGHEST] = "highest" };
    Reading *r = data;
    const char *combine = dcmm_reader_need (reader, "combine", error);

    if (!combine)
        return FALSE;
    if (r->has_item)
        return dcmm_fail_at (error, dcmm_reader_where (reader), _("<%s> stands twice; keep one of them"), dcmm_reader_element (reader));
    r->has_item = TRUE;
    for (guint i = 0;; i++) {
        if (i == G_N_ELEMENTS (names))
            return dcmm_fail_at (error, dcmm_reader_where (reader), _("combine='%s' is unknown; use sum, gated or highest"), combine);
        if (strcmp (combine, names[i]) == 0) {
            r->p->combine = i;
            break;
        }
    }
    if (dcmm_reader_attribute (reader, "gate")) {
        r->p->has_gate = TRUE;
        r->p->gate_text = dcmm_keep (r->words.chunk, dcmm_reader_attribute (reader, "gate"));
        return dcmm_need_rational (reader, "gate", r->p->gate, error);
    }
    if (r->p->combine != DCMM_SUM)
        return dcmm_fail_at (error, dcmm_reader_where (reader), _("combine='%s' needs a gate, such as gate=\"0.8\""), combine);
    return TRUE;
}

static gboolean
on_weight (DcmmReader *reader, gpointer data, GError **error)
{
    Reading *r = data;
    const char *ref = dcmm_reader_need (reader, "ref", error);
    DcmmWeight weight = { 0 };

    if (!ref)
        return FALSE;
    if (r->weights->len >= WEIGHTS_MAX)
        return dcmm_fail_at (error, dcmm_reader_where (reader), _("there are more than %d elements <%s>"), WEIGHTS_MAX, dcmm_reader_element (reader));
    for (guint i = 0; i < r->weights->len; i++)
        if (strcmp (g_array_index (r->weights, DcmmWeight, i).ref, ref) == 0)
            dcmm_problems_add (r->problems, DCMM_WRONG, dcmm_reader_where (reader), _("a weight is given twice for '%s', first on line %u; keep one of them"),
                               ref, g_array_index (r->weights, DcmmWeight, i).line);
    mpq_init (weight.weight);
    weight.ref = dcmm_keep (r->words.chunk, ref);
    weight.text = dcmm_keep (r->words.chunk, dcmm_reader_attribute (reader, "weight"));
    weight.is_domain = strcmp (dcmm_reader_element (reader), "domain") == 0;
    weight.line = dcmm_reader_where (reader).line;
    if (!dcmm_need_rational (reader, "weight", weight.weight, error)) {
        mpq_clear (weight.weight);
        return FALSE;
    }
    if (mpq_sgn (weight.weight) <= 0)
        dcmm_problems_add (r->problems, DCMM_WRONG, dcmm_reader_where (reader), _("weight='%s' is not a number above 0"), weight.text);
    g_array_append_val (r->weights, weight);
    return TRUE;
}

static gboolean
on_bonus (DcmmReader *reader, gpointer data, GError **error)
{
    Reading *r = data;

    if (r->p->has_bonus)
        return dcmm_fail_at (error, dcmm_reader_where (reader), _("<%s> stands twice; keep one of them"), dcmm_reader_element (reader));
    r->p->has_bonus = TRUE;
    return dcmm_need_rational (reader, "each", r->p->bonus_each, error) &&
           dcmm_need_rational (reader, "cap", r->p->bonus_cap, error) &&
           (!dcmm_reader_attribute (reader, "max") || dcmm_need_rational (reader, "max", r->p->bonus_max, error));
}

static gboolean
on_level (DcmmReader *reader, gpointer data, GError **error)
{
    Reading *r = data;
    guint no;

    if (!dcmm_need_number (reader, "no", 1, DCMM_LEVELS, &no, error))
        return FALSE;
    if (no != r->levels + 1)
        return dcmm_fail_at (error, dcmm_reader_where (reader), _("level %u stands where level %u is expected"), no, r->levels + 1);
    DcmmThreshold *level = &r->p->levels[r->levels++];
    level->no = no;
    level->from_text = dcmm_keep (r->words.chunk, dcmm_reader_attribute (reader, "from"));
    return dcmm_need_rational (reader, "from", level->from, error);
}

static gboolean
on_condition (DcmmReader *reader, gpointer data, GError **error)
{
    Reading *r = data;
    const char *each = dcmm_reader_attribute (reader, "each"), *ref = dcmm_reader_attribute (reader, "ref");
    DcmmCondition condition = { 0 };

    if (r->conditions->len >= CONDITIONS_MAX)
        return dcmm_fail_at (error, dcmm_reader_where (reader), _("there are more than %d elements <%s>"), CONDITIONS_MAX, dcmm_reader_element (reader));
    if (!each == !ref)
        return dcmm_fail_at (error, dcmm_reader_where (reader), _("<condition> needs either each=\"domain\", each=\"item\" or ref=\"…\""));
    if (ref)
        condition.scope = DCMM_ONE;
    else if (strcmp (each, "domain") == 0)
        condition.scope = DCMM_EACH_DOMAIN;
    else if (strcmp (each, "item") == 0)
        condition.scope = DCMM_EACH_ITEM;
    else
        return dcmm_fail_at (error, dcmm_reader_where (reader), _("each='%s' is unknown; use domain or item"), each);
    condition.ref = dcmm_keep (r->words.chunk, ref);
    condition.from_text = dcmm_keep (r->words.chunk, dcmm_reader_attribute (reader, "from"));
    mpq_init (condition.from);
    if (!dcmm_need_rational (reader, "from", condition.from, error)) {
        mpq_clear (condition.from);
        return FALSE;
    }
    g_array_append_val (r->conditions, condition);
    r->p->levels[r->levels - 1].n_conditions++;
    return TRUE;
}

static const DcmmElement elements[] = {
    { "policy",    NULL,      on_policy,    NULL,           FALSE },
    { "name",      "policy",  on_words,     end_name,       FALSE },
    { "scale",     "policy",  NULL,         NULL,           FALSE },
    { "value",     "scale",   on_value,     NULL,           FALSE },
    { "name",      "value",   on_words,     end_value_name, FALSE },
    { "item",      "policy",  on_combine,   NULL,           FALSE },
    { "weights",   "policy",  NULL,         NULL,           FALSE },
    { "domain",    "weights", on_weight,    NULL,           FALSE },
    { "item",      "weights", on_weight,    NULL,           FALSE },
    { "bonus",     "policy",  on_bonus,     NULL,           FALSE },
    { "levels",    "policy",  NULL,         NULL,           FALSE },
    { "level",     "levels",  on_level,     NULL,           FALSE },
    { "condition", "level",   on_condition, NULL,           FALSE },
    { .name = NULL }
};

static void
put_together (Reading *r)
{
    DcmmPolicy    *p = r->p;
    DcmmCondition *condition;

    p->n_values = r->values->len;
    p->n_weights = r->weights->len;
    p->values = (DcmmValue *) (void *) g_array_free (r->values, FALSE);
    p->weights = (DcmmWeight *) (void *) g_array_free (r->weights, FALSE);
    condition = (DcmmCondition *) (void *) g_array_free (r->conditions, FALSE);
    for (guint i = 0; i < DCMM_LEVELS && condition; i++) {      /* one block, owned by level 1 */
        p->levels[i].conditions = condition;
        condition += p->levels[i].n_conditions;
    }
}

static void
check_whole (const Reading *r, DcmmProblems *problems)
{
    const DcmmPolicy *p = r->p;
    const DcmmWhere where = { p->path, 0 };
    gboolean counts = FALSE, full = FALSE;

    for (guint i = 0; i < p->n_values; i++) {
        counts |= p->values[i].counts;
        full |= p->values[i].counts && mpq_cmp_ui (p->values[i].compliance, 1, 1) == 0;
    }
    if (!counts)
        dcmm_problems_add (problems, DCMM_WRONG, where, _("has no <value> with a compliance in its <scale>"));
    else if (!full)
        dcmm_problems_add (problems, DCMM_WRONG, where, _("has no <value compliance=\"1\"> in its <scale>: nothing could be met in full"));
    if (!r->has_item)
        dcmm_problems_add (problems, DCMM_WRONG, where, _("has no <item combine=…>"));
    if (r->levels < DCMM_LEVELS)
        dcmm_problems_add (problems, DCMM_WRONG, where, _("has fewer than %d <level> elements"), DCMM_LEVELS);
    for (guint i = 1; i < r->levels; i++)
        if (mpq_cmp (p->levels[i].from, p->levels[i - 1].from) < 0)
            dcmm_problems_add (problems, DCMM_WRONG, where, _("level %u starts at %s, below level %u at %s"),
                               i + 1, p->levels[i].from_text, i, p->levels[i - 1].from_text);
}

DcmmPolicy *
dcmm_policy_load (const char *path, DcmmProblems *problems, GError **error)
{
    Whole *whole = g_new0 (Whole, 1);
    g_autoptr (DcmmPolicy) p = &whole->p;
    Reading r = {
        .p = p, .problems = problems,
        .values = g_array_new (FALSE, TRUE, sizeof (DcmmValue)),
        .weights = g_array_new (FALSE, TRUE, sizeof (DcmmWeight)),
        .conditions = g_array_new (FALSE, TRUE, sizeof (DcmmCondition)),
    };

    whole->strings = r.words.chunk = g_string_chunk_new (2048);
    p->path = dcmm_keep (whole->strings, path);
    mpq_inits (p->gate, p->bonus_each, p->bonus_cap, p->bonus_max, NULL);
    mpq_set_ui (p->bonus_max, DCMM_LEVELS, 1);
    for (guint i = 0; i < DCMM_LEVELS; i++)
        mpq_init (p->levels[i].from);
    const gboolean good = dcmm_read_xml (path, DCMM_NS_POLICY, elements, &r, error);
    put_together (&r);
    if (!good)
        return NULL;
    check_whole (&r, problems);
    return g_steal_pointer (&p);
}

void
dcmm_policy_free (DcmmPolicy *p)
{
    Whole *whole = (Whole *) p;

    if (!p)
        return;
    for (guint i = 0; i < p->n_values; i++)
        mpq_clear (p->values[i].compliance);
    for (guint i = 0; i < p->n_weights; i++)
        mpq_clear (p->weights[i].weight);
    for (guint i = 0; i < DCMM_LEVELS; i++) {
        mpq_clear (p->levels[i].from);
        for (guint j = 0; j < p->levels[i].n_conditions; j++)
            mpq_clear (p->levels[i].conditions[j].from);
    }
    mpq_clears (p->gate, p->bonus_each, p->bonus_cap, p->bonus_max, NULL);
    g_free (p->levels[0].conditions);
    g_free (p->values);
    g_free (p->weights);
    g_string_chunk_free (whole->strings);
    g_free (whole);
}

gboolean
dcmm_policy_fits (const DcmmPolicy *p, const DcmmQuestionnaire *q, DcmmProblems *problems)
{
    gboolean fits = TRUE;

    for (guint i = 0; i < p->n_weights; i++) {
        const DcmmWeight *w = &p->weights[i];
        if ((w->is_domain ? dcmm_questionnaire_domain (q, w->ref) : dcmm_questionnaire_item (q, w->ref)) >= 0)
            continue;
        dcmm_problems_add (problems, DCMM_WRONG, (DcmmWhere) { p->path, w->line }, _("a weight is given for '%s', which %s does not have"), w->ref, q->id);
        fits = FALSE;
    }
    for (guint i = 0; i < DCMM_LEVELS; i++)
        for (guint j = 0; j < p->levels[i].n_conditions; j++) {
            const DcmmCondition *c = &p->levels[i].conditions[j];
            if (c->scope != DCMM_ONE || dcmm_questionnaire_domain (q, c->ref) >= 0 || dcmm_questionnaire_item (q, c->ref) >= 0)
                continue;
            dcmm_problems_add (problems, DCMM_WRONG, (DcmmWhere) { p->path, 0 }, _("level %u has a condition on '%s', which %s does not have"),
                               i + 1, c->ref, q->id);
            fits = FALSE;
        }
    return fits;
}

int
dcmm_policy_value (const DcmmPolicy *p, const char *id)
{
    for (guint i = 0; i < p->n_values; i++)
        if (strcmp (p->values[i].id, id) == 0)
            return (int) i;
    return -1;
}

/* The usual words, for a policy that gives none of its own. */
static const struct { const char *id; DcmmWords words; } usual[] = {
    { "full",  { { "完全符合",   "Fully met"      } } },
    { "large", { { "大部分符合", "Largely met"    } } },
    { "part",  { { "部分符合",   "Partly met"     } } },
    { "none",  { { "不符合",     "Not met"        } } },
    { "na",    { { "不适用",     "Not applicable" } } },
};

const char *
dcmm_policy_word (const DcmmPolicy *p, guint value, DcmmLang lang)
{
    const DcmmValue *v = &p->values[value];

    if (v->name.in[lang])
        return v->name.in[lang];
    for (guint i = 0; i < G_N_ELEMENTS (usual); i++)
        if (strcmp (usual[i].id, v->id) == 0)
            return usual[i].words.in[lang];
    return v->id;
}

int
dcmm_policy_value_by_word (const DcmmPolicy *p, const char *word)
{
    for (guint i = 0; i < p->n_values; i++) {
        if (g_ascii_strcasecmp (p->values[i].id, word) == 0)
            return (int) i;
        for (guint lang = 0; lang < DCMM_LANGS; lang++)
            if (g_ascii_strcasecmp (dcmm_policy_word (p, i, lang), word) == 0)
                return (int) i;
    }
    return -1;
}

char *
dcmm_policy_between (const DcmmPolicy *p, const DcmmCriterion *criterion, DcmmLang lang)
{
    const char *words[2] = { criterion->from, criterion->to };

    if (!criterion->from)
        return NULL;
    for (guint i = 0; i < G_N_ELEMENTS (words); i++) {
        const int value = dcmm_policy_value (p, words[i]);
        if (value >= 0)
            words[i] = dcmm_policy_word (p, (guint) value, lang);
    }
    return g_strconcat (words[0], " / ", words[1], NULL);
}
