#include "base/writer.h"
#include "base/rational.h"

#include <string.h>

void
dcmm_xml_append (GString *out, const char *text)
{
    const char *from = text;

    for (const char *c = text;; c++) {
        const char *as = NULL;
        switch (*c) {
        case '&':  as = "&amp;";  break;
        case '<':  as = "&lt;";   break;
        case '>':  as = "&gt;";   break;
        case '"':  as = "&quot;"; break;
        case '\n': as = "&#10;";  break;
        case '\t': as = "&#9;";   break;
        case '\r': as = "&#13;";  break;
        default:
            if ((guchar) *c >= 0x20)
                continue;
            as = *c ? " " : "";         /* a character that XML cannot hold */
        }
        g_string_append_len (out, from, c - from);
        g_string_append (out, as);
        if (!*c)
            return;
        from = c + 1;
    }
}

void
dcmm_xml_attribute (GString *out, const char *name, const char *value)
{
    if (!value)
        return;
    g_string_append_c (out, ' ');
    g_string_append (out, name);
    g_string_append (out, "=\"");
    dcmm_xml_append (out, value);
    g_string_append_c (out, '"');
}

void
dcmm_xml_attributef (GString *out, const char *name, const char *format, ...)
{
    va_list args;

    va_start (args, format);
    g_autofree char *value = g_strdup_vprintf (format, args);
    va_end (args);
    dcmm_xml_attribute (out, name, value);
}

void
dcmm_json_init (DcmmJson *json, GString *out)
{
    *json = (DcmmJson) { .out = out, .first = TRUE };
}

static gboolean
on_one_line (const DcmmJson *json)
{
    return json->inline_from != 0;
}

static void
new_line (DcmmJson *json)
{
    g_string_append_c (json->out, '\n');
    for (guint i = 0; i < json->depth; i++)
        g_string_append (json->out, "  ");
}

static void
before_value (DcmmJson *json)
{
    if (json->after_key) {
        json->after_key = FALSE;
        return;
    }
    if (!json->depth)
        return;
    if (!json->first)
        g_string_append_c (json->out, ',');
    if (!on_one_line (json))
        new_line (json);
    else if (!json->first)
        g_string_append_c (json->out, ' ');
    json->first = FALSE;
}

void
dcmm_json_open (DcmmJson *json, char bracket)
{
    before_value (json);
    g_string_append_c (json->out, bracket);
    json->depth++;
    json->first = TRUE;
}

void
dcmm_json_inline (DcmmJson *json, char bracket)
{
    dcmm_json_open (json, bracket);
    json->inline_from |= G_GUINT64_CONSTANT (1) << json->depth;
}

void
dcmm_json_close (DcmmJson *json, char bracket)
{
    const gboolean empty = json->first, flat = on_one_line (json);

    json->inline_from &= ~(G_GUINT64_CONSTANT (1) << json->depth);
    json->depth--;
    json->first = FALSE;
    if (!empty && !flat)
        new_line (json);
    g_string_append_c (json->out, bracket);
}

/* What may not stand in a JSON string as it is (RFC 8259, 7). */
static gboolean
is_special (char c)
{
    return (guchar) c < 0x20 || c == '"' || c == '\\';
}

static void
quoted (GString *out, const char *text)
{
    const char *plain = text;

    g_string_append_c (out, '"');
    while (*plain && !is_special (*plain))
        plain++;
    g_string_append_len (out, text, plain - text);
    for (const char *c = plain; *c; c++) {
        switch (*c) {
        case '"':  g_string_append (out, "\\\""); break;
        case '\\': g_string_append (out, "\\\\"); break;
        case '\n': g_string_append (out, "\\n");  break;
        case '\r': g_string_append (out, "\\r");  break;
        case '\t': g_string_append (out, "\\t");  break;
        default:
            if ((guchar) *c < 0x20)
                g_string_append_printf (out, "\\u%04x", (guint) *c);
            else
                g_string_append_c (out, *c);
        }
    }
    g_string_append_c (out, '"');
}

void
dcmm_json_key (DcmmJson *json, const char *key)
{
    before_value (json);
    quoted (json->out, key);
    g_string_append (json->out, ": ");
    json->after_key = TRUE;
}

void
dcmm_json_raw (DcmmJson *json, const char *text)
{
    before_value (json);
    g_string_append (json->out, text);
}

void
dcmm_json_string (DcmmJson *json, const char *text)
{
    if (!text) {
        dcmm_json_null (json);
        return;
    }
    before_value (json);
    quoted (json->out, text);
}

void
dcmm_json_integer (DcmmJson *json, gint64 number)
{
    char buffer[24], *at = buffer + sizeof buffer;

    *--at = '\0';
    at = dcmm_digits (number < 0 ? 0 - (guint64) number : (guint64) number, at);     /* the least number has no positive one */
    if (number < 0)
        *--at = '-';
    dcmm_json_raw (json, at);
}

void
dcmm_json_score (DcmmJson *json, gint64 hundredths)
{
    char buffer[DCMM_SCORE_LENGTH];

    dcmm_json_raw (json, dcmm_score_text (hundredths, buffer));
}

void
dcmm_json_bool (DcmmJson *json, gboolean value)
{
    dcmm_json_raw (json, value ? "true" : "false");
}

void
dcmm_json_null (DcmmJson *json)
{
    dcmm_json_raw (json, "null");
}
