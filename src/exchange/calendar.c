#include "exchange/calendar.h"
#include "assess/identity.h"

#include <stdlib.h>
#include <string.h>

#define OLD_MONTHS         12   /* evidence older than this counts as stale (analysis.c) */
#define CERTIFICATE_MONTHS 36   /* valid for so long (enterprise-profile: certificate) */
#define TITLES_MAX         20   /* named in one event */
#define FOLD               75   /* octets of a line, RFC 5545, 3.1 */
#define DATE               16
#define YEAR_END         9999

typedef struct {
    char *uid, *summary, *description;
    char  from[DATE], until[DATE];          /* the last day; the file has the one after */
    const int *alarms;                      /* days before, ended by 0 */
    const char *status;                     /* "CANCELLED": takes an entry of an earlier calendar back; NULL: nothing to say */
} Event;

typedef struct {
    const DcmmPlanDocument *d;
    const DcmmAnswers      *a;
    DcmmLang   lang;
    char      *who;                         /* stable: the end of each uid */
    const char *today;                      /* of the answers; may be NULL */
    const char *told;                       /* the newest day that the plan knows of: that of the answers, or of a mark */
    GPtrArray *events;
} Writing;

static const int none[] = { 0 }, week[] = { 7, 0 }, month[] = { 30, 7, 0 }, renewal[] = { 180, 90, 30, 0 };

/* ---- events ---- */

static void
event_free (gpointer data)
{
    Event *event = data;

    g_free (event->uid);
    g_free (event->summary);
    g_free (event->description);
    g_free (event);
}

/* Takes the texts; NULL where there is no such day to write. */
static Event *
add (Writing *w, const char *kind, const char *id, const char *from, const char *until, char *summary, char *description, const int *alarms)
{
    Event *event;

    /* The year 9999 has a day after its last one, and it cannot be written. */
    if (!dcmm_date_valid (from) || !dcmm_date_valid (until) || atoi (until) >= YEAR_END) {
        g_free (summary);
        g_free (description);
        return NULL;
    }
    event = g_new0 (Event, 1);
    event->uid = *id ? g_strdup_printf ("%s.%s.%s@dcmm", kind, id, w->who) : g_strdup_printf ("%s.%s@dcmm", kind, w->who);
    event->summary = summary;
    event->description = description;
    event->alarms = alarms;
    g_strlcpy (event->from, from, DATE);
    g_strlcpy (event->until, until, DATE);
    g_ptr_array_add (w->events, event);
    return event;
}

static int
by_day (gconstpointer a, gconstpointer b)
{
    const Event *x = *(Event *const *) a, *y = *(Event *const *) b;
    const int day = strcmp (x->from, y->from);

    return day ? day : strcmp (x->uid, y->uid);
}

/* ---- the plan ---- */

static const char *
words (const Writing *w, const DcmmWords *of)
{
    return dcmm_words (of, w->lang);
}

static void
line (GString *out, const char *label, const char *text)
{
    if (text && *text)
        g_string_append_printf (out, "%s%s%s%s", out->len ? "\n" : "", label, _(": "), text);
}

static char *
describe (const Writing *w, const DcmmPlanStep *step)
{
    const DcmmActions *actions = w->d->actions;
    const DcmmAction *action = &actions->actions[step->action];
    g_autoptr (GString) out = g_string_new (NULL), after = g_string_new (NULL), raises = g_string_new (NULL);
    g_autofree char *days = g_strdup_printf (ngettext ("%u person-day (%u to %u)", "%u person-days (%u to %u)", step->days), step->days, step->low, step->high);

    for (guint i = 0; i < action->n_requires; i++)
        g_string_append_printf (after, "%s%s", i ? _("; ") : "", words (w, &actions->actions[action->requires[i]].title));
    for (guint i = 0; i < w->d->raises->len; i++) {
        const DcmmPlanRaise *raise = &g_array_index (w->d->raises, DcmmPlanRaise, i);
        if (raise->action == step->action)
            g_string_append_printf (raises, "%s%s", raises->len ? ", " : "", w->d->questionnaire->criteria[raise->criterion].id);
    }
    line (out, _("In charge"), step->owner ? step->owner : words (w, &actions->roles->roles[action->role].name));
    line (out, _("Effort"), days);
    line (out, _("Deliverable"), words (w, &action->deliverable));
    line (out, _("After"), after->str);
    line (out, _("Criteria raised"), raises->str);
    line (out, _("Note"), step->note);
    return g_string_free (g_steal_pointer (&out), FALSE);
}

/* What is done or dropped has no days any more; an earlier calendar still reminds of them. */
static void
settle (Writing *w, const DcmmPlanStep *step)
{
    const DcmmAction *action = &w->d->actions->actions[step->action];
    const gboolean done = step->mark == DCMM_MARK_DONE;
    const char *title = words (w, &action->title);

    if (!step->on)
        return;
    Event *whole = add (w, "action", action->id, step->on, step->on, g_strdup_printf (done ? _("Done: %s") : _("Dropped: %s"), title), describe (w, step), none);
    Event *due = add (w, "due", action->id, step->on, step->on, g_strdup_printf (done ? _("Done: %s") : _("Dropped: %s"), title), g_strdup (""), none);
    if (!whole || !due)
        return;
    whole->status = done ? "CONFIRMED" : "CANCELLED";
    due->status = "CANCELLED";
}

static void
add_actions (Writing *w)
{
    for (guint i = 0; i < w->d->steps->len; i++) {
        const DcmmPlanStep *step = &g_array_index (w->d->steps, DcmmPlanStep, i);
        const DcmmAction *action = &w->d->actions->actions[step->action];
        if (step->mark == DCMM_MARK_DONE || step->mark == DCMM_MARK_DROPPED) {
            settle (w, step);
            continue;
        }
        if (!step->start_date || !step->due_date)
            continue;
        add (w, "action", action->id, step->start_date, step->due_date, g_strdup (words (w, &action->title)), describe (w, step), none);
        add (w, "due", action->id, step->due_date, step->due_date, g_strdup_printf (_("Due: %s"), words (w, &action->title)), describe (w, step), week);
    }
}

/* When all is done; without a plan, a year after the last time. */
static void
add_reassessment (Writing *w)
{
    const DcmmPlanQuarter *last = NULL;
    char year[DATE];

    for (guint i = 0; w->d && i < w->d->quarters->len; i++) {
        const DcmmPlanQuarter *quarter = &g_array_index (w->d->quarters, DcmmPlanQuarter, i);
        if (quarter->date && (!last || strcmp (quarter->date, last->date) > 0))
            last = quarter;
    }
    if (last) {
        add (w, "reassess", "", last->date, last->date, g_strdup (_("Assess again: the plan has run its course")),
             g_strdup_printf (_("Answer the questionnaire again with the evidence there is now. Expected: score %s, level %u."), last->score ? last->score : "–",
                              last->level), month);
    } else if (w->today) {
        dcmm_date_add_months (w->today, OLD_MONTHS, year);
        add (w, "reassess", "", year, year, g_strdup (_("Assess again: a year has passed")),
             g_strdup_printf (_("The last answers are of %s."), w->today), month);
    }
}

/* ---- evidence ---- */

/* The same piece may prove many criteria. */
typedef struct { const DcmmEvidence *evidence; GString *refs; } Piece;

static void
piece_free (gpointer data)
{
    Piece *piece = data;

    g_string_free (piece->refs, TRUE);
    g_free (piece);
}

/* A valid day, not before that of the answers: what is past is in the report. */
static gboolean
is_ahead (const Writing *w, const char *date)
{
    return date && dcmm_date_valid (date) && (!w->today || strcmp (date, w->today) >= 0);
}

/* The last day on which it is not yet old: within a year of the answers. */
static gboolean
grows_old (const Writing *w, const DcmmEvidence *e, char date[DATE])
{
    if (!w->today || e->valid_until || !e->date || !dcmm_date_valid (e->date) || strcmp (e->date, w->today) > 0)
        return FALSE;
    dcmm_date_add_months (e->date, OLD_MONTHS, date);
    return is_ahead (w, date);
}

static GPtrArray *
collect (const Writing *w)
{
    GPtrArray *pieces = g_ptr_array_new_with_free_func (piece_free);
    g_autoptr (GHashTable) known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

    for (guint c = 0; c < w->a->questionnaire->n_criteria; c++) {
        const DcmmAnswer *answer = dcmm_answers_of (w->a, c);
        for (guint i = 0; answer && i < answer->n_evidence; i++) {
            const DcmmEvidence *e = dcmm_answer_evidence (w->a, answer, i);
            char date[DATE];
            if (!is_ahead (w, e->valid_until) && !grows_old (w, e, date))
                continue;
            g_autofree char *key = g_strjoin ("\n", e->title, e->date ? e->date : "", e->valid_until ? e->valid_until : "", NULL);
            Piece *piece = g_hash_table_lookup (known, key);
            if (!piece) {
                piece = g_new (Piece, 1);
                *piece = (Piece) { e, g_string_new (NULL) };
                g_ptr_array_add (pieces, piece);
                g_hash_table_insert (known, g_steal_pointer (&key), piece);
            }
            g_string_append_printf (piece->refs, "%s%s", piece->refs->len ? ", " : "", w->a->questionnaire->criteria[c].id);
        }
    }
    return pieces;
}

static void
add_ending (Writing *w, const GPtrArray *pieces)
{
    for (guint i = 0; i < pieces->len; i++) {
        const Piece *piece = pieces->pdata[i];
        const DcmmEvidence *e = piece->evidence;
        if (!e->valid_until)
            continue;
        g_autofree char *named = g_strdup_printf ("%s|%s", e->title, e->valid_until), *id = g_compute_checksum_for_string (G_CHECKSUM_SHA256, named, -1);
        id[16] = '\0';
        add (w, "evidence", id, e->valid_until, e->valid_until, g_strdup_printf (_("Evidence runs out: %s"), e->title),
             g_strdup_printf (_("Criteria: %s"), piece->refs->str), month);
    }
}

/* One event a month: what is dated within it is a year old then. */
static void
add_old_month (Writing *w, const GPtrArray *pieces, const char *of)
{
    g_autoptr (GString) titles = g_string_new (NULL);
    char first[DATE] = "", id[8], date[DATE];
    guint n = 0;

    for (guint i = 0; i < pieces->len; i++) {
        const Piece *piece = pieces->pdata[i];
        if (!grows_old (w, piece->evidence, date) || strncmp (date, of, 7) != 0)
            continue;
        if (!*first || strcmp (date, first) < 0)
            g_strlcpy (first, date, DATE);
        if (n++ < TITLES_MAX)
            g_string_append_printf (titles, "%s%s · %s · %s", n > 1 ? "\n" : "", piece->evidence->date, piece->evidence->title, piece->refs->str);
    }
    if (n > TITLES_MAX)
        g_string_append_printf (titles, ngettext ("\nand %u more", "\nand %u more", n - TITLES_MAX), n - TITLES_MAX);
    g_strlcpy (id, of, sizeof id);
    add (w, "old", id, first, first,
         g_strdup_printf (ngettext ("%u piece of evidence is older than 12 months from here on", "%u pieces of evidence are older than 12 months from this month on", n), n),
         g_string_free (g_steal_pointer (&titles), FALSE), week);
}

static void
add_evidence (Writing *w)
{
    g_autoptr (GPtrArray) pieces = collect (w);
    g_autoptr (GHashTable) months = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
    char date[DATE];

    add_ending (w, pieces);
    for (guint i = 0; i < pieces->len; i++) {
        const Piece *piece = pieces->pdata[i];
        if (!grows_old (w, piece->evidence, date))
            continue;
        date[7] = '\0';
        if (g_hash_table_add (months, g_strdup (date)))
            add_old_month (w, pieces, date);
    }
}

/* ---- the certificate ---- */

/* The day behind @key in "level=3, expires_on=2028-03-14"; @key NULL: the latest day of all, and how many there are. */
static char *
day_in (const char *text, const char *key, guint *n)
{
    char latest[DATE] = "";

    *n = 0;
    for (const char *c = key ? strstr (text, key) : text; c && *c; c++) {
        char day[11];
        g_strlcpy (day, c, sizeof day);
        if (strlen (day) < 10 || !dcmm_date_valid (day))
            continue;
        if (strcmp (day, latest) > 0)
            g_strlcpy (latest, day, DATE);
        if (++*n == 1 && key)
            break;
    }
    return *latest ? g_strdup (latest) : NULL;
}

/* Three years, the day before the day on which it was issued. */
static char *
end_of_issue (const char *issued)
{
    char end[DATE];
    GDate day;

    dcmm_date_add_months (issued, CERTIFICATE_MONTHS, end);
    if (!dcmm_date_valid (end))
        return NULL;
    g_date_clear (&day, 1);
    g_date_set_dmy (&day, (GDateDay) atoi (end + 8), atoi (end + 5), (GDateYear) atoi (end));
    g_date_subtract_days (&day, 1);
    return g_strdup_printf ("%04d-%02d-%02d", g_date_get_year (&day), g_date_get_month (&day), g_date_get_day (&day));
}

char *
dcmm_certificate_end (const DcmmAnswers *answers)
{
    const char *text = dcmm_answers_attribute (answers, "certificate");
    guint n;
    char *end = text ? day_in (text, "expires_on", &n) : NULL;

    if (!text || end)
        return end;
    g_autofree char *issued = day_in (text, "issued_on", &n);
    if (issued)
        return end_of_issue (issued);
    end = day_in (text, NULL, &n);
    if (n < 2)                      /* one day alone: nobody knows which */
        g_clear_pointer (&end, g_free);
    return end;
}

static void
add_certificate (Writing *w, DcmmProblems *remarks)
{
    g_autofree char *end = dcmm_certificate_end (w->a);

    if (!end && dcmm_answers_attribute (w->a, "certificate"))
        dcmm_problems_add (remarks, DCMM_WARNING, (DcmmWhere) { w->a->path, 0 },
                           _("attribute 'certificate' does not say when it ends; write expires_on=2028-03-14 or issued_on=2025-03-15 in it"));

    if (is_ahead (w, end))
        add (w, "certificate", "", end, end, g_strdup (_("The DCMM certificate runs out")),
             g_strdup (_("Begin half a year ahead: assess again, then apply.")), renewal);
}

/* ---- the file ---- */

/* NAME:VALUE, folded so that no character is cut in two. */
static void
put (GString *out, const char *name, const char *value)
{
    g_autofree char *whole = g_strconcat (name, value, NULL);
    const char *at = whole;
    gsize room = FOLD;

    while (strlen (at) > room) {
        gsize n = room;
        while ((at[n] & 0xC0) == 0x80)
            n--;
        g_string_append_len (out, at, (gssize) n);
        g_string_append (out, "\r\n ");
        at += n;
        room = FOLD - 1;
    }
    g_string_append (out, at);
    g_string_append (out, "\r\n");
}

/* RFC 5545, 3.3.11. */
static void
put_text (GString *out, const char *name, const char *text)
{
    g_autoptr (GString) value = g_string_new (NULL);

    for (; *text; text++) {
        if (*text == '\\' || *text == ';' || *text == ',')
            g_string_append_c (value, '\\');
        if (*text == '\n')
            g_string_append (value, "\\n");
        else if ((guchar) *text >= 0x20 && *text != 0x7F)
            g_string_append_c (value, *text);
        else
            g_string_append_c (value, ' ');
    }
    put (out, name, value->str);
}

static void
put_day (GString *out, const char *name, const char *date, guint after)
{
    char text[DATE];
    GDate day;

    g_date_clear (&day, 1);
    g_date_set_dmy (&day, (GDateDay) atoi (date + 8), atoi (date + 5), (GDateYear) atoi (date));
    g_date_add_days (&day, after);
    g_snprintf (text, sizeof text, "%04d%02d%02d", g_date_get_year (&day), g_date_get_month (&day), g_date_get_day (&day));
    put (out, name, text);
}

/* At nine in the morning, not at midnight. */
static void
put_alarm (GString *out, const Event *event, int days)
{
    g_autofree char *trigger = g_strdup_printf ("-P%dDT15H", days - 1);

    put (out, "BEGIN:", "VALARM");
    put (out, "ACTION:", "DISPLAY");
    put_text (out, "DESCRIPTION:", event->summary);
    put (out, "TRIGGER:", trigger);
    put (out, "END:", "VALARM");
}

static void
put_event (GString *out, const Event *event, const char *stamp, const char *sequence)
{
    put (out, "BEGIN:", "VEVENT");
    put_text (out, "UID:", event->uid);        /* an id of an action is what its file says */
    put (out, "DTSTAMP:", stamp);
    put (out, "SEQUENCE:", sequence);
    put_day (out, "DTSTART;VALUE=DATE:", event->from, 0);
    put_day (out, "DTEND;VALUE=DATE:", event->until, 1);
    put_text (out, "SUMMARY:", event->summary);
    if (*event->description)
        put_text (out, "DESCRIPTION:", event->description);
    if (event->status)
        put (out, "STATUS:", event->status);
    put (out, "TRANSP:", "TRANSPARENT");       /* nobody is busy all day for it */
    for (guint i = 0; event->alarms[i]; i++)
        put_alarm (out, event, event->alarms[i]);
    put (out, "END:", "VEVENT");
}

/* What will be the same the next time: the code of the enterprise, else the id of its answers, else its name. */
static char *
who (const DcmmPlanDocument *d, const DcmmAnswers *a)
{
    const char *uscc = a ? a->uscc : d->uscc, *id = a ? a->id : d->id, *name = a ? a->name : d->name;
    char *key = uscc ? dcmm_uscc_normal (uscc) : id ? g_strdup (id) : g_compute_checksum_for_string (G_CHECKSUM_SHA256, name ? name : "", -1);

    if (strlen (key) > 40)
        key[16] = '\0';
    for (char *c = key; *c; c++)
        if (!g_ascii_isalnum (*c) && *c != '-')
            *c = '-';
    return key;
}

static void
put_all (const Writing *w, GString *out)
{
    const char *name = w->a ? w->a->name : w->d->name, *day = w->told ? w->told : w->d && w->d->start ? w->d->start : "1970-01-01";
    /* The same plan, the same bytes; one that was made later, with newer marks or answers, counts as newer (RFC 5545, 3.8.7.4). */
    const int days = dcmm_date_days ("1970-01-01", day);
    g_autofree char *sequence = g_strdup_printf ("%d", MAX (days, 0));
    g_autofree char *title = g_strdup_printf (_("%s: dates of DCMM"), name ? name : _("The enterprise"));
    g_autofree char *stamp = g_strdup_printf ("%.4s%.2s%.2sT000000Z", day, day + 5, day + 8);

    put (out, "BEGIN:", "VCALENDAR");
    put (out, "VERSION:", "2.0");
    put (out, "PRODID:", "-//dcmm//dcmm " DCMM_VERSION "//EN");
    put (out, "CALSCALE:", "GREGORIAN");
    put (out, "METHOD:", "PUBLISH");
    put_text (out, "NAME:", title);
    put_text (out, "X-WR-CALNAME:", title);
    for (guint i = 0; i < w->events->len; i++)
        put_event (out, w->events->pdata[i], stamp, sequence);
    put (out, "END:", "VCALENDAR");
}

void
dcmm_calendar_write (const DcmmPlanDocument *document, const DcmmAnswers *answers, DcmmLang lang, DcmmProblems *remarks, GString *out)
{
    Writing w = { .d = document, .a = answers, .lang = lang, .today = answers ? answers->date : document->date };

    w.who = who (document, answers);
    w.events = g_ptr_array_new_with_free_func (event_free);
    if (w.today && !dcmm_date_valid (w.today))
        w.today = NULL;
    w.told = w.today;
    for (guint i = 0; document && i < document->steps->len; i++) {
        const char *on = g_array_index (document->steps, DcmmPlanStep, i).on;
        if (on && dcmm_date_valid (on) && (!w.told || strcmp (on, w.told) > 0))
            w.told = on;
    }
    if (document)
        add_actions (&w);
    if (answers) {
        add_evidence (&w);
        add_certificate (&w, remarks);
    }
    add_reassessment (&w);
    g_ptr_array_sort (w.events, by_day);
    put_all (&w, out);
    g_ptr_array_unref (w.events);
    g_free (w.who);
}
