#include "cli/dcmm.h"

#include <string.h>

enum { TEXT, JSON };
static const char *const formats[] = { "text", "json", NULL };

/* ---- JSON ---- */

static void
set_json (const DcmmComparison *c, guint set, DcmmJson *json)
{
    const DcmmAnswers *a = c->sets[set].answers;
    const DcmmScores *s = c->sets[set].scores;

    dcmm_json_open (json, '{');
    dcmm_json_key (json, "file");
    dcmm_json_string (json, a->path);
    dcmm_json_key (json, "date");
    dcmm_json_string (json, a->date);
    dcmm_json_key (json, "questionnaire");
    dcmm_json_string (json, a->questionnaire->id);
    dcmm_json_key (json, "enterprise");
    dcmm_json_inline (json, '{');
    dcmm_json_key (json, "uscc");
    dcmm_json_string (json, a->uscc);
    dcmm_json_key (json, "name");
    dcmm_json_string (json, a->name);
    dcmm_json_close (json, '}');
    dcmm_json_key (json, "complete");
    dcmm_json_bool (json, s->answered == a->questionnaire->n_criteria);
    dcmm_json_key (json, "answered");
    dcmm_json_integer (json, s->answered);
    dcmm_json_key (json, "criteria");
    dcmm_json_integer (json, a->questionnaire->n_criteria);
    dcmm_json_key (json, "score");
    dcmm_json_score (json, s->printed);
    dcmm_json_key (json, "level");
    dcmm_json_integer (json, s->level);
    dcmm_json_close (json, '}');
}

typedef struct {
    gboolean applicable;
    gint64   printed;
    int      level;
} Figure;

typedef Figure (*FigureOf) (const DcmmScores *scores, guint index);

static Figure
overall_figure (const DcmmScores *s, guint index)
{
    (void) index;
    return (Figure) { TRUE, s->printed, s->level };
}

static Figure
domain_figure (const DcmmScores *s, guint index)
{
    return (Figure) { s->domains[index].applicable, s->domains[index].printed, s->domains[index].level };
}

static Figure
item_figure (const DcmmScores *s, guint index)
{
    return (Figure) { s->items[index].applicable, s->items[index].printed, s->items[index].level };
}

/* "scores", "levels" and "change" of one row over the sets of a series. */
static void
figures_json (const DcmmComparison *c, const DcmmSeries *series, FigureOf figure, guint index, DcmmJson *json)
{
    const guint n = series->sets->len;
    const Figure first = figure (c->sets[g_array_index (series->sets, guint, 0)].scores, index);
    const Figure last = figure (c->sets[g_array_index (series->sets, guint, n - 1)].scores, index);

    for (guint levels = 0; levels < 2; levels++) {
        dcmm_json_key (json, levels ? "levels" : "scores");
        dcmm_json_inline (json, '[');
        for (guint i = 0; i < n; i++) {
            const Figure f = figure (c->sets[g_array_index (series->sets, guint, i)].scores, index);
            if (!f.applicable)
                dcmm_json_null (json);
            else if (levels)
                dcmm_json_integer (json, f.level);
            else
                dcmm_json_score (json, f.printed);
        }
        dcmm_json_close (json, ']');
    }
    dcmm_json_key (json, "change");
    if (n > 1 && first.applicable && last.applicable)
        dcmm_json_score (json, last.printed - first.printed);
    else
        dcmm_json_null (json);
}

static void
named_json (const char *id, const DcmmWords *name, DcmmJson *json)
{
    dcmm_json_key (json, "id");
    dcmm_json_string (json, id);
    dcmm_json_key (json, "name");
    dcmm_json_string (json, dcmm_words (name, dcmm_lang ()));
}

static void
series_json (const DcmmComparison *c, const DcmmSeries *series, DcmmJson *json)
{
    const DcmmQuestionnaire *q = series->questionnaire;

    dcmm_json_open (json, '{');
    dcmm_json_key (json, "questionnaire");
    dcmm_json_string (json, q->id);
    dcmm_json_key (json, "answers");
    dcmm_json_inline (json, '[');
    for (guint i = 0; i < series->sets->len; i++)
        dcmm_json_integer (json, g_array_index (series->sets, guint, i));
    dcmm_json_close (json, ']');
    dcmm_json_key (json, "overall");
    dcmm_json_open (json, '{');
    figures_json (c, series, overall_figure, 0, json);
    dcmm_json_close (json, '}');
    dcmm_json_key (json, "domains");
    dcmm_json_open (json, '[');
    for (guint d = 0; d < q->n_domains; d++) {
        dcmm_json_open (json, '{');
        named_json (q->domains[d].id, &q->domains[d].name, json);
        figures_json (c, series, domain_figure, d, json);
        dcmm_json_key (json, "items");
        dcmm_json_open (json, '[');
        for (guint i = q->domains[d].first; i < q->domains[d].first + q->domains[d].n; i++) {
            dcmm_json_open (json, '{');
            named_json (q->items[i].id, &q->items[i].name, json);
            figures_json (c, series, item_figure, i, json);
            dcmm_json_close (json, '}');
        }
        dcmm_json_close (json, ']');
        dcmm_json_close (json, '}');
    }
    dcmm_json_close (json, ']');
    dcmm_json_close (json, '}');
}

static void
value_json (const DcmmComparison *c, const char *key, guint8 value, DcmmJson *json)
{
    dcmm_json_key (json, key);
    dcmm_json_string (json, value == DCMM_UNANSWERED ? NULL : c->policy->values[value].id);
}

static void
change_json (const DcmmComparison *c, const DcmmCompareStep *step, const DcmmChange *ch, DcmmJson *json)
{
    g_autofree char *origin = step->crosswalk ? dcmm_crosswalk_origin (step->crosswalk, ch->criterion) : NULL;

    dcmm_json_inline (json, '{');
    dcmm_json_key (json, "ref");
    dcmm_json_string (json, step->questionnaire->criteria[ch->criterion].id);
    value_json (c, "from", ch->from, json);
    value_json (c, "to", ch->to, json);
    dcmm_json_key (json, "change");
    dcmm_json_string (json, dcmm_move_ids[ch->move]);
    if (step->crosswalk) {
        dcmm_json_key (json, "origin");
        dcmm_json_string (json, origin);
        dcmm_json_key (json, "marked");
        dcmm_json_bool (json, ch->marked);
    }
    dcmm_json_close (json, '}');
}

static void
figure_json (const char *key, Figure f, DcmmJson *json)
{
    dcmm_json_key (json, key);
    if (f.applicable)
        dcmm_json_score (json, f.printed);
    else
        dcmm_json_null (json);
}

/* Items of two editions side by side. */
static void
beside_json (const DcmmComparison *c, const DcmmCompareStep *step, DcmmJson *json)
{
    const DcmmQuestionnaire *young = step->questionnaire, *old = step->crosswalk->from;
    const DcmmScores *now = c->sets[step->backwards ? step->from : step->to].scores;
    const DcmmScores *before = c->sets[step->backwards ? step->to : step->from].scores;

    dcmm_json_key (json, "items");
    dcmm_json_open (json, '[');
    for (guint i = 0; i < young->n_items; i++) {
        g_autoptr (GArray) items = dcmm_crosswalk_items (step->crosswalk, i);
        dcmm_json_open (json, '{');
        named_json (young->items[i].id, &young->items[i].name, json);
        figure_json ("score", item_figure (now, i), json);
        dcmm_json_key (json, "was");
        dcmm_json_inline (json, '[');
        for (guint k = 0; k < items->len; k++) {
            const guint from = g_array_index (items, guint, k);
            dcmm_json_inline (json, '{');
            named_json (old->items[from].id, &old->items[from].name, json);
            figure_json ("score", item_figure (before, from), json);
            dcmm_json_close (json, '}');
        }
        dcmm_json_close (json, ']');
        dcmm_json_close (json, '}');
    }
    dcmm_json_close (json, ']');
}

static void
step_json (const DcmmComparison *c, const DcmmCompareStep *step, DcmmJson *json)
{
    const DcmmScores *a = c->sets[step->from].scores, *b = c->sets[step->to].scores;

    dcmm_json_open (json, '{');
    dcmm_json_key (json, "from");
    dcmm_json_integer (json, step->from);
    dcmm_json_key (json, "to");
    dcmm_json_integer (json, step->to);
    dcmm_json_key (json, "questionnaire");
    dcmm_json_string (json, step->questionnaire ? step->questionnaire->id : NULL);
    dcmm_json_key (json, "editions");
    dcmm_json_inline (json, '[');
    dcmm_json_string (json, a->questionnaire->id);
    if (a->questionnaire != b->questionnaire)
        dcmm_json_string (json, b->questionnaire->id);
    dcmm_json_close (json, ']');
    dcmm_json_key (json, "overall");
    dcmm_json_inline (json, '{');
    figure_json ("from", overall_figure (a, 0), json);
    figure_json ("to", overall_figure (b, 0), json);
    dcmm_json_key (json, "change");         /* two editions share no axis */
    if (a->questionnaire == b->questionnaire)
        dcmm_json_score (json, b->printed - a->printed);
    else
        dcmm_json_null (json);
    dcmm_json_close (json, '}');
    for (guint move = 0; move < DCMM_MOVES; move++) {
        dcmm_json_key (json, dcmm_move_ids[move]);
        dcmm_json_integer (json, step->moves[move]);
    }
    dcmm_json_key (json, "new");
    dcmm_json_integer (json, step->fresh);
    dcmm_json_key (json, "compared");
    dcmm_json_integer (json, step->compared);
    if (step->crosswalk)
        beside_json (c, step, json);
    dcmm_json_key (json, "criteria");
    dcmm_json_open (json, '[');
    for (guint i = 0; i < step->changes->len; i++)
        change_json (c, step, &g_array_index (step->changes, DcmmChange, i), json);
    dcmm_json_close (json, ']');
    dcmm_json_close (json, '}');
}

static void
print_json (const DcmmComparison *c, GString *out)
{
    DcmmJson json;

    dcmm_json_init (&json, out);
    dcmm_json_open (&json, '{');
    dcmm_json_key (&json, "schema");
    dcmm_json_string (&json, "urn:dcmm:comparison:1");
    dcmm_json_key (&json, "policy");
    dcmm_json_string (&json, c->policy->id);
    dcmm_json_key (&json, "values");
    dcmm_json_string (&json, c->which == DCMM_VERIFIED ? "verified" : "self");
    dcmm_json_key (&json, "answers");
    dcmm_json_open (&json, '[');
    for (guint i = 0; i < c->n_sets; i++)
        set_json (c, i, &json);
    dcmm_json_close (&json, ']');
    dcmm_json_key (&json, "series");
    dcmm_json_open (&json, '[');
    for (guint i = 0; i < c->series->len; i++)
        series_json (c, c->series->pdata[i], &json);
    dcmm_json_close (&json, ']');
    dcmm_json_key (&json, "steps");
    dcmm_json_open (&json, '[');
    for (guint i = 0; i < c->steps->len; i++)
        step_json (c, c->steps->pdata[i], &json);
    dcmm_json_close (&json, ']');
    dcmm_json_close (&json, '}');
    g_string_append_c (out, '\n');
}

/* ---- the command ---- */

static int
compare (DcmmCli *cli, const DcmmScoring *scoring, DcmmWhich which, int format, const char *path, GError **error)
{
    g_autoptr (DcmmLibrary) library = dcmm_library_new (scoring->overlay);
    g_autoptr (GPtrArray) answers = g_ptr_array_new_with_free_func ((GDestroyNotify) dcmm_answers_free);
    g_autoptr (GString) out = g_string_new (NULL);

    if (cli->n_rest < 2) {
        dcmm_fail (error, DCMM_USE, _("a comparison wants two sets of answers at least; one alone is 'dcmm score'"));
        return -1;
    }
    const DcmmPolicy *policy = dcmm_library_policy (library, scoring->policy, error);
    if (!policy)
        return -1;
    for (guint i = 0; i < cli->n_rest; i++) {
        DcmmAnswers *a = dcmm_answers_open (cli->rest[i], library, policy, error);
        if (!a)
            return -1;
        g_ptr_array_add (answers, a);
    }
    g_autoptr (DcmmComparison) c = dcmm_compare (answers, library, policy, which, error);
    if (!c)
        return -1;
    (format == JSON ? print_json : dcmm_print_comparison) (c, out);
    if (!dcmm_write_file (path, out->str, out->len, error))
        return -1;
    g_autoptr (GPtrArray) twice = dcmm_comparison_twice (c);
    for (guint i = 0; !cli->quiet && i < twice->len; i++)
        dcmm_say ("%s", (const char *) twice->pdata[i]);
    return DCMM_DONE;
}

int
dcmm_cmd_compare (DcmmCli *cli, int argc, char **argv, GError **error)
{
    DcmmScoring scoring = { 0 };
    g_autofree char *format = NULL, *path = NULL;
    const GOptionEntry options[] = {
        DCMM_SCORING_OPTIONS (scoring),
        { "format", 0,   0, G_OPTION_ARG_STRING,   &format, N_("text or json"), N_("FORMAT") },
        { "output", 'o', 0, G_OPTION_ARG_FILENAME, &path,   N_("the file to write"), N_("FILE") },
        G_OPTION_ENTRY_NULL
    };
    int how, which, code = -1;

    if (dcmm_cli_parse (cli, options, argc, argv, error) && (how = dcmm_choose_format (format, path, formats, error)) >= 0 &&
        dcmm_scoring_which (&scoring, &which, error))
        code = compare (cli, &scoring, which, how, path, error);
    dcmm_scoring_clear (&scoring);
    return code;
}
