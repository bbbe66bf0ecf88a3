#include "cli/plan.h"
#include "exchange/calendar.h"
#include "exchange/plan-sheet.h"
#include "exchange/workbook-read.h"

#include <math.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

enum { TEXT, JSON, XML, XLSX, ICS };
static const char *const formats[] = { "text", "json", "xml", "xlsx", "ics", NULL };

typedef struct {
    char     *format, *path, *actions, *begun, *start, *mps;
    char    **targets, **capacities, **fixed, **forbidden, **kept;
    int       budget, quarters;
    double    seconds;
    gboolean  alternatives;
    DcmmScoring scoring;
} Options;

static void
options_clear (Options *o)
{
    g_free (o->format), g_free (o->path), g_free (o->actions), g_free (o->begun), g_free (o->start), g_free (o->mps);
    g_strfreev (o->targets), g_strfreev (o->capacities), g_strfreev (o->fixed), g_strfreev (o->forbidden), g_strfreev (o->kept);
    dcmm_scoring_clear (&o->scoring);
}

/* ---- the wish ---- */

static gboolean
each (DcmmWish *wish, char **texts, gboolean (*take) (DcmmWish *, const char *, GError **), GError **error)
{
    for (guint i = 0; texts && texts[i]; i++)
        if (!take (wish, texts[i], error))
            return FALSE;
    return TRUE;
}

static gboolean
take_numbers (DcmmWish *wish, const Options *o, GError **error)
{
    if (o->budget < -1)
        return dcmm_fail (error, DCMM_USE, _("--budget is a number of person-days, not %d"), o->budget);
    if (o->quarters < 1 || o->quarters > DCMM_QUARTERS_MAX)
        return dcmm_fail (error, DCMM_USE, _("--quarters is a number from 1 to %d, not %d"), DCMM_QUARTERS_MAX, o->quarters);
    if (!(o->seconds > 0 && o->seconds <= 86400))
        return dcmm_fail (error, DCMM_USE, _("--time is a number of seconds above 0, at most a day"));
    wish->budget = o->budget;
    wish->quarters = (guint) o->quarters;
    wish->limit = (gint64) (o->seconds * G_USEC_PER_SEC);
    return TRUE;
}

static gboolean
fill_wish (const DcmmCli *cli, DcmmWish *wish, const Options *o, const DcmmScores *scores, const DcmmAnswers *answers, GError **error)
{
    if (!each (wish, o->targets, dcmm_wish_target, error) || !each (wish, o->capacities, dcmm_wish_capacity, error) ||
        !each (wish, o->fixed, dcmm_wish_fix, error) || !each (wish, o->forbidden, dcmm_wish_forbid, error) ||
        !each (wish, o->kept, dcmm_wish_keep, error) || (o->start && !dcmm_wish_start (wish, o->start, error)) ||
        !take_numbers (wish, o, error) || (o->begun && !dcmm_plan_continue (cli, wish, scores, answers, o->begun, error)))
        return FALSE;
    if (!wish->target && !wish->targets->len && wish->budget < 0)           /* nothing said: one level up */
        wish->target = (guint) MIN (MAX (scores->level, 0) + 1, DCMM_LEVELS);
    return TRUE;
}

static gboolean
check_format (const Options *o, int format, GError **error)
{
    if (format == ICS && !o->start)
        return dcmm_fail (error, DCMM_USE, _("a calendar needs the first day: --start 2027-01-04, say, turns working days into dates"));
    if (format == XLSX && (!o->path || strcmp (o->path, "-") == 0) && isatty (STDOUT_FILENO))
        return dcmm_fail (error, DCMM_USE, _("a workbook is not for a terminal: name a file with -o FILE.xlsx"));
    return TRUE;
}

/* ---- signals ---- */

/* The first Ctrl-C asks for what there is; the second ends the process as ever. */
static void
on_interrupt (int number)
{
    dcmm_plan_stop ();
    signal (number, SIG_DFL);
}

static void
catch_interrupt (void)
{
    struct sigaction action = { .sa_handler = on_interrupt, .sa_flags = SA_RESTART };

    sigaction (SIGINT, &action, NULL);
    sigaction (SIGTERM, &action, NULL);
}

/* ---- output ---- */

/* The lists are made of the plan document, as 'dcmm convert' makes them of one that was kept. */
static gboolean
write_list (const DcmmCli *cli, const DcmmPlan *plan, int format, const char *path, GString *out, GError **error)
{
    g_autoptr (GString) xml = g_string_new (NULL);
    g_autoptr (DcmmProblems) remarks = dcmm_problems_new ();

    dcmm_plan_xml (plan, xml);
    g_autoptr (DcmmPlanDocument) document = dcmm_plan_document_parse (plan->answers->path, xml, plan->wish->actions, plan->scores->policy, error);
    if (!document)
        return FALSE;
    if (format == XLSX)
        return dcmm_plan_sheet_write (document, dcmm_lang (), path, out, error);
    dcmm_calendar_write (document, plan->answers, dcmm_lang (), remarks, out);
    dcmm_say_remarks (cli, remarks);
    return TRUE;
}

static gboolean
write_plan (const DcmmCli *cli, const DcmmPlan *plan, int format, const char *path, GString *text, GError **error)
{
    DcmmJson json;

    switch (format) {
    case JSON:
        dcmm_json_init (&json, text);
        dcmm_plan_json (plan, &json);
        g_string_append_c (text, '\n');
        break;
    case XML:
        dcmm_plan_xml (plan, text);
        break;
    case XLSX:
    case ICS:
        return write_list (cli, plan, format, path, text, error);
    default:
        dcmm_print_plan (plan, dcmm_wants_colour (path), text);
    }
    return TRUE;
}

static gboolean
write_mps (const DcmmPlan *plan, const char *path, GError **error)
{
    g_autoptr (GString) text = g_string_new (NULL);

    dcmm_plan_mps (plan, text);
    return dcmm_write_file (path, text->str, text->len, error);
}

static void
say_remarks (const DcmmCli *cli, const DcmmPlan *plan)
{
    if (cli->quiet)
        return;
    if (plan->stopped)
        dcmm_say (_("stopped: this is the best plan found so far"));
    if (plan->reachable && plan->overrun)
        dcmm_say (_("the schedule takes %u quarters, %u were asked for; no order of these actions was found that fits"), plan->quarters, plan->wish->quarters);
}

static int
make_plan (DcmmCli *cli, const Options *o, int format, const DcmmScores *scores, const DcmmAnswers *answers, const DcmmActions *actions, GError **error)
{
    g_autoptr (DcmmWish) wish = dcmm_wish_new (actions);
    g_autoptr (DcmmPlan) plan = NULL;
    g_autoptr (GString) text = g_string_new (NULL);

    if (!fill_wish (cli, wish, o, scores, answers, error))
        return -1;
    catch_interrupt ();
    if (!(plan = dcmm_plan (scores, answers, wish, error)))
        return -1;
    if (format != JSON)
        dcmm_plan_add_left (plan);
    if (o->alternatives && !dcmm_plan_add_others (plan, error))
        return -1;
    if (!write_plan (cli, plan, format, o->path, text, error) || (o->mps && !write_mps (plan, o->mps, error)) || !dcmm_write_file (o->path, text->str, text->len, error))
        return -1;
    say_remarks (cli, plan);
    return plan->reachable ? DCMM_DONE : DCMM_SHORT;
}

static int
run (DcmmCli *cli, const Options *o, int format, int which, GError **error)
{
    g_autoptr (DcmmLibrary) library = dcmm_library_new (o->scoring.overlay);
    g_autoptr (DcmmProblems) problems = dcmm_problems_new ();
    g_autoptr (DcmmActions) own = NULL;
    const DcmmPolicy *policy = dcmm_library_policy (library, o->scoring.policy, error);
    g_autoptr (DcmmAnswers) answers = policy ? dcmm_answers_open (cli->rest[0], library, policy, error) : NULL;
    const DcmmActions *actions;

    if (!answers)
        return -1;
    if (o->actions)
        actions = own = dcmm_actions_load (o->actions, library, answers->questionnaire, problems, error);
    else
        actions = dcmm_library_actions (library, answers->questionnaire, error);
    if (!actions || !dcmm_problems_none (problems, error))
        return -1;
    dcmm_policy_fits (policy, answers->questionnaire, problems);
    dcmm_actions_fit (actions, policy, problems);
    if (!dcmm_problems_none (problems, error))
        return -1;
    g_autoptr (DcmmScores) scores = dcmm_scores_new (answers->questionnaire, policy);
    if (!dcmm_scores_take (scores, answers, (DcmmWhich) which, error))
        return -1;
    return make_plan (cli, o, format, scores, answers, actions, error);
}

int
dcmm_cmd_plan (DcmmCli *cli, int argc, char **argv, GError **error)
{
    Options o = { .budget = -1, .quarters = 4, .seconds = 15 };
    const GOptionEntry options[] = {
        { "target",   0, 0, G_OPTION_ARG_STRING_ARRAY, &o.targets,    N_("the level to reach (default: the next one), or REF=N for a domain or item; may be repeated"), N_("N|REF=N") },
        { "budget",   0, 0, G_OPTION_ARG_INT,          &o.budget,     N_("person-days that may be spent; where they do not reach the target, the best score for them"), N_("DAYS") },
        { "quarters", 0, 0, G_OPTION_ARG_INT,          &o.quarters,   N_("quarters of 60 working days that there are (4)"), "N" },
        { "capacity", 0, 0, G_OPTION_ARG_STRING_ARRAY, &o.capacities, N_("person-days that a role has in a quarter; may be repeated"), N_("ROLE=DAYS") },
        { "fix",      0, 0, G_OPTION_ARG_STRING_ARRAY, &o.fixed,      N_("an action that is carried out whatever comes; may be repeated"), N_("ACTION") },
        { "forbid",   0, 0, G_OPTION_ARG_STRING_ARRAY, &o.forbidden,  N_("an action that is not; may be repeated"), N_("ACTION") },
        { "keep",     0, 0, G_OPTION_ARG_STRING_ARRAY, &o.kept,       N_("a domain or item that stays as it is; may be repeated"), N_("REF") },
        { "continue", 0, 0, G_OPTION_ARG_FILENAME,     &o.begun,      N_("a plan (XML, or its workbook) whose actions are marked started, done or dropped: keeps these and plans the rest anew"), N_("FILE") },
        { "start",    0, 0, G_OPTION_ARG_STRING,       &o.start,      N_("the first day: turns working days into dates"), N_("DATE") },
        { "actions",  0, 0, G_OPTION_ARG_FILENAME,     &o.actions,    N_("improvement actions of your own in place of the shipped ones"), N_("FILE") },
        { "alternatives", 0, 0, G_OPTION_ARG_NONE,     &o.alternatives, N_("also the next cheapest plan, half a level less, half the capacity"), NULL },
        DCMM_SCORING_OPTIONS (o.scoring),
        { "time",     0, 0, G_OPTION_ARG_DOUBLE,       &o.seconds,    N_("seconds for the solver (15); then the best plan found so far"), N_("SECONDS") },
        { "mps",      0, 0, G_OPTION_ARG_FILENAME,     &o.mps,        N_("writes the integer program as well, for another solver"), N_("FILE") },
        { "format",   0, 0, G_OPTION_ARG_STRING,       &o.format,     N_("text, json, xml, xlsx (a workbook to track the actions with) or ics (a calendar)"), N_("FORMAT") },
        { "output", 'o', 0, G_OPTION_ARG_FILENAME,     &o.path,       N_("the file to write"), N_("FILE") },
        G_OPTION_ENTRY_NULL
    };
    int format, which, code = -1;

    if (dcmm_cli_parse (cli, options, argc, argv, error) && (format = dcmm_choose_format (o.format, o.path, formats, error)) >= 0 &&
        check_format (&o, format, error) && dcmm_scoring_which (&o.scoring, &which, error))
        code = run (cli, &o, format, which, error);
    options_clear (&o);
    return code;
}
