#include "exchange/package.h"
#include "exchange/exchange-private.h"

#include <archive.h>
#include <archive_entry.h>
#include <string.h>

#define FUNCTIONS(_)                                                                                                          \
    _ (archive_read_new) _ (archive_read_support_format_zip_seekable) _ (archive_read_open_memory) _ (archive_read_next_header) \
    _ (archive_read_data) _ (archive_read_free) _ (archive_entry_pathname) _ (archive_entry_is_encrypted)

#define AS_ROW(name) { #name, G_STRUCT_OFFSET (Library, name) },

typedef struct { FUNCTIONS (DCMM_AS_FIELD) } Library;
static const DcmmFunction functions[] = { FUNCTIONS (AS_ROW) };

#define ENTRIES_MAX 4096        /* a workbook of 200 sheets with pictures has a few hundred */
#define ALL_MAX     (4 * DCMM_INPUT_MAX)

struct _DcmmPackage {
    const Library *zip;
    char          *path;
    GString       *own;         /* NULL: they are another's */
    const GString *bytes;
    GHashTable    *names;       /* lower case */
    gsize          taken;       /* of all parts so far */
};

static const Library *
open_library (GError **error)
{
    static Library library;
    static gboolean there;

    there = there || dcmm_open_library ("libarchive.so.13", _("a workbook is unpacked by libarchive, which is not here; install libarchive13"), functions,
                                        G_N_ELEMENTS (functions), &library, error);
    return there ? &library : NULL;
}

/* ---- what it is, if it is no package ---- */

static gboolean
begins (const GString *bytes, const char *with, gsize n)
{
    return bytes->len >= n && memcmp (bytes->str, with, n) == 0;
}

/* A workbook with a password, and every workbook up to 2003, is a compound file; the first has a stream of this name. */
static gboolean
is_encrypted (const GString *bytes)
{
    static const char name[] = "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e";

    return memmem (bytes->str, bytes->len, name, sizeof name) != NULL;
}

static gboolean
is_zip (const char *path, const GString *bytes, GError **error)
{
    const DcmmWhere where = { path, 0 };

    if (begins (bytes, "PK\003\004", 4) || begins (bytes, "PK\005\006", 4))
        return TRUE;
    if (!bytes->len)
        return dcmm_fail_at (error, where, _("is empty"));
    if (begins (bytes, "\xD0\xCF\x11\xE0", 4) && is_encrypted (bytes))
        return dcmm_fail_at (error, where, _("has a password; take it off (File, Info, Protect Workbook) and save it again"));
    if (begins (bytes, "\xD0\xCF\x11\xE0", 4))
        return dcmm_fail_at (error, where, _("is a workbook of the old kind (.xls, .et); save it as “Excel workbook (.xlsx)”"));
    return dcmm_fail_at (error, where, _("is not a workbook; save the sheet as “Excel workbook (.xlsx)”"));
}

/* ---- opening ---- */

static struct archive *
open_archive (const DcmmPackage *p)
{
    struct archive *archive = p->zip->archive_read_new ();

    /* Only by its directory: what is read without one is inflated before it can be passed over. */
    if (archive && p->zip->archive_read_support_format_zip_seekable (archive) == ARCHIVE_OK &&
        p->zip->archive_read_open_memory (archive, p->bytes->str, p->bytes->len) == ARCHIVE_OK)
        return archive;
    if (archive)
        p->zip->archive_read_free (archive);
    return NULL;
}

static gboolean
damaged (const DcmmPackage *p, GError **error)
{
    return dcmm_fail_at (error, (DcmmWhere) { p->path, 0 }, _("is damaged: its parts cannot be unpacked; open it in Excel or WPS and save it again"));
}

static char *
name_of (const char *path)
{
    while (*path == '/')
        path++;
    return g_ascii_strdown (path, -1);
}

static gboolean
list_parts (DcmmPackage *p, GError **error)
{
    struct archive *archive = open_archive (p);
    struct archive_entry *entry;
    gboolean locked = FALSE;
    int got = ARCHIVE_FATAL;
    guint n = 0;                /* counted by headers: a part is looked for among all of them, and names may repeat */

    while (archive && (got = p->zip->archive_read_next_header (archive, &entry)) == ARCHIVE_OK) {
        const char *path = p->zip->archive_entry_pathname (entry);
        locked |= p->zip->archive_entry_is_encrypted (entry) != 0;
        if (path)
            g_hash_table_add (p->names, name_of (path));
        if (++n > ENTRIES_MAX)
            break;
    }
    if (archive)
        p->zip->archive_read_free (archive);
    if (n > ENTRIES_MAX)
        return dcmm_fail_at (error, (DcmmWhere) { p->path, 0 }, _("has more than %d parts"), ENTRIES_MAX);
    if (locked)
        return dcmm_fail_at (error, (DcmmWhere) { p->path, 0 }, _("has a password; take it off (File, Info, Protect Workbook) and save it again"));
    return got == ARCHIVE_EOF ? TRUE : damaged (p, error);
}

DcmmPackage *
dcmm_package_new (const char *path, const GString *bytes, GError **error)
{
    g_autoptr (DcmmPackage) p = g_new0 (DcmmPackage, 1);

    p->path = g_strdup (path);
    p->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
    p->bytes = bytes;
    if (!is_zip (path, bytes, error) || !(p->zip = open_library (error)) || !list_parts (p, error))
        return NULL;
    return g_steal_pointer (&p);
}

DcmmPackage *
dcmm_package_open (const char *path, GError **error)
{
    GString *bytes = dcmm_file_load (path, error);
    DcmmPackage *p = bytes ? dcmm_package_new (path, bytes, error) : NULL;

    if (p)
        p->own = bytes;
    else if (bytes)
        g_string_free (bytes, TRUE);
    return p;
}

void
dcmm_package_free (DcmmPackage *p)
{
    if (!p)
        return;
    if (p->own)
        g_string_free (p->own, TRUE);
    g_hash_table_unref (p->names);
    g_free (p->path);
    g_free (p);
}

/* ---- parts ---- */

gboolean
dcmm_package_has (const DcmmPackage *p, const char *part)
{
    g_autofree char *name = name_of (part);

    return g_hash_table_contains (p->names, name);
}

static gboolean
unpack (DcmmPackage *p, struct archive *archive, const char *part, GString *out, GError **error)
{
    char piece[64 * 1024];
    la_ssize_t n;

    while ((n = p->zip->archive_read_data (archive, piece, sizeof piece)) > 0) {
        g_string_append_len (out, piece, n);
        p->taken += (gsize) n;
        if (out->len > DCMM_INPUT_MAX || p->taken > ALL_MAX)
            return dcmm_fail_at (error, (DcmmWhere) { p->path, 0 }, _("unpacked, '%s' is larger than %d MiB, the limit for an input"), part, DCMM_INPUT_MAX >> 20);
    }
    return n == 0 ? TRUE : damaged (p, error);
}

GString *
dcmm_package_part (DcmmPackage *p, const char *part, GError **error)
{
    g_autofree char *wanted = name_of (part);
    g_autoptr (GString) out = g_string_new (NULL);
    struct archive *archive = open_archive (p);
    struct archive_entry *entry;
    gboolean found = FALSE, good = FALSE;

    while (archive && !found && p->zip->archive_read_next_header (archive, &entry) == ARCHIVE_OK) {
        const char *path = p->zip->archive_entry_pathname (entry);
        g_autofree char *name = path ? name_of (path) : NULL;
        found = name && strcmp (name, wanted) == 0;
    }
    if (found)
        good = unpack (p, archive, part, out, error);
    else
        dcmm_fail_at (error, (DcmmWhere) { p->path, 0 }, _("is no whole workbook: its part '%s' is not there; open it in Excel or WPS and save it again"), part);
    if (archive)
        p->zip->archive_read_free (archive);
    return good ? g_steal_pointer (&out) : NULL;
}

char *
dcmm_package_place (const DcmmPackage *p, const char *part)
{
    return g_strdup_printf ("%s (%s)", p->path, part);
}

const char *
dcmm_package_path (const DcmmPackage *p)
{
    return p->path;
}

gboolean
dcmm_package_is_whole (DcmmPackage *p)
{
    static const DcmmElement nothing[] = { { .name = NULL } };
    GHashTableIter parts;
    gpointer name;

    g_hash_table_iter_init (&parts, p->names);
    while (g_hash_table_iter_next (&parts, &name, NULL)) {
        if (!g_str_has_suffix (name, ".xml") && !g_str_has_suffix (name, ".rels"))
            continue;
        GString *xml = dcmm_package_part (p, name, NULL);
        const gboolean good = xml && dcmm_read_xml_foreign (name, xml->str, xml->len, "", nothing, NULL, NULL);
        if (xml)
            g_string_free (xml, TRUE);
        if (!good)
            return FALSE;
    }
    return TRUE;
}
