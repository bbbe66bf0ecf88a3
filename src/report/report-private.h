/* What the files of report/ know of each other. */
#pragma once
#include "report/report.h"

#include <libxslt/xsltInternals.h>

/* The elements t:t and t:rich (text.c) and the functions t:list(), t:date() … (functions.c); once per process. */
void dcmm_text_register      (void);
void dcmm_functions_register (void);

/* A sentence with its %{name} filled in from @values (name, value, name, value …, NULL); yours. A name without a value
 * stays as it is. */
char *dcmm_text_fill (const char *sentence, const char *const *values);

/* The @dcmm messages of a template run: the element that failed is named, and nothing more is made. */
void dcmm_text_fail (xsltTransformContext *run, xmlNode *at, const char *format, ...) G_GNUC_PRINTF (3, 4);
