#include "base/output.h"
#include "base/error.h"
#include "base/i18n.h"
#include "base/inputs.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct _DcmmOutput {
    FILE *stream;
    char *path;                 /* NULL: standard output */
    char *beside;               /* the file written until commit; NULL: written in place */
    gboolean replaces;          /* a file with something in it */
    gboolean held;              /* standard output, waiting in a temporary file */
    int   number;               /* errno of the first write that failed */
};

static gboolean
fail (const char *path, int number, GError **error)
{
    if (number == ENOSPC)
        return dcmm_fail (error, DCMM_SURROUNDINGS, _("%s: the disk is full; nothing was kept"), path ? path : _("standard output"));
    return dcmm_fail (error, DCMM_SURROUNDINGS, _("%s: cannot be written: %s"), path ? path : _("standard output"), g_strerror (number));
}

/* Looked at before, so that no work is lost, and after, since what was opened first may be read later. */
static gboolean
is_read (const struct stat *about, const char *path, GError **error)
{
    return dcmm_is_input (about) && !dcmm_fail (error, DCMM_USE, _("'%s' is an input itself; write to another file"), path);
}

DcmmOutput *
dcmm_output_new (const char *path, GError **error)
{
    g_autoptr (DcmmOutput) out = g_new0 (DcmmOutput, 1);
    struct stat about;
    mode_t      mode = 0666;

    if (!path || strcmp (path, "-") == 0) {
        out->stream = stdout;
        return g_steal_pointer (&out);
    }
    out->path = g_strdup (path);
    if (stat (path, &about) == 0) {
        if (S_ISDIR (about.st_mode)) {
            dcmm_fail (error, DCMM_SURROUNDINGS, _("%s: is a folder; name a file in it"), path);
            return NULL;
        }
        if (!S_ISREG (about.st_mode)) {
            if (!(out->stream = fopen (path, "w")))
                fail (path, errno, error);
            return out->stream ? g_steal_pointer (&out) : NULL;
        }
        if (is_read (&about, path, error))
            return NULL;
        mode = about.st_mode & 0777;
        out->replaces = about.st_size > 0;
        /* A link stays a link: what it points to is replaced. */
        char *real = realpath (path, NULL);
        if (real) {
            g_free (out->path);
            out->path = g_strdup (real);
            free (real);
        }
    } else {
        const mode_t mask = umask (0);
        umask (mask);
        mode &= ~mask;
    }

    g_autofree char *folder = g_path_get_dirname (out->path);
    g_autofree char *name = g_path_get_basename (out->path);
    /* A name may have 255 bytes, and eight more are added here. */
    g_autofree char *beside = g_strdup_printf ("%s/.%.240s.XXXXXX", folder, name);
    const int fd = g_mkstemp (beside);
    if (fd < 0 || fchmod (fd, mode) != 0 || !(out->stream = fdopen (fd, "w"))) {
        const int number = errno;
        if (fd >= 0) {
            close (fd);
            g_unlink (beside);
        }
        fail (path, number, error);
        return NULL;
    }
    out->beside = g_steal_pointer (&beside);
    return g_steal_pointer (&out);
}

gboolean
dcmm_output_hold (DcmmOutput *out, GError **error)
{
    FILE *waiting;

    if (out->stream != stdout)
        return TRUE;
    if (!(waiting = tmpfile ()))
        return dcmm_fail (error, DCMM_SURROUNDINGS, _("no temporary file can be made: %s"), g_strerror (errno));
    out->stream = waiting;
    out->held = TRUE;
    return TRUE;
}

/* What waited goes to standard output. An errno, or 0. */
static int
release (DcmmOutput *out)
{
    char  piece[64 * 1024];
    gsize n;

    rewind (out->stream);
    while ((n = fread (piece, 1, sizeof piece, out->stream)) > 0)
        if (fwrite (piece, 1, n, stdout) != n)
            return errno ? errno : EIO;
    if (ferror (out->stream))
        return EIO;
    return fflush (stdout) == 0 ? 0 : errno;
}

FILE *
dcmm_output_stream (DcmmOutput *out)
{
    return out->stream;
}

void
dcmm_output_write (DcmmOutput *out, const void *data, gsize length)
{
    if (fwrite (data, 1, length, out->stream) != length && !out->number)
        out->number = errno;
}

gboolean
dcmm_output_commit (DcmmOutput *out, GError **error)
{
    struct stat about;
    int number = out->number;

    if (out->beside && stat (out->path, &about) == 0 && is_read (&about, out->path, error))
        return FALSE;
    errno = 0;
    if (!number && (fflush (out->stream) != 0 || ferror (out->stream)))
        number = errno ? errno : EIO;
    if (!number && out->held)
        number = release (out);
    /* As GLib does: a power cut must not cost the old file; a new one has nothing to lose, and waiting for the disk
     * takes as long as a report. */
    if (!number && out->replaces && fsync (fileno (out->stream)) != 0)
        number = errno;
    if (out->stream != stdout && fclose (out->stream) != 0 && !number)
        number = errno;
    out->stream = NULL;
    if (!number && out->beside && g_rename (out->beside, out->path) != 0)
        number = errno;
    if (number)
        return fail (out->path, number, error);
    g_clear_pointer (&out->beside, g_free);
    return TRUE;
}

void
dcmm_output_free (DcmmOutput *out)
{
    if (!out)
        return;
    if (out->stream && out->stream != stdout)
        fclose (out->stream);
    if (out->beside)
        g_unlink (out->beside);
    g_free (out->beside);
    g_free (out->path);
    g_free (out);
}

gboolean
dcmm_write_file (const char *path, const void *data, gsize length, GError **error)
{
    g_autoptr (DcmmOutput) out = dcmm_output_new (path, error);

    if (!out)
        return FALSE;
    dcmm_output_write (out, data, length);
    return dcmm_output_commit (out, error);
}
