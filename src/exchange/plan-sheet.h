/* A plan as a workbook: what stands where, for the writer and the reader alike. docs/plan-tracking.md is the promise. */
#pragma once
#include "exchange/plan-document.h"

typedef enum {
    DCMM_PLAN_ID, DCMM_PLAN_TITLE, DCMM_PLAN_DOMAIN, DCMM_PLAN_ROLE, DCMM_PLAN_DAYS, DCMM_PLAN_LOW, DCMM_PLAN_HIGH, DCMM_PLAN_QUARTER,
    DCMM_PLAN_FROM, DCMM_PLAN_UNTIL, DCMM_PLAN_REQUIRES, DCMM_PLAN_RAISES, DCMM_PLAN_DELIVERABLE,
    DCMM_PLAN_STATE, DCMM_PLAN_ON, DCMM_PLAN_OWNER, DCMM_PLAN_NOTE,     /* to be filled in */
    DCMM_PLAN_COLUMNS
} DcmmPlanColumn;
/* A heading once given is read for ever. */
extern const DcmmWords dcmm_plan_headings[DCMM_PLAN_COLUMNS];
/* "未开始", "open" … as they stand in the column. */
extern const DcmmWords dcmm_mark_words[DCMM_MARKS];

/* The last sheet: a key in its first column, a value in its second. Reading goes by the keys. */
typedef enum {
    DCMM_ABOUT_QUESTIONNAIRE, DCMM_ABOUT_POLICY, DCMM_ABOUT_NAME, DCMM_ABOUT_USCC, DCMM_ABOUT_DATE, DCMM_ABOUT_START, DCMM_ABOUT_TARGET,
    DCMM_ABOUT_TARGETS, DCMM_ABOUT_LIMITS, DCMM_ABOUT_EFFORT, DCMM_ABOUT_SCORE, DCMM_ABOUT_LEVEL, DCMM_ABOUT_QUARTERS,
    DCMM_ABOUT_FIRST_DATE, DCMM_ABOUT_FIRST_EFFORT, DCMM_ABOUT_FIRST_SCORE, DCMM_ABOUT_FIRST_LEVEL, DCMM_ABOUT_FIRST_QUARTERS,
    DCMM_ABOUT_ROWS
} DcmmAboutRow;
extern const DcmmWords dcmm_about_sheet;        /* its name */
typedef struct { const char *key; DcmmWords words; } DcmmAboutRowKind;
extern const DcmmAboutRowKind dcmm_about_rows[DCMM_ABOUT_ROWS];

/* Cells that Excel has room for. */
#define DCMM_CELL_MAX 32767

/* Appends the workbook, whole; the same document gives the same bytes. @path is only named in messages. */
gboolean dcmm_plan_sheet_write (const DcmmPlanDocument *document, DcmmLang lang, const char *path, GString *out, GError **error);
