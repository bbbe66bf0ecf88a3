/* The marks that people have made in the workbook of a plan, and what it says of the plan itself. */
#pragma once
#include "exchange/plan-document.h"

typedef struct {
    guint       action, row;    /* index; as a spreadsheet counts */
    DcmmMark    mark;
    const char *on, *owner, *note;          /* NULL: empty */
} DcmmPlanMark;

typedef struct {
    GArray      *marks;         /* of DcmmPlanMark, in the order of the rows */
    const char  *questionnaire; /* NULL where the sheet about the plan is gone */
    const char  *name, *uscc, *start, *policy, *limits;           /* NULL: not there */
    guint        target;        /* 0: none */
    GArray      *targets;       /* of DcmmPlanTarget */
    DcmmPlanFigures now, first; /* score NULL: not there */
    GStringChunk *strings;
} DcmmPlanMarks;

/* What is wrong goes to @problems, each with its sheet, row and column; NULL where the file cannot be read. */
DcmmPlanMarks *dcmm_plan_marks_read (const char *path, const DcmmActions *actions, DcmmProblems *problems, GError **error);
void           dcmm_plan_marks_free (DcmmPlanMarks *marks);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DcmmPlanMarks, dcmm_plan_marks_free)
