#include "cli/dcmm.h"

#include <string.h>

typedef struct {
    const DcmmEligible *eligible;
    const DcmmOffers   *offers;
    guint               reach;      /* the level with every action done */
} Verdict;

enum { TEXT, JSON };
static const char *const formats[] = { "text", "json", NULL };

/* What is said of the enterprise that no column of the rule set counts. */
static gboolean
is_information (const DcmmEligible *e, const DcmmAttribute *attribute)
{
    return !dcmm_eligible_reads (e, attribute->key) && strcmp (attribute->key, "contact") != 0;
}

/* What people call an attribute that the profile holds; its key where it is one of their own. */
static const char *
attribute_word (const char *key)
{
    static const struct { const char *key, *word; } words[] = {
        { "region", N_("Region") }, { "township", N_("Township") }, { "industry", N_("Industry (GB/T 4754)") },
        { "industry_group", N_("Industry group") }, { "staff", N_("Staff") }, { "revenue_year", N_("Year of the revenue") },
        { "size", N_("Size of the enterprise") }, { "above_scale", N_("Above designated size") }, { "honours", N_("Honours") },
        { "mu_grade", N_("Efficiency grade") }, { "pipeline", N_("Stage") }, { "output_wan", N_("Output, CNY 10,000") },
        { "tax_wan", N_("Tax, CNY 10,000") }, { "ownership", N_("Ownership") }, { "address", N_("Address") },
    };

    for (guint i = 0; i < G_N_ELEMENTS (words); i++)
        if (strcmp (words[i].key, key) == 0)
            return _(words[i].word);
    return key;
}

static const char *
state_word (DcmmCondState state)
{
    static const char *const words[] = { [DCMM_COND_MET] = N_("met"), [DCMM_COND_MISSING] = N_("missing"), [DCMM_COND_UNKNOWN] = N_("unknown") };

    return _(words[state]);
}

static char *
verdict_text (const DcmmEligible *e)
{
    if (!e->known_level)
        return g_strdup_printf (_("no figures are known for level %u; ask the assessment agency"), e->target);
    if (e->missing)
        return g_strdup_printf (ngettext ("not eligible for level %u: %u condition is missing", "not eligible for level %u: %u conditions are missing", e->missing),
                                e->target, e->missing);
    if (e->unknown)
        return g_strdup_printf (ngettext ("open for level %u: none is missing, %u condition is unknown", "open for level %u: none is missing, %u conditions are unknown", e->unknown),
                                e->target, e->unknown);
    return g_strdup_printf (_("all known conditions for level %u are met"), e->target);
}

/* Columns of the names on the left. */
#define NAMES 28

/* Why nothing can be said of it; yours. */
static char *
unknown_text (const DcmmEligible *e, const DcmmEligRow *row)
{
    const char *told = dcmm_answers_attribute (e->answers, row->column->attribute);

    if (!told)
        return g_strdup_printf (_("the profile has no '%s'"), row->column->attribute);
    if (row->column->counting == DCMM_COUNT_YEARS)
        return g_strdup_printf (_("%s='%s' is not a date such as 2012-05-31, on or before that of the answers"), row->column->attribute, told);
    return g_strdup_printf (_("%s='%s' is not a number"), row->column->attribute, told);
}

/* Where what is lacking is entered, with the first of it as the example. */
static void
print_remedy (const DcmmEligible *e, GString *out)
{
    for (guint i = 0; i < e->n_rows; i++) {
        const DcmmEligRow *row = &e->rows[i];
        if (!row->rules[e->target - 1] || row->states[e->target - 1] != DCMM_COND_UNKNOWN)
            continue;
        const char *attribute = row->column->attribute;
        g_autofree char *told = g_strdup_printf (_("Enter it in the sheet as a row whose ref is #%s, or in the XML, inside <enterprise>, as <attribute key=\"%s\">."),
                                                 attribute, attribute);
        g_string_append (out, "  ");
        dcmm_text_wrap (out, told, 2, 80);
        g_string_append_c (out, '\n');
        return;
    }
}

/* A unit of several words (CNY 10,000) would read as one number with the figure before it: it stands behind the name. */
static gboolean
is_apart (const DcmmEligRow *row)
{
    return strchr (dcmm_words (&row->column->unit, dcmm_lang ()), ' ') != NULL;
}

/* How far it is, what there is, or what is not known; yours. */
static char *
state_text (const DcmmEligible *e, const DcmmEligRow *row)
{
    switch (row->states[e->target - 1]) {
    case DCMM_COND_MISSING:
        return dcmm_eligible_distance (e, row, e->target, dcmm_lang ());
    case DCMM_COND_MET: {
        g_autofree char *need = dcmm_eligible_need (row, e->target);
        const char *unit = dcmm_words (&row->column->unit, dcmm_lang ());
        return !*unit || is_apart (row) ? g_strdup_printf (_("%s (%s required)"), row->have ? row->have : "0", need)
                                        : g_strdup_printf (_("%s %s (%s required)"), row->have ? row->have : "0", unit, need);
    }
    default:
        return unknown_text (e, row);
    }
}

static void
print_state (const DcmmEligible *e, DcmmCondState state, GString *out)
{
    gboolean first = TRUE;

    for (guint i = 0; i < e->n_rows; i++) {
        const DcmmEligRow *row = &e->rows[i];
        if (!row->rules[e->target - 1] || row->states[e->target - 1] != state)
            continue;
        if (first)
            g_string_append_printf (out, "\n%s\n", state_word (state));
        first = FALSE;
        g_string_append (out, "  ");
        g_autofree char *name = g_strconcat (dcmm_words (&row->column->name, dcmm_lang ()), is_apart (row) ? ", " : NULL,
                                             dcmm_words (&row->column->unit, dcmm_lang ()), NULL);
        dcmm_text_pad (out, name, NAMES);
        g_string_append_c (out, ' ');
        g_autofree char *told = state_text (e, row);
        dcmm_text_wrap (out, told, NAMES + 3, 80);
        g_string_append_c (out, '\n');
    }
}

/* The lower of what may be applied for and what the work leads to. */
static void
print_target (const Verdict *v, GString *out)
{
    const DcmmEligible *e = v->eligible;
    const guint target = dcmm_suggested_target (e, v->reach);
    g_autoptr (GString) text = g_string_new (NULL);

    if (e->highest)
        g_string_append_printf (text, _("The highest level with all conditions met is %u."), e->highest);
    else if (e->highest_open)
        g_string_append_printf (text, _("No level has all conditions met; up to level %u none is missing."), e->highest_open);
    else
        g_string_append (text, _("There is no level with all conditions met."));
    g_string_append (text, dcmm_lang () == DCMM_ZH ? "" : " ");
    g_string_append_printf (text, _("With all improvement actions done the answers would come to level %u."), v->reach);
    if (target) {
        g_string_append (text, dcmm_lang () == DCMM_ZH ? "" : " ");
        g_string_append_printf (text, _("Suggested target: level %u, the lower of the two."), target);
    }
    dcmm_text_wrap (out, text->str, 0, 80);
    g_string_append_c (out, '\n');
}

static void
as_text (const Verdict *v, GString *out)
{
    const DcmmEligible *e = v->eligible;
    const DcmmLang lang = dcmm_lang ();
    g_autofree char *verdict = verdict_text (e);
    gboolean first = TRUE;

    g_string_append_printf (out, "%s\n%s\n", e->answers->name ? e->answers->name : e->answers->path, verdict);
    g_string_append_printf (out, _("rule set %s (%s), as %s"), e->rules->id, dcmm_words (&e->rules->name, lang), dcmm_words (&e->role->name, lang));
    g_string_append_c (out, '\n');
    print_state (e, DCMM_COND_MISSING, out);
    print_state (e, DCMM_COND_UNKNOWN, out);
    print_remedy (e, out);
    print_state (e, DCMM_COND_MET, out);
    for (guint i = 0; i < e->answers->attributes->len; i++) {
        const DcmmAttribute *attribute = &g_array_index (e->answers->attributes, DcmmAttribute, i);
        if (!is_information (e, attribute))
            continue;
        if (first)
            g_string_append_printf (out, "\n%s\n", _("for information"));
        first = FALSE;
        g_string_append (out, "  ");
        dcmm_text_pad (out, attribute_word (attribute->key), NAMES);
        g_string_append_c (out, ' ');
        dcmm_text_wrap (out, attribute->value, NAMES + 3, 80);
        g_string_append_c (out, '\n');
    }
    g_string_append_c (out, '\n');
    print_target (v, out);
    g_autofree char *advice = g_strdup_printf (_("Advice after public sources (%s, %s); the assessment agency's reading decides."),
                                               e->rules->source ? e->rules->source : "—", e->rules->date ? e->rules->date : "—");
    dcmm_text_wrap (out, advice, 0, 80);
    g_string_append_c (out, '\n');
    dcmm_print_offers (v->offers, out);
}

static void
condition_json (const DcmmEligible *e, const DcmmEligRow *row, DcmmJson *json)
{
    const DcmmRule *rule = row->rules[e->target - 1];
    const DcmmCondState state = row->states[e->target - 1];

    dcmm_json_open (json, '{');
    dcmm_json_key (json, "key");
    dcmm_json_string (json, row->column->key);
    dcmm_json_key (json, "attribute");
    dcmm_json_string (json, row->column->attribute);
    dcmm_json_key (json, "name");
    dcmm_json_string (json, dcmm_words (&row->column->name, dcmm_lang ()));
    dcmm_json_key (json, "state");
    dcmm_json_string (json, dcmm_cond_ids[state]);
    dcmm_json_key (json, "have");
    dcmm_json_string (json, row->have);
    dcmm_json_key (json, "need");
    dcmm_json_string (json, rule->need_text);
    if (state == DCMM_COND_MISSING) {
        g_autofree char *distance = dcmm_eligible_distance (e, row, e->target, dcmm_lang ()), *amount = dcmm_eligible_amount (row, e->target);
        dcmm_json_key (json, "missing");
        dcmm_json_string (json, amount);
        dcmm_json_key (json, "distance");
        dcmm_json_string (json, distance);
    }
    dcmm_json_key (json, "source");
    dcmm_json_string (json, rule->source);
    dcmm_json_key (json, "confidence");
    dcmm_json_string (json, rule->confidence);
    dcmm_json_close (json, '}');
}

static void
as_json (const Verdict *v, GString *out)
{
    static const char *const verdicts[] = { [DCMM_COND_MET] = "eligible", [DCMM_COND_MISSING] = "not eligible", [DCMM_COND_UNKNOWN] = "open" };
    const DcmmEligible *e = v->eligible;
    DcmmJson json;

    dcmm_json_init (&json, out);
    dcmm_json_open (&json, '{');
    dcmm_json_key (&json, "rules");
    dcmm_json_string (&json, e->rules->id);
    dcmm_json_key (&json, "role");
    dcmm_json_string (&json, e->role->role);
    dcmm_json_key (&json, "target");
    dcmm_json_integer (&json, e->target);
    dcmm_json_key (&json, "verdict");
    dcmm_json_string (&json, verdicts[e->verdict]);
    dcmm_json_key (&json, "highest");
    dcmm_json_integer (&json, e->highest);
    dcmm_json_key (&json, "conditions");
    dcmm_json_open (&json, '[');
    for (guint i = 0; i < e->n_rows; i++)
        if (e->rows[i].rules[e->target - 1])
            condition_json (e, &e->rows[i], &json);
    dcmm_json_close (&json, ']');
    dcmm_json_key (&json, "information");
    dcmm_json_open (&json, '{');
    for (guint i = 0; i < e->answers->attributes->len; i++) {
        const DcmmAttribute *attribute = &g_array_index (e->answers->attributes, DcmmAttribute, i);
        if (!is_information (e, attribute))
            continue;
        dcmm_json_key (&json, attribute->key);
        dcmm_json_string (&json, attribute->value);
    }
    dcmm_json_close (&json, '}');
    dcmm_json_key (&json, "within_reach");
    dcmm_json_integer (&json, v->reach);
    dcmm_json_key (&json, "suggested_target");
    if (dcmm_suggested_target (e, v->reach))
        dcmm_json_integer (&json, dcmm_suggested_target (e, v->reach));
    else
        dcmm_json_string (&json, NULL);
    dcmm_json_key (&json, "programmes");
    dcmm_offers_json (v->offers, &json);
    dcmm_json_close (&json, '}');
    g_string_append_c (out, '\n');
}

/* A questionnaire of one's own may have no actions: then what is reached already. */
static guint
within_reach (DcmmLibrary *library, const DcmmScores *scores)
{
    g_autoptr (GError) none = NULL;
    const DcmmActions *actions = dcmm_library_actions (library, scores->questionnaire, &none);

    return actions ? dcmm_within_reach (scores, actions) : (guint) scores->level;
}

int
dcmm_cmd_eligible (DcmmCli *cli, int argc, char **argv, GError **error)
{
    g_autofree char *format = NULL, *rules_id = NULL, *target_text = NULL, *path = NULL, *policy_id = NULL, *overlay = NULL, *programmes = NULL;
    const GOptionEntry options[] = {
        { "target", 0,   0, G_OPTION_ARG_STRING,   &target_text, N_("the level to apply for"), N_("1-5") },
        { "rules",  0,   0, G_OPTION_ARG_FILENAME, &rules_id,    N_("a shipped rule set (default: the newest), or a file"), N_("ID|FILE") },
        { "programmes", 0, 0, G_OPTION_ARG_FILENAME, &programmes, N_("a table of pilots and subsidies in place of the shipped one"), N_("FILE") },
        { "policy", 0,   0, G_OPTION_ARG_FILENAME, &policy_id,   N_("the policy whose values are allowed"), N_("ID|FILE") },
        { "overlay", 0,  0, G_OPTION_ARG_FILENAME, &overlay,     N_("texts laid over the questionnaire"), N_("FILE") },
        { "format", 0,   0, G_OPTION_ARG_STRING,   &format,      N_("text or json"), N_("FORMAT") },
        { "output", 'o', 0, G_OPTION_ARG_FILENAME, &path,        N_("the file to write"), N_("FILE") },
        G_OPTION_ENTRY_NULL
    };
    static void (*const as[]) (const Verdict *v, GString *out) = { [TEXT] = as_text, [JSON] = as_json };
    g_autoptr (GString) out = g_string_new (NULL);
    guint target;
    int how;

    if (!dcmm_cli_parse (cli, options, argc, argv, error))
        return -1;
    if ((how = dcmm_choose_format (format, path, formats, error)) < 0 || !dcmm_parse_target (target_text, &target, error))
        return -1;
    g_autoptr (DcmmLibrary) library = dcmm_library_new (overlay);
    const DcmmEligibility *rules = dcmm_library_eligibility (library, rules_id, error);
    const DcmmPolicy *policy = rules ? dcmm_library_policy (library, policy_id, error) : NULL;
    if (!policy)
        return -1;
    g_autoptr (DcmmAnswers) answers = dcmm_answers_open (cli->rest[0], library, policy, error);
    if (!answers)
        return -1;
    const DcmmProgrammes *table = dcmm_library_programmes (library, programmes, error);
    g_autoptr (DcmmScores) scores = dcmm_scores_new (answers->questionnaire, policy);
    if (!table || !dcmm_scores_take (scores, answers, DCMM_SELF, error))
        return -1;
    g_autoptr (DcmmEligible) e = dcmm_eligible (rules, answers, target);
    g_autoptr (DcmmOffers) offers = dcmm_offers (table, answers, target);
    const Verdict verdict = { e, offers, within_reach (library, scores) };
    as[how] (&verdict, out);
    if (!dcmm_write_file (path, out->str, out->len, error))
        return -1;
    return e->verdict == DCMM_COND_MET ? DCMM_DONE : DCMM_SHORT;
}
