/* report/: from one document of data to the description of its pages.
 *
 * Takes answers, scored and analysed (assess/), puts all that a report needs into one dossier (XML, docs/dossier.md)
 * and applies a stylesheet of templates/ to it; gives a page description (XML, docs/page-language.md) for document/.
 * A template chooses words and places, it never calculates; its sentences go through gettext by the elements and
 * functions of text.c and functions.c. Start reading at dcmm_template_load(), then templates/gap.xsl.
 */
#pragma once
#include "base/base.h"
#include <libxml/tree.h>

/* The namespace of what a template may say beyond XSLT and EXSLT: elements in text.c, functions in functions.c. */
#define DCMM_NS_TEXT "urn:dcmm:text:1"
#define DCMM_NS_PAGE "urn:dcmm:page:1"

/* A stylesheet, compiled. It serves any number of dossiers, one after the other. */
typedef struct _DcmmTemplate DcmmTemplate;

/* @kind "gap": templates/gap.xsl of the data folder. NULL with DCMM_INPUT where it is not there or wrong; the message
 * has file and line. A template is read from that folder and nothing else is: no file, no network, no writing. */
DcmmTemplate *dcmm_template_load  (const char *kind, GError **error);
void          dcmm_template_free  (DcmmTemplate *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DcmmTemplate, dcmm_template_free)

/* The page description of @dossier, in the language in force (dcmm_lang()), which @dossier must be in, too; yours. NULL
 * with DCMM_INPUT where the template fails, runs over a limit or makes nothing; never half a document. */
xmlDoc       *dcmm_template_apply (DcmmTemplate *self, xmlDoc *dossier, GError **error);
