#include "assess/eligible.h"
#include "assess/identity.h"

#include <string.h>

#include "assess/exact.h"

const char *const dcmm_cond_ids[] = { [DCMM_COND_MET] = "met", [DCMM_COND_MISSING] = "missing", [DCMM_COND_UNKNOWN] = "unknown" };

/* ---- how a column is counted ---- */

static char *
count_years (const DcmmAnswers *answers, const char *value)
{
    if (!dcmm_date_valid (value) || !answers->date || !dcmm_date_valid (answers->date) || strcmp (value, answers->date) > 0)
        return NULL;
    return g_strdup_printf ("%d", dcmm_date_years (value, answers->date));
}

static char *
count_number (const DcmmAnswers *answers, const char *value)
{
    DcmmRational q;
    gboolean good;

    (void) answers;
    mpq_init (q);
    good = dcmm_rational_parse (value, q);
    mpq_clear (q);
    return good ? g_strdup (value) : NULL;
}

static gboolean
parts_a_list (gunichar c)
{
    return c == ',' || c == 0xFF0C || c == 0x3001 || c == ';' || c == 0xFF1B;       /* ， 、 ； */
}

static char *
count_list (const DcmmAnswers *answers, const char *value)
{
    g_autoptr (GString) list = g_string_new (NULL);
    g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

    (void) answers;
    /* Not g_strsplit_set(), which takes bytes for characters: the last byte of a comma stands in 会, too. */
    for (const char *c = value; *c; c = g_utf8_next_char (c))
        g_string_append_unichar (list, parts_a_list (g_utf8_get_char (c)) ? ',' : g_utf8_get_char (c));
    g_auto (GStrv) members = g_strsplit (list->str, ",", -1);
    for (guint i = 0; members[i]; i++)
        if (*g_strstrip (members[i]))
            g_hash_table_add (seen, members[i]);
    return g_strdup_printf ("%u", g_hash_table_size (seen));
}

char *
dcmm_attribute_counted (const DcmmAnswers *answers, const char *attribute, DcmmCounting counting)
{
    static char *(*const count[]) (const DcmmAnswers *answers, const char *value) = {
        [DCMM_COUNT_YEARS] = count_years, [DCMM_COUNT_NUMBER] = count_number, [DCMM_COUNT_LIST] = count_list,
    };
    const char *value = dcmm_answers_attribute (answers, attribute);

    return value && *value ? count[counting] (answers, value) : NULL;
}

/* What the enterprise has, in the rule's unit. */
static void
in_rule_unit (const DcmmEligRow *row, DcmmRational q)
{
    DcmmRational scale;

    mpq_init (scale);
    dcmm_rational_parse (row->have, q);
    if (dcmm_rational_parse (row->column->scale, scale))
        mpq_mul (q, q, scale);
    mpq_clear (scale);
}

static DcmmCondState
judge (const DcmmEligRow *row, const DcmmRule *rule)
{
    DcmmRational have;
    DcmmCondState state;

    if (!row->have)
        return mpq_sgn (rule->need) == 0 ? DCMM_COND_MET : DCMM_COND_UNKNOWN;
    mpq_init (have);
    in_rule_unit (row, have);
    state = mpq_cmp (have, rule->need) >= 0 ? DCMM_COND_MET : DCMM_COND_MISSING;
    mpq_clear (have);
    return state;
}

static const DcmmRoleRules *
role_of (const DcmmEligibility *rules, const DcmmAnswers *answers)
{
    const char *role = dcmm_answers_attribute (answers, "role");

    for (guint i = 0; role && i < rules->n_roles; i++)
        if (strcmp (rules->roles[i].role, role) == 0)
            return &rules->roles[i];
    return &rules->roles[0];
}

static void
fill_row (DcmmEligible *e, DcmmEligRow *row)
{
    g_autofree char *have = dcmm_attribute_counted (e->answers, row->column->attribute, row->column->counting);

    row->have = have ? g_string_chunk_insert (e->strings, have) : NULL;
    for (guint l = 0; l < DCMM_LEVELS; l++)
        if (row->rules[l])
            row->states[l] = judge (row, row->rules[l]);
}

static void
sum_up (DcmmEligible *e)
{
    for (guint l = 0; l < DCMM_LEVELS; l++) {
        guint n[3] = { 0 };
        gboolean known = FALSE;
        for (guint i = 0; i < e->n_rows; i++)
            if (e->rows[i].rules[l]) {
                known = TRUE;
                n[e->rows[i].states[l]]++;
            }
        if (l + 1 == e->target) {
            e->known_level = known;
            e->met = n[DCMM_COND_MET];
            e->missing = n[DCMM_COND_MISSING];
            e->unknown = n[DCMM_COND_UNKNOWN];
        }
        if (known && !n[DCMM_COND_MISSING]) {
            e->highest_open = l + 1;
            if (!n[DCMM_COND_UNKNOWN])
                e->highest = l + 1;
        }
    }
    e->verdict = e->missing ? DCMM_COND_MISSING : e->unknown || !e->known_level ? DCMM_COND_UNKNOWN : DCMM_COND_MET;
}

DcmmEligible *
dcmm_eligible (const DcmmEligibility *rules, const DcmmAnswers *answers, guint target)
{
    DcmmEligible *e = g_new0 (DcmmEligible, 1);

    e->rules = rules;
    e->answers = answers;
    e->target = target;
    e->role = role_of (rules, answers);
    e->strings = g_string_chunk_new (256);
    e->rows = g_new0 (DcmmEligRow, rules->n_columns + 1);
    for (guint c = 0; c < rules->n_columns; c++) {
        DcmmEligRow row = { .column = &rules->columns[c] };
        gboolean any = FALSE;
        for (guint i = 0; i < e->role->n_rules; i++)
            if (e->role->rules[i].column == c) {
                row.rules[e->role->rules[i].level - 1] = &e->role->rules[i];
                any = TRUE;
            }
        if (!any)
            continue;
        fill_row (e, &row);
        e->rows[e->n_rows++] = row;
    }
    sum_up (e);
    return e;
}

void
dcmm_eligible_free (DcmmEligible *e)
{
    if (!e)
        return;
    g_free (e->rows);
    g_string_chunk_free (e->strings);
    g_free (e);
}

/* An exact decimal without trailing zeros, at most two places, away from zero: a distance is never understated. */
static char *
decimal (const DcmmRational q)
{
    char buffer[DCMM_SCORE_LENGTH];
    gint64 hundredths = dcmm_rational_hundredths (q);
    char *text;

    if (mpq_cmp_si (q, (long) hundredths, 100) > 0)
        hundredths++;
    text = g_strdup (dcmm_score_text (hundredths, buffer));
    for (gsize n = strlen (text); n && (text[n - 1] == '0' || text[n - 1] == '.'); n--) {
        const gboolean point = text[n - 1] == '.';
        text[n - 1] = '\0';
        if (point)
            break;
    }
    return text;
}

static void
in_attribute_unit (const DcmmRuleColumn *column, const DcmmRational need, DcmmRational q)
{
    DcmmRational scale;

    mpq_init (scale);
    mpq_set (q, need);
    if (dcmm_rational_parse (column->scale, scale) && mpq_sgn (scale) > 0)
        mpq_div (q, q, scale);
    mpq_clear (scale);
}

char *
dcmm_eligible_amount (const DcmmEligRow *row, guint level)
{
    const DcmmRule *rule = row->rules[level - 1];
    DcmmRational have, need;
    char *text;

    if (!row->have || row->column->counting == DCMM_COUNT_YEARS)
        return NULL;
    mpq_inits (have, need, NULL);
    dcmm_rational_parse (row->have, have);
    in_attribute_unit (row->column, rule->need, need);
    mpq_sub (need, need, have);
    text = decimal (need);
    mpq_clears (have, need, NULL);
    return text;
}

char *
dcmm_eligible_need (const DcmmEligRow *row, guint level)
{
    DcmmRational q;
    char *text;

    mpq_init (q);
    in_attribute_unit (row->column, row->rules[level - 1]->need, q);
    text = decimal (q);
    mpq_clear (q);
    return text;
}

/* %1 the amount or the date from which it is met, %2 what there is, %3 what is required. */
char *
dcmm_eligible_distance (const DcmmEligible *e, const DcmmEligRow *row, guint level, DcmmLang lang)
{
    const DcmmRule *rule = row->rules[level - 1];
    const char *form = dcmm_words (&row->column->missing, lang);
    g_autofree char *amount = dcmm_eligible_amount (row, level), *need = dcmm_eligible_need (row, level);
    g_autoptr (GString) out = g_string_new (NULL);

    if (row->column->counting == DCMM_COUNT_YEARS) {
        char day[16];
        dcmm_date_add_months (dcmm_answers_attribute (e->answers, row->column->attribute), 12 * (int) dcmm_rational_scaled (rule->need, 1), day);
        g_free (amount);
        amount = g_strdup (day);
    }
    const char *parts[] = { amount, row->have, need };
    for (const char *c = form; *c; c++) {
        if (*c == '%' && c[1] >= '1' && c[1] <= '3')
            g_string_append (out, parts[*++c - '1']);
        else
            g_string_append_c (out, *c);
    }
    return g_string_free (g_steal_pointer (&out), FALSE);
}

gboolean
dcmm_eligible_reads (const DcmmEligible *e, const char *attribute)
{
    for (guint i = 0; i < e->rules->n_columns; i++)
        if (strcmp (e->rules->columns[i].attribute, attribute) == 0)
            return TRUE;
    return strcmp (attribute, "role") == 0;
}

guint
dcmm_within_reach (const DcmmScores *scores, const DcmmActions *actions)
{
    g_autoptr (DcmmScores) after = dcmm_scores_new (scores->questionnaire, scores->policy);
    DcmmRational now, then;

    mpq_inits (now, then, NULL);
    memcpy (after->values, scores->values, scores->questionnaire->n_criteria);
    mpq_set (after->bonus, scores->bonus);
    for (guint a = 0; a < actions->n_actions; a++)
        for (guint k = 0; k < actions->actions[a].n_raises; k++) {
            const DcmmRaise *raise = &actions->actions[a].raises[k];
            const int value = dcmm_policy_value (scores->policy, raise->to);
            if (value >= 0 && dcmm_scores_compliance (after, after->values[raise->criterion], now) &&
                dcmm_scores_compliance (after, (guint8) value, then) && mpq_cmp (then, now) > 0)
                after->values[raise->criterion] = (guint8) value;
        }
    mpq_clears (now, then, NULL);
    dcmm_scores_update (after);
    return (guint) after->level;
}

guint
dcmm_suggested_target (const DcmmEligible *e, guint reach)
{
    const guint target = MIN (reach, e->highest >= 2 ? e->highest : e->highest_open);

    return target >= 2 ? target : 0;
}
