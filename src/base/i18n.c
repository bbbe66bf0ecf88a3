#include "base/i18n.h"
#include "base/paths.h"

#include <locale.h>
#include <string.h>

const char *const dcmm_lang_ids[DCMM_LANGS] = { "zh", "en" };

static DcmmLang in_force = DCMM_ZH;

void
dcmm_i18n_init (DcmmLang lang)
{
    in_force = lang;
    /* The two categories that matter, and not LC_ALL: each one costs files to open at every start. */
    setlocale (LC_CTYPE, "C.UTF-8");
    if (lang != DCMM_ZH)
        return;                     /* the messages in the source are English: bind no catalogue */
    /* glibc ignores LANGUAGE in the plain C locale; C.UTF-8 is there without any locale installed. */
    setlocale (LC_MESSAGES, "C.UTF-8");
    g_setenv ("LANGUAGE", "zh_CN", TRUE);
    bindtextdomain ("dcmm", dcmm_path_locale ());
    bind_textdomain_codeset ("dcmm", "UTF-8");
    textdomain ("dcmm");
}

DcmmLang
dcmm_lang (void)
{
    return in_force;
}

gboolean
dcmm_lang_parse (const char *name, DcmmLang *lang)
{
    for (guint i = 0; i < DCMM_LANGS; i++) {
        const size_t n = strlen (dcmm_lang_ids[i]);
        if (g_ascii_strncasecmp (name, dcmm_lang_ids[i], n) == 0 && !g_ascii_isalnum (name[n])) {
            *lang = i;
            return TRUE;
        }
    }
    return FALSE;
}

DcmmLang
dcmm_lang_from_environment (void)
{
    static const char *const names[] = { "LC_ALL", "LC_MESSAGES", "LANG" };
    DcmmLang lang = DCMM_ZH;

    for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
        const char *value = g_getenv (names[i]);
        if (!value || !*value)
            continue;
        if (!dcmm_lang_parse (value, &lang) && !g_str_has_prefix (value, "C.") &&
            strcmp (value, "C") != 0 && strcmp (value, "POSIX") != 0)
            lang = DCMM_EN;         /* a French or German locale: English is nearer than Chinese */
        break;
    }
    return lang;
}
