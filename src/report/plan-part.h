/* The plan's part of a dossier: a plan document (urn:dcmm:plan:1), the texts of its actions, and what follows from both. */
#pragma once
#include "assess/assess.h"

#define DCMM_NS_PLAN "urn:dcmm:plan:1"

typedef struct {
    const DcmmQuestionnaire *questionnaire;     /* borrowed, as the actions are */
    const DcmmActions       *actions;
    DcmmActions             *own;               /* of a file; NULL: they are the library's */
    char    *policy, *name, *uscc, *date, *id, *start;  /* as the document says; all but the policy may be NULL */
    guint    target;                            /* 0: none */
    GString *xml;                               /* the document's elements, rewritten */
    GArray  *steps;                             /* of what is planned, in the document's order */
    GArray  *loads;
    gint64   effort, bound, now, after, threshold;      /* scores in hundredths; -1: not said */
    gint64   first_effort, first_after;                 /* of the plan that this one continues; -1: there is none */
    gint64   answered, criteria;
    guint    quarters;
} DcmmPlanPart;

/* @actions: a file of actions in place of those of @library, or NULL. NULL with DCMM_INPUT where the document is wrong. */
DcmmPlanPart *dcmm_plan_part_read  (const char *path, DcmmLibrary *library, const char *actions, GError **error);
void          dcmm_plan_part_free  (DcmmPlanPart *part);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DcmmPlanPart, dcmm_plan_part_free)
void          dcmm_plan_part_write (const DcmmPlanPart *part, DcmmLang lang, GString *out);
