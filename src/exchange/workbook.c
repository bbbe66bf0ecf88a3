#include "exchange/workbook.h"
#include "exchange/package.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>
#include <xlsxwriter.h>

#define FUNCTIONS(_)                                                                                                                   \
    _ (workbook_new_opt) _ (workbook_add_worksheet) _ (workbook_add_format) _ (workbook_set_properties) _ (workbook_close)             \
    _ (lxw_strerror) _ (worksheet_write_string) _ (worksheet_write_number) _ (worksheet_write_blank) _ (worksheet_write_datetime)      \
    _ (worksheet_write_formula_num) _ (worksheet_write_formula_str) _ (worksheet_set_column) _ (worksheet_set_row)                     \
    _ (worksheet_autofilter) _ (worksheet_freeze_panes) _ (worksheet_repeat_rows) _ (worksheet_set_landscape)                          \
    _ (worksheet_set_paper) _ (worksheet_fit_to_pages) _ (worksheet_set_margins) _ (worksheet_set_footer)                              \
    _ (worksheet_data_validation_range) _ (worksheet_conditional_format_range)                                                         \
    _ (format_set_font_name) _ (format_set_font_size) _ (format_set_font_color) _ (format_set_bold) _ (format_set_font_strikeout)      \
    _ (format_set_num_format) _ (format_set_align) _ (format_set_text_wrap) _ (format_set_bg_color) _ (format_set_border)              \
    _ (format_set_border_color)

#define AS_ROW(name) { #name, G_STRUCT_OFFSET (Library, name) },

typedef struct { FUNCTIONS (DCMM_AS_FIELD) } Library;
static const DcmmFunction functions[] = { FUNCTIONS (AS_ROW) };

#define COLUMNS 32              /* whose texts are measured */
#define LINE    14.0            /* points, of text of 10 points */

/* The colours of templates/theme.ini. */
#define NAVY   0x14365C
#define INK    0x1B2430
#define MUTED  0x566072
#define PALE   0x8793A5
#define RULE   0xCBD3DE
#define TINT   0xE8F0F9
#define WARM   0xFDF3EA
#define ACCENT 0xA94A08
#define WHITE  0xFFFFFF

struct _DcmmWorkbook {
    const Library *lib;
    const char    *path;        /* for messages; borrowed */
    int            file;        /* in memory: nothing is left behind, whatever happens */
    lxw_workbook  *book;
    lxw_worksheet *sheet;
    lxw_format    *styles[DCMM_STYLES];
    double         widths[COLUMNS];             /* of the sheet; 0: not set */
    guint          lines;                       /* of the highest cell so far */
    lxw_error      wrong;
};

static const Library *
open_library (GError **error)
{
    static Library library;
    static gboolean there;

    there = there || dcmm_open_library ("libxlsxwriter.so." LXW_SOVERSION, _("a workbook is written by libxlsxwriter, which is not here; install libxlsxwriter4"),
                                        functions, G_N_ELEMENTS (functions), &library, error);
    return there ? &library : NULL;
}

static void
keep (DcmmWorkbook *b, lxw_error wrong)
{
    if (!b->wrong)
        b->wrong = wrong;
}

static gboolean
cannot_be_written (const DcmmWorkbook *b, const char *why, GError **error)
{
    return dcmm_fail (error, DCMM_SURROUNDINGS, _("%s: cannot be written: %s"), b->path, why);
}

/* ---- styles ---- */

typedef struct {
    double      size;
    guint       colour, ground; /* ground 0: none */
    const char *format;
    guint8      align;
    gboolean    bold, wrap, ruled;
} StyleRow;

static const StyleRow styles[DCMM_STYLES] = {
    [DCMM_STYLE_TITLE]     = { 14, NAVY,  0,    NULL,         LXW_ALIGN_LEFT,   TRUE,  FALSE, FALSE },
    [DCMM_STYLE_LINE]      = { 10, INK,   0,    NULL,         LXW_ALIGN_LEFT,   FALSE, FALSE, FALSE },
    [DCMM_STYLE_HINT]      = { 10, MUTED, 0,    NULL,         LXW_ALIGN_LEFT,   FALSE, FALSE, FALSE },
    [DCMM_STYLE_HEAD]      = { 10, WHITE, NAVY, NULL,         LXW_ALIGN_CENTER, TRUE,  TRUE,  TRUE  },
    [DCMM_STYLE_HEAD_FILL] = { 10, WHITE, ACCENT, NULL,       LXW_ALIGN_CENTER, TRUE,  TRUE,  TRUE  },
    [DCMM_STYLE_KEY]       = { 8,  PALE,  0,    NULL,         LXW_ALIGN_LEFT,   FALSE, FALSE, TRUE  },
    [DCMM_STYLE_TEXT]      = { 10, INK,   0,    NULL,         LXW_ALIGN_LEFT,   FALSE, TRUE,  TRUE  },
    [DCMM_STYLE_NUMBER]    = { 10, INK,   0,    "0;-0;–",     LXW_ALIGN_CENTER, FALSE, FALSE, TRUE  },
    [DCMM_STYLE_SCORE]     = { 10, INK,   0,    "0.00",       LXW_ALIGN_CENTER, FALSE, FALSE, TRUE  },
    [DCMM_STYLE_DATE]      = { 10, INK,   0,    "yyyy-mm-dd", LXW_ALIGN_CENTER, FALSE, FALSE, TRUE  },
    [DCMM_STYLE_DAY]       = { 10, INK,   0,    NULL,         LXW_ALIGN_CENTER, FALSE, FALSE, TRUE  },
    [DCMM_STYLE_SUM]       = { 10, NAVY,  TINT, "0",          LXW_ALIGN_CENTER, TRUE,  FALSE, TRUE  },
    [DCMM_STYLE_SUM_TEXT]  = { 10, NAVY,  TINT, NULL,         LXW_ALIGN_LEFT,   TRUE,  FALSE, TRUE  },
    [DCMM_STYLE_FILL_TEXT] = { 10, INK,   WARM, "@",          LXW_ALIGN_LEFT,   FALSE, TRUE,  TRUE  },
    [DCMM_STYLE_FILL_DATE] = { 10, INK,   WARM, "yyyy-mm-dd", LXW_ALIGN_CENTER, FALSE, FALSE, TRUE  },
};

static lxw_format *
make_style (const DcmmWorkbook *b, const StyleRow *row, const char *face, const char *format)
{
    const Library *lib = b->lib;
    lxw_format *style = lib->workbook_add_format (b->book);

    lib->format_set_font_name (style, face);
    lib->format_set_font_size (style, row->size);
    lib->format_set_font_color (style, row->colour);
    lib->format_set_align (style, row->align);
    lib->format_set_align (style, LXW_ALIGN_VERTICAL_CENTER);
    if (row->bold)
        lib->format_set_bold (style);
    if (row->wrap)
        lib->format_set_text_wrap (style);
    if (row->ground)
        lib->format_set_bg_color (style, row->ground);
    if (row->ruled) {
        lib->format_set_border (style, LXW_BORDER_THIN);
        lib->format_set_border_color (style, RULE);
    }
    if (format)
        lib->format_set_num_format (style, format);
    return style;
}

/* ---- the whole ---- */

/* Seconds to midnight of @date. Never 0, which libxlsxwriter takes for "now". */
static time_t
seconds_of (const char *date)
{
    GDate day, epoch;

    g_date_clear (&day, 1);
    g_date_clear (&epoch, 1);
    g_date_set_dmy (&epoch, 1, G_DATE_JANUARY, 1970);
    g_date_set_dmy (&day, 1, G_DATE_JANUARY, 1980);
    if (date)
        g_date_set_dmy (&day, (GDateDay) atoi (date + 8), atoi (date + 5), (GDateYear) atoi (date));
    return MAX ((time_t) g_date_days_between (&epoch, &day), 1) * 86400;
}

DcmmWorkbook *
dcmm_workbook_new (const char *path, const char *title, const char *face, const char *day, const char *made, GError **error)
{
    const Library *lib = open_library (error);
    g_autoptr (DcmmWorkbook) b = NULL;

    if (!lib)
        return NULL;
    b = g_new0 (DcmmWorkbook, 1);
    b->lib = lib;
    b->path = path ? path : _("standard output");
    b->file = memfd_create ("dcmm", MFD_CLOEXEC);
    if (b->file < 0) {
        cannot_be_written (b, g_strerror (errno), error);
        return NULL;
    }
    g_autofree char *file = g_strdup_printf ("/proc/self/fd/%d", b->file);
    lxw_workbook_options options = { .constant_memory = LXW_FALSE, .tmpdir = (char *) g_get_tmp_dir () };
    lxw_doc_properties properties = { .title = (char *) title, .author = (char *) "dcmm", .created = seconds_of (made) };
    if (!(b->book = lib->workbook_new_opt (file, &options))) {
        dcmm_fail (error, DCMM_SURROUNDINGS, _("out of memory"));
        return NULL;
    }
    keep (b, lib->workbook_set_properties (b->book, &properties));
    for (guint i = 0; i < DCMM_STYLES; i++)
        b->styles[i] = make_style (b, &styles[i], face, i == DCMM_STYLE_DAY ? day : styles[i].format);
    return g_steal_pointer (&b);
}

/* libxlsxwriter says by itself, on standard error, what it gives as a code as well. */
static lxw_error
close_silently (DcmmWorkbook *b)
{
    lxw_workbook *book = g_steal_pointer (&b->book);
    const int told = dup (STDERR_FILENO), nowhere = open ("/dev/null", O_WRONLY | O_CLOEXEC);

    if (told >= 0 && nowhere >= 0)
        dup2 (nowhere, STDERR_FILENO);
    errno = 0;
    const lxw_error wrong = b->lib->workbook_close (book);
    const int number = errno;
    if (told >= 0 && nowhere >= 0)
        dup2 (told, STDERR_FILENO);
    if (told >= 0)
        close (told);
    if (nowhere >= 0)
        close (nowhere);
    errno = number;
    return wrong;
}

static gboolean
take_bytes (int file, GString *out)
{
    const off_t length = lseek (file, 0, SEEK_END);
    ssize_t n = 0;
    char piece[64 * 1024];

    if (length <= 0 || lseek (file, 0, SEEK_SET) != 0)
        return FALSE;
    while ((n = read (file, piece, sizeof piece)) > 0)
        g_string_append_len (out, piece, n);
    return n == 0;
}

gboolean
dcmm_workbook_finish (DcmmWorkbook *b, GString *out, GError **error)
{
    g_autoptr (GString) bytes = g_string_new (NULL);
    g_autoptr (DcmmPackage) made = NULL;

    keep (b, close_silently (b));
    if (b->wrong)
        return cannot_be_written (b, b->wrong <= LXW_ERROR_ZIP_CLOSE && errno ? g_strerror (errno) : b->lib->lxw_strerror (b->wrong), error);
    if (!take_bytes (b->file, bytes))
        return cannot_be_written (b, g_strerror (errno ? errno : EIO), error);
    /* It makes each part in a temporary file and does not look whether that could be written: on a full disk the workbook
     * would be cut off inside, and nobody told. */
    if (!(made = dcmm_package_new (b->path, bytes, error)))
        return FALSE;
    if (!dcmm_package_is_whole (made))
        return cannot_be_written (b, _("a temporary file was cut off; is the disk full?"), error);
    g_string_append_len (out, bytes->str, (gssize) bytes->len);
    return TRUE;
}

void
dcmm_workbook_free (DcmmWorkbook *b)
{
    if (!b)
        return;
    if (b->book)
        close_silently (b);                     /* there is no other way to be rid of it; nobody sees what is written */
    if (b->file >= 0)
        close (b->file);
    g_free (b);
}

/* ---- how high a row must be ---- */

static double
width_of (gunichar u)
{
    return g_unichar_iswide (u) ? 1.9 : 0.95;
}

/* Lines of @text in a column of @width, broken at blanks and between Han characters. On the safe side: a width counts
 * digits of 11 points, and these are letters of 10. */
static guint
lines_of (const char *text, double width)
{
    guint lines = 1;
    double at = 0, word = 0;    /* filled so far; of it, the word that would go along */

    for (; *text; text = g_utf8_next_char (text)) {
        const gunichar u = g_utf8_get_char (text);
        if (u == '\n') {
            lines++;
            at = word = 0;
            continue;
        }
        word = u == ' ' || g_unichar_iswide (u) ? 0 : word + width_of (u);
        at += width_of (u);
        if (at <= width || u == ' ')
            continue;
        lines++;
        at = word > 0 && word < width ? word : width_of (u);
    }
    return lines;
}

static void
measure (DcmmWorkbook *b, guint column, DcmmStyle style, const char *text)
{
    if (column < COLUMNS && b->widths[column] > 2 && styles[style].wrap)
        b->lines = MAX (b->lines, lines_of (text, b->widths[column] - 1));
}

void
dcmm_workbook_fit (DcmmWorkbook *b, guint row)
{
    dcmm_workbook_height (b, row, MIN (MAX (b->lines, 1) * LINE + 4, 400));     /* Excel: 409 */
    b->lines = 1;
}

/* ---- a sheet ---- */

void
dcmm_workbook_sheet (DcmmWorkbook *b, const char *name, const char *footer)
{
    const Library *lib = b->lib;

    b->sheet = lib->workbook_add_worksheet (b->book, name);
    g_assert (b->sheet);                        /* the names are ours: short, and each of its own */
    memset (b->widths, 0, sizeof b->widths);
    b->lines = 1;
    lib->worksheet_set_landscape (b->sheet);
    lib->worksheet_set_paper (b->sheet, 9);     /* A4 */
    lib->worksheet_fit_to_pages (b->sheet, 1, 0);
    lib->worksheet_set_margins (b->sheet, 0.3, 0.3, 0.4, 0.6);
    keep (b, lib->worksheet_set_footer (b->sheet, footer));
}

void
dcmm_workbook_width (DcmmWorkbook *b, guint column, double width)
{
    if (column < COLUMNS)
        b->widths[column] = width;
    keep (b, b->lib->worksheet_set_column (b->sheet, (lxw_col_t) column, (lxw_col_t) column, width, NULL));
}

void
dcmm_workbook_height (DcmmWorkbook *b, guint row, double points)
{
    keep (b, b->lib->worksheet_set_row (b->sheet, row, points, NULL));
}

void
dcmm_workbook_head (DcmmWorkbook *b, guint row, guint columns, guint fixed, guint last)
{
    b->lib->worksheet_freeze_panes (b->sheet, row + 1, (lxw_col_t) fixed);
    keep (b, b->lib->worksheet_repeat_rows (b->sheet, row, row));
    if (last > row)
        keep (b, b->lib->worksheet_autofilter (b->sheet, row, 0, last, (lxw_col_t) (columns - 1)));
}

/* Whoever reads a cell takes _x0041_ for an A: what a person wrote so has its first underscore spelled out. Yours. */
static char *
spelled_out (const char *text)
{
    GString *out = g_string_new (NULL);

    for (; *text; text++) {
        if (text[0] == '_' && text[1] == 'x' && g_ascii_isxdigit (text[2]) && g_ascii_isxdigit (text[3]) && g_ascii_isxdigit (text[4]) &&
            g_ascii_isxdigit (text[5]) && text[6] == '_')
            g_string_append (out, "_x005F");
        g_string_append_c (out, *text);
    }
    return g_string_free (out, FALSE);
}

void
dcmm_workbook_text (DcmmWorkbook *b, guint row, guint column, DcmmStyle style, const char *text)
{
    if (text && *text) {
        g_autofree char *told = strstr (text, "_x") ? spelled_out (text) : NULL;
        measure (b, column, style, text);
        keep (b, b->lib->worksheet_write_string (b->sheet, row, (lxw_col_t) column, told ? told : text, b->styles[style]));
    } else {
        keep (b, b->lib->worksheet_write_blank (b->sheet, row, (lxw_col_t) column, b->styles[style]));
    }
}

void
dcmm_workbook_number (DcmmWorkbook *b, guint row, guint column, DcmmStyle style, double number)
{
    keep (b, b->lib->worksheet_write_number (b->sheet, row, (lxw_col_t) column, number, b->styles[style]));
}

void
dcmm_workbook_date (DcmmWorkbook *b, guint row, guint column, DcmmStyle style, const char *date)
{
    lxw_datetime at = { .year = atoi (date), .month = atoi (date + 5), .day = atoi (date + 8) };

    keep (b, b->lib->worksheet_write_datetime (b->sheet, row, (lxw_col_t) column, &at, b->styles[style]));
}

void
dcmm_workbook_sum (DcmmWorkbook *b, guint row, guint column, DcmmStyle style, const char *formula, double result)
{
    keep (b, b->lib->worksheet_write_formula_num (b->sheet, row, (lxw_col_t) column, formula, b->styles[style], result));
}

void
dcmm_workbook_tells (DcmmWorkbook *b, guint row, guint column, DcmmStyle style, const char *formula, const char *result)
{
    keep (b, b->lib->worksheet_write_formula_str (b->sheet, row, (lxw_col_t) column, formula, b->styles[style], result));
}

/* ---- what may be entered, and how it shows ---- */

void
dcmm_workbook_choices (DcmmWorkbook *b, guint column, guint first, guint last, const char *const *words, const char *title, const char *told)
{
    lxw_data_validation rule = { .validate = LXW_VALIDATION_TYPE_LIST, .value_list = (char **) words, .error_title = (char *) title, .error_message = (char *) told };

    keep (b, b->lib->worksheet_data_validation_range (b->sheet, first, (lxw_col_t) column, last, (lxw_col_t) column, &rule));
}

void
dcmm_workbook_dates (DcmmWorkbook *b, guint column, guint first, guint last, const char *title, const char *told)
{
    lxw_data_validation rule = {
        .validate = LXW_VALIDATION_TYPE_DATE, .criteria = LXW_VALIDATION_CRITERIA_BETWEEN, .minimum_datetime = { .year = 2000, .month = 1, .day = 1 },
        .maximum_datetime = { .year = 2199, .month = 12, .day = 31 }, .error_title = (char *) title, .error_message = (char *) told,
    };

    keep (b, b->lib->worksheet_data_validation_range (b->sheet, first, (lxw_col_t) column, last, (lxw_col_t) column, &rule));
}

void
dcmm_workbook_shade (DcmmWorkbook *b, guint row, guint column, guint last_row, guint last_column, const char *formula, DcmmShade shade)
{
    lxw_format *format = b->lib->workbook_add_format (b->book);
    lxw_conditional_format rule = { .type = LXW_CONDITIONAL_TYPE_FORMULA, .value_string = (char *) formula, .format = format };

    b->lib->format_set_font_color (format, shade == DCMM_SHADE_LATE ? ACCENT : PALE);
    if (shade == DCMM_SHADE_LATE)
        b->lib->format_set_bold (format);
    if (shade == DCMM_SHADE_STRUCK)
        b->lib->format_set_font_strikeout (format);
    keep (b, b->lib->worksheet_conditional_format_range (b->sheet, row, (lxw_col_t) column, last_row, (lxw_col_t) last_column, &rule));
}

char *
dcmm_cell_name (guint row, guint column, gboolean fixed)
{
    char letters[4] = "", *at = letters + sizeof letters - 1;

    for (guint n = column + 1; n; n = (n - 1) / 26)
        *--at = (char) ('A' + (n - 1) % 26);
    return g_strdup_printf ("%s%s%u", fixed ? "$" : "", at, row + 1);
}
