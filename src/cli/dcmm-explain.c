#include "cli/dcmm.h"

#include <string.h>

static void
fraction (GString *out, const DcmmRational q)
{
    g_autofree char *text = dcmm_rational_text (q);

    g_string_append (out, text);
}

static void
printed (GString *out, gint64 hundredths)
{
    char buffer[DCMM_SCORE_LENGTH];

    g_string_append (out, dcmm_score_text (hundredths, buffer));
}

static void
explain_criterion (const DcmmScores *s, guint c, GString *out)
{
    const DcmmCriterion *criterion = &s->questionnaire->criteria[c];
    const guint8 value = s->values[c];
    DcmmRational q;

    g_string_append (out, "      ");
    dcmm_text_pad (out, criterion->id, 10);
    mpq_init (q);
    if (!dcmm_scores_compliance (s, value, q))
        dcmm_text_pad (out, "—", 6);
    else {
        g_autofree char *text = dcmm_rational_text (q);
        dcmm_text_pad (out, text, 6);
    }
    mpq_clear (q);
    dcmm_text_pad (out, value == DCMM_UNANSWERED ? _("unanswered") : dcmm_policy_word (s->policy, value, dcmm_lang ()), 12);
    if (strcmp (criterion->weight, "1") != 0)
        g_string_append_printf (out, _(" weight %s"), criterion->weight);
    g_string_append_c (out, ' ');
    dcmm_text_wrap (out, dcmm_words (&criterion->text, dcmm_lang ()), 35, 80);
    g_string_append_c (out, '\n');
}

static void
explain_level (const DcmmScores *s, guint i, guint level, GString *out)
{
    const DcmmItem       *item = &s->questionnaire->items[i];
    const DcmmLevelScore *l = &s->items[i].levels[level - 1];
    DcmmRational sum, weight;

    g_string_append_printf (out, "    %s ", _("level"));
    g_string_append_printf (out, "%u: ", level);
    if (l->inherited) {
        g_string_append (out, level > 1 ? _("nothing applies; takes the score below, ") : _("nothing applies; counts as "));
    } else {
        mpq_inits (sum, weight, NULL);
        dcmm_level_parts (s, i, level, sum, weight);
        fraction (out, sum);
        g_string_append (out, " ÷ ");
        fraction (out, weight);
        g_string_append (out, " = ");
        mpq_clears (sum, weight, NULL);
    }
    fraction (out, l->score);
    if (level > s->items[i].counted)
        g_string_append (out, _("  (not counted)"));
    else if (level == s->items[i].counted && level < DCMM_LEVELS && s->policy->combine == DCMM_GATED)
        g_string_append_printf (out, _("  (below the gate of %s: counting stops here)"), s->policy->gate_text);
    g_string_append_c (out, '\n');
    for (guint c = item->first; c < item->first + item->n; c++)
        if (s->questionnaire->criteria[c].level == level)
            explain_criterion (s, c, out);
}

static void
explain_terms (const DcmmItemScore *item, const DcmmPolicy *policy, GString *out)
{
    if (policy->combine == DCMM_HIGHEST) {
        g_string_append_printf (out, _("the highest level up to which every level is at least %s: "), policy->gate_text);
        return;
    }
    for (guint l = 0; l < item->counted; l++) {
        g_string_append (out, l ? " + " : "");
        fraction (out, item->levels[l].score);
    }
    g_string_append (out, " = ");
}

static void
explain_item (const DcmmScores *s, guint i, gboolean deep, GString *out)
{
    const DcmmItem *item = &s->questionnaire->items[i];

    g_string_append_printf (out, "  %s %s: ", item->id, dcmm_words (&item->name, dcmm_lang ()));
    if (!s->items[i].applicable) {
        g_string_append_printf (out, "%s\n", _("nothing applies; left out of the mean"));
        return;
    }
    explain_terms (&s->items[i], s->policy, out);
    fraction (out, s->items[i].score);
    g_string_append (out, " → ");
    printed (out, s->items[i].printed);
    g_string_append_c (out, '\n');
    for (guint level = 1; deep && level <= DCMM_LEVELS; level++)
        explain_level (s, i, level, out);
}

/* (w₁ × s₁ + …) ÷ Σw, weights of 1 unsaid. */
typedef struct { GString *sum; DcmmRational weights; guint n; gboolean weighted; } Terms;

static void
add_term (Terms *terms, mpq_srcptr score, mpq_srcptr weight)
{
    g_string_append (terms->sum, terms->n++ ? " + " : "");
    if (mpq_cmp_ui (weight, 1, 1) != 0) {
        terms->weighted = TRUE;
        fraction (terms->sum, weight);
        g_string_append (terms->sum, " × ");
    }
    fraction (terms->sum, score);
    mpq_add (terms->weights, terms->weights, weight);
}

static void
end_terms (Terms *terms, const DcmmRational score, GString *out)
{
    if (terms->n > 1)
        g_string_append_printf (out, "(%s)", terms->sum->str);
    else
        g_string_append (out, terms->sum->str);
    g_string_append (out, " ÷ ");
    fraction (out, terms->weights);
    g_string_append (out, " = ");
    fraction (out, score);
    mpq_clear (terms->weights);
    g_string_free (terms->sum, TRUE);
}

static void
explain_domain (const DcmmScores *s, guint d, gboolean deep, GString *out)
{
    const DcmmDomain *domain = &s->questionnaire->domains[d];
    Terms terms = { .sum = g_string_new (NULL) };

    g_string_append_printf (out, "%s %s: ", domain->id, dcmm_words (&domain->name, dcmm_lang ()));
    mpq_init (terms.weights);
    for (guint i = domain->first; i < domain->first + domain->n; i++)
        if (s->items[i].applicable)
            add_term (&terms, s->items[i].score, dcmm_policy_weight (s->policy, s->questionnaire->items[i].id, FALSE));
    if (terms.n) {
        end_terms (&terms, s->domains[d].score, out);
        g_string_append (out, " → ");
        printed (out, s->domains[d].printed);
    } else {
        mpq_clear (terms.weights);
        g_string_free (terms.sum, TRUE);
        g_string_append (out, _("nothing applies; left out of the mean"));
    }
    g_string_append_c (out, '\n');
    for (guint i = domain->first; i < domain->first + domain->n; i++)
        explain_item (s, i, deep, out);
}

static void
explain_whole (const DcmmScores *s, GString *out)
{
    Terms terms = { .sum = g_string_new (NULL) };

    g_string_append_printf (out, "%s ", _("Overall:"));
    mpq_init (terms.weights);
    for (guint d = 0; d < s->questionnaire->n_domains; d++)
        if (s->domains[d].applicable)
            add_term (&terms, s->domains[d].score, dcmm_policy_weight (s->policy, s->questionnaire->domains[d].id, TRUE));
    if (!terms.n) {
        mpq_clear (terms.weights);
        g_string_free (terms.sum, TRUE);
        g_string_append (out, _("nothing applies"));
    } else {
        end_terms (&terms, s->raw, out);
        if (mpq_sgn (s->bonus) > 0) {
            g_string_append (out, "; + ");
            fraction (out, s->bonus);
            g_string_append_printf (out, " (%s) = ", _("bonus"));
            fraction (out, s->overall);
        }
    }
    g_string_append (out, " → ");
    printed (out, s->printed);
    g_string_append_printf (out, _(", level %d (policy %s)"), s->level, s->policy->id);
    g_string_append (out, "\n\n");
    for (guint d = 0; d < s->questionnaire->n_domains; d++)
        explain_domain (s, d, FALSE, out);
}

gboolean
dcmm_print_explanation (const DcmmScores *s, const char *ref, GString *out)
{
    const int item = dcmm_questionnaire_item (s->questionnaire, ref), domain = dcmm_questionnaire_domain (s->questionnaire, ref);

    if (strcmp (ref, "all") == 0)
        explain_whole (s, out);
    else if (domain >= 0)
        explain_domain (s, (guint) domain, TRUE, out);
    else if (item >= 0)
        explain_item (s, (guint) item, TRUE, out);
    else
        return FALSE;
    return TRUE;
}
