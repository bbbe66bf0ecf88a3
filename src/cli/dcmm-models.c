#include "cli/dcmm.h"

#include <string.h>

enum { TEXT, JSON, XML };
static const char *const formats[] = { "text", "json", "xml", NULL };

static int
list (DcmmLibrary *library, GError **error)
{
    g_auto (GStrv) ids = dcmm_library_questionnaires (library);

    for (guint i = 0; ids[i]; i++) {
        const DcmmQuestionnaire *q = dcmm_library_questionnaire (library, ids[i], error);
        if (!q)
            return -1;
        g_autoptr (GString) out = g_string_new (NULL), size = g_string_new (NULL);
        dcmm_text_pad (out, q->id, 12);
        g_string_append_c (out, ' ');
        dcmm_text_wrap (out, dcmm_words (&q->title, dcmm_lang ()), 13, 80);
        g_string_append_printf (out, "\n%13s", "");
        g_string_append_printf (size, _("%s: %u domains, %u items, %u criteria"), q->standard, q->n_domains, q->n_items, q->n_criteria);
        if (q->counted)
            g_string_append_printf (size, _(" (the standard is said to have %u)"), q->counted);
        dcmm_text_wrap (out, size->str, 13, 80);
        printf ("%s\n", out->str);
    }
    return DCMM_DONE;
}

static void
as_text (const DcmmQuestionnaire *q, GString *out)
{
    const DcmmLang lang = dcmm_lang ();

    g_string_append_printf (out, "%s\n", dcmm_words (&q->title, lang));
    for (guint i = 0; i < q->n_items; i++) {
        const DcmmItem *item = &q->items[i];
        const DcmmDomain *domain = &q->domains[item->domain];
        if (domain->first == i)
            g_string_append_printf (out, "\n%s %s\n", domain->id, dcmm_words (&domain->name, lang));
        g_string_append_printf (out, "\n  %s %s\n", item->id, dcmm_words (&item->name, lang));
        for (guint c = item->first; c < item->first + item->n; c++) {
            g_string_append (out, "    ");
            dcmm_text_pad (out, q->criteria[c].id, 11);
            dcmm_text_wrap (out, dcmm_words (&q->criteria[c].text, lang), 15, 80);
            g_string_append_c (out, '\n');
        }
    }
}

static void
words (DcmmJson *json, const char *key, const DcmmWords *w)
{
    dcmm_json_key (json, key);
    dcmm_json_string (json, *dcmm_words (w, dcmm_lang ()) ? dcmm_words (w, dcmm_lang ()) : NULL);
}

static void
criterion_json (const DcmmCriterion *criterion, DcmmJson *json)
{
    dcmm_json_open (json, '{');
    dcmm_json_key (json, "id");
    dcmm_json_string (json, criterion->id);
    dcmm_json_key (json, "level");
    dcmm_json_integer (json, criterion->level);
    dcmm_json_key (json, "dimension");
    dcmm_json_string (json, dcmm_dimension_ids[criterion->dimension]);
    dcmm_json_key (json, "confidence");
    dcmm_json_string (json, criterion->confidence);
    words (json, "text", &criterion->text);
    words (json, "hint", &criterion->hint);
    words (json, "evidence", &criterion->evidence);
    dcmm_json_key (json, "who");
    dcmm_json_string (json, criterion->who);
    words (json, "degree", &criterion->degree);
    words (json, "suffices", &criterion->suffices);
    words (json, "lacks", &criterion->lacks);
    dcmm_json_close (json, '}');
}

static void
item_json (const DcmmQuestionnaire *q, const DcmmItem *item, DcmmJson *json)
{
    dcmm_json_open (json, '{');
    dcmm_json_key (json, "id");
    dcmm_json_string (json, item->id);
    words (json, "name", &item->name);
    words (json, "purpose", &item->purpose);
    words (json, "risk", &item->risk);
    words (json, "start", &item->start);
    dcmm_json_key (json, "criteria");
    dcmm_json_open (json, '[');
    for (guint c = item->first; c < item->first + item->n; c++)
        criterion_json (&q->criteria[c], json);
    dcmm_json_close (json, ']');
    dcmm_json_close (json, '}');
}

static void
as_json (const DcmmQuestionnaire *q, GString *out)
{
    DcmmJson json;

    dcmm_json_init (&json, out);
    dcmm_json_open (&json, '{');
    dcmm_json_key (&json, "schema");
    dcmm_json_string (&json, DCMM_NS_QUESTIONNAIRE);
    dcmm_json_key (&json, "id");
    dcmm_json_string (&json, q->id);
    dcmm_json_key (&json, "standard");
    dcmm_json_string (&json, q->standard);
    dcmm_json_key (&json, "version");
    dcmm_json_string (&json, q->version);
    words (&json, "title", &q->title);
    dcmm_json_key (&json, "counted");
    dcmm_json_integer (&json, q->counted);
    dcmm_json_key (&json, "criteria");
    dcmm_json_integer (&json, q->n_criteria);
    dcmm_json_key (&json, "domains");
    dcmm_json_open (&json, '[');
    for (guint d = 0; d < q->n_domains; d++) {
        dcmm_json_open (&json, '{');
        dcmm_json_key (&json, "id");
        dcmm_json_string (&json, q->domains[d].id);
        words (&json, "name", &q->domains[d].name);
        words (&json, "purpose", &q->domains[d].purpose);
        dcmm_json_key (&json, "items");
        dcmm_json_open (&json, '[');
        for (guint i = q->domains[d].first; i < q->domains[d].first + q->domains[d].n; i++)
            item_json (q, &q->items[i], &json);
        dcmm_json_close (&json, ']');
        dcmm_json_close (&json, '}');
    }
    dcmm_json_close (&json, ']');
    dcmm_json_close (&json, '}');
    g_string_append_c (out, '\n');
}

/* ---- XML: one file, without includes, in both languages ---- */

/* @from and @to: attributes, or NULL. */
static void
words_between (GString *out, guint indent, const char *name, const char *from, const char *to, const DcmmWords *w)
{
    for (guint l = 0; l < DCMM_LANGS; l++) {
        if (!w->in[l])
            continue;
        g_string_append_printf (out, "%*s<%s", (int) indent, "", name);
        dcmm_xml_attribute (out, "from", from);
        dcmm_xml_attribute (out, "to", to);
        dcmm_xml_attribute (out, "xml:lang", dcmm_lang_ids[l]);
        g_string_append_c (out, '>');
        dcmm_xml_append (out, w->in[l]);
        g_string_append_printf (out, "</%s>\n", name);
    }
}

static void
words_xml (GString *out, guint indent, const char *name, const DcmmWords *w)
{
    words_between (out, indent, name, NULL, NULL, w);
}

static void
criterion_xml (const DcmmCriterion *criterion, GString *out)
{
    g_string_append (out, "      <criterion");
    dcmm_xml_attribute (out, "id", criterion->id);
    dcmm_xml_attributef (out, "level", "%u", criterion->level);
    dcmm_xml_attribute (out, "dimension", dcmm_dimension_ids[criterion->dimension]);
    if (strcmp (criterion->weight, "1") != 0)
        dcmm_xml_attribute (out, "weight", criterion->weight);
    dcmm_xml_attribute (out, "confidence", criterion->confidence);
    g_string_append (out, ">\n");
    words_xml (out, 8, "text", &criterion->text);
    words_xml (out, 8, "hint", &criterion->hint);
    words_xml (out, 8, "evidence", &criterion->evidence);
    if (criterion->who) {
        g_string_append (out, "        <who");
        dcmm_xml_attribute (out, "ref", criterion->who);
        g_string_append (out, "/>\n");
    }
    words_between (out, 8, "degree", criterion->from, criterion->to, &criterion->degree);
    words_xml (out, 8, "suffices", &criterion->suffices);
    words_xml (out, 8, "lacks", &criterion->lacks);
    g_string_append (out, "      </criterion>\n");
}

static void
item_xml (const DcmmQuestionnaire *q, const DcmmItem *item, GString *out)
{
    g_string_append (out, "    <item");
    dcmm_xml_attribute (out, "id", item->id);
    g_string_append (out, ">\n");
    words_xml (out, 6, "name", &item->name);
    words_xml (out, 6, "short", &item->short_name);
    words_xml (out, 6, "purpose", &item->purpose);
    words_xml (out, 6, "risk", &item->risk);
    words_xml (out, 6, "start", &item->start);
    for (guint c = item->first; c < item->first + item->n; c++)
        criterion_xml (&q->criteria[c], out);
    g_string_append (out, "    </item>\n");
}

static void
as_xml (const DcmmQuestionnaire *q, GString *out)
{
    g_string_append (out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<questionnaire xmlns=\"" DCMM_NS_QUESTIONNAIRE "\"");
    dcmm_xml_attribute (out, "id", q->id);
    dcmm_xml_attribute (out, "standard", q->standard);
    dcmm_xml_attribute (out, "version", q->version);
    if (q->counted)
        dcmm_xml_attributef (out, "counted", "%u", q->counted);
    dcmm_xml_attribute (out, "replaced-on", q->edition_date);
    g_string_append (out, ">\n");
    words_xml (out, 2, "title", &q->title);
    for (guint i = 0; i < DCMM_LEVELS; i++) {
        g_string_append_printf (out, "  <level no=\"%u\">\n", q->levels[i].no);
        words_xml (out, 4, "name", &q->levels[i].name);
        words_xml (out, 4, "short", &q->levels[i].short_name);
        g_string_append (out, "  </level>\n");
    }
    for (guint d = 0; d < q->n_domains; d++) {
        const DcmmDomain *domain = &q->domains[d];
        g_string_append (out, "  <domain");
        dcmm_xml_attribute (out, "id", domain->id);
        g_string_append (out, ">\n");
        words_xml (out, 4, "name", &domain->name);
        words_xml (out, 4, "short", &domain->short_name);
        words_xml (out, 4, "purpose", &domain->purpose);
        for (guint i = domain->first; i < domain->first + domain->n; i++)
            item_xml (q, &q->items[i], out);
        g_string_append (out, "  </domain>\n");
    }
    g_string_append (out, "</questionnaire>\n");
}

static gboolean
show_part (DcmmLibrary *library, const DcmmQuestionnaire *q, const char *ref, GString *out, GError **error)
{
    DcmmGuide guide = { .questionnaire = q };

    return (guide.policy = dcmm_library_policy (library, NULL, error)) && (guide.roles = dcmm_library_roles (library, error)) &&
           dcmm_guide (&guide, ref, out, error);
}

int
dcmm_cmd_models (DcmmCli *cli, int argc, char **argv, GError **error)
{
    g_autofree char *format = NULL, *overlay = NULL, *path = NULL;
    const GOptionEntry options[] = {
        { "format",  0,   0, G_OPTION_ARG_STRING,   &format,  N_("text, json or xml"), N_("FORMAT") },
        { "overlay", 0,   0, G_OPTION_ARG_FILENAME, &overlay, N_("texts laid over the questionnaire"), N_("FILE") },
        { "output",  'o', 0, G_OPTION_ARG_FILENAME, &path,    N_("the file to write"), N_("FILE") },
        G_OPTION_ENTRY_NULL
    };
    static void (*const as[]) (const DcmmQuestionnaire *q, GString *out) = { [TEXT] = as_text, [JSON] = as_json, [XML] = as_xml };
    g_autoptr (GString) out = g_string_new (NULL);
    const DcmmQuestionnaire *q;
    int how;

    if (!dcmm_cli_parse (cli, options, argc, argv, error))
        return -1;
    if ((how = dcmm_choose_format (format, path, formats, error)) < 0)
        return -1;
    g_autoptr (DcmmLibrary) library = dcmm_library_new (overlay);
    if (!cli->n_rest)
        return list (library, error);
    if (!(q = dcmm_library_questionnaire (library, cli->rest[0], error)))
        return -1;
    if (cli->n_rest == 2) {
        if (how != TEXT)
            return dcmm_fail (error, DCMM_USE, _("a part of a questionnaire is shown as text; leave out --format")), -1;
        if (!show_part (library, q, cli->rest[1], out, error))
            return -1;
    } else
        as[how] (q, out);
    return dcmm_write_file (path, out->str, out->len, error) ? DCMM_DONE : -1;
}
