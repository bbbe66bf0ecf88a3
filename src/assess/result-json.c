#include "assess/identity.h"
#include "assess/result.h"
#include "assess/exact.h"

static void
write_enterprise (const DcmmAnswers *a, DcmmJson *json)
{
    g_autofree char *uscc = a->uscc ? dcmm_uscc_normal (a->uscc) : NULL;

    dcmm_json_key (json, "enterprise");
    dcmm_json_open (json, '{');
    dcmm_json_key (json, "uscc");
    dcmm_json_string (json, uscc);
    dcmm_json_key (json, "name");
    dcmm_json_string (json, a->name);
    dcmm_json_key (json, "attributes");
    dcmm_json_open (json, '{');
    for (guint i = 0; i < a->attributes->len; i++) {
        dcmm_json_key (json, g_array_index (a->attributes, DcmmAttribute, i).key);
        dcmm_json_string (json, g_array_index (a->attributes, DcmmAttribute, i).value);
    }
    dcmm_json_close (json, '}');
    dcmm_json_close (json, '}');
}

static void
write_score (gboolean applicable, gint64 printed, int level, DcmmJson *json)
{
    dcmm_json_key (json, "score");
    if (applicable)
        dcmm_json_score (json, printed);
    else
        dcmm_json_null (json);
    dcmm_json_key (json, "level");
    if (applicable)
        dcmm_json_integer (json, level);
    else
        dcmm_json_null (json);
}

static void
write_levels (const DcmmItemScore *item, DcmmJson *json)
{
    dcmm_json_key (json, "levels");
    dcmm_json_open (json, '[');
    for (guint l = 0; l < DCMM_LEVELS; l++) {
        dcmm_json_inline (json, '{');
        dcmm_json_key (json, "level");
        dcmm_json_integer (json, l + 1);
        dcmm_json_key (json, "score");
        dcmm_json_score (json, dcmm_rational_hundredths (item->levels[l].score));
        dcmm_json_key (json, "criteria");
        dcmm_json_integer (json, item->levels[l].criteria);
        dcmm_json_key (json, "applicable");
        dcmm_json_integer (json, item->levels[l].applicable);
        dcmm_json_close (json, '}');
    }
    dcmm_json_close (json, ']');
}

static void
write_item (const DcmmScores *s, guint i, DcmmLang lang, DcmmJson *json)
{
    dcmm_json_open (json, '{');
    dcmm_json_key (json, "id");
    dcmm_json_string (json, s->questionnaire->items[i].id);
    dcmm_json_key (json, "name");
    dcmm_json_string (json, dcmm_words (&s->questionnaire->items[i].name, lang));
    write_score (s->items[i].applicable, s->items[i].printed, s->items[i].level, json);
    write_levels (&s->items[i], json);
    dcmm_json_close (json, '}');
}

static void
write_domain (const DcmmScores *s, guint d, DcmmLang lang, DcmmJson *json)
{
    const DcmmDomain *domain = &s->questionnaire->domains[d];

    dcmm_json_open (json, '{');
    dcmm_json_key (json, "id");
    dcmm_json_string (json, domain->id);
    dcmm_json_key (json, "name");
    dcmm_json_string (json, dcmm_words (&domain->name, lang));
    write_score (s->domains[d].applicable, s->domains[d].printed, s->domains[d].level, json);
    dcmm_json_key (json, "items");
    dcmm_json_open (json, '[');
    for (guint i = domain->first; i < domain->first + domain->n; i++)
        write_item (s, i, lang, json);
    dcmm_json_close (json, ']');
    dcmm_json_close (json, '}');
}

static void
write_unmet (const DcmmScores *s, DcmmJson *json)
{
    dcmm_json_key (json, "unmet");
    dcmm_json_open (json, '[');
    for (guint c = 0; c < s->questionnaire->n_criteria; c++) {
        if (!dcmm_scores_counts (s, c) || dcmm_scores_full (s, c))
            continue;
        dcmm_json_inline (json, '{');
        dcmm_json_key (json, "ref");
        dcmm_json_string (json, s->questionnaire->criteria[c].id);
        dcmm_json_key (json, "value");
        dcmm_json_string (json, s->values[c] == DCMM_UNANSWERED ? NULL : s->policy->values[s->values[c]].id);
        dcmm_json_close (json, '}');
    }
    dcmm_json_close (json, ']');
}

static void
write_overall (const DcmmScores *s, DcmmJson *json)
{
    dcmm_json_key (json, "overall");
    dcmm_json_open (json, '{');
    dcmm_json_key (json, "score");
    dcmm_json_score (json, s->printed);
    dcmm_json_key (json, "level");
    dcmm_json_integer (json, s->level);
    dcmm_json_key (json, "next_level");
    if (s->level < DCMM_LEVELS)
        dcmm_json_integer (json, s->level + 1);
    else
        dcmm_json_null (json);
    dcmm_json_close (json, '}');
}

static void
write_overlay (const DcmmQuestionnaire *q, DcmmJson *json)
{
    if (!q->overlay_name)
        return;
    dcmm_json_key (json, "overlay");
    dcmm_json_open (json, '{');
    dcmm_json_key (json, "name");
    dcmm_json_string (json, q->overlay_name);
    dcmm_json_key (json, "sha256");
    dcmm_json_string (json, q->overlay_sha256);
    dcmm_json_close (json, '}');
}

void
dcmm_result_json (const DcmmScores *s, const DcmmAnswers *answers, DcmmLang lang, DcmmJson *json)
{
    const DcmmQuestionnaire *q = s->questionnaire;

    dcmm_json_open (json, '{');
    dcmm_json_key (json, "schema");
    dcmm_json_string (json, DCMM_NS_RESULT);
    dcmm_json_key (json, "questionnaire");
    dcmm_json_string (json, q->id);
    write_overlay (q, json);
    dcmm_json_key (json, "policy");
    dcmm_json_string (json, s->policy->id);
    dcmm_json_key (json, "complete");
    dcmm_json_bool (json, s->answered == q->n_criteria);
    dcmm_json_key (json, "answered");
    dcmm_json_integer (json, s->answered);
    dcmm_json_key (json, "criteria");
    dcmm_json_integer (json, q->n_criteria);
    write_enterprise (answers, json);
    write_overall (s, json);
    dcmm_json_key (json, "domains");
    dcmm_json_open (json, '[');
    for (guint d = 0; d < q->n_domains; d++)
        write_domain (s, d, lang, json);
    dcmm_json_close (json, ']');
    write_unmet (s, json);
    dcmm_json_close (json, '}');
}
