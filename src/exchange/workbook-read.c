#include "exchange/workbook-read.h"
#include "exchange/exchange-private.h"
#include "exchange/package.h"
#include "assess/identity.h"

#include <stdlib.h>
#include <string.h>

#define NS_MAIN   "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
#define NS_STRICT "http://purl.oclc.org/ooxml/spreadsheetml/main"
#define NS_LINKS  "http://schemas.openxmlformats.org/package/2006/relationships"
#define ROWS_MAX  1048576       /* Excel's */
/* Text handed on, in all: a shared one counts each time that a cell names it, so 18 KB may stand for 120 GB. A plan of 300
 * actions has less than one MiB. */
#define TEXT_MAX  (64 * 1024 * 1024)

typedef struct { char *name, *link; } Sheet;

typedef struct {
    DcmmPackage  *package;
    char         *folder;       /* of the main part, with its slash: "xl/" */
    GHashTable   *links;        /* id ► part with rows, or "" */
    char         *main, *shared;                    /* parts; shared may be NULL */
    GArray       *sheets;       /* of Sheet */
    gboolean      date1904;
    GString      *strings;      /* shared ones, each closed by a zero byte */
    GArray       *starts;       /* of gsize */
    gsize         given;        /* bytes of text handed on so far */
    DcmmCellTaker take;
    gpointer      data;
    /* of the row and cell being read */
    DcmmCellRow   row;
    DcmmCell      cells[DCMM_WORKBOOK_COLUMNS_MAX]; /* texts of their own only when the row has ended: @texts moves as it grows */
    gsize         at[DCMM_WORKBOOK_COLUMNS_MAX];    /* in @texts */
    GString      *texts;
    gboolean      taken[DCMM_WORKBOOK_COLUMNS_MAX]; /* by a cell of this row */
    GString      *value;        /* of the cell, or of the shared string */
    char          type[12];
    guint         column;
} Reading;

/* ---- parts and their links ---- */

static gboolean
read_part (Reading *r, const char *part, const char *ns, const DcmmElement *elements, GError **error)
{
    GString *xml = dcmm_package_part (r->package, part, error);
    g_autofree char *place = dcmm_package_place (r->package, part);

    if (!xml)
        return FALSE;
    if (!ns)                    /* Excel saves "Strict Open XML" under another name */
        ns = g_strstr_len (xml->str, (gssize) MIN (xml->len, 4096), NS_STRICT) ? NS_STRICT : NS_MAIN;
    const gboolean good = dcmm_read_xml_foreign (place, xml->str, xml->len, ns, elements, r, error);
    g_string_free (xml, TRUE);
    return good;
}

/* A target is as seen from the folder of the part that it belongs to, or from the root where it begins with a slash. */
static char *
resolve (const char *folder, const char *target)
{
    g_autofree char *joined = *target == '/' ? g_strdup (target + 1) : g_strconcat (folder, target, NULL);
    g_auto (GStrv) steps = g_strsplit (joined, "/", -1);
    g_autoptr (GPtrArray) path = g_ptr_array_new ();

    for (guint i = 0; steps[i]; i++) {
        if (strcmp (steps[i], "..") == 0)
            g_ptr_array_set_size (path, (gint) MAX (path->len, 1) - 1);
        else if (*steps[i] && strcmp (steps[i], ".") != 0)
            g_ptr_array_add (path, steps[i]);
    }
    g_ptr_array_add (path, NULL);
    return g_strjoinv ("/", (char **) path->pdata);
}

static gboolean
on_link (DcmmReader *reader, gpointer data, GError **error)
{
    Reading *r = data;
    const char *id = dcmm_reader_attribute (reader, "Id"), *type = dcmm_reader_attribute (reader, "Type"), *target = dcmm_reader_attribute (reader, "Target");

    (void) error;
    if (!id || !type || !target || g_strcmp0 (dcmm_reader_attribute (reader, "TargetMode"), "External") == 0)
        return TRUE;
    char *part = resolve (r->folder, target);
    if (g_str_has_suffix (type, "/officeDocument") && !r->main)
        r->main = g_strdup (part);
    if (g_str_has_suffix (type, "/sharedStrings") && !r->shared)
        r->shared = g_strdup (part);
    if (!g_str_has_suffix (type, "/worksheet"))
        *part = '\0';           /* a sheet that is a chart, say */
    g_hash_table_replace (r->links, g_strdup (id), part);
    return TRUE;
}

static const DcmmElement link_elements[] = {
    { .name = "Relationships"                                             },
    { .name = "Relationship", .parent = "Relationships", .start = on_link },
    { .name = NULL }
};

static gboolean
find_main (Reading *r, GError **error)
{
    const DcmmWhere where = { dcmm_package_path (r->package), 0 };

    r->folder = g_strdup ("");
    if (dcmm_package_has (r->package, "_rels/.rels") && !read_part (r, "_rels/.rels", NS_LINKS, link_elements, error))
        return FALSE;
    g_hash_table_remove_all (r->links);
    if (!r->main)
        r->main = g_strdup ("xl/workbook.xml");
    if (dcmm_package_has (r->package, "content.xml") && !dcmm_package_has (r->package, r->main))
        return dcmm_fail_at (error, where, _("is an OpenDocument sheet (.ods); save it as “Excel workbook (.xlsx)”"));
    if (g_str_has_suffix (r->main, ".bin"))
        return dcmm_fail_at (error, where, _("is a binary workbook (.xlsb); save it as “Excel workbook (.xlsx)”"));
    if (!dcmm_package_has (r->package, r->main) || g_str_has_suffix (r->main, "document.xml"))
        return dcmm_fail_at (error, where, _("is not a workbook but another ZIP file; save the sheet as “Excel workbook (.xlsx)”"));
    return TRUE;
}

static gboolean
read_links (Reading *r, GError **error)
{
    const char *slash = strrchr (r->main, '/');
    const char *base = slash ? slash + 1 : r->main;
    g_autofree char *links = NULL;

    g_free (r->folder);
    r->folder = g_strndup (r->main, (gsize) (base - r->main));
    links = g_strconcat (r->folder, "_rels/", base, ".rels", NULL);
    return !dcmm_package_has (r->package, links) || read_part (r, links, NS_LINKS, link_elements, error);
}

/* ---- the list of sheets ---- */

static gboolean
on_properties (DcmmReader *reader, gpointer data, GError **error)
{
    Reading *r = data;
    const char *date1904 = dcmm_reader_attribute (reader, "date1904");

    (void) error;
    r->date1904 = date1904 && (strcmp (date1904, "1") == 0 || strcmp (date1904, "true") == 0);
    return TRUE;
}

static gboolean
on_sheet (DcmmReader *reader, gpointer data, GError **error)
{
    Reading *r = data;
    const char *name = dcmm_reader_attribute (reader, "name"), *link = dcmm_reader_attribute (reader, "*:id");
    const Sheet sheet = { g_strdup (name ? name : ""), g_strdup (link) };

    g_array_append_val (r->sheets, sheet);
    if (r->sheets->len > DCMM_WORKBOOK_SHEETS_MAX)
        return dcmm_fail_at (error, (DcmmWhere) { dcmm_package_path (r->package), 0 }, _("has more than %d sheets"), DCMM_WORKBOOK_SHEETS_MAX);
    return TRUE;
}

static const DcmmElement workbook_elements[] = {
    { .name = "workbook"                                                  },
    { .name = "workbookPr", .parent = "workbook", .start = on_properties  },
    { .name = "sheets",     .parent = "workbook"                          },
    { .name = "sheet",      .parent = "sheets",   .start = on_sheet       },
    { .name = NULL }
};

/* ---- shared strings ---- */

static gboolean
on_shared (DcmmReader *reader, gpointer data, GError **error)
{
    (void) reader, (void) error;
    g_string_truncate (((Reading *) data)->value, 0);
    return TRUE;
}

static gboolean
on_piece (DcmmReader *reader, gpointer data, const char *text, GError **error)
{
    (void) reader, (void) error;
    g_string_append (((Reading *) data)->value, text);
    return TRUE;
}

/* Characters that XML cannot hold, and a return, stand as _x000D_: an underscore that only looks so as _x005F_. */
static void
append_unescaped (GString *out, const char *text)
{
    while (*text) {
        /* In this order no letter is looked at beyond the end, and none twice. */
        const gboolean escaped = text[0] == '_' && text[1] == 'x' && g_ascii_isxdigit (text[2]) && g_ascii_isxdigit (text[3]) &&
                                 g_ascii_isxdigit (text[4]) && g_ascii_isxdigit (text[5]) && text[6] == '_';
        if (!escaped) {
            g_string_append_c (out, *text++);
            continue;
        }
        const gunichar u = (gunichar) strtoul (text + 2, NULL, 16);
        if (u == '\n' || u == '\t' || (u >= 0x20 && u != 0x7F && g_unichar_validate (u)))
            g_string_append_unichar (out, u);
        else if (u != '\r')
            g_string_append_c (out, ' ');
        text += 7;
    }
}

static gboolean
on_shared_end (DcmmReader *reader, gpointer data, const char *text, GError **error)
{
    Reading *r = data;
    const gsize at = r->strings->len;

    (void) reader, (void) text, (void) error;
    append_unescaped (r->strings, r->value->str);
    g_string_append_c (r->strings, '\0');
    g_array_append_val (r->starts, at);
    return TRUE;
}

/* What stands in <rPh> is how it is read aloud. */
static const DcmmElement string_elements[] = {
    { .name = "sst"                                                                     },
    { .name = "si", .parent = "sst", .start = on_shared, .end = on_shared_end           },
    { .name = "t",  .parent = "si",  .end = on_piece, .verbatim = TRUE                  },
    { .name = "r",  .parent = "si"                                                      },
    { .name = "t",  .parent = "r",   .end = on_piece, .verbatim = TRUE                  },
    { .name = NULL }
};

/* ---- rows ---- */

static gboolean
on_row (DcmmReader *reader, gpointer data, GError **error)
{
    Reading *r = data;
    const char *number = dcmm_reader_attribute (reader, "r");
    guint64 row = r->row.row + 1;

    if ((number && !g_ascii_string_to_unsigned (number, 10, 1, ROWS_MAX, &row, NULL)) || row > ROWS_MAX)
        return dcmm_fail_at (error, dcmm_reader_where (reader), _("there is no row '%s'"), number ? number : "1048577");
    r->row.row = (guint) row;
    r->row.n = 0;
    r->column = 0;
    memset (r->taken, 0, sizeof r->taken);
    g_string_truncate (r->texts, 0);
    return TRUE;
}

/* "AB12" to 27; a number that is too large for letters it cannot read. */
static guint
column_of (const char *name)
{
    guint column = 0, letters = 0;

    for (; g_ascii_isalpha (*name) && letters < 4; name++, letters++)
        column = column * 26 + (guint) (g_ascii_toupper (*name) - 'A') + 1;
    return letters ? column - 1 : G_MAXUINT;
}

static gboolean
on_cell (DcmmReader *reader, gpointer data, GError **error)
{
    Reading *r = data;
    const char *name = dcmm_reader_attribute (reader, "r"), *type = dcmm_reader_attribute (reader, "t");

    (void) error;
    if (name)
        r->column = column_of (name);
    g_strlcpy (r->type, type ? type : "n", sizeof r->type);
    g_string_truncate (r->value, 0);
    return TRUE;
}

/* @shared: stands in @strings, which has grown all it will. */
static gboolean
put_cell (Reading *r, DcmmReader *reader, DcmmCellKind kind, const char *text, gsize length, gboolean shared, GError **error)
{
    if (r->taken[r->column])
        return dcmm_fail_at (error, dcmm_reader_where (reader), _("row %u has column %u twice; open the workbook in Excel or WPS and save it again"),
                             r->row.row, r->column + 1);
    if (length > TEXT_MAX - r->given)
        return dcmm_fail_at (error, dcmm_reader_where (reader), _("the cells hold more than %d MiB of text"), TEXT_MAX >> 20);
    r->given += length;
    r->taken[r->column] = TRUE;
    for (; r->row.n <= r->column; r->row.n++)
        r->cells[r->row.n] = (DcmmCell) { DCMM_CELL_EMPTY, "" };
    r->cells[r->column] = (DcmmCell) { *text ? kind : DCMM_CELL_EMPTY, shared ? text : NULL };
    if (shared)
        return TRUE;
    r->at[r->column] = r->texts->len;
    g_string_append_len (r->texts, text, (gssize) length + 1);
    return TRUE;
}

static gboolean
put_shared (Reading *r, DcmmReader *reader, GError **error)
{
    guint64 index;

    if (!r->starts->len || !g_ascii_string_to_unsigned (r->value->str, 10, 0, r->starts->len - 1, &index, NULL))
        return dcmm_fail_at (error, dcmm_reader_where (reader), _("there is no shared text '%s'"), r->value->str);
    const gsize at = g_array_index (r->starts, gsize, index), next = index + 1 < r->starts->len ? g_array_index (r->starts, gsize, index + 1) : r->strings->len;
    return put_cell (r, reader, DCMM_CELL_TEXT, r->strings->str + at, next - at - 1, TRUE, error);
}

static gboolean
put_value (Reading *r, DcmmReader *reader, GError **error)
{
    if (strcmp (r->type, "s") == 0)
        return put_shared (r, reader, error);
    if (strcmp (r->type, "inlineStr") == 0 || strcmp (r->type, "str") == 0) {
        g_autoptr (GString) plain = g_string_new (NULL);
        append_unescaped (plain, r->value->str);
        return put_cell (r, reader, DCMM_CELL_TEXT, plain->str, plain->len, FALSE, error);
    }
    const char *text = g_strstrip (r->value->str);
    return put_cell (r, reader, strcmp (r->type, "d") == 0 ? DCMM_CELL_DAY : strcmp (r->type, "e") == 0 ? DCMM_CELL_ERROR :
                     strcmp (r->type, "n") == 0 ? DCMM_CELL_NUMBER : DCMM_CELL_TEXT, text, strlen (text), FALSE, error);
}

static gboolean
on_cell_end (DcmmReader *reader, gpointer data, const char *text, GError **error)
{
    Reading *r = data;

    (void) text;
    if (r->column < DCMM_WORKBOOK_COLUMNS_MAX && r->value->len && !put_value (r, reader, error))
        return FALSE;
    if (r->column != G_MAXUINT)
        r->column++;
    return TRUE;
}

static gboolean
on_row_end (DcmmReader *reader, gpointer data, const char *text, GError **error)
{
    Reading *r = data;

    (void) reader, (void) text;
    for (guint i = 0; i < r->row.n; i++)
        if (!r->cells[i].text)
            r->cells[i].text = r->texts->str + r->at[i];
    r->row.cells = r->cells;
    return !r->row.n || r->take (&r->row, r->data, error);
}

static const DcmmElement sheet_elements[] = {
    { .name = "worksheet"                                                                   },
    { .name = "sheetData", .parent = "worksheet"                                            },
    { .name = "row",       .parent = "sheetData", .start = on_row,  .end = on_row_end       },
    { .name = "c",         .parent = "row",       .start = on_cell, .end = on_cell_end      },
    { .name = "v",         .parent = "c",         .end = on_piece,  .verbatim = TRUE        },
    { .name = "is",        .parent = "c"                                                    },
    { .name = "t",         .parent = "is",        .end = on_piece,  .verbatim = TRUE        },
    { .name = "r",         .parent = "is"                                                   },
    { .name = "t",         .parent = "r",         .end = on_piece,  .verbatim = TRUE        },
    { .name = NULL }
};

/* ---- the whole ---- */

static gboolean
read_sheet (Reading *r, guint i, GError **error)
{
    const Sheet *sheet = &g_array_index (r->sheets, Sheet, i);
    const char *part = sheet->link ? g_hash_table_lookup (r->links, sheet->link) : NULL;

    if (part && !*part)
        return TRUE;
    if (!part)
        return dcmm_fail_at (error, (DcmmWhere) { dcmm_package_path (r->package), 0 },
                             _("is no whole workbook: the part of sheet '%s' is not named; open it in Excel or WPS and save it again"), sheet->name);
    r->row = (DcmmCellRow) { .sheet = sheet->name, .sheet_no = i, .date1904 = r->date1904 };
    return read_part (r, part, NULL, sheet_elements, error);
}

static gboolean
read_all (Reading *r, GError **error)
{
    if (!find_main (r, error) || !read_links (r, error) || !read_part (r, r->main, NULL, workbook_elements, error))
        return FALSE;
    if (r->shared && dcmm_package_has (r->package, r->shared) && !read_part (r, r->shared, NULL, string_elements, error))
        return FALSE;
    for (guint i = 0; i < r->sheets->len; i++)
        if (!read_sheet (r, i, error))
            return FALSE;
    return TRUE;
}

static void
sheet_clear (gpointer data)
{
    Sheet *sheet = data;

    g_free (sheet->name);
    g_free (sheet->link);
}

gboolean
dcmm_workbook_read (const char *path, DcmmCellTaker take, gpointer data, GError **error)
{
    g_autoptr (DcmmPackage) package = dcmm_package_open (path, error);
    g_autoptr (GHashTable) links = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
    g_autoptr (GArray) sheets = g_array_new (FALSE, FALSE, sizeof (Sheet)), starts = g_array_new (FALSE, FALSE, sizeof (gsize));
    g_autoptr (GString) strings = g_string_new (NULL), texts = g_string_new (NULL), value = g_string_new (NULL);
    g_autofree Reading *r = g_new0 (Reading, 1);

    if (!package)
        return FALSE;
    g_array_set_clear_func (sheets, sheet_clear);
    r->package = package, r->links = links, r->sheets = sheets, r->strings = strings, r->starts = starts;
    r->texts = texts, r->value = value, r->take = take, r->data = data;
    const gboolean good = read_all (r, error);
    g_free (r->folder);
    g_free (r->main);
    g_free (r->shared);
    return good;
}

gboolean
dcmm_is_workbook (const char *path)
{
    static const char *const extensions[] = { ".xlsx", ".xlsm", ".xltx", ".xls", ".xlsb", ".et", ".ett", ".ods" };
    const char *dot = strrchr (path, '.');
    char start[4] = "";

    for (guint i = 0; dot && i < G_N_ELEMENTS (extensions); i++)
        if (g_ascii_strcasecmp (dot, extensions[i]) == 0)
            return TRUE;
    FILE *file = g_file_test (path, G_FILE_TEST_IS_REGULAR) ? fopen (path, "rbe") : NULL;
    const gboolean whole = file && fread (start, 1, sizeof start, file) == sizeof start;
    if (file)
        fclose (file);
    return whole && (memcmp (start, "PK\003\004", 4) == 0 || memcmp (start, "\xD0\xCF\x11\xE0", 4) == 0);
}

/* ---- days ---- */

#define YEAR_MIN 2000
#define YEAR_MAX 2199

static char *
day_of_serial (double serial, gboolean date1904)
{
    GDate day;

    if (serial >= YEAR_MIN * 10000 && serial <= YEAR_MAX * 10000 + 1231)               /* typed as 20261120 */
        return g_strdup_printf ("%04d-%02d-%02d", (int) serial / 10000, (int) serial / 100 % 100, (int) serial % 100);
    if (!(serial >= 1 && serial < 200000))
        return NULL;
    /* Day 1 is 1900-01-01, and 1900 has a 29th of February that never was. */
    g_date_clear (&day, 1);
    if (date1904)
        g_date_set_dmy (&day, 1, G_DATE_JANUARY, 1904);
    else
        g_date_set_dmy (&day, 30, G_DATE_DECEMBER, 1899);
    g_date_add_days (&day, (guint) serial);
    return g_strdup_printf ("%04d-%02d-%02d", g_date_get_year (&day), g_date_get_month (&day), g_date_get_day (&day));
}

/* Without a time of day behind it. */
static char *
day_of_text (const char *text, gboolean date1904)
{
    g_autofree char *plain = dcmm_sheet_plain (text), *date = NULL;
    char *end = plain + strcspn (plain, " T");

    if (*end && g_ascii_isdigit (end[1]))
        *end = '\0';
    if (*plain && strspn (plain, "0123456789") == strlen (plain))
        return day_of_serial (g_ascii_strtod (plain, NULL), date1904);
    date = dcmm_sheet_date (plain);
    return date ? g_steal_pointer (&date) : g_steal_pointer (&plain);
}

char *
dcmm_cell_date (const DcmmCell *cell, gboolean date1904)
{
    g_autofree char *date = cell->kind == DCMM_CELL_NUMBER ? day_of_serial (g_ascii_strtod (cell->text, NULL), date1904) : day_of_text (cell->text, date1904);

    if (!date || !dcmm_date_valid (date) || atoi (date) < YEAR_MIN || atoi (date) > YEAR_MAX)
        return NULL;
    return g_steal_pointer (&date);
}
