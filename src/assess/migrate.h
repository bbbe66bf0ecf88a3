/* Migration: answers to one edition carried over a crosswalk to another, so that nobody starts again.
 *
 * An heir of one forebear takes its answer whole; an heir of several the lowest of their values ("na" only if all
 * are), all their notes and all their evidence, each once. What is not simply the same is marked for a fresh look
 * (`review`); a criterion that is new has no answer. Nothing is lost: what has no heir is in the tally and in the
 * report. Pure: the same answers give the same bytes, the new id included. */
#pragma once
#include "assess/answers.h"

typedef struct {
    guint answers;              /* before */
    guint kept;                 /* the same criterion, alone */
    guint changed;              /* one heir of its own, which asks for something else */
    guint split, merged, both;  /* several heirs; an heir shared with others; both of these (counted in either) */
    guint left;                 /* no heir */
    guint carried;              /* heirs that have an answer now */
    guint marked;               /* of these, to look at again */
    guint waiting;              /* heirs whose forebears were not answered either */
    guint fresh;                /* new criteria */
} DcmmMigrationTally;

typedef struct {
    const DcmmAnswers   *before;        /* borrowed, as are crosswalk and policy */
    const DcmmCrosswalk *crosswalk;
    const DcmmPolicy    *policy;
    DcmmAnswers         *after;         /* owned; in the order of the new edition */
    DcmmMigrationTally   tally;
    const char          *domains_before, *domains_after;    /* the attribute policy_domains where it changed, or NULL */
} DcmmMigration;

/* @answers were opened under @policy, and @crosswalk leads from their edition. */
DcmmMigration *dcmm_migrate        (const DcmmAnswers *answers, const DcmmCrosswalk *crosswalk, const DcmmPolicy *policy);
void           dcmm_migration_free (DcmmMigration *migration);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DcmmMigration, dcmm_migration_free)

/* What became of a criterion of the old edition, by the crosswalk alone. */
typedef enum { DCMM_FATE_KEPT, DCMM_FATE_CHANGED, DCMM_FATE_SPLIT, DCMM_FATE_MERGED, DCMM_FATE_BOTH, DCMM_FATE_LEFT } DcmmFate;
DcmmFate dcmm_crosswalk_fate (const DcmmCrosswalk *crosswalk, guint from);
/* Whether the heir needs no fresh look: the same as one criterion, and of no other. */
gboolean dcmm_crosswalk_same (const DcmmCrosswalk *crosswalk, guint to);
/* "9.1-2.1 intersects, 9.1-2.2 broader": what an heir comes from; "new" where from nothing. Yours. */
char    *dcmm_crosswalk_origin (const DcmmCrosswalk *crosswalk, guint to);
