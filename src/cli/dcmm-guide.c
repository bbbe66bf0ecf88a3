/* What helps to answer a criterion, read at a terminal: `dcmm models ID 7.1`, `dcmm models ID 7.1-2.3`. */
#include "cli/dcmm.h"

#include <string.h>

#define WIDTH 80

static void
paragraph (GString *out, const char *label, const char *text)
{
    g_autofree char *line = g_strconcat (label ? label : "", _(": "), text, NULL);

    if (!*text)
        return;
    g_string_append (out, "    ");
    dcmm_text_wrap (out, line, 4, WIDTH);
    g_string_append_c (out, '\n');
}

static void
guide_criterion (const DcmmGuide *guide, const DcmmCriterion *criterion, GString *out)
{
    const DcmmLang lang = dcmm_lang ();
    const int role = criterion->who ? dcmm_roles_find (guide->roles, criterion->who) : -1;
    g_autofree char *degree = dcmm_policy_between (guide->policy, criterion, lang);

    g_string_append_printf (out, "\n  %s  ", criterion->id);
    dcmm_text_wrap (out, dcmm_words (&criterion->text, lang), 4 + (guint) strlen (criterion->id), WIDTH);
    g_string_append_c (out, '\n');
    paragraph (out, _("Hint"), dcmm_words (&criterion->hint, lang));
    paragraph (out, _("Who usually knows"), role < 0 ? "" : dcmm_words (&guide->roles->roles[role].name, lang));
    paragraph (out, degree, dcmm_words (&criterion->degree, lang));
    paragraph (out, _("Usual evidence"), dcmm_words (&criterion->evidence, lang));
    paragraph (out, _("Enough, for example"), dcmm_words (&criterion->suffices, lang));
    paragraph (out, _("Not enough, for example"), dcmm_words (&criterion->lacks, lang));
}

static void
guide_item (const DcmmGuide *guide, const DcmmItem *item, GString *out)
{
    const DcmmLang lang = dcmm_lang ();

    g_string_append_printf (out, "%s %s\n\n", item->id, dcmm_words (&item->name, lang));
    g_string_append (out, "    ");
    dcmm_text_wrap (out, dcmm_words (&item->purpose, lang), 4, WIDTH);
    g_string_append_c (out, '\n');
    paragraph (out, _("If it is left"), dcmm_words (&item->risk, lang));
    paragraph (out, _("Start here"), dcmm_words (&item->start, lang));
    for (guint c = item->first; c < item->first + item->n; c++)
        guide_criterion (guide, &guide->questionnaire->criteria[c], out);
}

gboolean
dcmm_guide (const DcmmGuide *guide, const char *ref, GString *out, GError **error)
{
    const DcmmQuestionnaire *q = guide->questionnaire;
    const int criterion = dcmm_questionnaire_criterion (q, ref), item = dcmm_questionnaire_item (q, ref), domain = dcmm_questionnaire_domain (q, ref);

    if (criterion >= 0)
        guide_criterion (guide, &q->criteria[criterion], out);
    else if (item >= 0)
        guide_item (guide, &q->items[item], out);
    else if (domain >= 0)
        for (guint i = q->domains[domain].first; i < q->domains[domain].first + q->domains[domain].n; i++) {
            if (i > q->domains[domain].first)
                g_string_append_c (out, '\n');
            guide_item (guide, &q->items[i], out);
        }
    else
        return dcmm_fail (error, DCMM_USE, _("%s has no domain, item or criterion '%s'"), q->id, ref);
    return TRUE;
}
