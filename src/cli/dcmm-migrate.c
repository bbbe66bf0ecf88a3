#include "cli/dcmm.h"

#include <string.h>

/* "7.3-1.1: from 7.3-1.1 (in part alike), 7.3-1.2 (in part alike)". */
static void
say_mark (const DcmmCrosswalk *c, guint to)
{
    g_autoptr (GString) origin = g_string_new (NULL);

    for (guint i = 0; i < c->by_to[to].n; i++) {
        const DcmmMap *map = &c->maps[c->by_to[to].maps[i]];
        if (map->relation == DCMM_NEW)
            continue;
        if (origin->len)
            g_string_append (origin, _(", "));
        g_string_append_printf (origin, _("%s (%s)"), c->from->criteria[map->from].id, dcmm_relation_word (map->relation));
    }
    if (origin->len)
        dcmm_say (_("%s: from %s"), c->to->criteria[to].id, origin->str);
    else
        dcmm_say (_("%s: new, to be answered"), c->to->criteria[to].id);
}

/* The summary; then each criterion that is not simply the same, and each that has no heir, on a line of its own: by its
 * number in the new edition, in its order; what is left behind, by its old number, after them. Last, since a long list
 * takes the summary off the screen, how much is to be done. */
static void
say_marks (const DcmmMigration *m, const char *report)
{
    const DcmmCrosswalk *c = m->crosswalk;
    g_autofree char *summary = dcmm_migration_summary (m);

    dcmm_say ("%s", summary);
    for (guint to = 0; to < c->to->n_criteria; to++)
        if (!dcmm_crosswalk_same (c, to))
            say_mark (c, to);
    for (guint from = 0; from < c->from->n_criteria; from++)
        if (dcmm_crosswalk_fate (c, from) == DCMM_FATE_LEFT)
            dcmm_say (_("%s of the older edition: withdrawn"), c->from->criteria[from].id);
    if (m->domains_after)
        dcmm_say (_("domains with issued policies (policy_domains), by their numbers in the new edition: %s → %s"), m->domains_before, m->domains_after);
    dcmm_say (_("To look at again (marked 'review'): %u; to be answered: %u. With the texts of the criteria: %s"), m->tally.marked,
              m->tally.fresh + m->tally.waiting, !report ? "--report FILE" : strcmp (report, "-") == 0 ? _("standard output") : report);
}

static const DcmmCrosswalk *
crosswalk_of (DcmmLibrary *library, const DcmmAnswers *answers, const char *to, const char *path, DcmmCrosswalk **own, GError **error)
{
    g_autoptr (DcmmProblems) problems = dcmm_problems_new ();
    const DcmmQuestionnaire *from = answers->questionnaire, *q = dcmm_library_questionnaire (library, to, error);

    if (!q)
        return NULL;
    if (strcmp (q->id, from->id) == 0) {
        dcmm_fail (error, DCMM_USE, _("%s answers %s already"), answers->path, from->id);
        return NULL;
    }
    const DcmmCrosswalk *c = NULL;
    if (!path) {
        c = dcmm_library_crosswalk (library, from->id, q->id, error);
    } else {
        *own = dcmm_crosswalk_load (path, library, problems, error);
        if (*own && dcmm_problems_none (problems, error))
            c = *own;
    }
    /* An edition whose id is not the name of its folder would be two: held by the pointer, not by the name. */
    if (c && (c->from != from || strcmp (c->to->id, q->id) != 0)) {
        dcmm_fail_at (error, (DcmmWhere) { c->path, c->line }, _("leads from %s to %s, not from %s to %s"), c->from->id, c->to->id, from->id, q->id);
        return NULL;
    }
    return c;
}

typedef struct {
    char *to, *crosswalk, *policy, *overlay, *report, *path;
} Wishes;

static int
migrate (DcmmCli *cli, const Wishes *w, GError **error)
{
    g_autoptr (DcmmLibrary) library = dcmm_library_new (w->overlay);
    g_autoptr (DcmmCrosswalk) own = NULL;
    g_autoptr (GString) text = g_string_new (NULL), report = g_string_new (NULL);
    const DcmmPolicy *policy = dcmm_library_policy (library, w->policy, error);
    const DcmmCrosswalk *c;

    if (!policy)
        return -1;
    g_autoptr (DcmmAnswers) answers = dcmm_answers_open (cli->rest[0], library, policy, error);
    if (!answers || !(c = crosswalk_of (library, answers, w->to, w->crosswalk, &own, error)))
        return -1;
    g_autoptr (DcmmMigration) m = dcmm_migrate (answers, c, policy);
    dcmm_answers_write (m->after, text);
    dcmm_print_migration (m, report);
    if (w->report && !dcmm_write_file (w->report, report->str, report->len, error))
        return -1;
    if (!dcmm_write_file (w->path, text->str, text->len, error))
        return -1;
    if (!cli->quiet)
        say_marks (m, w->report);
    return DCMM_DONE;
}

static gboolean
is_stdout (const char *path)
{
    return !path || strcmp (path, "-") == 0;
}

static gboolean
check_wishes (const Wishes *w, GError **error)
{
    if (!w->to)
        return dcmm_fail (error, DCMM_USE, _("--to is missing: the edition to which the answers are carried, such as dcmm-2025"));
    if (w->report && is_stdout (w->report) && is_stdout (w->path))
        return dcmm_fail (error, DCMM_USE, _("the answers and the report cannot both go to standard output; name a file with -o"));
    if (w->report && w->path && strcmp (w->report, w->path) == 0)
        return dcmm_fail (error, DCMM_USE, _("the answers and the report cannot both go to %s"), w->path);
    if (w->path && (g_str_has_suffix (w->path, ".csv") || g_str_has_suffix (w->path, ".xlsx")))
        return dcmm_fail (error, DCMM_USE, _("%s: answers are carried over as XML; 'dcmm convert' makes a sheet of them"), w->path);
    return TRUE;
}

int
dcmm_cmd_migrate (DcmmCli *cli, int argc, char **argv, GError **error)
{
    Wishes w = { 0 };
    const GOptionEntry options[] = {
        { "to",        0,   0, G_OPTION_ARG_STRING,   &w.to,        N_("the edition to which the answers are carried"), N_("ID") },
        { "report",    0,   0, G_OPTION_ARG_FILENAME, &w.report,    N_("what was kept, changed, split, merged and left behind, as text"), N_("FILE") },
        { "crosswalk", 0,   0, G_OPTION_ARG_FILENAME, &w.crosswalk, N_("a crosswalk of one's own"), N_("FILE") },
        { "policy",    0,   0, G_OPTION_ARG_FILENAME, &w.policy,    N_("the policy whose scale says which value is the lowest"), N_("ID|FILE") },
        { "overlay",   0,   0, G_OPTION_ARG_FILENAME, &w.overlay,   N_("texts laid over the questionnaire"), N_("FILE") },
        { "output",    'o', 0, G_OPTION_ARG_FILENAME, &w.path,      N_("the file to write"), N_("FILE") },
        G_OPTION_ENTRY_NULL
    };
    int code = -1;

    if (dcmm_cli_parse (cli, options, argc, argv, error) && check_wishes (&w, error))
        code = migrate (cli, &w, error);
    g_free (w.to);
    g_free (w.crosswalk);
    g_free (w.policy);
    g_free (w.overlay);
    g_free (w.report);
    g_free (w.path);
    return code;
}
