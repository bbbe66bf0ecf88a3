#include "cli/plan.h"
#include "exchange/plan-marks.h"
#include "exchange/workbook-read.h"

/* Whether it is reached by this plan or the first one, it is compared with the first. */
static void
take_baseline (DcmmWish *wish, const DcmmPlanMarks *marks)
{
    const DcmmPlanFigures *first = marks->first.score ? &marks->first : &marks->now;

    if (!first->score || !dcmm_plan_score_parse (first->score, &wish->baseline.score))
        return;
    wish->baseline.there = TRUE;
    wish->baseline.effort = first->effort;
    wish->baseline.level = (int) first->level;
    wish->baseline.quarters = first->quarters;
    g_strlcpy (wish->baseline.date, first->date ? first->date : "", sizeof wish->baseline.date);
}

/* The file's own, where none was asked for. */
static gboolean
take_targets (DcmmWish *wish, const DcmmPlanMarks *marks, const char *path, GError **error)
{
    if (wish->target || wish->targets->len)
        return TRUE;
    wish->target = marks->target;
    for (guint i = 0; i < marks->targets->len; i++) {
        const DcmmPlanTarget *target = &g_array_index (marks->targets, DcmmPlanTarget, i);
        g_autofree char *text = g_strdup_printf ("%s=%u", target->ref, target->level);
        g_autoptr (GError) problem = NULL;
        if (!dcmm_wish_target (wish, text, &problem))
            return dcmm_fail_at (error, (DcmmWhere) { path, 0 }, "%s", problem->message);
    }
    return TRUE;
}

static gboolean
continue_workbook (const DcmmCli *cli, DcmmWish *wish, const char *path, GError **error)
{
    g_autoptr (DcmmProblems) problems = dcmm_problems_new ();
    g_autoptr (DcmmPlanMarks) marks = dcmm_plan_marks_read (path, wish->actions, problems, error);

    if (!marks || !dcmm_problems_none (problems, error))
        return FALSE;
    dcmm_say_remarks (cli, problems);
    for (guint i = 0; i < marks->marks->len; i++) {
        const DcmmPlanMark *mark = &g_array_index (marks->marks, DcmmPlanMark, i);
        dcmm_wish_mark (wish, mark->action, (DcmmActionState) mark->mark, mark->on, mark->owner, mark->note);
    }
    take_baseline (wish, marks);
    return take_targets (wish, marks, path, error);
}

gboolean
dcmm_plan_continue (const DcmmCli *cli, DcmmWish *wish, const char *path, GError **error)
{
    return dcmm_is_workbook (path) ? continue_workbook (cli, wish, path, error) : dcmm_wish_continue (wish, path, error);
}
