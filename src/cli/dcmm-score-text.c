#include "cli/dcmm.h"

#include <string.h>

#define WIDTH  80
#define BAR    30               /* six blocks a point */
#define PER_POINT (BAR / DCMM_LEVELS)

typedef enum { PLAIN, BOLD, DIM, BLUE, ORANGE } Tone;

typedef struct {
    const DcmmScores   *s;
    const DcmmAnswers  *answers;
    const DcmmAnalysis *a;
    gboolean            colour;
    GString            *out;
} Screen;

static void
tone (const Screen *screen, Tone t)
{
    static const char *const codes[] = { [PLAIN] = "\033[0m", [BOLD] = "\033[1m", [DIM] = "\033[2m", [BLUE] = "\033[34m", [ORANGE] = "\033[33m" };

    if (screen->colour)
        g_string_append (screen->out, codes[t]);
}

static void
score (const Screen *screen, gint64 hundredths)
{
    char buffer[DCMM_SCORE_LENGTH];

    g_string_append (screen->out, dcmm_score_text (hundredths, buffer));
}

static void
signed_score (const Screen *screen, gint64 hundredths)
{
    char buffer[DCMM_SCORE_LENGTH];

    g_string_append_printf (screen->out, "%s%s", hundredths < 0 ? "−" : "+", dcmm_score_text (ABS (hundredths), buffer));
}

static const char *
level_name (const Screen *screen, int level)
{
    return level > 0 ? dcmm_words (&screen->s->questionnaire->levels[level - 1].name, dcmm_lang ()) : "";
}

/* Full blocks for what is, light ones for what is not, the target as a line between two of them. */
static void
bar (const Screen *screen, gint64 hundredths)
{
    const gint64 filled = (hundredths * PER_POINT + 50) / 100, target = (screen->a->threshold * PER_POINT + 50) / 100;

    tone (screen, BLUE);
    for (gint64 i = 0; i < BAR; i++) {
        if (i == filled)
            tone (screen, screen->colour ? DIM : PLAIN);
        if (i == target) {
            tone (screen, ORANGE);
            g_string_append (screen->out, "┃");
            tone (screen, i < filled ? BLUE : DIM);
            continue;
        }
        g_string_append (screen->out, i < filled ? "█" : "·");
    }
    tone (screen, PLAIN);
}

static void
head (const Screen *screen)
{
    const DcmmScores *s = screen->s;
    GString *out = screen->out;

    tone (screen, BOLD);
    g_string_append_printf (out, "%s\n", screen->answers->name && *screen->answers->name ? screen->answers->name : screen->answers->path);
    tone (screen, PLAIN);
    tone (screen, DIM);
    g_string_append_printf (out, "%s · ", s->questionnaire->standard);
    g_string_append_printf (out, _("policy %s"), dcmm_words (&s->policy->name, dcmm_lang ()));
    g_string_append (out, " · ");
    g_string_append_printf (out, _("%u of %u answered"), s->answered, s->questionnaire->n_criteria);
    if (screen->answers->date)
        g_string_append_printf (out, " · %s", screen->answers->date);
    tone (screen, PLAIN);
    g_string_append (out, "\n\n");
}

static void
verdict (const Screen *screen)
{
    const DcmmScores *s = screen->s;
    GString *out = screen->out;

    tone (screen, BOLD);
    g_string_append (out, "  ");
    score (screen, s->printed);
    g_string_append_printf (out, _(" of 5"));
    g_string_append (out, "  ");
    if (!s->applicable)
        g_string_append (out, _("nothing to score"));
    else if (s->level == 0)
        g_string_append (out, _("below level 1"));
    else
        g_string_append_printf (out, _("self-assessed at level %d (%s)"), s->level, level_name (screen, s->level));
    tone (screen, PLAIN);
    if (s->answered < s->questionnaire->n_criteria && s->applicable) {
        char now[DCMM_SCORE_LENGTH], then[DCMM_SCORE_LENGTH];
        g_string_append_printf (out, "\n  %s ", _("provisional:"));
        g_string_append_printf (out, _("between %s and %s once all are answered"), dcmm_score_text (s->printed, now), dcmm_score_text (screen->a->ceiling, then));
    }
    g_string_append (out, "\n\n");
}

static void
row (const Screen *screen, const char *id, const char *name, gboolean applicable, gint64 printed, int level, gboolean strong)
{
    GString *out = screen->out;

    g_string_append (out, strong ? "  " : "   ");
    dcmm_text_pad (out, id, strong ? 6 : 5);
    tone (screen, strong ? BOLD : PLAIN);
    dcmm_text_pad (out, name, 27);
    tone (screen, PLAIN);
    if (!applicable) {
        g_string_append_printf (out, "%s\n", _("not applicable"));
        return;
    }
    bar (screen, printed);
    g_string_append_c (out, ' ');
    tone (screen, strong ? BOLD : PLAIN);
    score (screen, printed);
    tone (screen, PLAIN);
    g_string_append_printf (out, "  %d", level);
    if (strong) {
        g_string_append (out, " ");
        tone (screen, printed < screen->a->threshold ? ORANGE : PLAIN);
        signed_score (screen, printed - screen->a->threshold);
        tone (screen, PLAIN);
    }
    g_string_append_c (out, '\n');
}

static const char *
short_name (const DcmmWords *short_words, const DcmmWords *name)
{
    const char *full = dcmm_words (name, dcmm_lang ());

    return dcmm_text_columns (full) > 26 && short_words->in[dcmm_lang ()] ? short_words->in[dcmm_lang ()] : full;
}

static void
domains (const Screen *screen)
{
    const DcmmScores *s = screen->s;
    const DcmmQuestionnaire *q = s->questionnaire;

    tone (screen, DIM);
    g_string_append_printf (screen->out, "%*s0    1    2    3    4    5\n", 35, "");
    tone (screen, PLAIN);
    for (guint d = 0; d < q->n_domains; d++) {
        const DcmmDomain *domain = &q->domains[d];
        row (screen, domain->id, short_name (&domain->short_name, &domain->name), s->domains[d].applicable, s->domains[d].printed, s->domains[d].level, TRUE);
        for (guint i = domain->first; i < domain->first + domain->n; i++)
            row (screen, q->items[i].id, short_name (&q->items[i].short_name, &q->items[i].name), s->items[i].applicable, s->items[i].printed,
                 s->items[i].level, FALSE);
    }
    g_string_append_c (screen->out, '\n');
}

static void
step (const Screen *screen, const DcmmGap *gap)
{
    const DcmmItem *item = &screen->s->questionnaire->items[gap->item];
    GString *out = screen->out;
    g_autofree char *what = g_strdup_printf (ngettext ("level %u, %u criterion", "level %u, %u criteria", gap->criteria->len), gap->level, gap->criteria->len);

    g_string_append (out, "    ");
    dcmm_text_pad (out, item->id, 6);
    dcmm_text_pad (out, short_name (&item->short_name, &item->name), 28);
    dcmm_text_pad (out, what, 24);
    g_string_append (out, "→ ");
    tone (screen, gap->reaches ? BOLD : PLAIN);
    score (screen, gap->after);
    if (gap->reaches)
        g_string_append_printf (out, _("  level %u"), screen->a->target);
    tone (screen, PLAIN);
    g_string_append_c (out, '\n');
}

static void
way (const Screen *screen)
{
    const DcmmAnalysis *a = screen->a;
    char gap[DCMM_SCORE_LENGTH];
    GString *out = screen->out;
    const guint shown = MIN (a->gaps->len, MAX (MIN (a->n_path, 8), 5));

    if (!screen->s->applicable)
        return;
    tone (screen, BOLD);
    if (screen->s->level >= (int) a->target)
        g_string_append_printf (out, _("  Level %u is reached; what could still be raised:"), a->target);
    else if (screen->s->printed < a->threshold)
        g_string_append_printf (out, _("  Level %u (%s) is %s away. What weighs most:"), a->target, level_name (screen, (int) a->target),
                                dcmm_score_text (a->threshold - screen->s->printed, gap));
    else
        g_string_append_printf (out, _("  The score clears level %u; a condition of the policy does not hold. What weighs most:"), a->target);
    tone (screen, PLAIN);
    g_string_append_c (out, '\n');
    for (guint i = 0; i < shown; i++)
        step (screen, a->gaps->pdata[i]);
    if (a->gaps->len > shown)
        g_string_append_printf (out, ngettext ("    and %u group more\n", "    and %u groups more\n", a->gaps->len - shown), a->gaps->len - shown);
    g_string_append_c (out, '\n');
}

static void
remark (const Screen *screen, const char *text)
{
    g_string_append (screen->out, "  ");
    dcmm_text_wrap (screen->out, text, 2, WIDTH);
    g_string_append_c (screen->out, '\n');
}

static void
remarks (const Screen *screen)
{
    const DcmmAnalysis *a = screen->a;

    if (a->firm_possible) {
        g_autofree char *text = g_strdup_printf (ngettext ("%u answer judged one step lower would cost level %d.", "%u answers, each judged one step lower, would cost level %d.", a->firm->len),
                                                 a->firm->len, screen->s->level);
        remark (screen, text);
    }
    if (a->evidence.marked) {
        g_autofree char *text = g_strdup_printf (_("Evidence is attached to %u of the %u criteria that are marked as met."), a->evidence.with, a->evidence.marked);
        remark (screen, text);
    }
    if (10 * a->na > screen->s->questionnaire->n_criteria)
        remark (screen, _("More than one in ten is marked as not applicable: check the reasons."));
    remark (screen, _("Self-assessment: an indication for internal use, not a certified result."));
}

void
dcmm_print_result (const DcmmScores *s, const DcmmAnswers *answers, const DcmmAnalysis *analysis, gboolean colour, GString *out)
{
    const Screen screen = { s, answers, analysis, colour, out };

    head (&screen);
    verdict (&screen);
    domains (&screen);
    way (&screen);
    remarks (&screen);
}
