#include "assess/analysis.h"
#include "assess/identity.h"

#include <stdlib.h>
#include <string.h>

#include "assess/exact.h"

const char *const dcmm_state_ids[] = {
    [DCMM_STATE_NA] = "na", [DCMM_STATE_UNANSWERED] = "unanswered", [DCMM_STATE_MET] = "met", [DCMM_STATE_ABOVE] = "above", [DCMM_STATE_BELOW] = "below",
};

/* Criteria that claim to be met: GB/T 39117 calls 0.8 "largely met". */
#define CLAIMED_ABOVE 8
#define CLAIMED_BELOW 10
#define STALE_MONTHS  12
#define INVERTED_ABOVE 3        /* scoring.md, section 6: s(l+1) − s(l) ≥ 0.3 */
#define INVERTED_BELOW 10

int
dcmm_percent (const DcmmRational share)
{
    const gint64 percent = dcmm_rational_hundredths (share);

    if (mpq_sgn (share) <= 0)
        return 0;
    if (mpq_cmp_ui (share, 1, 1) >= 0)
        return 100;
    return (int) CLAMP (percent, 1, 99);
}

void
dcmm_level_parts (const DcmmScores *s, guint item, guint level, DcmmRational sum, DcmmRational weights)
{
    const DcmmItem *it = &s->questionnaire->items[item];
    DcmmRational weight, part;

    mpq_inits (weight, part, NULL);
    mpq_set_ui (sum, 0, 1);
    mpq_set_ui (weights, 0, 1);
    for (guint c = it->first; c < it->first + it->n; c++) {
        if (s->questionnaire->criteria[c].level != level || !dcmm_scores_compliance (s, s->values[c], part))
            continue;
        dcmm_rational_parse (s->questionnaire->criteria[c].weight, weight);
        mpq_add (weights, weights, weight);
        mpq_mul (part, part, weight);
        mpq_add (sum, sum, part);
    }
    mpq_clears (weight, part, NULL);
}

void
dcmm_lift (const DcmmScores *s, guint criterion, DcmmRational lift)
{
    const DcmmCriterion *c = &s->questionnaire->criteria[criterion];
    DcmmRational one, sum, weights;

    mpq_inits (one, sum, weights, NULL);
    mpq_set_ui (one, 1, 1);
    dcmm_level_parts (s, c->item, c->level, sum, weights);
    dcmm_scores_compliance (s, s->values[criterion], lift);
    mpq_sub (lift, one, lift);
    dcmm_rational_parse (c->weight, sum);
    mpq_mul (lift, lift, sum);
    if (mpq_sgn (weights) > 0)
        mpq_div (lift, lift, weights);
    mpq_clears (one, sum, weights, NULL);
}

gboolean
dcmm_spot_in (const GArray *spots, guint item, guint level)
{
    for (guint i = 0; i < spots->len; i++)
        if (g_array_index (spots, DcmmSpot, i).item == item && g_array_index (spots, DcmmSpot, i).level == level)
            return TRUE;
    return FALSE;
}

static gboolean
is_open (const DcmmScores *s, guint criterion)
{
    return dcmm_scores_counts (s, criterion) && !dcmm_scores_full (s, criterion);
}

/* ---- conditions ---- */

static void
add_failing (const DcmmScores *s, const DcmmCondition *condition, GArray *into)
{
    const DcmmQuestionnaire *q = s->questionnaire;

    for (guint d = 0; d < q->n_domains; d++) {
        const int code = (int) d;
        const gboolean meant = condition->scope == DCMM_EACH_DOMAIN || (condition->scope == DCMM_ONE && strcmp (condition->ref, q->domains[d].id) == 0);
        if (meant && s->domains[d].applicable && mpq_cmp_si (condition->from, (long) s->domains[d].printed, 100) > 0)
            g_array_append_val (into, code);
    }
    for (guint i = 0; i < q->n_items; i++) {
        const int code = -1 - (int) i;
        const gboolean meant = condition->scope == DCMM_EACH_ITEM || (condition->scope == DCMM_ONE && strcmp (condition->ref, q->items[i].id) == 0);
        if (meant && s->items[i].applicable && mpq_cmp_si (condition->from, (long) s->items[i].printed, 100) > 0)
            g_array_append_val (into, code);
    }
}

/* Domains and items below a condition of the levels 1 to @level. */
static GArray *
failing_up_to (const DcmmScores *s, guint level)
{
    GArray *into = g_array_new (FALSE, FALSE, sizeof (int));

    for (guint no = 1; no <= level; no++)
        for (guint i = 0; i < s->policy->levels[no - 1].n_conditions; i++)
            add_failing (s, &s->policy->levels[no - 1].conditions[i], into);
    return into;
}

static gboolean
among_failing (const GArray *failing, const DcmmQuestionnaire *q, guint item)
{
    for (guint i = 0; i < failing->len; i++) {
        const int code = g_array_index (failing, int, i);
        if (code == -1 - (int) item || code == (int) q->items[item].domain)
            return TRUE;
    }
    return FALSE;
}

/* ---- gap groups and the path through them ---- */

static void
gap_free (gpointer data)
{
    DcmmGap *gap = data;

    mpq_clear (gap->gain);
    g_array_unref (gap->criteria);
    g_free (gap);
}

typedef struct { guint criterion; DcmmRational lift; } Lifted;

static int
by_lift (gconstpointer a, gconstpointer b)
{
    const Lifted *x = a, *y = b;
    const int order = mpq_cmp (y->lift, x->lift);

    if (order)
        return order;
    return x->criterion < y->criterion ? -1 : x->criterion > y->criterion;
}

static void
lifted_clear (gpointer data)
{
    mpq_clear (((Lifted *) data)->lift);
}

static GArray *
lifted_new (void)
{
    GArray *lifted = g_array_new (FALSE, TRUE, sizeof (Lifted));

    g_array_set_clear_func (lifted, lifted_clear);
    return lifted;
}

static void
lifted_add (GArray *lifted, const DcmmScores *s, guint criterion)
{
    Lifted l = { .criterion = criterion };

    mpq_init (l.lift);
    dcmm_lift (s, criterion, l.lift);
    g_array_append_val (lifted, l);
}

static DcmmGap *
gap_new (const DcmmScores *s, guint item, guint level)
{
    const DcmmItem *it = &s->questionnaire->items[item];
    g_autoptr (GArray) lifted = lifted_new ();
    DcmmGap *gap;

    for (guint c = it->first; c < it->first + it->n; c++)
        if (s->questionnaire->criteria[c].level == level && is_open (s, c))
            lifted_add (lifted, s, c);
    if (!lifted->len)
        return NULL;
    g_array_sort (lifted, by_lift);
    gap = g_new0 (DcmmGap, 1);
    gap->item = item;
    gap->level = level;
    mpq_init (gap->gain);
    gap->criteria = g_array_new (FALSE, FALSE, sizeof (guint));
    for (guint i = 0; i < lifted->len; i++) {
        const guint c = g_array_index (lifted, Lifted, i).criterion;
        g_array_append_val (gap->criteria, c);
        gap->unanswered += s->values[c] == DCMM_UNANSWERED;
    }
    return gap;
}

static void
set_all (DcmmScores *s, const DcmmGap *gap, const guint8 *values)
{
    const guint8 full = dcmm_policy_full (s->policy);

    for (guint i = 0; i < gap->criteria->len; i++) {
        const guint c = g_array_index (gap->criteria, guint, i);
        s->values[c] = values ? values[c] : full;
    }
}

/* The gain of a group as the scores stand now. */
static void
take_gain (DcmmScores *s, DcmmGap *gap, const guint8 *before)
{
    DcmmRational share;

    mpq_init (share);
    dcmm_scores_share (s, gap->item, share);
    set_all (s, gap, NULL);
    dcmm_scores_gain (s, gap->item, gap->level, share, gap->gain);
    set_all (s, gap, before);
    mpq_clear (share);
}

/* Storyboard 2.2: the larger gain, then the lower level, then the standard's order. */
static gboolean
goes_before (const DcmmGap *a, const DcmmGap *b)
{
    const int order = mpq_cmp (a->gain, b->gain);

    if (order)
        return order > 0;
    if (a->level != b->level)
        return a->level < b->level;
    return a->item < b->item;
}

/* A group waits until those of its item at lower levels have been listed: foundations first. */
static gboolean
waits (const GPtrArray *open, const DcmmGap *gap)
{
    for (guint i = 0; i < open->len; i++) {
        const DcmmGap *other = open->pdata[i];
        if (other->item == gap->item && other->level < gap->level)
            return TRUE;
    }
    return FALSE;
}

static guint
choose (const GPtrArray *open, const GArray *failing, const DcmmQuestionnaire *q, gboolean clears)
{
    guint best = open->len;

    /* The score is there, a condition is not: only what serves the condition helps. */
    for (guint pass = clears && failing->len ? 0 : 1; pass < 2 && best == open->len; pass++)
        for (guint i = 0; i < open->len; i++) {
            const DcmmGap *gap = open->pdata[i];
            if (waits (open, gap) || (pass == 0 && !among_failing (failing, q, gap->item)))
                continue;
            if (best == open->len || goes_before (gap, open->pdata[best]))
                best = i;
        }
    return best;
}

static gboolean
target_reached (const DcmmScores *s, guint target)
{
    return s->level >= (int) target;
}

static void
find_path (DcmmAnalysis *a, DcmmScores *s)
{
    const DcmmQuestionnaire *q = s->questionnaire;
    g_autofree guint8 *before = g_memdup2 (s->values, q->n_criteria);
    g_autoptr (GPtrArray) open = g_ptr_array_new ();
    gboolean reached = target_reached (s, a->target);

    for (guint i = 0; i < q->n_items; i++)
        for (guint level = 1; level <= a->target; level++) {
            DcmmGap *gap = gap_new (s, i, level);
            if (!gap)
                continue;
            take_gain (s, gap, before);
            g_ptr_array_add (open, gap);
        }
    while (open->len) {
        const gboolean clears = s->printed >= a->threshold;
        g_autoptr (GArray) failing = clears && !reached ? failing_up_to (s, a->target) : g_array_new (FALSE, FALSE, sizeof (int));
        const guint at = choose (open, failing, q, clears && !reached);
        DcmmGap *gap = g_ptr_array_steal_index (open, at);

        set_all (s, gap, NULL);
        dcmm_scores_update_item (s, gap->item);
        gap->after = s->printed;
        gap->on_path = !reached;
        gap->reaches = !reached && target_reached (s, a->target);
        a->n_path += gap->on_path ? 1 : 0;
        reached |= gap->reaches;
        g_ptr_array_add (a->gaps, gap);
        /* Under gated and highest a step may open the item's next gate; other items' gains only change when what
         * the item weighs does, which it never does here. */
        for (guint i = 0; i < open->len; i++) {
            DcmmGap *other = open->pdata[i];
            if (other->item == gap->item)
                take_gain (s, other, before);
        }
    }
    a->path_reaches = reached;
    memcpy (s->values, before, q->n_criteria);
    dcmm_scores_update (s);
}

/* ---- tallies ---- */

static guint
evidence_of (const DcmmAnalysis *a, guint criterion, guint *stale)
{
    const DcmmAnswer *answer = dcmm_answers_of (a->answers, criterion);

    *stale = 0;
    if (!answer)
        return 0;
    for (guint i = 0; i < answer->n_evidence; i++)
        *stale += a->stale[answer->first_evidence + i];
    return answer->n_evidence;
}

static void
mark_stale (DcmmAnalysis *a)
{
    const DcmmAnswers *answers = a->answers;
    char limit[16] = "";

    a->stale = g_malloc0 (answers->evidence->len + 1);
    if (answers->date && dcmm_date_valid (answers->date))
        dcmm_date_add_months (answers->date, -STALE_MONTHS, limit);
    for (guint i = 0; i < answers->evidence->len; i++) {
        const DcmmEvidence *e = &g_array_index (answers->evidence, DcmmEvidence, i);
        a->evidence.number++;
        a->evidence.no_hash += !e->sha256 || !*e->sha256;
        a->evidence.no_date += !e->date || !*e->date;
        a->stale[i] = *limit && e->date && *e->date && strcmp (e->date, limit) < 0;
        a->evidence.stale_files += a->stale[i];
    }
}

static void
tally_criterion (DcmmAnalysis *a, const DcmmScores *s, guint c, DcmmTally *tally)
{
    guint stale;

    tally->criteria++;
    tally->answered += s->values[c] != DCMM_UNANSWERED;
    tally->applicable += dcmm_scores_counts (s, c) ? 1 : 0;
    tally->full += dcmm_scores_full (s, c) ? 1 : 0;
    tally->open += s->questionnaire->criteria[c].level <= a->target && is_open (s, c);
    tally->evidence += evidence_of (a, c, &stale);
    tally->stale += stale;
}

static DcmmState
state_of (const DcmmAnalysis *a, const DcmmTally *tally, gint64 printed)
{
    if (!tally->applicable)
        return DCMM_STATE_NA;
    if (!tally->answered)
        return DCMM_STATE_UNANSWERED;
    if (!tally->open)
        return DCMM_STATE_MET;
    return printed >= a->threshold ? DCMM_STATE_ABOVE : DCMM_STATE_BELOW;
}

/* Scores as printed decide, then the exact ones, then how much is fully met, then the weight in the whole (larger
 * first, in both lists), then the standard's order: storyboard 2.1. @sign 1 sorts the strongest first. */
typedef struct { const DcmmAnalysis *a; int sign; } ItemOrder;

static int
by_strength (gconstpointer x, gconstpointer y, gpointer data)
{
    const ItemOrder    *o = data;
    const DcmmScores   *s = o->a->scores;
    const guint         i = *(const guint *) x, j = *(const guint *) y;
    const DcmmTally    *ti = &o->a->items[i], *tj = &o->a->items[j];
    DcmmRational share_i, share_j;
    int order;

    if (s->items[i].printed != s->items[j].printed)
        return (s->items[i].printed > s->items[j].printed ? -1 : 1) * o->sign;
    if ((order = mpq_cmp (s->items[j].score, s->items[i].score)) != 0)
        return (order > 0 ? 1 : -1) * o->sign;
    const guint64 full_i = (guint64) ti->full * tj->applicable, full_j = (guint64) tj->full * ti->applicable;
    if (full_i != full_j)
        return (full_i > full_j ? -1 : 1) * o->sign;
    mpq_inits (share_i, share_j, NULL);
    dcmm_scores_share (s, i, share_i);
    dcmm_scores_share (s, j, share_j);
    order = mpq_cmp (share_j, share_i);
    mpq_clears (share_i, share_j, NULL);
    return order ? order : i < j ? -1 : i > j;
}

static gboolean
has_inherited (const DcmmItemScore *item)
{
    for (guint l = 0; l < DCMM_LEVELS; l++)
        if (item->levels[l].inherited)
            return TRUE;
    return FALSE;
}

/* The first of @order, and how many more have the same printed score as the last of them. */
static guint *
first_of (const DcmmAnalysis *a, GArray *order, guint most, guint *n, guint *more)
{
    *n = MIN (most, order->len);
    *more = 0;
    if (*n)
        for (guint i = *n; i < order->len; i++)
            *more += a->scores->items[g_array_index (order, guint, i)].printed == a->scores->items[g_array_index (order, guint, *n - 1)].printed;
    return g_memdup2 (order->data, *n * sizeof (guint));
}

static void
rank_items (DcmmAnalysis *a)
{
    const DcmmQuestionnaire *q = a->scores->questionnaire;
    g_autoptr (GArray) strong = g_array_new (FALSE, FALSE, sizeof (guint)), weak = g_array_new (FALSE, FALSE, sizeof (guint));
    guint counted = 0;

    for (guint i = 0; i < q->n_items; i++) {
        if (!a->scores->items[i].applicable)
            continue;
        counted++;
        g_array_append_val (weak, i);
        if (!has_inherited (&a->scores->items[i]))
            g_array_append_val (strong, i);
    }
    g_array_sort_with_data (strong, by_strength, &(ItemOrder) { a, 1 });
    g_array_sort_with_data (weak, by_strength, &(ItemOrder) { a, -1 });
    a->example = weak->len ? (int) g_array_index (weak, guint, 0) : -1;
    const guint most = MIN (5, counted / 2);
    a->weakest = first_of (a, weak, most, &a->n_weakest, &a->more_weakest);
    /* No item in both lists: what the weakest took cannot be among the strongest. */
    for (guint i = 0; i < a->n_weakest; i++)
        for (guint j = 0; j < strong->len; j++)
            if (g_array_index (strong, guint, j) == a->weakest[i]) {
                g_array_remove_index (strong, j);
                break;
            }
    a->strongest = first_of (a, strong, most, &a->n_strongest, &a->more_strongest);
}

static int
by_domain_score (gconstpointer x, gconstpointer y, gpointer data)
{
    const DcmmScores *s = data;
    const guint i = *(const guint *) x, j = *(const guint *) y;

    if (s->domains[i].printed != s->domains[j].printed)
        return s->domains[i].printed < s->domains[j].printed ? -1 : 1;
    const int order = mpq_cmp (s->domains[i].score, s->domains[j].score);
    return order ? order : i < j ? -1 : i > j;
}

static void
rank_domains (DcmmAnalysis *a)
{
    const DcmmQuestionnaire *q = a->scores->questionnaire;
    GArray *order = g_array_new (FALSE, FALSE, sizeof (guint));

    for (guint d = 0; d < q->n_domains; d++)
        if (a->scores->domains[d].applicable)
            g_array_append_val (order, d);
    g_array_sort_with_data (order, by_domain_score, (gpointer) a->scores);
    a->n_by_score = order->len;
    a->by_score = (guint *) (void *) g_array_free (order, FALSE);
}

static void
tally (DcmmAnalysis *a)
{
    const DcmmScores *s = a->scores;
    const DcmmQuestionnaire *q = s->questionnaire;

    a->domains = g_new0 (DcmmTally, q->n_domains);
    a->items = g_new0 (DcmmTally, q->n_items);
    for (guint c = 0; c < q->n_criteria; c++) {
        const guint item = q->criteria[c].item;
        tally_criterion (a, s, c, &a->items[item]);
        tally_criterion (a, s, c, &a->domains[q->items[item].domain]);
        a->answered += s->values[c] != DCMM_UNANSWERED;
        a->applicable += dcmm_scores_counts (s, c) ? 1 : 0;
        a->full += dcmm_scores_full (s, c) ? 1 : 0;
        a->na += !dcmm_scores_counts (s, c);
        a->na_low += !dcmm_scores_counts (s, c) && q->criteria[c].level <= 2;
    }
    for (guint i = 0; i < q->n_items; i++) {
        DcmmTally *domain = &a->domains[q->items[i].domain];
        a->items[i].state = state_of (a, &a->items[i], s->items[i].printed);
        a->items[i].lowest = -1;
        a->items[i].below_floor = among_failing (a->failing, q, i);
        if (i == q->domains[q->items[i].domain].first)
            domain->lowest = -1;
        if (s->items[i].applicable && (domain->lowest < 0 || mpq_cmp (s->items[i].score, s->items[domain->lowest].score) < 0))
            domain->lowest = (int) i;
    }
    for (guint d = 0; d < q->n_domains; d++) {
        a->domains[d].state = state_of (a, &a->domains[d], s->domains[d].printed);
        for (guint i = 0; i < a->failing->len; i++)
            a->domains[d].below_floor |= g_array_index (a->failing, int, i) == (int) d;
    }
}

/* ---- spots ---- */

static void
add_spot (GArray *spots, guint item, guint level)
{
    const DcmmSpot spot = { item, level };

    g_array_append_val (spots, spot);
}

static int
by_weak_spots (gconstpointer x, gconstpointer y, gpointer data)
{
    const DcmmAnalysis *a = data;
    const guint i = *(const guint *) x, j = *(const guint *) y;

    if (a->domains[i].weak != a->domains[j].weak)
        return a->domains[i].weak > a->domains[j].weak ? -1 : 1;
    return i < j ? -1 : i > j;
}

static void
find_spots (DcmmAnalysis *a)
{
    const DcmmScores *s = a->scores;
    const DcmmQuestionnaire *q = s->questionnaire;
    DcmmRational gate, step, jump;
    GArray *domains = g_array_new (FALSE, FALSE, sizeof (guint));

    mpq_inits (gate, step, jump, NULL);
    if (s->policy->has_gate)
        mpq_set (gate, s->policy->gate);
    else
        mpq_set_ui (gate, CLAIMED_ABOVE, CLAIMED_BELOW);
    mpq_canonicalize (gate);
    mpq_set_ui (jump, INVERTED_ABOVE, INVERTED_BELOW);
    for (guint i = 0; i < q->n_items; i++)
        for (guint l = 0; s->items[i].applicable && l < DCMM_LEVELS; l++) {
            const DcmmLevelScore *level = &s->items[i].levels[l];
            if (level->inherited) {
                add_spot (a->inherited, i, l + 1);
                continue;
            }
            if (l < a->target && mpq_cmp (level->score, gate) < 0) {
                add_spot (a->weak, i, l + 1);
                a->items[i].weak++;
                a->domains[q->items[i].domain].weak++;
            }
            if (!l || s->items[i].levels[l - 1].inherited)
                continue;
            mpq_sub (step, level->score, s->items[i].levels[l - 1].score);
            if (mpq_cmp (step, jump) >= 0)
                add_spot (a->inverted, i, l + 1);
        }
    mpq_clears (gate, step, jump, NULL);
    for (guint d = 0; d < q->n_domains; d++)
        if (a->domains[d].weak)
            g_array_append_val (domains, d);
    g_array_sort_with_data (domains, by_weak_spots, a);
    a->n_weak_domains = domains->len;
    a->weak_domains = (guint *) (void *) g_array_free (domains, FALSE);
}

/* ---- ceiling, dimensions, evidence ---- */

static void
find_ceiling (DcmmAnalysis *a, DcmmScores *s)
{
    const DcmmQuestionnaire *q = s->questionnaire;
    g_autofree guint8 *before = g_memdup2 (s->values, q->n_criteria);

    a->ceiling = s->printed;
    a->ceiling_level = s->level;
    if (a->answered == q->n_criteria)
        return;
    for (guint c = 0; c < q->n_criteria; c++)
        if (s->values[c] == DCMM_UNANSWERED)
            s->values[c] = dcmm_policy_full (s->policy);
    dcmm_scores_update (s);
    a->ceiling = s->printed;
    a->ceiling_level = s->level;
    memcpy (s->values, before, q->n_criteria);
    dcmm_scores_update (s);
}

static void
find_dimensions (DcmmAnalysis *a)
{
    const DcmmScores *s = a->scores;
    const DcmmQuestionnaire *q = s->questionnaire;
    DcmmRational sum[DCMM_DIMENSIONS], weights[DCMM_DIMENSIONS], weight, part;

    mpq_inits (weight, part, NULL);
    for (guint d = 0; d < DCMM_DIMENSIONS; d++)
        mpq_inits (sum[d], weights[d], NULL);
    for (guint c = 0; c < q->n_criteria; c++) {
        const DcmmCriterion *criterion = &q->criteria[c];
        if (criterion->level > a->target || !dcmm_scores_compliance (s, s->values[c], part))
            continue;
        dcmm_rational_parse (criterion->weight, weight);
        mpq_mul (part, part, weight);
        mpq_add (sum[criterion->dimension], sum[criterion->dimension], part);
        mpq_add (weights[criterion->dimension], weights[criterion->dimension], weight);
    }
    for (guint d = 0; d < DCMM_DIMENSIONS; d++) {
        a->dimension_percent[d] = -1;
        if (mpq_sgn (weights[d]) > 0) {
            mpq_div (part, sum[d], weights[d]);
            a->dimension_percent[d] = dcmm_percent (part);
        }
        mpq_clears (sum[d], weights[d], NULL);
    }
    mpq_clears (weight, part, NULL);
}

static gboolean
claims (const DcmmScores *s, guint criterion)
{
    const guint8 value = s->values[criterion];

    return value != DCMM_UNANSWERED && s->policy->values[value].counts &&
           mpq_cmp_ui (s->policy->values[value].compliance, CLAIMED_ABOVE, CLAIMED_BELOW) >= 0;
}

static void
tally_evidence (DcmmAnalysis *a)
{
    DcmmEvidenceTally *t = &a->evidence;
    DcmmRational share;

    for (guint c = 0; c < a->scores->questionnaire->n_criteria; c++) {
        guint stale, files;
        if (!claims (a->scores, c))
            continue;
        t->marked++;
        files = evidence_of (a, c, &stale);
        t->with += files > 0;
        t->stale += files > 0 && stale == files;
    }
    t->coverage = 0;
    if (!t->marked)
        return;
    mpq_init (share);
    mpq_set_ui (share, t->with, t->marked);
    mpq_canonicalize (share);
    t->coverage = dcmm_percent (share);
    mpq_clear (share);
}

/* ---- how firm the level is ---- */

/* The next value down on the policy's scale, or the same where there is none. */
static guint8
one_lower (const DcmmPolicy *policy, guint8 value)
{
    guint8 lower = value;

    for (guint8 v = 0; v < policy->n_values; v++)
        if (policy->values[v].counts && mpq_cmp (policy->values[v].compliance, policy->values[value].compliance) < 0 &&
            (lower == value || mpq_cmp (policy->values[v].compliance, policy->values[lower].compliance) > 0))
            lower = v;
    return lower;
}

typedef struct {
    guint        criterion;
    DcmmRational loss;
    guint        rank;          /* 0: no evidence, 1: stale alone, 2: fresh */
} Loss;

static void
take_loss (DcmmScores *s, Loss *loss)
{
    const guint  item = s->questionnaire->criteria[loss->criterion].item;
    const guint8 value = s->values[loss->criterion];
    DcmmRational share;

    mpq_init (share);
    dcmm_scores_share (s, item, share);
    s->values[loss->criterion] = one_lower (s->policy, value);
    dcmm_scores_gain (s, item, s->questionnaire->criteria[loss->criterion].level, share, loss->loss);
    mpq_neg (loss->loss, loss->loss);
    s->values[loss->criterion] = value;
    mpq_clear (share);
}

static int
by_loss (gconstpointer x, gconstpointer y)
{
    const Loss *a = x, *b = y;
    const int order = mpq_cmp (b->loss, a->loss);

    if (order)
        return order;
    if (a->rank != b->rank)
        return a->rank < b->rank ? -1 : 1;
    return a->criterion < b->criterion ? -1 : a->criterion > b->criterion;
}

static Loss *
losses (const DcmmAnalysis *a, DcmmScores *s, guint *n)
{
    const DcmmQuestionnaire *q = s->questionnaire;
    Loss *list = g_new0 (Loss, q->n_criteria);

    *n = 0;
    for (guint c = 0; c < q->n_criteria; c++) {
        guint stale, files;
        if (s->values[c] == DCMM_UNANSWERED || !s->policy->values[s->values[c]].counts || one_lower (s->policy, s->values[c]) == s->values[c])
            continue;
        Loss *loss = &list[(*n)++];
        files = evidence_of (a, c, &stale);
        loss->criterion = c;
        loss->rank = !files ? 0 : stale == files ? 1 : 2;
        mpq_init (loss->loss);
        take_loss (s, loss);
    }
    return list;
}

static void
find_firmness (DcmmAnalysis *a, DcmmScores *s)
{
    const int level = s->level;
    const DcmmCombine how = s->policy->combine;
    g_autofree guint8 *before = g_memdup2 (s->values, s->questionnaire->n_criteria);
    guint n;

    /* Under sum an answer's loss does not depend on the others, so the largest first is the fewest; a cap on the
     * bonus or a condition can break that, and then "at most" is said. */
    a->firm_least = how == DCMM_SUM && !s->policy->levels[MAX (level, 1) - 1].n_conditions;
    a->firm_after = s->printed;
    a->firm_level = level;
    if (level == 0)
        return;
    Loss *list = losses (a, s, &n);
    qsort (list, n, sizeof *list, by_loss);
    for (guint taken = 0; taken < n && s->level >= level; taken++) {
        const guint c = list[taken].criterion;
        guint stale;
        const guint files = evidence_of (a, c, &stale);
        const guint8 from = s->values[c], to = one_lower (s->policy, from);
        dcmm_scores_set (s, c, to);
        const DcmmFirmStep step = { c, from, to, s->printed, files, files && stale == files };
        g_array_append_val (a->firm, step);
        if (how == DCMM_SUM)
            continue;
        for (guint i = taken + 1; i < n; i++)
            if (s->questionnaire->criteria[list[i].criterion].item == s->questionnaire->criteria[c].item)
                take_loss (s, &list[i]);
        qsort (list + taken + 1, n - taken - 1, sizeof *list, by_loss);
    }
    a->firm_possible = s->level < level;
    a->firm_after = s->printed;
    a->firm_level = s->level;
    for (guint i = 0; i < n; i++)
        mpq_clear (list[i].loss);
    g_free (list);
    memcpy (s->values, before, s->questionnaire->n_criteria);
    dcmm_scores_update (s);
}

/* ---- quick wins without action data: what is largely met at the levels in reach, by lift ---- */

static void
quick_clear (gpointer data)
{
    mpq_clear (((DcmmQuick *) data)->lift);
}

static void
find_quick (DcmmAnalysis *a)
{
    const DcmmScores *s = a->scores;
    const guint reach = MIN ((guint) s->level + 1, a->target);
    g_autoptr (GArray) lifted = lifted_new ();

    for (guint c = 0; c < s->questionnaire->n_criteria; c++)
        if (s->questionnaire->criteria[c].level <= reach && claims (s, c) && !dcmm_scores_full (s, c))
            lifted_add (lifted, s, c);
    g_array_sort (lifted, by_lift);
    for (guint i = 0; i < MIN (lifted->len, 6); i++) {
        const Lifted *l = &g_array_index (lifted, Lifted, i);
        DcmmQuick quick = { .criterion = l->criterion };
        mpq_init (quick.lift);
        mpq_set (quick.lift, l->lift);
        g_array_append_val (a->quick, quick);
    }
}

DcmmAnalysis *
dcmm_analyse (DcmmScores *s, const DcmmAnswers *answers, guint target)
{
    DcmmAnalysis *a = g_new0 (DcmmAnalysis, 1);

    a->scores = s;
    a->answers = answers;
    a->target_chosen = target != 0;
    a->target = target ? target : MIN ((guint) s->level + 1, DCMM_LEVELS);
    a->threshold = dcmm_policy_threshold (s->policy, a->target);
    a->gaps = g_ptr_array_new_with_free_func (gap_free);
    a->weak = g_array_new (FALSE, FALSE, sizeof (DcmmSpot));
    a->inverted = g_array_new (FALSE, FALSE, sizeof (DcmmSpot));
    a->inherited = g_array_new (FALSE, FALSE, sizeof (DcmmSpot));
    a->firm = g_array_new (FALSE, FALSE, sizeof (DcmmFirmStep));
    a->quick = g_array_new (FALSE, TRUE, sizeof (DcmmQuick));
    g_array_set_clear_func (a->quick, quick_clear);
    a->failing = failing_up_to (s, a->target);
    if (s->level < DCMM_LEVELS && s->applicable && dcmm_policy_level (s->policy, s->printed) > s->level)
        a->barred_level = (guint) s->level + 1;
    a->barred = failing_up_to (s, a->barred_level);
    mark_stale (a);
    tally (a);
    find_spots (a);
    rank_items (a);
    rank_domains (a);
    find_dimensions (a);
    tally_evidence (a);
    find_quick (a);
    find_ceiling (a, s);
    find_path (a, s);
    find_firmness (a, s);
    return a;
}

void
dcmm_analysis_free (DcmmAnalysis *a)
{
    if (!a)
        return;
    g_array_unref (a->failing);
    g_array_unref (a->barred);
    g_free (a->domains);
    g_free (a->items);
    g_free (a->strongest);
    g_free (a->weakest);
    g_free (a->by_score);
    g_ptr_array_unref (a->gaps);
    g_array_unref (a->weak);
    g_array_unref (a->inverted);
    g_array_unref (a->inherited);
    g_free (a->weak_domains);
    g_free (a->stale);
    g_array_unref (a->firm);
    g_array_unref (a->quick);
    g_free (a);
}
