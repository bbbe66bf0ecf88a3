/* From answers, policy, actions and demands to an integer program (plan-as-integer-program.md, sections 1 and 2). */
#pragma once
#include "plan/effect.h"
#include "plan/program.h"

typedef enum { DCMM_ON_WHOLE, DCMM_ON_DOMAIN, DCMM_ON_ITEM } DcmmDemandScope;

/* A score that must be printed at least. One for each thing: a level asks for all that the levels below it ask. */
typedef struct {
    DcmmDemandScope on;
    guint    index;             /* of the domain or item */
    gint64   need;              /* hundredths */
    guint    level;             /* that asks for it; 0: a score that was asked for itself */
    gboolean own;               /* by a target of this domain or item, not by the whole */
} DcmmDemand;

/* Hundredths that reach @from: a threshold of more than two decimals is met from the next one up. */
gint64   dcmm_hundredths_up (mpq_srcptr from);
/* What level @level of the whole asks for: scores of the whole, of domains and of items. */
void     dcmm_demand_level  (GArray *demands, const DcmmQuestionnaire *questionnaire, const DcmmPolicy *policy, guint level);
/* Adds one, or raises the one that is there. */
void     dcmm_demand_add    (GArray *demands, DcmmDemand demand);
gboolean dcmm_demand_holds  (const DcmmDemand *demand, const DcmmScores *scores);
/* What it is about now: the printed score. */
gint64   dcmm_demand_has    (const DcmmDemand *demand, const DcmmScores *scores);
gboolean dcmm_demands_hold  (const GArray *demands, const DcmmScores *scores);

#define DCMM_NONE G_MAXUINT

typedef struct {
    DcmmEffect   *effect;       /* used as a scratch pad */
    const guint8 *fixed;        /* per action: carried out whatever comes */
    const guint8 *free;         /* per action: may be chosen */
    const GArray *demands;
    const gint64 *capacity;     /* per role, what free actions may take; negative: as much as they like. NULL: no limits */
    gint64        budget;       /* for free actions; negative: none */
    gboolean      best;         /* the best score for the budget, not the least effort for the demands */
    gboolean      plain;        /* with best: the bonus does not count, for a score above the bonus' cap */
    guint         crush_bits;   /* 0: as usual */
} DcmmProblem;

typedef struct {
    DcmmProgram *program;
    guint       *column;        /* per action; DCMM_NONE: of no use for these demands */
    guint        score;         /* the column of the score, or DCMM_NONE */
    gint64       unit;          /* days are counted in these: the greatest that divides all efforts */
    gint64       weight;        /* what a unit of effort costs; an action costs 1 besides, and all of them less than a unit */
    GArray      *columns;       /* those of actions, guint */
} DcmmFormulation;

DcmmFormulation *dcmm_formulate        (const DcmmProblem *problem);
/* Days that no choice of the program's actions goes below, if none costs less than @bound. */
gint64           dcmm_formulation_days (const DcmmFormulation *formulation, gint64 bound);
void             dcmm_formulation_free (DcmmFormulation *formulation);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DcmmFormulation, dcmm_formulation_free)
