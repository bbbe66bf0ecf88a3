#include "document/faces.h"
#include "base/i18n.h"

#include <fcntl.h>
#include <fontconfig/fontconfig.h>
#include <hb-ot.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

/* An index that run headers can hold (canvas.h), one left over for "none". */
#define FACES_MAX 255

struct _DcmmFaces {
    char      *lang;
    char      *families[2];
    FcConfig  *config;
    GPtrArray *open;            /* of DcmmFace */
    guint      main[2];         /* regular, bold */
    gboolean   ready;
    FcFontSet *others[2];       /* all faces of the system by likeness, made when first needed */
    GHashTable *refused;        /* "path#index" of faces that cannot be embedded */
};

DcmmFaces *
dcmm_faces_new (const char *lang, const char *const families[2])
{
    DcmmFaces *faces = g_new0 (DcmmFaces, 1);

    faces->lang = g_strdup (lang);
    faces->families[0] = g_strdup (families[0]);
    faces->families[1] = g_strdup (families[1] ? families[1] : families[0]);
    faces->open = g_ptr_array_new ();
    faces->refused = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
    return faces;
}

static void
face_free (DcmmFace *face)
{
    if (!face)
        return;
    hb_font_destroy (face->font);
    hb_face_destroy (face->face);
    munmap (face->map, face->length);
    g_free (face->path);
    g_free (face);
}

void
dcmm_faces_free (DcmmFaces *faces)
{
    if (!faces)
        return;
    for (guint i = 0; i < faces->open->len; i++)
        face_free (faces->open->pdata[i]);
    g_ptr_array_unref (faces->open);
    for (guint i = 0; i < 2; i++) {
        g_free (faces->families[i]);
        if (faces->others[i])
            FcFontSetSortDestroy (faces->others[i]);
    }
    if (faces->config)
        FcConfigDestroy (faces->config);
    g_hash_table_unref (faces->refused);
    g_free (faces->lang);
    g_free (faces);
}

static gboolean
has_table (hb_face_t *face, const char *tag)
{
    hb_blob_t *table = hb_face_reference_table (face, hb_tag_from_string (tag, 4));
    const gboolean there = hb_blob_get_length (table) > 0;

    hb_blob_destroy (table);
    return there;
}

static gboolean
map_file (DcmmFace *face, const char *path)
{
    const int   fd = open (path, O_RDONLY | O_CLOEXEC);
    struct stat about;

    if (fd < 0)
        return FALSE;
    face->map = MAP_FAILED;
    if (fstat (fd, &about) == 0 && about.st_size > 0 && about.st_size < G_MAXINT)
        face->map = mmap (NULL, face->length = (gsize) about.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
    close (fd);
    return face->map != MAP_FAILED;
}

void
dcmm_face_rest (const DcmmFace *face)
{
    madvise (face->map, face->length, MADV_DONTNEED);
}

/* NULL for what cannot be embedded: bitmaps, CFF2, a file that is gone. */
static DcmmFace *
face_open (const char *path, guint index, gboolean bold)
{
    DcmmFace *face = g_new0 (DcmmFace, 1);

    if (!map_file (face, path)) {
        g_free (face);
        return NULL;
    }
    hb_blob_t *file = hb_blob_create (face->map, (guint) face->length, HB_MEMORY_MODE_READONLY, NULL, NULL);
    face->face = hb_face_create (file, index);
    hb_blob_destroy (file);
    hb_face_make_immutable (face->face);
    face->font = hb_font_create (face->face);
    hb_font_set_scale (face->font, 1000, 1000);
    face->path = g_strdup (path);
    face->index = index;
    face->bold = bold;
    face->cff = has_table (face->face, "CFF ");
    if (face->cff || has_table (face->face, "glyf"))
        return face;
    face_free (face);
    return NULL;
}

/* Opens what a pattern names, once; FALSE if it cannot be used. */
static gboolean
take (DcmmFaces *faces, FcPattern *pattern, guint *i)
{
    FcChar8 *path = NULL;
    int      index = 0, weight = FC_WEIGHT_REGULAR;

    if (!pattern || FcPatternGetString (pattern, FC_FILE, 0, &path) != FcResultMatch)
        return FALSE;
    FcPatternGetInteger (pattern, FC_INDEX, 0, &index);
    FcPatternGetInteger (pattern, FC_WEIGHT, 0, &weight);
    if (index >> 16)                            /* a named instance of a variable face: its default may be another one */
        return FALSE;
    for (*i = 0; *i < faces->open->len; ++*i) {
        const DcmmFace *known = faces->open->pdata[*i];
        if (known->index == (guint) index && strcmp (known->path, (const char *) path) == 0)
            return TRUE;
    }
    g_autofree char *key = g_strdup_printf ("%s#%d", (const char *) path, index);
    if (faces->open->len == FACES_MAX || g_hash_table_contains (faces->refused, key))
        return FALSE;
    DcmmFace *face = face_open ((const char *) path, (guint) index, weight >= FC_WEIGHT_DEMIBOLD);
    if (!face) {
        g_hash_table_add (faces->refused, g_steal_pointer (&key));
        return FALSE;
    }
    g_ptr_array_add (faces->open, face);
    return TRUE;
}

static FcPattern *
wish (const DcmmFaces *faces, const char *family, gboolean bold)
{
    FcPattern *pattern = FcPatternCreate ();

    if (family)
        FcPatternAddString (pattern, FC_FAMILY, (const FcChar8 *) family);
    FcPatternAddString (pattern, FC_FAMILY, (const FcChar8 *) "sans-serif");
    FcPatternAddString (pattern, FC_LANG, (const FcChar8 *) faces->lang);
    FcPatternAddInteger (pattern, FC_WEIGHT, bold ? FC_WEIGHT_BOLD : FC_WEIGHT_REGULAR);
    FcPatternAddInteger (pattern, FC_SLANT, FC_SLANT_ROMAN);
    FcPatternAddBool (pattern, FC_OUTLINE, FcTrue);
    FcConfigSubstitute (faces->config, pattern, FcMatchPattern);
    FcDefaultSubstitute (pattern);
    return pattern;
}

static gboolean
is_family (FcPattern *found, const char *family)
{
    FcChar8 *name = NULL;

    for (int i = 0; FcPatternGetString (found, FC_FAMILY, i, &name) == FcResultMatch; i++)
        if (g_ascii_strcasecmp ((const char *) name, family) == 0)
            return TRUE;
    return FALSE;
}

static gboolean
can_write (const DcmmFaces *faces, guint i)
{
    const DcmmFace *face = faces->open->pdata[i];
    hb_codepoint_t  glyph;

    return hb_font_get_nominal_glyph (face->font, g_str_has_prefix (faces->lang, "zh") ? 0x6570 : 'n', &glyph);
}

/* @family NULL: whatever fontconfig holds to be best for the language. */
static gboolean
find_main (DcmmFaces *faces, const char *family, gboolean bold)
{
    FcPattern *pattern = wish (faces, family, bold);
    FcResult   result;
    FcPattern *found = FcFontMatch (faces->config, pattern, &result);
    guint      i = 0;
    const gboolean fine = found && (!family || is_family (found, family)) && take (faces, found, &i) && can_write (faces, i);

    if (fine)
        faces->main[bold] = i;
    FcPatternDestroy (pattern);
    if (found)
        FcPatternDestroy (found);
    return fine;
}

static FcFontSet *
others (DcmmFaces *faces, gboolean bold)
{
    if (!faces->others[bold]) {
        FcPattern *pattern = wish (faces, "Noto Sans CJK SC", bold);
        FcResult   result;
        faces->others[bold] = FcFontSort (faces->config, pattern, FcFalse, NULL, &result);
        FcPatternDestroy (pattern);
    }
    return faces->others[bold];
}

/* The match may be a face that cannot be embedded (a variable one): then the first that can. */
static gboolean
find_any (DcmmFaces *faces, gboolean bold)
{
    FcFontSet *all = others (faces, bold);

    for (int k = 0; all && k < all->nfont; k++) {
        guint i;
        if (take (faces, all->fonts[k], &i) && can_write (faces, i)) {
            faces->main[bold] = i;
            return TRUE;
        }
    }
    return FALSE;
}

gboolean
dcmm_faces_open (DcmmFaces *faces, GError **error)
{
    if (faces->ready)
        return TRUE;
    if (!faces->config)
        faces->config = FcInitLoadConfigAndFonts ();
    for (guint bold = 0; bold < 2; bold++) {
        const char *const families[] = { faces->families[bold], "Noto Sans CJK SC", "Source Han Sans SC", "Noto Sans SC" };
        gboolean found = FALSE;
        for (guint i = 0; i < G_N_ELEMENTS (families) && !found; i++)
            found = families[i] && find_main (faces, families[i], (gboolean) bold);
        if (!found && !find_main (faces, NULL, (gboolean) bold) && !find_any (faces, (gboolean) bold))
            return dcmm_fail (error, DCMM_SURROUNDINGS, _("no font for the language '%s' can be found; install one, such as the package fonts-noto-cjk"),
                              faces->lang);
    }
    return faces->ready = TRUE;
}

guint
dcmm_faces_main (const DcmmFaces *faces, gboolean bold)
{
    return faces->main[bold ? 1 : 0];
}

const DcmmFace *
dcmm_faces_get (const DcmmFaces *faces, guint i)
{
    return faces->open->pdata[i];
}

static gboolean
holds (FcPattern *pattern, gunichar c)
{
    FcCharSet *set = NULL;
    FcBool     colour = FcFalse;

    FcPatternGetBool (pattern, FC_COLOR, 0, &colour);
    return !colour && FcPatternGetCharSet (pattern, FC_CHARSET, 0, &set) == FcResultMatch && FcCharSetHasChar (set, c);
}

gboolean
dcmm_faces_find (DcmmFaces *faces, gunichar c, gboolean bold, guint *i, hb_codepoint_t *glyph)
{
    *i = faces->main[bold ? 1 : 0];
    if (hb_font_get_nominal_glyph (dcmm_faces_get (faces, *i)->font, c, glyph))
        return TRUE;
    FcFontSet *all = others (faces, bold);
    for (int k = 0; all && k < all->nfont; k++)
        if (holds (all->fonts[k], c) && take (faces, all->fonts[k], i) &&
            hb_font_get_nominal_glyph (dcmm_faces_get (faces, *i)->font, c, glyph))
            return TRUE;
    return FALSE;
}
