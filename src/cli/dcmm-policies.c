#include "cli/dcmm.h"

#include <string.h>

static void
describe (const DcmmPolicy *p, GString *out)
{
    static const char *const combines[] = {
        [DCMM_SUM] = N_("an item is the sum of its levels"),
        [DCMM_GATED] = N_("levels are added up to the first one below the gate"),
        [DCMM_HIGHEST] = N_("the highest level up to which every level passes the gate"),
    };

    g_autoptr (GString) told = g_string_new (NULL);

    g_string_append_printf (told, "%s: %s", dcmm_words (&p->name, dcmm_lang ()), _(combines[p->combine]));
    if (p->has_gate)
        g_string_append_printf (told, " (%s)", p->gate_text);
    dcmm_text_pad (out, p->id, 12);
    dcmm_text_wrap (out, told->str, 12, 80);
    g_string_append (out, "\n            ");
    g_string_append (out, _("levels from"));
    for (guint i = 0; i < DCMM_LEVELS; i++)
        g_string_append_printf (out, " %s", p->levels[i].from_text);
    g_string_append_c (out, '\n');
}

static gboolean
judge (const DcmmPolicy *p, const DcmmAnswers *answers, DcmmWhich which, GString *out, GError **error)
{
    g_autoptr (DcmmProblems) problems = dcmm_problems_new ();
    char score[DCMM_SCORE_LENGTH];

    if (!dcmm_policy_fits (p, answers->questionnaire, problems))
        return dcmm_problems_none (problems, error);
    g_autoptr (DcmmScores) s = dcmm_scores_new (answers->questionnaire, p);
    if (!dcmm_scores_take (s, answers, which, error))
        return FALSE;
    g_string_append_printf (out, "            → %s, ", dcmm_score_text (s->printed, score));
    g_string_append_printf (out, _("level %d"), s->level);
    if (s->level > 0)
        g_string_append_printf (out, " (%s)", dcmm_words (&answers->questionnaire->levels[s->level - 1].name, dcmm_lang ()));
    g_string_append_c (out, '\n');
    return TRUE;
}

static int
list (DcmmCli *cli, const DcmmScoring *scoring, DcmmWhich which, GError **error)
{
    g_autoptr (DcmmLibrary) library = dcmm_library_new (scoring->overlay);
    g_auto (GStrv) shipped = dcmm_library_policies (library);
    g_autoptr (DcmmAnswers) answers = NULL;
    g_autoptr (GString) out = g_string_new (NULL);
    const char *const one[] = { scoring->policy, NULL }, *const *ids = scoring->policy ? one : (const char *const *) shipped;

    if (cli->n_rest) {
        const DcmmPolicy *first = dcmm_library_policy (library, scoring->policy, error);
        if (!first || !(answers = dcmm_answers_open (cli->rest[0], library, first, error)))
            return -1;
    }
    for (guint i = 0; ids[i]; i++) {
        const DcmmPolicy *p = dcmm_library_policy (library, ids[i], error);
        if (!p)
            return -1;
        describe (p, out);
        if (answers && !judge (p, answers, which, out, error))
            return -1;
    }
    fputs (out->str, stdout);
    dcmm_say_idle_overlay (cli, dcmm_library_idle_overlay (library));
    return DCMM_DONE;
}

int
dcmm_cmd_policies (DcmmCli *cli, int argc, char **argv, GError **error)
{
    DcmmScoring scoring = { 0 };
    const GOptionEntry options[] = { DCMM_SCORING_OPTIONS (scoring), G_OPTION_ENTRY_NULL };
    int which, code = -1;

    if (dcmm_cli_parse (cli, options, argc, argv, error) && dcmm_scoring_which (&scoring, &which, error))
        code = list (cli, &scoring, which, error);
    dcmm_scoring_clear (&scoring);
    return code;
}
