/* A plan document (urn:dcmm:plan:1) with what the lists made from it need: the workbook and the calendar know no solver. */
#pragma once
#include "model/model.h"

#ifndef DCMM_NS_PLAN
#define DCMM_NS_PLAN "urn:dcmm:plan:1"
#endif

typedef enum { DCMM_MARK_OPEN, DCMM_MARK_STARTED, DCMM_MARK_DONE, DCMM_MARK_DROPPED, DCMM_MARKS } DcmmMark;
/* "open", "started", "done", "dropped". */
extern const char *const dcmm_mark_ids[DCMM_MARKS];

/* An action of the plan. Strings may be NULL. */
typedef struct {
    guint       action, domain; /* indices */
    guint       line;           /* where it stands */
    DcmmMark    mark;
    const char *on, *owner, *note;
    guint       days, low, high;
    guint       quarter;        /* from 1; 0: not scheduled, as what is done or dropped */
    guint       start, end;     /* working days from 0; end is the first free one */
    const char *start_date, *due_date;
} DcmmPlanStep;

typedef struct { guint criterion, action; const char *from, *to; } DcmmPlanRaise;       /* from NULL: unanswered */
typedef struct { guint role, quarter, days; } DcmmPlanLoad;
typedef struct { guint quarter, actions, days, level; const char *score, *date; } DcmmPlanQuarter;
typedef struct { const char *ref; guint level; } DcmmPlanTarget;

/* A plan's figures: this one's, and those of the first plan where this one continues another. Scores as they are written. */
typedef struct { guint effort, level, quarters; const char *score, *date; } DcmmPlanFigures;

typedef struct {
    const char *path;
    const DcmmQuestionnaire *questionnaire;
    const DcmmPolicy        *policy;            /* for the words of its values */
    const DcmmActions       *actions;
    DcmmActions             *own;               /* the same, where they were read from a file */
    const char *policy_id, *name, *uscc, *id, *date, *start, *score_now;
    guint       target, level_now, remaining;   /* target 0: none */
    gboolean    reachable, best;
    DcmmPlanFigures now, first;                 /* first.score NULL: there is none */
    GString    *limits;         /* "--keep 7 --forbid tool": what it was told beside its targets */
    GArray     *steps, *raises, *loads, *quarters, *targets;    /* of DcmmPlanStep … DcmmPlanTarget */
    GStringChunk *strings;
} DcmmPlanDocument;

/* Roles and words come from the library; @actions and @policy: files to use in place of the shipped ones, or NULL. */
DcmmPlanDocument *dcmm_plan_document_load  (const char *path, DcmmLibrary *library, const char *actions, const char *policy, GError **error);
/* The same from memory, for answers and actions that are loaded already; they are borrowed. */
DcmmPlanDocument *dcmm_plan_document_parse (const char *name, const GString *xml, const DcmmActions *actions, const DcmmPolicy *policy, GError **error);
void              dcmm_plan_document_free  (DcmmPlanDocument *document);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DcmmPlanDocument, dcmm_plan_document_free)
/* Whether the root element of a file is a plan's. */
gboolean          dcmm_is_plan_document    (const char *path);
