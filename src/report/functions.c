#include "report/report-private.h"

#include <libxml/xpathInternals.h>
#include <libxslt/extensions.h>
#include <string.h>

/* What a template may call in an expression. Each is a function of its arguments and the language in force alone. */

#define LIST_MAX 5      /* names of a list in a sentence before it is cut (storyboard 2.7) */

static void
push (xmlXPathParserContext *xpath, char *words)
{
    valuePush (xpath, xmlXPathNewString ((const xmlChar *) words));
    g_free (words);
}

/* The string on top of the stack; yours. */
static char *
pop (xmlXPathParserContext *xpath)
{
    xmlChar *words = xmlXPathPopString (xpath);
    char    *own = g_strdup (words ? (const char *) words : "");

    xmlFree (words);
    return own;
}

static gboolean
takes (xmlXPathParserContext *xpath, int given, int least, int most)
{
    if (given < least || given > most)
        xmlXPathSetArityError (xpath);
    return given >= least && given <= most;
}

/* ---- t:list(nodes[, kind]): a list in a sentence; kind "item", "domain", "id", or plain names ---- */

static char *
joined (const char *so_far, const char *next, gboolean last, gboolean short_list)
{
    const char *values[] = { "list", so_far, "next", next, NULL };

    return dcmm_text_fill (last && short_list ? _("%{list} and %{next}") : _("%{list}, %{next}"), values);
}

/* Chinese says how many there are in all, English how many more: both are at hand. */
static char *
cut (const char *list, const char *kind, int all)
{
    g_autofree char *total = g_strdup_printf ("%d", all), *rest = g_strdup_printf ("%d", all - LIST_MAX);
    const char *values[] = { "list", list, "rest", rest, "all", total, NULL };
    const char *sentence = strcmp (kind, "domain") == 0 ? _("%{list} and %{rest} more domains")
                                                        : _("%{list} and %{rest} more");

    return dcmm_text_fill (sentence, values);
}

/* Two or three names have "和" before the last, four and five only marks; English has "and" always, and ids never. */
static gboolean
has_and (const char *kind, int all)
{
    return strcmp (kind, "id") != 0 && all <= LIST_MAX && (dcmm_lang () == DCMM_EN || all <= 3);
}

static void
list (xmlXPathParserContext *xpath, int n)
{
    if (!takes (xpath, n, 1, 2))
        return;
    g_autofree char *kind = n == 2 ? pop (xpath) : g_strdup ("");
    xmlNodeSet *nodes = xmlXPathPopNodeSet (xpath);
    g_autofree char *words = g_strdup ("");
    const int all = nodes ? nodes->nodeNr : 0;

    if (nodes)
        xmlXPathNodeSetSort (nodes);
    for (int i = 0; i < MIN (all, LIST_MAX); i++) {
        xmlChar *name = xmlNodeGetContent (nodes->nodeTab[i]);
        char *longer = i ? joined (words, (const char *) name, i + 1 == all, has_and (kind, all)) : g_strdup ((const char *) name);
        g_free (words);
        words = longer;
        xmlFree (name);
    }
    push (xpath, all > LIST_MAX ? cut (words, kind, all) : g_steal_pointer (&words));
    xmlXPathFreeNodeSet (nodes);
}

/* ---- t:date("2026-11-20") and t:later("2026-11-20", 14, "days"|"months") ---- */

static const char *const months[] = {
    N_("January"), N_("February"), N_("March"), N_("April"), N_("May"), N_("June"),
    N_("July"), N_("August"), N_("September"), N_("October"), N_("November"), N_("December"),
};

const char *
dcmm_month_name (guint month, gboolean brief)
{
    static char three[4];
    const char *name = _(months[(month - 1) % G_N_ELEMENTS (months)]);

    if (!brief || dcmm_lang () != DCMM_EN)
        return name;
    g_strlcpy (three, name, sizeof three);
    return three;
}

/* FALSE where it is no day that exists: then it is printed as it stands. */
static gboolean
read_date (const char *text, GDate *date)
{
    int year, month, day, end = 0;

    g_date_clear (date, 1);
    if (sscanf (text, "%4d-%2d-%2d%n", &year, &month, &day, &end) != 3 || text[end] || year < 1 || month < 1 || day < 1 ||
        !g_date_valid_dmy ((GDateDay) day, (GDateMonth) month, (GDateYear) year))
        return FALSE;
    g_date_set_dmy (date, (GDateDay) day, (GDateMonth) month, (GDateYear) year);
    return TRUE;
}

static void
date (xmlXPathParserContext *xpath, int n)
{
    GDate date;

    if (!takes (xpath, n, 1, 1))
        return;
    g_autofree char *text = pop (xpath);
    if (!read_date (text, &date)) {
        push (xpath, g_steal_pointer (&text));
        return;
    }
    g_autofree char *day = g_strdup_printf ("%u", g_date_get_day (&date)), *number = g_strdup_printf ("%u", g_date_get_month (&date)),
                    *year = g_strdup_printf ("%u", g_date_get_year (&date));
    const char *values[] = { "day", day, "month", _(months[g_date_get_month (&date) - 1]), "number", number, "year", year, NULL };
    push (xpath, dcmm_text_fill (_("%{day} %{month} %{year}"), values));
}

static void
later (xmlXPathParserContext *xpath, int n)
{
    GDate date;

    if (!takes (xpath, n, 3, 3))
        return;
    g_autofree char *unit = pop (xpath);
    const double    count = xmlXPathPopNumber (xpath);
    g_autofree char *text = pop (xpath);
    if (!read_date (text, &date) || !(count >= 0 && count < 10000)) {
        push (xpath, g_steal_pointer (&text));
        return;
    }
    if (strcmp (unit, "months") == 0)
        g_date_add_months (&date, (guint) count);
    else
        g_date_add_days (&date, (guint) count);
    push (xpath, g_strdup_printf ("%04u-%02u-%02u", g_date_get_year (&date), g_date_get_month (&date), g_date_get_day (&date)));
}

/* ---- t:number("68000"), t:size("2060311"), t:word("5"), t:clause("….") ---- */

/* Commas from 10,000 in Chinese and from 1,000 in English (storyboard 2.6); what is no whole number stays as it is. */
static char *
grouped (const char *digits)
{
    GString *out = g_string_new (NULL);
    const size_t n = strspn (digits, "0123456789");

    for (size_t i = 0; i < n; i++) {
        if (i && (n - i) % 3 == 0 && n > (dcmm_lang () == DCMM_EN ? 3 : 4))
            g_string_append_c (out, ',');
        g_string_append_c (out, digits[i]);
    }
    g_string_append (out, digits + n);
    return g_string_free (out, FALSE);
}

static void
number (xmlXPathParserContext *xpath, int n)
{
    if (!takes (xpath, n, 1, 1))
        return;
    g_autofree char *digits = pop (xpath);
    push (xpath, grouped (digits));
}

/* Decimal units; one decimal below 10, so that the column stays narrow. */
static void
size (xmlXPathParserContext *xpath, int n)
{
    static const char *const units[] = { "B", "kB", "MB", "GB", "TB" };
    guint64 bytes, tenths;
    guint   unit = 0;

    if (!takes (xpath, n, 1, 1))
        return;
    g_autofree char *text = pop (xpath);
    if (!g_ascii_string_to_unsigned (text, 10, 0, G_MAXUINT64 / 100, &bytes, NULL)) {
        push (xpath, g_steal_pointer (&text));
        return;
    }
    for (tenths = bytes * 10; tenths >= 9995 && unit + 1 < G_N_ELEMENTS (units); unit++)
        tenths = (tenths + 500) / 1000;
    push (xpath, tenths < 100 && unit ? g_strdup_printf ("%u.%u %s", (guint) tenths / 10, (guint) tenths % 10, units[unit])
                                      : g_strdup_printf ("%u %s", (guint) (tenths + 5) / 10, units[unit]));
}

/* "Five": a number that opens an English heading (storyboard 2.6). Chinese has figures there, too. */
static void
word (xmlXPathParserContext *xpath, int n)
{
    static const char *const words[] = { "No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten" };
    guint64 value;

    if (!takes (xpath, n, 1, 1))
        return;
    g_autofree char *digits = pop (xpath);
    const gboolean short_one = g_ascii_string_to_unsigned (digits, 10, 0, G_N_ELEMENTS (words) - 1, &value, NULL);
    push (xpath, short_one && dcmm_lang () == DCMM_EN ? g_strdup (words[value]) : g_strdup (digits));
}

/* A sentence as a part of a longer one: without its full stop. */
static void
clause (xmlXPathParserContext *xpath, int n)
{
    static const char *const stops[] = { "。", "." };

    if (!takes (xpath, n, 1, 1))
        return;
    g_autofree char *text = pop (xpath);
    for (guint i = 0; i < G_N_ELEMENTS (stops); i++)
        if (g_str_has_suffix (text, stops[i])) {
            text[strlen (text) - strlen (stops[i])] = '\0';
            break;
        }
    push (xpath, g_steal_pointer (&text));
}

void
dcmm_functions_register (void)
{
    static const struct { const char *name; xmlXPathFunction function; } functions[] = {
        { "list", list }, { "date", date }, { "later", later }, { "number", number }, { "size", size }, { "word", word }, { "clause", clause },
    };

    for (guint i = 0; i < G_N_ELEMENTS (functions); i++)
        xsltRegisterExtModuleFunction ((const xmlChar *) functions[i].name, (const xmlChar *) DCMM_NS_TEXT, functions[i].function);
}
