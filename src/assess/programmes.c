#include "assess/programmes.h"

#include <stdlib.h>
#include <string.h>

#include "assess/exact.h"

/* 330282 lies in 330200, in 330000 and in 000000: how many digits are shared where it does, else -1. */
static int
lies_in (const char *region, const char *programme)
{
    guint digits = 6;

    while (digits && programme[digits - 1] == '0' && programme[digits - 2] == '0')
        digits -= 2;
    return strncmp (region, programme, digits) == 0 ? (int) digits : -1;
}

/* Six digits, of the region or else of the township; NULL: not said. */
static const char *
region_of (const DcmmAnswers *answers)
{
    static const char *const keys[] = { "region", "township" };

    for (guint i = 0; i < G_N_ELEMENTS (keys); i++) {
        const char *code = dcmm_answers_attribute (answers, keys[i]);
        if (code && strspn (code, "0123456789") >= 6)
            return code;
    }
    return NULL;
}

static DcmmCondState
judge (const DcmmAnswers *answers, const DcmmProgrammeNeed *need)
{
    DcmmCondState state = DCMM_COND_UNKNOWN;

    if (need->one_of) {
        const char *value = dcmm_answers_attribute (answers, need->attribute);
        g_auto (GStrv) these = g_strsplit (need->one_of, ",", -1);
        for (guint i = 0; these[i]; i++)
            g_strstrip (these[i]);
        return !value || !*value ? DCMM_COND_UNKNOWN : g_strv_contains ((const char *const *) these, value) ? DCMM_COND_MET : DCMM_COND_MISSING;
    }
    g_autofree char *have = dcmm_attribute_counted (answers, need->attribute, need->counting);
    DcmmRational has, wants;
    mpq_inits (has, wants, NULL);
    if (have && dcmm_rational_parse (have, has) && dcmm_rational_parse (need->from, wants))
        state = mpq_cmp (has, wants) >= 0 ? DCMM_COND_MET : DCMM_COND_MISSING;
    mpq_clears (has, wants, NULL);
    return state;
}

/* One condition that fails decides, one that is not known leaves it open, and so does none at all. */
static void
judge_all (const DcmmOffers *offers, DcmmOffer *offer)
{
    const DcmmProgramme *p = offer->programme;
    gboolean open = !p->n;

    offer->needs = g_new (DcmmCondState, p->n + 1);
    offer->state = DCMM_COND_MET;
    for (guint i = 0; i < p->n; i++) {
        offer->needs[i] = judge (offers->answers, &offers->table->needs[p->first + i]);
        if (offer->needs[i] == DCMM_COND_MISSING)
            offer->state = DCMM_COND_MISSING;
        open |= offer->needs[i] == DCMM_COND_UNKNOWN;
    }
    if (open && offer->state == DCMM_COND_MET)
        offer->state = DCMM_COND_UNKNOWN;
}

static gboolean
is_old (const DcmmProgramme *p, const char *day)
{
    const char *seen = p->checked_on ? p->checked_on : p->date;
    char year[16] = "";

    if (!day || !dcmm_date_valid (day))
        return FALSE;
    dcmm_date_add_months (day, -12, year);
    return strncmp (seen, year, strlen (seen)) < 0;         /* a source may give no more than its year */
}

static int
nearest_first (gconstpointer a, gconstpointer b)
{
    const DcmmProgramme *x = ((const DcmmOffer *) a)->programme, *y = ((const DcmmOffer *) b)->programme;
    const int near_x = lies_in (x->region, x->region), near_y = lies_in (y->region, y->region);

    if (near_x != near_y)
        return near_x > near_y ? -1 : 1;
    return x < y ? -1 : x > y;
}

DcmmOffers *
dcmm_offers (const DcmmProgrammes *table, const DcmmAnswers *answers, guint target)
{
    DcmmOffers *offers = g_new0 (DcmmOffers, 1);
    const char *region = region_of (answers), *role = dcmm_answers_attribute (answers, "role"), *day = answers->date;

    offers->table = table;
    offers->answers = answers;
    offers->no_region = !region;
    offers->offers = g_new0 (DcmmOffer, table->n_programmes + 1);
    for (guint i = 0; i < table->n_programmes; i++) {
        const DcmmProgramme *p = &table->programmes[i];
        DcmmOffer offer = { .programme = p, .old = is_old (p, day) };
        if (lies_in (region ? region : "000000", p->region) < 0 || p->level > target || (p->role && strcmp (p->role, role ? role : "owner") != 0))
            continue;
        if (day && p->to && strcmp (p->to, day) < 0) {
            offers->ended++;
            continue;
        }
        if (day && p->from && strcmp (p->from, day) > 0) {
            offers->later++;
            continue;
        }
        judge_all (offers, &offer);
        offers->offers[offers->n_offers++] = offer;
    }
    qsort (offers->offers, offers->n_offers, sizeof (DcmmOffer), nearest_first);
    return offers;
}

void
dcmm_offers_free (DcmmOffers *offers)
{
    if (!offers)
        return;
    for (guint i = 0; i < offers->n_offers; i++)
        g_free (offers->offers[i].needs);
    g_free (offers->offers);
    g_free (offers);
}

const char *
dcmm_kind_word (DcmmProgrammeKind kind)
{
    static const char *const words[DCMM_KINDS] = {
        [DCMM_KIND_PILOT] = N_("pilot list"), [DCMM_KIND_REWARD] = N_("reward"), [DCMM_KIND_SHARE] = N_("share of the cost"),
        [DCMM_KIND_VOUCHER] = N_("service voucher"), [DCMM_KIND_POLICY] = N_("policy paper"),
    };

    return _(words[kind]);
}

/* 400000 as "40" or "400,000": money is 万元 in Chinese and CNY in English. */
static char *
yuan (const char *amount)
{
    const guint64 n = g_ascii_strtoull (amount, NULL, 10);

    if (dcmm_lang () == DCMM_ZH)
        return n % 10000 ? g_strdup_printf ("%" G_GUINT64_FORMAT "元", n) : g_strdup_printf ("%" G_GUINT64_FORMAT "万元", n / 10000);
    g_autoptr (GString) out = g_string_new (amount);
    for (gssize i = (gssize) out->len - 3; i > 0; i -= 3)
        g_string_insert_c (out, i, ',');
    return g_strconcat ("CNY ", out->str, NULL);
}

/* "0.3" as "30%", "0.125" as "12.5%". */
static char *
percent_of (const char *share)
{
    DcmmRational q;
    gint64 tenths;

    mpq_init (q);
    dcmm_rational_parse (share, q);
    tenths = dcmm_rational_scaled (q, 1000);
    mpq_clear (q);
    return tenths % 10 ? g_strdup_printf ("%" G_GINT64_FORMAT ".%d%%", tenths / 10, (int) (tenths % 10)) : g_strdup_printf ("%" G_GINT64_FORMAT "%%", tenths / 10);
}

char *
dcmm_offer_worth (const DcmmProgramme *p)
{
    g_autofree char *cap = p->cap ? yuan (p->cap) : NULL, *amount = p->amount ? yuan (p->amount) : NULL;
    g_autofree char *percent = p->share ? percent_of (p->share) : NULL;

    if (percent && cap)
        return g_strdup_printf (_("%s of the cost, up to %s"), percent, cap);
    if (percent)
        return g_strdup_printf (_("%s of the cost"), percent);
    if (amount)
        return g_steal_pointer (&amount);
    return cap ? g_strdup_printf (_("up to %s"), cap) : NULL;
}
