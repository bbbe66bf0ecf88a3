#include "report/report-private.h"

#include <libexslt/exslt.h>
#include <libxml/parser.h>
#include <libxml/xpathInternals.h>
#include <libxslt/documents.h>
#include <libxslt/imports.h>
#include <libxslt/security.h>
#include <libxslt/transform.h>
#include <libxslt/xsltutils.h>
#include <stdlib.h>
#include <string.h>

/* A report nests a dozen templates; libxslt's own 3,000 lets a runaway one fill the stack first when functions of
 * EXSLT take part. Variables likewise: some hundred are in use at once. */
#define DEPTH_MAX     500
#define VARIABLES_MAX 5000

/* Of what libxslt says, the first words name the mistake; the rest repeats it from further and further outside. */
#define SAID_MAX 2048

struct _DcmmTemplate {
    xsltStylesheet *style;
    char           *path;
};

/* ---- Only templates/ is read ---- */

static gboolean
in_templates (const char *uri)
{
    static const char scheme[] = "file://";
    g_autofree char *templates = g_build_filename (dcmm_path_data (), "templates", NULL);
    g_autofree char *plain = g_uri_unescape_string (g_str_has_prefix (uri, scheme) ? uri + strlen (scheme) : uri, NULL);
    char *folder = realpath (templates, NULL);          /* links resolved: one that points outside leads outside */
    char *file = plain ? realpath (plain, NULL) : NULL;
    const size_t n = folder ? strlen (folder) : 0;
    const gboolean inside = folder && file && strncmp (file, folder, n) == 0 && file[n] == '/';

    free (folder);
    free (file);
    return inside;
}

static int
allow_templates (xsltSecurityPrefs *security, xsltTransformContext *run, const char *uri)
{
    (void) security, (void) run;
    return in_templates (uri);
}

static xsltSecurityPrefs *
security_new (xsltSecurityCheck read_file)
{
    xsltSecurityPrefs *security = xsltNewSecurityPrefs ();

    xsltSetSecurityPrefs (security, XSLT_SECPREF_READ_FILE, read_file);
    xsltSetSecurityPrefs (security, XSLT_SECPREF_READ_NETWORK, xsltSecurityForbid);
    xsltSetSecurityPrefs (security, XSLT_SECPREF_WRITE_FILE, xsltSecurityForbid);
    xsltSetSecurityPrefs (security, XSLT_SECPREF_WRITE_NETWORK, xsltSecurityForbid);
    xsltSetSecurityPrefs (security, XSLT_SECPREF_CREATE_DIRECTORY, xsltSecurityForbid);
    return security;
}

/* libxslt's own loader would resolve DTDs and entities besides. The dictionary is the stylesheet's: libxslt compares
 * the names of all its documents by address. */
static xmlDoc *
load_stylesheet (const xmlChar *uri, xmlDict *dict, int options, void *context, xsltLoadType type)
{
    (void) options, (void) context;
    if (type == XSLT_LOAD_DOCUMENT || !in_templates ((const char *) uri))
        return NULL;
    xmlParserCtxt *parser = xmlNewParserCtxt ();
    if (parser && dict) {
        xmlDictFree (parser->dict);
        parser->dict = dict;
        xmlDictReference (dict);
    }
    xmlDoc *doc = parser ? xmlCtxtReadFile (parser, (const char *) uri, NULL, XML_PARSE_NONET | XML_PARSE_NOCDATA) : NULL;
    xmlFreeParserCtxt (parser);
    return doc;
}

static void
set_up (void)
{
    static gsize once;

    if (!g_once_init_enter (&once))
        return;
    xmlInitParser ();
    /* Of EXSLT what is needed and is a function of its arguments alone: no dates (the clock), no random numbers. */
    exsltCommonRegister ();
    exsltSetsRegister ();
    exsltFuncRegister ();
    exsltStrRegister ();
    dcmm_text_register ();
    dcmm_functions_register ();
    xsltSetLoaderFunc (load_stylesheet);
    xsltSetDefaultSecurityPrefs (security_new (allow_templates));       /* asked while compiling: import and include */
    g_once_init_leave (&once, 1);
}

/* ---- What libxslt and libxml2 have to say becomes one message ---- */

static void G_GNUC_PRINTF (2, 3)
collect (void *data, const char *format, ...)
{
    GString *said = data;
    va_list arguments;

    if (said->len > SAID_MAX)
        return;
    va_start (arguments, format);
    g_string_append_vprintf (said, format, arguments);
    va_end (arguments);
}

static void
collect_structured (void *data, xmlError *told)
{
    if (told->level < XML_ERR_ERROR)
        return;
    if (told->file)
        collect (data, "%s:%d: ", told->file, told->line);
    collect (data, "%s", told->message ? told->message : "");
    /* An XPath expression that cannot be read: which one. */
    if (told->domain == XML_FROM_XPATH && told->str1)
        collect (data, "%s\n", told->str1);
}

typedef struct {
    GString *said;
    xmlGenericErrorFunc    xslt, generic;
    void                  *xslt_data, *generic_data;
    xmlStructuredErrorFunc structured;
    void                  *structured_data;
} Listening;

static void
listen_begin (Listening *listening)
{
    *listening = (Listening) {
        .said = g_string_new (NULL),
        .xslt = xsltGenericError, .xslt_data = xsltGenericErrorContext,
        .generic = xmlGenericError, .generic_data = xmlGenericErrorContext,
        .structured = xmlStructuredError, .structured_data = xmlStructuredErrorContext,
    };
    xsltSetGenericErrorFunc (listening->said, collect);
    xmlSetGenericErrorFunc (listening->said, collect);
    xmlSetStructuredErrorFunc (listening->said, collect_structured);
}

static void
listen_end (Listening *listening)
{
    xsltSetGenericErrorFunc (listening->xslt_data, listening->xslt);
    xmlSetGenericErrorFunc (listening->generic_data, listening->generic);
    xmlSetStructuredErrorFunc (listening->structured_data, listening->structured);
    g_string_free (listening->said, TRUE);
}

/* "runtime error: file F line N element E", newline, the message, newline, the same from outside … : the first two. */
static gboolean
fail (const DcmmTemplate *self, const Listening *listening, const char *otherwise, GError **error)
{
    g_auto (GStrv) lines = g_strsplit (listening->said->str, "\n", 3);
    g_autofree char *first = lines[0] ? g_strstrip (g_strdup (lines[0])) : g_strdup ("");
    g_autofree char *second = lines[0] && lines[1] ? g_strstrip (g_strdup (lines[1])) : g_strdup ("");

    if (!*first)
        return dcmm_fail_at (error, (DcmmWhere) { self->path, 0 }, "%s", otherwise);
    return dcmm_fail_at (error, (DcmmWhere) { self->path, 0 }, *second ? "%s: %s" : "%s", first, second);
}

/* ---- Load and apply ---- */

DcmmTemplate *
dcmm_template_load (const char *kind, GError **error)
{
    g_autoptr (DcmmTemplate) self = g_new0 (DcmmTemplate, 1);
    g_autofree char *name = g_strconcat (kind, ".xsl", NULL);
    Listening listening;

    set_up ();
    self->path = g_build_filename (dcmm_path_data (), "templates", name, NULL);
    if (!g_file_test (self->path, G_FILE_TEST_IS_REGULAR)) {
        dcmm_fail_at (error, (DcmmWhere) { self->path, 0 }, _("there is no such template"));
        return NULL;
    }
    listen_begin (&listening);
    xmlDoc *doc = load_stylesheet ((const xmlChar *) self->path, NULL, 0, NULL, XSLT_LOAD_START);
    self->style = doc ? xsltParseStylesheetDoc (doc) : NULL;
    if (doc && !self->style)
        xmlFreeDoc (doc);               /* kept by the stylesheet only if there is one */
    if (!self->style || self->style->errors || listening.said->len) {
        fail (self, &listening, _("this is no stylesheet"), error);
        g_clear_pointer (&self, dcmm_template_free);
    }
    listen_end (&listening);
    return g_steal_pointer (&self);
}

void
dcmm_template_free (DcmmTemplate *self)
{
    if (!self)
        return;
    if (self->style)
        xsltFreeStylesheet (self->style);
    g_free (self->path);
    g_free (self);
}

xmlDoc *
dcmm_template_apply (DcmmTemplate *self, xmlDoc *dossier, GError **error)
{
    Listening listening;
    xsltSecurityPrefs *security = security_new (xsltSecurityForbid);
    xmlDoc *page = NULL;

    listen_begin (&listening);
    xsltTransformContext *run = xsltNewTransformContext (self->style, dossier);
    if (run) {
        run->maxTemplateDepth = DEPTH_MAX;
        run->maxTemplateVars = VARIABLES_MAX;
        xsltSetCtxtSecurityPrefs (security, run);
        xsltSetTransformErrorFunc (run, listening.said, collect);
        page = xsltApplyStylesheetUser (self->style, dossier, NULL, NULL, NULL, run);
    }
    if (!page || run->state != XSLT_STATE_OK || listening.said->len || !xmlDocGetRootElement (page)) {
        fail (self, &listening, _("the template made no document"), error);
        g_clear_pointer (&page, xmlFreeDoc);
    }
    if (run)
        xsltFreeTransformContext (run);
    xsltFreeSecurityPrefs (security);
    listen_end (&listening);
    return page;
}
