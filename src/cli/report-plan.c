/* The plan of a report: of answers dcmm-plan makes one first, a plan document is one already. */
#include "cli/report.h"

#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

static const char *const words[DCMM_PLAN_WORDS] = {
    [DCMM_PLAN_START] = "start", [DCMM_PLAN_BUDGET] = "budget", [DCMM_PLAN_QUARTERS] = "quarters", [DCMM_PLAN_CAPACITY] = "capacity",
    [DCMM_PLAN_FIX] = "fix", [DCMM_PLAN_FORBID] = "forbid", [DCMM_PLAN_KEEP] = "keep", [DCMM_PLAN_CONTINUE] = "continue",
    [DCMM_PLAN_TIME] = "time",
};

/* What dcmm-plan had to say, without its name before it. */
static gboolean
plan_failed (char *said, int status, GError **error)
{
    const char *text = g_str_has_prefix (g_strstrip (said), "dcmm: ") ? said + strlen ("dcmm: ") : said;
    const int code = WIFEXITED (status) ? WEXITSTATUS (status) : DCMM_SURROUNDINGS;

    dcmm_fail (error, code < DCMM_USE ? DCMM_SURROUNDINGS : (DcmmExit) code, "%s", *text ? text : _("dcmm-plan ended early; the report was not written"));
    return FALSE;
}

/* Who ends the report ends the search for its plan. */
static void
die_with_us (gpointer data)
{
    (void) data;
    prctl (PR_SET_PDEATHSIG, SIGTERM);
}

static gboolean
run_plan (const DcmmPlanJob *job, const char *path, const char *to, GError **error)
{
    g_autofree char *program = dcmm_path_program ("dcmm-plan"), *said = NULL, *target = g_strdup_printf ("%u", job->target);
    g_autoptr (GPtrArray) argv = g_ptr_array_new ();
    const struct { const char *option, *value; } options[] = {
        { "--lang",    dcmm_lang () == DCMM_ZH ? "zh_CN" : "en" },
        { "--data",    dcmm_path_data () },
        { "--format",  "xml" },
        { "-o",        to },
        { "--target",  job->target ? target : NULL },
        { "--policy",  job->policy },
        { "--values",  job->values },
        { "--overlay", job->overlay },
        { "--actions", job->actions },
    };
    g_autoptr (GPtrArray) passed = g_ptr_array_new_with_free_func (g_free);
    int status;

    g_ptr_array_add (argv, program);
    g_ptr_array_add (argv, (char *) "plan");
    g_ptr_array_add (argv, (char *) "--alternatives");
    g_ptr_array_add (argv, (char *) "-q");
    for (guint i = 0; i < G_N_ELEMENTS (options); i++) {
        if (!options[i].value)
            continue;
        g_ptr_array_add (argv, (char *) options[i].option);
        g_ptr_array_add (argv, (char *) options[i].value);
    }
    for (guint i = 0; i < DCMM_PLAN_WORDS; i++)
        for (char **value = job->words[i]; value && *value; value++) {
            g_ptr_array_add (passed, g_strdup_printf ("--%s=%s", words[i], *value));
            g_ptr_array_add (argv, passed->pdata[passed->len - 1]);
        }
    g_ptr_array_add (argv, (char *) "--");
    g_ptr_array_add (argv, (char *) path);
    g_ptr_array_add (argv, NULL);
    if (!g_spawn_sync (NULL, (char **) argv->pdata, NULL, G_SPAWN_DEFAULT, die_with_us, NULL, NULL, &said, &status, error)) {
        dcmm_error_become (error, DCMM_SURROUNDINGS);
        return FALSE;
    }
    if (!WIFEXITED (status) || (WEXITSTATUS (status) != DCMM_DONE && WEXITSTATUS (status) != DCMM_SHORT))
        return plan_failed (said, status, error);
    return TRUE;
}

DcmmPlanPart *
dcmm_report_plan (const DcmmPlanJob *job, const char *path, GError **error)
{
    g_autofree char *beside = NULL;
    DcmmPlanPart *part = NULL;
    const int fd = g_file_open_tmp ("dcmm-XXXXXX.xml", &beside, error);

    if (fd < 0) {
        dcmm_error_become (error, DCMM_SURROUNDINGS);
        return NULL;
    }
    close (fd);
    if (run_plan (job, path, beside, error))
        part = dcmm_plan_part_read (beside, job->library, job->actions, error);
    unlink (beside);
    return part;
}

gboolean
dcmm_report_is_plan (const char *path)
{
    g_autofree char *name = NULL, *ns = NULL;

    return dcmm_read_root (path, &name, &ns, NULL) && ns && strcmp (ns, DCMM_NS_PLAN) == 0;
}

DcmmPlanPart *
dcmm_report_plan_read (const DcmmPlanJob *job, const char *path, GError **error)
{
    for (guint i = 0; i < DCMM_PLAN_WORDS; i++)
        if (job->words[i]) {
            dcmm_fail (error, DCMM_USE, _("%s is a plan already: --%s is for making one from answers"), path, words[i]);
            return NULL;
        }
    const DcmmPolicy *policy = job->policy ? dcmm_library_policy (job->library, job->policy, error) : NULL;
    DcmmPlanPart *part = job->policy && !policy ? NULL : dcmm_plan_part_read (path, job->library, job->actions, error);
    /* What it was made under and for is not for a printer to change. */
    if (part && ((policy && strcmp (policy->id, part->policy) != 0) || (job->target && job->target != part->target))) {
        dcmm_fail (error, DCMM_USE, _("%s is a plan for level %u under '%s' already; for another one, make it from the answers"), path, part->target, part->policy);
        g_clear_pointer (&part, dcmm_plan_part_free);
    }
    return part;
}

const char *
dcmm_report_plan_word (char **const *given)
{
    for (guint i = 0; i < DCMM_PLAN_WORDS; i++)
        if (given[i])
            return words[i];
    return NULL;
}
