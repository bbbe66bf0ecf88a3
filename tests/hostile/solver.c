/* A solver with faults, laid over the real one by LD_PRELOAD: FAULT says which. What dcmm-plan makes of it is tested by
 * checks/plan.py. */
#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int
is (const char *fault)
{
    const char *asked = getenv ("FAULT");

    return asked && strcmp (asked, fault) == 0;
}

/* The function of that name behind ours. */
#define REAL(type, name, ...) ((type (*) (void *)) dlsym (RTLD_NEXT, name)) (__VA_ARGS__)

int Cbc_solve (void *model);
int Cbc_status (void *model);
int Cbc_isProvenOptimal (void *model);
int Cbc_isProvenInfeasible (void *model);
const double *Cbc_bestSolution (void *model);

int
Cbc_solve (void *model)
{
    const int status = REAL (int, "Cbc_solve", model);

    if (is ("chatter"))
        puts ("No match for noSuchParameter - ? for list of commands");
    return status;
}

int
Cbc_status (void *model)
{
    return is ("gave-up") ? 2 : REAL (int, "Cbc_status", model);
}

int
Cbc_isProvenOptimal (void *model)
{
    return is ("infeasible") || is ("gave-up") ? 0 : is ("nothing") ? 1 : REAL (int, "Cbc_isProvenOptimal", model);
}

int
Cbc_isProvenInfeasible (void *model)
{
    return is ("infeasible") ? 1 : is ("gave-up") || is ("nothing") ? 0 : REAL (int, "Cbc_isProvenInfeasible", model);
}

const double *
Cbc_bestSolution (void *model)
{
    static const double zeros[100000];

    return is ("infeasible") || is ("gave-up") ? NULL : is ("nothing") ? zeros : REAL (const double *, "Cbc_bestSolution", model);
}
