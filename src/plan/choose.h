/* Which actions: reachable? ► solve ► rescore exactly ► cut ► again. Knows no calendar. */
#pragma once
#include "plan/formulate.h"
#include "plan/solver.h"

typedef enum {
    DCMM_CHOICE_OPTIMAL,        /* rescored, and the solver found nothing better by a whole unit */
    DCMM_CHOICE_FOUND,          /* rescored; the solver was stopped */
    DCMM_CHOICE_GREEDY,         /* rescored; the solver had nothing in time */
    DCMM_CHOICE_UNREACHABLE,    /* not even with everything that may be done */
    DCMM_CHOICE_LIMITED,        /* not within the capacities or the budget */
} DcmmChoiceStatus;

typedef struct {
    DcmmChoiceStatus status;
    guint8  *chosen;            /* per action, what is fixed included; NULL where there is none */
    gint64   effort;            /* of the free ones chosen */
    gint64   bound;             /* no choice of free ones takes less */
    gint64   score;             /* with problem.best: the score printed; */
    gint64   score_bound;       /* and no choice leads further */
    guint    solves, cuts;
    gsize    said;              /* bytes that the solver printed: none, or its settings are not those that it knows */
    gint64   solving;           /* microseconds inside the solver */
} DcmmChoice;

/* NULL with DCMM_SURROUNDINGS where the solver contradicts what was computed exactly. */
DcmmChoice *dcmm_choose      (const DcmmProblem *problem, gint64 deadline, GError **error);
/* The next cheapest: without at least one free action of @than. */
DcmmChoice *dcmm_choose_other (const DcmmProblem *problem, const guint8 *than, gint64 deadline, GError **error);
void        dcmm_choice_free (DcmmChoice *choice);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DcmmChoice, dcmm_choice_free)

/* What a checklist would cost: everything, less whatever can be left out one after the other; the best of four orders.
 * NULL where everything is not enough. Keeps no limits. */
guint8     *dcmm_greedy      (const DcmmProblem *problem);
/* The same for the best score: again and again what brings most for its days, as long as the limits allow. */
guint8     *dcmm_greedy_best (const DcmmProblem *problem);
/* Adds @action to @set, with all free ones that must be done before it. */
void        dcmm_add_closed  (const DcmmProblem *problem, guint8 *set, guint action);
/* Whether the free ones of @set keep the budget and the capacities. */
gboolean    dcmm_keeps_limits (const DcmmProblem *problem, const guint8 *set);
gint64      dcmm_effort_of   (const DcmmActions *actions, const guint8 *chosen, const guint8 *without);
/* The first program that dcmm_choose() would solve, as MPS. */
void        dcmm_choose_mps  (const DcmmProblem *problem, const char *name, GString *out);
