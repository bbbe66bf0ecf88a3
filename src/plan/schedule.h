/* When: actions into quarters and days, so that what is required comes first and no role has more than it can do. */
#pragma once
#include <glib.h>

typedef struct {
    guint    role;
    guint    effort;            /* person-days */
    guint    duration;          /* usual working days; 0: one person's effort */
    gint64   gain;              /* what it brings, in any unit */
    gboolean begun;             /* starts on day 0 and waits for nothing */
    guint   *requires;          /* owned: indices of tasks */
    guint    n_requires;
    guint    start, end;        /* the outcome */
} DcmmTask;

typedef struct {
    DcmmTask     *tasks;
    guint         n, n_roles;
    const gint64 *capacity;     /* per role and quarter; negative: no limit */
    guint         quarters;     /* that may be used */
    gint64        deadline;     /* for the program; the list needs no time */

    guint    used;              /* quarters: more than were asked for where there was no other way */
    guint    pace;              /* 1: usual durations; 2, 3: shorter ones; 4: full time; 5, 6: two people, four at once */
    gboolean by_program;        /* the program bettered the list */
    gboolean proved;            /* and no order of whole quarters brings more earlier */
    gsize    said;
} DcmmSchedule;

/* Never fails. A quarter has 60 days; what an action takes is spread evenly over its days. */
void   dcmm_schedule      (DcmmSchedule *schedule);
/* Person-days of a task that fall before working day @day, rounded down: differences of these are whole and add up. */
gint64 dcmm_task_done     (const DcmmTask *task, guint day);
void   dcmm_schedule_clear (DcmmSchedule *schedule);
