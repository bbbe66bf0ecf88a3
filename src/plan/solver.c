#include "plan/solver.h"

#include <Cbc_C_Interface.h>
#include <math.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

/* What is set and why (plan-as-integer-program.md, sections 4 and 5). A name or value that CBC does not know is no error
 * to it: it prints "No match for …" on standard output and goes on. A test wants every solve to be silent. */
static const struct { const char *name, *value; } settings[] = {
    { "logLevel",   "0"       },
    { "slogLevel",  "0"       },
    /* Correctness, not speed: with it CBC 2.10.8 calls 36 optimal where 26 is (tests/data/wrong-optimum.mps). */
    { "preprocess", "off"     },
    /* Four families of cuts that cost more than they bring on these programs: 23 s instead of 40 on the 16 hardest. */
    { "gomory",     "off"     },
    { "twoMir",     "off"     },
    { "zerohalf",   "off"     },
    { "flowCover",  "off"     },
    { "timeMode",   "elapsed" },
};

static GMutex one_at_a_time;    /* CBC's parser of parameters is global: two solves at once swap their settings */
static volatile sig_atomic_t stopped;

void
dcmm_solver_stop (void)
{
    stopped = 1;
}

gboolean
dcmm_solver_stopped (void)
{
    return stopped != 0;
}

void
dcmm_solver_go_on (void)
{
    stopped = 0;
}

/* CBC's C interface has no way to end a search from outside. It looks at the clock, though, and by this function: when we
 * want it to stop, its time is over. It then keeps what it has found, as at any other time limit. Everybody else in the
 * process asks clock_gettime(). */
int
gettimeofday (struct timeval *restrict now, void *restrict zone)
{
    struct timespec t;

    (void) zone;
    clock_gettime (CLOCK_REALTIME, &t);
    now->tv_sec = t.tv_sec + (stopped ? 10 * 365 * 86400 : 0);
    now->tv_usec = t.tv_nsec / 1000;
    return 0;
}

const char *
dcmm_solver_name (void)
{
    static char name[32];

    if (!name[0])
        g_snprintf (name, sizeof name, "CBC %s", Cbc_getVersion ());
    return name;
}

/* ---- silence ---- */

typedef struct { int kept, into; } Silence;

/* Whatever the solver prints would stand in the middle of a document: it goes into a file in memory. */
static Silence
silence_begin (void)
{
    Silence s = { -1, memfd_create ("solver", MFD_CLOEXEC) };

    fflush (stdout);
    if (s.into >= 0 && (s.kept = dup (STDOUT_FILENO)) >= 0)
        dup2 (s.into, STDOUT_FILENO);
    return s;
}

static gsize
silence_end (Silence s)
{
    struct stat about = { 0 };

    fflush (stdout);
    if (s.kept >= 0) {
        dup2 (s.kept, STDOUT_FILENO);
        close (s.kept);
    }
    if (s.into >= 0) {
        fstat (s.into, &about);
        close (s.into);
    }
    return (gsize) about.st_size;
}

/* ---- the model ---- */

static void
set_up (Cbc_Model *model, gint64 deadline)
{
    const double left = MAX ((double) (deadline - g_get_monotonic_time ()) / G_USEC_PER_SEC, 0.01);
    char seconds[G_ASCII_DTOSTR_BUF_SIZE];

    Cbc_setLogLevel (model, 0);
    for (guint i = 0; i < G_N_ELEMENTS (settings); i++)
        Cbc_setParameter (model, settings[i].name, settings[i].value);
    Cbc_setParameter (model, "seconds", g_ascii_dtostr (seconds, sizeof seconds, left));
    Cbc_setAllowableGap (model, 0.99);          /* costs are whole */
    Cbc_setAllowableFractionGap (model, 0);
}

static double *
right_sides (const DcmmProgram *p)
{
    double *least = g_new (double, p->rows->len + 1);

    for (guint r = 0; r < p->rows->len; r++) {
        const DcmmRow *row = &g_array_index (p->rows, DcmmRow, r);
        least[r] = (double) row->least - (row->half ? 0.5 : 0);
    }
    return least;
}

/* All at once: handed over row by row, CBC moves the whole matrix for each. */
static void
load (Cbc_Model *model, const DcmmProgram *p)
{
    const guint n = p->columns->len;
    g_autoptr (GArray) entries = dcmm_program_entries (p);
    g_autofree int *start = g_new (int, n + 1), *row = g_new (int, entries->len + 1);
    g_autofree double *factor = g_new (double, entries->len + 1), *least = right_sides (p);
    g_autofree double *lower = g_new (double, n + 1), *upper = g_new (double, n + 1), *cost = g_new (double, n + 1);
    guint at = 0;

    for (guint c = 0; c < n; c++) {
        const DcmmColumn *column = dcmm_program_at (p, c);
        lower[c] = (double) column->lower;
        upper[c] = (double) column->upper;
        cost[c] = (double) column->cost;
        start[c] = (int) at;
        for (; at < entries->len && g_array_index (entries, DcmmEntry, at).column == c; at++) {
            row[at] = (int) g_array_index (entries, DcmmEntry, at).row;
            factor[at] = (double) g_array_index (entries, DcmmEntry, at).factor;
        }
    }
    start[n] = (int) at;
    Cbc_loadProblem (model, (int) n, (int) p->rows->len, start, row, factor, lower, upper, cost, least, NULL);
}

static Cbc_Model *
model_of (const DcmmProgram *p, gboolean relaxed, gint64 deadline)
{
    Cbc_Model *model = Cbc_newModel ();

    set_up (model, deadline);
    load (model, p);
    for (guint c = 0; c < p->columns->len; c++) {
        char name[16];
        g_snprintf (name, sizeof name, "c%u", c);           /* a start is handed over by names */
        Cbc_setColName (model, (int) c, name);
        if (dcmm_program_at (p, c)->integer && !relaxed)
            Cbc_setInteger (model, (int) c);
    }
    Cbc_setObjSense (model, 1);
    return model;
}

/* A start names whole columns only; the others follow from them. */
static void
give_start (Cbc_Model *model, const DcmmProgram *p, const gint64 *start)
{
    g_autofree int *index = g_new (int, p->columns->len + 1);
    g_autofree double *value = g_new (double, p->columns->len + 1);
    int n = 0;

    for (guint c = 0; c < p->columns->len; c++)
        if (dcmm_program_at (p, c)->integer) {
            index[n] = (int) c;
            value[n++] = (double) start[c];
        }
    Cbc_setMIPStartI (model, n, index, value);
}

static gint64
bound_of (double bound)
{
    return fabs (bound) < 1e15 ? (gint64) ceil (bound - 1e-6) : G_MININT64;
}

/* The bound of the program without the demand that columns be whole: for a search that ended before it had one. */
static gint64
relaxed_bound (const DcmmProgram *p, gint64 deadline)
{
    Cbc_Model *model = model_of (p, TRUE, deadline);

    Cbc_solve (model);
    const gint64 bound = Cbc_isProvenOptimal (model) || Cbc_isInitialSolveProvenOptimal (model) ? bound_of (Cbc_getObjValue (model)) : G_MININT64;
    Cbc_deleteModel (model);
    return bound;
}

static void
take_solution (Cbc_Model *model, const DcmmProgram *p, DcmmSolution *s)
{
    const double *values = Cbc_bestSolution (model);

    if (!values)
        return;
    s->found = TRUE;
    s->values = g_new (gint64, p->columns->len);
    for (guint c = 0; c < p->columns->len; c++) {
        s->values[c] = llround (values[c]);
        if (dcmm_program_at (p, c)->integer)
            s->cost += s->values[c] * dcmm_program_at (p, c)->cost;
    }
}

static void
run (const DcmmProgram *p, const gint64 *start, gint64 deadline, DcmmSolution *s)
{
    Cbc_Model *model = model_of (p, FALSE, deadline);

    if (start)
        give_start (model, p, start);
    Cbc_solve (model);
    const gboolean proven = Cbc_isProvenOptimal (model) != 0 && !stopped, none = Cbc_isProvenInfeasible (model) != 0 && !stopped && g_get_monotonic_time () < deadline;
    s->bound = bound_of (Cbc_getBestPossibleObjValue (model));
    take_solution (model, p, s);
    if (proven && s->found)
        s->status = DCMM_SOLVED;
    else if (none && !s->found)
        s->status = DCMM_INFEASIBLE;
    else
        s->status = Cbc_status (model) == 1 || stopped || g_get_monotonic_time () >= deadline ? DCMM_STOPPED : DCMM_FAILED;
    Cbc_deleteModel (model);
}

/* A program without columns or without rows is ours to answer: each column at its cheaper end. */
static gboolean
is_trivial (const DcmmProgram *p, DcmmSolution *s)
{
    if (p->columns->len && p->rows->len && !p->impossible)
        return FALSE;
    s->status = p->impossible ? DCMM_INFEASIBLE : DCMM_SOLVED;
    s->found = !p->impossible;
    s->values = g_new0 (gint64, p->columns->len + 1);
    for (guint c = 0; c < p->columns->len; c++) {
        const DcmmColumn *column = dcmm_program_at (p, c);
        s->values[c] = column->cost < 0 ? column->upper : column->lower;
        s->cost += s->values[c] * column->cost;
    }
    s->bound = s->cost;
    return TRUE;
}

DcmmSolution *
dcmm_solve (const DcmmProgram *p, const gint64 *start, gint64 deadline)
{
    DcmmSolution *s = g_new0 (DcmmSolution, 1);

    s->bound = G_MININT64;
    if (is_trivial (p, s))
        return s;
    if (stopped || g_get_monotonic_time () >= deadline) {
        s->status = DCMM_STOPPED;
        return s;
    }
    g_mutex_lock (&one_at_a_time);
    const Silence silence = silence_begin ();
    run (p, start, deadline, s);
    if (s->status == DCMM_STOPPED && s->bound == G_MININT64 && !stopped)
        s->bound = relaxed_bound (p, g_get_monotonic_time () + G_USEC_PER_SEC);
    s->said = silence_end (silence);
    g_mutex_unlock (&one_at_a_time);
    if (s->status == DCMM_SOLVED || (s->found && s->bound > s->cost))
        s->bound = s->cost;
    return s;
}

void
dcmm_solution_free (DcmmSolution *s)
{
    if (!s)
        return;
    g_free (s->values);
    g_free (s);
}
