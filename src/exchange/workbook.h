/* A workbook being written, over libxlsxwriter, which is opened when it is asked for: what plan-sheet-write.c needs of it.
 *
 * Errors are sticky: the first one is kept and told by dcmm_workbook_finish(), which gives the bytes. Text is always
 * written as text, never taken for a formula.
 */
#pragma once
#include "base/base.h"

typedef struct _DcmmWorkbook DcmmWorkbook;

typedef enum {
    DCMM_STYLE_TITLE, DCMM_STYLE_LINE, DCMM_STYLE_HINT, DCMM_STYLE_HEAD, DCMM_STYLE_HEAD_FILL, DCMM_STYLE_KEY, DCMM_STYLE_TEXT, DCMM_STYLE_NUMBER,
    DCMM_STYLE_SCORE, DCMM_STYLE_DATE, DCMM_STYLE_DAY, DCMM_STYLE_SUM, DCMM_STYLE_SUM_TEXT, DCMM_STYLE_FILL_TEXT, DCMM_STYLE_FILL_DATE,
    DCMM_STYLES
} DcmmStyle;

/* @path is only named in messages. @face: of all texts; @day: the number format of a working day; @made: "2026-11-20", never the clock's day. */
DcmmWorkbook *dcmm_workbook_new    (const char *path, const char *title, const char *face, const char *day, const char *made, GError **error);
void          dcmm_workbook_free   (DcmmWorkbook *book);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DcmmWorkbook, dcmm_workbook_free)
/* Appends the file's bytes, if they are whole. */
gboolean      dcmm_workbook_finish (DcmmWorkbook *book, GString *out, GError **error);

/* What follows goes to this sheet: landscape A4, as wide as a page, @footer with &P and &N. */
void dcmm_workbook_sheet  (DcmmWorkbook *book, const char *name, const char *footer);
void dcmm_workbook_width  (DcmmWorkbook *book, guint column, double width);
void dcmm_workbook_height (DcmmWorkbook *book, guint row, double points);
/* As high as the longest of the texts that were written to it since the sheet began or this was called last. Excel would
 * find the height itself when it opens the file; LibreOffice does not, and prints lines over each other. */
void dcmm_workbook_fit    (DcmmWorkbook *book, guint row);
/* The row of headings: stays in sight together with the @fixed columns before it, is printed on every page, and filters
 * the rows down to @last, where that is below it. */
void dcmm_workbook_head   (DcmmWorkbook *book, guint row, guint columns, guint fixed, guint last);

/* NULL or "": an empty cell of that style. */
void dcmm_workbook_text   (DcmmWorkbook *book, guint row, guint column, DcmmStyle style, const char *text);
void dcmm_workbook_number (DcmmWorkbook *book, guint row, guint column, DcmmStyle style, double number);
/* "2026-11-20" as a date. */
void dcmm_workbook_date   (DcmmWorkbook *book, guint row, guint column, DcmmStyle style, const char *date);
/* A formula, with what it comes to: programs that do not calculate show that. */
void dcmm_workbook_sum    (DcmmWorkbook *book, guint row, guint column, DcmmStyle style, const char *formula, double result);
void dcmm_workbook_tells  (DcmmWorkbook *book, guint row, guint column, DcmmStyle style, const char *formula, const char *result);

/* What may be entered in a column from @first to @last: one of @words (NULL-terminated), or a date. */
void dcmm_workbook_choices (DcmmWorkbook *book, guint column, guint first, guint last, const char *const *words, const char *title, const char *told);
void dcmm_workbook_dates   (DcmmWorkbook *book, guint column, guint first, guint last, const char *title, const char *told);
typedef enum { DCMM_SHADE_PALE, DCMM_SHADE_STRUCK, DCMM_SHADE_LATE } DcmmShade;
/* Cells of the rectangle whose row makes @formula true. */
void dcmm_workbook_shade   (DcmmWorkbook *book, guint row, guint column, guint last_row, guint last_column, const char *formula, DcmmShade shade);

/* "C7" for row 6, column 2; @fixed: "$C7". Yours. */
char *dcmm_cell_name       (guint row, guint column, gboolean fixed);
