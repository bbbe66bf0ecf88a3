#include "report/dossier.h"

#include <libxml/parser.h>
#include <string.h>

typedef struct {
    const DcmmDossier *d;
    DcmmLang           lang;
    GString           *out;
} Writer;

static void
attribute (Writer *w, const char *name, const char *value)
{
    if (value && *value)
        dcmm_xml_attribute (w->out, name, value);
}

static void
words (Writer *w, const char *name, const DcmmWords *words_)
{
    attribute (w, name, dcmm_words (words_, w->lang));
}

static void
number (Writer *w, const char *name, guint value)
{
    dcmm_xml_attributef (w->out, name, "%u", value);
}

static void
yes (Writer *w, const char *name, gboolean value)
{
    if (value)
        dcmm_xml_attribute (w->out, name, "yes");
}

static void
put (Writer *w, const char *text)
{
    g_string_append (w->out, text);
}

/* ---- the questionnaire ---- */

static const char *const origins[] = {
    [DCMM_ORIGIN_UNKNOWN] = "unknown", [DCMM_ORIGIN_WORDED] = "worded", [DCMM_ORIGIN_RECONSTRUCTED] = "reconstructed", [DCMM_ORIGIN_OVERLAY] = "overlay",
};

static void
write_criterion (Writer *w, const DcmmCriterion *c)
{
    put (w, "<d:criterion");
    attribute (w, "id", c->id);
    number (w, "level", c->level);
    number (w, "number", c->number);
    attribute (w, "dimension", dcmm_dimension_ids[c->dimension]);
    attribute (w, "origin", origins[c->origin]);
    words (w, "text", &c->text);
    words (w, "evidence", &c->evidence);
    put (w, "/>\n");
}

static void
write_domain (Writer *w, const DcmmQuestionnaire *q, const DcmmDomain *domain)
{
    guint n[G_N_ELEMENTS (origins)] = { 0 };

    for (guint i = domain->first; i < domain->first + domain->n; i++)
        for (guint c = q->items[i].first; c < q->items[i].first + q->items[i].n; c++)
            n[q->criteria[c].origin]++;
    put (w, "<d:domain");
    attribute (w, "id", domain->id);
    words (w, "name", &domain->name);
    words (w, "short", domain->short_name.in[w->lang] ? &domain->short_name : &domain->name);
    words (w, "purpose", &domain->purpose);
    for (guint o = 0; o < G_N_ELEMENTS (origins); o++)
        number (w, origins[o], n[o]);
    put (w, ">\n");
    for (guint i = domain->first; i < domain->first + domain->n; i++) {
        const DcmmItem *item = &q->items[i];
        put (w, "<d:item");
        attribute (w, "id", item->id);
        words (w, "name", &item->name);
        words (w, "short", item->short_name.in[w->lang] ? &item->short_name : &item->name);
        words (w, "purpose", &item->purpose);
        words (w, "risk", &item->risk);
        put (w, ">\n");
        for (guint c = item->first; c < item->first + item->n; c++)
            write_criterion (w, &q->criteria[c]);
        put (w, "</d:item>\n");
    }
    put (w, "</d:domain>\n");
}

/* A threshold as a score: two decimals. */
static void
score (Writer *w, const char *name, const DcmmRational q)
{
    char buffer[DCMM_SCORE_LENGTH];

    attribute (w, name, dcmm_score_text (dcmm_rational_hundredths (q), buffer));
}

static void
write_questionnaire (Writer *w)
{
    const DcmmQuestionnaire *q = w->d->scores->questionnaire;
    const char *date = w->d->answers->date;

    put (w, "<d:questionnaire");
    attribute (w, "id", q->id);
    attribute (w, "standard", q->standard);
    attribute (w, "version", q->version);
    if (q->counted)
        number (w, "counted", q->counted);
    number (w, "criteria", q->n_criteria);
    words (w, "title", &q->title);
    attribute (w, "replaced-on", q->edition_date);
    yes (w, "superseded", q->edition_date && date && strcmp (date, q->edition_date) >= 0);
    attribute (w, "overlay", q->overlay_name);
    attribute (w, "overlay-sha256", q->overlay_sha256);
    put (w, ">\n");
    for (guint i = 0; i < DCMM_LEVELS; i++) {
        put (w, "<d:level");
        number (w, "no", q->levels[i].no);
        words (w, "name", &q->levels[i].name);
        words (w, "short", q->levels[i].short_name.in[w->lang] ? &q->levels[i].short_name : &q->levels[i].name);
        score (w, "from", w->d->scores->policy->levels[i].from);
        put (w, "/>\n");
    }
    for (guint i = 0; i < q->n_domains; i++)
        write_domain (w, q, &q->domains[i]);
    put (w, "</d:questionnaire>\n");
}

/* ---- the policy ---- */

/* 1, 0.8, 1/3: a decimal where it is one of at most three places. */
static char *
plain (const DcmmRational q)
{
    const gint64 t = dcmm_rational_scaled (q, 1000);
    DcmmRational back;
    gboolean exact;

    mpq_init (back);
    mpq_set_si (back, (long) t, 1000);
    mpq_canonicalize (back);
    exact = mpq_equal (back, q) != 0;
    mpq_clear (back);
    if (!exact)
        return dcmm_rational_text (q);
    char *text = g_strdup_printf ("%" G_GINT64_FORMAT ".%03" G_GINT64_FORMAT, t / 1000, t % 1000);
    gsize n = strlen (text);
    while (text[n - 1] == '0')
        text[--n] = '\0';
    if (text[n - 1] == '.')
        text[n - 1] = '\0';
    return text;
}

static void
rational (Writer *w, const char *name, const DcmmRational q)
{
    g_autofree char *text = plain (q);

    attribute (w, name, text);
}

static void
write_thresholds (Writer *w, const DcmmPolicy *p)
{
    for (guint i = 0; i < DCMM_LEVELS; i++) {
        const DcmmThreshold *level = &p->levels[i];
        put (w, "<d:threshold");
        number (w, "no", i + 1);
        score (w, "from", level->from);
        put (w, ">");
        for (guint j = 0; j < level->n_conditions; j++) {
            const DcmmCondition *c = &level->conditions[j];
            put (w, "<d:condition");
            attribute (w, "each", c->scope == DCMM_EACH_DOMAIN ? "domain" : c->scope == DCMM_EACH_ITEM ? "item" : NULL);
            attribute (w, "ref", c->ref);
            score (w, "from", c->from);
            put (w, "/>");
        }
        put (w, "</d:threshold>\n");
    }
}

static void
write_weights (Writer *w, const DcmmPolicy *p)
{
    const DcmmQuestionnaire *q = w->d->scores->questionnaire;

    for (guint i = 0; i < p->n_weights; i++) {
        const DcmmWeight *weight = &p->weights[i];
        const int at = weight->is_domain ? dcmm_questionnaire_domain (q, weight->ref) : dcmm_questionnaire_item (q, weight->ref);
        put (w, "<d:weight");
        attribute (w, "ref", weight->ref);
        if (at >= 0)
            words (w, "name", weight->is_domain ? &q->domains[at].name : &q->items[at].name);
        rational (w, "weight", weight->weight);
        put (w, "/>\n");
    }
}

static void
write_policy (Writer *w)
{
    static const char *const combines[] = { [DCMM_SUM] = "sum", [DCMM_GATED] = "gated", [DCMM_HIGHEST] = "highest" };
    const DcmmPolicy *p = w->d->scores->policy;
    g_autoptr (GString) values = g_string_new (NULL);

    for (guint i = 0; i < p->n_values; i++) {
        if (!p->values[i].counts)
            continue;
        g_autofree char *value = plain (p->values[i].compliance);
        g_string_append_printf (values, "%s%s", values->len ? (w->lang == DCMM_ZH ? "、" : ", ") : "", value);
    }
    put (w, "<d:policy");
    attribute (w, "id", p->id);
    attribute (w, "version", p->version);
    words (w, "name", &p->name);
    yes (w, "default", w->d->policy_default);
    attribute (w, "combine", combines[p->combine]);
    attribute (w, "gate", p->gate_text);
    attribute (w, "values", values->str);
    put (w, ">\n");
    for (guint i = 0; i < p->n_values; i++) {
        put (w, "<d:value");
        attribute (w, "id", p->values[i].id);
        attribute (w, "word", dcmm_policy_word (p, i, w->lang));
        if (p->values[i].counts)
            rational (w, "compliance", p->values[i].compliance);
        put (w, "/>\n");
    }
    write_thresholds (w, p);
    write_weights (w, p);
    if (p->has_bonus) {
        put (w, "<d:bonus");
        rational (w, "each", p->bonus_each);
        rational (w, "cap", p->bonus_cap);
        rational (w, "max", p->bonus_max);
        put (w, "/>\n");
    }
    put (w, "</d:policy>\n");
}

/* ---- the answers ---- */

static void
write_value (Writer *w, const char *value)
{
    const DcmmPolicy *p = w->d->scores->policy;
    const int i = dcmm_policy_value (p, value);

    attribute (w, "value", value);
    if (i < 0)
        return;
    attribute (w, "word", dcmm_policy_word (p, (guint) i, w->lang));
    if (p->values[i].counts)
        rational (w, "compliance", p->values[i].compliance);
}

static void
write_answer (Writer *w, const DcmmAnswer *answer)
{
    const DcmmAnswers *a = w->d->answers;

    put (w, "<d:answer");
    attribute (w, "ref", a->questionnaire->criteria[answer->criterion].id);
    write_value (w, answer->value);
    attribute (w, "by", answer->by);
    attribute (w, "at", answer->at);
    attribute (w, "confidence", answer->confidence);
    attribute (w, "note", answer->note);
    if (!answer->n_evidence && !answer->verified.value) {
        put (w, "/>\n");
        return;
    }
    put (w, ">");
    for (guint i = 0; i < answer->n_evidence; i++) {
        const DcmmEvidence *e = dcmm_answer_evidence (a, answer, i);
        put (w, "<d:evidence");
        attribute (w, "title", e->title);
        attribute (w, "href", e->href);
        attribute (w, "sha256", e->sha256);
        attribute (w, "size", e->size);
        attribute (w, "date", e->date);
        attribute (w, "valid-until", e->valid_until);
        yes (w, "stale", w->d->analysis->stale[answer->first_evidence + i]);
        put (w, "/>");
    }
    if (answer->verified.value) {
        put (w, "<d:verified");
        write_value (w, answer->verified.value);
        attribute (w, "by", answer->verified.by);
        attribute (w, "at", answer->verified.at);
        attribute (w, "note", answer->verified.note);
        put (w, "/>");
    }
    put (w, "</d:answer>\n");
}

static void
write_enterprise (Writer *w, const DcmmAnswers *a)
{
    g_autofree char *uscc = a->uscc ? dcmm_uscc_normal (a->uscc) : NULL;

    put (w, "<d:enterprise");
    attribute (w, "name", a->name);
    attribute (w, "uscc", uscc);
    put (w, ">");
    for (guint i = 0; i < a->attributes->len; i++) {
        put (w, "<d:attribute");
        attribute (w, "key", g_array_index (a->attributes, DcmmAttribute, i).key);
        attribute (w, "value", g_array_index (a->attributes, DcmmAttribute, i).value);
        put (w, "/>");
    }
    put (w, "</d:enterprise>\n");
}

static void
write_answers (Writer *w)
{
    const DcmmAnswers *a = w->d->answers;

    put (w, "<d:answers");
    attribute (w, "id", a->id);
    attribute (w, "date", a->date);
    g_autofree char *file = g_path_get_basename (a->path);
    attribute (w, "file", file);
    attribute (w, "sha256", w->d->answers_sha256);
    attribute (w, "which", w->d->which == DCMM_VERIFIED ? "verified" : "self");
    number (w, "by-number", a->respondents->len);
    put (w, ">\n");
    write_enterprise (w, a);
    for (guint i = 0; i < a->respondents->len; i++) {
        put (w, "<d:respondent");
        attribute (w, "role", g_array_index (a->respondents, DcmmRespondent, i).role);
        attribute (w, "name", g_array_index (a->respondents, DcmmRespondent, i).name);
        put (w, "/>\n");
    }
    for (guint i = 0; i < a->bonuses->len; i++) {
        put (w, "<d:bonus");
        attribute (w, "kind", g_array_index (a->bonuses, DcmmBonus, i).kind);
        number (w, "count", g_array_index (a->bonuses, DcmmBonus, i).count);
        put (w, "/>\n");
    }
    for (guint c = 0; c < a->questionnaire->n_criteria; c++) {
        const DcmmAnswer *answer = dcmm_answers_of (a, c);
        if (answer)
            write_answer (w, answer);
    }
    put (w, "</d:answers>\n");
}

/* ---- eligibility ---- */

static void
write_condition (Writer *w, const DcmmEligible *e, const DcmmEligRow *row)
{
    const DcmmRule *rule = row->rules[e->target - 1];

    put (w, "<d:condition");
    attribute (w, "key", row->column->key);
    words (w, "name", &row->column->name);
    attribute (w, "attribute", row->column->attribute);
    attribute (w, "have", row->have);
    words (w, "unit", &row->column->unit);
    if (rule) {
        g_autofree char *need = dcmm_eligible_need (row, e->target);
        attribute (w, "state", dcmm_cond_ids[row->states[e->target - 1]]);
        attribute (w, "need", need);
        if (row->states[e->target - 1] == DCMM_COND_MISSING) {
            g_autofree char *distance = dcmm_eligible_distance (e, row, e->target, w->lang);
            attribute (w, "distance", distance);
        }
        attribute (w, "source", rule->source);
        attribute (w, "date", rule->date);
        attribute (w, "confidence", rule->confidence);
    }
    put (w, ">");
    for (guint l = 0; l < DCMM_LEVELS; l++) {
        if (!row->rules[l])
            continue;
        g_autofree char *need = dcmm_eligible_need (row, l + 1);
        put (w, "<d:level");
        number (w, "no", l + 1);
        attribute (w, "need", need);
        attribute (w, "state", dcmm_cond_ids[row->states[l]]);
        if (row->states[l] == DCMM_COND_MISSING) {
            g_autofree char *distance = dcmm_eligible_distance (e, row, l + 1, w->lang);
            attribute (w, "distance", distance);
        }
        put (w, "/>");
    }
    put (w, "</d:condition>\n");
}

static gboolean
is_meant (const char *role, guint from_level, const DcmmEligible *e)
{
    return (!role || strcmp (role, e->role->role) == 0) && from_level <= e->target;
}

static void
write_papers (Writer *w, const DcmmEligible *e)
{
    for (guint i = 0; i < e->rules->n_documents; i++) {
        const DcmmDocumentRule *document = &e->rules->documents[i];
        if (!is_meant (document->role, document->from_level, e))
            continue;
        put (w, "<d:document");
        attribute (w, "key", document->key);
        words (w, "name", &document->name);
        words (w, "proves", &document->proves);
        number (w, "from-level", document->from_level);
        attribute (w, "column", document->column);
        put (w, "/>\n");
    }
    for (guint i = 0; i < e->rules->n_notices; i++) {
        const DcmmNotice *notice = &e->rules->notices[i];
        if (!is_meant (notice->role, notice->from_level, e))
            continue;
        put (w, "<d:notice");
        words (w, "text", &notice->text);
        number (w, "from-level", notice->from_level);
        attribute (w, "source", notice->source);
        attribute (w, "confidence", notice->confidence);
        put (w, "/>\n");
    }
}

/* Without amounts: G8 of the storyboard prints none, and `dcmm eligible` says them with their source. */
static void
write_programmes (Writer *w)
{
    const DcmmOffers *offers = w->d->offers;

    for (guint i = 0; offers && i < offers->n_offers; i++) {
        const DcmmOffer *offer = &offers->offers[i];
        put (w, "<d:programme");
        attribute (w, "id", offer->programme->id);
        words (w, "title", &offer->programme->title);
        words (w, "place", &offer->programme->region_name);
        attribute (w, "kind", dcmm_kind_ids[offer->programme->kind]);
        attribute (w, "kind-name", dcmm_kind_word (offer->programme->kind));
        attribute (w, "state", dcmm_cond_ids[offer->state]);
        attribute (w, "source", offer->programme->source);
        attribute (w, "date", offer->programme->date);
        attribute (w, "confidence", offer->programme->confidence);
        yes (w, "old", offer->old);
        put (w, "/>\n");
    }
}

static void
write_eligibility (Writer *w)
{
    static const char *const verdicts[] = { [DCMM_COND_MET] = "eligible", [DCMM_COND_MISSING] = "missing", [DCMM_COND_UNKNOWN] = "open" };
    const DcmmEligible *e = w->d->eligible;

    if (!e)
        return;
    put (w, "<d:eligibility");
    attribute (w, "rules", e->rules->id);
    words (w, "name", &e->rules->name);
    attribute (w, "valid-from", e->rules->valid_from);
    attribute (w, "source", e->rules->source);
    attribute (w, "date", e->rules->date);
    attribute (w, "role", e->role->role);
    words (w, "role-name", &e->role->name);
    number (w, "target", e->target);
    yes (w, "known", e->known_level);
    attribute (w, "verdict", verdicts[e->verdict]);
    number (w, "met", e->met);
    number (w, "missing", e->missing);
    number (w, "unknown", e->unknown);
    number (w, "highest", e->highest);
    number (w, "highest-open", e->highest_open);
    /* The lower of what may be applied for and what has been or can be reached (eligibility.md, 11). */
    if (e->known_level && e->missing && e->highest_open >= 2)
        number (w, "suggested", e->highest_open);
    put (w, ">\n");
    for (guint i = 0; i < e->n_rows; i++)
        write_condition (w, e, &e->rows[i]);
    write_papers (w, e);
    write_programmes (w);
    for (guint i = 0; i < e->answers->attributes->len; i++) {
        const DcmmAttribute *a = &g_array_index (e->answers->attributes, DcmmAttribute, i);
        if (dcmm_eligible_reads (e, a->key) || strcmp (a->key, "contact") == 0)
            continue;
        put (w, "<d:information");
        attribute (w, "key", a->key);
        attribute (w, "value", a->value);
        put (w, "/>\n");
    }
    put (w, "</d:eligibility>\n");
}

/* The result is written once, as `dcmm score` does, in a default namespace; the rest of the dossier has a prefix. */
xmlDoc *
dcmm_dossier_new (const DcmmDossier *d, GError **error)
{
    g_autoptr (GString) out = g_string_sized_new (512 * 1024);
    Writer w = { d, dcmm_lang (), out };
    xmlDoc *doc;

    put (&w, "<d:dossier xmlns:d=\"" DCMM_NS_DOSSIER "\"");
    attribute (&w, "lang", dcmm_lang_ids[w.lang]);
    attribute (&w, "kind", d->kind);
    attribute (&w, "program", DCMM_VERSION);
    attribute (&w, "only", d->only);
    put (&w, ">\n");
    write_questionnaire (&w);
    write_policy (&w);
    write_answers (&w);
    if (d->analysis)
        dcmm_result_xml (d->scores, d->answers, d->analysis, w.lang, 0, TRUE, out);
    write_eligibility (&w);
    if (d->plan)
        dcmm_plan_part_write (d->plan, w.lang, out);
    if (d->comparison)
        dcmm_compare_part_write (d->comparison, w.lang, out);
    put (&w, "</d:dossier>\n");
    if (out->len > G_MAXINT) {
        dcmm_fail (error, DCMM_INPUT, _("the report would be too large"));
        return NULL;
    }
    doc = xmlReadMemory (out->str, (int) out->len, "dossier.xml", NULL, XML_PARSE_NONET | XML_PARSE_NOBLANKS | XML_PARSE_COMPACT | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
    if (!doc)
        dcmm_fail (error, DCMM_INPUT, _("%s: the answers hold characters that XML cannot hold"), d->answers->path);
    return doc;
}

gboolean
dcmm_dossier_only (const char *only, const DcmmQuestionnaire *q, GError **error)
{
    g_auto (GStrv) parts = g_strsplit (*only ? only : ",", ",", -1);       /* of nothing it gives no part, not an empty one */

    for (guint i = 0; parts[i]; i++)
        if (dcmm_questionnaire_domain (q, parts[i]) < 0 && dcmm_questionnaire_item (q, parts[i]) < 0)
            return dcmm_fail (error, DCMM_USE, _("--only: '%s' is no domain or item of %s"), parts[i], q->id);
    return TRUE;
}
