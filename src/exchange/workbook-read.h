/* The rows of a workbook, sheet after sheet, as Excel, WPS and LibreOffice save it. */
#pragma once
#include "base/base.h"

#define DCMM_WORKBOOK_COLUMNS_MAX 256   /* those to the right of them are passed over */
#define DCMM_WORKBOOK_SHEETS_MAX  64

typedef enum { DCMM_CELL_EMPTY, DCMM_CELL_TEXT, DCMM_CELL_NUMBER, DCMM_CELL_DAY, DCMM_CELL_ERROR } DcmmCellKind;
typedef struct {
    DcmmCellKind kind;
    const char  *text;          /* of whatever kind, "" where it is empty; a formula's is what it comes to */
} DcmmCell;

typedef struct {
    const char     *sheet;
    guint           sheet_no;   /* from 0 */
    guint           row;        /* as a spreadsheet counts */
    const DcmmCell *cells;
    guint           n;
    gboolean        date1904;   /* day 0 is 1904-01-01 */
} DcmmCellRow;

/* Called for each row that has a cell; what it is given is borrowed until it returns. */
typedef gboolean (*DcmmCellTaker) (const DcmmCellRow *row, gpointer data, GError **error);

/* FALSE with DCMM_INPUT where the file is no workbook or damaged, or as @take says. */
gboolean dcmm_workbook_read (const char *path, DcmmCellTaker take, gpointer data, GError **error);
/* Whether a file is one, or what people take for one: by its extension or its first bytes. */
gboolean dcmm_is_workbook   (const char *path);
/* The day of a cell: a serial number, a day as text in the usual ways, 20261120. NULL where it is none from 2000 to 2199. Yours. */
char    *dcmm_cell_date     (const DcmmCell *cell, gboolean date1904);
