/* What a set of actions makes of the answers, scored by assess/: the plan has no scoring of its own. */
#pragma once
#include "assess/assess.h"

/* An action that raises a criterion above its present value. */
typedef struct { guint action; guint8 value; guint8 rank; } DcmmLift;

typedef struct {
    const DcmmScores  *before;          /* the answers as they are; borrowed */
    const DcmmActions *actions;
    DcmmScores        *after;           /* with what is chosen carried out */
    guint8            *chosen;          /* per action */
    guint8             rank[256];       /* of each value by compliance; equal compliance, equal rank */
    DcmmLift          *lifts;           /* criterion by criterion: the highest first, then by action */
    guint             *first_lift;      /* per criterion, and one more */
    guint8            *touched;         /* per item: scratch */
} DcmmEffect;

/* Every value of @actions is in the policy's scale (dcmm_actions_fit). */
DcmmEffect *dcmm_effect_new  (const DcmmScores *before, const DcmmActions *actions);
void        dcmm_effect_free (DcmmEffect *effect);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DcmmEffect, dcmm_effect_free)

/* Carries out @chosen (a byte per action) and no other; effect->after follows. */
void  dcmm_effect_of     (DcmmEffect *effect, const guint8 *chosen);
void  dcmm_effect_toggle (DcmmEffect *effect, guint action);
/* What decides a criterion's value with @chosen carried out: of the actions that raise it the best, and of equals the first of
 * the file. NULL: it stays as it is. */
const DcmmLift *dcmm_effect_decides (const DcmmEffect *effect, guint criterion, const guint8 *chosen);
/* Whether @action betters the criterion's present value. */
gboolean        dcmm_effect_betters (const DcmmEffect *effect, guint action, guint criterion);
