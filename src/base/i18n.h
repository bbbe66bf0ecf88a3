/* The language of the messages: Chinese or English, chosen without any installed locale. */
#pragma once
#include <glib.h>
#include <libintl.h>

#define _(text)  gettext (text)
#define N_(text) text

typedef enum { DCMM_ZH, DCMM_EN, DCMM_LANGS } DcmmLang;

/* "zh" and "en": the xml:lang of the data. */
extern const char *const dcmm_lang_ids[DCMM_LANGS];

/* Sets the process's locale to C.UTF-8 (numbers never go through it) and chooses the catalogue of @lang. Call once,
 * before the first message. */
void dcmm_i18n_init (DcmmLang lang);

/* The language in force. */
DcmmLang dcmm_lang (void);

/* "zh_CN", "zh", "en", "en_GB.UTF-8" … to a language; FALSE for any other. */
gboolean dcmm_lang_parse (const char *name, DcmmLang *lang);

/* The first of LC_ALL, LC_MESSAGES, LANG that is set; C, C.UTF-8 and POSIX count as none; Chinese where there is none. */
DcmmLang dcmm_lang_from_environment (void);
