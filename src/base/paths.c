#include "base/paths.h"

#include <unistd.h>

static char *data_folder;

static const char *
own_folder (void)
{
    static char *folder;

    if (!folder) {
        g_autofree char *self = g_file_read_link ("/proc/self/exe", NULL);
        folder = self ? g_path_get_dirname (self) : g_strdup (".");
    }
    return folder;
}

/* The first of the places relative to the program that has @inside in it; the first place if none has. */
static char *
find (const char *const *places, const char *inside)
{
    for (guint i = 0; places[i]; i++) {
        g_autofree char *place = g_build_filename (own_folder (), places[i], NULL);
        g_autofree char *probe = g_build_filename (place, inside, NULL);
        if (access (probe, F_OK) == 0)
            return g_steal_pointer (&place);
    }
    return g_build_filename (own_folder (), places[0], NULL);
}

void
dcmm_path_set_data (const char *folder)
{
    g_free (data_folder);
    data_folder = g_strdup (folder);
}

const char *
dcmm_path_data (void)
{
    static const char *const places[] = { "..", "../share/dcmm", "../../share/dcmm", "../..", NULL };

    if (!data_folder) {
        const char *told = g_getenv ("DCMM_DATADIR");
        data_folder = told && *told ? g_strdup (told) : find (places, "questionnaires");
    }
    return data_folder;
}

const char *
dcmm_path_locale (void)
{
    static const char *const places[] = { "locale", "../share/locale", "../../share/locale", "../locale", NULL };
    static char *folder;

    if (!folder)
        folder = find (places, "zh_CN/LC_MESSAGES/dcmm.mo");
    return folder;
}

char *
dcmm_path_program (const char *name)
{
    static const char *const places[] = { ".", "../libexec/dcmm", NULL };
    g_autofree char *folder = find (places, name);

    return g_build_filename (folder, name, NULL);
}
