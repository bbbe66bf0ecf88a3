#include "cli/dcmm.h"

#include <string.h>

#define WIDTH   80
#define COLUMNS 5               /* sets beside each other: the first one and the last four */
#define LABEL   33
#define MARK    "※"             /* stands wherever two editions meet */

static void
score (GString *out, const char *before, gint64 printed)
{
    char text[DCMM_SCORE_LENGTH];

    g_string_append_printf (out, "%s%s", before, dcmm_score_text (printed, text));
}

static void
difference (GString *out, gint64 hundredths)
{
    char text[DCMM_SCORE_LENGTH];
    g_autofree char *with = g_strdup_printf ("%s%s", hundredths < 0 ? "−" : hundredths > 0 ? "+" : " ", dcmm_score_text (ABS (hundredths), text));

    g_string_append_printf (out, "  %s%s", with, hundredths > 0 ? " ↑" : hundredths < 0 ? " ↓" : "");
}

static const char *
date_of (const DcmmAnswers *answers)
{
    return answers->date ? answers->date : "—";
}

static void
head (const DcmmComparison *c, GString *out)
{
    const DcmmAnswers *last = c->sets[c->n_sets - 1].answers;

    g_string_append_printf (out, "%s\n", last->name ? last->name : last->path);
    g_string_append_printf (out, _("policy %s"), dcmm_words (&c->policy->name, dcmm_lang ()));
    g_string_append (out, "\n\n");
    for (guint i = 0; i < c->n_sets; i++) {
        const DcmmAnswers *a = c->sets[i].answers;
        const DcmmScores *s = c->sets[i].scores;
        g_autofree char *number = g_strdup_printf ("%u", i + 1), *level = g_strdup_printf (_("level %d"), s->level);
        g_string_append (out, "  ");
        dcmm_text_pad (out, number, 4);
        dcmm_text_pad (out, date_of (a), 12);
        dcmm_text_pad (out, a->questionnaire->id, 12);
        score (out, "", s->printed);
        g_string_append (out, "  ");
        dcmm_text_pad (out, level, 9);
        dcmm_text_pad (out, c->sets[i].series ? MARK : "", 3);
        g_autofree char *file = g_path_get_basename (a->path);
        g_string_append (out, file);
        if (s->answered < a->questionnaire->n_criteria) {
            g_string_append (out, _(", "));
            g_string_append_printf (out, _("%u of %u answered"), s->answered, a->questionnaire->n_criteria);
        }
        g_string_append_c (out, '\n');
    }
    if (c->series->len > 1) {
        g_string_append (out, "\n  " MARK " ");
        dcmm_text_wrap (out, _("another edition: its figures stand beside the others and are never subtracted from them"), 5, WIDTH);
        g_string_append_c (out, '\n');
    }
    if (c->strangers)
        g_string_append_printf (out, "\n  %s\n", _("These are not all of one enterprise."));
}

/* ---- one edition over its dates ---- */

/* Where the score of a row is found in a set. */
typedef enum { WHOLE, DOMAIN, ITEM } Row;

static gboolean
score_of (const DcmmScores *s, Row row, guint index, gint64 *printed)
{
    switch (row) {
    case WHOLE:  *printed = s->printed;                return s->applicable;
    case DOMAIN: *printed = s->domains[index].printed; return s->domains[index].applicable;
    case ITEM:   *printed = s->items[index].printed;   return s->items[index].applicable;
    }
    return FALSE;
}

/* The columns that are shown: the sets of the series, or its first one and the last few. */
static guint
columns_of (const DcmmSeries *series, guint columns[COLUMNS])
{
    const guint n = MIN (series->sets->len, COLUMNS);

    for (guint i = 0; i < n; i++)
        columns[i] = g_array_index (series->sets, guint, i ? series->sets->len - n + i : 0);
    return n;
}

static void
line (const DcmmComparison *c, const guint *columns, guint n, const char *id, const char *name, Row row, guint index, GString *out)
{
    gint64 first = 0, last = 0;
    gboolean has_first = FALSE, has_last = FALSE;

    g_string_append (out, row == ITEM ? "   " : "  ");
    dcmm_text_pad (out, id, row == ITEM ? 5 : 6);
    dcmm_text_pad (out, name, LABEL - 8);
    for (guint i = 0; i < n; i++) {
        has_last = score_of (c->sets[columns[i]].scores, row, index, &last);
        if (!i) {
            first = last;
            has_first = has_last;
        }
        if (has_last)
            score (out, "   ", last);
        else
            g_string_append (out, "      —");
    }
    if (has_first && has_last)
        difference (out, last - first);
    g_string_append_c (out, '\n');
}

static const char *
short_name (const DcmmWords *short_words, const DcmmWords *name)
{
    const char *full = dcmm_words (name, dcmm_lang ());

    return dcmm_text_columns (full) > LABEL - 9 && short_words->in[dcmm_lang ()] ? short_words->in[dcmm_lang ()] : full;
}

static void
trend (const DcmmComparison *c, const DcmmSeries *series, GString *out)
{
    const DcmmQuestionnaire *q = series->questionnaire;
    guint columns[COLUMNS];
    const guint n = columns_of (series, columns);

    g_string_append_printf (out, "\n%s", q->id);
    if (series->sets->len > n) {
        const guint hidden = series->sets->len - n;
        g_string_append_printf (out, ngettext ("  (%u set between is not shown; --format json has it)", "  (%u sets between are not shown; --format json has them)", hidden), hidden);
    }
    g_string_append_printf (out, "\n%*s", LABEL, "");
    for (guint i = 0; i < n; i++)
        g_string_append_printf (out, "%7u", columns[i] + 1);
    g_string_append_printf (out, "  %s\n", _("change"));
    line (c, columns, n, "", _("overall"), WHOLE, 0, out);
    for (guint d = 0; d < q->n_domains; d++) {
        const DcmmDomain *domain = &q->domains[d];
        line (c, columns, n, domain->id, short_name (&domain->short_name, &domain->name), DOMAIN, d, out);
        for (guint i = domain->first; i < domain->first + domain->n; i++)
            line (c, columns, n, q->items[i].id, short_name (&q->items[i].short_name, &q->items[i].name), ITEM, i, out);
    }
}

/* ---- from one set to the next ---- */

static const char *
value_word (const DcmmComparison *c, guint8 value)
{
    return value == DCMM_UNANSWERED ? _("not answered") : dcmm_policy_word (c->policy, value, dcmm_lang ());
}

static void
step_head (const DcmmComparison *c, const DcmmCompareStep *step, GString *out)
{
    const DcmmAnswers *a = c->sets[step->from].answers, *b = c->sets[step->to].answers;

    g_string_append_printf (out, "\n%u → %u  %s → %s", step->from + 1, step->to + 1, date_of (a), date_of (b));
    if (a->questionnaire != b->questionnaire)
        g_string_append_printf (out, "  %s → %s " MARK, a->questionnaire->id, b->questionnaire->id);
    g_string_append_c (out, '\n');
    if (!step->questionnaire) {
        g_string_append_printf (out, "  %s\n", _("No crosswalk leads between these editions; only the scores stand side by side."));
        return;
    }
    g_string_append (out, "  ");
    g_string_append_printf (out, _("%u criteria compared: %u up, %u down, %u otherwise"), step->compared, step->moves[DCMM_MOVE_UP],
                            step->moves[DCMM_MOVE_DOWN], step->moves[DCMM_MOVE_OTHER]);
    if (step->fresh)
        g_string_append_printf (out, ngettext ("; %u is new", "; %u are new", step->fresh), step->fresh);
    g_string_append_c (out, '\n');
}

/* "12.3  Security audit   2.10 ‖ 10.3 1.90": an item of the new edition and where it comes from. Nothing is subtracted. */
static void
beside (const DcmmComparison *c, const DcmmCompareStep *step, guint i, GString *out)
{
    const DcmmCompared *young = &c->sets[step->backwards ? step->from : step->to], *old = &c->sets[step->backwards ? step->to : step->from];
    const DcmmItem *item = &step->questionnaire->items[i];
    g_autoptr (GArray) items = dcmm_crosswalk_items (step->crosswalk, i);
    gint64 printed;

    g_string_append (out, "   ");
    dcmm_text_pad (out, item->id, 5);
    dcmm_text_pad (out, short_name (&item->short_name, &item->name), LABEL - 8);
    if (score_of (young->scores, ITEM, i, &printed))
        score (out, "   ", printed);
    else
        g_string_append (out, "      —");
    g_string_append (out, "  ‖");
    for (guint k = 0; k < items->len && k < 3; k++) {
        const guint from = g_array_index (items, guint, k);
        g_string_append_printf (out, "%s %s", k ? "," : "", step->crosswalk->from->items[from].id);
        if (score_of (old->scores, ITEM, from, &printed))
            score (out, " ", printed);
        else
            g_string_append (out, " —");
    }
    g_string_append_printf (out, "%s\n", items->len > 3 ? " …" : items->len ? "" : _(" new"));
}

static void
side_by_side (const DcmmComparison *c, const DcmmCompareStep *step, GString *out)
{
    const DcmmQuestionnaire *old = step->crosswalk->from;

    g_string_append_printf (out, "  %*s%s  ‖ %s " MARK "\n", LABEL - 2, "", step->questionnaire->id, old->id);
    for (guint i = 0; i < step->questionnaire->n_items; i++)
        beside (c, step, i, out);
}

/* "9.1-2.1 in part alike, 9.1-2.2 asks for more" */
static void
origins (const DcmmCrosswalk *c, guint to, GString *out)
{
    for (guint i = 0; i < c->by_to[to].n; i++) {
        const DcmmMap *map = &c->maps[c->by_to[to].maps[i]];
        g_string_append_printf (out, "%s%s %s", i ? _(", ") : "", c->from->criteria[map->from].id, dcmm_relation_word (map->relation));
    }
}

static void
change (const DcmmComparison *c, const DcmmCompareStep *step, const DcmmChange *ch, GString *out)
{
    static const char *const arrows[DCMM_MOVES] = { [DCMM_MOVE_UP] = "↑", [DCMM_MOVE_DOWN] = "↓", [DCMM_MOVE_OTHER] = "·" };
    const DcmmCriterion *criterion = &step->questionnaire->criteria[ch->criterion];
    g_autoptr (GString) what = g_string_new (NULL);

    g_string_append_printf (what, "%s → %s", value_word (c, ch->from), value_word (c, ch->to));
    if (ch->marked) {
        g_string_append (what, "  " MARK " ");
        origins (step->crosswalk, ch->criterion, what);
    }
    g_string_append_printf (out, "  %s ", arrows[ch->move]);
    dcmm_text_pad (out, criterion->id, 10);
    dcmm_text_wrap (out, what->str, 14, WIDTH);
    g_string_append (out, "\n    ");
    dcmm_text_wrap (out, dcmm_words (&criterion->text, dcmm_lang ()), 4, WIDTH);
    g_string_append_c (out, '\n');
}

static void
changes (const DcmmComparison *c, const DcmmCompareStep *step, GString *out)
{
    for (guint move = 0; move < DCMM_MOVES; move++)
        for (guint i = 0; i < step->changes->len; i++) {
            const DcmmChange *ch = &g_array_index (step->changes, DcmmChange, i);
            if (ch->move == move)
                change (c, step, ch, out);
        }
}

void
dcmm_print_comparison (const DcmmComparison *c, GString *out)
{
    head (c, out);
    for (guint i = 0; i < c->series->len; i++)
        if (((const DcmmSeries *) c->series->pdata[i])->sets->len > 1)
            trend (c, c->series->pdata[i], out);
    for (guint i = 0; i < c->steps->len; i++) {
        const DcmmCompareStep *step = c->steps->pdata[i];
        step_head (c, step, out);
        if (step->crosswalk)
            side_by_side (c, step, out);
        changes (c, step, out);
    }
}
