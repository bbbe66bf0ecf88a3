/* exchange/: answers and plans in the formats that other programs read: sheets for Excel and WPS, a calendar.
 *
 * Takes a file, known by its extension, and gives answers (assess/); or takes answers and gives the text of a file.
 * There and back nothing is lost that an answers file holds, XML comments excepted, and what could not be read back
 * is not written. A new format is a row of formats.c. Start reading there, then sheet.c and docs/sheet.md.
 * A plan document becomes a workbook to track it with, whose marks are read again, and a calendar: plan-sheet.c,
 * plan-sheet-write.c, plan-sheet-read.c, calendar.c and docs/plan-tracking.md. Nothing here knows the solver.
 */
#pragma once
#include "assess/answers.h"

typedef struct {
    const char   *extension;    /* without the dot, lower case */
    /* What is wrong with the content goes to @problems, as dcmm_answers_load() has it. NULL: not there yet. */
    DcmmAnswers *(*load)  (const char *path, DcmmLibrary *library, const DcmmPolicy *policy, DcmmProblems *problems, GError **error);
    /* Appends the whole file to @out; @lang is that of headings and texts. @path is only named in @remarks. */
    gboolean     (*write) (const DcmmAnswers *answers, const DcmmPolicy *policy, const DcmmRoles *roles, DcmmLang lang, const char *path,
                           DcmmProblems *remarks, GString *out, GError **error);
} DcmmFormat;

/* The format of a file by its extension; NULL with DCMM_USE where there is none, naming those there are. */
const DcmmFormat *dcmm_format_of (const char *path, GError **error);

/* Answers as a sheet, in CSV. */
DcmmAnswers *dcmm_sheet_load  (const char *path, DcmmLibrary *library, const DcmmPolicy *policy, DcmmProblems *problems, GError **error);
gboolean     dcmm_sheet_write (const DcmmAnswers *answers, const DcmmPolicy *policy, const DcmmRoles *roles, DcmmLang lang, const char *path,
                               DcmmProblems *remarks, GString *out, GError **error);
