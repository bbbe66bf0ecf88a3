/* What only exchange/ needs: text of any encoding, rows of CSV, fields parted by bars, and what a sheet holds where. */
#pragma once
#include "exchange/exchange.h"

/* ---- encoding.c ---- */

/* A whole file, within the limit for an input; yours. NULL with DCMM_INPUT. */
GString *dcmm_file_load (const char *path, GError **error);
/* A file of text as UTF-8 without a byte-order mark, whatever it was saved as; yours. NULL with DCMM_INPUT. */
char *dcmm_text_load (const char *path, gsize *length, GError **error);

/* ---- csv.c: reading, a row at a time ---- */

#define DCMM_SHEET_CELLS_MAX 256        /* in one row */

typedef struct {
    const char *path;
    const char *begin, *at, *end;
    char        delimiter;
    guint       row;            /* of the row last read, as a spreadsheet counts: a line break in quotes begins none */
    GString    *cells;          /* of that row, each closed by a zero byte */
    GArray     *starts;         /* of gsize: where in @cells each one begins */
    const GPtrArray *names;     /* what messages call the columns; borrowed; NULL: by letter */
    gboolean    bare_cr;        /* the file knows no line feed: a return in a cell is its line break */
    gboolean    failed;         /* the last FALSE was an error */
    guint       odd_row, odd_cell;      /* the first place of a character that XML cannot hold, read as a blank; 0: none */
} DcmmCsv;

/* @text is borrowed and must outlive it. */
void        dcmm_csv_init   (DcmmCsv *csv, const char *path, const char *text, gsize length);
void        dcmm_csv_clear  (DcmmCsv *csv);
/* From the beginning again, cells parted by @delimiter. */
void        dcmm_csv_rewind (DcmmCsv *csv, char delimiter);
/* FALSE at the end, or with @error. */
gboolean    dcmm_csv_next   (DcmmCsv *csv, GError **error);
/* Of the row last read; borrowed until the next one; "" beyond its end. */
const char *dcmm_csv_cell   (const DcmmCsv *csv, guint i);
/* What messages call a column: its heading, else its letter. Yours. */
char       *dcmm_csv_column (const DcmmCsv *csv, guint i);

/* ---- fields.c: `title | href | sha256` ---- */

/* NULL fields at the end are left out; "" is written so that it is not taken for one. */
void  dcmm_fields_join  (GString *out, const char *const *fields, guint n);
/* Into @fields, of which the first @n are yours or NULL; how many there were, which may be more than @n. */
guint dcmm_fields_split (const char *line, gsize length, char **fields, guint n);

/* ---- sheet.c: what stands where ---- */

typedef enum {
    DCMM_SHEET_REF, DCMM_SHEET_ITEM, DCMM_SHEET_LEVEL, DCMM_SHEET_TEXT, DCMM_SHEET_HINT,
    DCMM_SHEET_ANSWER, DCMM_SHEET_NOTE, DCMM_SHEET_EVIDENCE, DCMM_SHEET_WHO, DCMM_SHEET_DEGREE, DCMM_SHEET_BY, DCMM_SHEET_AT, DCMM_SHEET_CONFIDENCE, DCMM_SHEET_REVIEW,
    DCMM_SHEET_VERIFIED, DCMM_SHEET_VERIFIED_BY, DCMM_SHEET_VERIFIED_AT, DCMM_SHEET_VERIFIED_NOTE,
    DCMM_SHEET_COLUMNS
} DcmmSheetColumn;
extern const DcmmWords dcmm_sheet_headings[DCMM_SHEET_COLUMNS];

/* The column of a heading in either language, or -1. */
int dcmm_sheet_column (const char *heading);

/* The columns that hold a text of an answer as it stands. */
typedef struct {
    DcmmSheetColumn column;
    gsize           offset;     /* of a `const char *` in DcmmAnswer */
    gboolean        prose;      /* blanks around it go, as in XML */
} DcmmSheetText;
extern const DcmmSheetText dcmm_sheet_texts[];
extern const guint         dcmm_sheet_n_texts;

/* The rows above the criteria; more of them than this is no enterprise but an attack (1.3 million took 158 MiB). */
#define DCMM_SHEET_HEAD_MAX 10000
typedef enum {
    DCMM_SHEET_QUESTIONNAIRE, DCMM_SHEET_ID, DCMM_SHEET_DATE, DCMM_SHEET_USCC, DCMM_SHEET_USCC_VERIFIED, DCMM_SHEET_NAME,
    DCMM_SHEET_RESPONDENT, DCMM_SHEET_BONUS,
    DCMM_SHEET_ROWS
} DcmmSheetRow;
typedef struct {
    const char *id;             /* without the # */
    gsize       offset;         /* of a `const char *` in DcmmAnswers; 0: none of its own */
    gboolean    always;         /* stands there to be filled in */
    DcmmWords   label, how;
} DcmmSheetRowKind;
extern const DcmmSheetRowKind dcmm_sheet_rows[DCMM_SHEET_ROWS];

/* What `dcmm eligible` and a bureau ask of an enterprise: rows that an empty sheet has, ready to fill in. */
typedef struct {
    const char *key;            /* of the attribute */
    DcmmWords   label, how;
} DcmmSheetProfile;
extern const DcmmSheetProfile dcmm_sheet_profile[];
extern const guint            dcmm_sheet_n_profile;

/* What "#date", "#KEY" or "##KEY" is: a row, or -1 and the key of an attribute (yours). FALSE: it has no # in front. */
gboolean dcmm_sheet_row (const char *text, int *row, char **key);

/* The index of an answer by its code or its word in either language, or -1. */
int      dcmm_sheet_value (const DcmmPolicy *policy, const char *text);
/* Full-width letters and digits made plain, blanks around it taken off. Yours. */
char    *dcmm_sheet_plain (const char *text);
gboolean dcmm_sheet_blank (const char *text);
/* A citizen's identity number is never printed, in whatever cell it was entered: runs of digits (full-width ones too)
 * that look like one are taken out. Yours. */
char    *dcmm_sheet_without_identity (const char *text);
/* A cell as a message quotes it: its beginning. Yours. */
char    *dcmm_sheet_quoted (const char *text);
/* "2026/11/20", "2026-1-5" or "2026年11月20日", which is what spreadsheets make of a date, as "2026-11-20" (yours); NULL
 * for whatever else, a date as we write it included. */
char    *dcmm_sheet_date  (const char *text);
