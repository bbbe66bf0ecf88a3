/* Pilots and subsidies, as text and as JSON: what `dcmm eligible` says beside its verdict. */
#include "cli/dcmm.h"

#define WIDTH 80

static const char *
state_text (const DcmmOffer *offer)
{
    if (offer->state == DCMM_COND_MISSING)
        return _("a condition is missing");
    return offer->state == DCMM_COND_MET ? _("the conditions that can be checked are met") : _("to be checked with the office");
}

static const char *
confidence_word (const char *confidence)
{
    static const struct { const char *id, *word; } words[] = {
        { "high", N_("high confidence") }, { "medium", N_("medium confidence") }, { "low", N_("low confidence") },
        { "unknown", N_("not verified") },
    };

    for (guint i = 0; i < G_N_ELEMENTS (words); i++)
        if (g_str_equal (words[i].id, confidence))
            return _(words[i].word);
    return confidence;
}

static void
line (GString *out, const char *text)
{
    g_string_append (out, "    ");
    dcmm_text_wrap (out, text, 4, WIDTH);
    g_string_append_c (out, '\n');
}

static void
print_offer (const DcmmOffers *offers, const DcmmOffer *offer, GString *out)
{
    static const char *const signs[] = { [DCMM_COND_MET] = "●", [DCMM_COND_MISSING] = "○", [DCMM_COND_UNKNOWN] = "?" };
    const DcmmProgramme *p = offer->programme;
    const DcmmLang lang = dcmm_lang ();
    g_autofree char *worth = dcmm_offer_worth (p), *head = NULL, *about = NULL;
    g_autoptr (GString) source = g_string_new (NULL);

    head = g_strdup_printf ("%s %s", signs[offer->state], dcmm_words (&p->title, lang));
    g_string_append (out, "  ");
    dcmm_text_wrap (out, head, 4, WIDTH);
    g_string_append_c (out, '\n');
    about = g_strjoin (_(", "), dcmm_words (&p->region_name, lang), dcmm_kind_word (p->kind), worth ? worth : _("no figure known"), state_text (offer), NULL);
    line (out, about);
    if (*dcmm_words (&p->text, lang))
        line (out, dcmm_words (&p->text, lang));
    for (guint i = 0; i < p->n; i++) {
        g_autofree char *need = g_strdup_printf ("%s %s", signs[offer->needs[i]], dcmm_words (&offers->table->needs[p->first + i].text, lang));
        line (out, need);
    }
    g_string_append_printf (source, _("Source: %s (%s), %s"), p->source, p->date, confidence_word (p->confidence));
    if (offer->old)
        g_string_append (source, _("; older than 12 months, ask whether it still holds"));
    line (out, source->str);
}

void
dcmm_print_offers (const DcmmOffers *offers, GString *out)
{
    if (!offers->table->n_programmes)
        return;
    g_string_append_printf (out, "\n%s", _("pilots and support"));
    if (offers->table->date)
        g_string_append_printf (out, _(" (table of %s)"), offers->table->date);
    g_string_append_c (out, '\n');
    for (guint i = 0; i < offers->n_offers; i++)
        print_offer (offers, &offers->offers[i], out);
    if (offers->no_region)
        line (out, _("The profile has no 'region': only what holds for the whole country is listed."));
    else if (!offers->n_offers)
        line (out, _("None is known for this region."));
    if (offers->ended + offers->later) {
        g_autofree char *text = g_strdup_printf (_("Left out: %u that have ended, %u that have not begun on the day of the answers."), offers->ended, offers->later);
        line (out, text);
    }
    line (out, _("No amount is promised: the office's document of the year decides."));
}

static void
pair (DcmmJson *json, const char *key, const char *value)
{
    dcmm_json_key (json, key);
    dcmm_json_string (json, value);
}

void
dcmm_offers_json (const DcmmOffers *offers, DcmmJson *json)
{
    dcmm_json_open (json, '[');
    for (guint i = 0; i < offers->n_offers; i++) {
        const DcmmOffer *offer = &offers->offers[i];
        const DcmmProgramme *p = offer->programme;
        dcmm_json_open (json, '{');
        pair (json, "id", p->id);
        pair (json, "kind", dcmm_kind_ids[p->kind]);
        pair (json, "title", dcmm_words (&p->title, dcmm_lang ()));
        pair (json, "region", p->region);
        pair (json, "state", dcmm_cond_ids[offer->state]);
        pair (json, "amount", p->amount);
        pair (json, "share", p->share);
        pair (json, "cap", p->cap);
        pair (json, "source", p->source);
        pair (json, "date", p->date);
        pair (json, "confidence", p->confidence);
        dcmm_json_key (json, "old");
        dcmm_json_bool (json, offer->old);
        dcmm_json_key (json, "needs");
        dcmm_json_open (json, '[');
        for (guint k = 0; k < p->n; k++) {
            dcmm_json_open (json, '{');
            pair (json, "attribute", offers->table->needs[p->first + k].attribute);
            pair (json, "state", dcmm_cond_ids[offer->needs[k]]);
            dcmm_json_close (json, '}');
        }
        dcmm_json_close (json, ']');
        dcmm_json_close (json, '}');
    }
    dcmm_json_close (json, ']');
}
