/* What the files of report/ know of each other. */
#pragma once
#include "report/report.h"

#include <libxslt/xsltInternals.h>

/* The elements t:t and t:rich (text.c) and the functions t:list(), t:date() … (functions.c); once per process. */
void dcmm_text_register      (void);
void dcmm_functions_register (void);

/* "January", or "Jan" where @brief; Chinese has one form of it. @month: from 1. Good until the next call. */
const char *dcmm_month_name (guint month, gboolean brief);

/* A sentence with its %{name} filled in from @values (name, value, name, value …, NULL); yours. A name without a value
 * stays as it is. */
char *dcmm_text_fill (const char *sentence, const char *const *values);

/* The value of @name (of @length) among @values; NULL where there is none. */
const char *dcmm_text_value (const char *const *values, const char *name, gsize length);
/* The value of the "%{name}" that begins at @at, and where it ends; NULL where there is none. */
const char *dcmm_text_placeholder (const char *at, const char *const *values, const char **end);

/* Writes a sentence with inline elements where @run is; FALSE where its tags are not in order, or not known (rich.c). */
gboolean dcmm_rich_write (xsltTransformContext *run, const char *sentence, const char *const *values);

/* Stops a run with a message that names the element @at. */
void dcmm_text_fail (xsltTransformContext *run, xmlNode *at, const char *format, ...) G_GNUC_PRINTF (3, 4);
