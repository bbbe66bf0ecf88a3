#include "exchange/exchange-private.h"
#include "exchange/plan-marks.h"
#include "exchange/plan-sheet.h"
#include "exchange/workbook-read.h"
#include "assess/plan-values.h"

#include <string.h>

#define NOTE_MAX  (16 * 1024)   /* it becomes an attribute, and a whole start tag has a limit (DCMM_TOKEN_MAX) */
#define TARGETS_MAX 4096       /* letters */
#define WRONG_MAX 200           /* cells; what follows says nothing new */

typedef struct { char *sheet; guint row; } Place;

typedef struct {
    DcmmPlanMarks     *m;
    const char        *path;
    const DcmmActions *actions;
    DcmmProblems      *problems;
    const DcmmCellRow *row;
    int      columns[DCMM_PLAN_COLUMNS];    /* where each stands in this sheet, or -1 */
    const char *names[DCMM_PLAN_COLUMNS];   /* as the sheet spells them, or NULL */
    guint    sheet_no;
    gboolean headed;            /* the row of headings of this sheet has been met */
    gboolean found;             /* of any sheet */
    Place   *places;            /* per action: where it was first met */
    guint    wrong;
} Reading;

/* ---- saying what is wrong ---- */

static void problem (Reading *r, DcmmSeverity severity, const char *column, const char *format, ...) G_GNUC_PRINTF (4, 5);

static void
problem (Reading *r, DcmmSeverity severity, const char *column, const char *format, ...)
{
    va_list args;

    va_start (args, format);
    g_autofree char *text = g_strdup_vprintf (format, args), *told = dcmm_sheet_without_identity (text), *sheet = dcmm_sheet_quoted (r->row->sheet);
    va_end (args);
    r->wrong += severity >= DCMM_WRONG;
    if (r->wrong > WRONG_MAX)
        return;
    dcmm_problems_add (r->problems, severity, (DcmmWhere) { r->path, 0 }, _("sheet %s, row %u, column %s: %s"), sheet, r->row->row, column, told);
}

/* ---- cells ---- */

static const DcmmCell *
at (const Reading *r, int i)
{
    static const DcmmCell empty = { DCMM_CELL_EMPTY, "" };

    return i >= 0 && (guint) i < r->row->n ? &r->row->cells[i] : &empty;
}

static const DcmmCell *
cell (const Reading *r, DcmmPlanColumn column)
{
    return at (r, r->columns[column]);
}

static gboolean
is_filled (const Reading *r, DcmmPlanColumn column)
{
    return !dcmm_sheet_blank (cell (r, column)->text);
}

static const char *
heading (const Reading *r, DcmmPlanColumn column)
{
    return r->names[column] ? r->names[column] : dcmm_words (&dcmm_plan_headings[column], dcmm_lang ());
}

/* What a person wrote, without blanks around it; NULL where there is nothing. */
static const char *
kept (Reading *r, const char *text)
{
    g_autofree char *plain = g_strstrip (g_strdup (text));

    return dcmm_sheet_blank (plain) ? NULL : g_string_chunk_insert (r->m->strings, plain);
}

/* ---- headings ---- */

static int
column_of (const char *text)
{
    g_autofree char *plain = dcmm_sheet_plain (text);

    for (int c = 0; c < DCMM_PLAN_COLUMNS; c++)
        for (guint lang = 0; lang < DCMM_LANGS; lang++)
            if (g_ascii_strcasecmp (plain, dcmm_plan_headings[c].in[lang]) == 0)
                return c;
    return -1;
}

/* Is it this row? It is known by the two columns without which nothing can be read. */
static gboolean
take_headings (Reading *r)
{
    int columns[DCMM_PLAN_COLUMNS], twice = -1;

    for (guint c = 0; c < DCMM_PLAN_COLUMNS; c++)
        columns[c] = -1;
    for (guint i = 0; i < r->row->n; i++) {
        const int c = r->row->cells[i].kind == DCMM_CELL_TEXT ? column_of (r->row->cells[i].text) : -1;
        if (c < 0)
            continue;
        if (columns[c] >= 0)
            twice = c;
        else
            columns[c] = (int) i;
    }
    if (columns[DCMM_PLAN_ID] < 0 || columns[DCMM_PLAN_STATE] < 0)
        return FALSE;
    memcpy (r->columns, columns, sizeof columns);
    for (guint c = 0; c < DCMM_PLAN_COLUMNS; c++)
        r->names[c] = kept (r, at (r, columns[c])->text);
    r->headed = r->found = TRUE;
    if (twice >= 0)
        problem (r, DCMM_WRONG, heading (r, (DcmmPlanColumn) twice), _("stands twice; remove one"));
    return TRUE;
}

/* ---- an action ---- */

static DcmmMark
read_state (Reading *r)
{
    g_autofree char *plain = dcmm_sheet_plain (cell (r, DCMM_PLAN_STATE)->text), *told = NULL;

    for (guint m = 0; *plain && m < DCMM_MARKS; m++)
        for (guint lang = 0; lang < DCMM_LANGS; lang++)
            if (g_ascii_strcasecmp (plain, dcmm_mark_words[m].in[lang]) == 0)
                return m;
    if (*plain) {
        told = dcmm_sheet_quoted (plain);
        problem (r, DCMM_WRONG, heading (r, DCMM_PLAN_STATE), _("'%s' is no state; use open, started, done or dropped"), told);
    }
    return DCMM_MARK_OPEN;
}

static const char *
read_day (Reading *r)
{
    const DcmmCell *day = cell (r, DCMM_PLAN_ON);
    g_autofree char *date = NULL, *told = NULL;

    if (dcmm_sheet_blank (day->text))
        return NULL;
    if ((date = dcmm_cell_date (day, r->row->date1904)))
        return g_string_chunk_insert (r->m->strings, date);
    told = dcmm_sheet_quoted (day->text);
    problem (r, DCMM_WRONG, heading (r, DCMM_PLAN_ON), _("'%s' is not a day such as 2027-01-04"), told);
    return NULL;
}

/* What is odd and can be read all the same. */
static void
remark (Reading *r, const DcmmPlanMark *mark)
{
    if (mark->mark == DCMM_MARK_DONE && !mark->on)
        problem (r, DCMM_WARNING, heading (r, DCMM_PLAN_ON), _("'%s' is done, and no day is given"), r->actions->actions[mark->action].id);
    if (mark->on && mark->mark == DCMM_MARK_OPEN)
        problem (r, DCMM_WARNING, heading (r, DCMM_PLAN_STATE), _("'%s' has a day and is not begun; did you forget its state?"), r->actions->actions[mark->action].id);
}

/* The row of an action, or -1 and said. */
static int
read_id (Reading *r)
{
    g_autofree char *id = dcmm_sheet_plain (cell (r, DCMM_PLAN_ID)->text), *told = dcmm_sheet_quoted (id);
    const int action = dcmm_actions_find (r->actions, id);

    if (action < 0) {
        problem (r, DCMM_WRONG, heading (r, DCMM_PLAN_ID), _("there is no action '%s' for %s; ids are not to be changed, rows of your own are to have none"), told,
                 r->actions->questionnaire->id);
        return -1;
    }
    if (r->places[action].sheet) {
        problem (r, DCMM_WRONG, heading (r, DCMM_PLAN_ID), _("action '%s' stands twice, first on sheet %s in row %u; keep one"), told, r->places[action].sheet,
                 r->places[action].row);
        return -1;
    }
    r->places[action] = (Place) { dcmm_sheet_quoted (r->row->sheet), r->row->row };
    return action;
}

static void
take_action (Reading *r)
{
    DcmmPlanMark mark = { .row = r->row->row };

    if (!is_filled (r, DCMM_PLAN_ID)) {
        if (is_filled (r, DCMM_PLAN_STATE))
            problem (r, DCMM_WRONG, heading (r, DCMM_PLAN_STATE), _("is filled in, but the row has no id of an action"));
        return;
    }
    const int action = read_id (r);
    if (action < 0)
        return;
    mark.action = (guint) action;
    mark.mark = read_state (r);
    mark.on = read_day (r);
    mark.owner = kept (r, cell (r, DCMM_PLAN_OWNER)->text);
    mark.note = kept (r, cell (r, DCMM_PLAN_NOTE)->text);
    if (mark.note && strlen (mark.note) > NOTE_MAX)
        problem (r, DCMM_WRONG, heading (r, DCMM_PLAN_NOTE), _("is longer than %d KiB, which is not read back; shorten it"), NOTE_MAX / 1024);
    if (mark.owner && strlen (mark.owner) > NOTE_MAX)
        problem (r, DCMM_WRONG, heading (r, DCMM_PLAN_OWNER), _("is longer than %d KiB, which is not read back; shorten it"), NOTE_MAX / 1024);
    remark (r, &mark);
    g_array_append_val (r->m->marks, mark);
}

/* ---- what is said of the plan ---- */

static void
wrong_about (Reading *r, const char *told)
{
    g_autofree char *quoted = dcmm_sheet_quoted (at (r, 2)->text);

    problem (r, DCMM_WRONG, "C", told, quoted);
}

static void
take_number (Reading *r, guint *number)
{
    const double read = g_ascii_strtod (at (r, 2)->text, NULL);

    if (read >= 0 && read <= DCMM_PLAN_NUMBER_MAX && read == (double) (guint) read)
        *number = (guint) read;
    else
        wrong_about (r, _("'%s' is not a whole number from 0 to 1000000"));
}

static void
take_level (Reading *r, guint *level)
{
    guint read = G_MAXUINT;

    take_number (r, &read);
    if (read <= DCMM_LEVELS)
        *level = read;
    else if (read != G_MAXUINT)
        wrong_about (r, _("'%s' is not a level from 0 to 5"));
}

static void
take_score (Reading *r, const char **score)
{
    char text[DCMM_SCORE_LENGTH];
    gint64 hundredths;

    if (dcmm_plan_score_parse (at (r, 2)->text, &hundredths))
        *score = g_string_chunk_insert (r->m->strings, dcmm_score_text (hundredths, text));
    else
        wrong_about (r, _("'%s' is not a number such as 0.8"));
}

static void
take_date (Reading *r, const char **date)
{
    g_autofree char *day = dcmm_cell_date (at (r, 2), r->row->date1904);

    if (day)
        *date = g_string_chunk_insert (r->m->strings, day);
    else
        wrong_about (r, _("'%s' is not a day such as 2027-01-04"));
}

/* "7=3, 8.1=2": what they name is looked up by whoever takes them. */
static void
take_targets (Reading *r)
{
    const char *text = at (r, 2)->text;
    g_auto (GStrv) parts = strlen (text) <= TARGETS_MAX ? g_strsplit_set (text, ", ;", -1) : NULL;

    g_array_set_size (r->m->targets, 0);
    if (!parts)
        wrong_about (r, _("'%s' is not such as 7=3: a domain or item and its level"));
    for (guint i = 0; parts && parts[i]; i++) {
        char *equals = strchr (parts[i], '=');
        if (!*parts[i])
            continue;
        if (!equals || equals[1] < '1' || equals[1] > '5' || equals[2]) {
            wrong_about (r, _("'%s' is not such as 7=3: a domain or item and its level"));
            return;
        }
        *equals = '\0';
        const DcmmPlanTarget target = { g_string_chunk_insert (r->m->strings, parts[i]), (guint) (equals[1] - '0') };
        g_array_append_val (r->m->targets, target);
    }
}

static const char *
kept_about (Reading *r)
{
    g_autofree char *told = dcmm_sheet_without_identity (at (r, 2)->text);

    return kept (r, told);
}

static gboolean
is_about (const Reading *r)
{
    for (guint lang = 0; lang < DCMM_LANGS; lang++)
        if (strcmp (r->row->sheet, dcmm_about_sheet.in[lang]) == 0)
            return TRUE;
    return FALSE;
}

static void
take_about (Reading *r)
{
    DcmmPlanMarks *m = r->m;
    guint kind = 0;

    if (!is_about (r) || at (r, 0)->kind != DCMM_CELL_TEXT || dcmm_sheet_blank (at (r, 2)->text))
        return;
    while (kind < DCMM_ABOUT_ROWS && strcmp (dcmm_about_rows[kind].key, at (r, 0)->text) != 0)
        kind++;
    switch (kind) {
    case DCMM_ABOUT_QUESTIONNAIRE:  m->questionnaire = kept (r, at (r, 2)->text); break;
    case DCMM_ABOUT_NAME:           m->name = kept_about (r);                     break;
    case DCMM_ABOUT_USCC:           m->uscc = kept_about (r);                     break;
    case DCMM_ABOUT_POLICY:         m->policy = kept_about (r);                   break;
    case DCMM_ABOUT_LIMITS:         m->limits = kept_about (r);                   break;
    case DCMM_ABOUT_START:          take_date (r, &m->start);                     break;
    case DCMM_ABOUT_TARGET:         take_number (r, &m->target);                  break;
    case DCMM_ABOUT_TARGETS:        take_targets (r);                             break;
    case DCMM_ABOUT_DATE:           take_date (r, &m->now.date);                  break;
    case DCMM_ABOUT_EFFORT:         take_number (r, &m->now.effort);              break;
    case DCMM_ABOUT_SCORE:          take_score (r, &m->now.score);                break;
    case DCMM_ABOUT_LEVEL:          take_level (r, &m->now.level);                break;
    case DCMM_ABOUT_QUARTERS:       take_number (r, &m->now.quarters);            break;
    case DCMM_ABOUT_FIRST_DATE:     take_date (r, &m->first.date);                break;
    case DCMM_ABOUT_FIRST_EFFORT:   take_number (r, &m->first.effort);            break;
    case DCMM_ABOUT_FIRST_SCORE:    take_score (r, &m->first.score);              break;
    case DCMM_ABOUT_FIRST_LEVEL:    take_level (r, &m->first.level);              break;
    case DCMM_ABOUT_FIRST_QUARTERS: take_number (r, &m->first.quarters);          break;
    }
}

/* ---- the whole ---- */

static gboolean
take_row (const DcmmCellRow *row, gpointer data, GError **error)
{
    Reading *r = data;

    (void) error;
    if (row->sheet_no != r->sheet_no)
        r->headed = FALSE;
    r->sheet_no = row->sheet_no;
    r->row = row;
    if (r->headed)
        take_action (r);
    else if (!take_headings (r))
        take_about (r);
    return TRUE;
}

static void
check_whole (Reading *r)
{
    const DcmmPlanMarks *m = r->m;
    const DcmmWhere where = { r->path, 0 };

    if (!r->found)
        dcmm_problems_add (r->problems, DCMM_WRONG, where, _("no sheet has the columns '%s' and '%s'; 'dcmm plan -o PLAN.xlsx' makes such a workbook"),
                           heading (r, DCMM_PLAN_ID), heading (r, DCMM_PLAN_STATE));
    else if (!m->questionnaire)
        dcmm_problems_add (r->problems, DCMM_WARNING, where, _("has no sheet about the plan; targets and figures of the first plan are not known from it"));
    if (m->target > DCMM_LEVELS)
        dcmm_problems_add (r->problems, DCMM_WRONG, where, _("target='%u' is not a level from 1 to 5"), m->target);
}

DcmmPlanMarks *
dcmm_plan_marks_read (const char *path, const DcmmActions *actions, DcmmProblems *problems, GError **error)
{
    g_autoptr (DcmmPlanMarks) m = g_new0 (DcmmPlanMarks, 1);
    g_autoptr (DcmmProblems) found = dcmm_problems_new ();
    Reading r = { .m = m, .path = path, .actions = actions, .problems = found };

    m->marks = g_array_new (FALSE, FALSE, sizeof (DcmmPlanMark));
    m->targets = g_array_new (FALSE, FALSE, sizeof (DcmmPlanTarget));
    m->strings = g_string_chunk_new (1024);
    r.places = g_new0 (Place, actions->n_actions + 1);
    const gboolean good = dcmm_workbook_read (path, take_row, &r, error);
    if (good && m->questionnaire && strcmp (m->questionnaire, actions->questionnaire->id) != 0) {       /* then every unknown id is that again */
        dcmm_problems_add (problems, DCMM_WRONG, (DcmmWhere) { path, 0 },
                           _("this plan is for '%s', the answers are to %s; go on with answers to that edition, or plan these anew"), m->questionnaire,
                           actions->questionnaire->id);
    } else if (good) {
        check_whole (&r);
        dcmm_problems_take (problems, g_steal_pointer (&found));
    }
    for (guint a = 0; a < actions->n_actions; a++)
        g_free (r.places[a].sheet);
    g_free (r.places);
    return good ? g_steal_pointer (&m) : NULL;
}

void
dcmm_plan_marks_free (DcmmPlanMarks *m)
{
    if (!m)
        return;
    g_array_unref (m->marks);
    g_array_unref (m->targets);
    g_string_chunk_free (m->strings);
    g_free (m);
}
