#include "base/reader.h"
#include "base/i18n.h"
#include "base/inputs.h"

#include <errno.h>
#include <fcntl.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/SAX2.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define CHUNK      (64 * 1024)
#define XINCLUDE   "http://www.w3.org/2001/XInclude"
#define ATTRIBUTES 48

typedef struct {
    const DcmmElement *row;     /* NULL: an element of a foreign namespace */
    guint              line;
} Open;

typedef struct {
    const char *name;           /* "lang" of the XML namespace has @xml set */
    gboolean    xml, other;     /* of the XML namespace, of another one */
    gsize       value;          /* offset in values */
} Attribute;

struct _DcmmReader {
    xmlParserCtxt     *parser;
    const char        *path;
    const char        *ns;
    const DcmmElement *elements;
    const char        *inside;  /* the parent of the root, for a part */
    gpointer           data;
    GError            *error;
    GString           *text;
    GString           *values;
    Open               open[DCMM_DEPTH_MAX + 1];
    guint              depth;
    Attribute          attributes[ATTRIBUTES];
    guint              n_attributes;
    const char        *element;
    gboolean           closed;  /* our own handler saw the root close */
    gboolean           root_only;
    char               first[4];        /* bytes of a file */
    gboolean           foreign; /* another program's file: what the table does not name is passed over */
    char              *root_name, *root_ns;
};

static gboolean
stop (DcmmReader *r)
{
    xmlStopParser (r->parser);
    return FALSE;
}

#define FAIL(r, ...)                                                        \
    G_STMT_START {                                                          \
        if (!(r)->error)                                                    \
            dcmm_fail_at (&(r)->error, dcmm_reader_where (r), __VA_ARGS__); \
        stop (r);                                                           \
        return;                                                             \
    } G_STMT_END

DcmmWhere
dcmm_reader_where (DcmmReader *r)
{
    return (DcmmWhere) { r->path, r->parser && r->parser->input ? (guint) MAX (r->parser->input->line, 0) : 0 };
}

DcmmWhere
dcmm_reader_began (DcmmReader *r)
{
    return (DcmmWhere) { r->path, r->depth ? r->open[r->depth - 1].line : 0 };
}

const char *
dcmm_reader_element (DcmmReader *r)
{
    return r->element;
}

const char *
dcmm_reader_attribute (DcmmReader *r, const char *name)
{
    const gboolean xml = g_str_has_prefix (name, "xml:"), other = g_str_has_prefix (name, "*:");

    name += xml ? 4 : other ? 2 : 0;
    for (guint i = 0; i < r->n_attributes; i++)
        if (r->attributes[i].xml == xml && r->attributes[i].other == other && strcmp (r->attributes[i].name, name) == 0)
            return r->values->str + r->attributes[i].value;
    return NULL;
}

const char *
dcmm_reader_need (DcmmReader *r, const char *name, GError **error)
{
    const char *value = dcmm_reader_attribute (r, name);

    if (!value || !*value) {
        dcmm_fail_at (error, dcmm_reader_where (r), _("<%s> has no attribute '%s'; add it"), r->element, name);
        return NULL;
    }
    return value;
}

/* UTF-7 and others are decoded by iconv as soon as they are declared, and then look like clean UTF-8: refuse the name. */
static gboolean
encoding_allowed (const char *name)
{
    static const char *const names[] = { "UTF-8", "UTF8", "UTF-16", "UTF-16LE", "UTF-16BE", "GBK", "GB18030" };

    if (!name)
        return TRUE;
    for (guint i = 0; i < G_N_ELEMENTS (names); i++)
        if (g_ascii_strcasecmp (name, names[i]) == 0)
            return TRUE;
    return FALSE;
}

static void
on_document (void *ctx)
{
    DcmmReader *r = ((xmlParserCtxt *) ctx)->_private;
    const char *told = r->parser->encoding ? (const char *) r->parser->encoding : NULL;

    if (!told && r->parser->input)
        told = (const char *) r->parser->input->encoding;
    if (!encoding_allowed (told))
        FAIL (r, _("the encoding '%s' is not read; save the file as UTF-8, or as UTF-16, GBK or GB18030 and declare it"), told);
}

static void
on_doctype (void *ctx, const xmlChar *name, const xmlChar *public, const xmlChar *system)
{
    DcmmReader *r = ((xmlParserCtxt *) ctx)->_private;

    (void) name, (void) public, (void) system;
    FAIL (r, _("a DOCTYPE is not allowed; remove it"));
}

static const DcmmElement *
find_row (const DcmmReader *r, const char *name, const char *parent)
{
    for (const DcmmElement *row = r->elements; row->name; row++)
        if ((row->parent == parent || (row->parent && parent && strcmp (row->parent, parent) == 0)) && strcmp (row->name, name) == 0)
            return row;
    return NULL;
}

/* XML 1.0 allows U+0080 to U+009F, which nobody writes and which a terminal may take for the beginning of a command: blanks. */
static void
blank_controls (GString *text)
{
    const char *end = text->str + text->len;

    for (char *c = memchr (text->str, '\xc2', text->len); c; c = memchr (c + 1, '\xc2', (gsize) (end - c - 1)))
        if ((guchar) c[1] >= 0x80 && (guchar) c[1] < 0xa0)
            c[0] = c[1] = ' ';
}

static void
take_attributes (DcmmReader *r, int n, const xmlChar **attributes)
{
    g_string_truncate (r->values, 0);
    r->n_attributes = 0;
    for (int i = 0; i < n && r->n_attributes < ATTRIBUTES; i++) {
        const xmlChar **a = attributes + 5 * i;
        const gboolean  xml = a[1] && strcmp ((const char *) a[1], "xml") == 0;

        if (a[1] && !xml && !r->foreign)
            continue;
        r->attributes[r->n_attributes++] = (Attribute) { (const char *) a[0], xml, a[1] && !xml, r->values->len };
        g_string_append_len (r->values, (const char *) a[3], a[4] - a[3]);
        g_string_append_c (r->values, '\0');
    }
    blank_controls (r->values);
}

static void
on_start (void *ctx, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri, int n_namespaces, const xmlChar **namespaces,
          int n_attributes, int n_defaulted, const xmlChar **attributes)
{
    DcmmReader *r = ((xmlParserCtxt *) ctx)->_private;
    const char *parent = r->depth ? (r->open[r->depth - 1].row ? r->open[r->depth - 1].row->name : NULL) : r->inside;

    (void) prefix, (void) n_namespaces, (void) namespaces, (void) n_defaulted;
    if (r->error)
        return;
    r->element = (const char *) name;
    if (r->root_only) {
        r->root_name = g_strdup ((const char *) name);
        r->root_ns = g_strdup (uri ? (const char *) uri : "");
        stop (r);
        return;
    }
    if (r->depth >= DCMM_DEPTH_MAX)
        FAIL (r, _("elements are nested deeper than %d"), DCMM_DEPTH_MAX);

    Open *open = &r->open[r->depth];
    *open = (Open) { NULL, (guint) MAX (r->parser->input->line, 0) };
    const gboolean foreign = !uri || strcmp ((const char *) uri, r->ns) != 0;
    if (r->depth && !r->open[r->depth - 1].row) {
        r->depth++;                 /* inside a foreign element: passed over */
        return;
    }
    if (foreign && uri && strcmp ((const char *) uri, XINCLUDE) == 0) {
        if (!r->depth || !(open->row = find_row (r, (const char *) name, parent)))
            FAIL (r, _("XInclude is not allowed here; put the content itself in its place"));
    } else if (!foreign)
        open->row = find_row (r, (const char *) name, parent);
    if (!open->row && !r->depth && r->elements->name)
        FAIL (r, _("<%s> is not the root element that is read here; expected <%s xmlns=\"%s\">"), (const char *) name,
              r->elements[0].name, r->ns);
    if (!open->row && !r->foreign && (!foreign || !uri))
        FAIL (r, _("<%s> has no place inside <%s>; remove it or correct its name"), (const char *) name, parent);
    r->depth++;
    if (!open->row)
        return;
    if (n_attributes > ATTRIBUTES)
        FAIL (r, _("<%s> has more than %d attributes"), (const char *) name, ATTRIBUTES);
    take_attributes (r, n_attributes, attributes);
    g_string_truncate (r->text, 0);
    if (open->row->start && !open->row->start (r, r->data, &r->error))
        stop (r);
}

/* Most texts stand on one line with single blanks: nothing to do, and told by a scan that libc does quickly. */
static gboolean
is_collapsed (const GString *text)
{
    return !text->len || (text->str[0] != ' ' && text->str[text->len - 1] != ' ' && !memchr (text->str, '\n', text->len) &&
                          !memchr (text->str, '\t', text->len) && !memchr (text->str, '\r', text->len) && !strstr (text->str, "  "));
}

/* White space collapsed and stripped, in place: line breaks in the source are for its reader. */
static void
collapse (GString *text)
{
    gsize out = 0;

    if (is_collapsed (text))
        return;
    for (gsize i = 0; i < text->len; i++) {
        const char c = text->str[i];
        if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
            if (out && text->str[out - 1] != ' ')
                text->str[out++] = ' ';
        } else {
            text->str[out++] = c;
        }
    }
    if (out && text->str[out - 1] == ' ')
        out--;
    g_string_truncate (text, out);
}

static void
on_end (void *ctx, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri)
{
    DcmmReader *r = ((xmlParserCtxt *) ctx)->_private;

    (void) prefix, (void) uri;
    if (r->error || r->root_only || !r->depth)
        return;
    const DcmmElement *row = r->open[r->depth - 1].row;
    r->element = (const char *) name;
    if (row && row->end) {
        blank_controls (r->text);
        if (!row->verbatim)
            collapse (r->text);
        else if (!r->foreign)
            g_strstrip (r->text->str);
        if (!row->end (r, r->data, r->text->str, &r->error)) {
            stop (r);
            return;
        }
    }
    if (row)                        /* a foreign element leaves the words before it to the element around it */
        g_string_truncate (r->text, 0);
    if (--r->depth == 0)
        r->closed = TRUE;
}

static void
on_text (void *ctx, const xmlChar *text, int length)
{
    DcmmReader *r = ((xmlParserCtxt *) ctx)->_private;

    if (r->error || !r->depth || !r->open[r->depth - 1].row || !r->open[r->depth - 1].row->end)
        return;
    if (r->text->len + (gsize) length > DCMM_TOKEN_MAX)
        FAIL (r, _("the text of <%s> is longer than %d KiB"), r->open[r->depth - 1].row->name, DCMM_TOKEN_MAX / 1024);
    g_string_append_len (r->text, (const char *) text, length);
}

static xmlSAXHandler handler = {
    .initialized = XML_SAX2_MAGIC,
    .internalSubset = on_doctype,
    .startDocument = on_document,
    .startElementNs = on_start,
    .endElementNs = on_end,
    .characters = on_text,
    .cdataBlock = on_text,
};

static void
no_message (void *data, xmlErrorPtr error)
{
    (void) data, (void) error;
}

/* One code stands for a byte that is no UTF-8 (int1 is 0 then), for a control character, and for a reference to one. */
static gboolean
is_control (const xmlError *e)
{
    if (e->code == XML_ERR_INVALID_CHAR)
        return (e->int1 > 0 && e->int1 < 0x20) || (e->message && strstr (e->message, "CharRef"));
    return e->code == XML_ERR_INVALID_CHARREF;
}

/* libxml2's own sentence, in words for those that people really meet. */
static void
explain (DcmmReader *r)
{
    const xmlError *last = xmlCtxtGetLastError (r->parser);
    DcmmWhere where = dcmm_reader_where (r);

    if (last && last->line > 0)
        where.line = (guint) last->line;
    if (last && is_control (last)) {
        dcmm_fail_at (&r->error, where, _("the XML is not well-formed: a control character, which XML cannot hold; remove it"));
        return;
    }
    if (last && (last->code == XML_ERR_INVALID_CHAR || last->code == XML_ERR_INVALID_ENCODING || last->code == XML_I18N_CONV_FAILED ||
                 last->code == XML_ERR_UNSUPPORTED_ENCODING || last->code == XML_ERR_UNKNOWN_ENCODING)) {
        dcmm_fail_at (&r->error, where, _("the text is not what its encoding says; save the file as UTF-8, or declare encoding=\"GB18030\" in its first line"));
        return;
    }
    if (memcmp (r->first, "PK\003\004", 4) == 0 || memcmp (r->first, "\xD0\xCF\x11\xE0", 4) == 0) {
        dcmm_fail_at (&r->error, (DcmmWhere) { r->path, 0 },
                      _("is a workbook or another packed file, not XML; a plan's workbook becomes a plan by: dcmm plan ANSWERS.xml --continue FILE.xlsx -o PLAN.xml; "
                        "a sheet of answers is saved as CSV and made answers of: dcmm convert SHEET.csv ANSWERS.xml"));
        return;
    }
    if (memcmp (r->first, "%PDF", 4) == 0) {
        dcmm_fail_at (&r->error, (DcmmWhere) { r->path, 0 }, _("is a PDF, not XML; name the answers or the plan that it was made of"));
        return;
    }
    if (last && last->code == XML_ERR_DOCUMENT_EMPTY && !r->foreign) {         /* the first letter is no "<" */
        dcmm_fail_at (&r->error, (DcmmWhere) { r->path, 0 },
                      _("is not XML; a sheet that is filled in is saved as CSV and first made answers of: dcmm convert SHEET.csv ANSWERS.xml"));
        return;
    }
    g_autofree char *told = g_strdup (last && last->message ? last->message : "");
    dcmm_fail_at (&r->error, where, _("the XML is not well-formed: %s"), *told ? g_strstrip (told) : _("the file ends too early"));
}

static gboolean
feed (DcmmReader *r, const char *bytes, gsize length)
{
    if (xmlParseChunk (r->parser, bytes, (int) length, 0) != 0 || r->error || r->root_name)
        return FALSE;
    if (r->parser->input && r->parser->input->end - r->parser->input->cur > DCMM_TOKEN_MAX) {
        dcmm_fail_at (&r->error, dcmm_reader_where (r), _("one tag or comment is longer than %d KiB"), DCMM_TOKEN_MAX / 1024);
        return FALSE;
    }
    return TRUE;
}

static gboolean
begin (DcmmReader *r)
{
    r->parser = xmlCreatePushParserCtxt (&handler, NULL, NULL, 0, r->path);
    if (!r->parser)
        return dcmm_fail (&r->error, DCMM_SURROUNDINGS, _("out of memory"));
    r->parser->_private = r;
    r->parser->userData = r->parser;
    /* NOENT only for the five entities of XML, which come as character references in attributes without it; others
     * cannot be declared, since a DOCTYPE ends the parse. */
    xmlCtxtUseOptions (r->parser, XML_PARSE_NOENT | XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_COMPACT);
    r->text = g_string_sized_new (512);
    r->values = g_string_sized_new (512);
    return TRUE;
}

static gboolean
finish (DcmmReader *r, gboolean fed, GError **error)
{
    gboolean good = fed && !r->error;

    if (r->parser) {
        if (good)
            good = xmlParseChunk (r->parser, NULL, 0, 1) == 0 && r->parser->wellFormed && r->closed && !r->error;
        if (r->root_name)
            good = TRUE;
        if (!good && !r->error)
            explain (r);
        if (r->parser->myDoc)
            xmlFreeDoc (r->parser->myDoc);
        xmlFreeParserCtxt (r->parser);
    }
    if (r->text)
        g_string_free (r->text, TRUE);
    if (r->values)
        g_string_free (r->values, TRUE);
    if (r->error) {
        g_propagate_error (error, r->error);
        return FALSE;
    }
    return good;
}

static gboolean
read_file (DcmmReader *r, GError **error)
{
    struct stat about;
    char   piece[CHUNK];
    gsize  total = 0;
    ssize_t n = 0;
    gboolean fed = TRUE;
    const int fd = open (r->path, O_RDONLY | O_CLOEXEC);
    GChecksum *sum;

    if (fd < 0)
        return dcmm_fail_at (error, (DcmmWhere) { r->path, 0 }, _("cannot be read: %s"), g_strerror (errno));
    if (fstat (fd, &about) == 0 && S_ISREG (about.st_mode) && about.st_size > DCMM_INPUT_MAX) {
        close (fd);
        return dcmm_fail_at (error, (DcmmWhere) { r->path, 0 }, _("is larger than %d MiB, the limit for an input"), DCMM_INPUT_MAX >> 20);
    }
    if (!begin (r)) {
        close (fd);
        return finish (r, FALSE, error);
    }
    sum = dcmm_input_begin (r->path, fd);
    while (fed && (n = read (fd, piece, sizeof piece)) > 0) {
        if (!total)
            memcpy (r->first, piece, MIN ((gsize) n, sizeof r->first));
        total += (gsize) n;
        if (sum)
            g_checksum_update (sum, (const guchar *) piece, n);
        if (total > DCMM_INPUT_MAX) {
            dcmm_fail_at (&r->error, (DcmmWhere) { r->path, 0 }, _("is larger than %d MiB, the limit for an input"), DCMM_INPUT_MAX >> 20);
            fed = FALSE;
        } else {
            fed = feed (r, piece, (gsize) n);
        }
    }
    if (n < 0)
        dcmm_fail_at (&r->error, (DcmmWhere) { r->path, 0 }, _("cannot be read: %s"), g_strerror (errno));
    else if (!total && !r->error)
        dcmm_fail_at (&r->error, (DcmmWhere) { r->path, 0 }, _("is empty"));
    dcmm_input_end (r->path, sum);
    close (fd);
    return finish (r, fed, error);
}

static void
set_up (void)
{
    static gsize once;

    if (g_once_init_enter (&once)) {
        xmlInitParser ();
        g_once_init_leave (&once, 1);
    }
    xmlSetStructuredErrorFunc (NULL, no_message);       /* per thread */
}

gboolean
dcmm_read_xml_part (const char *path, const char *ns, const DcmmElement *elements, const char *parent, gpointer data, GError **error)
{
    DcmmReader r = { .path = path, .ns = ns, .elements = elements, .inside = parent, .data = data };

    set_up ();
    return read_file (&r, error);
}

gboolean
dcmm_read_xml (const char *path, const char *ns, const DcmmElement *elements, gpointer data, GError **error)
{
    return dcmm_read_xml_part (path, ns, elements, NULL, data, error);
}

static gboolean
read_memory (DcmmReader *r, const char *text, gsize length, GError **error)
{
    gboolean fed = TRUE;

    set_up ();
    if (!begin (r))
        return finish (r, FALSE, error);
    for (gsize at = 0; fed && at < length; at += CHUNK)
        fed = feed (r, text + at, MIN (CHUNK, length - at));
    return finish (r, fed, error);
}

gboolean
dcmm_read_xml_memory (const char *name, const char *text, gsize length, const char *ns, const DcmmElement *elements, gpointer data,
                      GError **error)
{
    DcmmReader r = { .path = name, .ns = ns, .elements = elements, .data = data };

    return read_memory (&r, text, length, error);
}

gboolean
dcmm_read_xml_foreign (const char *name, const char *text, gsize length, const char *ns, const DcmmElement *elements, gpointer data,
                       GError **error)
{
    DcmmReader r = { .path = name, .ns = ns, .elements = elements, .data = data, .foreign = TRUE };

    return read_memory (&r, text, length, error);
}

gboolean
dcmm_read_root (const char *path, char **name, char **ns, GError **error)
{
    static const DcmmElement none[] = { { .name = NULL } };
    DcmmReader r = { .path = path, .ns = "", .elements = none, .root_only = TRUE };

    set_up ();
    if (!read_file (&r, error)) {
        g_free (r.root_name);
        g_free (r.root_ns);
        return FALSE;
    }
    *name = r.root_name;
    *ns = r.root_ns;
    return TRUE;
}
