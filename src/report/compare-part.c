#include "report/compare-part.h"

#include <stdio.h>
#include <string.h>

#define RANKED 5                /* items in each list of the summary */

typedef struct {
    const DcmmComparePart *part;
    DcmmLang               lang;
    GString               *out;
} Writer;

static void
put (const Writer *w, const char *text)
{
    g_string_append (w->out, text);
}

static void
attribute (const Writer *w, const char *name, const char *value)
{
    if (value && *value)
        dcmm_xml_attribute (w->out, name, value);
}

static void
words (const Writer *w, const char *name, const DcmmWords *of)
{
    attribute (w, name, dcmm_words (of, w->lang));
}

static void
number (const Writer *w, const char *name, gint64 value)
{
    dcmm_xml_attributef (w->out, name, "%" G_GINT64_FORMAT, value);
}

static void
yes (const Writer *w, const char *name, gboolean value)
{
    if (value)
        dcmm_xml_attribute (w->out, name, "yes");
}

static void
score (const Writer *w, const char *name, gint64 hundredths)
{
    char text[DCMM_SCORE_LENGTH];

    dcmm_xml_attribute (w->out, name, dcmm_score_text (hundredths, text));
}

/* "+0.31", "−0.13", "0.00", and beside it the hundredths. */
static void
difference (const Writer *w, const char *name, gint64 hundredths)
{
    g_autofree char *in_hundredths = g_strconcat (name, "-h", NULL);
    char text[DCMM_SCORE_LENGTH];

    dcmm_xml_attributef (w->out, name, "%s%s", hundredths < 0 ? "−" : hundredths > 0 ? "+" : "", dcmm_score_text (ABS (hundredths), text));
    number (w, in_hundredths, hundredths);
}

static void
name_and_short (const Writer *w, const DcmmWords *name, const DcmmWords *short_name)
{
    words (w, "name", name);
    words (w, "short", short_name->in[w->lang] ? short_name : name);
}

/* ---- the sets ---- */

/* Whether every set has a place of its own on an axis of days. */
static gboolean
on_an_axis (const DcmmComparison *c)
{
    int before = -1;

    for (guint i = 0; i < c->n_sets; i++) {
        const char *date = c->sets[i].answers->date;
        if (!date || !dcmm_date_valid (date))
            return FALSE;
        const int day = dcmm_date_days (c->sets[0].answers->date, date);
        if (day <= before)
            return FALSE;
        before = day;
    }
    return TRUE;
}

typedef struct { guint na, full, evidence; } Counted;

static Counted
count_set (const DcmmCompared *set)
{
    const DcmmScores *s = set->scores;
    Counted n = { .evidence = set->answers->evidence->len };

    for (guint i = 0; i < s->questionnaire->n_criteria; i++) {
        n.na += dcmm_scores_counts (s, i) ? 0 : 1;
        n.full += dcmm_scores_counts (s, i) && dcmm_scores_full (s, i) ? 1 : 0;
    }
    return n;
}

static void
write_set (const Writer *w, guint i, gboolean true_to_dates)
{
    const DcmmComparison *c = w->part->all;
    const DcmmCompared *set = &c->sets[i];
    const DcmmAnswers *a = set->answers;
    const Counted n = count_set (set);
    g_autofree char *file = g_path_get_basename (a->path);

    put (w, "<d:set");
    number (w, "no", i + 1);
    attribute (w, "date", a->date);
    attribute (w, "file", file);
    attribute (w, "name", a->name);
    attribute (w, "sha256", w->part->sha256[i]);
    attribute (w, "edition", a->questionnaire->id);
    attribute (w, "standard", a->questionnaire->standard);
    number (w, "series", set->series + 1);
    number (w, "answered", set->scores->answered);
    number (w, "criteria", a->questionnaire->n_criteria);
    number (w, "unanswered", a->questionnaire->n_criteria - set->scores->answered);
    number (w, "na", n.na);
    number (w, "full", n.full);
    number (w, "evidence", n.evidence);
    yes (w, "nothing", !set->scores->applicable);
    score (w, "score", set->scores->printed);
    number (w, "score-h", set->scores->printed);
    number (w, "level", set->scores->level);
    number (w, "at", true_to_dates ? dcmm_date_days (c->sets[0].answers->date, a->date) : (int) i);
    put (w, "/>\n");
}

/* ---- one edition over its dates ---- */

typedef struct {
    gboolean applicable;
    gint64   printed;
    int      level;
} Figure;

static Figure
whole_figure (const DcmmScores *s)
{
    return (Figure) { s->applicable, s->printed, s->level };
}

static Figure
domain_figure (const DcmmScores *s, guint i)
{
    return (Figure) { s->domains[i].applicable, s->domains[i].printed, s->domains[i].level };
}

static Figure
item_figure (const DcmmScores *s, guint i)
{
    return (Figure) { s->items[i].applicable, s->items[i].printed, s->items[i].level };
}

static const DcmmScores *
scores_at (const Writer *w, const DcmmSeries *series, guint i)
{
    return w->part->all->sets[g_array_index (series->sets, guint, i)].scores;
}

/* from, to, change: of the first and the last set of a series. */
static void
write_ends (const Writer *w, Figure first, Figure last)
{
    if (first.applicable) {
        score (w, "from", first.printed);
        number (w, "from-level", first.level);
    }
    if (last.applicable) {
        score (w, "to", last.printed);
        number (w, "to-level", last.level);
    }
    if (first.applicable && last.applicable)
        difference (w, "change", last.printed - first.printed);
}

static void
write_at (const Writer *w, const DcmmSeries *series, guint i, Figure f)
{
    put (w, "<d:at");
    number (w, "set", g_array_index (series->sets, guint, i) + 1);
    if (f.applicable) {
        score (w, "score", f.printed);
        number (w, "level", f.level);
    }
    put (w, "/>");
}

static void
write_series_item (const Writer *w, const DcmmSeries *series, guint i)
{
    const DcmmItem *item = &series->questionnaire->items[i];
    const guint n = series->sets->len;

    put (w, "<d:row");
    attribute (w, "id", item->id);
    name_and_short (w, &item->name, &item->short_name);
    write_ends (w, item_figure (scores_at (w, series, 0), i), item_figure (scores_at (w, series, n - 1), i));
    put (w, ">");
    for (guint k = 0; k < n; k++)
        write_at (w, series, k, item_figure (scores_at (w, series, k), i));
    put (w, "</d:row>\n");
}

static void
write_series_domain (const Writer *w, const DcmmSeries *series, guint d)
{
    const DcmmDomain *domain = &series->questionnaire->domains[d];
    const guint n = series->sets->len;

    put (w, "<d:part");
    attribute (w, "id", domain->id);
    name_and_short (w, &domain->name, &domain->short_name);
    write_ends (w, domain_figure (scores_at (w, series, 0), d), domain_figure (scores_at (w, series, n - 1), d));
    put (w, ">\n");
    for (guint k = 0; k < n; k++)
        write_at (w, series, k, domain_figure (scores_at (w, series, k), d));
    for (guint i = domain->first; i < domain->first + domain->n; i++)
        write_series_item (w, series, i);
    put (w, "</d:part>\n");
}

/* How much of the gap from @first to @threshold is closed by @last, in percent: 0 and 100 only where it is all or nothing. */
static int
progress (gint64 first, gint64 last, gint64 threshold)
{
    if (last >= threshold)
        return 100;
    if (last <= first)
        return 0;
    return (int) CLAMP (((last - first) * 200 + (threshold - first)) / (2 * (threshold - first)), 1, 99);
}

/* "before": the first set was there already; "reached"; "barred": the score is there, a condition is not; "back": further off
 * than at first; "still"; "on": on the way. */
static void
write_progress (const Writer *w, Figure first, Figure last)
{
    const guint target = w->part->target;
    const gint64 threshold = dcmm_policy_threshold (w->part->policy, target);
    const char *state = first.level >= (int) target ? (last.level >= (int) target ? "before" : "lost")
                      : last.level >= (int) target ? "reached"
                      : last.printed >= threshold ? "barred"
                      : last.printed < first.printed ? "back"
                      : last.printed == first.printed ? "still" : "on";

    put (w, "<d:progress");
    attribute (w, "state", state);
    if (first.printed < threshold)
        number (w, "percent", progress (first.printed, last.printed, threshold));
    if (last.printed < threshold)
        score (w, "left", threshold - last.printed);
    if (first.printed < threshold)
        score (w, "way", threshold - first.printed);
    put (w, "/>\n");
}

/* ---- what rose and fell most ---- */

typedef struct { guint item; gint64 change; } Rank;
typedef void (*WriteEntry) (const Writer *w, const void *of, const Rank *rank);

static int
by_rise (gconstpointer a, gconstpointer b)
{
    const Rank *x = a, *y = b;

    return x->change != y->change ? (x->change < y->change ? 1 : -1) : x->item < y->item ? -1 : x->item > y->item;
}

static int
by_fall (gconstpointer a, gconstpointer b)
{
    const Rank *x = a, *y = b;

    return x->change != y->change ? (x->change > y->change ? 1 : -1) : x->item < y->item ? -1 : x->item > y->item;
}

/* At most five; "more" are beyond these, "tied" of them with the same change as the last one shown. @entry writes one, @of is
 * what it needs. */
static void
write_ranked (const Writer *w, GArray *ranks, gboolean up, WriteEntry entry, const void *of)
{
    guint n = 0, tied = 0;

    g_array_sort (ranks, up ? by_rise : by_fall);
    while (n < ranks->len && (up ? g_array_index (ranks, Rank, n).change > 0 : g_array_index (ranks, Rank, n).change < 0))
        n++;
    for (guint i = RANKED; i < n; i++)
        tied += g_array_index (ranks, Rank, i).change == g_array_index (ranks, Rank, RANKED - 1).change ? 1 : 0;
    put (w, up ? "<d:rises" : "<d:falls");
    number (w, "n", n);
    number (w, "more", n > RANKED ? n - RANKED : 0);
    number (w, "tied", tied);
    put (w, ">");
    for (guint i = 0; i < MIN (n, RANKED); i++)
        entry (w, of, &g_array_index (ranks, Rank, i));
    put (w, up ? "</d:rises>\n" : "</d:falls>\n");
}

static void
write_risen_item (const Writer *w, const void *of, const Rank *rank)
{
    const DcmmSeries *series = of;
    const DcmmItem *item = &series->questionnaire->items[rank->item];

    put (w, "<d:entry");
    attribute (w, "id", item->id);
    name_and_short (w, &item->name, &item->short_name);
    write_ends (w, item_figure (scores_at (w, series, 0), rank->item), item_figure (scores_at (w, series, series->sets->len - 1), rank->item));
    put (w, "/>");
}

/* ---- a series ---- */

/* The domains that rose and fell most; of equal ones the first. */
static void
write_most (const Writer *w, const DcmmSeries *series)
{
    const DcmmScores *first = scores_at (w, series, 0), *last = scores_at (w, series, series->sets->len - 1);
    gint64 most = 0, least = 0;
    const char *risen = NULL, *fallen = NULL;

    for (guint d = 0; d < series->questionnaire->n_domains; d++) {
        const Figure a = domain_figure (first, d), b = domain_figure (last, d);
        const gint64 change = a.applicable && b.applicable ? b.printed - a.printed : 0;
        if (change > most) {
            most = change;
            risen = series->questionnaire->domains[d].id;
        } else if (change < least) {
            least = change;
            fallen = series->questionnaire->domains[d].id;
        }
    }
    attribute (w, "risen", risen);
    attribute (w, "fallen", fallen);
}

static void
write_series (const Writer *w, guint no)
{
    const DcmmSeries *series = w->part->all->series->pdata[no];
    const DcmmQuestionnaire *q = series->questionnaire;
    const guint n = series->sets->len;
    const Figure first = whole_figure (scores_at (w, series, 0)), last = whole_figure (scores_at (w, series, n - 1));
    g_autoptr (GArray) ranks = g_array_new (FALSE, FALSE, sizeof (Rank));

    put (w, "<d:series");
    number (w, "no", no + 1);
    attribute (w, "edition", q->id);
    attribute (w, "standard", q->standard);
    words (w, "title", &q->title);
    number (w, "n", n);
    number (w, "first", g_array_index (series->sets, guint, 0) + 1);
    number (w, "last", g_array_index (series->sets, guint, n - 1) + 1);
    write_ends (w, first, last);
    write_most (w, series);
    put (w, ">\n");
    if (n > 1)
        write_progress (w, first, last);
    for (guint d = 0; d < q->n_domains; d++)
        write_series_domain (w, series, d);
    for (guint i = 0; i < q->n_items; i++) {
        const Figure a = item_figure (scores_at (w, series, 0), i), b = item_figure (scores_at (w, series, n - 1), i);
        const Rank rank = { i, b.printed - a.printed };
        if (a.applicable && b.applicable)
            g_array_append_val (ranks, rank);
    }
    if (n > 1) {
        write_ranked (w, ranks, TRUE, write_risen_item, series);
        write_ranked (w, ranks, FALSE, write_risen_item, series);
    }
    put (w, "</d:series>\n");
}

/* ---- from one set to another ---- */

/* How a change is told. The first two are what dcmm_compare() calls up and down of two answers that both count. */
typedef enum { BETTER, WORSE, ANSWERED, LEFT_OPEN, NOW_NA, APPLIES, EVEN, KINDS } Kind;
static const char *const kind_ids[KINDS] = {
    [BETTER] = "better", [WORSE] = "worse", [ANSWERED] = "answered", [LEFT_OPEN] = "open", [NOW_NA] = "na", [APPLIES] = "applies", [EVEN] = "even",
};

typedef struct {
    const Writer          *w;
    const DcmmComparison  *c;           /* of which @step is one */
    const DcmmCompareStep *step;
    GHashTable            *seen;        /* titles of the evidence of the set before */
} Step;

static gboolean
counts (const Step *s, guint8 value)
{
    return value != DCMM_UNANSWERED && s->w->part->policy->values[value].counts;
}

static Kind
kind_of (const Step *s, const DcmmChange *change)
{
    if (change->from == DCMM_UNANSWERED)
        return ANSWERED;
    if (change->to == DCMM_UNANSWERED)
        return LEFT_OPEN;
    if (!counts (s, change->to))
        return NOW_NA;
    if (!counts (s, change->from))
        return APPLIES;
    return change->move == DCMM_MOVE_UP ? BETTER : change->move == DCMM_MOVE_DOWN ? WORSE : EVEN;
}

static void
write_value (const Step *s, const char *name, guint8 value)
{
    g_autofree char *word = g_strconcat (name, "-word", NULL);
    const DcmmPolicy *p = s->w->part->policy;

    if (value == DCMM_UNANSWERED)
        return;
    attribute (s->w, name, p->values[value].id);
    attribute (s->w, word, dcmm_policy_word (p, value, s->w->lang));
}

/* The answer to a criterion of the step's questionnaire in its later set; NULL where that set answers another edition. */
static const DcmmAnswer *
answer_after (const Step *s, guint criterion)
{
    const DcmmAnswers *after = s->c->sets[s->step->to].answers;

    return after->questionnaire == s->step->questionnaire ? dcmm_answers_of (after, criterion) : NULL;
}

/* The evidence that stands for an answer now, what was not there before marked. */
static void
write_evidence (const Step *s, const DcmmAnswer *answer)
{
    const DcmmAnswers *after = s->c->sets[s->step->to].answers;

    for (guint i = 0; i < answer->n_evidence; i++) {
        const DcmmEvidence *e = dcmm_answer_evidence (after, answer, i);
        put (s->w, "<d:evidence");
        attribute (s->w, "title", e->title);
        attribute (s->w, "date", e->date);
        yes (s->w, "fresh", !g_hash_table_contains (s->seen, e->title));
        put (s->w, "/>");
    }
}

/* "9.1-2.1 in part alike, 9.1-2.2 asks for more" in the language in force; yours. */
static char *
origin_of (const DcmmCrosswalk *c, guint to)
{
    GString *out = g_string_new (NULL);

    for (guint i = 0; i < c->by_to[to].n; i++) {
        const DcmmMap *map = &c->maps[c->by_to[to].maps[i]];
        g_string_append_printf (out, "%s%s %s", i ? _(", ") : "", c->from->criteria[map->from].id, dcmm_relation_word (map->relation));
    }
    return g_string_free (out, FALSE);
}

static void
write_change (const Step *s, const DcmmChange *change)
{
    const DcmmCriterion *criterion = &s->step->questionnaire->criteria[change->criterion];
    const DcmmAnswer *answer = answer_after (s, change->criterion);
    g_autofree char *origin = change->marked ? origin_of (s->step->crosswalk, change->criterion) : NULL;

    put (s->w, "<d:change");
    attribute (s->w, "ref", criterion->id);
    number (s->w, "level", criterion->level);
    attribute (s->w, "kind", kind_ids[kind_of (s, change)]);
    attribute (s->w, "move", dcmm_move_ids[change->move]);
    write_value (s, "from", change->from);
    write_value (s, "to", change->to);
    attribute (s->w, "origin", origin);
    words (s->w, "text", &criterion->text);
    if (answer)
        attribute (s->w, "note", answer->note);
    put (s->w, ">");
    if (answer)
        write_evidence (s, answer);
    put (s->w, "</d:change>\n");
}

static void
write_tally (const Writer *w, const guint tally[KINDS])
{
    for (guint kind = 0; kind < KINDS; kind++)
        number (w, kind_ids[kind], tally[kind]);
}

/* The changes of one item, or of one domain: @first to @end are items. */
static guint
tally_items (const Step *s, guint first, guint end, guint tally[KINDS])
{
    guint n = 0;

    memset (tally, 0, KINDS * sizeof *tally);
    for (guint i = 0; i < s->step->changes->len; i++) {
        const DcmmChange *change = &g_array_index (s->step->changes, DcmmChange, i);
        const guint item = s->step->questionnaire->criteria[change->criterion].item;
        if (item >= first && item < end) {
            tally[kind_of (s, change)]++;
            n++;
        }
    }
    return n;
}

static void
write_changed_domain (const Step *s, guint d)
{
    const DcmmDomain *domain = &s->step->questionnaire->domains[d];
    guint tally[KINDS];

    if (!tally_items (s, domain->first, domain->first + domain->n, tally))
        return;
    put (s->w, "<d:changed");
    attribute (s->w, "id", domain->id);
    name_and_short (s->w, &domain->name, &domain->short_name);
    write_tally (s->w, tally);
    put (s->w, ">\n");
    for (guint i = 0; i < s->step->changes->len; i++) {
        const DcmmChange *change = &g_array_index (s->step->changes, DcmmChange, i);
        if (s->step->questionnaire->items[s->step->questionnaire->criteria[change->criterion].item].domain == d)
            write_change (s, change);
    }
    put (s->w, "</d:changed>\n");
}

/* ---- what the other edition has that this one has not ---- */

static const DcmmCompared *
old_side (const Step *s)
{
    return &s->c->sets[s->step->backwards ? s->step->to : s->step->from];
}

static const DcmmCompared *
young_side (const Step *s)
{
    return &s->c->sets[s->step->backwards ? s->step->from : s->step->to];
}

static void
write_fresh (const Step *s)
{
    const DcmmCrosswalk *c = s->step->crosswalk;

    for (guint i = 0; i < c->to->n_criteria; i++) {
        if (c->by_to[i].n && c->maps[c->by_to[i].maps[0]].relation != DCMM_NEW)
            continue;
        put (s->w, "<d:fresh");
        attribute (s->w, "ref", c->to->criteria[i].id);
        attribute (s->w, "domain", c->to->domains[c->to->items[c->to->criteria[i].item].domain].id);
        words (s->w, "text", &c->to->criteria[i].text);
        write_value (s, "value", young_side (s)->scores->values[i]);
        put (s->w, "/>\n");
    }
}

/* Old criteria that are not simply one of the new edition. */
static void
write_fates (const Step *s)
{
    static const char *const fates[] = {
        [DCMM_FATE_SPLIT] = "split", [DCMM_FATE_MERGED] = "merged", [DCMM_FATE_BOTH] = "both", [DCMM_FATE_LEFT] = "withdrawn",
    };
    const DcmmCrosswalk *c = s->step->crosswalk;

    for (guint i = 0; i < c->from->n_criteria; i++) {
        const DcmmFate fate = dcmm_crosswalk_fate (c, i);
        if (fate == DCMM_FATE_KEPT || fate == DCMM_FATE_CHANGED)
            continue;
        put (s->w, "<d:fate");
        attribute (s->w, "kind", fates[fate]);
        attribute (s->w, "ref", c->from->criteria[i].id);
        words (s->w, "text", &c->from->criteria[i].text);
        write_value (s, "value", old_side (s)->scores->values[i]);
        put (s->w, ">");
        for (guint k = 0; k < c->by_from[i].n; k++) {
            const DcmmMap *map = &c->maps[c->by_from[i].maps[k]];
            if (map->to < 0)
                continue;
            put (s->w, "<d:heir");
            attribute (s->w, "ref", c->to->criteria[map->to].id);
            put (s->w, "/>");
        }
        put (s->w, "</d:fate>\n");
    }
}

static void
write_side_score (const Step *s, const DcmmItem *item, Figure f)
{
    attribute (s->w, "id", item->id);
    name_and_short (s->w, &item->name, &item->short_name);
    if (f.applicable)
        score (s->w, "score", f.printed);
}

/* Items of the new edition with those that they come from: beside each other, never subtracted. */
static void
write_sides (const Step *s)
{
    const DcmmQuestionnaire *young = s->step->questionnaire, *old = s->step->crosswalk->from;

    for (guint i = 0; i < young->n_items; i++) {
        g_autoptr (GArray) items = dcmm_crosswalk_items (s->step->crosswalk, i);
        guint tally[KINDS];
        tally_items (s, i, i + 1, tally);
        put (s->w, "<d:side");
        attribute (s->w, "domain", young->domains[young->items[i].domain].id);
        write_side_score (s, &young->items[i], item_figure (young_side (s)->scores, i));
        write_tally (s->w, tally);
        put (s->w, ">");
        for (guint k = 0; k < items->len; k++) {
            const guint from = g_array_index (items, guint, k);
            put (s->w, "<d:was");
            write_side_score (s, &old->items[from], item_figure (old_side (s)->scores, from));
            put (s->w, "/>");
        }
        put (s->w, "</d:side>\n");
    }
}

/* ---- a step ---- */

static void
write_moved_item (const Writer *w, const void *of, const Rank *rank)
{
    const Step *s = of;
    const DcmmItem *item = &s->step->questionnaire->items[rank->item];
    guint tally[KINDS];

    tally_items (s, rank->item, rank->item + 1, tally);
    put (w, "<d:entry");
    attribute (w, "id", item->id);
    name_and_short (w, &item->name, &item->short_name);
    write_tally (w, tally);
    put (w, "/>");
}

/* Items by what got better less what got worse. */
static void
write_moved (const Step *s)
{
    g_autoptr (GArray) ranks = g_array_new (FALSE, FALSE, sizeof (Rank));

    for (guint i = 0; i < s->step->questionnaire->n_items; i++) {
        guint tally[KINDS];
        tally_items (s, i, i + 1, tally);
        const Rank rank = { i, (gint64) tally[BETTER] - tally[WORSE] };
        g_array_append_val (ranks, rank);
    }
    write_ranked (s->w, ranks, TRUE, write_moved_item, s);
    write_ranked (s->w, ranks, FALSE, write_moved_item, s);
}

static void
remember_evidence (const Step *s)
{
    const DcmmAnswers *before = s->c->sets[s->step->from].answers;

    for (guint i = 0; i < before->evidence->len; i++)
        g_hash_table_add (s->seen, (gpointer) g_array_index (before->evidence, DcmmEvidence, i).title);
}

static guint
withdrawn (const DcmmCrosswalk *c)
{
    guint n = 0;

    for (guint i = 0; i < c->from->n_criteria; i++)
        n += dcmm_crosswalk_fate (c, i) == DCMM_FATE_LEFT ? 1 : 0;
    return n;
}

/* The step that tells what the other edition has: the whole one, or of a whole within one edition the last that leads over. */
static gboolean
is_bridge (const Step *s, gboolean whole)
{
    const DcmmComparison *all = s->w->part->all;
    guint i = all->steps->len;

    if (!s->step->crosswalk || whole)
        return s->step->crosswalk != NULL;
    if (((DcmmCompareStep *) s->w->part->whole->steps->pdata[0])->crosswalk)
        return FALSE;
    while (!((DcmmCompareStep *) all->steps->pdata[i - 1])->crosswalk)
        i--;
    return all->steps->pdata[i - 1] == s->step;
}

static void
write_step_head (const Step *s, gboolean whole)
{
    const DcmmComparison *c = s->c;
    guint tally[KINDS];

    put (s->w, "<d:step");
    number (s->w, "from", (whole ? dcmm_compare_part_base (s->w->part->all) : s->step->from) + 1);
    number (s->w, "to", whole ? s->w->part->all->n_sets : s->step->to + 1);
    yes (s->w, "whole", whole);
    yes (s->w, "bridge", is_bridge (s, whole));
    yes (s->w, "editions", c->sets[s->step->from].answers->questionnaire != c->sets[s->step->to].answers->questionnaire);
    yes (s->w, "backwards", s->step->backwards);
    if (!s->step->questionnaire)
        return;
    tally_items (s, 0, s->step->questionnaire->n_items, tally);
    attribute (s->w, "edition", s->step->questionnaire->id);
    number (s->w, "compared", s->step->compared);
    number (s->w, "changes", s->step->changes->len);
    number (s->w, "same", s->step->compared - s->step->changes->len);
    number (s->w, "new", s->step->fresh);
    number (s->w, "withdrawn", s->step->crosswalk ? withdrawn (s->step->crosswalk) : 0);
    write_tally (s->w, tally);
}

static void
write_step (const Writer *w, const DcmmComparison *c, guint i, gboolean whole)
{
    g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
    const Step s = { w, c, c->steps->pdata[i], seen };

    remember_evidence (&s);
    write_step_head (&s, whole);
    put (w, ">\n");
    if (s.step->questionnaire) {
        for (guint d = 0; d < s.step->questionnaire->n_domains; d++)
            write_changed_domain (&s, d);
        if (whole)
            write_moved (&s);
    }
    if (is_bridge (&s, whole)) {
        write_sides (&s);
        write_fresh (&s);
        write_fates (&s);
    }
    put (w, "</d:step>\n");
}

guint
dcmm_compare_part_base (const DcmmComparison *all)
{
    const DcmmSeries *series = all->series->pdata[all->sets[all->n_sets - 1].series];

    return series->sets->len > 1 ? g_array_index (series->sets, guint, 0) : 0;
}

void
dcmm_compare_part_write (const DcmmComparePart *part, DcmmLang lang, GString *out)
{
    const Writer w = { part, lang, out };
    const DcmmComparison *c = part->all;
    const gboolean true_to_dates = on_an_axis (c);

    put (&w, "<d:comparison");
    number (&w, "sets", c->n_sets);
    number (&w, "editions", c->series->len);
    yes (&w, "true-to-dates", true_to_dates);
    yes (&w, "strangers", c->strangers);
    number (&w, "target", part->target);
    score (&w, "threshold", dcmm_policy_threshold (part->policy, part->target));
    put (&w, ">\n");
    for (guint i = 0; i < c->n_sets; i++)
        write_set (&w, i, true_to_dates);
    for (guint i = 0; i < c->series->len; i++)
        write_series (&w, i);
    write_step (&w, part->whole, 0, TRUE);
    if (c->n_sets > 2)
        for (guint i = 0; i < c->steps->len; i++)
            write_step (&w, c, i, FALSE);
    put (&w, "</d:comparison>\n");
}
