#include "cli/report.h"

#include <string.h>

static GPtrArray *
open_all (const DcmmCompareJob *job, GError **error)
{
    g_autoptr (GPtrArray) answers = g_ptr_array_new_with_free_func ((GDestroyNotify) dcmm_answers_free);

    for (char **path = job->paths; *path; path++) {
        DcmmAnswers *a = dcmm_answers_open (*path, job->library, job->policy, error);
        if (!a)
            return NULL;
        g_ptr_array_add (answers, a);
    }
    return g_steal_pointer (&answers);
}

/* In the order of the sets. */
static gboolean
take_hashes (const DcmmComparison *c, char **sha256, GError **error)
{
    for (guint i = 0; i < c->n_sets; i++)
        if (!(sha256[i] = dcmm_input_sha256 (c->sets[i].answers->path, error)))
            return FALSE;
    return TRUE;
}

static DcmmComparison *
ends_of (const DcmmCompareJob *job, const DcmmComparison *c, GError **error)
{
    g_autoptr (GPtrArray) ends = g_ptr_array_new ();

    g_ptr_array_add (ends, (gpointer) c->sets[dcmm_compare_part_base (c)].answers);
    g_ptr_array_add (ends, (gpointer) c->sets[c->n_sets - 1].answers);
    return dcmm_compare (ends, job->library, job->policy, job->which, error);
}

static xmlDoc *
dossier_of (const DcmmCompareJob *job, const DcmmComparison *c, const DcmmComparison *whole, GError **error)
{
    const DcmmCompared *last = &c->sets[c->n_sets - 1];
    g_auto (GStrv) sha256 = g_new0 (char *, c->n_sets + 1);

    if (!take_hashes (c, sha256, error))
        return NULL;
    g_autoptr (DcmmAnalysis) analysis = dcmm_analyse (last->scores, last->answers, job->target);
    const DcmmComparePart part = { c, whole, job->policy, sha256, analysis->target };
    const DcmmDossier dossier = {
        .kind = "compare", .scores = last->scores, .answers = last->answers, .analysis = analysis, .comparison = &part, .which = job->which,
        .policy_default = strcmp (job->policy->id, "practice") == 0, .answers_sha256 = sha256[c->n_sets - 1],
    };
    return dcmm_dossier_new (&dossier, error);
}

xmlDoc *
dcmm_report_compare (const DcmmCompareJob *job, GPtrArray *remarks, GError **error)
{
    g_autoptr (GPtrArray) answers = open_all (job, error);
    g_autoptr (DcmmComparison) all = answers ? dcmm_compare (answers, job->library, job->policy, job->which, error) : NULL;
    g_autoptr (DcmmComparison) ends = all && all->n_sets > 2 ? ends_of (job, all, error) : NULL;

    if (!all || (all->n_sets > 2 && !ends))
        return NULL;
    if (all->strangers)
        g_ptr_array_add (remarks, g_strdup (_("These are not all of one enterprise.")));
    g_ptr_array_extend_and_steal (remarks, dcmm_comparison_twice (all));
    return dossier_of (job, all, ends ? ends : all, error);
}
