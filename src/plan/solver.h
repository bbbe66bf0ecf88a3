/* The solver: an integer program in; columns, status and bound out. solver.c is the only file that knows which one it is. */
#pragma once
#include "plan/program.h"

typedef enum {
    DCMM_SOLVED,                /* the search ended: nothing cheaper by a whole unit was found */
    DCMM_STOPPED,               /* by the clock or by dcmm_solver_stop(); there may be a solution */
    DCMM_INFEASIBLE,            /* the solver says that there is none */
    DCMM_FAILED,                /* it gave up */
} DcmmSolverStatus;

typedef struct {
    DcmmSolverStatus status;
    gboolean found;
    gint64  *values;            /* per column; those of columns that are not whole mean nothing */
    gint64   cost;              /* of the solution found */
    gint64   bound;             /* no solution costs less */
    gsize    said;              /* bytes that the solver printed, and that nobody sees */
} DcmmSolution;

/* Minimises. @start: whole values per column of a solution to begin with, or NULL. @deadline: of g_get_monotonic_time().
 * One solver runs at a time in a process: a second caller waits. */
DcmmSolution *dcmm_solve         (const DcmmProgram *program, const gint64 *start, gint64 deadline);
void          dcmm_solution_free (DcmmSolution *solution);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DcmmSolution, dcmm_solution_free)

/* What runs now stops with the best that it has, and what would start later stops at once. May be called from a handler
 * of signals. */
void     dcmm_solver_stop    (void);
gboolean dcmm_solver_stopped (void);
/* As if it had not been stopped: for tests. */
void     dcmm_solver_go_on   (void);
/* "CBC 2.10.8". */
const char *dcmm_solver_name (void);
