/* What the files of plan/ share of one plan. */
#pragma once
#include "plan/choose.h"
#include "plan/plan.h"
#include "plan/schedule.h"

struct _DcmmPlanInside {
    DcmmEffect *effect;
    guint8     *fixed, *free;   /* per action */
    guint8     *excluded;       /* per action: forbidden, dropped, in a kept domain, or behind such a one */
    GArray     *demands, *none; /* of DcmmDemand; none holds none */
    gint64     *capacity;       /* per role, over all quarters, for what is free; -1: no limit */
    DcmmProblem problem;        /* the one that was solved last; points into these */
};

/* Tasks of @chosen that are not done, in the order of the file; @index receives the action of each. Scheduled. */
void   dcmm_plan_schedule (const DcmmPlan *plan, const guint8 *chosen, const gint64 *capacity, guint quarters, gint64 deadline, DcmmSchedule *schedule,
                           GArray *index);
/* Adds the demands of @level and of the wish's own targets. */
void   dcmm_plan_demands  (const DcmmPlan *plan, guint level, GArray *demands);
/* What the set @chosen leads to. */
void   dcmm_plan_score    (const DcmmPlan *plan, const guint8 *chosen, gint64 *score, int *level);
/* The id of a value; NULL where there is no answer. */
const char *dcmm_plan_value (const DcmmPlan *plan, guint8 value);
