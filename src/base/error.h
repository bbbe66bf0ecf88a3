/* Errors: the code of a DCMM_ERROR is the exit code of the program, so main() ends in `return error->code`. */
#pragma once
#include <glib.h>

typedef enum {
    DCMM_DONE         = 0,
    DCMM_SHORT        = 1,      /* done, and what was checked falls short: a result, never a GError */
    DCMM_USE          = 2,      /* the command line is wrong */
    DCMM_INPUT        = 3,      /* an input cannot be read, or its content is wrong */
    DCMM_SURROUNDINGS = 4,      /* font, disk, database, port */
} DcmmExit;

#define DCMM_ERROR (dcmm_error_quark ())
GQuark dcmm_error_quark (void);

/* A place in an input. @file is borrowed from whoever reads it; line 0 means the file as a whole. */
typedef struct {
    const char *file;
    guint       line;
} DcmmWhere;

/* Both always give FALSE, so that failing is one `return`. dcmm_fail_at() is always DCMM_INPUT and puts "FILE:LINE: " in front. */
gboolean dcmm_fail    (GError **error, DcmmExit code, const char *format, ...) G_GNUC_PRINTF (3, 4);
gboolean dcmm_fail_at (GError **error, DcmmWhere where, const char *format, ...) G_GNUC_PRINTF (3, 4);

/* An error of GIO or of option parsing, turned into one of ours where it is met; keeps the message. Takes *@error. */
void dcmm_error_become (GError **error, DcmmExit code);

/* What is wrong with the content of a file that can be read. A file may have many; `dcmm check` prints them all,
 * every other command refuses the file as soon as one of them is more than a warning. */
typedef struct _DcmmProblems DcmmProblems;
typedef enum { DCMM_WARNING, DCMM_WRONG } DcmmSeverity;

DcmmProblems *dcmm_problems_new   (void);
void          dcmm_problems_free  (DcmmProblems *problems);
void          dcmm_problems_add   (DcmmProblems *problems, DcmmSeverity severity, DcmmWhere where, const char *format, ...) G_GNUC_PRINTF (4, 5);
guint         dcmm_problems_count (const DcmmProblems *problems, DcmmSeverity at_least);
/* "FILE:LINE: message" of the @i-th of all of them, in the order found; borrowed. */
const char   *dcmm_problems_text  (const DcmmProblems *problems, guint i, DcmmSeverity *severity);
guint         dcmm_problems_all   (const DcmmProblems *problems);
/* How many were found beyond these: only the first 10,000 are kept. */
guint         dcmm_problems_more  (const DcmmProblems *problems);
/* Puts all of @from, which is freed, after those that are there. */
void          dcmm_problems_take  (DcmmProblems *problems, DcmmProblems *from);
/* FALSE with the text of the wrong ones in @error (one a line, at most 20) if there are any. */
gboolean      dcmm_problems_none  (const DcmmProblems *problems, GError **error);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DcmmProblems, dcmm_problems_free)
