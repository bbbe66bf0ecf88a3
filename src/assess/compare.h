/* Comparison: several sets of answers in the order of their dates, and what changed from each to the next.
 *
 * Sets of one edition form a series: their scores may be subtracted and drawn on one axis. From one edition to another
 * nothing is subtracted: scores stand side by side, and criteria are compared through the crosswalk, by what a
 * migration would make of the answers, each marked that is not simply the same. */
#pragma once
#include "assess/migrate.h"
#include "assess/score.h"

typedef struct {
    const DcmmAnswers *answers;         /* borrowed */
    DcmmScores        *scores;          /* owned */
    guint              series;          /* index */
} DcmmCompared;

typedef struct {
    const DcmmQuestionnaire *questionnaire;
    GArray                  *sets;      /* of guint: indices in DcmmComparison.sets, by date */
} DcmmSeries;

/* "other": became applicable or not, or was answered with what counts as nothing, too. */
typedef enum { DCMM_MOVE_UP, DCMM_MOVE_DOWN, DCMM_MOVE_OTHER, DCMM_MOVES } DcmmMove;
extern const char *const dcmm_move_ids[DCMM_MOVES];

typedef struct {
    guint    criterion;                 /* index in the step's questionnaire */
    guint8   from, to;                  /* indices in the scale, or DCMM_UNANSWERED */
    DcmmMove move;
    gboolean marked;                    /* not the same criterion on both sides */
} DcmmChange;

typedef struct {
    guint                    from, to;  /* indices of sets */
    const DcmmQuestionnaire *questionnaire;     /* whose criteria the changes name; NULL: the two have nothing in common */
    const DcmmCrosswalk     *crosswalk;         /* NULL within one edition */
    gboolean                 backwards;         /* the later set answers the edition that the crosswalk comes from */
    GArray                  *changes;           /* of DcmmChange, in the order of the criteria */
    guint                    moves[DCMM_MOVES];
    guint                    compared, fresh;   /* criteria on both sides; new ones, which have nothing to be compared with */
} DcmmCompareStep;

typedef struct {
    const DcmmPolicy *policy;
    DcmmWhich         which;
    DcmmCompared     *sets;     guint n_sets;
    GPtrArray        *series;   /* of DcmmSeries, by their first set */
    GPtrArray        *steps;    /* of DcmmCompareStep: n_sets - 1 */
    gboolean          strangers;        /* not all of one enterprise */
} DcmmComparison;

/* @answers: of const DcmmAnswers, from @library, at least two, in any order. Sets without a date come last, sets of one
 * date as they are given, but an edition before the one that follows it. */
DcmmComparison *dcmm_compare         (const GPtrArray *answers, DcmmLibrary *library, const DcmmPolicy *policy, DcmmWhich which, GError **error);
void            dcmm_comparison_free (DcmmComparison *comparison);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DcmmComparison, dcmm_comparison_free)

/* A sentence for each set that stands there twice: the same file, or of one edition and date the same values throughout. In
 * the language in force; of char *, yours. */
GPtrArray *dcmm_comparison_twice (const DcmmComparison *comparison);

/* The items of the crosswalk's old edition that criteria of @item of its new edition come from: indices, most first. */
GArray *dcmm_crosswalk_items (const DcmmCrosswalk *crosswalk, guint item);
