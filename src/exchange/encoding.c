#include "exchange/exchange-private.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* What is no text at all, told by its first bytes: people do rename a workbook. */
static const struct { const char *bytes; const char *told; } signatures[] = {
    { "PK\003\004",         N_("is a workbook or another ZIP file, not CSV; save the sheet as “CSV UTF-8” and convert that") },
    { "\xD0\xCF\x11\xE0",   N_("is an old or a protected workbook, not CSV; save the sheet as “CSV UTF-8” and convert that") },
    { "%PDF",               N_("is a PDF, not CSV") },
};

GString *
dcmm_file_load (const char *path, GError **error)
{
    const DcmmWhere where = { path, 0 };
    g_autoptr (GString) text = NULL;
    struct stat about;
    char    piece[64 * 1024];
    ssize_t n = 0;
    const int fd = open (path, O_RDONLY | O_CLOEXEC);

    if (fd < 0) {
        dcmm_fail_at (error, where, _("cannot be read: %s"), g_strerror (errno));
        return NULL;
    }
    GChecksum *sum = dcmm_input_begin (path, fd);
    const gboolean plain = fstat (fd, &about) == 0 && S_ISREG (about.st_mode);
    gboolean       large = plain && about.st_size > DCMM_INPUT_MAX;
    text = g_string_sized_new (plain && !large ? (gsize) about.st_size + 1 : sizeof piece);
    while (!large && (n = read (fd, piece, sizeof piece)) > 0) {
        g_string_append_len (text, piece, n);
        if (sum)
            g_checksum_update (sum, (const guchar *) piece, n);
        large = text->len > DCMM_INPUT_MAX;
    }
    const int number = n < 0 ? errno : 0;
    dcmm_input_end (path, sum);
    close (fd);
    if (number)
        dcmm_fail_at (error, where, _("cannot be read: %s"), g_strerror (number));
    else if (large)
        dcmm_fail_at (error, where, _("is larger than %d MiB, the limit for an input"), DCMM_INPUT_MAX >> 20);
    return number || large ? NULL : g_steal_pointer (&text);
}

/* FALSE where @from is not what @encoding says; @at is then how far it was. Two bytes of GB18030 or UTF-16 become three
 * of UTF-8 at most, so that the room is there at once. */
static gboolean
decode (const GString *from, const char *encoding, GString *into, gsize *at)
{
    GIConv  converter = g_iconv_open ("UTF-8", encoding);
    char   *in = from->str, *out;
    gsize   in_left = from->len, out_left;

    *at = 0;
    if (converter == (GIConv) -1)
        return FALSE;
    g_string_set_size (into, from->len + from->len / 2 + 8);
    out = into->str;
    out_left = into->len;
    const gsize wrong = g_iconv (converter, &in, &in_left, &out, &out_left);
    g_iconv_close (converter);
    g_string_set_size (into, (gsize) (out - into->str));
    *at = (gsize) (in - from->str);
    return wrong != (gsize) -1 && !in_left;
}

static guint
line_of (const GString *text, gsize at)
{
    guint line = 1;

    for (gsize i = 0; i < at && i < text->len; i++)
        line += text->str[i] == '\n';
    return line;
}

static gboolean
starts (const GString *text, const char *bytes, gsize n)
{
    return text->len >= n && memcmp (text->str, bytes, n) == 0;
}

static GString *
to_utf8 (const char *path, GString *raw, GError **error)
{
    g_autoptr (GString) told = raw, text = g_string_new (NULL);
    const DcmmWhere where = { path, 0 };
    const gboolean little = starts (raw, "\xFF\xFE", 2), wide = little || starts (raw, "\xFE\xFF", 2);
    const char *end;
    gsize at;

    if (wide) {
        if (decode (raw, little ? "UTF-16LE" : "UTF-16BE", text, &at))
            return g_steal_pointer (&text);
        dcmm_fail_at (error, where, _("begins as UTF-16 does, and then is not; save it as “CSV UTF-8”"));
        return NULL;
    }
    if (memchr (raw->str, '\0', raw->len)) {
        dcmm_fail_at (error, where, _("is not text: it holds zero bytes; save the sheet as “CSV UTF-8”"));
        return NULL;
    }
    if (g_utf8_validate (raw->str, (gssize) raw->len, &end))
        return g_steal_pointer (&told);
    if (!starts (raw, "\xEF\xBB\xBF", 3) && decode (raw, "GB18030", text, &at))
        return g_steal_pointer (&text);
    if (starts (raw, "\xEF\xBB\xBF", 3))
        dcmm_fail_at (error, (DcmmWhere) { path, 0 }, _("begins as UTF-8 does, and is not so on line %u; save it as “CSV UTF-8” again"),
                      line_of (raw, (gsize) (end - raw->str)));
    else
        dcmm_fail_at (error, where, _("is text of neither UTF-8 nor GB18030 (GBK); the first wrong character is on line %u; save it as “CSV UTF-8”"),
                      line_of (raw, MAX (at, (gsize) (end - raw->str))));
    return NULL;
}

char *
dcmm_text_load (const char *path, gsize *length, GError **error)
{
    const DcmmWhere where = { path, 0 };
    GString *raw = dcmm_file_load (path, error);

    if (!raw)
        return NULL;
    for (guint i = 0; i < G_N_ELEMENTS (signatures); i++)
        if (starts (raw, signatures[i].bytes, 4)) {
            g_string_free (raw, TRUE);
            dcmm_fail_at (error, where, "%s", _(signatures[i].told));
            return NULL;
        }
    g_autoptr (GString) text = to_utf8 (path, raw, error);
    if (!text)
        return NULL;
    /* Whatever the encoding was, its byte-order mark is now this one. */
    if (starts (text, "\xEF\xBB\xBF", 3))
        g_string_erase (text, 0, 3);
    if (memchr (text->str, '\0', text->len)) {
        dcmm_fail_at (error, where, _("is not text: it holds zero bytes; save the sheet as “CSV UTF-8”"));
        return NULL;
    }
    if (dcmm_sheet_blank (text->str)) {
        dcmm_fail_at (error, where, _("is empty"));
        return NULL;
    }
    *length = text->len;
    return g_string_free (g_steal_pointer (&text), FALSE);
}
