#include "document/theme.h"
#include "base/error.h"
#include "base/i18n.h"
#include "base/reader.h"

#include <glib/gstdio.h>
#include <string.h>

const char *const dcmm_ink_names[DCMM_INK_MAX] = {
    [DCMM_INK_NONE] = "none",
    [DCMM_INK_GROUND] = "ground", [DCMM_INK_SURFACE] = "surface", [DCMM_INK_INK] = "ink", [DCMM_INK_NAVY] = "navy",
    [DCMM_INK_BLUE] = "blue", [DCMM_INK_ACCENT] = "accent", [DCMM_INK_ACCENT_TEXT] = "accent-text", [DCMM_INK_MUTED] = "muted",
    [DCMM_INK_HATCH] = "hatch", [DCMM_INK_RULE] = "rule", [DCMM_INK_GRID] = "grid", [DCMM_INK_TINT] = "tint",
    [DCMM_INK_WARM] = "warm", [DCMM_INK_WHITE] = "white",
    [DCMM_INK_HEAT_0] = "heat-0", [DCMM_INK_HEAT_1] = "heat-1", [DCMM_INK_HEAT_50] = "heat-50", [DCMM_INK_HEAT_80] = "heat-80",
    [DCMM_INK_HEAT_100] = "heat-100",
    [DCMM_INK_ON_HEAT_0] = "on-heat-0", [DCMM_INK_ON_HEAT_1] = "on-heat-1", [DCMM_INK_ON_HEAT_50] = "on-heat-50",
    [DCMM_INK_ON_HEAT_80] = "on-heat-80", [DCMM_INK_ON_HEAT_100] = "on-heat-100",
    [DCMM_INK_LEVEL_0] = "level-0", [DCMM_INK_LEVEL_1] = "level-1", [DCMM_INK_LEVEL_2] = "level-2", [DCMM_INK_LEVEL_3] = "level-3",
    [DCMM_INK_LEVEL_4] = "level-4", [DCMM_INK_LEVEL_5] = "level-5",
    [DCMM_INK_COVER] = "cover", [DCMM_INK_ON_COVER] = "on-cover",
};

/* Storyboard, 6.3 and 6.4: paper (and a light screen), dark screen. */
static const guint32 colours[DCMM_INK_MAX][2] = {
    [DCMM_INK_GROUND]      = { 0xFFFFFF, 0x0F1620 }, [DCMM_INK_SURFACE]     = { 0xF6F8FB, 0x18212D },
    [DCMM_INK_INK]         = { 0x1B2430, 0xE6EBF2 }, [DCMM_INK_NAVY]        = { 0x14365C, 0xCFE3F8 },
    [DCMM_INK_BLUE]        = { 0x1F5FA8, 0x7DB3F0 }, [DCMM_INK_ACCENT]      = { 0xC2540A, 0xF2A35E },
    [DCMM_INK_ACCENT_TEXT] = { 0xA94A08, 0xF2A35E }, [DCMM_INK_MUTED]       = { 0x566072, 0xA9B4C4 },
    [DCMM_INK_HATCH]       = { 0x8793A5, 0x6B788C }, [DCMM_INK_RULE]        = { 0xCBD3DE, 0x334155 },
    [DCMM_INK_GRID]        = { 0xDDE3EB, 0x263243 }, [DCMM_INK_TINT]        = { 0xE8F0F9, 0x1B2B40 },
    [DCMM_INK_WARM]        = { 0xFDF3EA, 0x33241A }, [DCMM_INK_WHITE]       = { 0xFFFFFF, 0xFFFFFF },
    [DCMM_INK_HEAT_0]      = { 0xF4F6F9, 0x1C2634 }, [DCMM_INK_HEAT_1]      = { 0xD3E3F4, 0x26405F },
    [DCMM_INK_HEAT_50]     = { 0x93BBE3, 0x3A6A9E }, [DCMM_INK_HEAT_80]     = { 0x3C78BC, 0x6FA8E0 },
    [DCMM_INK_HEAT_100]    = { 0x14365C, 0xCFE3F8 },
    [DCMM_INK_ON_HEAT_0]   = { 0x1B2430, 0xE6EBF2 }, [DCMM_INK_ON_HEAT_1]   = { 0x1B2430, 0xE6EBF2 },
    [DCMM_INK_ON_HEAT_50]  = { 0x1B2430, 0xE6EBF2 }, [DCMM_INK_ON_HEAT_80]  = { 0xFFFFFF, 0x0F1620 },
    [DCMM_INK_ON_HEAT_100] = { 0xFFFFFF, 0x0F1620 },
    [DCMM_INK_LEVEL_0]     = { 0xF4F6F9, 0x1C2634 }, [DCMM_INK_LEVEL_1]     = { 0xE3EDF8, 0x21334A },
    [DCMM_INK_LEVEL_2]     = { 0xD3E3F4, 0x26405F }, [DCMM_INK_LEVEL_3]     = { 0xBDD4EE, 0x2D4E74 },
    [DCMM_INK_LEVEL_4]     = { 0xA6C5E8, 0x345C89 }, [DCMM_INK_LEVEL_5]     = { 0x93BBE3, 0x3A6A9E },
    [DCMM_INK_COVER]       = { 0x14365C, 0x14365C }, [DCMM_INK_ON_COVER]    = { 0xD3E3F4, 0xD3E3F4 },
};

static DcmmTheme *
storyboard (void)
{
    DcmmTheme *theme = g_new0 (DcmmTheme, 1);

    for (guint i = 0; i < DCMM_INK_MAX; i++) {
        theme->paper[i] = colours[i][0];
        theme->dark[i] = colours[i][1];
    }
    return theme;
}

static gboolean
take_colour (const char *path, const char *group, const char *key, const char *value, guint32 *inks, GError **error)
{
    const char *digits = *value == '#' ? value + 1 : value;
    guint ink = DCMM_INK_NONE + 1;

    while (ink < DCMM_INK_MAX && strcmp (dcmm_ink_names[ink], key) != 0)
        ink++;
    if (ink == DCMM_INK_MAX)
        return dcmm_fail_at (error, (DcmmWhere) { path, 0 }, _("[%s] has no colour '%s'; the shipped theme.ini lists them all"), group, key);
    if (strlen (digits) != 6 || strspn (digits, "0123456789abcdefABCDEF") != 6)
        return dcmm_fail_at (error, (DcmmWhere) { path, 0 }, _("[%s] %s: '%s' is no colour; write six hexadecimal digits such as 14365C"),
                             group, key, value);
    inks[ink] = (guint32) g_ascii_strtoull (digits, NULL, 16);
    return TRUE;
}

/* A logo's path is relative to the theme that names it. */
static char *
beside (const char *path, const char *name)
{
    if (g_path_is_absolute (name))
        return g_strdup (name);
    g_autofree char *folder = g_path_get_dirname (path);
    return g_build_filename (folder, name, NULL);
}

static gboolean
take_word (DcmmTheme *theme, const char *path, const char *group, const char *key, const char *value, GError **error)
{
    const struct { const char *group, *key; char **to; } words[] = {
        { "issuer", "name",    &theme->issuer },
        { "issuer", "logo",    &theme->logo },
        { "faces",  "regular", &theme->regular },
        { "faces",  "bold",    &theme->bold },
    };

    for (guint i = 0; i < G_N_ELEMENTS (words); i++) {
        if (strcmp (words[i].group, group) != 0 || strcmp (words[i].key, key) != 0)
            continue;
        if (*value) {
            g_free (*words[i].to);
            *words[i].to = words[i].to == &theme->logo ? beside (path, value) : g_strdup (value);
        }
        return TRUE;
    }
    return dcmm_fail_at (error, (DcmmWhere) { path, 0 }, _("[%s] has no '%s'; known are [issuer] name, logo, [faces] regular, bold, "
                                                          "and the colours in [paper] and [dark]"),
                         group, key);
}

static gboolean
take_group (DcmmTheme *theme, GKeyFile *file, const char *path, const char *group, GError **error)
{
    g_auto (GStrv) keys = g_key_file_get_keys (file, group, NULL, error);
    guint32 *inks = strcmp (group, "paper") == 0 ? theme->paper : strcmp (group, "dark") == 0 ? theme->dark : NULL;

    for (guint i = 0; keys && keys[i]; i++) {
        g_autofree char *value = g_key_file_get_string (file, group, keys[i], error);
        if (!value)
            return FALSE;
        if (!(inks ? take_colour (path, group, keys[i], value, inks, error) : take_word (theme, path, group, keys[i], value, error)))
            return FALSE;
    }
    return keys != NULL;
}

DcmmTheme *
dcmm_theme_load (const char *path, GError **error)
{
    g_autoptr (GKeyFile) file = g_key_file_new ();
    DcmmTheme *theme = storyboard ();
    gboolean   fine = TRUE;
    GStatBuf   about;

    if (!path)
        return theme;
    if (g_stat (path, &about) == 0 && about.st_size > DCMM_INPUT_MAX)
        fine = dcmm_fail_at (error, (DcmmWhere) { path, 0 }, _("is larger than %d MiB, the limit for an input"), DCMM_INPUT_MAX >> 20);
    else if (!g_key_file_load_from_file (file, path, G_KEY_FILE_NONE, error)) {
        g_prefix_error (error, "%s: ", path);
        fine = FALSE;
    }
    g_auto (GStrv) groups = fine ? g_key_file_get_groups (file, NULL) : NULL;
    for (guint i = 0; fine && groups[i]; i++)
        fine = take_group (theme, file, path, groups[i], error);
    if (fine)
        return theme;
    dcmm_error_become (error, DCMM_INPUT);
    dcmm_theme_free (theme);
    return NULL;
}

void
dcmm_theme_free (DcmmTheme *theme)
{
    if (!theme)
        return;
    g_free (theme->issuer);
    g_free (theme->logo);
    g_free (theme->regular);
    g_free (theme->bold);
    g_free (theme);
}
