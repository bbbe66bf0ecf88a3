/* DOCX: the parts of the package that say what the others are. */
#include "document/docx.h"
#include "base/writer.h"

#include <string.h>

#define XML "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
#define PACKAGE "http://schemas.openxmlformats.org/package/2006/"
#define OFFICE  "http://schemas.openxmlformats.org/officeDocument/2006/"

static void
put_document (Docx *docx)
{
    DocxPart *part = dcmm_docx_part (docx, "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml", "word/document.xml");

    g_string_append (part->bytes, XML "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" xmlns:r=\"" OFFICE "relationships\" "
                     "xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\"><w:body>\n");
    g_string_append_len (part->bytes, docx->body->str, (gssize) docx->body->len);
    g_string_append (part->bytes, "</w:body></w:document>\n");
    part = dcmm_docx_part (docx, NULL, "word/_rels/document.xml.rels");
    g_string_append_printf (part->bytes, XML "<Relationships xmlns=\"" PACKAGE "relationships\">%s</Relationships>\n", docx->relations->str);
}

static void
put_element (GString *out, const char *name, const char *attributes, const char *words)
{
    if (!words || !*words)
        return;
    g_string_append_printf (out, "<%s%s>", name, attributes);
    dcmm_xml_append (out, words);
    g_string_append_printf (out, "</%s>", name);
}

/* "2026-11-20", as far as it is one. */
static gboolean
is_date (const char *date)
{
    return date && strlen (date) == 10 && strspn (date, "0123456789-") == 10 && date[4] == '-' && date[7] == '-';
}

static void
put_properties (Docx *docx)
{
    const DcmmNode *document = docx->document;
    const char *date = dcmm_node_get (document, "date");
    GString *out = dcmm_docx_part (docx, "application/vnd.openxmlformats-package.core-properties+xml", "docProps/core.xml")->bytes;
    g_autofree char *time = is_date (date) ? g_strconcat (date, "T00:00:00Z", NULL) : NULL;

    g_string_append (out, XML "<cp:coreProperties xmlns:cp=\"" PACKAGE "metadata/core-properties\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" "
                     "xmlns:dcterms=\"http://purl.org/dc/terms/\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">");
    put_element (out, "dc:title", "", dcmm_node_get (document, "title"));
    put_element (out, "dc:creator", "", dcmm_node_get (document, "author"));
    put_element (out, "dc:language", "", dcmm_node_get (document, "lang"));
    put_element (out, "dcterms:created", " xsi:type=\"dcterms:W3CDTF\"", time);
    put_element (out, "dcterms:modified", " xsi:type=\"dcterms:W3CDTF\"", time);
    g_string_append (out, "</cp:coreProperties>\n");
    out = dcmm_docx_part (docx, "application/vnd.openxmlformats-officedocument.extended-properties+xml", "docProps/app.xml")->bytes;
    g_string_append (out, XML "<Properties xmlns=\"" OFFICE "extended-properties\">");
    put_element (out, "Application", "", dcmm_node_get (document, "generator"));
    g_string_append (out, "</Properties>\n");
}

static void
put_types (Docx *docx)
{
    GString *out = dcmm_docx_part (docx, NULL, "[Content_Types].xml")->bytes;

    g_string_append (out, XML "<Types xmlns=\"" PACKAGE "content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
                     "<Default Extension=\"xml\" ContentType=\"application/xml\"/><Default Extension=\"png\" ContentType=\"image/png\"/>"
                     "<Default Extension=\"svg\" ContentType=\"image/svg+xml\"/>");
    for (guint i = 0; i < docx->parts->len; i++) {
        const DocxPart *part = docx->parts->pdata[i];
        if (!part->type)
            continue;
        g_string_append (out, "<Override");
        dcmm_xml_attributef (out, "PartName", "/%s", part->path);
        dcmm_xml_attribute (out, "ContentType", part->type);
        g_string_append (out, "/>");
    }
    g_string_append (out, "</Types>\n");
}

/* The types come first: some readers look there and nowhere else to see what file it is. */
gboolean
dcmm_docx_pack (Docx *docx, GString *out, GError **error)
{
    GString *root = dcmm_docx_part (docx, NULL, "_rels/.rels")->bytes;

    g_string_append (root, XML "<Relationships xmlns=\"" PACKAGE "relationships\">"
                     "<Relationship Id=\"rId1\" Type=\"" OFFICE "relationships/officeDocument\" Target=\"word/document.xml\"/>"
                     "<Relationship Id=\"rId2\" Type=\"" PACKAGE "relationships/metadata/core-properties\" Target=\"docProps/core.xml\"/>"
                     "<Relationship Id=\"rId3\" Type=\"" OFFICE "relationships/extended-properties\" Target=\"docProps/app.xml\"/></Relationships>\n");
    put_document (docx);
    put_properties (docx);
    put_types (docx);
    gpointer types = g_ptr_array_steal_index (docx->parts, docx->parts->len - 1);
    g_ptr_array_insert (docx->parts, 0, types);
    return dcmm_docx_zip (docx->parts, out, error);
}
