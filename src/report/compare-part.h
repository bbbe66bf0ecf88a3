/* The comparison's part of a dossier: every date beside the others, what changed from each to the next and from the base to
 * the last, and how far the way to the target has been gone; all of it counted here.
 *
 * The base is the first set of the last set's edition, where that has more than one: what may be subtracted is what the
 * report tells first, and sets of another edition stand beside it. Else it is the first set of all. */
#pragma once
#include "assess/assess.h"

typedef struct {
    const DcmmComparison *all;          /* every set in the order of dates */
    const DcmmComparison *whole;        /* the base and the last alone; of two sets the same as @all */
    const DcmmPolicy     *policy;
    char                **sha256;       /* of each set's file, in the order of dates */
    guint                 target;       /* a level: what the progress is measured against */
} DcmmComparePart;

guint dcmm_compare_part_base  (const DcmmComparison *all);
void  dcmm_compare_part_write (const DcmmComparePart *part, DcmmLang lang, GString *out);
