#include "assess/identity.h"
#include "assess/result.h"

#include <stdarg.h>
#include <string.h>

#include "assess/exact.h"

typedef struct {
    GString *out;
    guint    indent;
} Xml;

static void
open_tag (Xml *x, const char *name)
{
    for (guint i = 0; i < x->indent; i++)
        g_string_append (x->out, "  ");
    g_string_append_c (x->out, '<');
    g_string_append (x->out, name);
}

static void
inside (Xml *x)
{
    g_string_append (x->out, ">\n");
    x->indent++;
}

static void
empty (Xml *x)
{
    g_string_append (x->out, "/>\n");
}

static void
close_tag (Xml *x, const char *name)
{
    x->indent--;
    for (guint i = 0; i < x->indent; i++)
        g_string_append (x->out, "  ");
    g_string_append_printf (x->out, "</%s>\n", name);
}

static void
text (Xml *x, const char *name, const char *value)
{
    dcmm_xml_attribute (x->out, name, value);
}

static void
number (Xml *x, const char *name, gint64 value)
{
    dcmm_xml_attributef (x->out, name, "%" G_GINT64_FORMAT, value);
}

/* Only where it holds: an absent attribute means no. */
static void
yes (Xml *x, const char *name, gboolean value)
{
    if (value)
        dcmm_xml_attribute (x->out, name, "yes");
}

static void
positive (Xml *x, const char *name, guint value)
{
    if (value)
        number (x, name, value);
}

static void
score (Xml *x, const char *name, gint64 hundredths)
{
    char buffer[DCMM_SCORE_LENGTH];

    dcmm_xml_attribute (x->out, name, dcmm_score_text (hundredths, buffer));
}

/* Printed, and beside it the hundredths to compare by. */
static void
score_both (Xml *x, const char *name, gint64 hundredths)
{
    g_autofree char *h = g_strconcat (name, "-h", NULL);

    score (x, name, hundredths);
    number (x, h, hundredths);
}

/* A difference carries its sign, the minus as U+2212. */
static void
difference (Xml *x, const char *name, gint64 hundredths)
{
    char buffer[DCMM_SCORE_LENGTH];

    dcmm_xml_attributef (x->out, name, "%s%s", hundredths < 0 ? "−" : "+", dcmm_score_text (hundredths < 0 ? -hundredths : hundredths, buffer));
}

static void
thousandths (Xml *x, const char *name, const DcmmRational q)
{
    const gint64 t = dcmm_rational_scaled (q, 1000);

    dcmm_xml_attributef (x->out, name, "%" G_GINT64_FORMAT ".%03" G_GINT64_FORMAT, t / 1000, t % 1000);
}

static void
rational (Xml *x, const char *name, const DcmmRational q)
{
    g_autofree char *value = dcmm_rational_text (q);

    text (x, name, value);
}

/* ---- the result itself: the names of the JSON form, nothing else ---- */

static void
write_enterprise (const DcmmAnswers *a, Xml *x)
{
    g_autofree char *uscc = a->uscc ? dcmm_uscc_normal (a->uscc) : NULL;

    open_tag (x, "enterprise");
    text (x, "uscc", uscc);
    text (x, "name", a->name);
    if (!a->attributes->len) {
        empty (x);
        return;
    }
    inside (x);
    open_tag (x, "attributes");
    inside (x);
    for (guint i = 0; i < a->attributes->len; i++) {
        open_tag (x, "attribute");
        text (x, "key", g_array_index (a->attributes, DcmmAttribute, i).key);
        g_string_append_c (x->out, '>');
        dcmm_xml_append (x->out, g_array_index (a->attributes, DcmmAttribute, i).value);
        g_string_append (x->out, "</attribute>\n");
    }
    close_tag (x, "attributes");
    close_tag (x, "enterprise");
}

static void
write_item (const DcmmScores *s, guint i, DcmmLang lang, Xml *x)
{
    open_tag (x, "item");
    text (x, "id", s->questionnaire->items[i].id);
    text (x, "name", dcmm_words (&s->questionnaire->items[i].name, lang));
    if (s->items[i].applicable) {
        score (x, "score", s->items[i].printed);
        number (x, "level", s->items[i].level);
    }
    inside (x);
    open_tag (x, "levels");
    inside (x);
    for (guint l = 0; l < DCMM_LEVELS; l++) {
        const DcmmLevelScore *level = &s->items[i].levels[l];
        open_tag (x, "level");
        number (x, "level", l + 1);
        score (x, "score", dcmm_rational_hundredths (level->score));
        number (x, "criteria", level->criteria);
        number (x, "applicable", level->applicable);
        empty (x);
    }
    close_tag (x, "levels");
    close_tag (x, "item");
}

static void
write_domains (const DcmmScores *s, DcmmLang lang, Xml *x)
{
    const DcmmQuestionnaire *q = s->questionnaire;

    open_tag (x, "domains");
    inside (x);
    for (guint d = 0; d < q->n_domains; d++) {
        open_tag (x, "domain");
        text (x, "id", q->domains[d].id);
        text (x, "name", dcmm_words (&q->domains[d].name, lang));
        if (s->domains[d].applicable) {
            score (x, "score", s->domains[d].printed);
            number (x, "level", s->domains[d].level);
        }
        inside (x);
        open_tag (x, "items");
        inside (x);
        for (guint i = q->domains[d].first; i < q->domains[d].first + q->domains[d].n; i++)
            write_item (s, i, lang, x);
        close_tag (x, "items");
        close_tag (x, "domain");
    }
    close_tag (x, "domains");
}

static void
write_unmet (const DcmmScores *s, Xml *x)
{
    open_tag (x, "unmet");
    inside (x);
    for (guint c = 0; c < s->questionnaire->n_criteria; c++) {
        if (!dcmm_scores_counts (s, c) || dcmm_scores_full (s, c))
            continue;
        open_tag (x, "criterion");
        text (x, "ref", s->questionnaire->criteria[c].id);
        if (s->values[c] != DCMM_UNANSWERED)
            text (x, "value", s->policy->values[s->values[c]].id);
        empty (x);
    }
    close_tag (x, "unmet");
}

/* ---- the analysis ---- */

static const DcmmQuestionnaire *
questionnaire (const DcmmAnalysis *a)
{
    return a->scores->questionnaire;
}

static const char *
code_id (const DcmmQuestionnaire *q, int code)
{
    return code >= 0 ? q->domains[code].id : q->items[-1 - code].id;
}

static void
write_codes (const DcmmAnalysis *a, const GArray *codes, const char *name, Xml *x)
{
    g_autoptr (GString) ids = g_string_new (NULL);

    for (guint i = 0; i < codes->len; i++)
        g_string_append_printf (ids, "%s%s", i ? " " : "", code_id (questionnaire (a), g_array_index (codes, int, i)));
    if (codes->len)
        text (x, name, ids->str);
}

/* The condition of a level that speaks of each domain or each item: the storyboard's "floor". */
static const DcmmCondition *
floor_of (const DcmmPolicy *policy, guint level)
{
    for (guint i = 0; i < policy->levels[level - 1].n_conditions; i++)
        if (policy->levels[level - 1].conditions[i].scope != DCMM_ONE)
            return &policy->levels[level - 1].conditions[i];
    return NULL;
}

static void
write_floor (const DcmmAnalysis *a, guint level, const char *scope, const char *from, Xml *x)
{
    const DcmmCondition *floor = level ? floor_of (a->scores->policy, level) : NULL;

    if (!floor)
        return;
    text (x, scope, floor->scope == DCMM_EACH_DOMAIN ? "domain" : "item");
    score (x, from, dcmm_rational_hundredths (floor->from));
}

static void
write_head (const DcmmAnalysis *a, Xml *x)
{
    const DcmmScores *s = a->scores;
    DcmmRational added;

    number (x, "target", a->target);
    yes (x, "target-chosen", a->target_chosen);
    score_both (x, "threshold", a->threshold);
    score_both (x, "score", s->printed);
    number (x, "level", s->level);
    if (s->printed < a->threshold)
        score_both (x, "gap", a->threshold - s->printed);
    if (s->level >= (int) a->target)
        score_both (x, "margin", s->printed - a->threshold);
    if (s->level < DCMM_LEVELS) {
        const gint64 next = dcmm_policy_threshold (s->policy, (guint) s->level + 1);
        number (x, "next", s->level + 1);
        if (next > s->printed)
            score_both (x, "next-gap", next - s->printed);
    }
    yes (x, "nothing", !s->applicable);
    write_floor (a, a->target, "floor-scope", "floor", x);
    write_codes (a, a->failing, "floor-failing", x);
    if (a->barred_level) {
        number (x, "barred-level", a->barred_level);
        number (x, "barred", a->barred->len);
        write_codes (a, a->barred, "barred-ids", x);
        write_floor (a, a->barred_level, "barred-scope", "barred-from", x);
    }
    mpq_init (added);
    mpq_sub (added, s->overall, s->raw);
    if (mpq_sgn (added) > 0)
        score (x, "bonus", dcmm_rational_hundredths (added));
    mpq_clear (added);
}

static int
percent_of (guint part, guint whole)
{
    DcmmRational q;
    int percent;

    if (!whole)
        return 0;
    mpq_init (q);
    mpq_set_ui (q, part, whole);
    mpq_canonicalize (q);
    percent = dcmm_percent (q);
    mpq_clear (q);
    return percent;
}

static void
write_completeness (const DcmmAnalysis *a, Xml *x)
{
    const guint n = questionnaire (a)->n_criteria;

    open_tag (x, "completeness");
    number (x, "answered", a->answered);
    number (x, "criteria", n);
    number (x, "unanswered", n - a->answered);
    yes (x, "half", 2 * a->answered >= n);
    score_both (x, "ceiling", a->ceiling);
    number (x, "ceiling-level", a->ceiling_level);
    number (x, "na", a->na);
    number (x, "na-percent", percent_of (a->na, n));
    yes (x, "na-many", 10 * a->na > n);
    number (x, "na-low", a->na_low);
    number (x, "full", a->full);
    number (x, "applicable", a->applicable);
    empty (x);
}

static void
write_state (const DcmmAnalysis *a, const DcmmTally *tally, gboolean applicable, gint64 printed, int level, Xml *x)
{
    text (x, "state", dcmm_state_ids[tally->state]);
    if (applicable) {
        score_both (x, "score", printed);
        number (x, "level", level);
        difference (x, "diff", printed - a->threshold);
        number (x, "diff-h", printed - a->threshold);
        if (printed < a->threshold)
            score (x, "gap", a->threshold - printed);
    }
    yes (x, "below-floor", tally->below_floor);
    number (x, "open", tally->open);
    number (x, "full", tally->full);
    number (x, "applicable", tally->applicable);
    number (x, "criteria", tally->criteria);
    number (x, "unanswered", tally->criteria - tally->answered);
    number (x, "evidence", tally->evidence);
    positive (x, "stale", tally->stale);
    number (x, "weak", tally->weak);
}

static void
write_tied_lowest (const DcmmAnalysis *a, Xml *x)
{
    const DcmmScores *s = a->scores;
    const gint64 lowest = s->domains[a->by_score[0]].printed;
    g_autoptr (GString) ids = g_string_new (NULL);
    guint i;

    for (i = 0; i < a->n_by_score && s->domains[a->by_score[i]].printed == lowest; i++)
        g_string_append_printf (ids, "%s%s", i ? " " : "", s->questionnaire->domains[a->by_score[i]].id);
    text (x, "lowest", ids->str);
    if (i < a->n_by_score)
        text (x, "second", s->questionnaire->domains[a->by_score[i]].id);
    /* The two to name a lead for, ties or not. */
    g_string_truncate (ids, 0);
    for (i = 0; i < MIN (a->n_by_score, 2); i++)
        g_string_append_printf (ids, "%s%s", i ? " " : "", s->questionnaire->domains[a->by_score[i]].id);
    text (x, "lowest-two", ids->str);
}

static void
write_analysis_domains (const DcmmAnalysis *a, Xml *x)
{
    const DcmmScores *s = a->scores;
    const DcmmQuestionnaire *q = questionnaire (a);
    guint below = 0;

    for (guint i = 0; i < a->n_by_score; i++)
        below += s->domains[a->by_score[i]].printed < a->threshold;
    open_tag (x, "domains");
    number (x, "n", a->n_by_score);
    number (x, "below", below);
    if (a->n_by_score) {
        const guint low = a->by_score[0], high = a->by_score[a->n_by_score - 1];
        const gint64 spread = s->domains[high].printed - s->domains[low].printed;
        score_both (x, "spread", spread);
        text (x, "bottom", q->domains[low].id);
        text (x, "top", q->domains[high].id);
        yes (x, "equal", spread == 0);
        write_tied_lowest (a, x);
    }
    inside (x);
    for (guint d = 0; d < q->n_domains; d++) {
        open_tag (x, "domain");
        text (x, "id", q->domains[d].id);
        if (a->domains[d].lowest >= 0)
            text (x, "lowest", q->items[a->domains[d].lowest].id);
        write_state (a, &a->domains[d], s->domains[d].applicable, s->domains[d].printed, s->domains[d].level, x);
        empty (x);
    }
    close_tag (x, "domains");
}

static const char *
bin_of (int percent)
{
    return percent == 0 ? "0" : percent < 50 ? "1" : percent < 80 ? "50" : percent < 100 ? "80" : "100";
}

static void
write_cell (const DcmmAnalysis *a, guint i, guint level, Xml *x)
{
    const DcmmItemScore  *item = &a->scores->items[i];
    const DcmmLevelScore *l = &item->levels[level - 1];
    const int percent = dcmm_percent (l->score);

    open_tag (x, "cell");
    number (x, "level", level);
    number (x, "percent", percent);
    text (x, "kind", l->inherited ? "na" : l->answered ? "value" : "open");
    text (x, "bin", bin_of (percent));
    yes (x, "partly", !l->inherited && l->answered && l->answered < l->criteria);
    yes (x, "inverted", dcmm_spot_in (a->inverted, i, level));
    yes (x, "uncounted", level > item->counted && a->scores->policy->combine != DCMM_SUM);
    yes (x, "weak", dcmm_spot_in (a->weak, i, level));
    empty (x);
}

static void
write_analysis_items (const DcmmAnalysis *a, Xml *x)
{
    const DcmmScores *s = a->scores;
    const DcmmQuestionnaire *q = questionnaire (a);
    gint64 first = -1;
    gboolean equal = TRUE;

    for (guint i = 0; i < q->n_items; i++) {
        if (!s->items[i].applicable)
            continue;
        if (first < 0)
            first = s->items[i].printed;
        equal &= s->items[i].printed == first;
    }
    open_tag (x, "items");
    yes (x, "equal", equal && first >= 0);
    if (equal && first >= 0)
        score (x, "score", first);
    inside (x);
    for (guint i = 0; i < q->n_items; i++) {
        gboolean inherited = FALSE;
        for (guint l = 0; l < DCMM_LEVELS; l++)
            inherited |= s->items[i].levels[l].inherited;
        open_tag (x, "item");
        text (x, "id", q->items[i].id);
        text (x, "domain", q->domains[q->items[i].domain].id);
        write_state (a, &a->items[i], s->items[i].applicable, s->items[i].printed, s->items[i].level, x);
        yes (x, "excluded", !s->items[i].applicable);
        yes (x, "inherited", inherited && s->items[i].applicable);
        number (x, "counted", s->items[i].counted);
        inside (x);
        for (guint level = 1; level <= DCMM_LEVELS; level++)
            write_cell (a, i, level, x);
        close_tag (x, "item");
    }
    close_tag (x, "items");
}

static void
write_ranking (const DcmmAnalysis *a, const char *name, const guint *items, guint n, guint more, Xml *x)
{
    const DcmmScores *s = a->scores;
    gboolean none_reached = TRUE, all_reached = TRUE;

    for (guint i = 0; i < s->questionnaire->n_items; i++) {
        if (!s->items[i].applicable)
            continue;
        none_reached &= s->items[i].printed < dcmm_policy_threshold (s->policy, 1);
        all_reached &= s->items[i].printed >= a->threshold;
    }
    open_tag (x, name);
    number (x, "n", n);
    positive (x, "more", more);
    yes (x, "none-reached", none_reached);
    yes (x, "all-reached", all_reached);
    inside (x);
    for (guint i = 0; i < n; i++) {
        open_tag (x, "entry");
        text (x, "id", s->questionnaire->items[items[i]].id);
        score (x, "score", s->items[items[i]].printed);
        positive (x, "unanswered", a->items[items[i]].criteria - a->items[items[i]].answered);
        empty (x);
    }
    close_tag (x, name);
}

static void
write_gap (const DcmmAnalysis *a, const DcmmGap *gap, guint no, Xml *x)
{
    const DcmmQuestionnaire *q = questionnaire (a);
    DcmmRational lift;

    open_tag (x, "group");
    number (x, "no", no);
    text (x, "item", q->items[gap->item].id);
    text (x, "domain", q->domains[q->items[gap->item].domain].id);
    number (x, "level", gap->level);
    number (x, "criteria", gap->criteria->len);
    positive (x, "unanswered", gap->unanswered);
    thousandths (x, "gain", gap->gain);
    score_both (x, "after", gap->after);
    yes (x, "on-path", gap->on_path);
    yes (x, "reaches", gap->reaches);
    inside (x);
    mpq_init (lift);
    for (guint i = 0; i < gap->criteria->len; i++) {
        const guint c = g_array_index (gap->criteria, guint, i);
        open_tag (x, "criterion");
        text (x, "ref", q->criteria[c].id);
        if (a->scores->values[c] != DCMM_UNANSWERED)
            text (x, "value", a->scores->policy->values[a->scores->values[c]].id);
        dcmm_lift (a->scores, c, lift);
        thousandths (x, "lift", lift);
        empty (x);
    }
    mpq_clear (lift);
    close_tag (x, "group");
}

static void
write_path (const DcmmAnalysis *a, Xml *x)
{
    const guint n_items = questionnaire (a)->n_items;
    g_autofree guint8 *touched = g_malloc0 (n_items + 1);
    guint criteria = 0, all = 0, items = 0;

    for (guint i = 0; i < a->gaps->len; i++) {
        const DcmmGap *gap = a->gaps->pdata[i];
        all += gap->criteria->len;
        if (!gap->on_path)
            continue;
        criteria += gap->criteria->len;
        items += !touched[gap->item];
        touched[gap->item] = 1;
    }
    open_tag (x, "path");
    yes (x, "reaches", a->path_reaches);
    number (x, "groups", a->n_path);
    number (x, "criteria", criteria);
    number (x, "items", items);
    number (x, "all-groups", a->gaps->len);
    number (x, "all-criteria", all);
    number (x, "rest-groups", a->gaps->len - MIN (5, a->gaps->len));
    score (x, "floor", a->scores->printed);
    if (a->n_path)
        score (x, "ceiling", ((const DcmmGap *) a->gaps->pdata[a->n_path - 1])->after);
    inside (x);
    for (guint i = 0; i < a->gaps->len; i++)
        write_gap (a, a->gaps->pdata[i], i + 1, x);
    close_tag (x, "path");
}

static void
write_weak_spots (const DcmmAnalysis *a, Xml *x)
{
    const DcmmQuestionnaire *q = questionnaire (a);
    guint cells = 0, lowest = 0, top = 0;
    g_autoptr (GString) ids = g_string_new (NULL);

    for (guint i = 0; i < q->n_items; i++)
        for (guint l = 0; l < a->target; l++)
            cells += a->scores->items[i].applicable && !a->scores->items[i].levels[l].inherited;
    for (guint i = 0; i < a->weak->len; i++) {
        const guint level = g_array_index (a->weak, DcmmSpot, i).level;
        lowest = !lowest || level < lowest ? level : lowest;
    }
    for (guint i = 0; i < MIN (2, a->n_weak_domains); i++) {
        top += a->domains[a->weak_domains[i]].weak;
        g_string_append_printf (ids, "%s%s", i ? " " : "", q->domains[a->weak_domains[i]].id);
    }
    open_tag (x, "weak-spots");
    number (x, "n", a->weak->len);
    number (x, "cells", cells);
    number (x, "percent", percent_of (a->weak->len, cells));
    number (x, "top2", top);
    text (x, "top2-domains", ids->len ? ids->str : NULL);
    yes (x, "top2-many", a->weak->len >= 5 && 10 * top >= 4 * a->weak->len);
    yes (x, "many", cells && 10 * a->weak->len >= 7 * cells);
    positive (x, "from-level", lowest);
    number (x, "domains", a->n_weak_domains);
    inside (x);
    for (guint i = 0; i < a->n_weak_domains; i++) {
        open_tag (x, "domain");
        text (x, "id", q->domains[a->weak_domains[i]].id);
        number (x, "n", a->domains[a->weak_domains[i]].weak);
        empty (x);
    }
    close_tag (x, "weak-spots");
}

/* Spots stand item by item: the levels of one item on one row. */
static void
write_spots (const DcmmAnalysis *a, const char *name, const GArray *spots, Xml *x)
{
    open_tag (x, name);
    number (x, "n", spots->len);
    inside (x);
    for (guint i = 0; i < spots->len;) {
        const guint item = g_array_index (spots, DcmmSpot, i).item;
        g_autoptr (GString) levels = g_string_new (NULL);
        for (; i < spots->len && g_array_index (spots, DcmmSpot, i).item == item; i++)
            g_string_append_printf (levels, "%s%u", levels->len ? " " : "", g_array_index (spots, DcmmSpot, i).level);
        open_tag (x, "cell");
        text (x, "item", questionnaire (a)->items[item].id);
        text (x, "levels", levels->str);
        empty (x);
    }
    close_tag (x, name);
}

static void
write_excluded (const DcmmAnalysis *a, Xml *x)
{
    const DcmmScores *s = a->scores;
    const DcmmQuestionnaire *q = questionnaire (a);

    open_tag (x, "excluded");
    inside (x);
    for (guint d = 0; d < q->n_domains; d++) {
        if (!s->domains[d].applicable) {
            open_tag (x, "entry");
            text (x, "id", q->domains[d].id);
            text (x, "kind", "domain");
            empty (x);
            continue;
        }
        for (guint i = q->domains[d].first; i < q->domains[d].first + q->domains[d].n; i++) {
            if (s->items[i].applicable)
                continue;
            open_tag (x, "entry");
            text (x, "id", q->items[i].id);
            text (x, "kind", "item");
            empty (x);
        }
    }
    close_tag (x, "excluded");
}

static void
write_dimensions (const DcmmAnalysis *a, Xml *x)
{
    int low = -1, high = -1;

    for (int d = 0; d < DCMM_DIMENSIONS; d++) {
        if (a->dimension_percent[d] < 0)
            continue;
        if (low < 0 || a->dimension_percent[d] < a->dimension_percent[low])
            low = d;
        if (high < 0 || a->dimension_percent[d] > a->dimension_percent[high])
            high = d;
    }
    open_tag (x, "dimensions");
    if (low >= 0) {
        number (x, "spread", a->dimension_percent[high] - a->dimension_percent[low]);
        yes (x, "level", a->dimension_percent[high] - a->dimension_percent[low] < 5);
        text (x, "lowest", dcmm_dimension_ids[low]);
    }
    inside (x);
    for (guint d = 0; d < DCMM_DIMENSIONS; d++) {
        open_tag (x, "dimension");
        text (x, "id", dcmm_dimension_ids[d]);
        if (a->dimension_percent[d] >= 0)
            number (x, "percent", a->dimension_percent[d]);
        yes (x, "na", a->dimension_percent[d] < 0);
        empty (x);
    }
    close_tag (x, "dimensions");
}

static void
write_evidence (const DcmmAnalysis *a, Xml *x)
{
    const DcmmEvidenceTally *t = &a->evidence;

    open_tag (x, "evidence");
    number (x, "marked", t->marked);
    number (x, "with", t->with);
    number (x, "stale", t->stale);
    number (x, "fresh", t->with - t->stale);
    number (x, "without", t->marked - t->with);
    number (x, "coverage", t->coverage);
    number (x, "with-percent", percent_of (t->with - t->stale, t->marked));
    number (x, "stale-percent", percent_of (t->stale, t->marked));
    number (x, "without-percent", percent_of (t->marked - t->with, t->marked));
    yes (x, "low", t->marked && 2 * t->with < t->marked);
    yes (x, "under-80", t->marked && 5 * t->with < 4 * t->marked);
    number (x, "files", t->number);
    number (x, "stale-files", t->stale_files);
    number (x, "no-hash", t->no_hash);
    number (x, "no-date", t->no_date);
    empty (x);
}

static void
write_firm (const DcmmAnalysis *a, DcmmLang lang, Xml *x)
{
    const DcmmPolicy *policy = a->scores->policy;
    const guint shown = MIN (a->firm->len, 10);
    guint without = 0;

    if (!a->firm_possible)
        return;
    for (guint i = 0; i < shown; i++)
        without += g_array_index (a->firm, DcmmFirmStep, i).evidence == 0;
    open_tag (x, "firm");
    number (x, "n", a->firm->len);
    yes (x, "least", a->firm_least);
    score_both (x, "after", a->firm_after);
    number (x, "after-level", a->firm_level);
    number (x, "without-evidence", without);
    number (x, "shown", shown);
    inside (x);
    for (guint i = 0; i < shown; i++) {
        const DcmmFirmStep *step = &g_array_index (a->firm, DcmmFirmStep, i);
        open_tag (x, "step");
        text (x, "ref", questionnaire (a)->criteria[step->criterion].id);
        text (x, "from", policy->values[step->from].id);
        text (x, "to", policy->values[step->to].id);
        text (x, "from-word", dcmm_policy_word (policy, step->from, lang));
        text (x, "to-word", dcmm_policy_word (policy, step->to, lang));
        score (x, "after", step->after);
        number (x, "evidence", step->evidence);
        yes (x, "stale", step->stale);
        empty (x);
    }
    close_tag (x, "firm");
}

static void
write_quick (const DcmmAnalysis *a, Xml *x)
{
    open_tag (x, "quick");
    number (x, "n", a->quick->len);
    inside (x);
    for (guint i = 0; i < a->quick->len; i++) {
        const DcmmQuick *quick = &g_array_index (a->quick, DcmmQuick, i);
        const DcmmCriterion *criterion = &questionnaire (a)->criteria[quick->criterion];
        open_tag (x, "entry");
        text (x, "ref", criterion->id);
        text (x, "item", questionnaire (a)->items[criterion->item].id);
        thousandths (x, "lift", quick->lift);
        empty (x);
    }
    close_tag (x, "quick");
}

static void
write_origins (const DcmmAnalysis *a, Xml *x)
{
    guint n[DCMM_ORIGIN_OVERLAY + 1] = { 0 }, kinds = 0;

    for (guint c = 0; c < questionnaire (a)->n_criteria; c++)
        n[questionnaire (a)->criteria[c].origin]++;
    for (guint i = 0; i <= DCMM_ORIGIN_OVERLAY; i++)
        kinds += n[i] > 0;
    open_tag (x, "origins");
    number (x, "worded", n[DCMM_ORIGIN_WORDED]);
    number (x, "reconstructed", n[DCMM_ORIGIN_RECONSTRUCTED]);
    number (x, "overlay", n[DCMM_ORIGIN_OVERLAY]);
    number (x, "unknown", n[DCMM_ORIGIN_UNKNOWN]);
    yes (x, "mixed", kinds > 1);
    empty (x);
}

static void
write_example (const DcmmAnalysis *a, Xml *x)
{
    const DcmmItemScore *item;
    g_autoptr (GString) terms = g_string_new (NULL);
    DcmmRational sum, weight;

    if (a->example < 0)
        return;
    item = &a->scores->items[a->example];
    for (guint l = 0; l < item->counted; l++) {
        g_autofree char *term = dcmm_rational_text (item->levels[l].score);
        g_string_append_printf (terms, "%s%s", l ? " + " : "", term);
    }
    open_tag (x, "example");
    text (x, "item", questionnaire (a)->items[a->example].id);
    score (x, "score", item->printed);
    text (x, "terms", terms->str);
    rational (x, "exact", item->score);
    inside (x);
    mpq_inits (sum, weight, NULL);
    for (guint level = 1; level <= DCMM_LEVELS; level++) {
        dcmm_level_parts (a->scores, (guint) a->example, level, sum, weight);
        open_tag (x, "level");
        number (x, "no", level);
        rational (x, "sum", sum);
        rational (x, "weight", weight);
        rational (x, "score", item->levels[level - 1].score);
        yes (x, "inherited", item->levels[level - 1].inherited);
        empty (x);
    }
    mpq_clears (sum, weight, NULL);
    close_tag (x, "example");
}

static void
write_analysis (const DcmmAnalysis *a, DcmmLang lang, Xml *x)
{
    open_tag (x, "analysis");
    write_head (a, x);
    inside (x);
    write_completeness (a, x);
    write_analysis_domains (a, x);
    write_analysis_items (a, x);
    write_ranking (a, "strongest", a->strongest, a->n_strongest, a->more_strongest, x);
    write_ranking (a, "weakest", a->weakest, a->n_weakest, a->more_weakest, x);
    write_path (a, x);
    write_weak_spots (a, x);
    write_spots (a, "inverted", a->inverted, x);
    write_spots (a, "inherited", a->inherited, x);
    write_excluded (a, x);
    write_dimensions (a, x);
    write_evidence (a, x);
    write_firm (a, lang, x);
    write_quick (a, x);
    write_origins (a, x);
    write_example (a, x);
    close_tag (x, "analysis");
}

void
dcmm_result_xml (const DcmmScores *s, const DcmmAnswers *answers, const DcmmAnalysis *analysis, DcmmLang lang, guint indent, gboolean declare,
                 GString *out)
{
    const DcmmQuestionnaire *q = s->questionnaire;
    Xml x = { out, indent };

    open_tag (&x, "result");
    if (declare)
        text (&x, "xmlns", DCMM_NS_RESULT);
    text (&x, "questionnaire", q->id);
    text (&x, "overlay", q->overlay_name);
    text (&x, "overlay-sha256", q->overlay_sha256);
    text (&x, "policy", s->policy->id);
    text (&x, "complete", s->answered == q->n_criteria ? "true" : "false");
    number (&x, "answered", s->answered);
    number (&x, "criteria", q->n_criteria);
    inside (&x);
    write_enterprise (answers, &x);
    open_tag (&x, "overall");
    score (&x, "score", s->printed);
    number (&x, "level", s->level);
    if (s->level < DCMM_LEVELS)
        number (&x, "next_level", s->level + 1);
    empty (&x);
    write_domains (s, lang, &x);
    write_unmet (s, &x);
    if (analysis)
        write_analysis (analysis, lang, &x);
    close_tag (&x, "result");
}
