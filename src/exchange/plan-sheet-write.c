#include "exchange/plan-sheet.h"
#include "exchange/workbook.h"
#include "assess/identity.h"

#include <string.h>

typedef struct {
    const DcmmPlanDocument *d;
    DcmmLang      lang;
    DcmmWorkbook *book;
    GPtrArray   **raised;       /* per action: ids of the criteria that it raises */
    char         *footer;
} Writing;

/* From 0, above them: the name, what is expected, how to use it, how far it is. */
enum { TITLE_ROW, PLAN_ROW, USE_ROW, DONE_ROW, HEAD_ROW, FIRST_ROW };

static const char *
words (const Writing *w, const DcmmWords *of)
{
    return dcmm_words (of, w->lang);
}

static const DcmmPlanStep *
step_at (const Writing *w, guint i)
{
    return &g_array_index (w->d->steps, DcmmPlanStep, i);
}

static const DcmmAction *
action_of (const Writing *w, guint action)
{
    return &w->d->actions->actions[action];
}

/* ---- the actions: what stands above them ---- */

/* Where it leads, once all of it is done. */
static void
say_expected (const DcmmPlanDocument *d, GString *line)
{
    const char *from = d->score_now ? d->score_now : "–", *to = d->now.score ? d->now.score : "–";

    if (!d->reachable)
        g_string_append (line, _("cannot be reached this way"));
    else if (d->now.level)
        g_string_append_printf (line, _("expected: from %s to %s and level %u, once all of it is done and evidenced"), from, to, d->now.level);
    else
        g_string_append_printf (line, _("expected: from %s to %s, below level 1, once all of it is done and evidenced"), from, to);
}

static char *
plan_line (const Writing *w)
{
    const DcmmPlanDocument *d = w->d;
    g_autoptr (GString) line = g_string_new (NULL);

    if (d->target)
        g_string_append_printf (line, _("target: level %u"), d->target);
    for (guint i = 0; i < d->targets->len; i++) {
        const DcmmPlanTarget *target = &g_array_index (d->targets, DcmmPlanTarget, i);
        g_string_append (line, line->len ? " · " : "");
        g_string_append_printf (line, _("target of %s: level %u"), target->ref, target->level);
    }
    g_string_append (line, line->len ? " · " : "");
    say_expected (d, line);
    if (d->date)
        g_string_append_printf (line, _(" · answers of %s"), d->date);
    return g_string_free (g_steal_pointer (&line), FALSE);
}

/* "Done: 3 of 18 actions, 20 of 122 person-days", the two figures counted by the sheet itself. */
static void
put_progress (const Writing *w, guint last)
{
    const char *done = words (w, &dcmm_mark_words[DCMM_MARK_DONE]);
    g_autofree char *s1 = dcmm_cell_name (FIRST_ROW, DCMM_PLAN_STATE, FALSE), *s2 = dcmm_cell_name (last, DCMM_PLAN_STATE, FALSE);
    g_autofree char *d1 = dcmm_cell_name (FIRST_ROW, DCMM_PLAN_DAYS, FALSE), *d2 = dcmm_cell_name (last, DCMM_PLAN_DAYS, FALSE);
    g_autofree char *count = g_strdup_printf ("\"&COUNTIF(%s:%s,\"%s\")&\"", s1, s2, done);
    g_autofree char *sum = g_strdup_printf ("\"&SUMIF(%s:%s,\"%s\",%s:%s)&\"", s1, s2, done, d1, d2);
    guint n = 0, n_done = 0, days_done = 0;

    for (guint i = 0; i < w->d->steps->len; i++) {
        n += step_at (w, i)->mark != DCMM_MARK_DROPPED;
        n_done += step_at (w, i)->mark == DCMM_MARK_DONE;
        days_done += step_at (w, i)->mark == DCMM_MARK_DONE ? step_at (w, i)->days : 0;
    }
    g_autofree char *n_text = g_strdup_printf ("%u", n_done), *days_text = g_strdup_printf ("%u", days_done);
    /* translators: no straight quotes in it, it becomes part of a formula */
    const char *told = _("Done: %s of %u actions, %s of %u person-days");
    g_autofree char *inner = g_strdup_printf (told, count, n, sum, w->d->now.effort), *formula = g_strdup_printf ("=\"%s\"", inner);
    g_autofree char *result = g_strdup_printf (told, n_text, n, days_text, w->d->now.effort);
    dcmm_workbook_tells (w->book, DONE_ROW, 0, DCMM_STYLE_LINE, formula, result);
}

static void
put_lines (const Writing *w, guint last)
{
    g_autofree char *title = g_strdup_printf (_("%s: improvement actions"), w->d->name ? w->d->name : _("The enterprise")), *plan = plan_line (w);

    dcmm_workbook_text (w->book, TITLE_ROW, 0, DCMM_STYLE_TITLE, title);
    dcmm_workbook_text (w->book, PLAN_ROW, 0, DCMM_STYLE_LINE, plan);
    dcmm_workbook_text (w->book, USE_ROW, 0, DCMM_STYLE_HINT,
                        _("Fill in the four tinted columns as the work goes on; leave the grey ids. To plan the rest anew: dcmm plan ANSWERS --continue THIS-FILE.xlsx -o NEXT.xlsx"));
    if (w->d->steps->len)
        put_progress (w, last);
}

/* ---- the actions: a row each ---- */

static void
put_day (const Writing *w, guint row, DcmmPlanColumn column, const char *date, guint day)
{
    if (date)
        dcmm_workbook_date (w->book, row, column, DCMM_STYLE_DATE, date);
    else
        dcmm_workbook_number (w->book, row, column, DCMM_STYLE_DAY, day);
}

static void
put_schedule (const Writing *w, guint row, const DcmmPlanStep *step)
{
    if (!step->quarter) {
        for (guint column = DCMM_PLAN_QUARTER; column <= DCMM_PLAN_UNTIL; column++)
            dcmm_workbook_text (w->book, row, column, DCMM_STYLE_DAY, NULL);
        return;
    }
    dcmm_workbook_number (w->book, row, DCMM_PLAN_QUARTER, DCMM_STYLE_NUMBER, step->quarter);
    put_day (w, row, DCMM_PLAN_FROM, step->start_date, step->start + 1);
    put_day (w, row, DCMM_PLAN_UNTIL, step->due_date, step->end);
}

/* Titles, not ids: what people look for in the column beside it. */
static char *
required (const Writing *w, const DcmmAction *action)
{
    g_autoptr (GString) text = g_string_new (NULL);

    for (guint i = 0; i < action->n_requires; i++)
        g_string_append_printf (text, "%s%s", i ? "\n" : "", words (w, &action_of (w, action->requires[i])->title));
    return g_string_free (g_steal_pointer (&text), FALSE);
}

static char *
raised (const Writing *w, guint action)
{
    g_autoptr (GString) text = g_string_new (NULL);

    for (guint i = 0; w->raised[action] && i < w->raised[action]->len; i++)
        g_string_append_printf (text, "%s%s", i ? ", " : "", (const char *) w->raised[action]->pdata[i]);
    return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
put_step (const Writing *w, guint row, const DcmmPlanStep *step)
{
    const DcmmAction *action = action_of (w, step->action);
    const DcmmDomain *domain = &w->d->questionnaire->domains[step->domain];
    g_autofree char *name = g_strdup_printf ("%s %s", domain->id, words (w, &domain->name)), *requires = required (w, action), *raises = raised (w, step->action);
    DcmmWorkbook *book = w->book;

    dcmm_workbook_text (book, row, DCMM_PLAN_ID, DCMM_STYLE_KEY, action->id);
    dcmm_workbook_text (book, row, DCMM_PLAN_TITLE, DCMM_STYLE_TEXT, words (w, &action->title));
    dcmm_workbook_text (book, row, DCMM_PLAN_DOMAIN, DCMM_STYLE_TEXT, name);
    dcmm_workbook_text (book, row, DCMM_PLAN_ROLE, DCMM_STYLE_TEXT, words (w, &w->d->actions->roles->roles[action->role].name));
    dcmm_workbook_number (book, row, DCMM_PLAN_DAYS, DCMM_STYLE_NUMBER, step->days);
    dcmm_workbook_number (book, row, DCMM_PLAN_LOW, DCMM_STYLE_NUMBER, step->low);
    dcmm_workbook_number (book, row, DCMM_PLAN_HIGH, DCMM_STYLE_NUMBER, step->high);
    put_schedule (w, row, step);
    dcmm_workbook_text (book, row, DCMM_PLAN_REQUIRES, DCMM_STYLE_TEXT, requires);
    dcmm_workbook_text (book, row, DCMM_PLAN_RAISES, DCMM_STYLE_TEXT, raises);
    dcmm_workbook_text (book, row, DCMM_PLAN_DELIVERABLE, DCMM_STYLE_TEXT, words (w, &action->deliverable));
    dcmm_workbook_text (book, row, DCMM_PLAN_STATE, DCMM_STYLE_FILL_TEXT, words (w, &dcmm_mark_words[step->mark]));
    if (step->on)
        dcmm_workbook_date (book, row, DCMM_PLAN_ON, DCMM_STYLE_FILL_DATE, step->on);
    else
        dcmm_workbook_text (book, row, DCMM_PLAN_ON, DCMM_STYLE_FILL_DATE, NULL);
    dcmm_workbook_text (book, row, DCMM_PLAN_OWNER, DCMM_STYLE_FILL_TEXT, step->owner);
    dcmm_workbook_text (book, row, DCMM_PLAN_NOTE, DCMM_STYLE_FILL_TEXT, step->note);
    dcmm_workbook_fit (book, row);
}

/* ---- the actions: what may be filled in, and how it shows ---- */

static void
shade_rows (const Writing *w, guint last, DcmmMark mark, DcmmShade shade)
{
    g_autofree char *state = dcmm_cell_name (FIRST_ROW, DCMM_PLAN_STATE, TRUE);
    g_autofree char *formula = g_strdup_printf ("=%s=\"%s\"", state, words (w, &dcmm_mark_words[mark]));

    dcmm_workbook_shade (w->book, FIRST_ROW, DCMM_PLAN_ID, last, DCMM_PLAN_NOTE, formula, shade);
}

/* Past its day, and neither done nor dropped. */
static void
shade_late (const Writing *w, guint last)
{
    g_autofree char *state = dcmm_cell_name (FIRST_ROW, DCMM_PLAN_STATE, TRUE), *until = dcmm_cell_name (FIRST_ROW, DCMM_PLAN_UNTIL, TRUE);
    g_autofree char *formula = g_strdup_printf ("=AND(%s<>\"\",%s<TODAY(),%s<>\"%s\",%s<>\"%s\")", until, until, state, words (w, &dcmm_mark_words[DCMM_MARK_DONE]),
                                                state, words (w, &dcmm_mark_words[DCMM_MARK_DROPPED]));

    dcmm_workbook_shade (w->book, FIRST_ROW, DCMM_PLAN_UNTIL, last, DCMM_PLAN_UNTIL, formula, DCMM_SHADE_LATE);
}

static void
put_rules (const Writing *w, guint last)
{
    const char *choices[DCMM_MARKS + 1] = { NULL };

    for (guint m = 0; m < DCMM_MARKS; m++)
        choices[m] = words (w, &dcmm_mark_words[m]);
    dcmm_workbook_choices (w->book, DCMM_PLAN_STATE, FIRST_ROW, last, choices, _("State"), _("Choose one from the list."));
    dcmm_workbook_dates (w->book, DCMM_PLAN_ON, FIRST_ROW, last, _("Date"), _("A day such as 2027-01-04."));
    if (w->d->start)
        shade_late (w, last);
    shade_rows (w, last, DCMM_MARK_DONE, DCMM_SHADE_PALE);
    shade_rows (w, last, DCMM_MARK_DROPPED, DCMM_SHADE_STRUCK);
}

static void
put_actions (const Writing *w)
{
    static const double widths[DCMM_PLAN_COLUMNS] = {
        [DCMM_PLAN_ID] = 6, [DCMM_PLAN_TITLE] = 28, [DCMM_PLAN_DOMAIN] = 12, [DCMM_PLAN_ROLE] = 12, [DCMM_PLAN_DAYS] = 7, [DCMM_PLAN_LOW] = 7,
        [DCMM_PLAN_HIGH] = 7, [DCMM_PLAN_QUARTER] = 8.5, [DCMM_PLAN_FROM] = 11, [DCMM_PLAN_UNTIL] = 11, [DCMM_PLAN_REQUIRES] = 20, [DCMM_PLAN_RAISES] = 14,
        [DCMM_PLAN_DELIVERABLE] = 26, [DCMM_PLAN_STATE] = 9, [DCMM_PLAN_ON] = 11, [DCMM_PLAN_OWNER] = 10, [DCMM_PLAN_NOTE] = 20,
    };
    const guint last = HEAD_ROW + w->d->steps->len;

    dcmm_workbook_sheet (w->book, _("Actions"), w->footer);
    put_lines (w, last);
    for (guint c = 0; c < DCMM_PLAN_COLUMNS; c++) {
        dcmm_workbook_width (w->book, c, widths[c]);
        dcmm_workbook_text (w->book, HEAD_ROW, c, c >= DCMM_PLAN_STATE ? DCMM_STYLE_HEAD_FILL : DCMM_STYLE_HEAD, words (w, &dcmm_plan_headings[c]));
    }
    dcmm_workbook_height (w->book, TITLE_ROW, 24);
    dcmm_workbook_fit (w->book, HEAD_ROW);
    dcmm_workbook_head (w->book, HEAD_ROW, DCMM_PLAN_COLUMNS, 2, last);
    for (guint i = 0; i < w->d->steps->len; i++)
        put_step (w, FIRST_ROW + i, step_at (w, i));
    if (w->d->steps->len)
        put_rules (w, last);
}

/* ---- by quarter and role ---- */

static guint
last_quarter (const Writing *w)
{
    guint last = 0;

    for (guint i = 0; i < w->d->quarters->len; i++)
        last = MAX (last, g_array_index (w->d->quarters, DcmmPlanQuarter, i).quarter);
    for (guint i = 0; i < w->d->loads->len; i++)
        last = MAX (last, g_array_index (w->d->loads, DcmmPlanLoad, i).quarter);
    return MIN (last, 1000);
}

/* =SUM(from:to), with what it comes to. */
static void
put_sum (const Writing *w, guint row, guint column, guint from_row, guint from_column, guint to_row, guint to_column, guint sum)
{
    g_autofree char *from = dcmm_cell_name (from_row, from_column, FALSE), *to = dcmm_cell_name (to_row, to_column, FALSE);
    g_autofree char *formula = g_strdup_printf ("=SUM(%s:%s)", from, to);

    dcmm_workbook_sum (w->book, row, column, DCMM_STYLE_SUM, formula, sum);
}

/* The role's days in each quarter, then its sum; gives the row after. */
static guint
put_roles (const Writing *w, guint row, guint n)
{
    const guint first = row, n_roles = w->d->actions->roles->n_roles;
    g_autofree guint *days = g_new0 (guint, (gsize) (n_roles + 1) * (n + 2));
    guint *sums = days + (gsize) n_roles * (n + 2);

    for (guint i = 0; i < w->d->loads->len; i++) {
        const DcmmPlanLoad *load = &g_array_index (w->d->loads, DcmmPlanLoad, i);
        if (load->quarter >= 1 && load->quarter <= n)
            days[load->role * (n + 2) + load->quarter] += load->days;
    }
    for (guint r = 0; r < n_roles; r++) {
        guint sum = 0;
        for (guint q = 1; q <= n; q++)
            sum += days[r * (n + 2) + q];
        if (!sum)
            continue;
        dcmm_workbook_text (w->book, row, 0, DCMM_STYLE_TEXT, words (w, &w->d->actions->roles->roles[r].name));
        for (guint q = 1; q <= n; q++) {
            dcmm_workbook_number (w->book, row, q, DCMM_STYLE_NUMBER, days[r * (n + 2) + q]);
            sums[q] += days[r * (n + 2) + q];
        }
        put_sum (w, row, n + 1, row, 1, row, n, sum);
        sums[n + 1] += sum;
        row++;
    }
    dcmm_workbook_text (w->book, row, 0, DCMM_STYLE_SUM_TEXT, _("All"));
    for (guint q = 1; row > first && q <= n + 1; q++)
        put_sum (w, row, q, first, q, row - 1, q, sums[q]);
    return row + 1;
}

static void
put_milestones (const Writing *w, guint row)
{
    static const char *const labels[] = { N_("Actions that end"), N_("Score expected"), N_("Level expected"), N_("Last day") };

    for (guint i = 0; i < G_N_ELEMENTS (labels) - (w->d->start ? 0 : 1); i++)
        dcmm_workbook_text (w->book, row + i, 0, DCMM_STYLE_TEXT, _(labels[i]));
    for (guint i = 0; i < w->d->quarters->len; i++) {
        const DcmmPlanQuarter *q = &g_array_index (w->d->quarters, DcmmPlanQuarter, i);
        if (!q->quarter || q->quarter > last_quarter (w))
            continue;
        dcmm_workbook_number (w->book, row, q->quarter, DCMM_STYLE_NUMBER, q->actions);
        dcmm_workbook_number (w->book, row + 1, q->quarter, DCMM_STYLE_SCORE, q->score ? g_ascii_strtod (q->score, NULL) : 0);
        dcmm_workbook_number (w->book, row + 2, q->quarter, DCMM_STYLE_NUMBER, q->level);
        if (w->d->start && q->date)
            dcmm_workbook_date (w->book, row + 3, q->quarter, DCMM_STYLE_DATE, q->date);
    }
}

static void
put_quarters (const Writing *w)
{
    const guint n = last_quarter (w);

    dcmm_workbook_sheet (w->book, _("By quarter"), w->footer);
    dcmm_workbook_text (w->book, 0, 0, DCMM_STYLE_TITLE, _("Person-days by quarter and role"));
    dcmm_workbook_height (w->book, 0, 24);
    dcmm_workbook_width (w->book, 0, 24);
    dcmm_workbook_text (w->book, 1, 0, DCMM_STYLE_HEAD, words (w, &dcmm_plan_headings[DCMM_PLAN_ROLE]));
    for (guint q = 1; q <= n; q++) {
        g_autofree char *name = g_strdup_printf (_("Quarter no. %u"), q);
        dcmm_workbook_width (w->book, q, 12);
        dcmm_workbook_text (w->book, 1, q, DCMM_STYLE_HEAD, name);
    }
    dcmm_workbook_width (w->book, n + 1, 12);
    dcmm_workbook_text (w->book, 1, n + 1, DCMM_STYLE_HEAD, _("All"));
    dcmm_workbook_head (w->book, 1, n + 2, 1, 0);
    put_milestones (w, put_roles (w, 2, n) + 1);
}

/* ---- the criteria raised ---- */

static const char *
value_word (const Writing *w, const char *id)
{
    const int value = id ? dcmm_policy_value (w->d->policy, id) : -1;

    return value >= 0 ? dcmm_policy_word (w->d->policy, (guint) value, w->lang) : id ? id : _("no answer");
}

static void
put_raise (const Writing *w, guint row, const DcmmPlanRaise *raise)
{
    const DcmmQuestionnaire *q = w->d->questionnaire;
    const DcmmCriterion *criterion = &q->criteria[raise->criterion];
    const DcmmItem *item = &q->items[criterion->item];
    const DcmmAction *action = action_of (w, raise->action);
    g_autofree char *name = g_strdup_printf ("%s %s", item->id, words (w, &item->name));

    dcmm_workbook_text (w->book, row, 0, DCMM_STYLE_TEXT, criterion->id);
    dcmm_workbook_text (w->book, row, 1, DCMM_STYLE_TEXT, name);
    dcmm_workbook_number (w->book, row, 2, DCMM_STYLE_NUMBER, criterion->level);
    dcmm_workbook_text (w->book, row, 3, DCMM_STYLE_TEXT, words (w, &criterion->text));
    dcmm_workbook_text (w->book, row, 4, DCMM_STYLE_TEXT, value_word (w, raise->from));
    dcmm_workbook_text (w->book, row, 5, DCMM_STYLE_TEXT, value_word (w, raise->to));
    dcmm_workbook_text (w->book, row, 6, DCMM_STYLE_TEXT, words (w, &action->title));
    dcmm_workbook_text (w->book, row, 7, DCMM_STYLE_KEY, action->id);
    dcmm_workbook_fit (w->book, row);
}

static void
put_criteria (const Writing *w)
{
    static const struct { const char *heading; double width; } columns[] = {
        { N_("Criterion"), 10 }, { N_("Item"), 22 }, { N_("Level"), 7.5 }, { N_("What it asks"), 64 }, { N_("Now"), 11 }, { N_("Then"), 11 }, { N_("Action"), 34 }, { N_("Action id"), 20 },
    };

    dcmm_workbook_sheet (w->book, _("Criteria raised"), w->footer);
    dcmm_workbook_text (w->book, 0, 0, DCMM_STYLE_TITLE, _("Criteria that the plan raises"));
    dcmm_workbook_height (w->book, 0, 24);
    for (guint c = 0; c < G_N_ELEMENTS (columns); c++) {
        dcmm_workbook_width (w->book, c, columns[c].width);
        dcmm_workbook_text (w->book, 1, c, DCMM_STYLE_HEAD, _(columns[c].heading));
    }
    dcmm_workbook_fit (w->book, 1);
    dcmm_workbook_head (w->book, 1, G_N_ELEMENTS (columns), 1, 1 + w->d->raises->len);
    for (guint i = 0; i < w->d->raises->len; i++)
        put_raise (w, 2 + i, &g_array_index (w->d->raises, DcmmPlanRaise, i));
}

/* ---- about the plan ---- */

static guint
about (const Writing *w, guint row, DcmmAboutRow kind)
{
    dcmm_workbook_text (w->book, row, 0, DCMM_STYLE_KEY, dcmm_about_rows[kind].key);
    dcmm_workbook_text (w->book, row, 1, DCMM_STYLE_TEXT, words (w, &dcmm_about_rows[kind].words));
    return row;
}

static guint
about_text (const Writing *w, guint row, DcmmAboutRow kind, const char *text)
{
    if (!text || !*text)
        return row;
    dcmm_workbook_text (w->book, about (w, row, kind), 2, DCMM_STYLE_TEXT, text);
    return row + 1;
}

static guint
about_number (const Writing *w, guint row, DcmmAboutRow kind, guint number)
{
    dcmm_workbook_number (w->book, about (w, row, kind), 2, DCMM_STYLE_NUMBER, number);
    return row + 1;
}

static guint
about_score (const Writing *w, guint row, DcmmAboutRow kind, const char *score)
{
    if (!score)
        return row;
    dcmm_workbook_number (w->book, about (w, row, kind), 2, DCMM_STYLE_SCORE, g_ascii_strtod (score, NULL));
    return row + 1;
}

/* @kind and the three rows after it. */
static guint
about_figures (const Writing *w, guint row, DcmmAboutRow kind, const DcmmPlanFigures *figures)
{
    row = about_number (w, row, kind, figures->effort);
    row = about_score (w, row, kind + 1, figures->score);
    row = about_number (w, row, kind + 2, figures->level);
    return about_number (w, row, kind + 3, figures->quarters);
}

static void
put_about (const Writing *w)
{
    const DcmmPlanDocument *d = w->d;
    g_autoptr (GString) targets = g_string_new (NULL);
    guint row = 3;

    for (guint i = 0; i < d->targets->len; i++) {
        const DcmmPlanTarget *target = &g_array_index (d->targets, DcmmPlanTarget, i);
        g_string_append_printf (targets, "%s%s=%u", i ? ", " : "", target->ref, target->level);
    }
    dcmm_workbook_sheet (w->book, words (w, &dcmm_about_sheet), w->footer);
    dcmm_workbook_width (w->book, 0, 15);
    dcmm_workbook_width (w->book, 1, 36);
    dcmm_workbook_width (w->book, 2, 44);
    dcmm_workbook_text (w->book, 0, 0, DCMM_STYLE_TITLE, words (w, &dcmm_about_sheet));
    dcmm_workbook_text (w->book, 1, 0, DCMM_STYLE_HINT, _("Leave this sheet as it is: a plan that continues this one is compared with these figures."));
    row = about_text (w, row, DCMM_ABOUT_QUESTIONNAIRE, d->questionnaire->id);
    row = about_text (w, row, DCMM_ABOUT_POLICY, d->policy_id);
    row = about_text (w, row, DCMM_ABOUT_NAME, d->name);
    row = about_text (w, row, DCMM_ABOUT_USCC, d->uscc);
    row = about_text (w, row, DCMM_ABOUT_DATE, d->date);
    row = about_text (w, row, DCMM_ABOUT_START, d->start);
    if (d->target)
        row = about_number (w, row, DCMM_ABOUT_TARGET, d->target);
    row = about_text (w, row, DCMM_ABOUT_TARGETS, targets->str);
    if (d->limits->len && d->limits->len <= DCMM_CELL_MAX)
        row = about_text (w, row, DCMM_ABOUT_LIMITS, d->limits->str);
    row = about_figures (w, row, DCMM_ABOUT_EFFORT, &d->now);
    if (d->first.score) {
        row = about_text (w, row, DCMM_ABOUT_FIRST_DATE, d->first.date);
        about_figures (w, row, DCMM_ABOUT_FIRST_EFFORT, &d->first);
    }
}

/* ---- the whole ---- */

/* Excel's cells end somewhere; libxlsxwriter would refuse, and not say where. */
static gboolean
fits (const Writing *w, GError **error)
{
    for (guint i = 0; i < w->d->steps->len; i++) {
        const DcmmPlanStep *step = step_at (w, i);
        const DcmmAction *action = action_of (w, step->action);
        g_autofree char *requires = required (w, action), *raises = raised (w, step->action);
        const char *const texts[] = { action->id, words (w, &action->title), requires, raises, words (w, &action->deliverable), step->owner, step->note };
        for (guint k = 0; k < G_N_ELEMENTS (texts); k++)
            if (texts[k] && g_utf8_strlen (texts[k], -1) > DCMM_CELL_MAX)
                return dcmm_fail_at (error, (DcmmWhere) { w->d->path, 0 }, _("a text of action '%s' is longer than the %d characters of a cell; shorten it"),
                                     action->id, DCMM_CELL_MAX);
    }
    return TRUE;
}

static void
index_raises (Writing *w)
{
    w->raised = g_new0 (GPtrArray *, w->d->actions->n_actions + 1);
    for (guint i = 0; i < w->d->raises->len; i++) {
        const DcmmPlanRaise *raise = &g_array_index (w->d->raises, DcmmPlanRaise, i);
        if (!w->raised[raise->action])
            w->raised[raise->action] = g_ptr_array_new ();
        g_ptr_array_add (w->raised[raise->action], (gpointer) w->d->questionnaire->criteria[raise->criterion].id);
    }
}

static void
writing_clear (Writing *w)
{
    for (guint a = 0; a < w->d->actions->n_actions; a++)
        if (w->raised[a])
            g_ptr_array_unref (w->raised[a]);
    g_free (w->raised);
    g_free (w->footer);
}

/* A footer has room for 255 characters; & begins a command in it, and the size in one goes on as long as digits do. */
static char *
footer (const char *name)
{
    g_autofree char *part = g_utf8_substring (name, 0, MIN (g_utf8_strlen (name, -1), 60));
    g_auto (GStrv) parts = g_strsplit (part, "&", -1);
    g_autofree char *told = g_strjoinv ("&&", parts);

    return g_strdup_printf ("&L&8%s%s&R&8&P / &N", g_ascii_isdigit (*told) ? " " : "", told);
}

gboolean
dcmm_plan_sheet_write (const DcmmPlanDocument *document, DcmmLang lang, const char *path, GString *out, GError **error)
{
    const char *name = document->name ? document->name : _("The enterprise");
    g_autofree char *title = g_strdup_printf (_("%s: improvement actions"), name);
    Writing w = { .d = document, .lang = lang };

    index_raises (&w);
    if (!fits (&w, error)) {
        writing_clear (&w);
        return FALSE;
    }
    g_autoptr (DcmmWorkbook) book = dcmm_workbook_new (path, title, lang == DCMM_ZH ? "Microsoft YaHei" : "Calibri", _("\"day\" 0"), document->date, error);
    if (!book) {
        writing_clear (&w);
        return FALSE;
    }
    w.book = book;
    w.footer = footer (name);
    put_actions (&w);
    put_quarters (&w);
    put_criteria (&w);
    put_about (&w);
    writing_clear (&w);
    return dcmm_workbook_finish (book, out, error);
}
