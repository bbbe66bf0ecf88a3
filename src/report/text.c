#include "report/report-private.h"

#include <libxml/xpathInternals.h>
#include <libxslt/extensions.h>
#include <libxslt/transform.h>
#include <libxslt/xsltutils.h>
#include <string.h>

/* Sentences of a template:
 *
 *     <t:t n="{@open}" one="%{n} criterion open">%{n} criteria open</t:t>
 *     <t:rich S="{@score}" to="method">Scored <b>%{S}</b>, see <pageref>page #</pageref>.</t:rich>
 *
 * The text in English is what gettext looks up, white space collapsed. Its %{name} are the element's attributes, which
 * are attribute value templates. With one="…" the singular is taken where n is 1. ctx="…" is gettext's context, note="…"
 * a word to the translator, as="name" makes it an attribute of the element around it. In t:rich the sentence may hold
 * inline elements of the page language; what is filled in is text, never markup.
 */

typedef struct {
    char              *words;       /* literal, or NULL: then */
    xmlXPathCompExpr  *expression;
} Piece;

typedef struct {
    const char *name;
    GArray     *pieces;             /* of Piece */
} Parameter;

typedef struct {
    xsltElemPreComp head;           /* first: libxslt frees and calls by it */
    char       *many, *one, *context, *as;
    GArray     *parameters;         /* of Parameter */
    xmlNs     **namespaces;         /* of the expressions */
    int         n_namespaces;
    gboolean    rich;
} Sentence;

/* ---- Compile: once per stylesheet ---- */

static void
clear_piece (gpointer data)
{
    Piece *piece = data;

    g_free (piece->words);
    if (piece->expression)
        xmlXPathFreeCompExpr (piece->expression);
}

static void
clear_parameter (gpointer data)
{
    g_array_unref (((Parameter *) data)->pieces);
}

static void
sentence_free (xsltElemPreComp *head)
{
    Sentence *self = (Sentence *) head;

    g_free (self->many);
    g_free (self->one);
    g_free (self->context);
    g_free (self->as);
    g_array_unref (self->parameters);
    if (self->namespaces)
        xmlFree (self->namespaces);
    g_free (self);
}

/* White space collapsed and stripped, as XPath's normalize-space() and as xgettext does it. */
static char *
collapsed (const char *text)
{
    GString *out = g_string_new (NULL);
    gboolean blank = FALSE;

    for (; *text; text++) {
        const gboolean white = strchr (" \t\r\n", *text) != NULL;
        if (!white && blank && out->len)
            g_string_append_c (out, ' ');
        if (!white)
            g_string_append_c (out, *text);
        blank = white;
    }
    return g_string_free (out, FALSE);
}

/* What xgettext takes from the element (gettext 0.21, its.c, _its_collect_text_content): the words of each element are
 * collapsed for themselves, elements inside stand as tags without attributes. */
static char *
message_of (const xmlNode *element)
{
    g_autoptr (GString) all = g_string_new (NULL);

    for (const xmlNode *child = element->children; child; child = child->next) {
        if (child->type == XML_TEXT_NODE || child->type == XML_CDATA_SECTION_NODE)
            g_string_append (all, (const char *) child->content);
        if (child->type != XML_ELEMENT_NODE)
            continue;
        g_autofree char *inside = message_of (child);
        if (*inside)
            g_string_append_printf (all, "<%s>%s</%s>", child->name, inside, child->name);
        else
            g_string_append_printf (all, "<%s/>", child->name);
    }
    return collapsed (all->str);
}

/* An attribute value template: words and {expressions}; "{{" and "}}" stand for the braces themselves. */
static gboolean
take_pieces (GArray *pieces, xsltStylesheet *style, const char *value)
{
    g_autoptr (GString) words = g_string_new (NULL);

    while (*value) {
        if ((*value == '{' || *value == '}') && value[1] == *value) {
            g_string_append_c (words, *value);
            value += 2;
        } else if (*value == '{') {
            const char *end = strchr (value, '}');
            if (!end)
                return FALSE;
            g_autofree char *source = g_strndup (value + 1, (gsize) (end - value - 1));
            Piece before = { g_strdup (words->str), NULL };
            Piece piece = { NULL, xsltXPathCompile (style, (const xmlChar *) source) };
            g_array_append_val (pieces, before);
            g_array_append_val (pieces, piece);
            g_string_truncate (words, 0);
            if (!piece.expression)
                return FALSE;
            value = end + 1;
        } else {
            g_string_append_c (words, *value++);
        }
    }
    Piece last = { g_strdup (words->str), NULL };
    g_array_append_val (pieces, last);
    return TRUE;
}

static void
take_attribute (Sentence *self, xsltStylesheet *style, xmlNode *element, const xmlAttr *attribute)
{
    const char *name = (const char *) attribute->name;
    const char *value = attribute->children ? (const char *) attribute->children->content : "";
    char      **reserved = strcmp (name, "one") == 0 ? &self->one : strcmp (name, "ctx") == 0 ? &self->context :
                           strcmp (name, "as") == 0 ? &self->as : NULL;

    if (strcmp (name, "note") == 0)
        return;
    if (reserved) {
        *reserved = collapsed (value);
        return;
    }
    Parameter parameter = { name, g_array_new (FALSE, FALSE, sizeof (Piece)) };
    g_array_set_clear_func (parameter.pieces, clear_piece);
    g_array_append_val (self->parameters, parameter);
    if (!take_pieces (parameter.pieces, style, value)) {
        xsltTransformError (NULL, style, element, "%s=\"%s\" is no attribute value template\n", name, value);
        style->errors++;
    }
}

/* Every %{name} has its attribute, or the template is wrong; translations are held against the original by msgfmt. */
static void
check_placeholders (const Sentence *self, xsltStylesheet *style, xmlNode *element, const char *sentence)
{
    for (const char *at = sentence ? strstr (sentence, "%{") : NULL; at; at = strstr (at + 1, "%{")) {
        const gsize length = strcspn (at + 2, "}");
        gboolean known = FALSE;
        for (guint i = 0; i < self->parameters->len && !known; i++) {
            const char *name = g_array_index (self->parameters, Parameter, i).name;
            known = strlen (name) == length && strncmp (name, at + 2, length) == 0;
        }
        if (!known) {
            xsltTransformError (NULL, style, element, "no attribute for %.*s}\n", (int) length + 2, at);
            style->errors++;
        }
    }
}

static xsltElemPreComp *
compile (xsltStylesheet *style, xmlNode *element, xsltTransformFunction function)
{
    Sentence *self = g_new0 (Sentence, 1);

    xsltInitElemPreComp (&self->head, style, element, function, sentence_free);
    self->rich = xmlStrEqual (element->name, (const xmlChar *) "rich");
    self->many = message_of (element);
    self->parameters = g_array_new (FALSE, FALSE, sizeof (Parameter));
    g_array_set_clear_func (self->parameters, clear_parameter);
    self->namespaces = xmlGetNsList (element->doc, element);
    for (xmlNs **ns = self->namespaces; ns && *ns; ns++)
        self->n_namespaces++;
    for (const xmlAttr *attribute = element->properties; attribute; attribute = attribute->next)
        take_attribute (self, style, element, attribute);
    check_placeholders (self, style, element, self->many);
    check_placeholders (self, style, element, self->one);
    return &self->head;
}

/* ---- Run ---- */

void
dcmm_text_fail (xsltTransformContext *run, xmlNode *at, const char *format, ...)
{
    va_list arguments;

    va_start (arguments, format);
    g_autofree char *words = g_strdup_vprintf (format, arguments);
    va_end (arguments);
    xsltTransformError (run, NULL, at, "%s\n", words);
    run->state = XSLT_STATE_STOPPED;
}

/* As libxslt does it for its own elements (templates.c, xsltEvalXPathStringNs), but compiled beforehand: a report has
 * some thousand of these. */
static void
evaluate (xsltTransformContext *run, xmlNode *node, const Sentence *self, xmlXPathCompExpr *expression, GString *out)
{
    xmlXPathContext *xpath = run->xpathCtxt;
    const int   size = xpath->contextSize, position = xpath->proximityPosition, n_namespaces = xpath->nsNr;
    xmlNs     **namespaces = xpath->namespaces;
    xmlNode    *before = xpath->node;

    xpath->node = node;
    xpath->namespaces = self->namespaces;
    xpath->nsNr = self->n_namespaces;
    xmlXPathObject *result = xmlXPathCompiledEval (expression, xpath);
    xpath->node = before;
    xpath->namespaces = namespaces;
    xpath->nsNr = n_namespaces;
    xpath->contextSize = size;
    xpath->proximityPosition = position;

    xmlChar *words = result ? xmlXPathCastToString (result) : NULL;
    if (words)
        g_string_append (out, (const char *) words);
    else
        run->state = XSLT_STATE_STOPPED;
    xmlFree (words);
    xmlXPathFreeObject (result);
}

/* name, value, name, value …, NULL. */
static char **
values_of (xsltTransformContext *run, xmlNode *node, const Sentence *self)
{
    GPtrArray *values = g_ptr_array_new ();

    for (guint i = 0; i < self->parameters->len; i++) {
        const Parameter *parameter = &g_array_index (self->parameters, Parameter, i);
        GString *value = g_string_new (NULL);
        for (guint p = 0; p < parameter->pieces->len; p++) {
            const Piece *piece = &g_array_index (parameter->pieces, Piece, p);
            if (piece->words)
                g_string_append (value, piece->words);
            else
                evaluate (run, node, self, piece->expression, value);
        }
        g_ptr_array_add (values, g_strdup (parameter->name));
        g_ptr_array_add (values, g_string_free (value, FALSE));
    }
    g_ptr_array_add (values, NULL);
    return (char **) g_ptr_array_free (values, FALSE);
}

const char *
dcmm_text_value (const char *const *values, const char *name, gsize length)
{
    for (; *values; values += 2)
        if (strlen (*values) == length && strncmp (*values, name, length) == 0)
            return values[1];
    return NULL;
}

const char *
dcmm_text_placeholder (const char *at, const char *const *values, const char **end)
{
    const char *close = at[0] == '%' && at[1] == '{' ? strchr (at, '}') : NULL;

    if (!close)
        return NULL;
    *end = close + 1;
    return dcmm_text_value (values, at + 2, (gsize) (close - at - 2));
}

char *
dcmm_text_fill (const char *sentence, const char *const *values)
{
    GString *out = g_string_new (NULL);

    while (*sentence) {
        const char *end = NULL;
        const char *value = dcmm_text_placeholder (sentence, values, &end);
        if (value)
            g_string_append (out, value);
        else
            g_string_append_c (out, *sentence);
        sentence = value ? end : sentence + 1;
    }
    return g_string_free (out, FALSE);
}

/* Looked up in whatever catalogue is in force: for English none is bound, and the words come back as they are. */
static const char *
look_up (const Sentence *self, const char *const *values)
{
    const char *n = self->one ? dcmm_text_value (values, "n", 1) : NULL;
    const char *words = n && strcmp (n, "1") == 0 ? self->one : self->many;

    if (!*words)
        return words;               /* gettext gives the catalogue's head for "" */
    return self->context ? g_dpgettext2 (NULL, self->context, words) : gettext (words);
}

static void
transform (xsltTransformContext *run, xmlNode *node, xmlNode *element, xsltElemPreComp *compiled)
{
    const Sentence *self = (const Sentence *) compiled;

    if (!self) {
        dcmm_text_fail (run, element, "<%s> was not compiled", (const char *) element->name);
        return;
    }
    g_auto (GStrv) values = values_of (run, node, self);
    const char *sentence = look_up (self, (const char *const *) values);

    if (self->as) {
        g_autofree char *words = dcmm_text_fill (sentence, (const char *const *) values);
        if (run->insert->type != XML_ELEMENT_NODE || run->insert->children)
            dcmm_text_fail (run, element, "as=\"%s\" has to come before what the element around it holds", self->as);
        else
            xmlSetProp (run->insert, (const xmlChar *) self->as, (const xmlChar *) words);
    } else if (self->rich) {
        if (!dcmm_rich_write (run, sentence, (const char *const *) values))
            dcmm_text_fail (run, element, "its tags are not in order, or not known: %s", sentence);
    } else {
        g_autofree char *words = dcmm_text_fill (sentence, (const char *const *) values);
        if (*words)
            xsltCopyTextString (run, run->insert, (const xmlChar *) words, 0);
    }
}

void
dcmm_text_register (void)
{
    static const char *const names[] = { "t", "rich" };

    for (guint i = 0; i < G_N_ELEMENTS (names); i++)
        xsltRegisterExtModuleElement ((const xmlChar *) names[i], (const xmlChar *) DCMM_NS_TEXT, compile, transform);
}
