#include "plan/formulate.h"

#include <string.h>

#include "assess/exact.h"

/* A criterion's value is its present one and, for each better value that something can give it, the step up to that if
 * one of the actions is carried out that give at least as much. The steps of a level, those of equal sets of actions
 * put together: what the level can gain. */
typedef struct { guint column; DcmmRational size; } Step;

typedef struct {
    GArray      *steps;         /* of Step; none: nothing can be gained */
    DcmmRational now, most;     /* the score now; the gain with everything done */
    guint        gain;          /* the column of the gain, made when it is needed, or DCMM_NONE */
    gint64       scale;         /* that column counts 1/scale */
} Level;

/* Whether an item passes the gates of its levels 1 to l: known, or a column. */
typedef struct { enum { FAILS, PASSES, OPEN, UNKNOWN } state; guint column; } Pass;

typedef struct {
    const DcmmProblem *problem;
    const DcmmScores  *s;       /* with what is fixed carried out */
    const DcmmPolicy  *policy;
    const DcmmQuestionnaire *q;
    DcmmFormulation   *f;
    DcmmProgram       *program;
    GHashTable        *covers;  /* a set of actions, as text ► its column + 1 */
    Level             *levels;  /* item × DCMM_LEVELS; of an inherited level that below is used */
    Pass              *passes;  /* the same */
} Builder;

static void
step_clear (gpointer step)
{
    mpq_clear (((Step *) step)->size);
}

/* ---- actions ---- */

/* Raises something further, or stands before one that does. */
static void
find_useful (const DcmmProblem *problem, guint8 *useful)
{
    const DcmmEffect *effect = problem->effect;
    const DcmmActions *actions = effect->actions;
    const guint n = effect->before->questionnaire->n_criteria;
    gboolean more = TRUE;

    for (guint c = 0; c < n; c++)
        for (guint i = effect->first_lift[c]; i < effect->first_lift[c + 1]; i++)
            if (effect->lifts[i].rank > effect->rank[effect->after->values[c]])
                useful[effect->lifts[i].action] |= problem->free[effect->lifts[i].action];
    while (more) {
        more = FALSE;
        for (guint a = 0; a < actions->n_actions; a++)
            for (guint k = 0; useful[a] && k < actions->actions[a].n_requires; k++) {
                const guint b = actions->actions[a].requires[k];
                if (problem->free[b] && !useful[b])
                    more = useful[b] = TRUE;
            }
    }
}

static gint64
divisor (gint64 a, gint64 b)
{
    while (b) {
        const gint64 rest = a % b;
        a = b;
        b = rest;
    }
    return a;
}

/* Least effort, and of equal effort fewest actions, in one objective. Measured on 28 random enterprises under `gated`: as
 * fast as effort alone (37.4 s against 37.2), where a second solve for the number of actions doubles the time. */
static void
add_actions (Builder *b)
{
    const DcmmActions *actions = b->problem->effect->actions;
    g_autofree guint8 *useful = g_new0 (guint8, actions->n_actions + 1);
    gint64 unit = 0, n = 0;

    find_useful (b->problem, useful);
    for (guint a = 0; a < actions->n_actions; a++)
        if (useful[a]) {
            unit = divisor (actions->actions[a].likely, unit);
            n++;
        }
    b->f->unit = MAX (unit, 1);
    b->f->weight = n + 1;
    b->f->column = g_new (guint, actions->n_actions + 1);
    for (guint a = 0; a < actions->n_actions; a++) {
        b->f->column[a] = DCMM_NONE;
        if (!useful[a])
            continue;
        const gint64 cost = actions->actions[a].likely / b->f->unit * b->f->weight + 1;
        b->f->column[a] = dcmm_program_column (b->program, DCMM_COLUMN_ACTION, a, 0, b->problem->best ? 0 : cost, 1, TRUE);
        g_array_append_val (b->f->columns, b->f->column[a]);
    }
    /* x_a ≤ x_b for each b that a requires and that is not there already */
    for (guint a = 0; a < actions->n_actions; a++)
        for (guint k = 0; useful[a] && k < actions->actions[a].n_requires; k++) {
            g_autoptr (DcmmLinear) row = dcmm_linear_new ();
            const guint before = b->f->column[actions->actions[a].requires[k]];
            if (before == DCMM_NONE)
                continue;
            dcmm_linear_add_whole (row, before, 1);
            dcmm_linear_add_whole (row, b->f->column[a], -1);
            dcmm_program_row_whole (b->program, row, 0);
        }
}

/* ---- levels ---- */

/* "One of these is carried out": the action itself where there is but one. @set: columns in order. */
static guint
cover (Builder *b, const guint *set, guint n)
{
    g_autoptr (GString) key = NULL;
    guint column;

    if (n == 1)
        return set[0];
    key = g_string_new (NULL);
    for (guint i = 0; i < n; i++)
        g_string_append_printf (key, "%u ", set[i]);
    column = GPOINTER_TO_UINT (g_hash_table_lookup (b->covers, key->str));
    if (column)
        return column - 1;
    column = dcmm_program_column (b->program, DCMM_COLUMN_COVER, n, 0, 0, 1, FALSE);
    g_hash_table_insert (b->covers, g_string_free (g_steal_pointer (&key), FALSE), GUINT_TO_POINTER (column + 1));

    g_autoptr (DcmmLinear) row = dcmm_linear_new ();
    for (guint i = 0; i < n; i++)
        dcmm_linear_add_whole (row, set[i], 1);
    dcmm_linear_add_whole (row, column, -1);
    dcmm_program_row_whole (b->program, row, 0);
    return column;
}

static void
add_step (Level *level, guint column, mpq_srcptr size)
{
    mpq_add (level->most, level->most, size);
    for (guint i = 0; i < level->steps->len; i++) {
        Step *step = &g_array_index (level->steps, Step, i);
        if (step->column == column) {
            mpq_add (step->size, step->size, size);
            return;
        }
    }
    g_array_set_size (level->steps, level->steps->len + 1);
    Step *step = &g_array_index (level->steps, Step, level->steps->len - 1);
    step->column = column;
    mpq_init (step->size);
    mpq_set (step->size, size);
}

static int
by_number (gconstpointer a, gconstpointer b)
{
    const guint x = *(const guint *) a, y = *(const guint *) b;

    return x < y ? -1 : x > y;
}

/* From the best value downwards: the set of actions grows, and each value's step is from the next lower one. */
static void
add_criterion (Builder *b, Level *level, guint c, mpq_srcptr weight)
{
    const DcmmEffect *effect = b->problem->effect;
    g_autoptr (GArray) set = g_array_new (FALSE, FALSE, sizeof (guint));
    DcmmRational upper, lower;

    mpq_inits (upper, lower, NULL);
    for (guint i = effect->first_lift[c]; i < effect->first_lift[c + 1];) {
        const DcmmLift *lift = &effect->lifts[i];
        const guint8 rank = lift->rank, now = b->s->values[c];
        guint next;
        if (rank <= effect->rank[now])
            break;
        for (; i < effect->first_lift[c + 1] && effect->lifts[i].rank == rank; i++)
            if (b->f->column[effect->lifts[i].action] != DCMM_NONE)
                g_array_append_val (set, b->f->column[effect->lifts[i].action]);
        for (next = i; next < effect->first_lift[c + 1] && b->f->column[effect->lifts[next].action] == DCMM_NONE; next++)
            ;
        if (!set->len)
            continue;
        dcmm_scores_compliance (b->s, lift->value, upper);
        if (next < effect->first_lift[c + 1] && effect->lifts[next].rank > effect->rank[now])
            dcmm_scores_compliance (b->s, effect->lifts[next].value, lower);
        else
            dcmm_scores_compliance (b->s, now, lower);
        mpq_sub (upper, upper, lower);
        mpq_mul (upper, upper, weight);
        g_array_sort (set, by_number);
        add_step (level, cover (b, (const guint *) (void *) set->data, set->len), upper);
    }
    mpq_clears (upper, lower, NULL);
}

static void
add_level (Builder *b, guint i, guint l)
{
    const DcmmItem *item = &b->q->items[i];
    Level *level = &b->levels[i * DCMM_LEVELS + l];
    DcmmRational sum, weights, weight;

    mpq_inits (level->now, level->most, NULL);
    level->steps = g_array_new (FALSE, FALSE, sizeof (Step));
    g_array_set_clear_func (level->steps, step_clear);
    level->gain = DCMM_NONE;
    mpq_set (level->now, b->s->items[i].levels[l].score);
    if (b->s->items[i].levels[l].inherited || !b->s->items[i].applicable)
        return;
    mpq_inits (sum, weights, weight, NULL);
    dcmm_level_parts (b->s, i, l + 1, sum, weights);
    for (guint c = item->first; c < item->first + item->n; c++) {
        if (b->q->criteria[c].level != l + 1 || !dcmm_scores_counts (b->s, c))
            continue;
        dcmm_rational_parse (b->q->criteria[c].weight, weight);
        mpq_div (weight, weight, weights);
        add_criterion (b, level, c, weight);
    }
    mpq_clears (sum, weights, weight, NULL);
}

/* The level whose score this one has: an empty level is the one below. */
static Level *
level_of (const Builder *b, guint i, guint l)
{
    while (l > 0 && b->s->items[i].levels[l].inherited)
        l--;
    return &b->levels[i * DCMM_LEVELS + l];
}

/* ---- gates ---- */

/* Σ size × column ≥ @missing × pass, sizes cut down to what is missing; @pass DCMM_NONE: it must. Every set without which the
 * gate cannot be reached stands before it alone, which tells the solver more; if all are such, the sum says nothing new. */
static void
add_gate (Builder *b, const Level *level, mpq_srcptr missing, guint pass)
{
    g_autoptr (DcmmLinear) sum = dcmm_linear_new ();
    DcmmRational rest, zero;
    guint needed = 0;

    mpq_inits (rest, zero, NULL);
    for (guint i = 0; i < level->steps->len; i++) {
        const Step *step = &g_array_index (level->steps, Step, i);
        dcmm_linear_add (sum, step->column, mpq_cmp (step->size, missing) > 0 ? missing : step->size);
        mpq_sub (rest, level->most, step->size);
        if (mpq_cmp (rest, missing) >= 0)
            continue;
        needed++;
        if (pass == DCMM_NONE) {
            dcmm_program_at (b->program, step->column)->lower = 1;
            continue;
        }
        g_autoptr (DcmmLinear) row = dcmm_linear_new ();
        dcmm_linear_add_whole (row, step->column, 1);
        dcmm_linear_add_whole (row, pass, -1);
        dcmm_program_row_whole (b->program, row, 0);
    }
    if (needed < level->steps->len) {
        if (pass == DCMM_NONE) {
            dcmm_program_row (b->program, sum, missing);
        } else {
            mpq_neg (rest, missing);
            dcmm_linear_add (sum, pass, rest);
            dcmm_program_row (b->program, sum, zero);
        }
    }
    mpq_clears (rest, zero, NULL);
}

static Pass pass_of (Builder *b, guint i, guint l);

/* Levels 1 to l + 1 of item i; a column where it depends on what is done. */
static Pass
find_pass (Builder *b, guint i, guint l)
{
    const Pass below = l ? pass_of (b, i, l - 1) : (Pass) { PASSES, DCMM_NONE };
    const Level *level = level_of (b, i, l);
    Pass pass = below;
    DcmmRational missing;

    if (below.state == FAILS)
        return below;
    mpq_init (missing);
    mpq_sub (missing, b->policy->gate, level->now);
    if (mpq_sgn (missing) > 0 && !(l && b->s->items[i].levels[l].inherited)) {
        pass = (Pass) { FAILS, DCMM_NONE };
        if (mpq_cmp (level->most, missing) >= 0) {
            pass = (Pass) { OPEN, dcmm_program_column (b->program, DCMM_COLUMN_PASS, i, l, 0, 1, TRUE) };
            add_gate (b, level, missing, pass.column);
            if (below.state == OPEN) {
                g_autoptr (DcmmLinear) row = dcmm_linear_new ();
                dcmm_linear_add_whole (row, below.column, 1);
                dcmm_linear_add_whole (row, pass.column, -1);
                dcmm_program_row_whole (b->program, row, 0);
            }
        }
    }
    mpq_clear (missing);
    return pass;
}

static Pass
pass_of (Builder *b, guint i, guint l)
{
    Pass *pass = &b->passes[i * DCMM_LEVELS + l];

    if (pass->state == UNKNOWN)
        *pass = find_pass (b, i, l);
    return *pass;
}

/* Levels 1 to @levels of item i must pass: before anybody asks pass_of(). */
static void
must_pass (Builder *b, guint i, guint levels)
{
    DcmmRational missing;

    mpq_init (missing);
    for (guint l = 0; l < levels; l++) {
        const Level *level = level_of (b, i, l);
        b->passes[i * DCMM_LEVELS + l] = (Pass) { PASSES, DCMM_NONE };
        mpq_sub (missing, b->policy->gate, level->now);
        if (mpq_sgn (missing) <= 0 || (l && b->s->items[i].levels[l].inherited))
            continue;
        if (mpq_cmp (level->most, missing) < 0)
            b->program->impossible = TRUE;
        else
            add_gate (b, level, missing, DCMM_NONE);
    }
    mpq_clear (missing);
}

/* ---- scores ---- */

static void
add_score (DcmmLinear *into, const Level *level, mpq_srcptr factor)
{
    DcmmRational part;

    mpq_init (part);
    mpq_mul (part, level->now, factor);
    mpq_add (into->constant, into->constant, part);
    for (guint k = 0; k < level->steps->len; k++) {
        const Step *step = &g_array_index (level->steps, Step, k);
        mpq_mul (part, step->size, factor);
        dcmm_linear_add (into, step->column, part);
    }
    mpq_clear (part);
}

/* How finely the column of a gain counts: so that every gain is whole, and rows may be rounded. Where weights push that
 * beyond the bits of a factor, a power of two instead, and gains are rounded up: a relaxation. */
static void
gain_scale (const Builder *b, const Level *level, mpz_t scale)
{
    mpz_set_ui (scale, 1);
    for (guint k = 0; k < level->steps->len; k++)
        mpz_lcm (scale, scale, mpq_denref (g_array_index (level->steps, Step, k).size));
    if (mpz_sizeinbase (scale, 2) <= b->program->crush_bits)
        return;
    mpz_set_ui (scale, 1);
    mpz_mul_2exp (scale, scale, b->program->crush_bits);
}

static gint64
scaled_up (mpq_srcptr size, const mpz_t scale)
{
    mpz_t whole;

    mpz_init (whole);
    mpz_mul (whole, mpq_numref (size), scale);
    mpz_cdiv_q (whole, whole, mpq_denref (size));
    const gint64 up = mpz_get_si (whole);
    mpz_clear (whole);
    return up;
}

/* What a level adds if @pass. */
static void
make_gain (Builder *b, Level *level, const Level *from, guint i, guint l, guint pass)
{
    g_autoptr (DcmmLinear) steps = dcmm_linear_new (), all = dcmm_linear_new ();
    gint64 most = 0;
    mpz_t scale;

    mpz_init (scale);
    gain_scale (b, from, scale);
    level->scale = mpz_get_si (scale);
    level->gain = dcmm_program_column (b->program, DCMM_COLUMN_GAIN, i, l, 0, 0, FALSE);
    for (guint k = 0; k < from->steps->len; k++) {
        const Step *step = &g_array_index (from->steps, Step, k);
        const gint64 size = scaled_up (step->size, scale);
        dcmm_linear_add_whole (steps, step->column, size);
        most += size;
    }
    dcmm_program_at (b->program, level->gain)->upper = most;
    dcmm_linear_add_whole (steps, level->gain, -1);
    dcmm_program_row_whole (b->program, steps, 0);
    dcmm_linear_add_whole (all, pass, most);
    dcmm_linear_add_whole (all, level->gain, -1);
    dcmm_program_row_whole (b->program, all, 0);
    mpz_clear (scale);
}

/* The first failing level still counts: what level l adds depends on the gates below it. */
static void
add_gated (Builder *b, DcmmLinear *into, guint i, guint l, mpq_srcptr factor)
{
    const Pass pass = l ? pass_of (b, i, l - 1) : (Pass) { PASSES, DCMM_NONE };
    const Level *level = level_of (b, i, l);
    DcmmRational part;

    if (pass.state == FAILS)
        return;
    if (pass.state == PASSES) {
        add_score (into, level, factor);
        return;
    }
    mpq_init (part);
    mpq_mul (part, level->now, factor);
    if (mpq_sgn (part) > 0)
        dcmm_linear_add (into, pass.column, part);
    if (level->steps->len) {
        /* An empty level has the score of the one below but gates of its own: a column of its own. */
        Level *own = &b->levels[i * DCMM_LEVELS + l];
        if (own->gain == DCMM_NONE)
            make_gain (b, own, level, i, l, pass.column);
        mpq_set_si (part, 1, (unsigned long) own->scale);
        mpq_mul (part, part, factor);
        dcmm_linear_add (into, own->gain, part);
    }
    mpq_clear (part);
}

static void
add_item (Builder *b, DcmmLinear *into, guint i, mpq_srcptr factor)
{
    for (guint l = 0; l < DCMM_LEVELS; l++) {
        Pass pass;
        switch (b->policy->combine) {
        case DCMM_SUM:
            add_score (into, level_of (b, i, l), factor);
            break;
        case DCMM_GATED:
            add_gated (b, into, i, l, factor);
            break;
        case DCMM_HIGHEST:
            pass = pass_of (b, i, l);
            if (pass.state == FAILS)
                return;
            if (pass.state == PASSES)
                mpq_add (into->constant, into->constant, factor);
            else
                dcmm_linear_add (into, pass.column, factor);
            break;
        }
    }
}

static void
add_domain (Builder *b, DcmmLinear *into, guint d)
{
    const DcmmDomain *domain = &b->q->domains[d];
    DcmmRational all, part;

    mpq_inits (all, part, NULL);
    for (guint i = domain->first; i < domain->first + domain->n; i++)
        if (b->s->items[i].applicable)
            mpq_add (all, all, dcmm_policy_weight (b->policy, b->q->items[i].id, FALSE));
    for (guint i = domain->first; i < domain->first + domain->n; i++)
        if (b->s->items[i].applicable) {
            mpq_div (part, dcmm_policy_weight (b->policy, b->q->items[i].id, FALSE), all);
            add_item (b, into, i, part);
        }
    mpq_clears (all, part, NULL);
}

static void
add_whole (Builder *b, DcmmLinear *into)
{
    DcmmRational share;

    mpq_init (share);
    for (guint i = 0; i < b->q->n_items; i++)
        if (b->s->items[i].applicable) {
            dcmm_scores_share (b->s, i, share);
            add_item (b, into, i, share);
        }
    mpq_clear (share);
}

/* ---- demands ---- */

/* Printed at least @need: (need - 1/2) / 100. */
static void
least_of (gint64 need, DcmmRational least)
{
    mpq_set_si (least, (long) (2 * need - 1), 200);
    mpq_canonicalize (least);
}

/* Under `highest` an item's score is the number of levels passed: a demand fixes them at once. */
static void
demand_levels (Builder *b, const DcmmDemand *demand)
{
    DcmmRational least;
    mpz_t levels;

    mpq_init (least);
    mpz_init (levels);
    least_of (demand->need, least);
    mpz_cdiv_q (levels, mpq_numref (least), mpq_denref (least));
    if (mpz_cmp_ui (levels, DCMM_LEVELS) > 0)
        b->program->impossible = TRUE;
    else if (mpz_sgn (levels) > 0)
        must_pass (b, demand->index, (guint) mpz_get_ui (levels));
    mpz_clear (levels);
    mpq_clear (least);
}

/* What the bonus leaves to the questionnaire: overall = raw + bonus up to the cap, and never below raw. */
static void
without_bonus (const Builder *b, DcmmRational least)
{
    if (mpq_sgn (b->s->bonus) > 0 && mpq_cmp (b->policy->bonus_max, least) >= 0)
        mpq_sub (least, least, b->s->bonus);
}

static void
add_demand (Builder *b, const DcmmDemand *demand)
{
    g_autoptr (DcmmLinear) score = NULL;
    DcmmRational least, one;

    if (dcmm_demand_holds (demand, b->s))
        return;
    if (demand->on == DCMM_ON_ITEM && b->policy->combine == DCMM_HIGHEST)
        return;                                 /* dealt with already */
    score = dcmm_linear_new ();
    mpq_inits (least, one, NULL);
    mpq_set_ui (one, 1, 1);
    least_of (demand->need, least);
    if (demand->on == DCMM_ON_ITEM)
        add_item (b, score, demand->index, one);
    else if (demand->on == DCMM_ON_DOMAIN)
        add_domain (b, score, demand->index);
    else {
        add_whole (b, score);
        without_bonus (b, least);
    }
    dcmm_program_row (b->program, score, least);
    mpq_clears (least, one, NULL);
}

/* The best printed score: k / 100 may be half a hundredth above the score. */
static void
add_best (Builder *b)
{
    g_autoptr (DcmmLinear) score = dcmm_linear_new ();
    const gboolean bonus = mpq_sgn (b->s->bonus) > 0 && !b->problem->plain;
    DcmmRational least, part;

    b->f->score = dcmm_program_column (b->program, DCMM_COLUMN_SCORE, 0, 0, -1,
                                       bonus ? dcmm_rational_hundredths (b->policy->bonus_max) : 100 * DCMM_LEVELS, TRUE);
    mpq_inits (least, part, NULL);
    least_of (0, least);
    add_whole (b, score);
    if (bonus)
        mpq_add (score->constant, score->constant, b->s->bonus);
    mpq_set_si (part, -1, 100);
    dcmm_linear_add (score, b->f->score, part);
    dcmm_program_row (b->program, score, least);
    mpq_clears (least, part, NULL);
}

/* ---- what may be spent ---- */

static void
add_limit (Builder *b, int role, gint64 days)
{
    const DcmmActions *actions = b->problem->effect->actions;
    g_autoptr (DcmmLinear) spent = dcmm_linear_new ();
    gint64 most = 0;

    for (guint a = 0; a < actions->n_actions; a++) {
        if (b->f->column[a] == DCMM_NONE || (role >= 0 && actions->actions[a].role != (guint) role))
            continue;
        dcmm_linear_add_whole (spent, b->f->column[a], -(gint64) actions->actions[a].likely);
        most += actions->actions[a].likely;
    }
    if (most > days)
        dcmm_program_limit (b->program, spent, -days);
}

DcmmFormulation *
dcmm_formulate (const DcmmProblem *problem)
{
    DcmmFormulation *f = g_new0 (DcmmFormulation, 1);
    const DcmmQuestionnaire *q = problem->effect->before->questionnaire;
    g_autoptr (GHashTable) covers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
    Builder b = { problem, problem->effect->after, problem->effect->before->policy, q, f, dcmm_program_new (), covers, NULL, NULL };

    f->program = b.program;
    f->score = DCMM_NONE;
    f->columns = g_array_new (FALSE, FALSE, sizeof (guint));
    if (problem->crush_bits)
        b.program->crush_bits = problem->crush_bits;
    dcmm_effect_of (problem->effect, problem->fixed);
    b.levels = g_new0 (Level, q->n_items * DCMM_LEVELS);
    b.passes = g_new (Pass, q->n_items * DCMM_LEVELS);
    add_actions (&b);
    for (guint k = 0; k < q->n_items * DCMM_LEVELS; k++) {
        b.passes[k] = (Pass) { UNKNOWN, DCMM_NONE };
        add_level (&b, k / DCMM_LEVELS, k % DCMM_LEVELS);
    }
    /* Those of items first: they may settle gates that the others ask about. Then the narrower before the wider. */
    for (guint i = 0; i < problem->demands->len; i++) {
        const DcmmDemand *demand = &g_array_index (problem->demands, DcmmDemand, i);
        if (demand->on == DCMM_ON_ITEM && b.policy->combine == DCMM_HIGHEST && !dcmm_demand_holds (demand, b.s))
            demand_levels (&b, demand);
    }
    for (int on = DCMM_ON_ITEM; on >= DCMM_ON_WHOLE; on--)
        for (guint i = 0; i < problem->demands->len; i++)
            if ((int) g_array_index (problem->demands, DcmmDemand, i).on == on)
                add_demand (&b, &g_array_index (problem->demands, DcmmDemand, i));
    if (problem->best)
        add_best (&b);
    if (problem->budget >= 0)
        add_limit (&b, -1, problem->budget);
    for (guint r = 0; problem->capacity && r < problem->effect->actions->roles->n_roles; r++)
        if (problem->capacity[r] >= 0)
            add_limit (&b, (int) r, problem->capacity[r]);
    for (guint k = 0; k < q->n_items * DCMM_LEVELS; k++) {
        g_array_unref (b.levels[k].steps);
        mpq_clears (b.levels[k].now, b.levels[k].most, NULL);
    }
    g_free (b.levels);
    g_free (b.passes);
    return f;
}

/* effort × weight + number ≥ bound, and the number is below the weight. */
gint64
dcmm_formulation_days (const DcmmFormulation *f, gint64 bound)
{
    const gint64 most = f->columns->len;

    return bound <= most ? 0 : (bound - most + f->weight - 1) / f->weight * f->unit;     /* a search cut short at once may have no bound: G_MININT64 */
}

void
dcmm_formulation_free (DcmmFormulation *f)
{
    if (!f)
        return;
    dcmm_program_free (f->program);
    g_array_unref (f->columns);
    g_free (f->column);
    g_free (f);
}
