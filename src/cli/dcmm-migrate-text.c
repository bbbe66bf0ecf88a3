#include "cli/dcmm.h"

#include <string.h>

#define WIDTH 80

/* ---- the paragraph ---- */

static void
clause (GString *out, const char *format, guint n, const char *between)
{
    g_string_append (out, between);
    g_string_append_printf (out, format, n);    /* one %u in each translation: msgfmt --check sees to it */
}

char *
dcmm_migration_summary (const DcmmMigration *m)
{
    const DcmmMigrationTally *t = &m->tally;
    GString *out = g_string_new (NULL);

    clause (out, ngettext ("%u answer carried over: ", "%u answers carried over: ", t->answers), t->answers, "");
    clause (out, ngettext ("%u kept", "%u kept", t->kept), t->kept, "");
    clause (out, ngettext ("%u changed", "%u changed", t->changed), t->changed, _(", "));
    clause (out, ngettext ("%u split", "%u split", t->split), t->split, _(", "));
    clause (out, ngettext ("%u merged", "%u merged", t->merged), t->merged, _(", "));
    if (t->both)
        clause (out, ngettext (" (%u of them both)", " (%u of them both)", t->both), t->both, "");
    clause (out, ngettext ("%u left behind", "%u left behind", t->left), t->left, _(", "));
    clause (out, ngettext ("%u criterion is new", "%u criteria are new", t->fresh), t->fresh, _("; "));
    clause (out, ngettext ("%u answer to look at again", "%u answers to look at again", t->marked), t->marked, _(", "));
    return g_string_free (out, FALSE);
}

/* ---- the report ---- */

typedef struct {
    const DcmmMigration *m;
    const DcmmCrosswalk *c;
    GString             *out;
} Paper;

static void
row (const Paper *paper, const char *what, guint n)
{
    g_string_append (paper->out, "  ");
    dcmm_text_pad (paper->out, what, 58);
    g_string_append_printf (paper->out, "%6u\n", n);
}

static void
wrapped (const Paper *paper, guint indent, const char *text)
{
    g_string_append_printf (paper->out, "%*s", (int) indent, "");
    dcmm_text_wrap (paper->out, text, indent, WIDTH);
    g_string_append_c (paper->out, '\n');
}

/* What a person wrote, line by line, as it is. */
static void
quoted (const Paper *paper, guint indent, const char *text)
{
    g_auto (GStrv) lines = text ? g_strsplit (text, "\n", -1) : NULL;

    for (guint i = 0; lines && lines[i]; i++)
        wrapped (paper, indent, lines[i]);
}

static void
heading (const Paper *paper, const char *title, const char *about)
{
    g_string_append_printf (paper->out, "\n%s\n", title);
    wrapped (paper, 2, about);
}

static void
head (const Paper *paper)
{
    const DcmmMigration *m = paper->m;
    const DcmmQuestionnaire *from = paper->c->from, *to = paper->c->to;
    GString *out = paper->out;

    g_string_append_printf (out, "%s\n%s\n", _("Migration report"), m->before->name ? m->before->name : m->before->path);
    g_string_append_printf (out, _("from %s (%s) to %s (%s)"), from->id, from->standard ? from->standard : "", to->id, to->standard ? to->standard : "");
    if (m->before->date) {
        g_string_append_c (out, '\n');
        g_string_append_printf (out, _("answers of %s"), m->before->date);
    }
    g_string_append (out, "\n\n");
}

static void
numbers (const Paper *paper)
{
    const DcmmMigrationTally *t = &paper->m->tally;

    row (paper, _("answers before"), t->answers);
    row (paper, _("  kept: the criterion is the same"), t->kept);
    row (paper, _("  changed: one heir, which asks for something else"), t->changed);
    row (paper, _("  split: several heirs"), t->split);
    row (paper, _("  merged: an heir shared with others"), t->merged);
    row (paper, _("    of these both split and merged"), t->both);
    row (paper, _("  left behind: no heir"), t->left);
    row (paper, _("criteria of the new edition"), paper->c->to->n_criteria);
    row (paper, _("  answered from before"), t->carried);
    row (paper, _("    of these to look at again"), t->marked);
    row (paper, _("  not answered before either"), t->waiting);
    row (paper, _("  new"), t->fresh);
    if (paper->m->domains_after)
        g_string_append_printf (paper->out, "\n  policy_domains: %s → %s\n", paper->m->domains_before, paper->m->domains_after);
}

/* The word for a value; a stroke where there is no answer. */
static const char *
word (const Paper *paper, const DcmmAnswer *a)
{
    const DcmmPolicy *policy = paper->m->policy;

    return a ? dcmm_policy_word (policy, (guint) dcmm_policy_value (policy, a->value), dcmm_lang ()) : "—";
}

/* "2.1-1.1  [largely met]  Tiles are counted." */
static void
criterion (const Paper *paper, guint indent, const DcmmQuestionnaire *q, const DcmmAnswers *answers, guint index)
{
    const DcmmAnswer *a = dcmm_answers_of (answers, index);
    g_autofree char *line = g_strdup_printf ("%s  [%s]  %s", q->criteria[index].id, word (paper, a),
                                             dcmm_words (&q->criteria[index].text, dcmm_lang ()));

    g_string_append_printf (paper->out, "%*s", (int) indent, "");
    dcmm_text_wrap (paper->out, line, indent + 4, WIDTH);
    g_string_append_c (paper->out, '\n');
}

/* The kept ones item by item: nobody reads them one by one. */
static void
kept (const Paper *paper)
{
    const DcmmCrosswalk *c = paper->c;

    heading (paper, _("Kept"), _("The criterion is the same; the answer stands. Numbers may have moved."));
    for (guint i = 0; i < c->from->n_items; i++) {
        const DcmmItem *item = &c->from->items[i];
        const char *to = NULL;
        guint n = 0;
        for (guint k = item->first; k < item->first + item->n; k++)
            if (dcmm_crosswalk_fate (c, k) == DCMM_FATE_KEPT && dcmm_answers_of (paper->m->before, k)) {
                to = c->to->items[c->to->criteria[c->maps[c->by_from[k].maps[0]].to].item].id;
                n++;
            }
        if (!n)
            continue;
        g_autofree char *where = g_strdup_printf (strcmp (item->id, to) ? "%s → %s" : "%s", item->id, to);
        g_string_append (paper->out, "  ");
        dcmm_text_pad (paper->out, where, 16);
        dcmm_text_pad (paper->out, dcmm_words (&item->name, dcmm_lang ()), 42);
        g_string_append_printf (paper->out, "%6u\n", n);
    }
}

static void
relation (const Paper *paper, const char *arrow, const DcmmMap *map, gboolean to)
{
    const DcmmQuestionnaire *q = to ? paper->c->to : paper->c->from;
    const guint index = (guint) (to ? map->to : map->from);
    const DcmmAnswer *a = dcmm_answers_of (to ? paper->m->after : paper->m->before, index);

    g_string_append_printf (paper->out, "      %s %s  [%s]  %s\n", arrow, q->criteria[index].id, word (paper, a), dcmm_relation_word (map->relation));
}

static void
split (const Paper *paper)
{
    const DcmmCrosswalk *c = paper->c;

    heading (paper, _("Split"), _("Each heir has the whole answer, its notes and evidence. Keep in each what belongs there."));
    for (guint k = 0; k < c->from->n_criteria; k++) {
        const DcmmFate fate = dcmm_crosswalk_fate (c, k);
        if ((fate != DCMM_FATE_SPLIT && fate != DCMM_FATE_BOTH) || !dcmm_answers_of (paper->m->before, k))
            continue;
        criterion (paper, 2, c->from, paper->m->before, k);
        for (guint i = 0; i < c->by_from[k].n; i++)
            relation (paper, "→", &c->maps[c->by_from[k].maps[i]], TRUE);
    }
}

/* The heirs that have an answer: those of several forebears, or of one that asks for something else. */
static void
heirs (const Paper *paper, gboolean several)
{
    const DcmmCrosswalk *c = paper->c;

    for (guint k = 0; k < c->to->n_criteria; k++) {
        const DcmmAnswer *a = dcmm_answers_of (paper->m->after, k);
        if (!a || dcmm_crosswalk_same (c, k) || (c->by_to[k].n > 1) != several)
            continue;
        criterion (paper, 2, c->to, paper->m->after, k);
        for (guint i = 0; i < c->by_to[k].n; i++)
            relation (paper, "←", &c->maps[c->by_to[k].maps[i]], FALSE);
    }
}

static void
evidence (const Paper *paper, const DcmmEvidence *e)
{
    const char *const parts[] = { e->title, e->href, e->sha256, e->size, e->date, e->valid_until };
    g_autoptr (GString) line = g_string_new ("· ");

    for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
        if (parts[i])
            g_string_append_printf (line, "%s%s", i ? " | " : "", parts[i]);
    wrapped (paper, 6, line->str);
}

/* What has no place in the new answers stands here in full. */
static void
left (const Paper *paper)
{
    const DcmmCrosswalk *c = paper->c;
    const DcmmAnswers *b = paper->m->before;

    heading (paper, _("Left behind"), _("No criterion of the new edition asks for it. This report is where the answer stays."));
    for (guint k = 0; k < c->from->n_criteria; k++) {
        const DcmmAnswer *a = dcmm_answers_of (b, k);
        if (!a || dcmm_crosswalk_fate (c, k) != DCMM_FATE_LEFT)
            continue;
        criterion (paper, 2, c->from, b, k);
        quoted (paper, 6, a->note);
        for (guint i = 0; i < a->n_evidence; i++)
            evidence (paper, dcmm_answer_evidence (b, a, i));
        if (!a->verified.value)
            continue;
        g_autofree char *second = g_strdup_printf (_("second opinion: %s, %s, %s"), a->verified.value, a->verified.by ? a->verified.by : "—",
                                                   a->verified.at ? a->verified.at : "—");
        wrapped (paper, 6, second);
        quoted (paper, 8, a->verified.note);
    }
}

static void
unanswered (const Paper *paper, gboolean fresh)
{
    const DcmmCrosswalk *c = paper->c;

    for (guint k = 0; k < c->to->n_criteria; k++) {
        const gboolean is_new = !c->by_to[k].n || c->maps[c->by_to[k].maps[0]].relation == DCMM_NEW;
        if (!dcmm_answers_of (paper->m->after, k) && is_new == fresh)
            criterion (paper, 2, c->to, paper->m->after, k);
    }
}

void
dcmm_print_migration (const DcmmMigration *m, GString *out)
{
    const Paper paper = { m, m->crosswalk, out };
    const DcmmMigrationTally *t = &m->tally;

    head (&paper);
    numbers (&paper);
    if (t->kept)
        kept (&paper);
    if (t->changed || t->split) {
        heading (&paper, _("Changed"), _("One forebear, but the heir asks for something else: look at the answer again."));
        heirs (&paper, FALSE);
    }
    if (t->split)
        split (&paper);
    if (t->merged) {
        heading (&paper, _("Merged"), _("The lowest value of the forebears, all their notes and all their evidence."));
        heirs (&paper, TRUE);
    }
    if (t->left)
        left (&paper);
    if (t->waiting) {
        heading (&paper, _("Not answered before either"), _("The forebears have no answer."));
        unanswered (&paper, FALSE);
    }
    if (t->fresh) {
        heading (&paper, _("New"), _("Nothing before asked for it: to be answered."));
        unanswered (&paper, TRUE);
    }
}
