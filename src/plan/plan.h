/* plan/: from one enterprise's scores to the least work that reaches a target, and when to do it.
 *
 * Takes scores (assess/), improvement actions (model/) and a wish; gives the set of actions with the least effort, found
 * by an integer program and rescored exactly, a schedule over quarters, and the document that says it all. Promises: the
 * same input gives the same plan, "optimal" only with a proof, nothing printed. Start reading at dcmm_plan().
 */
#pragma once
#include "assess/assess.h"

#define DCMM_NS_PLAN     "urn:dcmm:plan:1"
#define DCMM_QUARTER     60     /* working days */
#define DCMM_QUARTERS_MAX 40

/* ---- what is asked ---- */

typedef enum { DCMM_ACTION_OPEN, DCMM_ACTION_STARTED, DCMM_ACTION_DONE, DCMM_ACTION_DROPPED, DCMM_ACTION_STATES } DcmmActionState;
/* "open", "started", "done", "dropped". */
extern const char *const dcmm_action_state_ids[DCMM_ACTION_STATES];

/* What is said of one action beforehand. */
typedef struct {
    gboolean        fix, forbid;        /* asked for */
    DcmmActionState state;              /* by the plan that is continued */
    const char     *on, *owner, *note;  /* may be NULL */
} DcmmActionWish;

/* A domain or item with a level of its own. */
typedef struct { gboolean is_domain; guint index, level; } DcmmTarget;

/* The first plan, when another is continued. */
typedef struct {
    gboolean there;
    gint64   effort, score;
    int      level;
    guint    quarters;
    char     date[16];          /* of the answers that it was made from, or "" */
} DcmmBaseline;

/* What the plan that is continued says of itself; NULL where it does not. */
typedef struct {
    const char *uscc, *name, *policy;
    const char *start;          /* its first day */
    const char *since;          /* the first plan's first day, or the day of the answers that it was made from: before it nothing was done */
} DcmmBegun;

typedef struct {
    const DcmmQuestionnaire *questionnaire;
    const DcmmActions       *actions;
    guint           target;     /* 0: none */
    GArray         *targets;    /* of DcmmTarget */
    gint64          budget;     /* person-days for what is not begun; -1: no limit */
    guint           quarters;
    gint64         *capacity;   /* per role, person-days a quarter; -1: no limit */
    guint8         *kept;       /* per item: stays as it is */
    GPtrArray      *keeps;      /* the refs as they were given */
    DcmmActionWish *of;         /* per action */
    DcmmBaseline    baseline;
    DcmmBegun       begun;      /* its strings stand in @strings */
    char            start[16];  /* day 0, or "" */
    gint64          limit;      /* microseconds for the solver */
    GStringChunk   *strings;
} DcmmWish;

/* Four quarters, 15 seconds, nothing else. The actions are borrowed. */
DcmmWish *dcmm_wish_new  (const DcmmActions *actions);
void      dcmm_wish_free (DcmmWish *wish);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DcmmWish, dcmm_wish_free)
/* Each takes an option's text; FALSE with DCMM_USE where it is wrong. "3", or "7=3" for a domain or item. */
gboolean  dcmm_wish_target   (DcmmWish *wish, const char *text, GError **error);
gboolean  dcmm_wish_capacity (DcmmWish *wish, const char *text, GError **error);        /* "it=30" */
gboolean  dcmm_wish_fix      (DcmmWish *wish, const char *id, GError **error);
gboolean  dcmm_wish_forbid   (DcmmWish *wish, const char *id, GError **error);
gboolean  dcmm_wish_keep     (DcmmWish *wish, const char *ref, GError **error);
gboolean  dcmm_wish_start    (DcmmWish *wish, const char *date, GError **error);
/* A mark that was made elsewhere than in a plan document, as in a workbook; the texts may be NULL. */
void      dcmm_wish_mark     (DcmmWish *wish, guint action, DcmmActionState state, const char *on, const char *owner, const char *note);
/* A plan as dcmm_plan_xml() writes it, its actions marked: the marks, the first plan, and the targets where @wish has none.
 * FALSE with DCMM_INPUT, file and line where it is wrong. */
gboolean  dcmm_wish_continue (DcmmWish *wish, const char *path, GError **error);
/* What the plan that is continued was told: "capacity", "keep", "fix" or "forbid", and its text as the option has it. Holds where
 * @wish says nothing of that kind; to be called when the marks are known. */
gboolean  dcmm_wish_limits   (DcmmWish *wish, GPtrArray *limits, GError **error);

/* ---- what comes out ---- */

typedef struct {
    guint           action;
    DcmmActionState state;
    guint           quarter;            /* from 1; 0: done before, or dropped */
    guint           start, end;         /* working days from 0; end is the first free one */
    guint           domain;             /* where most of what it changes lies */
    gint64          without;            /* the score, as printed, of the plan without it and what waits for it */
} DcmmPlanned;

typedef struct {
    guint  criterion;
    guint8 from, to;                    /* from may be DCMM_UNANSWERED */
    guint  action;
} DcmmPlanChange;

typedef struct {
    guint  quarter, actions;            /* that end in it */
    gint64 days;                        /* worked in it */
    gint64 score;                       /* after it, as printed */
    int    level;
} DcmmMilestone;

/* A score that cannot be reached. */
typedef struct {
    gboolean    is_domain, whole;
    guint       index;
    gint64      need, most;
    guint       level;                  /* that asks for it; 0: a target of its own */
} DcmmBlocking;

/* A role that has too little time. */
typedef struct { guint role; gint64 need, has; } DcmmShortage;

typedef enum { DCMM_LEFT_NOT_NEEDED, DCMM_LEFT_NO_ACTION, DCMM_LEFT_BUDGET, DCMM_LEFT_EXCLUDED, DCMM_LEFT_REASONS } DcmmLeftReason;
extern const char *const dcmm_left_ids[DCMM_LEFT_REASONS];      /* "not-needed", "no-action", "budget", "excluded" */

/* A criterion still open after the plan. */
typedef struct { guint criterion; DcmmLeftReason reason; DcmmRational gain; } DcmmLeft;

typedef enum { DCMM_OTHER_NEXT, DCMM_OTHER_HALF_LEVEL, DCMM_OTHER_HALF_CAPACITY, DCMM_OTHERS } DcmmOtherKind;
extern const char *const dcmm_other_ids[DCMM_OTHERS];           /* "next-cheapest", "half-level", "half-capacity" */

typedef struct {
    DcmmOtherKind kind;
    gboolean there, optimal;
    guint8  *chosen;                    /* per action */
    guint    actions, quarters;
    gint64   effort, score;
    int      level;
} DcmmOther;

typedef struct _DcmmPlanInside DcmmPlanInside;

typedef struct {
    const DcmmScores  *scores;          /* of the answers as they are; borrowed */
    const DcmmAnswers *answers;
    const DcmmWish    *wish;
    gboolean reachable, optimal, greedy;
    gboolean best;                      /* the best score for the budget: the target is not reached with it */
    gboolean stopped;                   /* by a signal */
    gint64   effort, bound;             /* of all actions that are not dropped */
    gint64   remaining;                 /* of what is not done */
    gint64   score_bound;               /* with best and without a proof: no plan leads further */
    gint64   score_now, score_after;    /* as printed */
    int      level_now, level_after;
    guint8  *chosen;                    /* per action; done and started included */
    GArray  *actions;                   /* of DcmmPlanned: by start, then in the order of the file; dropped ones last */
    GArray  *changes;                   /* of DcmmPlanChange, in the order of the questionnaire */
    GArray  *milestones;                /* of DcmmMilestone: every quarter from the first to the last */
    GArray  *blocking, *shortages;      /* of DcmmBlocking, DcmmShortage */
    GArray  *others;                    /* of DcmmOther; empty until dcmm_plan_add_others() */
    GArray  *left;                      /* of DcmmLeft, the greatest gain first; empty until dcmm_plan_add_left() */
    gint64  *load;                      /* per role and quarter: person-days */
    guint    quarters;                  /* up to the last one used */
    gboolean overrun;                   /* the schedule needs more quarters than were asked for */
    guint    pace;                      /* 1: usual durations; 2, 3: shorter ones; 4: full time; 5, 6: two people, four at once */
    gint64   greedy_effort;             /* what a checklist would cost; -1: not asked */
    gint64   solving;                   /* microseconds */
    guint    solves, cuts;
    DcmmPlanInside *inside;
} DcmmPlan;

/* @scores, @answers and @wish are borrowed. NULL with DCMM_USE where wishes contradict each other, with DCMM_SURROUNDINGS where
 * the solver failed. Unreachable is a result: reachable FALSE, no actions, and what stands in the way. */
DcmmPlan *dcmm_plan             (const DcmmScores *scores, const DcmmAnswers *answers, const DcmmWish *wish, GError **error);
void      dcmm_plan_free        (DcmmPlan *plan);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DcmmPlan, dcmm_plan_free)
/* The next cheapest plan; half a level less; half the capacity. Each is computed, within the wish's limit of time each. */
gboolean  dcmm_plan_add_others  (DcmmPlan *plan, GError **error);
/* The criteria left open, and what a checklist would cost. */
void      dcmm_plan_add_left    (DcmmPlan *plan);
/* Whether the wish is fulfilled: all targets reached. */
gboolean  dcmm_plan_reaches     (const DcmmPlan *plan);
/* Why not, in a sentence that names what stands in the way; NULL where there is nothing to explain. Yours. */
char     *dcmm_plan_why         (const DcmmPlan *plan);
/* The integer program behind it, for another solver. */
void      dcmm_plan_mps         (const DcmmPlan *plan, GString *out);
/* What it is about: titles, effort, prerequisites. Borrowed from the wish. */
const DcmmAction *dcmm_planned_action (const DcmmPlan *plan, const DcmmPlanned *planned);
/* A working day as a date, where the wish has a start: @day from 0; in @date of 16 characters, "" without a start. */
void      dcmm_plan_date        (const DcmmPlan *plan, guint day, char *date);

void      dcmm_plan_json        (const DcmmPlan *plan, DcmmJson *json);
void      dcmm_plan_xml         (const DcmmPlan *plan, GString *out);

/* What runs now stops with the best found so far. May be called from a handler of signals. */
void      dcmm_plan_stop        (void);
/* "CBC 2.10.8". */
const char *dcmm_plan_solver    (void);
