/* Analysis: what the reports need beyond the result, exact, in the order in which it is printed (docs/dossier.md has
 * the definitions; they follow the report storyboard, sections 1 and 2). */
#pragma once
#include "assess/score.h"

/* All criteria of one item at one level up to the target that are neither fully met nor n/a. */
typedef struct {
    guint        item, level;
    GArray      *criteria;      /* of guint: the larger lift first, then by number */
    guint        unanswered;
    DcmmRational gain;          /* overall before bonuses with the whole group met, minus what it was at that step */
    gint64       after;         /* overall after this step, printed */
    gboolean     on_path;       /* up to the step that reaches the target */
    gboolean     reaches;
} DcmmGap;

typedef struct { guint item, level; } DcmmSpot;

/* One answer judged one value lower. */
typedef struct {
    guint    criterion;
    guint8   from, to;
    gint64   after;
    guint    evidence;
    gboolean stale;
} DcmmFirmStep;

typedef struct { guint criterion; DcmmRational lift; } DcmmQuick;

typedef enum { DCMM_STATE_NA, DCMM_STATE_UNANSWERED, DCMM_STATE_MET, DCMM_STATE_ABOVE, DCMM_STATE_BELOW } DcmmState;
extern const char *const dcmm_state_ids[];

typedef struct {
    DcmmState state;
    guint     open;             /* criteria up to the target that are neither fully met nor n/a */
    guint     full, applicable, answered, criteria;
    guint     evidence, stale;  /* files */
    guint     weak;             /* weak spots */
    int       lowest;           /* a domain's lowest item, or -1 */
    gboolean  below_floor;
} DcmmTally;

typedef struct {
    guint    number;            /* files */
    guint    stale_files, no_hash, no_date;
    guint    marked;            /* criteria that claim to be met: compliance at least 0.8 (`full` and `large`) */
    guint    with;              /* of these, with a file */
    guint    stale;             /* of those, with no file younger than 12 months */
    int      coverage;          /* percent */
} DcmmEvidenceTally;

typedef struct {
    const DcmmScores  *scores;
    const DcmmAnswers *answers;
    guint     target;
    gboolean  target_chosen;
    gint64    threshold;        /* hundredths */
    guint     barred_level;     /* the score clears this level, its condition fails; 0: no */
    GArray   *failing;          /* of int: domains (d) or items (-1 - i) below a condition of the target */
    GArray   *barred;           /* the same for barred_level */

    gint64    ceiling;          /* overall if every unanswered criterion were met */
    int       ceiling_level;
    guint     na, na_low, full, applicable, answered;

    DcmmTally *domains, *items;
    guint    *strongest, *weakest;      /* item indices */
    guint     n_strongest, n_weakest, more_strongest, more_weakest;
    guint    *by_score;         /* domains with a score, lowest first; n_by_score of them */
    guint     n_by_score;

    GPtrArray *gaps;            /* of DcmmGap, in the order of work */
    guint     n_path;           /* 0 where the target is reached */
    gboolean  path_reaches;

    GArray   *weak, *inverted, *inherited;      /* of DcmmSpot */
    guint    *weak_domains;     /* domains with weak spots, most first; n_weak_domains */
    guint     n_weak_domains;

    int       dimension_percent[DCMM_DIMENSIONS];       /* -1: nothing applicable up to the target */
    DcmmEvidenceTally evidence;
    guint8   *stale;            /* per evidence file: older than 12 months at the answers' date */

    GArray   *firm;             /* of DcmmFirmStep: as many as cost the level, all of them */
    gint64    firm_after;
    int       firm_level;
    gboolean  firm_least;
    gboolean  firm_possible;    /* FALSE: no number of such steps costs the level (or level 0) */

    GArray   *quick;            /* of DcmmQuick */
    int       example;          /* the weakest item, or -1 */
} DcmmAnalysis;

/* @target 0: the level after the one reached, 5 at most. @scores is used as a scratch pad and is as before afterwards. */
DcmmAnalysis *dcmm_analyse       (DcmmScores *scores, const DcmmAnswers *answers, guint target);
void          dcmm_analysis_free (DcmmAnalysis *analysis);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DcmmAnalysis, dcmm_analysis_free)

/* What a criterion, met in full, would add to its level's score: (1 − compliance) × weight ÷ Σ weights. */
void dcmm_lift (const DcmmScores *scores, guint criterion, DcmmRational lift);
/* A level's score in percent: exact 0 and 1 alone give 0 and 100, all else is held within 1 to 99. */
int  dcmm_percent (const DcmmRational share);
/* Σ compliance × weight and Σ weight of one level, exact. */
void dcmm_level_parts (const DcmmScores *scores, guint item, guint level, DcmmRational sum, DcmmRational weight);
gboolean dcmm_spot_in (const GArray *spots, guint item, guint level);
