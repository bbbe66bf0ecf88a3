/* The comparison's part of a dossier: every date beside the others, what changed from each to the next and from the first
 * to the last, and how far the way to the target has been gone; all of it counted here. */
#pragma once
#include "assess/assess.h"

typedef struct {
    const DcmmComparison *all;          /* every set in the order of dates */
    const DcmmComparison *whole;        /* the first and the last alone; of two sets the same as @all */
    const DcmmPolicy     *policy;
    char                **sha256;       /* of each set's file, in the order of dates */
    guint                 target;       /* a level: what the progress is measured against */
} DcmmComparePart;

void dcmm_compare_part_write (const DcmmComparePart *part, DcmmLang lang, GString *out);
