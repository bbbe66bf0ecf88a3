#include "cli/plan.h"
#include "exchange/plan-marks.h"
#include "exchange/workbook-read.h"

#include <string.h>

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

static const char *
kept (DcmmWish *wish, const char *text)
{
    return text ? g_string_chunk_insert (wish->strings, text) : NULL;
}

static void
take_begun (DcmmWish *wish, const DcmmPlanMarks *marks)
{
    const char *since = marks->first.score ? marks->first.date : marks->start ? marks->start : marks->now.date;

    wish->begun = (DcmmBegun) { kept (wish, marks->uscc), kept (wish, marks->name), kept (wish, marks->policy), kept (wish, marks->start), kept (wish, since) };
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

/* As they stand in the sheet about the plan: "--keep 7 --forbid tool". */
static gboolean
take_limits (DcmmWish *wish, const DcmmPlanMarks *marks, const char *path, GError **error)
{
    g_auto (GStrv) words = g_strsplit (marks->limits && strlen (marks->limits) <= 32767 ? marks->limits : "", " ", -1);
    g_autoptr (GPtrArray) limits = g_ptr_array_new ();
    g_autoptr (GError) problem = NULL;

    for (guint i = 0; words[i]; i++)
        if (*words[i])
            g_ptr_array_add (limits, g_str_has_prefix (words[i], "--") ? words[i] + 2 : words[i]);
    return dcmm_wish_limits (wish, limits, &problem) ? TRUE : dcmm_fail_at (error, (DcmmWhere) { path, 0 }, "%s", problem->message);
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
    take_begun (wish, marks);
    take_baseline (wish, marks);
    return take_targets (wish, marks, path, error) && take_limits (wish, marks, path, error);
}

/* ---- whose it is ---- */

/* A code that is one, in plain letters; NULL where there is none to compare. Yours. */
static char *
code_of (const char *uscc)
{
    g_autofree char *code = uscc ? dcmm_uscc_normal (uscc) : NULL;

    return code && strlen (code) == 18 ? g_steal_pointer (&code) : NULL;
}

/* Without blanks, brackets and letters of one width. Yours. */
static char *
plain_name (const char *name)
{
    g_autofree char *wide = g_utf8_normalize (name, -1, G_NORMALIZE_ALL_COMPOSE);
    GString *plain = g_string_new (NULL);

    for (const char *c = wide ? wide : name; *c; c = g_utf8_next_char (c))
        if (!g_unichar_isspace (g_utf8_get_char (c)))
            g_string_append_unichar (plain, g_utf8_get_char (c));
    return g_string_free (plain, FALSE);
}

/* A citizen's number is not shown, wherever it was put. */
static char *
who (const char *name, const char *code)
{
    const char *told = code && dcmm_uscc_check (code) == DCMM_USCC_CITIZEN ? "***" : code;

    return name && told ? g_strdup_printf (_("%s (%s)"), name, told) : g_strdup (name ? name : told);
}

static gboolean
same_enterprise (const DcmmAnswers *answers, const DcmmBegun *begun, const char *path, GError **error)
{
    g_autofree char *code = code_of (answers->uscc), *its_code = code_of (begun->uscc);
    gboolean same = TRUE;

    if (code && its_code) {
        same = strcmp (code, its_code) == 0;
    } else if (answers->name && begun->name) {
        g_autofree char *name = plain_name (answers->name), *its_name = plain_name (begun->name);
        same = strcmp (name, its_name) == 0;
    }
    if (same)
        return TRUE;
    g_autofree char *ours = who (answers->name, code), *theirs = who (begun->name, its_code);
    return dcmm_fail_at (error, (DcmmWhere) { path, 0 }, _("this is a plan of %s, the answers are of %s; go on with the plan of the same enterprise"), theirs, ours);
}

/* Scores of two policies are not to be compared. */
static void
compare_policies (DcmmWish *wish, const DcmmScores *scores, const char *path, DcmmProblems *problems)
{
    if (!wish->begun.policy || strcmp (wish->begun.policy, scores->policy->id) == 0)
        return;
    wish->baseline.there = FALSE;
    dcmm_problems_add (problems, DCMM_WARNING, (DcmmWhere) { path, 0 }, _("was planned under the policy '%s', this plan is under '%s': the two are not compared; --policy keeps it"),
                       wish->begun.policy, scores->policy->id);
}

/* ---- its days ---- */

#define REMARKS 5

/* Days that can be read and can hardly be meant. */
static void
remark_days (const DcmmWish *wish, const DcmmAnswers *answers, const char *path, DcmmProblems *problems)
{
    guint more = 0;

    for (guint a = 0; a < wish->actions->n_actions; a++) {
        const DcmmActionWish *of = &wish->of[a];
        const gboolean begun = of->on && (of->state == DCMM_ACTION_DONE || of->state == DCMM_ACTION_STARTED);
        const gboolean early = begun && wish->begun.since && strcmp (of->on, wish->begun.since) < 0;
        const gboolean late = begun && answers->date && dcmm_date_days (answers->date, of->on) > 366;
        if (!early && !late)
            continue;
        if (dcmm_problems_all (problems) >= REMARKS)
            more++;
        else if (early)
            dcmm_problems_add (problems, DCMM_WARNING, (DcmmWhere) { path, 0 }, _("the day of '%s', %s, lies before the first plan (%s); is it right?"),
                               wish->actions->actions[a].id, of->on, wish->begun.since);
        else
            dcmm_problems_add (problems, DCMM_WARNING, (DcmmWhere) { path, 0 }, _("the day of '%s', %s, lies more than a year after the answers (%s); is it right?"),
                               wish->actions->actions[a].id, of->on, answers->date);
    }
    if (more)
        dcmm_problems_add (problems, DCMM_WARNING, (DcmmWhere) { path, 0 }, ngettext ("%u more such day", "%u more such days", more), more);
}

/* From which day the rest goes on nobody here knows: that of the first plan has passed. The day after the last that is done is a
 * good guess, and no more. */
static gboolean
has_start (const DcmmWish *wish, const char *path, GError **error)
{
    const char *last = NULL;
    char day[16];

    if (!wish->begun.start || wish->start[0])
        return TRUE;
    for (guint a = 0; a < wish->actions->n_actions; a++)
        if (wish->of[a].on && wish->of[a].state == DCMM_ACTION_DONE && (!last || strcmp (wish->of[a].on, last) > 0))
            last = wish->of[a].on;
    dcmm_date_add_working_days (last && strcmp (last, wish->begun.start) >= 0 ? last : wish->begun.start, last ? 1 : 0, day);
    return dcmm_fail (error, DCMM_USE, _("%s: this plan begins on %s; say from which day the rest goes on: --start %s, say"), path, wish->begun.start, day);
}

/* ---- the whole ---- */

/* The first letter of what is no XML tells; a pipe is not looked into. */
static gboolean
may_be_plan (const char *path, GError **error)
{
    FILE *file = g_file_test (path, G_FILE_TEST_IS_REGULAR) ? fopen (path, "rbe") : NULL;
    char start[64] = "<";

    if (file) {
        start[fread (start, 1, sizeof start - 1, file)] = '\0';
        fclose (file);
    }
    const char *first = g_str_has_prefix (start, "\xEF\xBB\xBF") ? start + 3 : start;
    first += strspn (first, " \t\r\n");
    if (!*first || strchr ("<\xFE\xFF", *first))         /* empty, begun, or in UTF-16: the reader knows more */
        return TRUE;
    return dcmm_fail_at (error, (DcmmWhere) { path, 0 }, _("is no plan; --continue takes a plan document, as 'dcmm plan -o PLAN.xml' makes it, or its workbook (PLAN.xlsx)"));
}

gboolean
dcmm_plan_continue (const DcmmCli *cli, DcmmWish *wish, const DcmmScores *scores, const DcmmAnswers *answers, const char *path, GError **error)
{
    g_autoptr (DcmmProblems) remarks = dcmm_problems_new ();

    if (dcmm_is_workbook (path) ? !continue_workbook (cli, wish, path, error) : !may_be_plan (path, error) || !dcmm_wish_continue (wish, path, error))
        return FALSE;
    if (!same_enterprise (answers, &wish->begun, path, error) || !has_start (wish, path, error))
        return FALSE;
    compare_policies (wish, scores, path, remarks);
    remark_days (wish, answers, path, remarks);
    dcmm_say_remarks (cli, remarks);
    return TRUE;
}
