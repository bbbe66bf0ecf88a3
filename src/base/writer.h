/* Writing XML and JSON into a GString: small, because two decimals are the contract and json-glib would print
 * 2.1000000000000001 and costs a millisecond at start. Commas and indentation are the writer's affair.
 */
#pragma once
#include <glib.h>

/* Text with & < > " and control characters escaped for XML (attributes and content alike). */
void dcmm_xml_append (GString *out, const char *text);
/* ` name="value"`; nothing where @value is NULL. */
void dcmm_xml_attribute (GString *out, const char *name, const char *value);
/* The same with a printf format; the result is escaped. */
void dcmm_xml_attributef (GString *out, const char *name, const char *format, ...) G_GNUC_PRINTF (3, 4);

typedef struct {
    GString *out;
    guint    depth;
    gboolean first;             /* nothing yet in the innermost object or array */
    gboolean after_key;
    guint64  inline_from;       /* depths written on one line: bit d set */
} DcmmJson;

void dcmm_json_init    (DcmmJson *json, GString *out);
void dcmm_json_open    (DcmmJson *json, char bracket);              /* '{' or '[' */
void dcmm_json_inline  (DcmmJson *json, char bracket);              /* the same, all of it on one line */
void dcmm_json_close   (DcmmJson *json, char bracket);              /* '}' or ']' */
void dcmm_json_key     (DcmmJson *json, const char *key);
void dcmm_json_string  (DcmmJson *json, const char *text);          /* null where NULL */
void dcmm_json_integer (DcmmJson *json, gint64 number);
void dcmm_json_score   (DcmmJson *json, gint64 hundredths);         /* 2.37 */
void dcmm_json_bool    (DcmmJson *json, gboolean value);
void dcmm_json_null    (DcmmJson *json);
void dcmm_json_raw     (DcmmJson *json, const char *text);          /* a number already in its written form */
