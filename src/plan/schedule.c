#include "plan/schedule.h"
#include "plan/plan.h"
#include "plan/solver.h"

#include <stdlib.h>
#include <string.h>

#include "assess/exact.h"

#define FAR     400             /* quarters: no schedule goes further */
#define FULL_TIME 4             /* the pace at which each action is done by one person full time; 1 is the usual one */
#define PERSON  1000            /* a person's day, in the unit of daily loads */

/* One attempt: how strictly things are asked for. */
typedef struct {
    guint    pace;
    gboolean straddle;          /* an action may lie across the end of a quarter */
    gint64   ease;              /* person-days a quarter that a role without a capacity is asked for; negative: any number */
    guint    rule;              /* 0: the most gain a day first; 1: the longest way to the end first */
} Manner;

typedef struct {
    const DcmmSchedule *s;
    Manner   manner;
    gint64  *room;              /* per role: what it can do in a quarter */
    gint64  *load;              /* role × FAR: what falls into each quarter */
    gint64  *begins;            /* role × FAR: all of what begins in it */
    GArray **daily;             /* per role: load of each day */
    guint   *start, *end;
    gint64  *tail;              /* working days from a task's start to the end of all that waits for it */
    guint8  *placed;
} Attempt;

gint64
dcmm_task_done (const DcmmTask *task, guint day)
{
    if (day <= task->start)
        return 0;
    return day >= task->end ? task->effort : (gint64) task->effort * (day - task->start) / (task->end - task->start);
}

/* From the usual duration in thirds to one person full time, the fastest that an action can be done alone; then two people
 * at once, then four. */
static guint
duration_of (const DcmmTask *task, guint pace)
{
    const guint alone = MAX (task->effort, 1), usual = task->duration ? task->duration : alone, full = MIN (usual, alone);

    if (pace <= FULL_TIME)
        return full + (usual - full) * (FULL_TIME - pace) / (FULL_TIME - 1);
    return MAX ((full + (1u << (pace - FULL_TIME)) - 1) >> (pace - FULL_TIME), 1);
}

/* What a role can do in a quarter; a single action may always fill one. */
static gint64
find_room (const DcmmSchedule *s, gint64 ease, guint role)
{
    gint64 largest = 0;

    if (s->capacity[role] >= 0)
        return s->capacity[role];
    if (ease < 0)
        return G_MAXINT64;
    for (guint t = 0; t < s->n; t++)
        if (s->tasks[t].role == role)
            largest = MAX (largest, s->tasks[t].effort);
    return MAX (ease, largest);
}

/* ---- placing one ---- */

static gint64
share (guint effort, guint start, guint end, guint quarter)
{
    const DcmmTask task = { .effort = effort, .start = start, .end = end };

    return dcmm_task_done (&task, (quarter + 1) * DCMM_QUARTER) - dcmm_task_done (&task, quarter * DCMM_QUARTER);
}

static gboolean
has_room (const Attempt *a, const DcmmTask *task, guint start, guint end)
{
    const gint64 room = a->room[task->role];

    if (end > FAR * DCMM_QUARTER)
        return FALSE;
    /* Who counts an action where it begins shall find no quarter over its capacity either, as long as that can be had. */
    if (!a->manner.straddle && task->effort <= room && a->begins[task->role * FAR + start / DCMM_QUARTER] > room - task->effort)
        return FALSE;
    for (guint q = start / DCMM_QUARTER; q <= (end - 1) / DCMM_QUARTER; q++) {
        const gint64 more = share (task->effort, start, end, q);
        if (more && a->load[task->role * FAR + q] > room - more)
            return FALSE;
    }
    return TRUE;
}

static gint64
per_day (const DcmmTask *task, guint start, guint end)
{
    return (gint64) task->effort * PERSON / (end - start);
}

/* Whether on every day of it the role's people are enough: one, or as many as its capacity stands for. */
static gboolean
has_people (const Attempt *a, const DcmmTask *task, guint start, guint end)
{
    const gint64 room = a->room[task->role];
    const gint64 people = room == G_MAXINT64 ? G_MAXINT64 : MAX (PERSON, room * PERSON / DCMM_QUARTER);
    const GArray *daily = a->daily[task->role];

    for (guint day = start; day < MIN (end, daily->len); day++)
        if (g_array_index (daily, gint64, day) > people - per_day (task, start, end))
            return FALSE;
    return TRUE;
}

static void
put (Attempt *a, guint t, guint start, guint end)
{
    const DcmmTask *task = &a->s->tasks[t];
    GArray *daily = a->daily[task->role];

    a->start[t] = start;
    a->end[t] = end;
    a->placed[t] = TRUE;
    a->begins[task->role * FAR + MIN (start / DCMM_QUARTER, FAR - 1)] += task->effort;
    for (guint q = start / DCMM_QUARTER; q <= (end - 1) / DCMM_QUARTER && q < FAR; q++)
        a->load[task->role * FAR + q] += share (task->effort, start, end, q);
    if (daily->len < end)
        g_array_set_size (daily, end);
    for (guint day = start; day < end; day++)
        g_array_index (daily, gint64, day) += per_day (task, start, end);
}

/* Within one quarter: the first day on which the role has people, else the first day at all. FALSE where it does not fit. */
static gboolean
put_in_quarter (Attempt *a, guint t, guint quarter, guint earliest)
{
    const DcmmTask *task = &a->s->tasks[t];
    const guint days = duration_of (task, a->manner.pace), last = (quarter + 1) * DCMM_QUARTER;
    const guint first = MAX (earliest, quarter * DCMM_QUARTER);

    if (first + days > last || !has_room (a, task, first, first + days))
        return FALSE;
    for (guint start = first; start + days <= last; start++)
        if (has_people (a, task, start, start + days)) {
            put (a, t, start, start + days);
            return TRUE;
        }
    put (a, t, first, first + days);
    return TRUE;
}

/* Longer than a quarter, or more than a quarter can take: from a day on, as thinly as the quarters need; of the days on which
 * it may begin the one on which it ends first. */
static void
put_across (Attempt *a, guint t, guint earliest)
{
    const DcmmTask *task = &a->s->tasks[t];
    const guint days = duration_of (task, a->manner.pace);
    const gint64 room = a->room[task->role];
    /* Stretched only where a quarter cannot take it: to twice what whole quarters of its own would need. */
    const guint stretch = task->effort > room && room ? (guint) (2 * DCMM_QUARTER * (task->effort / room + 1)) : 0;
    guint best_start = earliest, best_end = G_MAXUINT;

    for (guint start = earliest; start + days < MIN (best_end, FAR * DCMM_QUARTER); start = (start / DCMM_QUARTER + 1) * DCMM_QUARTER)
        for (guint end = start + days; end <= start + days + stretch && end < MIN (best_end, FAR * DCMM_QUARTER); end++)
            if (has_room (a, task, start, end)) {
                best_start = start;
                best_end = end;
                break;
            }
    put (a, t, best_start, best_end == G_MAXUINT ? earliest + days : best_end);
}

static void
put_anywhere (Attempt *a, guint t, guint earliest)
{
    const DcmmTask *task = &a->s->tasks[t];
    const guint days = duration_of (task, a->manner.pace);

    for (guint day = earliest; day + days < FAR * DCMM_QUARTER; day++)
        if (has_room (a, task, day, day + days) && has_people (a, task, day, day + days)) {
            put (a, t, day, day + days);
            return;
        }
    put_across (a, t, earliest);
}

static void
place (Attempt *a, guint t)
{
    const DcmmTask *task = &a->s->tasks[t];
    guint earliest = 0;

    if (task->begun) {
        put (a, t, 0, duration_of (task, a->manner.pace));
        return;
    }
    for (guint k = 0; k < task->n_requires; k++)
        earliest = MAX (earliest, a->end[task->requires[k]]);
    if (duration_of (task, a->manner.pace) > DCMM_QUARTER || task->effort > a->room[task->role]) {
        put_across (a, t, earliest);
        return;
    }
    if (a->manner.straddle) {
        put_anywhere (a, t, earliest);
        return;
    }
    for (guint q = earliest / DCMM_QUARTER; q < FAR; q++)
        if (put_in_quarter (a, t, q, earliest))
            return;
    put_across (a, t, earliest);
}

/* ---- the list ---- */

/* What is begun, then by the rule: more gain a day (compared without dividing), of equals the shorter, then the first of the
 * file. */
static gboolean
comes_before (const Attempt *a, guint x, guint y)
{
    const DcmmTask *tx = &a->s->tasks[x], *ty = &a->s->tasks[y];
    const gint64 gx = tx->gain * MAX (ty->effort, 1), gy = ty->gain * MAX (tx->effort, 1);

    if (tx->begun != ty->begun)
        return tx->begun;
    if (a->manner.rule == 1 && a->tail[x] != a->tail[y])
        return a->tail[x] > a->tail[y];
    if (gx != gy)
        return gx > gy;
    return tx->effort != ty->effort ? tx->effort < ty->effort : x < y;
}

static gboolean
is_ready (const Attempt *a, guint t)
{
    if (a->placed[t])
        return FALSE;
    for (guint k = 0; !a->s->tasks[t].begun && k < a->s->tasks[t].n_requires; k++)
        if (!a->placed[a->s->tasks[t].requires[k]])
            return FALSE;
    return TRUE;
}

/* Of all that may begin the first; -1: none. Without circles there is always one until all are placed. */
static int
next_ready (const Attempt *a)
{
    int next = -1;

    for (guint t = 0; t < a->s->n; t++)
        if (is_ready (a, t) && (next < 0 || comes_before (a, t, (guint) next)))
            next = (int) t;
    return next;
}

static void
find_tails (Attempt *a)
{
    gboolean more = TRUE;

    for (guint t = 0; t < a->s->n; t++)
        a->tail[t] = duration_of (&a->s->tasks[t], a->manner.pace);
    while (more) {
        more = FALSE;
        for (guint t = 0; t < a->s->n; t++)
            for (guint k = 0; k < a->s->tasks[t].n_requires; k++) {
                const guint before = a->s->tasks[t].requires[k];
                const gint64 tail = a->tail[t] + duration_of (&a->s->tasks[before], a->manner.pace);
                if (a->tail[before] < tail) {
                    a->tail[before] = tail;
                    more = TRUE;
                }
            }
    }
}

static Attempt *
attempt_new (const DcmmSchedule *s, Manner manner)
{
    Attempt *a = g_new0 (Attempt, 1);

    a->s = s;
    a->manner = manner;
    a->room = g_new (gint64, s->n_roles + 1);
    for (guint r = 0; r < s->n_roles; r++)
        a->room[r] = find_room (s, manner.ease, r);
    a->load = g_new0 (gint64, (gsize) s->n_roles * FAR + 1);
    a->begins = g_new0 (gint64, (gsize) s->n_roles * FAR + 1);
    a->daily = g_new0 (GArray *, s->n_roles + 1);
    for (guint r = 0; r < s->n_roles; r++)
        a->daily[r] = g_array_new (FALSE, TRUE, sizeof (gint64));
    a->start = g_new0 (guint, s->n + 1);
    a->end = g_new0 (guint, s->n + 1);
    a->tail = g_new0 (gint64, s->n + 1);
    a->placed = g_new0 (guint8, s->n + 1);
    return a;
}

static void
attempt_free (Attempt *a)
{
    if (!a)
        return;
    for (guint r = 0; r < a->s->n_roles; r++)
        g_array_unref (a->daily[r]);
    g_free (a->daily);
    g_free (a->room);
    g_free (a->load);
    g_free (a->begins);
    g_free (a->start);
    g_free (a->end);
    g_free (a->tail);
    g_free (a->placed);
    g_free (a);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Attempt, attempt_free)

static Attempt *
by_list (const DcmmSchedule *s, Manner manner)
{
    Attempt *a = attempt_new (s, manner);
    int next;

    find_tails (a);
    while ((next = next_ready (a)) >= 0)
        place (a, (guint) next);
    return a;
}

static guint
quarters_of (const Attempt *a)
{
    guint last = 0;

    for (guint t = 0; t < a->s->n; t++)
        last = MAX (last, (a->end[t] + DCMM_QUARTER - 1) / DCMM_QUARTER);
    return last;
}

/* Σ gain × the quarter in which it is there: the less, the earlier. */
static gint64
lateness (const Attempt *a)
{
    gint64 sum = 0;

    for (guint t = 0; t < a->s->n; t++)
        sum += a->s->tasks[t].gain * (gint64) ((a->end[t] - 1) / DCMM_QUARTER);
    return sum;
}

/* The better of the two rules. */
static Attempt *
by_both (const DcmmSchedule *s, Manner manner)
{
    g_autoptr (Attempt) gain = NULL, way = NULL;

    manner.rule = 0;
    gain = by_list (s, manner);
    manner.rule = 1;
    way = by_list (s, manner);
    const guint of_gain = quarters_of (gain), of_way = quarters_of (way);
    if ((of_gain > s->quarters || of_way > s->quarters) && of_gain != of_way)
        return of_gain < of_way ? g_steal_pointer (&gain) : g_steal_pointer (&way);
    return lateness (gain) <= lateness (way) ? g_steal_pointer (&gain) : g_steal_pointer (&way);
}

/* From the most comfortable manner to the least. A role without a capacity may do any number of days; but as long as all
 * fits, half a person is asked for, then a whole one, before anybody is asked for more; and the usual durations, before
 * they are cut. */
static const struct { guint pace; gint64 ease; } manners[] = {
    { 1, 30 }, { 1, 45 }, { 1, 60 }, { 2, 30 }, { 2, 45 }, { 2, 60 }, { 3, 45 }, { 3, 60 }, { 4, 60 },
    { 1, 75 }, { 2, 75 }, { 4, 75 }, { 2, 90 }, { 4, 90 }, { 2, 120 }, { 4, 120 }, { 4, 180 }, { 4, -1 }, { 5, -1 }, { 6, -1 },
};

/* The first manner in which all lies within the quarters; else the shortest. */
static Attempt *
find_list (const DcmmSchedule *s)
{
    Attempt *best = NULL;

    for (guint m = 0; m < G_N_ELEMENTS (manners); m++)
        for (guint straddle = 0; straddle < 2; straddle++) {
            Attempt *a = by_both (s, (Manner) { manners[m].pace, straddle != 0, manners[m].ease, 0 });
            if (!best || quarters_of (a) < quarters_of (best)) {
                attempt_free (best);
                best = a;
            } else {
                attempt_free (a);
            }
            if (quarters_of (best) <= s->quarters)
                return best;
        }
    return best;
}

/* ---- the program: which quarter each action is in, for the most gain the earliest ---- */

typedef struct {
    const DcmmSchedule *s;
    DcmmProgram *program;
    guint pace;
} Slots;

static guint
slot (const Slots *slots, guint task, guint quarter)
{
    return task * slots->s->quarters + quarter;
}

/* Σ over quarters up to @last of @before − the same of @task, up to @last or one fewer: @before is not later, or earlier. */
static void
add_order (const Slots *slots, guint before, guint task)
{
    const DcmmSchedule *s = slots->s;
    const gboolean together = duration_of (&s->tasks[before], slots->pace) + duration_of (&s->tasks[task], slots->pace) <= DCMM_QUARTER;

    for (guint last = 0; last < s->quarters; last++) {
        g_autoptr (DcmmLinear) row = dcmm_linear_new ();
        for (guint q = 0; q <= last; q++) {
            if (together || q < last)
                dcmm_linear_add_whole (row, slot (slots, before, q), 1);
            dcmm_linear_add_whole (row, slot (slots, task, q), -1);
        }
        dcmm_program_limit (slots->program, row, 0);
    }
}

static void
add_task (const Slots *slots, guint t)
{
    g_autoptr (DcmmLinear) once = dcmm_linear_new (), least = dcmm_linear_new ();

    for (guint q = 0; q < slots->s->quarters; q++) {
        dcmm_linear_add_whole (once, slot (slots, t, q), -1);
        dcmm_linear_add_whole (least, slot (slots, t, q), 1);
    }
    dcmm_program_limit (slots->program, once, -1);
    dcmm_program_limit (slots->program, least, 1);
    for (guint k = 0; k < slots->s->tasks[t].n_requires && !slots->s->tasks[t].begun; k++)
        add_order (slots, slots->s->tasks[t].requires[k], t);
}

static void
add_capacity (const Slots *slots, guint role, guint quarter)
{
    g_autoptr (DcmmLinear) spent = dcmm_linear_new ();

    for (guint t = 0; t < slots->s->n; t++)
        if (slots->s->tasks[t].role == role && slots->s->tasks[t].effort)
            dcmm_linear_add_whole (spent, slot (slots, t, quarter), -(gint64) slots->s->tasks[t].effort);
    dcmm_program_limit (slots->program, spent, -slots->s->capacity[role]);
}

/* Gains are brought to at most 1,000, so that a unit of the solver's is worth seeing. */
static DcmmProgram *
slots_program (const DcmmSchedule *s, guint pace)
{
    DcmmProgram *p = dcmm_program_new ();
    const Slots slots = { s, p, pace };
    gint64 greatest = 1;

    for (guint t = 0; t < s->n; t++)
        greatest = MAX (greatest, s->tasks[t].gain);
    for (guint t = 0; t < s->n; t++)
        for (guint q = 0; q < s->quarters; q++)
            dcmm_program_column (p, DCMM_COLUMN_SLOT, t, q, (gint64) q * (s->tasks[t].gain * 1000 / greatest), s->tasks[t].begun && q ? 0 : 1, TRUE);
    for (guint t = 0; t < s->n; t++)
        add_task (&slots, t);
    for (guint r = 0; r < s->n_roles; r++)
        for (guint q = 0; s->capacity[r] >= 0 && q < s->quarters; q++)
            add_capacity (&slots, r, q);
    return p;
}

/* Only where a role's time is limited (else the list cannot be bettered), the list fits, and nothing spans quarters. */
static gboolean
is_for_program (const DcmmSchedule *s, const Attempt *list)
{
    gboolean limited = FALSE;

    for (guint t = 0; t < s->n; t++) {
        const guint room_days = duration_of (&s->tasks[t], list->manner.pace);
        limited |= s->capacity[s->tasks[t].role] >= 0;
        if (room_days > DCMM_QUARTER || (list->end[t] - 1) / DCMM_QUARTER != list->start[t] / DCMM_QUARTER)
            return FALSE;
    }
    return limited && s->n > 1 && quarters_of (list) <= s->quarters;
}

/* The days within the quarters that the program chose, by the list; FALSE where a chain does not fit into one. */
static gboolean
place_slots (Attempt *a, const gint64 *values)
{
    const Slots slots = { a->s, NULL, a->manner.pace };
    int next;

    while ((next = next_ready (a)) >= 0) {
        const guint t = (guint) next;
        guint quarter = 0, earliest = 0;
        while (quarter < a->s->quarters && !values[slot (&slots, t, quarter)])
            quarter++;
        for (guint k = 0; !a->s->tasks[t].begun && k < a->s->tasks[t].n_requires; k++)
            earliest = MAX (earliest, a->end[a->s->tasks[t].requires[k]]);
        if (quarter == a->s->quarters)
            return FALSE;
        if (a->s->tasks[t].begun)
            place (a, t);
        else if (!put_in_quarter (a, t, quarter, earliest))
            return FALSE;
    }
    return TRUE;
}

/* The list's quarters as a start for the solver. */
static gint64 *
start_of (const DcmmSchedule *s, const Attempt *list)
{
    const Slots slots = { s, NULL, list->manner.pace };
    gint64 *start = g_new0 (gint64, (gsize) s->n * s->quarters + 1);

    for (guint t = 0; t < s->n; t++)
        start[slot (&slots, t, list->start[t] / DCMM_QUARTER)] = 1;
    return start;
}

static Attempt *
by_program (DcmmSchedule *s, const Attempt *list)
{
    g_autoptr (DcmmProgram) program = slots_program (s, list->manner.pace);
    g_autofree gint64 *start = start_of (s, list);
    g_autoptr (DcmmSolution) solution = dcmm_solve (program, start, MIN (s->deadline, g_get_monotonic_time () + 2 * G_USEC_PER_SEC));
    g_autoptr (Attempt) a = attempt_new (s, list->manner);

    s->said += solution->said;
    a->manner.rule = 1;
    find_tails (a);
    if (solution->status != DCMM_SOLVED || !place_slots (a, solution->values))      /* what the clock cut short differs from run to run */
        return NULL;
    s->proved = lateness (a) <= lateness (list);
    return lateness (a) < lateness (list) ? g_steal_pointer (&a) : NULL;
}

void
dcmm_schedule (DcmmSchedule *s)
{
    g_autoptr (Attempt) list = NULL, better = NULL;

    s->by_program = s->proved = FALSE;
    s->used = 0;
    s->pace = 1;
    if (!s->n)
        return;
    list = find_list (s);
    if (is_for_program (s, list))
        better = by_program (s, list);
    const Attempt *best = better ? better : list;
    s->by_program = better != NULL;
    s->used = quarters_of (best);
    s->pace = best->manner.pace;
    for (guint t = 0; t < s->n; t++) {
        s->tasks[t].start = best->start[t];
        s->tasks[t].end = best->end[t];
    }
}

void
dcmm_schedule_clear (DcmmSchedule *s)
{
    for (guint t = 0; t < s->n; t++)
        g_free (s->tasks[t].requires);
    g_free (s->tasks);
    s->tasks = NULL;
    s->n = 0;
}
