/* Who is assessed: the unified social credit code (统一社会信用代码), GB 32100-2015, and what is mistaken for it. */
#pragma once
#include <glib.h>

typedef enum {
    DCMM_USCC_GOOD,
    DCMM_USCC_ORGANISATION,     /* the organisation code in it (characters 9 to 17, GB 11714) has a wrong check: a warning */
    DCMM_USCC_LENGTH,           /* not 18 characters */
    DCMM_USCC_LETTER,           /* a character outside the alphabet (no I, O, S, V, Z) */
    DCMM_USCC_CHECK,            /* wrong check character (GB 32100-2015, 4.2.5): an error unless overridden */
    DCMM_USCC_CITIZEN,          /* looks like a citizen's identity number (GB 11643): never print it */
} DcmmUsccVerdict;

/* Blanks taken out, full-width to half-width, upper case. Nothing else is "corrected". Yours. */
char           *dcmm_uscc_normal (const char *text);
/* @code is normalised already. */
DcmmUsccVerdict dcmm_uscc_check  (const char *code);
